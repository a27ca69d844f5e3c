-- Photos of notes, written anew by us: a JPEG to look at and a small one for the wall, without
-- anything that a camera notes. A note has four places for them.
CREATE TABLE photos (
    id UUID PRIMARY KEY,
    note_id UUID NOT NULL REFERENCES notes (id),
    place BIGINT NOT NULL CHECK (place BETWEEN 1 AND 4),
    alt TEXT NOT NULL DEFAULT '',
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    small BYTEA NOT NULL,
    large BYTEA NOT NULL,
    UNIQUE (note_id, place)
);
