-- How letters leave: one row, or none when none do. `failures` counts in a row how often the server
-- could not be talked to; before `retry_at` nobody tries again.
CREATE TABLE mail_settings (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    host TEXT NOT NULL,
    port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    security TEXT NOT NULL,
    user_name TEXT NOT NULL DEFAULT '',
    password TEXT NOT NULL DEFAULT '',
    sender TEXT NOT NULL,
    reply_to TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0,
    retry_at TEXT,
    fault TEXT,
    answer TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 1
);

-- What is to be sent, and what became of it. `content` is JSON, without any secret. A letter that is
-- being sent is not due again before its lease has ended; `attempts` tells one lease from another.
CREATE TABLE letters (
    id BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    about BLOB NOT NULL,
    occasion TEXT NOT NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    sent_at TEXT,
    fault TEXT,
    answer TEXT NOT NULL DEFAULT '',
    UNIQUE (person_id, occasion),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
CREATE INDEX letters_by_due ON letters (state, due_at);
CREATE INDEX letters_by_about ON letters (about, person_id);

-- Ends reminders without signing in. Only the hash of a token is kept.
CREATE TABLE mail_tokens (
    token_hash BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id),
    made_at TEXT NOT NULL
);
CREATE INDEX mail_tokens_by_person ON mail_tokens (person_id);

ALTER TABLE people ADD COLUMN wants_reminders BOOLEAN NOT NULL DEFAULT TRUE;
