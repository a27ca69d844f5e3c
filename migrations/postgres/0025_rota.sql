-- A rota that is proposed: it lies here until it is published or thrown away. One is open at a time.
-- States: open, published, dropped. `outcome` says what it brings and what could not be met.
CREATE TABLE visit_drafts (
    id UUID PRIMARY KEY,
    from_day DATE NOT NULL,
    to_day DATE NOT NULL,
    state TEXT NOT NULL DEFAULT 'open',
    outcome JSONB NOT NULL,
    made_by UUID NOT NULL REFERENCES people (id),
    made_at TIMESTAMPTZ NOT NULL,
    ended_by UUID REFERENCES people (id),
    ended_at TIMESTAMPTZ,
    CHECK (to_day >= from_day)
);
CREATE UNIQUE INDEX visit_drafts_one_open ON visit_drafts (state) WHERE state = 'open';

-- One visit of it, and why it stands there; none when it was put there by hand.
CREATE TABLE visit_draft_lines (
    id UUID PRIMARY KEY,
    draft_id UUID NOT NULL REFERENCES visit_drafts (id),
    branch_id UUID NOT NULL REFERENCES branches (id),
    instructor_id UUID NOT NULL REFERENCES people (id),
    day DATE NOT NULL,
    why JSONB
);
CREATE UNIQUE INDEX visit_draft_lines_branch ON visit_draft_lines (draft_id, branch_id, day);
CREATE UNIQUE INDEX visit_draft_lines_instructor ON visit_draft_lines (draft_id, instructor_id, day);

-- What is looked at on every visit. What is out of use stays: it was looked at.
CREATE TABLE visit_checks (
    id UUID PRIMARY KEY,
    position BIGINT NOT NULL,
    text TEXT NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMPTZ NOT NULL
);

-- What was found in order on a visit, and by whom.
CREATE TABLE visit_ticks (
    session_id UUID NOT NULL REFERENCES visits (session_id),
    check_id UUID NOT NULL REFERENCES visit_checks (id),
    person_id UUID NOT NULL REFERENCES people (id),
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (session_id, check_id)
);
