//! What is new on a wall, for the many who look at it at one moment.

use std::collections::{HashMap, HashSet};

use super::{Row, from_notes, note_columns, standing_columns};
use crate::{
    access::Scope,
    db::{Tx, on},
    error::{Error, Result},
    knowledge::{Note, NoteId, Standing},
    padded,
    people::PersonId,
    photos, session_visible,
    sessions::SessionId,
    twenty,
};

/// A changed note.
#[derive(sqlx::FromRow)]
struct Changed {
    #[sqlx(flatten)]
    row: Row,
    has_photos: bool,
}

/// What ties a reader to the session.
#[derive(sqlx::FromRow)]
struct Reader {
    id: PersonId,
    sees: bool,
    #[sqlx(flatten)]
    standing: Standing,
}

/// What changed in a session's notes after number `since`, oldest change first, for each of up to
/// twenty readers; notes that were taken back are among them. Those who share there are asked
/// whether it happens to them, too. [`Error::NotFound`] for whoever does not see the session.
///
/// Every open screen asks this after every note, and they ask together: a note is read once for all
/// of them, and shown to each by itself. Two queries do for most notes.
pub async fn changes(
    tx: &mut Tx,
    readers: &[Scope],
    session: SessionId,
    since: i64,
    limit: i64,
) -> Result<Vec<Result<Vec<Note>>>> {
    const FIND: &str = concat!(
        "SELECT ",
        note_columns!(),
        ", EXISTS (SELECT 1 FROM photos x WHERE x.note_id = n.id) AS has_photos ",
        from_notes!(),
        "WHERE n.session_id = $1 AND n.sequence > $2 ORDER BY n.sequence LIMIT $3"
    );
    let ids: Vec<PersonId> = readers.iter().map(Scope::person).collect();
    let known = standings(tx, session, &ids).await?;
    let changed: Vec<Changed> = on!(tx, c => sqlx::query_as(FIND)
        .bind(session)
        .bind(since)
        .bind(limit)
        .fetch_all(c)
        .await?);
    let pictured = changed.iter().any(|one| one.has_photos);
    let rows: Vec<Row> = changed.into_iter().map(|one| one.row).collect();
    let echoed = match rows.iter().any(|row| row.echoes > 0) {
        true => echoed(tx, session, since, &ids).await?,
        false => HashSet::new(),
    };
    // Photos are the same for all: asked once, for the notes as nobody's own.
    let mut plain: Vec<Note> = rows.iter().cloned().map(|row| row.shown_to(None)).collect();
    if pictured {
        photos::store::put_into(tx, &mut plain).await?;
    }
    let shown = readers.iter().map(|reader| {
        let person = reader.person();
        let tie = known.get(&person).filter(|tie| reader.everything() || tie.sees);
        let belongs = tie.ok_or(Error::NotFound)?.standing.belongs();
        let notes = rows.iter().zip(&plain).map(|(row, plain)| {
            let mut note = row.clone().shown_to(Some(person));
            note.photos = plain.photos.clone();
            if belongs && !note.own && !note.gone {
                note.echoed = Some(echoed.contains(&(note.id, person)));
            }
            note
        });
        Ok(notes.collect())
    });
    Ok(shown.collect())
}

/// What ties each of up to twenty people to a session; nobody when there is no such session.
async fn standings(
    tx: &mut Tx,
    session: SessionId,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Reader>> {
    const FIND: &str = concat!(
        "SELECT who.id, ",
        session_visible!("who.id"),
        " AS sees, ",
        standing_columns!(),
        " FROM sessions s JOIN people who ON who.id IN (",
        twenty!(),
        ") WHERE s.id = $1"
    );
    let found: Vec<Reader> = on!(tx, c => {
        let query = sqlx::query_as(FIND).bind(session).bind(false);
        padded!(query, people).fetch_all(c).await?
    });
    Ok(found.into_iter().map(|reader| (reader.id, reader)).collect())
}

/// Who of up to twenty people said of which of these notes that it happens to them, too.
async fn echoed(
    tx: &mut Tx,
    session: SessionId,
    since: i64,
    people: &[PersonId],
) -> Result<HashSet<(NoteId, PersonId)>> {
    const FIND: &str = concat!(
        "SELECT e.note_id, e.person_id FROM note_echoes e JOIN notes n ON n.id = e.note_id \
         WHERE n.session_id = $1 AND n.sequence > $2 AND e.person_id IN (",
        twenty!(),
        ")"
    );
    let found: Vec<(NoteId, PersonId)> = on!(tx, c => {
        let query = sqlx::query_as(FIND).bind(session).bind(since);
        padded!(query, people).fetch_all(c).await?
    });
    Ok(found.into_iter().collect())
}
