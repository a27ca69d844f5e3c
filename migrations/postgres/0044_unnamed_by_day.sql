-- From where a screen goes on reading a wall is sealed: who could ask from any number could find out
-- afterwards when a note without a name came.
ALTER TABLE sessions ADD COLUMN wall_secret BYTEA NOT NULL
    DEFAULT decode(replace(gen_random_uuid()::text, '-', ''), 'hex');
ALTER TABLE sessions ALTER COLUMN wall_secret DROP DEFAULT;

-- A note without a name keeps a day, not the moment: as on SQLite, that of the session's own hour,
-- from eight hours before it to sixteen after it. The last digits are drawn by lot: older ids tell
-- an order.
UPDATE notes SET created_at = s.starts_at
    + floor(EXTRACT(EPOCH FROM notes.created_at - s.starts_at) / 86400 + 1.0 / 3)::double precision * INTERVAL '24 hours'
    + floor(random() * 1000) * INTERVAL '1 millisecond'
FROM sessions s WHERE s.id = notes.session_id AND notes.name_hidden;
-- The search orders by the moment, too: it looks at them again.
UPDATE findable SET analysis = 0
WHERE kind = 'note' AND subject_id IN (SELECT id FROM notes WHERE name_hidden);
