-- Questions to a room whose answers are detached from who gave them.
-- States: draft, open, closed. A poll is edited as a draft only, and never opened again.
CREATE TABLE polls (
    id UUID PRIMARY KEY,
    session_id UUID NOT NULL REFERENCES sessions (id),
    kind TEXT NOT NULL,
    question TEXT NOT NULL,
    options JSONB NOT NULL DEFAULT '[]',
    low TEXT NOT NULL DEFAULT '',
    high TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'draft',
    shown BOOLEAN NOT NULL DEFAULT FALSE,
    created_by UUID NOT NULL REFERENCES people (id),
    created_at TIMESTAMPTZ NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX polls_by_session ON polls (session_id, id);

-- What was answered and who has answered, apart: one row of each for a poll, written again whole
-- with every answer. A row for each answer would have a place beside that of its person, and on
-- PostgreSQL the same transaction. Counts follow the options, words are sorted, people are sorted.
CREATE TABLE poll_tallies (
    poll_id UUID PRIMARY KEY REFERENCES polls (id),
    answers BIGINT NOT NULL DEFAULT 0,
    counts JSONB NOT NULL DEFAULT '[]',
    words JSONB NOT NULL DEFAULT '[]'
);
CREATE TABLE poll_turnout (
    poll_id UUID PRIMARY KEY REFERENCES polls (id),
    people JSONB NOT NULL DEFAULT '[]'
);

-- What people were asked stays what it was.
CREATE FUNCTION polls_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' AND (NEW.question <> OLD.question OR NEW.options <> OLD.options
        OR NEW.kind <> OLD.kind OR NEW.low <> OLD.low OR NEW.high <> OLD.high
        OR NEW.state = 'draft' OR (OLD.state = 'closed' AND NEW.state <> 'closed')) THEN
        RAISE EXCEPTION 'the poll was opened';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER polls_asked BEFORE UPDATE ON polls FOR EACH ROW EXECUTE FUNCTION polls_asked();
