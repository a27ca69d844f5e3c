-- A note can be about a branch, wherever it was said.
ALTER TABLE notes ADD COLUMN branch_id BLOB REFERENCES branches (id);
ALTER TABLE note_revisions ADD COLUMN branch_id BLOB REFERENCES branches (id);
CREATE INDEX notes_by_branch ON notes (branch_id) WHERE branch_id IS NOT NULL;
