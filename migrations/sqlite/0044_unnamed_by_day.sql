-- From where a screen goes on reading a wall is sealed: who could ask from any number could find out
-- afterwards when a note without a name came.
ALTER TABLE sessions ADD COLUMN wall_secret BLOB NOT NULL DEFAULT X'';
UPDATE sessions SET wall_secret = randomblob(20);

-- A note without a name keeps a day, not the moment. Here there are no time zones, so the day is that
-- of the session's own hour, from eight hours before it to sixteen after it. The last digits are
-- drawn by lot: older ids tell an order.
UPDATE notes SET created_at = (
    SELECT strftime('%Y-%m-%dT%H:%M:%S.', s.starts_at,
               -- Cut off above zero, where that is the floor.
               (CAST(julianday(notes.created_at) - julianday(s.starts_at) + 100000 + 1.0 / 3 AS INTEGER)
                   - 100000) || ' days')
           || printf('%03d', abs(random() % 1000)) || '+00:00'
    FROM sessions s WHERE s.id = notes.session_id)
WHERE name_hidden AND session_id IS NOT NULL;
-- The search orders by the moment, too: it looks at them again.
UPDATE findable SET analysis = 0
WHERE kind = 'note' AND subject_id IN (SELECT id FROM notes WHERE name_hidden);
