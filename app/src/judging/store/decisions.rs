//! Decisions and dissent. A hidden name does not leave this module but for its owner.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;

use crate::{
    db::{Tx, execute, on},
    error::Result,
    judging::{ConceptId, DecisionId, Scores, Verdict},
    knowledge::{Author, Writer, rules::author_shown_to},
    people::{PersonId, fold},
    programmes::ProgrammeId,
};

/// What was decided about a concept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Decision {
    pub id: DecisionId,
    pub concept_id: ConceptId,
    pub concept_revision: i64,
    pub number: i64,
    pub verdict: Verdict,
    pub options: String,
    pub scores: Option<Json<Scores>>,
    pub reasons: String,
    pub change_reason: String,
    pub owner: String,
    pub review_on: NaiveDate,
    pub decided_by: String,
    pub decided_at: DateTime<Utc>,
    /// How many took their dissent back.
    pub taken_back: i64,
}

/// A decision to be added.
pub struct NewDecision<'a> {
    pub id: DecisionId,
    pub programme: ProgrammeId,
    pub concept: ConceptId,
    pub concept_revision: i64,
    pub number: i64,
    pub verdict: Verdict,
    pub options: &'a str,
    pub scores: Option<Scores>,
    pub reasons: &'a str,
    pub change_reason: &'a str,
    pub owner: PersonId,
    pub review_on: NaiveDate,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// Somebody's disagreement with a decision, as one recipient may see it.
#[derive(Clone, Debug)]
pub struct Dissent {
    pub decision: DecisionId,
    pub author: Author,
    pub own: bool,
    pub body: String,
}

/// The column that tells on which revision of a concept, named so in the query, the last decision was
/// made; NULL when there was none.
#[macro_export]
macro_rules! decided_on {
    ($concept:literal) => {
        concat!(
            "(SELECT d.concept_revision FROM decisions d WHERE d.concept_id = ",
            $concept,
            ".id ORDER BY d.number DESC LIMIT 1) AS decided_on"
        )
    };
}

macro_rules! decisions {
    ($($rest:expr),+) => {
        concat!(
            "SELECT d.id, d.concept_id, d.concept_revision, d.number, d.verdict, d.options, \
             d.scores, d.reasons, d.change_reason, o.name AS owner, d.review_on, \
             w.name AS decided_by, d.decided_at, d.taken_back FROM decisions d \
             JOIN people o ON o.id = d.owner_id JOIN people w ON w.id = d.decided_by ",
            $($rest),+
        )
    };
}

/// All decisions of a programme, the latest of each concept first.
pub async fn decisions(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Decision>> {
    const ALL: &str = decisions!("WHERE d.programme_id = $1 ORDER BY d.concept_id, d.number DESC");
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(programme).fetch_all(c).await?))
}

/// The decisions on one concept, the latest first.
pub async fn decisions_on(tx: &mut Tx, concept: ConceptId) -> Result<Vec<Decision>> {
    const ALL: &str = decisions!("WHERE d.concept_id = $1 ORDER BY d.number DESC");
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(concept).fetch_all(c).await?))
}

/// The decision that holds for a concept.
pub async fn standing_decision(tx: &mut Tx, concept: ConceptId) -> Result<Option<Decision>> {
    const LAST: &str = decisions!("WHERE d.concept_id = $1 ORDER BY d.number DESC LIMIT 1");
    Ok(on!(tx, c => sqlx::query_as(LAST).bind(concept).fetch_optional(c).await?))
}

/// The programme and the concept of a decision.
pub async fn subject(tx: &mut Tx, id: DecisionId) -> Result<Option<(ProgrammeId, ConceptId)>> {
    const FIND: &str = "SELECT programme_id, concept_id FROM decisions WHERE id = $1";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?))
}

/// Adds a decision. [`Error::Taken`](crate::error::Error::Taken) when the concept has one of this
/// number.
pub async fn add_decision(tx: &mut Tx, new: NewDecision<'_>) -> Result<()> {
    const ADD: &str = "INSERT INTO decisions (id, programme_id, concept_id, concept_revision, \
        number, verdict, options, scores, reasons, change_reason, owner_id, review_on, \
        decided_by, decided_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(new.id)
            .bind(new.programme)
            .bind(new.concept)
            .bind(new.concept_revision)
            .bind(new.number)
            .bind(new.verdict)
            .bind(new.options)
            .bind(new.scores.as_ref().map(Json))
            .bind(new.reasons)
            .bind(new.change_reason)
            .bind(new.owner)
            .bind(new.review_on)
            .bind(new.by)
            .bind(new.at)
    );
    Ok(())
}

/// Adds somebody's dissent. Answers whether it is their first to this decision.
pub async fn add_dissent(
    tx: &mut Tx,
    decision: DecisionId,
    person: PersonId,
    name_hidden: bool,
    body: &str,
) -> Result<bool> {
    // An id that grows with time would tell who came when.
    const ADD: &str = "INSERT INTO dissents (id, decision_id, person_id, name_hidden, body) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (decision_id, person_id) DO NOTHING";
    let rows = execute!(
        tx,
        sqlx::query(ADD)
            .bind(uuid::Uuid::new_v4())
            .bind(decision)
            .bind(person)
            .bind(name_hidden)
            .bind(body)
    );
    Ok(rows == 1)
}

/// Takes somebody's dissent back; answers whether there was one. Only a number tells of it
/// afterwards: who it was stays as hidden as it was.
pub async fn take_back(tx: &mut Tx, decision: DecisionId, person: PersonId) -> Result<bool> {
    const FORGET: &str = "DELETE FROM dissents WHERE decision_id = $1 AND person_id = $2";
    const COUNT: &str = "UPDATE decisions SET taken_back = taken_back + 1 WHERE id = $1";
    if execute!(tx, sqlx::query(FORGET).bind(decision).bind(person)) == 0 {
        return Ok(false);
    }
    execute!(tx, sqlx::query(COUNT).bind(decision));
    Ok(true)
}

#[derive(sqlx::FromRow)]
struct Row {
    decision_id: DecisionId,
    person_id: PersonId,
    name: String,
    position: String,
    name_hidden: bool,
    body: String,
}

macro_rules! dissents {
    ($which:literal) => {
        concat!(
            "SELECT s.decision_id, s.person_id, p.name, \
             COALESCE(t.name, '') AS position, s.name_hidden, s.body FROM dissents s \
             JOIN decisions d ON d.id = s.decision_id JOIN people p ON p.id = s.person_id \
             LEFT JOIN positions t ON t.id = p.position_id WHERE ",
            $which
        )
    };
}

/// The dissent to the decisions of a programme, as one recipient may see it.
pub async fn dissents(
    tx: &mut Tx,
    programme: ProgrammeId,
    recipient: PersonId,
) -> Result<Vec<Dissent>> {
    const ALL: &str = dissents!("d.programme_id = $1");
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(ALL).bind(programme).fetch_all(c).await?);
    Ok(in_order(rows, recipient))
}

/// The dissent to the decisions on one concept, as one recipient may see it.
pub async fn dissents_on(
    tx: &mut Tx,
    concept: ConceptId,
    recipient: PersonId,
) -> Result<Vec<Dissent>> {
    const ALL: &str = dissents!("d.concept_id = $1");
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(ALL).bind(concept).fetch_all(c).await?);
    Ok(in_order(rows, recipient))
}

/// By its words: any other order would tell something of the hidden names.
fn in_order(mut rows: Vec<Row>, recipient: PersonId) -> Vec<Dissent> {
    rows.sort_by_cached_key(|row| (fold(&row.body), row.body.clone()));
    rows.into_iter().map(|row| shown_to(row, recipient)).collect()
}

fn shown_to(row: Row, recipient: PersonId) -> Dissent {
    let Row { decision_id, person_id, name, position, name_hidden, body } = row;
    let writer = Writer { id: person_id, name, position, name_hidden };
    let author = author_shown_to(writer, Some(recipient));
    Dissent { decision: decision_id, author, own: person_id == recipient, body }
}
