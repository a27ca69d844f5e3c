//! "It happens to me too": once a person and note.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use crate::{
    db::{Tx, execute, on},
    error::Result,
    knowledge::{Note, NoteId},
    people::PersonId,
    sessions::SessionId,
};

/// Adds a person's echo; `false` when it was there before.
pub async fn add_echo(
    tx: &mut Tx,
    note: NoteId,
    person: PersonId,
    at: DateTime<Utc>,
) -> Result<bool> {
    const ADD: &str = "INSERT INTO note_echoes (note_id, person_id, at) VALUES ($1, $2, $3) \
                       ON CONFLICT DO NOTHING";
    Ok(execute!(tx, sqlx::query(ADD).bind(note).bind(person).bind(at)) == 1)
}

/// Takes a person's echo back; `false` when there was none.
pub async fn remove_echo(tx: &mut Tx, note: NoteId, person: PersonId) -> Result<bool> {
    const REMOVE: &str = "DELETE FROM note_echoes WHERE note_id = $1 AND person_id = $2";
    Ok(execute!(tx, sqlx::query(REMOVE).bind(note).bind(person)) == 1)
}

/// Gives a note another number, so that open screens ask for it again.
pub async fn touch(tx: &mut Tx, note: NoteId, sequence: i64) -> Result<()> {
    const TOUCH: &str = "UPDATE notes SET sequence = $2 WHERE id = $1";
    execute!(tx, sqlx::query(TOUCH).bind(note).bind(sequence));
    Ok(())
}

/// Asks a person about these notes of a session: whether each happens to them, too. Nobody is
/// asked about a note of their own.
pub async fn ask(
    tx: &mut Tx,
    session: SessionId,
    person: PersonId,
    notes: &mut [Note],
) -> Result<()> {
    const FIND: &str = "SELECT e.note_id FROM note_echoes e JOIN notes n ON n.id = e.note_id \
                        WHERE n.session_id = $1 AND e.person_id = $2";
    let echoed: Vec<NoteId> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(session).bind(person).fetch_all(c).await?);
    let echoed: HashSet<NoteId> = echoed.into_iter().collect();
    for note in notes.iter_mut().filter(|note| !note.own && !note.gone) {
        note.echoed = Some(echoed.contains(&note.id));
    }
    Ok(())
}
