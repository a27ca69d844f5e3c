-- Concepts are judged in rounds (phase 3). What was judged is bound to the revision of each
-- concept; a reveal publishes one snapshot, and neither changes afterwards.
-- States: draft, open, revealed.
CREATE TABLE judging_rounds (
    id UUID PRIMARY KEY,
    programme_id UUID NOT NULL REFERENCES programmes (id),
    number BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft',
    note TEXT NOT NULL DEFAULT '',
    created_by UUID NOT NULL REFERENCES people (id),
    created_at TIMESTAMPTZ NOT NULL,
    opened_by UUID REFERENCES people (id),
    opened_at TIMESTAMPTZ,
    revealed_by UUID REFERENCES people (id),
    revealed_at TIMESTAMPTZ,
    snapshot JSONB,
    UNIQUE (programme_id, number),
    CHECK ((state = 'revealed') = (snapshot IS NOT NULL))
);
-- One round at a time.
CREATE UNIQUE INDEX judging_rounds_under_way ON judging_rounds (programme_id)
    WHERE state <> 'revealed';

-- Quantitative ones have a unit and a direction, qualitative ones words for 1, 3 and 5.
-- One of a department is judged by its people only.
CREATE TABLE judging_criteria (
    id UUID PRIMARY KEY,
    round_id UUID NOT NULL REFERENCES judging_rounds (id),
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL DEFAULT '',
    direction TEXT NOT NULL DEFAULT 'more',
    low TEXT NOT NULL DEFAULT '',
    middle TEXT NOT NULL DEFAULT '',
    high TEXT NOT NULL DEFAULT '',
    department_id UUID REFERENCES departments (id),
    weight BIGINT NOT NULL DEFAULT 0 CHECK (weight BETWEEN 0 AND 100)
);
CREATE INDEX judging_criteria_by_round ON judging_criteria (round_id, position);

CREATE TABLE judging_concepts (
    round_id UUID NOT NULL REFERENCES judging_rounds (id),
    concept_id UUID NOT NULL REFERENCES concepts (id),
    revision BIGINT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (round_id, concept_id)
);
CREATE INDEX judging_concepts_by_concept ON judging_concepts (concept_id);

-- In hundredths. Without a time: nobody needs to know who judged when.
CREATE TABLE judgements (
    round_id UUID NOT NULL,
    concept_id UUID NOT NULL,
    criterion_id UUID NOT NULL REFERENCES judging_criteria (id),
    person_id UUID NOT NULL REFERENCES people (id),
    value BIGINT NOT NULL,
    PRIMARY KEY (round_id, concept_id, criterion_id, person_id),
    FOREIGN KEY (round_id, concept_id) REFERENCES judging_concepts (round_id, concept_id)
);
CREATE INDEX judgements_by_person ON judgements (person_id, round_id);
CREATE INDEX judgements_by_criterion ON judgements (criterion_id);

-- What was decided about a concept; a later decision replaces an earlier one, which stays.
CREATE TABLE decisions (
    id UUID PRIMARY KEY,
    programme_id UUID NOT NULL REFERENCES programmes (id),
    concept_id UUID NOT NULL REFERENCES concepts (id),
    concept_revision BIGINT NOT NULL,
    number BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    options TEXT NOT NULL,
    scores JSONB,
    reasons TEXT NOT NULL,
    change_reason TEXT NOT NULL DEFAULT '',
    owner_id UUID NOT NULL REFERENCES people (id),
    review_on DATE NOT NULL,
    decided_by UUID NOT NULL REFERENCES people (id),
    decided_at TIMESTAMPTZ NOT NULL,
    UNIQUE (concept_id, number)
);
CREATE INDEX decisions_by_programme ON decisions (programme_id);
CREATE INDEX decisions_by_owner ON decisions (owner_id, review_on);

-- Without a time, which would tell whose name is hidden.
CREATE TABLE dissents (
    id UUID PRIMARY KEY,
    decision_id UUID NOT NULL REFERENCES decisions (id),
    person_id UUID NOT NULL REFERENCES people (id),
    name_hidden BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (decision_id, person_id)
);

-- Criteria and weights are frozen as soon as judging opens; judgements come and change while the
-- round is open; what was published stays.
CREATE FUNCTION judging_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    round UUID;
BEGIN
    IF TG_OP = 'INSERT' THEN round := NEW.round_id; ELSE round := OLD.round_id; END IF;
    IF (SELECT state FROM judging_rounds WHERE id = round) <> TG_ARGV[0] THEN
        RAISE EXCEPTION '%', TG_ARGV[1];
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER judging_criteria_frozen BEFORE INSERT OR UPDATE OR DELETE ON judging_criteria
    FOR EACH ROW EXECUTE FUNCTION judging_guard('draft', 'the criteria are frozen');
CREATE TRIGGER judgements_while_open BEFORE INSERT OR UPDATE OR DELETE ON judgements
    FOR EACH ROW EXECUTE FUNCTION judging_guard('open', 'the round is not open');

CREATE FUNCTION judging_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the round is revealed';
END $$;
CREATE TRIGGER judging_rounds_published BEFORE UPDATE ON judging_rounds
    FOR EACH ROW WHEN (OLD.state = 'revealed') EXECUTE FUNCTION judging_published();
