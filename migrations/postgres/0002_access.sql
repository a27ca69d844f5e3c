-- A browser that is signed in. Only the hash of its token is kept.
CREATE TABLE sign_ins (
    id UUID PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    person_id UUID NOT NULL REFERENCES people (id),
    device TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sign_ins_by_person ON sign_ins (person_id);

-- A one-time link to set a password; without a person it creates the first administrator.
CREATE TABLE access_links (
    token_hash BYTEA PRIMARY KEY,
    person_id UUID REFERENCES people (id),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ
);

-- Failed attempts per bucket (an account, an address), counted in a window.
CREATE TABLE attempts (
    bucket TEXT PRIMARY KEY,
    count BIGINT NOT NULL,
    resets_at TIMESTAMPTZ NOT NULL
);

-- A form that was sent, so that sending it twice happens once. `next` is where it led.
CREATE TABLE once_keys (
    id UUID PRIMARY KEY,
    person_id UUID,
    next TEXT NOT NULL DEFAULT '',
    at TIMESTAMPTZ NOT NULL
);

-- Who changed what. `detail` holds the values that changed, as JSON.
CREATE TABLE audit (
    id UUID PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    actor_id UUID REFERENCES people (id),
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id UUID NOT NULL,
    detail JSONB NOT NULL
);
CREATE INDEX audit_by_subject ON audit (subject_id, at);
CREATE INDEX audit_by_time ON audit (at);
