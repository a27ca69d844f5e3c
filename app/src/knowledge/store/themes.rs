//! The themes into which the notes of a session are grouped.

use crate::{
    access::Scope,
    db::{Tx, execute, on},
    error::Result,
    knowledge::{NoteId, Theme, ThemeId},
    people::fold,
    session_visible,
    sessions::SessionId,
};

/// The themes of a session, in the order in which they were added.
pub async fn themes(tx: &mut Tx, session: SessionId) -> Result<Vec<Theme>> {
    const FIND: &str = "SELECT id, title FROM themes WHERE session_id = $1 ORDER BY id";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(session).fetch_all(c).await?))
}

/// Adds a theme; [`Error::Taken`](crate::error::Error::Taken) when the session has it already.
pub async fn add_theme(tx: &mut Tx, session: SessionId, title: &str) -> Result<ThemeId> {
    const ADD: &str = "INSERT INTO themes (id, session_id, title, folded) VALUES ($1, $2, $3, $4)";
    let id = ThemeId::new();
    execute!(tx, sqlx::query(ADD).bind(id).bind(session).bind(title).bind(fold(title)));
    Ok(id)
}

/// Takes a theme away; its notes stay, without one.
pub async fn remove_theme(tx: &mut Tx, id: ThemeId) -> Result<()> {
    execute!(tx, sqlx::query("DELETE FROM theme_notes WHERE theme_id = $1").bind(id));
    execute!(tx, sqlx::query("DELETE FROM themes WHERE id = $1").bind(id));
    Ok(())
}

/// The session of a theme, if the person may see it.
pub async fn session_of_theme(
    tx: &mut Tx,
    scope: &Scope,
    id: ThemeId,
) -> Result<Option<SessionId>> {
    const FIND: &str = concat!(
        "SELECT s.id FROM themes h JOIN sessions s ON s.id = h.session_id WHERE h.id = $3 AND ",
        session_visible!()
    );
    Ok(on!(tx, c => sqlx::query_scalar(FIND)
        .bind(scope.person())
        .bind(scope.everything())
        .bind(id)
        .fetch_optional(c)
        .await?))
}

/// Puts a note of a session into one of its themes, or into none. Whatever belongs to another
/// session is left as it is.
pub async fn group(
    tx: &mut Tx,
    session: SessionId,
    note: NoteId,
    theme: Option<ThemeId>,
) -> Result<()> {
    const PUT: &str = "INSERT INTO theme_notes (note_id, theme_id) \
        SELECT n.id, h.id FROM notes n JOIN themes h ON h.session_id = n.session_id \
        WHERE n.session_id = $1 AND n.id = $2 AND h.id = $3 \
        ON CONFLICT (note_id) DO UPDATE SET theme_id = excluded.theme_id";
    const TAKE: &str = "DELETE FROM theme_notes WHERE note_id = \
        (SELECT n.id FROM notes n WHERE n.session_id = $1 AND n.id = $2)";
    match theme {
        Some(theme) => {
            execute!(tx, sqlx::query(PUT).bind(session).bind(note).bind(theme));
        }
        None => {
            execute!(tx, sqlx::query(TAKE).bind(session).bind(note));
        }
    }
    Ok(())
}
