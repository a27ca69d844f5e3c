-- The plan of a quarter, fixed at its start; later changes do not touch it.
CREATE TABLE frozen_quarters (
    year BIGINT NOT NULL,
    quarter BIGINT NOT NULL CHECK (quarter BETWEEN 1 AND 4),
    frozen_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (year, quarter)
);

CREATE TABLE frozen_sessions (
    year BIGINT NOT NULL,
    quarter BIGINT NOT NULL,
    session_id UUID NOT NULL REFERENCES sessions (id),
    starts_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (year, quarter, session_id),
    FOREIGN KEY (year, quarter) REFERENCES frozen_quarters (year, quarter)
);
CREATE INDEX frozen_by_session ON frozen_sessions (session_id);
