//! What must hold of letters, judging, archetypes and practices.

use super::{Check, check};

pub const SPIRAL: &[Check] = &[
    check(
        "letters wait only where there is a way for them to leave",
        "SELECT COUNT(*) FROM letters WHERE state = 'waiting' \
         AND NOT EXISTS (SELECT 1 FROM mail_settings)",
    ),
    check(
        "what goes in one letter is for one person",
        "SELECT COUNT(*) FROM letters p JOIN letters l ON l.id = p.in_letter \
         WHERE l.person_id <> p.person_id OR l.in_letter IS NOT NULL",
    ),
    check(
        "a round of judging has the times of its state",
        "SELECT COUNT(*) FROM judging_rounds WHERE NOT CASE state \
            WHEN 'draft' THEN opened_at IS NULL AND revealed_at IS NULL \
            WHEN 'open' THEN opened_by IS NOT NULL AND opened_at IS NOT NULL \
                AND revealed_at IS NULL \
            WHEN 'revealed' THEN opened_at IS NOT NULL AND revealed_by IS NOT NULL \
                AND revealed_at >= opened_at \
            ELSE FALSE END",
    ),
    check(
        "the weights of what is judged make a hundred",
        "SELECT COUNT(*) FROM judging_rounds r WHERE r.state <> 'draft' AND 100 <> COALESCE(\
            (SELECT SUM(c.weight) FROM judging_criteria c WHERE c.round_id = r.id), 0)",
    ),
    check(
        "a judgement is by a criterion of its round",
        "SELECT COUNT(*) FROM judgements j JOIN judging_criteria c ON c.id = j.criterion_id \
         WHERE c.round_id <> j.round_id",
    ),
    check(
        "a judgement lies on its scale",
        "SELECT COUNT(*) FROM judgements j JOIN judging_criteria c ON c.id = j.criterion_id \
         WHERE c.kind = 'qualitative' AND j.value NOT IN (100, 200, 300, 400, 500)",
    ),
    check(
        "what is judged and decided is a version that there was",
        "SELECT (SELECT COUNT(*) FROM judging_concepts j WHERE NOT EXISTS \
                    (SELECT 1 FROM concept_revisions r \
                     WHERE r.concept_id = j.concept_id AND r.revision = j.revision)) \
              + (SELECT COUNT(*) FROM decisions d WHERE NOT EXISTS \
                    (SELECT 1 FROM concept_revisions r \
                     WHERE r.concept_id = d.concept_id AND r.revision = d.concept_revision))",
    ),
    check(
        "decisions about a concept are numbered without a gap",
        "SELECT COUNT(*) FROM decisions d WHERE d.number <> \
            (SELECT COUNT(*) FROM decisions e \
             WHERE e.concept_id = d.concept_id AND e.number <= d.number)",
    ),
    check(
        "a concept is accepted by its last decision",
        "SELECT COUNT(*) FROM concepts k WHERE k.state = 'accepted' AND 'accept' <> COALESCE(\
            (SELECT d.verdict FROM decisions d WHERE d.concept_id = k.id \
             ORDER BY d.number DESC LIMIT 1), '')",
    ),
    check(
        "a section reads as its last revision",
        "SELECT COUNT(*) FROM archetype_parts p WHERE p.body <> COALESCE(\
            (SELECT r.body FROM archetype_part_revisions r \
             WHERE r.archetype_id = p.archetype_id AND r.part = p.part \
               AND r.revision = p.revision), '')",
    ),
    check(
        "versions of an archetype are numbered without a gap",
        "SELECT COUNT(*) FROM archetypes a WHERE a.versions <> \
            (SELECT COUNT(*) FROM archetype_versions v \
             WHERE v.archetype_id = a.id AND v.number BETWEEN 1 AND a.versions)",
    ),
    check(
        "a version has every section",
        "SELECT COUNT(*) FROM archetype_versions v WHERE \
            (SELECT COUNT(*) FROM archetype_parts p WHERE p.archetype_id = v.archetype_id) <> \
            (SELECT COUNT(*) FROM archetype_version_parts c \
             WHERE c.archetype_id = v.archetype_id AND c.number = v.number)",
    ),
    check(
        "a version says what its sections said",
        "SELECT COUNT(*) FROM archetype_version_parts c WHERE c.body <> COALESCE(\
            (SELECT r.body FROM archetype_part_revisions r \
             WHERE r.archetype_id = c.archetype_id AND r.part = c.part \
               AND r.revision = c.part_revision), '')",
    ),
    check(
        "what is released was tried",
        "SELECT COUNT(*) FROM archetype_versions v WHERE v.released_at IS NOT NULL AND NOT EXISTS \
            (SELECT 1 FROM archetype_trials t \
             WHERE t.archetype_id = v.archetype_id AND t.number = v.number)",
    ),
    check(
        "only what is released is offered",
        "SELECT COUNT(*) FROM practices p WHERE NOT EXISTS \
            (SELECT 1 FROM archetype_versions v WHERE v.archetype_id = p.archetype_id \
               AND v.number = p.number AND v.released_at IS NOT NULL)",
    ),
    check(
        "a practice names its target",
        "SELECT COUNT(*) FROM practices WHERE NOT CASE target_kind \
            WHEN 'branch' THEN branch_id IS NOT NULL AND department_id IS NULL \
            WHEN 'department' THEN department_id IS NOT NULL AND branch_id IS NULL \
            ELSE name <> '' AND branch_id IS NULL AND department_id IS NULL END",
    ),
    check(
        "a practice is in the state to which it moved last",
        "SELECT COUNT(*) FROM practices p WHERE p.state <> COALESCE(\
            (SELECT m.to_state FROM practice_moves m WHERE m.practice_id = p.id \
             ORDER BY m.at DESC, m.id DESC LIMIT 1), '')",
    ),
    check(
        "a practice goes from state to state without a gap",
        "SELECT COUNT(*) FROM (\
            SELECT from_state, LAG(to_state) OVER \
                (PARTITION BY practice_id ORDER BY at, id) AS previous \
            FROM practice_moves) m \
         WHERE COALESCE(from_state, '') <> COALESCE(previous, '')",
    ),
    check(
        "an adaptation has come back as a note",
        "SELECT COUNT(*) FROM practice_moves WHERE to_state = 'adapted' AND note_id IS NULL",
    ),
];
