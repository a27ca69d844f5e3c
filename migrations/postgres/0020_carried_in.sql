-- Somebody whom knowledge from elsewhere names and who is not among the people here: a name to
-- show, never somebody who signs in, is invited or is looked up.
ALTER TABLE people ADD COLUMN name_only BOOLEAN NOT NULL DEFAULT FALSE;

-- How many others said where a note comes from that it happens to them, too.
ALTER TABLE notes ADD COLUMN echoes_before BIGINT NOT NULL DEFAULT 0;

-- A session that was carried in with its notes: nobody was expected here, nothing of it counts.
-- `facilitators` are names, one a line.
CREATE TABLE carried_sessions (
    session_id UUID PRIMARY KEY REFERENCES sessions (id),
    programme TEXT NOT NULL,
    facilitators TEXT NOT NULL DEFAULT '',
    carried_by UUID NOT NULL REFERENCES people (id),
    at TIMESTAMPTZ NOT NULL
);
