CREATE TABLE sessions (
    id UUID PRIMARY KEY,
    programme_id UUID REFERENCES programmes (id),
    stage_number BIGINT,
    audience_id UUID NOT NULL,
    topic TEXT NOT NULL,
    folded TEXT NOT NULL,
    agenda TEXT NOT NULL DEFAULT '',
    agenda_html TEXT NOT NULL DEFAULT '',
    prompt TEXT NOT NULL DEFAULT '',
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    time_zone TEXT NOT NULL,
    branch_id UUID REFERENCES branches (id),
    room TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    capacity BIGINT CHECK (capacity > 0),
    late_after_minutes BIGINT NOT NULL,
    state TEXT NOT NULL,
    opened_at TIMESTAMPTZ,
    closed_at TIMESTAMPTZ,
    cancelled_at TIMESTAMPTZ,
    cancel_reason TEXT NOT NULL DEFAULT '',
    plan_reason TEXT NOT NULL DEFAULT '',
    join_secret BYTEA NOT NULL,
    note_sequence BIGINT NOT NULL DEFAULT 0,
    created_by UUID REFERENCES people (id),
    created_at TIMESTAMPTZ NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    CHECK (ends_at > starts_at)
);
CREATE INDEX sessions_by_start ON sessions (starts_at);
CREATE INDEX sessions_by_programme ON sessions (programme_id);
CREATE INDEX sessions_by_branch ON sessions (branch_id, starts_at);
CREATE INDEX sessions_by_audience ON sessions (audience_id, starts_at);

-- A facilitator's time. Rows of a cancelled session are removed.
CREATE TABLE bookings (
    session_id UUID NOT NULL REFERENCES sessions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (session_id, person_id)
);
CREATE INDEX bookings_by_person ON bookings (person_id, starts_at);

-- Who facilitates, kept also after a cancellation.
CREATE TABLE facilitators (
    session_id UUID NOT NULL REFERENCES sessions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    PRIMARY KEY (session_id, person_id)
);
CREATE INDEX facilitators_by_person ON facilitators (person_id);

CREATE TABLE moves (
    id UUID PRIMARY KEY,
    session_id UUID NOT NULL REFERENCES sessions (id),
    from_start TIMESTAMPTZ NOT NULL,
    to_start TIMESTAMPTZ NOT NULL,
    reason TEXT NOT NULL,
    actor_id UUID REFERENCES people (id),
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX moves_by_session ON moves (session_id, at);

-- Nobody facilitates in two places at once.
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE bookings ADD CONSTRAINT bookings_apart
    EXCLUDE USING gist (person_id WITH =, tstzrange(starts_at, ends_at) WITH &&);
