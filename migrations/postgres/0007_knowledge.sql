-- What people share. `sequence` grows with every change of a note within its session,
-- so that a screen can ask for all that changed since.
CREATE TABLE notes (
    id UUID PRIMARY KEY,
    session_id UUID REFERENCES sessions (id),
    author_id UUID NOT NULL REFERENCES people (id),
    name_hidden BOOLEAN NOT NULL DEFAULT FALSE,
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    sanitiser BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    edited_at TIMESTAMPTZ,
    deleted_at TIMESTAMPTZ,
    revision BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX notes_by_session ON notes (session_id, sequence);
CREATE INDEX notes_by_author ON notes (author_id, created_at);
CREATE INDEX notes_by_time ON notes (created_at);

-- Words as the reader would look for them, analysed by us (see knowledge/words.rs).
CREATE TABLE note_words (
    note_id UUID PRIMARY KEY REFERENCES notes (id),
    words TEXT NOT NULL,
    vector TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED
);
CREATE INDEX note_words_index ON note_words USING gin (vector);
