-- The personal calendar that a telephone reads by a secret address. Only the hash of its token is
-- kept; a new token ends the one before.
CREATE TABLE calendar_feeds (
    person_id BLOB PRIMARY KEY REFERENCES people (id),
    token_hash BLOB NOT NULL UNIQUE,
    made_at TEXT NOT NULL
);
