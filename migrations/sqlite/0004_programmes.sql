CREATE TABLE programmes (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    framework TEXT NOT NULL,
    problem TEXT NOT NULL,
    branch_id BLOB REFERENCES branches (id),
    start_on TEXT NOT NULL,
    rhythm_days INTEGER NOT NULL,
    starts_at_minute INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL DEFAULT '',
    copied_from BLOB REFERENCES programmes (id),
    created_by BLOB REFERENCES people (id),
    created_at TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1
);

-- The phases or levels of a programme; the name is kept for an own list of stages only.
CREATE TABLE stages (
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    number INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (programme_id, number)
);

-- Who is invited: the owner is a programme, or a session that stands alone.
-- Kinds: everyone (target is the nil id), branch, department, position, person.
CREATE TABLE audiences (
    owner_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    target_id BLOB NOT NULL,
    PRIMARY KEY (owner_id, kind, target_id)
);
CREATE INDEX audiences_by_target ON audiences (target_id);
