-- Who keeps a thing right, and by when somebody looks at it again.
CREATE TABLE keeping (
    kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    owner_id UUID REFERENCES people (id),
    review_on DATE,
    revision BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (kind, subject_id)
);
CREATE INDEX keeping_by_owner ON keeping (owner_id, review_on);
CREATE INDEX keeping_by_day ON keeping (review_on);

-- Somebody looked, and it is still right. `mark` is the text that was looked at: the revision of a
-- concept or practice, the version of an archetype.
CREATE TABLE reviews (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    mark BIGINT NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id),
    remark TEXT NOT NULL DEFAULT '',
    next_on DATE,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX reviews_by_subject ON reviews (kind, subject_id, at);
CREATE INDEX reviews_by_person ON reviews (person_id);

-- Somebody vouches for one text, and only for that one.
CREATE TABLE verifications (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    mark BIGINT NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id),
    remark TEXT NOT NULL DEFAULT '',
    at TIMESTAMPTZ NOT NULL,
    withdrawn_at TIMESTAMPTZ
);
CREATE INDEX verifications_by_subject ON verifications (kind, subject_id, at);
CREATE INDEX verifications_by_person ON verifications (person_id);

-- A thing that is not used any more: superseded by another of its kind, or retired. It can be
-- undone; there is one at a time that is not.
CREATE TABLE endings (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    successor_id UUID,
    reason TEXT NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id),
    at TIMESTAMPTZ NOT NULL,
    undone_by UUID REFERENCES people (id),
    undone_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX endings_once ON endings (kind, subject_id) WHERE undone_at IS NULL;
CREATE INDEX endings_by_subject ON endings (kind, subject_id, at);
CREATE INDEX endings_by_successor ON endings (kind, successor_id);

CREATE FUNCTION reviews_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'taken: reviews are kept';
    END IF;
    RAISE EXCEPTION 'taken: a review never changes';
END $$;
CREATE TRIGGER reviews_stay BEFORE UPDATE OR DELETE ON reviews
FOR EACH ROW EXECUTE FUNCTION reviews_stay();
CREATE FUNCTION verifications_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'taken: verifications are kept';
    END IF;
    IF OLD.withdrawn_at IS NOT NULL OR NEW.mark <> OLD.mark OR NEW.person_id <> OLD.person_id
       OR NEW.subject_id <> OLD.subject_id OR NEW.remark <> OLD.remark OR NEW.at <> OLD.at THEN
        RAISE EXCEPTION 'taken: a verification is for one text';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER verifications_stay BEFORE UPDATE OR DELETE ON verifications
FOR EACH ROW EXECUTE FUNCTION verifications_stay();
CREATE FUNCTION endings_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'taken: endings are kept';
    END IF;
    IF OLD.undone_at IS NOT NULL OR NEW.reason <> OLD.reason OR NEW.person_id <> OLD.person_id
       OR NEW.subject_id <> OLD.subject_id OR NEW.at <> OLD.at THEN
        RAISE EXCEPTION 'taken: what was ended keeps its reason';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER endings_stay BEFORE UPDATE OR DELETE ON endings
FOR EACH ROW EXECUTE FUNCTION endings_stay();
