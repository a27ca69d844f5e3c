-- Concepts are judged in rounds (phase 3). What was judged is bound to the revision of each
-- concept; a reveal publishes one snapshot, and neither changes afterwards.
-- States: draft, open, revealed.
CREATE TABLE judging_rounds (
    id BLOB PRIMARY KEY,
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'draft',
    note TEXT NOT NULL DEFAULT '',
    created_by BLOB NOT NULL REFERENCES people (id),
    created_at TEXT NOT NULL,
    opened_by BLOB REFERENCES people (id),
    opened_at TEXT,
    revealed_by BLOB REFERENCES people (id),
    revealed_at TEXT,
    snapshot TEXT,
    UNIQUE (programme_id, number),
    CHECK ((state = 'revealed') = (snapshot IS NOT NULL))
);
-- One round at a time.
CREATE UNIQUE INDEX judging_rounds_under_way ON judging_rounds (programme_id)
    WHERE state <> 'revealed';

-- Quantitative ones have a unit and a direction, qualitative ones words for 1, 3 and 5.
-- One of a department is judged by its people only.
CREATE TABLE judging_criteria (
    id BLOB PRIMARY KEY,
    round_id BLOB NOT NULL REFERENCES judging_rounds (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL DEFAULT '',
    direction TEXT NOT NULL DEFAULT 'more',
    low TEXT NOT NULL DEFAULT '',
    middle TEXT NOT NULL DEFAULT '',
    high TEXT NOT NULL DEFAULT '',
    department_id BLOB REFERENCES departments (id),
    weight INTEGER NOT NULL DEFAULT 0 CHECK (weight BETWEEN 0 AND 100)
);
CREATE INDEX judging_criteria_by_round ON judging_criteria (round_id, position);

CREATE TABLE judging_concepts (
    round_id BLOB NOT NULL REFERENCES judging_rounds (id),
    concept_id BLOB NOT NULL REFERENCES concepts (id),
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (round_id, concept_id)
);
CREATE INDEX judging_concepts_by_concept ON judging_concepts (concept_id);

-- In hundredths. Without a time: nobody needs to know who judged when.
CREATE TABLE judgements (
    round_id BLOB NOT NULL,
    concept_id BLOB NOT NULL,
    criterion_id BLOB NOT NULL REFERENCES judging_criteria (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    value INTEGER NOT NULL,
    PRIMARY KEY (round_id, concept_id, criterion_id, person_id),
    FOREIGN KEY (round_id, concept_id) REFERENCES judging_concepts (round_id, concept_id)
);
CREATE INDEX judgements_by_person ON judgements (person_id, round_id);
CREATE INDEX judgements_by_criterion ON judgements (criterion_id);

-- What was decided about a concept; a later decision replaces an earlier one, which stays.
CREATE TABLE decisions (
    id BLOB PRIMARY KEY,
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    concept_id BLOB NOT NULL REFERENCES concepts (id),
    concept_revision INTEGER NOT NULL,
    number INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    options TEXT NOT NULL,
    scores TEXT,
    reasons TEXT NOT NULL,
    change_reason TEXT NOT NULL DEFAULT '',
    owner_id BLOB NOT NULL REFERENCES people (id),
    review_on TEXT NOT NULL,
    decided_by BLOB NOT NULL REFERENCES people (id),
    decided_at TEXT NOT NULL,
    UNIQUE (concept_id, number)
);
CREATE INDEX decisions_by_programme ON decisions (programme_id);
CREATE INDEX decisions_by_owner ON decisions (owner_id, review_on);

-- Without a time, which would tell whose name is hidden.
CREATE TABLE dissents (
    id BLOB PRIMARY KEY,
    decision_id BLOB NOT NULL REFERENCES decisions (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    name_hidden BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (decision_id, person_id)
);

-- Criteria and weights are frozen as soon as judging opens.
CREATE TRIGGER judging_criteria_added BEFORE INSERT ON judging_criteria
WHEN (SELECT state FROM judging_rounds WHERE id = NEW.round_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the criteria are frozen'); END;
CREATE TRIGGER judging_criteria_changed BEFORE UPDATE ON judging_criteria
WHEN (SELECT state FROM judging_rounds WHERE id = OLD.round_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the criteria are frozen'); END;
CREATE TRIGGER judging_criteria_removed BEFORE DELETE ON judging_criteria
WHEN (SELECT state FROM judging_rounds WHERE id = OLD.round_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the criteria are frozen'); END;

-- Judgements come and change while the round is open.
CREATE TRIGGER judgements_added BEFORE INSERT ON judgements
WHEN (SELECT state FROM judging_rounds WHERE id = NEW.round_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'the round is not open'); END;
CREATE TRIGGER judgements_changed BEFORE UPDATE ON judgements
WHEN (SELECT state FROM judging_rounds WHERE id = OLD.round_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'the round is not open'); END;
CREATE TRIGGER judgements_removed BEFORE DELETE ON judgements
WHEN (SELECT state FROM judging_rounds WHERE id = OLD.round_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'the round is not open'); END;

-- What was published stays.
CREATE TRIGGER judging_rounds_published BEFORE UPDATE ON judging_rounds
WHEN OLD.state = 'revealed'
BEGIN SELECT RAISE(ABORT, 'the round is revealed'); END;
