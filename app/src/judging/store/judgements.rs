//! Judgements, and who takes part. Nothing else reads the table.

use std::collections::HashMap;

use crate::{
    db::{Tx, execute, on},
    error::Result,
    judging::{ConceptId, CriterionId, Given, RoundId},
    people::{DepartmentId, PersonBrief, PersonId},
    programmes::ProgrammeId,
};

/// Which people `p` take part in a programme, `$1` unless named, as a condition: those who are
/// invited and not locked out of job training, who facilitate one of its sessions or attended one.
#[macro_export]
macro_rules! takes_part_in_judging {
    () => {
        $crate::takes_part_in_judging!("$1")
    };
    ($programme:literal) => {
        concat!(
            "(p.active AND ( \
            ",
            $crate::expected_in_programme!($programme),
            // Sets that hold for all people at once: to ask for each is slow for thousands.
            " OR p.id IN (SELECT f.person_id FROM facilitators f \
                JOIN sessions s ON s.id = f.session_id WHERE s.programme_id = ",
            $programme,
            ") OR p.id IN (SELECT t.person_id FROM attendance t \
                JOIN sessions s ON s.id = t.session_id \
                WHERE s.programme_id = ",
            $programme,
            " AND t.state IN ('present', 'late'))))"
        )
    };
}
use takes_part_in_judging as takes_part;

/// Open rounds `r` of programmes `z` in which person `$1` has still something to judge, as what
/// follows `FROM`: `rules::judges` says by which criteria. It asks only for their own judgements, and
/// whether any is left.
#[macro_export]
macro_rules! rounds_to_judge {
    () => {
        concat!(
            "judging_rounds r JOIN programmes z ON z.id = r.programme_id \
             JOIN people p ON p.id = $1 \
             WHERE r.state = 'open' AND z.state = 'active' AND z.phase = 3 AND ",
            $crate::takes_part_in_judging!("z.id"),
            " AND (SELECT COUNT(*) FROM judgements j WHERE j.round_id = r.id AND j.person_id = $1) \
               < (SELECT COUNT(*) FROM judging_concepts k WHERE k.round_id = r.id) \
                 * (SELECT COUNT(*) FROM judging_criteria c WHERE c.round_id = r.id \
                    AND (c.department_id IS NULL OR c.department_id = p.department_id))"
        )
    };
}

/// Whether somebody takes part in the programme.
pub async fn takes_part(tx: &mut Tx, programme: ProgrammeId, person: PersonId) -> Result<bool> {
    const FIND: &str =
        concat!("SELECT EXISTS (SELECT 1 FROM people p WHERE p.id = $2 AND ", takes_part!(), ")");
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(programme).bind(person).fetch_one(c).await?))
}

/// Everybody who takes part, by name.
pub async fn participants(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<PersonBrief>> {
    const ALL: &str = concat!(
        "SELECT p.id, p.name, COALESCE(t.name, '') AS position, b.name AS branch FROM people p \
         JOIN branches b ON b.id = p.branch_id LEFT JOIN positions t ON t.id = p.position_id \
         WHERE ",
        takes_part!(),
        " ORDER BY p.folded, p.id"
    );
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(programme).fetch_all(c).await?))
}

/// How many take part in each department; without a department nobody is counted.
pub async fn by_department(
    tx: &mut Tx,
    programme: ProgrammeId,
) -> Result<HashMap<DepartmentId, i64>> {
    const ALL: &str = concat!(
        "SELECT p.department_id, COUNT(*) FROM people p WHERE p.department_id IS NOT NULL AND ",
        takes_part!(),
        " GROUP BY p.department_id"
    );
    let found: Vec<(DepartmentId, i64)> =
        on!(tx, c => sqlx::query_as(ALL).bind(programme).fetch_all(c).await?);
    Ok(found.into_iter().collect())
}

/// How many have answered everything that is theirs to judge, and how many have anything to judge.
pub async fn turnout(tx: &mut Tx, programme: ProgrammeId, round: RoundId) -> Result<(i64, i64)> {
    const COUNT: &str = concat!(
        "SELECT COUNT(CASE WHEN given >= needed THEN 1 END), COUNT(*) FROM (\
           SELECT COALESCE(j.given, 0) AS given, \
                  (SELECT COUNT(*) FROM judging_concepts k WHERE k.round_id = $2) \
                  * ((SELECT COUNT(*) FROM judging_criteria c \
                      WHERE c.round_id = $2 AND c.department_id IS NULL) + COALESCE(d.own, 0)) \
                  AS needed \
           FROM people p \
           LEFT JOIN (SELECT person_id, COUNT(*) AS given FROM judgements \
                      WHERE round_id = $2 GROUP BY person_id) j ON j.person_id = p.id \
           LEFT JOIN (SELECT department_id, COUNT(*) AS own FROM judging_criteria \
                      WHERE round_id = $2 AND department_id IS NOT NULL \
                      GROUP BY department_id) d ON d.department_id = p.department_id \
           WHERE ",
        takes_part!(),
        ") AS judged WHERE needed > 0"
    );
    Ok(on!(tx, c => sqlx::query_as(COUNT).bind(programme).bind(round).fetch_one(c).await?))
}

/// What one person has judged, `None` where they left it blank: for that person alone.
pub async fn own(
    tx: &mut Tx,
    round: RoundId,
    me: PersonId,
) -> Result<HashMap<(ConceptId, CriterionId), Option<i64>>> {
    const OWN: &str = "SELECT concept_id, criterion_id, value FROM judgements \
        WHERE round_id = $1 AND person_id = $2";
    let found: Vec<(ConceptId, CriterionId, Option<i64>)> =
        on!(tx, c => sqlx::query_as(OWN).bind(round).bind(me).fetch_all(c).await?);
    Ok(found.into_iter().map(|(concept, criterion, value)| ((concept, criterion), value)).collect())
}

/// Where a judgement belongs.
#[derive(Clone, Copy)]
pub struct Place {
    pub round: RoundId,
    pub concept: ConceptId,
    pub criterion: CriterionId,
    pub person: PersonId,
}

/// Puts a judgement in its place: `None` for whoever leaves it blank, which is an answer, too.
pub async fn judge(tx: &mut Tx, place: Place, value: Option<i64>) -> Result<()> {
    const PUT: &str = "INSERT INTO judgements (round_id, concept_id, criterion_id, person_id, \
        value) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (round_id, concept_id, criterion_id, person_id) \
        DO UPDATE SET value = excluded.value";
    execute!(
        tx,
        sqlx::query(PUT)
            .bind(place.round)
            .bind(place.concept)
            .bind(place.criterion)
            .bind(place.person)
            .bind(value)
    );
    Ok(())
}

/// Everything that was judged in a round, without names: for the reveal alone.
pub async fn given(tx: &mut Tx, round: RoundId) -> Result<Vec<Given>> {
    const ALL: &str = "SELECT j.concept_id, j.criterion_id, p.department_id, j.value \
        FROM judgements j JOIN people p ON p.id = j.person_id WHERE j.round_id = $1 AND j.value IS NOT NULL \
        ORDER BY j.concept_id, j.criterion_id, j.value";
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(round).fetch_all(c).await?))
}

/// How many judged anything: for the reveal alone.
pub async fn judges(tx: &mut Tx, round: RoundId) -> Result<i64> {
    const COUNT: &str = "SELECT COUNT(DISTINCT person_id) FROM judgements \
        WHERE round_id = $1 AND value IS NOT NULL";
    Ok(on!(tx, c => sqlx::query_scalar(COUNT).bind(round).fetch_one(c).await?))
}
