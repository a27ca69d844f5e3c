//! What a thing is found by, read from where it is kept. **A new state of a thing, or a new part of
//! its text, enters the search here.**

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::terms;
use crate::{
    archetypes::Part,
    concepts::ConceptState,
    db::{Tx, on},
    error::Result,
    knowledge::{NoteKind, markdown},
    people::{PersonId, fold},
    practices::PracticeState,
    provenance::Kind,
    search::State,
};

/// A thing as the index takes it in.
pub struct Source {
    /// When it was made; this never changes.
    pub made_at: DateTime<Utc>,
    /// The session of a note, the programme of anything else.
    pub place: Uuid,
    pub title: String,
    /// Without marks.
    pub text: String,
    pub facts: Vec<String>,
}

/// A thing that can be found; `None` when there is none, or none any more.
pub async fn source(tx: &mut Tx, kind: Kind, id: Uuid) -> Result<Option<Source>> {
    let source = match kind {
        Kind::Note => note(tx, id).await?,
        Kind::Concept => concept(tx, id).await?,
        Kind::Archetype => archetype(tx, id).await?,
        Kind::Practice => practice(tx, id).await?,
    };
    let Some(mut source) = source else { return Ok(None) };
    source.facts.extend([terms::kind(kind), terms::thing(id), terms::thing(source.place)]);
    source.facts.extend(ended(tx, kind, id).await?.map(terms::state));
    Ok(Some(source))
}

/// Why a thing is not used any more; it is found by the state it had, too.
async fn ended(tx: &mut Tx, kind: Kind, id: Uuid) -> Result<Option<State>> {
    const FIND: &str = "SELECT successor_id IS NOT NULL FROM endings \
        WHERE kind = $1 AND subject_id = $2 AND undone_at IS NULL";
    let superseded: Option<bool> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(kind).bind(id).fetch_optional(c).await?);
    Ok(superseded.map(|superseded| if superseded { State::Superseded } else { State::Retired }))
}

#[derive(sqlx::FromRow)]
struct Note {
    session_id: Uuid,
    author_id: PersonId,
    name_hidden: bool,
    body: String,
    kind: NoteKind,
    tags: String,
    step: String,
    created_at: DateTime<Utc>,
}

async fn note(tx: &mut Tx, id: Uuid) -> Result<Option<Source>> {
    const FIND: &str = "SELECT session_id, author_id, name_hidden, body, kind, tags, step, \
        created_at FROM notes WHERE id = $1 AND deleted_at IS NULL AND taken_at IS NULL \
        AND session_id IS NOT NULL";
    let note: Option<Note> = on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    Ok(note.map(|note| {
        let tags = note.tags.split(',').filter(|tag| !tag.is_empty());
        let mut facts: Vec<String> = tags.map(|tag| terms::tag(&fold(tag))).collect();
        facts.push(terms::note_kind(note.kind));
        facts.push(match note.name_hidden {
            true => terms::hidden(note.author_id),
            false => terms::author(note.author_id),
        });
        Source {
            made_at: note.created_at,
            place: note.session_id,
            title: String::new(),
            // It is found by its tags and by its step of the work, too.
            text: format!("{} {} {}", markdown::plain(&note.body), note.tags, note.step),
            facts,
        }
    }))
}

async fn concept(tx: &mut Tx, id: Uuid) -> Result<Option<Source>> {
    const FIND: &str = "SELECT programme_id, title, statement, figure, state, created_at \
                        FROM concepts WHERE id = $1";
    const AUTHORS: &str = "SELECT person_id FROM concept_authors WHERE concept_id = $1";
    type Row = (Uuid, String, String, String, ConceptState, DateTime<Utc>);
    let row: Option<Row> = on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    let Some((place, title, statement, figure, state, made_at)) = row else { return Ok(None) };
    let mut facts = people(tx, AUTHORS, id).await?;
    facts.push(terms::state(match state {
        ConceptState::Open => State::Open,
        ConceptState::Rework => State::Rework,
        ConceptState::Accepted => State::Accepted,
        ConceptState::Aside => State::Aside,
        ConceptState::Merged => State::Merged,
        ConceptState::Split => State::Split,
    }));
    let text = format!("{} {}", markdown::plain(&statement), markdown::plain(&figure));
    Ok(Some(Source { made_at, place, title, text, facts }))
}

async fn archetype(tx: &mut Tx, id: Uuid) -> Result<Option<Source>> {
    const FIND: &str = "SELECT programme_id, name, created_at, \
        EXISTS (SELECT 1 FROM archetype_versions v \
                WHERE v.archetype_id = a.id AND v.released_at IS NOT NULL) \
        FROM archetypes a WHERE id = $1";
    const PARTS: &str = "SELECT part, body FROM archetype_parts WHERE archetype_id = $1";
    const PEOPLE: &str = "SELECT owner_id FROM archetypes WHERE id = $1 UNION \
        SELECT editor_id FROM archetype_part_revisions WHERE archetype_id = $1";
    let row: Option<(Uuid, String, DateTime<Utc>, bool)> =
        on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    let Some((place, title, made_at, released)) = row else { return Ok(None) };
    let mut parts: Vec<(Part, String)> =
        on!(tx, c => sqlx::query_as(PARTS).bind(id).fetch_all(c).await?);
    parts.sort_by_key(|(part, _)| *part);
    let mut facts = people(tx, PEOPLE, id).await?;
    facts.push(terms::state(if released { State::Released } else { State::Building }));
    let text: Vec<String> = parts.iter().map(|(_, body)| markdown::plain(body)).collect();
    Ok(Some(Source { made_at, place, title, text: text.join(" "), facts }))
}

#[derive(sqlx::FromRow)]
struct Practice {
    programme_id: Uuid,
    archetype: String,
    target: String,
    state: PracticeState,
    made_at: DateTime<Utc>,
}

async fn practice(tx: &mut Tx, id: Uuid) -> Result<Option<Source>> {
    const FIND: &str = "SELECT a.programme_id, v.name AS archetype, \
        COALESCE(b.name, d.name, p.name) AS target, p.state, \
        (SELECT MIN(m.at) FROM practice_moves m WHERE m.practice_id = p.id) AS made_at \
        FROM practices p JOIN archetypes a ON a.id = p.archetype_id \
        JOIN archetype_versions v ON v.archetype_id = p.archetype_id AND v.number = p.number \
        LEFT JOIN branches b ON b.id = p.branch_id \
        LEFT JOIN departments d ON d.id = p.department_id WHERE p.id = $1";
    const MOVES: &str = "SELECT reason, evidence FROM practice_moves WHERE practice_id = $1 ORDER BY at DESC, id DESC";
    const PEOPLE: &str = "SELECT DISTINCT actor_id FROM practice_moves WHERE practice_id = $1";
    let row: Option<Practice> =
        on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    let Some(practice) = row else { return Ok(None) };
    let moves: Vec<(String, String)> =
        on!(tx, c => sqlx::query_as(MOVES).bind(id).fetch_all(c).await?);
    let mut facts = people(tx, PEOPLE, id).await?;
    facts.push(terms::state(match practice.state {
        PracticeState::Offered => State::Offered,
        PracticeState::InTrial => State::InTrial,
        PracticeState::Adopted => State::Adopted,
        PracticeState::Adapted => State::Adapted,
        PracticeState::Declined => State::Declined,
        PracticeState::Withdrawn => State::Withdrawn,
    }));
    let said = moves.into_iter().flat_map(|(reason, evidence)| [reason, evidence]);
    Ok(Some(Source {
        made_at: practice.made_at,
        place: practice.programme_id,
        title: format!("{} {}", practice.archetype, practice.target),
        text: said.collect::<Vec<_>>().join(" "),
        facts,
    }))
}

/// Those who may be named as having made it.
async fn people(tx: &mut Tx, query: &'static str, id: Uuid) -> Result<Vec<String>> {
    let people: Vec<PersonId> =
        on!(tx, c => sqlx::query_scalar(query).bind(id).fetch_all(c).await?);
    Ok(people.into_iter().map(terms::author).collect())
}
