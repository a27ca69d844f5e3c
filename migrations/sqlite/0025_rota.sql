-- A rota that is proposed: it lies here until it is published or thrown away. One is open at a time.
-- States: open, published, dropped. `outcome` says what it brings and what could not be met.
CREATE TABLE visit_drafts (
    id BLOB PRIMARY KEY,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open',
    outcome TEXT NOT NULL,
    made_by BLOB NOT NULL REFERENCES people (id),
    made_at TEXT NOT NULL,
    ended_by BLOB REFERENCES people (id),
    ended_at TEXT,
    CHECK (to_day >= from_day)
);
CREATE UNIQUE INDEX visit_drafts_one_open ON visit_drafts (state) WHERE state = 'open';

-- One visit of it, and why it stands there; none when it was put there by hand.
CREATE TABLE visit_draft_lines (
    id BLOB PRIMARY KEY,
    draft_id BLOB NOT NULL REFERENCES visit_drafts (id),
    branch_id BLOB NOT NULL REFERENCES branches (id),
    instructor_id BLOB NOT NULL REFERENCES people (id),
    day TEXT NOT NULL,
    why TEXT
);
CREATE UNIQUE INDEX visit_draft_lines_branch ON visit_draft_lines (draft_id, branch_id, day);
CREATE UNIQUE INDEX visit_draft_lines_instructor ON visit_draft_lines (draft_id, instructor_id, day);

-- What is looked at on every visit. What is out of use stays: it was looked at.
CREATE TABLE visit_checks (
    id BLOB PRIMARY KEY,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TEXT NOT NULL
);

-- What was found in order on a visit, and by whom.
CREATE TABLE visit_ticks (
    session_id BLOB NOT NULL REFERENCES visits (session_id),
    check_id BLOB NOT NULL REFERENCES visit_checks (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    PRIMARY KEY (session_id, check_id)
);
