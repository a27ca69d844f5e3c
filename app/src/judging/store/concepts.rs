//! The concepts that are judged and decided on. The domain of concepts owns their tables; what
//! is read and written here is their revision, their words and the state that a decision gives.

use crate::{
    db::{Tx, dialect, execute, on},
    error::Result,
    judging::{ConceptId, RoundId, Verdict, rules::scoring::Judged},
    programmes::ProgrammeId,
    provenance::Kind,
    search,
};

/// A concept as it is put up for judging, with its text at that revision.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct JudgedText {
    pub concept_id: ConceptId,
    pub revision: i64,
    pub title: String,
    pub statement: String,
    /// The statement with its links, as it was sanitised when it was written, unless it was written
    /// anew since.
    pub html: Option<String>,
    pub figure: String,
}

/// A concept as it is now.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Concept {
    pub id: ConceptId,
    pub programme_id: ProgrammeId,
    pub title: String,
    /// The statement, sanitised when it was written.
    pub html: String,
    /// open, merged, split, accepted, rework, aside.
    pub state: String,
    pub revision: i64,
}

impl Concept {
    /// A concept that others took the place of is history.
    pub fn stands(&self) -> bool {
        !matches!(self.state.as_str(), "merged" | "split")
    }
}

/// The concepts that a round would judge: those that nobody has decided for or against.
pub async fn undecided(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Judged>> {
    const ALL: &str = "SELECT id, revision, title FROM concepts \
        WHERE programme_id = $1 AND state IN ('open', 'rework') ORDER BY created_at, id";
    let all: Vec<(ConceptId, i64, String)> =
        on!(tx, c => sqlx::query_as(ALL).bind(programme).fetch_all(c).await?);
    let judged = |(concept, revision, title)| Judged { concept, revision, title };
    Ok(all.into_iter().map(judged).collect())
}

/// Puts the concepts up for judging, at these revisions.
pub async fn put_up(tx: &mut Tx, round: RoundId, concepts: &[(ConceptId, i64)]) -> Result<()> {
    const ADD: &str = "INSERT INTO judging_concepts (round_id, concept_id, revision, position) \
        VALUES ($1, $2, $3, $4)";
    for ((concept, revision), position) in concepts.iter().zip(1i64..) {
        execute!(tx, sqlx::query(ADD).bind(round).bind(*concept).bind(*revision).bind(position));
    }
    Ok(())
}

/// The concepts of a round in their order, in the words that are judged.
pub async fn put_up_texts(tx: &mut Tx, round: RoundId) -> Result<Vec<JudgedText>> {
    const ALL: &str = "SELECT j.concept_id, j.revision, r.title, r.statement, \
        CASE WHEN k.revision = j.revision THEN k.html END AS html, r.figure \
        FROM judging_concepts j JOIN concepts k ON k.id = j.concept_id \
        JOIN concept_revisions r ON r.concept_id = j.concept_id AND r.revision = j.revision \
        WHERE j.round_id = $1 ORDER BY j.position";
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(round).fetch_all(c).await?))
}

/// The same without the texts, for the snapshot.
pub async fn put_up_titles(tx: &mut Tx, round: RoundId) -> Result<Vec<Judged>> {
    let all = put_up_texts(tx, round).await?;
    let judged = |text: JudgedText| Judged {
        concept: text.concept_id,
        revision: text.revision,
        title: text.title,
    };
    Ok(all.into_iter().map(judged).collect())
}

/// The undecided concepts that were there when a round opened and were left out of it.
pub async fn left_out(tx: &mut Tx, round: RoundId) -> Result<Vec<(ConceptId, String)>> {
    const ALL: &str = "SELECT k.id, k.title FROM concepts k \
        JOIN judging_rounds r ON r.programme_id = k.programme_id AND r.opened_at >= k.created_at \
        WHERE r.id = $1 AND k.state IN ('open', 'rework') AND NOT EXISTS ( \
            SELECT 1 FROM judging_concepts j WHERE j.round_id = r.id AND j.concept_id = k.id) \
        ORDER BY k.created_at, k.id";
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(round).fetch_all(c).await?))
}

/// All concepts of a programme, in the order in which they were made.
pub async fn concepts(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Concept>> {
    const ALL: &str = "SELECT id, programme_id, title, html, state, revision FROM concepts \
        WHERE programme_id = $1 ORDER BY created_at, id";
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(programme).fetch_all(c).await?))
}

/// A concept that nobody else changes or decides on until the transaction ends.
pub async fn hold_concept(tx: &mut Tx, id: ConceptId) -> Result<Option<Concept>> {
    const FIND: &str =
        "SELECT id, programme_id, title, html, state, revision FROM concepts WHERE id = $1";
    let find = dialect!(tx, sqlite: FIND, postgres: concat!(
        "SELECT id, programme_id, title, html, state, revision FROM concepts WHERE id = $1",
        " FOR UPDATE"
    ));
    Ok(on!(tx, c => sqlx::query_as(find).bind(id).fetch_optional(c).await?))
}

/// What a decision makes of a concept. Its words stay, and so does its revision.
pub async fn set_state(tx: &mut Tx, id: ConceptId, verdict: Verdict) -> Result<()> {
    const SET: &str = "UPDATE concepts SET state = $2 WHERE id = $1";
    let state = match verdict {
        Verdict::Accept => "accepted",
        Verdict::Rework => "rework",
        Verdict::Aside => "aside",
    };
    execute!(tx, sqlx::query(SET).bind(id).bind(state));
    search::store::keep(tx, Kind::Concept, id).await
}

/// The programme of a concept.
pub async fn programme_of(tx: &mut Tx, id: ConceptId) -> Result<Option<ProgrammeId>> {
    const FIND: &str = "SELECT programme_id FROM concepts WHERE id = $1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(id).fetch_optional(c).await?))
}
