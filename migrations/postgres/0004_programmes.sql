CREATE TABLE programmes (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    framework TEXT NOT NULL,
    problem TEXT NOT NULL,
    branch_id UUID REFERENCES branches (id),
    start_on DATE NOT NULL,
    rhythm_days BIGINT NOT NULL,
    starts_at_minute BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL DEFAULT '',
    copied_from UUID REFERENCES programmes (id),
    created_by UUID REFERENCES people (id),
    created_at TIMESTAMPTZ NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1
);

-- The phases or levels of a programme; the name is kept for an own list of stages only.
CREATE TABLE stages (
    programme_id UUID NOT NULL REFERENCES programmes (id),
    number BIGINT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (programme_id, number)
);

-- Who is invited: the owner is a programme, or a session that stands alone.
-- Kinds: everyone (target is the nil id), branch, department, position, person.
CREATE TABLE audiences (
    owner_id UUID NOT NULL,
    kind TEXT NOT NULL,
    target_id UUID NOT NULL,
    PRIMARY KEY (owner_id, kind, target_id)
);
CREATE INDEX audiences_by_target ON audiences (target_id);
