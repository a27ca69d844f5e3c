-- How letters leave: one row, or none when none do. `failures` counts in a row how often the server
-- could not be talked to; before `retry_at` nobody tries again.
CREATE TABLE mail_settings (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    host TEXT NOT NULL,
    port BIGINT NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security TEXT NOT NULL,
    user_name TEXT NOT NULL DEFAULT '',
    password TEXT NOT NULL DEFAULT '',
    sender TEXT NOT NULL,
    reply_to TEXT NOT NULL DEFAULT '',
    failures BIGINT NOT NULL DEFAULT 0,
    retry_at TIMESTAMPTZ,
    fault TEXT,
    answer TEXT NOT NULL DEFAULT '',
    revision BIGINT NOT NULL DEFAULT 1
);

-- What is to be sent, and what became of it. `content` is JSON, without any secret. A letter that is
-- being sent is not due again before its lease has ended; `attempts` tells one lease from another.
CREATE TABLE letters (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    about UUID NOT NULL,
    occasion TEXT NOT NULL,
    content JSONB NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    attempts BIGINT NOT NULL DEFAULT 0,
    created_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ,
    fault TEXT,
    answer TEXT NOT NULL DEFAULT '',
    UNIQUE (person_id, occasion),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX letters_by_due ON letters (state, due_at);
CREATE INDEX letters_by_about ON letters (about, person_id);

-- Ends reminders without signing in. Only the hash of a token is kept.
CREATE TABLE mail_tokens (
    token_hash BYTEA PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES people (id),
    made_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX mail_tokens_by_person ON mail_tokens (person_id);

ALTER TABLE people ADD COLUMN wants_reminders BOOLEAN NOT NULL DEFAULT TRUE;
