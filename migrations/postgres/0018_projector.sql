-- Whether notes wait until they are let through to the projector. Without a row they do not.
CREATE TABLE projectors (
    session_id UUID PRIMARY KEY REFERENCES sessions (id),
    approves BOOLEAN NOT NULL
);

-- Notes that were let through, each at the revision that was read: an edited note waits again.
CREATE TABLE projected_notes (
    note_id UUID PRIMARY KEY REFERENCES notes (id),
    revision BIGINT NOT NULL
);
