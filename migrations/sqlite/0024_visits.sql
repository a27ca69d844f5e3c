-- When a branch can be visited, whom to ask for there, and how often somebody should come.
-- `weekdays` has one bit for each day, Monday first.
CREATE TABLE visit_branches (
    branch_id BLOB PRIMARY KEY REFERENCES branches (id),
    weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 0 AND 127),
    starts_minute INTEGER NOT NULL CHECK (starts_minute >= 0),
    ends_minute INTEGER NOT NULL CHECK (ends_minute <= 1440),
    every_days INTEGER CHECK (every_days > 0),
    contact TEXT NOT NULL DEFAULT '',
    telephone TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 1,
    CHECK (ends_minute > starts_minute)
);

-- Days on which a branch takes no visit.
CREATE TABLE visit_blocks (
    id BLOB PRIMARY KEY,
    branch_id BLOB NOT NULL REFERENCES branches (id),
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    created_by BLOB NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    CHECK (to_day >= from_day)
);
CREATE INDEX visit_blocks_by_branch ON visit_blocks (branch_id, to_day);

-- On which days of the week an instructor visits.
CREATE TABLE visit_instructors (
    person_id BLOB PRIMARY KEY REFERENCES people (id),
    weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 0 AND 127),
    revision INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE absences (
    id BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id),
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    created_by BLOB NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    CHECK (to_day >= from_day)
);
CREATE INDEX absences_by_person ON absences (person_id, to_day);

-- The way between two branches, once for both directions.
CREATE TABLE travel (
    one_id BLOB NOT NULL REFERENCES branches (id),
    other_id BLOB NOT NULL REFERENCES branches (id),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
    PRIMARY KEY (one_id, other_id),
    CHECK (one_id < other_id)
);
CREATE INDEX travel_by_other ON travel (other_id);

-- A visit is a session at a branch, with what the rota needs beside it. `day` is the morning by
-- the clocks of the branch; `live` ends when the visit is called off, and so does its morning.
CREATE TABLE visits (
    session_id BLOB PRIMARY KEY REFERENCES sessions (id),
    branch_id BLOB NOT NULL REFERENCES branches (id),
    instructor_id BLOB NOT NULL REFERENCES people (id),
    day TEXT NOT NULL,
    live BOOLEAN NOT NULL DEFAULT TRUE,
    proposed BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE UNIQUE INDEX visits_one_at_a_branch ON visits (branch_id, day) WHERE live;
CREATE UNIQUE INDEX visits_one_of_an_instructor ON visits (instructor_id, day) WHERE live;
CREATE INDEX visits_by_day ON visits (day);
CREATE INDEX visits_by_branch ON visits (branch_id, day);
CREATE INDEX visits_by_instructor ON visits (instructor_id, day);

-- What happened to a visit, and why.
CREATE TABLE visit_events (
    id BLOB PRIMARY KEY,
    session_id BLOB NOT NULL REFERENCES visits (session_id),
    kind TEXT NOT NULL,
    from_start TEXT,
    to_start TEXT,
    from_instructor BLOB REFERENCES people (id),
    to_instructor BLOB REFERENCES people (id),
    reason TEXT NOT NULL DEFAULT '',
    actor_id BLOB REFERENCES people (id),
    at TEXT NOT NULL
);
CREATE INDEX visit_events_by_session ON visit_events (session_id, at);
CREATE INDEX visit_events_by_from ON visit_events (from_instructor, at);
CREATE INDEX visit_events_by_to ON visit_events (to_instructor, at);

-- Until when somebody has read what changed of their visits.
CREATE TABLE visit_reads (
    person_id BLOB PRIMARY KEY REFERENCES people (id),
    seen_at TEXT NOT NULL
);

-- Whether visits count in the plan of completed training.
ALTER TABLE organisation ADD COLUMN visits_in_plan BOOLEAN NOT NULL DEFAULT FALSE;

-- A visit goes on being one: its branch and its session stay.
CREATE TRIGGER visits_stay BEFORE UPDATE ON visits
WHEN NEW.session_id <> OLD.session_id OR NEW.branch_id <> OLD.branch_id
BEGIN
    SELECT RAISE(ABORT, 'taken: a visit keeps its branch');
END;
