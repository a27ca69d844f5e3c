-- A judgement that was left blank on purpose has no value.
CREATE TABLE judgements_or_blank (
    round_id BLOB NOT NULL,
    concept_id BLOB NOT NULL,
    criterion_id BLOB NOT NULL REFERENCES judging_criteria (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    value INTEGER,
    PRIMARY KEY (round_id, concept_id, criterion_id, person_id),
    FOREIGN KEY (round_id, concept_id) REFERENCES judging_concepts (round_id, concept_id)
);
INSERT INTO judgements_or_blank SELECT * FROM judgements;
DROP TABLE judgements;
ALTER TABLE judgements_or_blank RENAME TO judgements;
CREATE INDEX judgements_by_person ON judgements (person_id, round_id);
CREATE INDEX judgements_by_criterion ON judgements (criterion_id);

CREATE TRIGGER judgements_added BEFORE INSERT ON judgements
WHEN (SELECT state FROM judging_rounds WHERE id = NEW.round_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'the round is not open'); END;
CREATE TRIGGER judgements_changed BEFORE UPDATE ON judgements
WHEN (SELECT state FROM judging_rounds WHERE id = OLD.round_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'the round is not open'); END;
CREATE TRIGGER judgements_removed BEFORE DELETE ON judgements
WHEN (SELECT state FROM judging_rounds WHERE id = OLD.round_id) <> 'open'
BEGIN SELECT RAISE(ABORT, 'the round is not open'); END;
