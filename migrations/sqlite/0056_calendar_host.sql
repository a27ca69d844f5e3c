-- The second half of the names by which calendars know their entries: the host that the first of them
-- was written under. It stays when the address changes, or every entry would stand there twice.
ALTER TABLE organisation ADD COLUMN calendar_host TEXT NOT NULL DEFAULT '';
