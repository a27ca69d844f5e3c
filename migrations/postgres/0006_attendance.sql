-- One row per person and session, whatever happens.
CREATE TABLE attendance (
    session_id UUID NOT NULL REFERENCES sessions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    state TEXT NOT NULL,
    way TEXT NOT NULL,
    walk_in BOOLEAN NOT NULL DEFAULT FALSE,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (session_id, person_id)
);
CREATE INDEX attendance_by_person ON attendance (person_id, at);

-- Every change of a row above: from what, to what, who, when, why.
CREATE TABLE attendance_history (
    id UUID PRIMARY KEY,
    session_id UUID NOT NULL REFERENCES sessions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    from_state TEXT,
    to_state TEXT NOT NULL,
    actor_id UUID NOT NULL REFERENCES people (id),
    reason TEXT NOT NULL DEFAULT '',
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX attendance_history_by_session ON attendance_history (session_id, person_id, at);
