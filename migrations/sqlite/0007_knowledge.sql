-- What people share. `sequence` grows with every change of a note within its session,
-- so that a screen can ask for all that changed since.
CREATE TABLE notes (
    id BLOB PRIMARY KEY,
    session_id BLOB REFERENCES sessions (id),
    author_id BLOB NOT NULL REFERENCES people (id),
    name_hidden BOOLEAN NOT NULL DEFAULT FALSE,
    body TEXT NOT NULL,
    html TEXT NOT NULL,
    sanitiser INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    edited_at TEXT,
    deleted_at TEXT,
    revision INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX notes_by_session ON notes (session_id, sequence);
CREATE INDEX notes_by_author ON notes (author_id, created_at);
CREATE INDEX notes_by_time ON notes (created_at);

-- Words as the reader would look for them, analysed by us (see knowledge/words.rs).
CREATE TABLE note_words (
    note_id BLOB PRIMARY KEY REFERENCES notes (id),
    words TEXT NOT NULL
);
CREATE VIRTUAL TABLE note_words_index USING fts5 (words, content='', contentless_delete=1, tokenize='unicode61');
CREATE TRIGGER note_words_added AFTER INSERT ON note_words BEGIN
    INSERT INTO note_words_index (rowid, words) VALUES (NEW.rowid, NEW.words);
END;
CREATE TRIGGER note_words_changed AFTER UPDATE ON note_words BEGIN
    DELETE FROM note_words_index WHERE rowid = OLD.rowid;
    INSERT INTO note_words_index (rowid, words) VALUES (NEW.rowid, NEW.words);
END;
CREATE TRIGGER note_words_removed AFTER DELETE ON note_words BEGIN
    DELETE FROM note_words_index WHERE rowid = OLD.rowid;
END;
