CREATE TABLE sessions (
    id BLOB PRIMARY KEY,
    programme_id BLOB REFERENCES programmes (id),
    stage_number INTEGER,
    audience_id BLOB NOT NULL,
    topic TEXT NOT NULL,
    folded TEXT NOT NULL,
    agenda TEXT NOT NULL DEFAULT '',
    agenda_html TEXT NOT NULL DEFAULT '',
    prompt TEXT NOT NULL DEFAULT '',
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    branch_id BLOB REFERENCES branches (id),
    room TEXT NOT NULL DEFAULT '',
    link TEXT NOT NULL DEFAULT '',
    capacity INTEGER CHECK (capacity > 0),
    late_after_minutes INTEGER NOT NULL,
    state TEXT NOT NULL,
    opened_at TEXT,
    closed_at TEXT,
    cancelled_at TEXT,
    cancel_reason TEXT NOT NULL DEFAULT '',
    plan_reason TEXT NOT NULL DEFAULT '',
    join_secret BLOB NOT NULL,
    note_sequence INTEGER NOT NULL DEFAULT 0,
    created_by BLOB REFERENCES people (id),
    created_at TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    CHECK (ends_at > starts_at)
);
CREATE INDEX sessions_by_start ON sessions (starts_at);
CREATE INDEX sessions_by_programme ON sessions (programme_id);
CREATE INDEX sessions_by_branch ON sessions (branch_id, starts_at);
CREATE INDEX sessions_by_audience ON sessions (audience_id, starts_at);

-- A facilitator's time. Rows of a cancelled session are removed.
CREATE TABLE bookings (
    session_id BLOB NOT NULL REFERENCES sessions (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    PRIMARY KEY (session_id, person_id)
);
CREATE INDEX bookings_by_person ON bookings (person_id, starts_at);

-- Who facilitates, kept also after a cancellation.
CREATE TABLE facilitators (
    session_id BLOB NOT NULL REFERENCES sessions (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    PRIMARY KEY (session_id, person_id)
);
CREATE INDEX facilitators_by_person ON facilitators (person_id);

CREATE TABLE moves (
    id BLOB PRIMARY KEY,
    session_id BLOB NOT NULL REFERENCES sessions (id),
    from_start TEXT NOT NULL,
    to_start TEXT NOT NULL,
    reason TEXT NOT NULL,
    actor_id BLOB REFERENCES people (id),
    at TEXT NOT NULL
);
CREATE INDEX moves_by_session ON moves (session_id, at);

-- Nobody facilitates in two places at once.
CREATE TRIGGER bookings_apart BEFORE INSERT ON bookings
WHEN EXISTS (
    SELECT 1 FROM bookings
    WHERE person_id = NEW.person_id AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
)
BEGIN
    SELECT RAISE(ABORT, 'taken: the person is booked at that time');
END;

CREATE TRIGGER bookings_stay_apart BEFORE UPDATE ON bookings
WHEN EXISTS (
    SELECT 1 FROM bookings
    WHERE person_id = NEW.person_id AND session_id <> NEW.session_id
      AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
)
BEGIN
    SELECT RAISE(ABORT, 'taken: the person is booked at that time');
END;
