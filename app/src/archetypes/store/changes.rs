use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    archetypes::{ArchetypeId, InputId, Part, building::Written},
    db::{Tx, dialect, execute, on},
    error::{Error, Result},
    knowledge::{NoteId, markdown},
    links,
    people::PersonId,
    programmes::ProgrammeId,
    provenance::Kind,
    search,
};

/// Adds an archetype with its seven empty sections.
pub async fn add(
    tx: &mut Tx,
    id: ArchetypeId,
    programme: ProgrammeId,
    name: &str,
    owner: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO archetypes (id, programme_id, name, owner_id, created_at) \
                       VALUES ($1, $2, $3, $4, $5)";
    const ADD_PART: &str =
        "INSERT INTO archetype_parts (archetype_id, part, sanitiser) VALUES ($1, $2, $3)";
    execute!(tx, sqlx::query(ADD).bind(id).bind(programme).bind(name).bind(owner).bind(at));
    for part in Part::ALL {
        execute!(tx, sqlx::query(ADD_PART).bind(id).bind(part).bind(markdown::SANITISER));
    }
    search::store::keep(tx, Kind::Archetype, id).await
}

/// Renames an archetype; [`Error::Stale`] when it changed meanwhile.
pub async fn rename(tx: &mut Tx, id: ArchetypeId, revision: i64, name: &str) -> Result<()> {
    const SAVE: &str = "UPDATE archetypes SET name = $3, revision = revision + 1 \
                        WHERE id = $1 AND revision = $2";
    let rows = execute!(tx, sqlx::query(SAVE).bind(id).bind(revision).bind(name));
    if rows == 0 {
        return Err(Error::Stale);
    }
    search::store::keep(tx, Kind::Archetype, id).await
}

/// Replaces what an archetype is made of.
pub async fn set_sources(
    tx: &mut Tx,
    id: ArchetypeId,
    concepts: &[Uuid],
    notes: &[NoteId],
) -> Result<()> {
    const FORGET_CONCEPTS: &str = "DELETE FROM archetype_concepts WHERE archetype_id = $1";
    const FORGET_NOTES: &str = "DELETE FROM archetype_notes WHERE archetype_id = $1";
    const CONCEPT: &str =
        "INSERT INTO archetype_concepts (archetype_id, concept_id) VALUES ($1, $2)";
    const NOTE: &str = "INSERT INTO archetype_notes (archetype_id, note_id) VALUES ($1, $2)";
    execute!(tx, sqlx::query(FORGET_CONCEPTS).bind(id));
    execute!(tx, sqlx::query(FORGET_NOTES).bind(id));
    for concept in concepts {
        execute!(tx, sqlx::query(CONCEPT).bind(id).bind(concept));
    }
    for note in notes {
        execute!(tx, sqlx::query(NOTE).bind(id).bind(note));
    }
    Ok(())
}

/// Replaces the text of a section as of a revision; [`Error::Stale`] when that is not the last.
pub async fn save_part(
    tx: &mut Tx,
    (id, part): (ArchetypeId, Part),
    revision: i64,
    text: &Written,
    editor: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const SAVE: &str = "UPDATE archetype_parts SET body = $4, html = $5, sanitiser = $6, \
                        revision = revision + 1 \
                        WHERE archetype_id = $1 AND part = $2 AND revision = $3";
    const KEEP: &str = "INSERT INTO archetype_part_revisions \
                        (archetype_id, part, revision, body, editor_id, at) \
                        VALUES ($1, $2, $3, $4, $5, $6)";
    let rows = execute!(
        tx,
        sqlx::query(SAVE)
            .bind(id)
            .bind(part)
            .bind(revision)
            .bind(&text.body)
            .bind(&text.html)
            .bind(markdown::SANITISER)
    );
    if rows == 0 {
        return Err(Error::Stale);
    }
    links::store::set(tx, (Kind::Archetype, id.into()), part.as_str(), &text.links).await?;
    execute!(
        tx,
        sqlx::query(KEEP)
            .bind(id)
            .bind(part)
            .bind(revision + 1)
            .bind(&text.body)
            .bind(editor)
            .bind(at)
    );
    search::store::keep(tx, Kind::Archetype, id).await
}

/// Adds what a member has to say about a section.
pub async fn add_input(
    tx: &mut Tx,
    (id, part): (ArchetypeId, Part),
    text: &Written,
    person: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO archetype_inputs \
        (id, archetype_id, part, person_id, body, html, sanitiser, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(InputId::new())
            .bind(id)
            .bind(part)
            .bind(person)
            .bind(&text.body)
            .bind(&text.html)
            .bind(markdown::SANITISER)
            .bind(at)
    );
    Ok(())
}

/// Holds an archetype until the transaction ends: nothing is released while a contribution is taken
/// back.
pub async fn hold(tx: &mut Tx, id: ArchetypeId) -> Result<()> {
    const FIND: &str = "SELECT 1 FROM archetypes WHERE id = $1";
    let find =
        dialect!(tx, sqlite: FIND, postgres: "SELECT 1 FROM archetypes WHERE id = $1 FOR UPDATE");
    on!(tx, c => sqlx::query(find).bind(id).execute(c).await.map(drop)?);
    Ok(())
}

/// Takes a contribution back: its words go, that there was one stays. [`Error::Taken`] when that was
/// done before.
pub async fn take_back(tx: &mut Tx, input: InputId, at: DateTime<Utc>) -> Result<()> {
    const SAVE: &str = "UPDATE archetype_inputs SET body = '', html = '', taken_back_at = $2 \
                        WHERE id = $1 AND taken_back_at IS NULL";
    let rows = execute!(tx, sqlx::query(SAVE).bind(input).bind(at));
    if rows == 0 { Err(Error::Taken) } else { Ok(()) }
}
