-- A browser that is signed in. Only the hash of its token is kept.
CREATE TABLE sign_ins (
    id BLOB PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    person_id BLOB NOT NULL REFERENCES people (id),
    device TEXT NOT NULL,
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
);
CREATE INDEX sign_ins_by_person ON sign_ins (person_id);

-- A one-time link to set a password; without a person it creates the first administrator.
CREATE TABLE access_links (
    token_hash BLOB PRIMARY KEY,
    person_id BLOB REFERENCES people (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
);

-- Failed attempts per bucket (an account, an address), counted in a window.
CREATE TABLE attempts (
    bucket TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    resets_at TEXT NOT NULL
);

-- A form that was sent, so that sending it twice happens once. `next` is where it led.
CREATE TABLE once_keys (
    id BLOB PRIMARY KEY,
    person_id BLOB,
    next TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL
);

-- Who changed what. `detail` holds the values that changed, as JSON.
CREATE TABLE audit (
    id BLOB PRIMARY KEY,
    at TEXT NOT NULL,
    actor_id BLOB REFERENCES people (id),
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_by_subject ON audit (subject_id, at);
CREATE INDEX audit_by_time ON audit (at);
