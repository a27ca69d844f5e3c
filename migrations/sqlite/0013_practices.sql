-- A released version of an archetype, offered to somebody (phase 5). `target_key` tells targets
-- apart: the id of a branch or department, the folded name of any other.
CREATE TABLE practices (
    id BLOB PRIMARY KEY,
    archetype_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    target_kind TEXT NOT NULL,
    target_key TEXT NOT NULL,
    branch_id BLOB REFERENCES branches (id),
    department_id BLOB REFERENCES departments (id),
    name TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    FOREIGN KEY (archetype_id, number) REFERENCES archetype_versions (archetype_id, number)
);
CREATE UNIQUE INDEX practices_once ON practices (archetype_id, number, target_kind, target_key);
CREATE INDEX practices_by_branch ON practices (branch_id);
CREATE INDEX practices_by_department ON practices (department_id);

-- Every state it was in: who, when, why, on what evidence. An adaptation has come back as a note.
CREATE TABLE practice_moves (
    id BLOB PRIMARY KEY,
    practice_id BLOB NOT NULL REFERENCES practices (id),
    from_state TEXT,
    to_state TEXT NOT NULL,
    moved_on TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    evidence TEXT NOT NULL DEFAULT '',
    note_id BLOB REFERENCES notes (id),
    actor_id BLOB NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
);
CREATE INDEX practice_moves_by_practice ON practice_moves (practice_id, at);
CREATE INDEX practice_moves_by_note ON practice_moves (note_id);

-- What the next turn of the spiral takes along from the one before, open commitments first.
CREATE TABLE carried (
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    open BOOLEAN NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (programme_id, kind, subject_id)
);
