-- Photos of notes, written anew by us: a JPEG to look at and a small one for the wall, without
-- anything that a camera notes. A note has four places for them.
CREATE TABLE photos (
    id BLOB PRIMARY KEY,
    note_id BLOB NOT NULL REFERENCES notes (id),
    place INTEGER NOT NULL CHECK (place BETWEEN 1 AND 4),
    alt TEXT NOT NULL DEFAULT '',
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    small BLOB NOT NULL,
    large BLOB NOT NULL,
    UNIQUE (note_id, place)
);
