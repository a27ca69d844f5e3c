-- Questions to a room whose answers are detached from who gave them.
-- States: draft, open, closed. A poll is edited as a draft only, and never opened again.
CREATE TABLE polls (
    id BLOB PRIMARY KEY,
    session_id BLOB NOT NULL REFERENCES sessions (id),
    kind TEXT NOT NULL,
    question TEXT NOT NULL,
    options TEXT NOT NULL DEFAULT '[]',
    low TEXT NOT NULL DEFAULT '',
    high TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'draft',
    shown BOOLEAN NOT NULL DEFAULT FALSE,
    created_by BLOB NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX polls_by_session ON polls (session_id, id);

-- What was answered and who has answered, apart: one row of each for a poll, written again whole
-- with every answer. A row for each answer would have a place beside that of its person, and on
-- PostgreSQL the same transaction. Counts follow the options, words are sorted, people are sorted.
CREATE TABLE poll_tallies (
    poll_id BLOB PRIMARY KEY REFERENCES polls (id),
    answers INTEGER NOT NULL DEFAULT 0,
    counts TEXT NOT NULL DEFAULT '[]',
    words TEXT NOT NULL DEFAULT '[]'
);
CREATE TABLE poll_turnout (
    poll_id BLOB PRIMARY KEY REFERENCES polls (id),
    people TEXT NOT NULL DEFAULT '[]'
);

-- What people were asked stays what it was.
CREATE TRIGGER polls_asked BEFORE UPDATE ON polls
WHEN OLD.state <> 'draft' AND (NEW.question <> OLD.question OR NEW.options <> OLD.options
    OR NEW.kind <> OLD.kind OR NEW.low <> OLD.low OR NEW.high <> OLD.high
    OR NEW.state = 'draft' OR (OLD.state = 'closed' AND NEW.state <> 'closed'))
BEGIN SELECT RAISE(ABORT, 'the poll was opened'); END;
