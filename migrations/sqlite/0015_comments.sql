-- How a note read, for its author alone. Concepts and sections of archetypes keep theirs already.
-- What a thing once said never changes; triggers see to it.
CREATE TABLE note_revisions (
    note_id BLOB NOT NULL REFERENCES notes (id),
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    kind TEXT NOT NULL,
    tags TEXT NOT NULL,
    step TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (note_id, revision)
);
INSERT INTO note_revisions (note_id, revision, body, kind, tags, step, at)
SELECT id, revision, body, kind, tags, step, COALESCE(edited_at, created_at) FROM notes
WHERE deleted_at IS NULL;

CREATE TRIGGER note_revisions_stay BEFORE UPDATE ON note_revisions
BEGIN
    SELECT RAISE(ABORT, 'taken: revisions never change');
END;
CREATE TRIGGER note_revisions_kept BEFORE DELETE ON note_revisions
BEGIN
    SELECT RAISE(ABORT, 'taken: revisions are kept');
END;
CREATE TRIGGER concept_revisions_stay BEFORE UPDATE ON concept_revisions
BEGIN
    SELECT RAISE(ABORT, 'taken: revisions never change');
END;
CREATE TRIGGER concept_revisions_kept BEFORE DELETE ON concept_revisions
BEGIN
    SELECT RAISE(ABORT, 'taken: revisions are kept');
END;
CREATE TRIGGER archetype_part_revisions_stay BEFORE UPDATE ON archetype_part_revisions
BEGIN
    SELECT RAISE(ABORT, 'taken: revisions never change');
END;
CREATE TRIGGER archetype_part_revisions_kept BEFORE DELETE ON archetype_part_revisions
BEGIN
    SELECT RAISE(ABORT, 'taken: revisions are kept');
END;

-- Which text names which thing. `part` is the section of an archetype, empty for other texts.
CREATE TABLE links (
    from_kind TEXT NOT NULL,
    from_id BLOB NOT NULL,
    part TEXT NOT NULL DEFAULT '',
    to_kind TEXT NOT NULL,
    to_id BLOB NOT NULL,
    PRIMARY KEY (from_kind, from_id, part, to_kind, to_id)
);
CREATE INDEX links_by_target ON links (to_kind, to_id);
CREATE INDEX concepts_by_title ON concepts (folded);

-- What is said about a thing. `quote` is the passage, as plain text, and `text_revision` the text
-- it was taken from; without a quote the thing as a whole is meant. `thread_id` is the comment
-- that is answered; only those that answer none are resolved, and `turned` says by whom last.
CREATE TABLE comments (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    part TEXT NOT NULL DEFAULT '',
    quote TEXT NOT NULL DEFAULT '',
    text_revision INTEGER NOT NULL DEFAULT 0,
    thread_id BLOB REFERENCES comments (id),
    author_id BLOB NOT NULL REFERENCES people (id),
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    sanitiser INTEGER NOT NULL,
    at TEXT NOT NULL,
    edited_at TEXT,
    deleted_at TEXT,
    revision INTEGER NOT NULL DEFAULT 1,
    resolved BOOLEAN NOT NULL DEFAULT FALSE,
    turned_by BLOB REFERENCES people (id),
    turned_at TEXT
);
CREATE INDEX comments_by_subject ON comments (kind, subject_id, at);
CREATE INDEX comments_by_thread ON comments (thread_id);
CREATE INDEX comments_by_author ON comments (author_id);

-- Who is called by name in a comment, and when they read it.
CREATE TABLE mentions (
    comment_id BLOB NOT NULL REFERENCES comments (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    read_at TEXT,
    PRIMARY KEY (comment_id, person_id)
);
CREATE INDEX mentions_by_person ON mentions (person_id, read_at);
