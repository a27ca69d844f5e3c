-- A note can be taken away by those who run its session or lead its programme, and put back.
ALTER TABLE notes ADD COLUMN taken_at TEXT;
ALTER TABLE notes ADD COLUMN taken_by BLOB REFERENCES people (id);
ALTER TABLE notes ADD COLUMN taken_reason TEXT NOT NULL DEFAULT '';
