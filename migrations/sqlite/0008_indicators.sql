-- The plan of a quarter, fixed at its start; later changes do not touch it.
CREATE TABLE frozen_quarters (
    year INTEGER NOT NULL,
    quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 4),
    frozen_at TEXT NOT NULL,
    PRIMARY KEY (year, quarter)
);

CREATE TABLE frozen_sessions (
    year INTEGER NOT NULL,
    quarter INTEGER NOT NULL,
    session_id BLOB NOT NULL REFERENCES sessions (id),
    starts_at TEXT NOT NULL,
    PRIMARY KEY (year, quarter, session_id),
    FOREIGN KEY (year, quarter) REFERENCES frozen_quarters (year, quarter)
);
CREATE INDEX frozen_by_session ON frozen_sessions (session_id);
