//! How the checks of letters, judging, archetypes and practices are made to fail.

use super::UNTRIED;

/// A second round of the programme that has one, with an id that is at hand.
const DRAFT: &str = "INSERT INTO judging_rounds (id, programme_id, number, created_by, created_at) \
    SELECT created_by, programme_id, 2, created_by, created_at FROM judging_rounds";
const CRITERION: &str = "INSERT INTO judging_criteria (id, round_id, position, name, kind, weight) \
    SELECT id, id, 1, 'x', 'qualitative', 100 FROM judging_rounds WHERE number = 2";
const OPEN: &str = "UPDATE judging_rounds SET state = 'open', opened_by = created_by, \
    opened_at = created_at WHERE number = 2";
const PUT_UP: &str = "INSERT INTO judging_concepts (round_id, concept_id, revision, position) \
    SELECT r.id, j.concept_id, j.revision, 1 FROM judging_rounds r CROSS JOIN judging_concepts j \
    WHERE r.number = 2 ORDER BY j.concept_id LIMIT 1";
const NEXT_NUMBER: &str = "UPDATE archetypes SET versions = versions + 1";
const NEXT_VERSION: &str = "INSERT INTO archetype_versions \
    (archetype_id, number, name, made_by, made_at) \
    SELECT id, versions, name, owner_id, created_at FROM archetypes";

pub const BROKEN: &[(&str, &[&str])] = &[
    (
        "letters wait only where there is a way for them to leave",
        &[
            "INSERT INTO letters (id, person_id, kind, about, occasion, content, created_at, due_at, \
           expires_at) SELECT id, id, 'change', id, 'x', '{}', created_at, created_at, created_at \
           FROM people LIMIT 1",
        ],
    ),
    (
        "what goes in one letter is for one person",
        &[
            "INSERT INTO letters (id, person_id, kind, about, occasion, content, state, created_at, \
             due_at, expires_at) SELECT id, id, 'change', id, 'x', '{}', 'over', created_at, \
             created_at, created_at FROM people",
            "UPDATE letters SET state = 'within', \
             in_letter = (SELECT l.id FROM letters l ORDER BY l.id LIMIT 1) \
             WHERE id <> (SELECT l.id FROM letters l ORDER BY l.id LIMIT 1)",
        ],
    ),
    (
        "a round of judging has the times of its state",
        &[DRAFT, "UPDATE judging_rounds SET opened_at = created_at WHERE number = 2"],
    ),
    ("the weights of what is judged make a hundred", &[DRAFT, OPEN]),
    (
        "a judgement is by a criterion of its round",
        &[
            DRAFT,
            CRITERION,
            OPEN,
            PUT_UP,
            "INSERT INTO judgements (round_id, concept_id, criterion_id, person_id, value) \
             SELECT j.round_id, j.concept_id, c.id, r.created_by, 300 FROM judging_rounds r \
             JOIN judging_concepts j ON j.round_id = r.id \
             JOIN judging_criteria c ON c.round_id <> r.id WHERE r.number = 2 LIMIT 1",
        ],
    ),
    (
        "a judgement lies on its scale",
        &[
            DRAFT,
            CRITERION,
            OPEN,
            PUT_UP,
            "INSERT INTO judgements (round_id, concept_id, criterion_id, person_id, value) \
             SELECT j.round_id, j.concept_id, c.id, r.created_by, 900 FROM judging_rounds r \
             JOIN judging_concepts j ON j.round_id = r.id \
             JOIN judging_criteria c ON c.round_id = r.id WHERE r.number = 2",
        ],
    ),
    (
        "what is judged and decided is a version that there was",
        &["UPDATE decisions SET concept_revision = 99 WHERE id = \
           (SELECT id FROM decisions LIMIT 1)"],
    ),
    (
        "decisions about a concept are numbered without a gap",
        &["UPDATE decisions SET number = 5 WHERE id = (SELECT id FROM decisions LIMIT 1)"],
    ),
    (
        "a concept is accepted by its last decision",
        &[
            "UPDATE concepts SET state = 'accepted' WHERE state = 'rework'",
            "UPDATE findable_texts SET facts = facts || ' saccepted' WHERE number IN \
               (SELECT number FROM findable WHERE kind = 'concept')",
        ],
    ),
    (
        "a section reads as its last revision",
        &["UPDATE archetype_parts SET body = 'x' WHERE part = 'risks'"],
    ),
    ("versions of an archetype are numbered without a gap", &[NEXT_NUMBER]),
    ("a version has every section", &[NEXT_NUMBER, NEXT_VERSION]),
    (
        "a version says what its sections said",
        &[
            NEXT_NUMBER,
            NEXT_VERSION,
            "INSERT INTO archetype_version_parts \
             (archetype_id, number, part, part_revision, body, html, sanitiser) \
             SELECT p.archetype_id, a.versions, p.part, p.revision, 'x', p.html, p.sanitiser \
             FROM archetype_parts p JOIN archetypes a ON a.id = p.archetype_id",
        ],
    ),
    ("what is released was tried", &[UNTRIED, "DELETE FROM archetype_trials WHERE number = 2"]),
    (
        "only what is released is offered",
        &["UPDATE practices SET number = 1 WHERE target_kind = 'client'"],
    ),
    (
        "a practice names its target",
        &["UPDATE practices SET name = '' WHERE target_kind = 'client'"],
    ),
    (
        "a practice is in the state to which it moved last",
        &["UPDATE practices SET state = 'declined' WHERE state = 'offered'"],
    ),
    (
        "a practice goes from state to state without a gap",
        &["UPDATE practice_moves SET from_state = 'declined' WHERE id = \
           (SELECT id FROM practice_moves WHERE from_state = 'offered' LIMIT 1)"],
    ),
    (
        "an adaptation has come back as a note",
        &[
            "UPDATE practice_moves SET to_state = 'adapted' WHERE to_state = 'adopted'",
            "UPDATE practices SET state = 'adapted' WHERE state = 'adopted'",
        ],
    ),
];
