-- How a note read, for its author alone. Concepts and sections of archetypes keep theirs already.
-- What a thing once said never changes; triggers see to it.
CREATE TABLE note_revisions (
    note_id UUID NOT NULL REFERENCES notes (id),
    revision BIGINT NOT NULL,
    body TEXT NOT NULL,
    kind TEXT NOT NULL,
    tags TEXT NOT NULL,
    step TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (note_id, revision)
);
INSERT INTO note_revisions (note_id, revision, body, kind, tags, step, at)
SELECT id, revision, body, kind, tags, step, COALESCE(edited_at, created_at) FROM notes
WHERE deleted_at IS NULL;

CREATE FUNCTION note_revisions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'taken: revisions are kept';
    END IF;
    RAISE EXCEPTION 'taken: revisions never change';
END $$;
CREATE TRIGGER note_revisions_stay BEFORE UPDATE OR DELETE ON note_revisions
FOR EACH ROW EXECUTE FUNCTION note_revisions_stay();
CREATE FUNCTION concept_revisions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'taken: revisions are kept';
    END IF;
    RAISE EXCEPTION 'taken: revisions never change';
END $$;
CREATE TRIGGER concept_revisions_stay BEFORE UPDATE OR DELETE ON concept_revisions
FOR EACH ROW EXECUTE FUNCTION concept_revisions_stay();
CREATE FUNCTION archetype_part_revisions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'taken: revisions are kept';
    END IF;
    RAISE EXCEPTION 'taken: revisions never change';
END $$;
CREATE TRIGGER archetype_part_revisions_stay BEFORE UPDATE OR DELETE ON archetype_part_revisions
FOR EACH ROW EXECUTE FUNCTION archetype_part_revisions_stay();

-- Which text names which thing. `part` is the section of an archetype, empty for other texts.
CREATE TABLE links (
    from_kind TEXT NOT NULL,
    from_id UUID NOT NULL,
    part TEXT NOT NULL DEFAULT '',
    to_kind TEXT NOT NULL,
    to_id UUID NOT NULL,
    PRIMARY KEY (from_kind, from_id, part, to_kind, to_id)
);
CREATE INDEX links_by_target ON links (to_kind, to_id);
CREATE INDEX concepts_by_title ON concepts (folded);

-- What is said about a thing. `quote` is the passage, as plain text, and `text_revision` the text
-- it was taken from; without a quote the thing as a whole is meant. `thread_id` is the comment
-- that is answered; only those that answer none are resolved, and `turned` says by whom last.
CREATE TABLE comments (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    part TEXT NOT NULL DEFAULT '',
    quote TEXT NOT NULL DEFAULT '',
    text_revision BIGINT NOT NULL DEFAULT 0,
    thread_id UUID REFERENCES comments (id),
    author_id UUID NOT NULL REFERENCES people (id),
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    sanitiser BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    edited_at TIMESTAMPTZ,
    deleted_at TIMESTAMPTZ,
    revision BIGINT NOT NULL DEFAULT 1,
    resolved BOOLEAN NOT NULL DEFAULT FALSE,
    turned_by UUID REFERENCES people (id),
    turned_at TIMESTAMPTZ
);
CREATE INDEX comments_by_subject ON comments (kind, subject_id, at);
CREATE INDEX comments_by_thread ON comments (thread_id);
CREATE INDEX comments_by_author ON comments (author_id);

-- Who is called by name in a comment, and when they read it.
CREATE TABLE mentions (
    comment_id UUID NOT NULL REFERENCES comments (id),
    person_id UUID NOT NULL REFERENCES people (id),
    read_at TIMESTAMPTZ,
    PRIMARY KEY (comment_id, person_id)
);
CREATE INDEX mentions_by_person ON mentions (person_id, read_at);
