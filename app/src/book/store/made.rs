//! Concepts and what was decided about them.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;

use super::{of_programme, said::named};
use crate::{
    concepts::{ConceptId, ConceptState, FigureKind, Method},
    db::Tx,
    error::Result,
    judging::{DecisionId, Scores, Verdict},
    knowledge::NoteId,
    people::{PersonId, fold},
    programmes::ProgrammeId,
};

/// A concept as it reads now.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Made {
    pub id: ConceptId,
    pub title: String,
    pub statement: String,
    pub method: Method,
    pub figure_kind: Option<FigureKind>,
    pub figure: String,
    pub state: ConceptState,
}

/// The concepts of a programme, the oldest first.
pub async fn concepts(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Made>> {
    const FIND: &str = "SELECT id, title, statement, method, figure_kind, figure, state \
        FROM concepts WHERE programme_id = $1 ORDER BY created_at, id";
    Ok(of_programme!(tx, programme, FIND))
}

/// How a concept read.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Revised {
    pub concept_id: ConceptId,
    pub title: String,
    pub statement: String,
    pub method: Method,
    pub figure_kind: Option<FigureKind>,
    pub figure: String,
    pub editor_id: PersonId,
    pub at: DateTime<Utc>,
}

/// All revisions of the concepts of a programme, each in its order.
pub async fn revisions(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Revised>> {
    const FIND: &str = "SELECT r.concept_id, r.title, r.statement, r.method, r.figure_kind, \
               r.figure, r.editor_id, r.at \
        FROM concept_revisions r JOIN concepts k ON k.id = r.concept_id \
        WHERE k.programme_id = $1 ORDER BY r.concept_id, r.revision";
    Ok(of_programme!(tx, programme, FIND))
}

/// Who the authors of concepts are.
pub async fn authors(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<(ConceptId, PersonId)>> {
    const FIND: &str = "SELECT x.concept_id, x.person_id FROM concept_authors x \
        JOIN concepts k ON k.id = x.concept_id WHERE k.programme_id = $1";
    Ok(of_programme!(tx, programme, FIND))
}

/// Which notes concepts come from.
pub async fn sources(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<(ConceptId, NoteId)>> {
    const FIND: &str = "SELECT x.concept_id, x.note_id FROM concept_sources x \
        JOIN concepts k ON k.id = x.concept_id WHERE k.programme_id = $1";
    Ok(of_programme!(tx, programme, FIND))
}

/// Which concepts were made of which.
pub async fn origins(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<(ConceptId, ConceptId)>> {
    const FIND: &str = "SELECT x.concept_id, x.origin_id FROM concept_origins x \
        JOIN concepts k ON k.id = x.concept_id WHERE k.programme_id = $1";
    Ok(of_programme!(tx, programme, FIND))
}

/// What was decided about a concept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Decided {
    pub id: DecisionId,
    pub concept_id: ConceptId,
    pub concept_revision: i64,
    pub number: i64,
    pub verdict: Verdict,
    pub options: String,
    pub scores: Option<Json<Scores>>,
    pub reasons: String,
    pub change_reason: String,
    pub owner_id: PersonId,
    pub review_on: NaiveDate,
    pub decided_by: PersonId,
    pub decided_at: DateTime<Utc>,
}

/// All decisions of a programme, those on one concept in their order.
pub async fn decisions(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Decided>> {
    const FIND: &str = "SELECT d.id, d.concept_id, d.concept_revision, d.number, d.verdict, \
               d.options, d.scores, d.reasons, d.change_reason, d.owner_id, d.review_on, \
               d.decided_by, d.decided_at \
        FROM decisions d JOIN concepts k ON k.id = d.concept_id \
        WHERE d.programme_id = $1 ORDER BY k.created_at, k.id, d.number";
    Ok(of_programme!(tx, programme, FIND))
}

/// The dissent to decisions, with whose it is if everybody may know. It is ordered by its words:
/// any other order would tell something of the hidden names.
pub async fn dissents(
    tx: &mut Tx,
    programme: ProgrammeId,
) -> Result<Vec<(DecisionId, Option<PersonId>, String)>> {
    const FIND: &str = "SELECT s.decision_id, s.person_id, s.name_hidden, s.body FROM dissents s \
        JOIN decisions d ON d.id = s.decision_id WHERE d.programme_id = $1";
    let mut rows: Vec<(DecisionId, PersonId, bool, String)> = of_programme!(tx, programme, FIND);
    rows.sort_by_cached_key(|(.., body)| (fold(body), body.clone()));
    let shown = |(decision, person, hidden, body)| (decision, named(person, hidden), body);
    Ok(rows.into_iter().map(shown).collect())
}
