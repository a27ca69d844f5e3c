-- Who keeps a thing right, and by when somebody looks at it again.
CREATE TABLE keeping (
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    owner_id BLOB REFERENCES people (id),
    review_on TEXT,
    revision INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (kind, subject_id)
);
CREATE INDEX keeping_by_owner ON keeping (owner_id, review_on);
CREATE INDEX keeping_by_day ON keeping (review_on);

-- Somebody looked, and it is still right. `mark` is the text that was looked at: the revision of a
-- concept or practice, the version of an archetype.
CREATE TABLE reviews (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    mark INTEGER NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    remark TEXT NOT NULL DEFAULT '',
    next_on TEXT,
    at TEXT NOT NULL
);
CREATE INDEX reviews_by_subject ON reviews (kind, subject_id, at);
CREATE INDEX reviews_by_person ON reviews (person_id);

-- Somebody vouches for one text, and only for that one.
CREATE TABLE verifications (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    mark INTEGER NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    remark TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    withdrawn_at TEXT
);
CREATE INDEX verifications_by_subject ON verifications (kind, subject_id, at);
CREATE INDEX verifications_by_person ON verifications (person_id);

-- A thing that is not used any more: superseded by another of its kind, or retired. It can be
-- undone; there is one at a time that is not.
CREATE TABLE endings (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    successor_id BLOB,
    reason TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    undone_by BLOB REFERENCES people (id),
    undone_at TEXT
);
CREATE UNIQUE INDEX endings_once ON endings (kind, subject_id) WHERE undone_at IS NULL;
CREATE INDEX endings_by_subject ON endings (kind, subject_id, at);
CREATE INDEX endings_by_successor ON endings (kind, successor_id);

CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews
BEGIN
    SELECT RAISE(ABORT, 'taken: a review never changes');
END;
CREATE TRIGGER reviews_kept BEFORE DELETE ON reviews
BEGIN
    SELECT RAISE(ABORT, 'taken: reviews are kept');
END;
CREATE TRIGGER verifications_stay BEFORE UPDATE ON verifications
WHEN OLD.withdrawn_at IS NOT NULL OR NEW.mark <> OLD.mark OR NEW.person_id <> OLD.person_id
  OR NEW.subject_id <> OLD.subject_id OR NEW.remark <> OLD.remark OR NEW.at <> OLD.at
BEGIN
    SELECT RAISE(ABORT, 'taken: a verification is for one text');
END;
CREATE TRIGGER verifications_kept BEFORE DELETE ON verifications
BEGIN
    SELECT RAISE(ABORT, 'taken: verifications are kept');
END;
CREATE TRIGGER endings_stay BEFORE UPDATE ON endings
WHEN OLD.undone_at IS NOT NULL OR NEW.reason <> OLD.reason OR NEW.person_id <> OLD.person_id
  OR NEW.subject_id <> OLD.subject_id OR NEW.at <> OLD.at
BEGIN
    SELECT RAISE(ABORT, 'taken: what was ended keeps its reason');
END;
CREATE TRIGGER endings_kept BEFORE DELETE ON endings
BEGIN
    SELECT RAISE(ABORT, 'taken: endings are kept');
END;
