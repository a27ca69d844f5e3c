-- What a note is about. Notes from before are told as experiences.
ALTER TABLE notes ADD COLUMN kind TEXT NOT NULL DEFAULT 'experience';
ALTER TABLE notes ADD COLUMN step TEXT NOT NULL DEFAULT '';
-- The tags as typed, with commas between them; `note_tags` finds them.
ALTER TABLE notes ADD COLUMN tags TEXT NOT NULL DEFAULT '';

CREATE TABLE note_tags (
    note_id BLOB NOT NULL REFERENCES notes (id),
    folded TEXT NOT NULL,
    PRIMARY KEY (note_id, folded)
);
CREATE INDEX note_tags_by_tag ON note_tags (folded);

-- "It happens to me too": once a person and note.
CREATE TABLE note_echoes (
    note_id BLOB NOT NULL REFERENCES notes (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    PRIMARY KEY (note_id, person_id)
);
CREATE INDEX note_echoes_by_person ON note_echoes (person_id);

-- Themes into which the notes of a session are grouped; a note is in one at most.
CREATE TABLE themes (
    id BLOB PRIMARY KEY,
    session_id BLOB NOT NULL REFERENCES sessions (id),
    title TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (session_id, folded)
);

CREATE TABLE theme_notes (
    note_id BLOB PRIMARY KEY REFERENCES notes (id),
    theme_id BLOB NOT NULL REFERENCES themes (id)
);
CREATE INDEX theme_notes_by_theme ON theme_notes (theme_id);
