//! Notes in the database. A note leaves this module only as a [`Note`] for one recipient, so a
//! hidden name cannot slip through.

mod changes;
mod echoes;
mod reading;
mod revisions;
mod taking;
mod themes;

pub use changes::changes;
use chrono::{DateTime, Utc};
pub use echoes::{add_echo, ask, remove_echo, touch};
pub use reading::{came, find, of_concept, read, readable_of, sees, some};
pub use revisions::{NoteRevision, revision, revisions};
pub use taking::{put_back, take_away, taken, taken_in};
pub use themes::{add_theme, group, remove_theme, session_of_theme, themes};

use super::{
    About, Note, NoteId, NoteKind, Origin, Standing, Taken, ThemeId, Writer, draft::Draft,
    markdown, places::Places, rules,
};
use crate::{
    db::{Tx, execute, on},
    error::{Error, Result},
    links,
    people::{BranchId, PersonId, fold},
    photos,
    programmes::ProgrammeId,
    provenance::Kind,
    search,
    sessions::{SessionId, zones},
};

/// The note `n` is there: neither taken back by its author nor taken away by others. What was taken
/// away leaves the database for its author and for those who may put it back, by [`taken`] and
/// [`taken_in`], and for nobody else.
#[macro_export]
macro_rules! note_there {
    () => {
        $crate::note_there!("n")
    };
    ($note:literal) => {
        concat!($note, ".deleted_at IS NULL AND ", $note, ".taken_at IS NULL")
    };
}

/// A note with its author, and where it was said.
#[derive(Clone, sqlx::FromRow)]
struct Row {
    id: NoteId,
    author_id: PersonId,
    author_name: String,
    author_position: Option<String>,
    name_hidden: bool,
    body: String,
    html: String,
    kind: NoteKind,
    tags: String,
    step: String,
    about_branch: Option<BranchId>,
    about_branch_name: Option<String>,
    echoes: i64,
    theme_id: Option<ThemeId>,
    sequence: i64,
    created_at: DateTime<Utc>,
    edited_at: Option<DateTime<Utc>>,
    deleted_at: Option<DateTime<Utc>>,
    taken_at: Option<DateTime<Utc>>,
    taken_by: Option<String>,
    taken_reason: String,
    revision: i64,
    session_id: SessionId,
    topic: String,
    starts_at: DateTime<Utc>,
    time_zone: String,
    programme_id: Option<ProgrammeId>,
    programme_name: Option<String>,
    branch_name: Option<String>,
}

impl Row {
    fn shown_to(self, recipient: Option<PersonId>) -> Note {
        let taken = self.taken_at.zip(self.taken_by).map(|(at, by)| Taken {
            by,
            reason: self.taken_reason,
            at,
            changed: self.edited_at.is_some_and(|edited| edited > at),
        });
        Note {
            id: self.id,
            own: recipient == Some(self.author_id),
            author: rules::author_shown_to(
                Writer {
                    id: self.author_id,
                    name: self.author_name,
                    position: self.author_position.unwrap_or_default(),
                    name_hidden: self.name_hidden,
                },
                recipient,
            ),
            body: self.body,
            html: self.html,
            about: About {
                kind: self.kind,
                tags: self
                    .tags
                    .split(',')
                    .filter(|tag| !tag.is_empty())
                    .map(str::to_owned)
                    .collect(),
                step: self.step,
                branch: self.about_branch.zip(self.about_branch_name),
            },
            photos: Vec::new(),
            echoes: self.echoes,
            echoed: None,
            theme: self.theme_id,
            sequence: self.sequence,
            created_at: self.created_at,
            edited: self.edited_at.is_some(),
            gone: self.deleted_at.is_some() || taken.is_some(),
            taken,
            revision: self.revision,
            origin: Origin {
                session: self.session_id,
                topic: self.topic,
                starts_at: self.starts_at,
                time_zone: self.time_zone,
                programme: self.programme_id.zip(self.programme_name),
                branch: self.branch_name,
            },
        }
    }
}

/// The columns of [`Row`].
macro_rules! note_columns {
    () => {
        "n.id, n.author_id, p.name AS author_name, o.name AS author_position, n.name_hidden, \
         n.body, n.html, n.kind, n.tags, n.step, n.branch_id AS about_branch, \
         k.name AS about_branch_name, n.echoes_before + (SELECT COUNT(*) FROM note_echoes e WHERE e.note_id = n.id) AS echoes, \
         (SELECT x.theme_id FROM theme_notes x WHERE x.note_id = n.id) AS theme_id, \
         n.sequence, n.created_at, n.edited_at, n.deleted_at, n.taken_at, n.taken_reason, \
         (SELECT x.name FROM people x WHERE x.id = n.taken_by) AS taken_by, \
         n.revision, n.session_id, s.topic, \
         s.starts_at, s.time_zone, s.programme_id, g.name AS programme_name, \
         b.name AS branch_name"
    };
}
/// Reads [`Row`]s; conditions follow.
macro_rules! notes {
    ($($rest:expr),+ $(,)?) => {
        concat!(
            "SELECT ",
            $crate::knowledge::store::note_columns!(),
            " ",
            $crate::knowledge::store::from_notes!(),
            $($rest),+
        )
    };
}
macro_rules! from_notes {
    () => {
        "FROM notes n \
         JOIN sessions s ON s.id = n.session_id \
         JOIN people p ON p.id = n.author_id \
         LEFT JOIN positions o ON o.id = p.position_id \
         LEFT JOIN programmes g ON g.id = s.programme_id \
         LEFT JOIN branches b ON b.id = s.branch_id \
         LEFT JOIN branches k ON k.id = n.branch_id "
    };
}
use {from_notes, note_columns, notes};

/// The columns of [`Standing`]: what ties the person `who` to the session `s`.
macro_rules! standing_columns {
    () => {
        "EXISTS (SELECT 1 FROM audiences a WHERE a.owner_id = s.audience_id \
                   AND (a.kind = 'everyone' OR a.target_id IN \
                        (who.id, who.branch_id, who.department_id, who.position_id))) AS invited, \
         EXISTS (SELECT 1 FROM attendance t WHERE t.session_id = s.id AND t.person_id = who.id \
                 AND t.state IN ('present', 'late')) AS attended, \
         EXISTS (SELECT 1 FROM facilitators f \
                 WHERE f.session_id = s.id AND f.person_id = who.id) AS facilitates"
    };
}
use standing_columns;

/// A note to be added.
pub struct NewNote<'a> {
    pub id: NoteId,
    pub session: SessionId,
    pub author: PersonId,
    pub name_hidden: bool,
    pub draft: &'a Draft,
    /// From [`next_sequence`].
    pub sequence: i64,
    pub at: DateTime<Utc>,
}

/// Takes the next number of a session's notes. The session stays locked until the end of the
/// transaction, so numbers become visible in their order and none is missed by who asks what
/// came after the last one.
pub async fn next_sequence(tx: &mut Tx, session: SessionId) -> Result<i64> {
    const TAKE: &str = "UPDATE sessions SET note_sequence = note_sequence + 1 WHERE id = $1 \
                        RETURNING note_sequence";
    let taken: Option<i64> =
        on!(tx, c => sqlx::query_scalar(TAKE).bind(session).fetch_optional(c).await?);
    taken.ok_or(Error::NotFound)
}

/// The number of the last change of a session's notes.
pub async fn last_sequence(tx: &mut Tx, session: SessionId) -> Result<i64> {
    const FIND: &str = "SELECT note_sequence FROM sessions WHERE id = $1";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(session).fetch_one(c).await?))
}

/// What makes the places of a session's wall.
pub async fn places(tx: &mut Tx, session: SessionId) -> Result<Option<Places>> {
    const FIND: &str = "SELECT wall_secret FROM sessions WHERE id = $1";
    let secret: Option<Vec<u8>> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(session).fetch_optional(c).await?);
    Ok(secret.map(|secret| Places::new(&secret)))
}

/// Adds a note, to be found by its words.
pub async fn add(tx: &mut Tx, note: NewNote<'_>) -> Result<()> {
    const ADD: &str = "INSERT INTO notes (id, session_id, author_id, name_hidden, body, html, \
                       sanitiser, sequence, created_at, kind, tags, step, branch_id) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let said = match note.name_hidden {
        true => day_of(tx, note.session, note.at).await?,
        false => note.at,
    };
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(note.id)
            .bind(note.session)
            .bind(note.author)
            .bind(note.name_hidden)
            .bind(&note.draft.text)
            .bind(&note.draft.html)
            .bind(markdown::SANITISER)
            .bind(note.sequence)
            .bind(said)
            .bind(note.draft.about.kind)
            .bind(note.draft.about.tags.join(","))
            .bind(&note.draft.about.step)
            .bind(note.draft.about.branch_id())
    );
    revisions::keep(tx, (note.id, 1), note.draft, note.at).await?;
    links::store::set(tx, (Kind::Note, note.id.into()), "", &note.draft.links).await?;
    set_tags(tx, note.id, &note.draft.about).await?;
    search::store::keep(tx, Kind::Note, note.id).await
}

/// When something was said, as far as it is kept without a name: the beginning of that day where
/// the session is held. No page, order, search or file tells what is not there.
async fn day_of(tx: &mut Tx, session: SessionId, at: DateTime<Utc>) -> Result<DateTime<Utc>> {
    const FIND: &str = "SELECT time_zone FROM sessions WHERE id = $1";
    let zone: Option<String> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(session).fetch_optional(c).await?);
    let zone = zone.ok_or(Error::NotFound)?;
    Ok(zones::start_of_day(zones::in_zone(at, &zone).date(), &zone))
}

/// The same of something said about a note.
pub async fn day_at(tx: &mut Tx, note: NoteId, at: DateTime<Utc>) -> Result<DateTime<Utc>> {
    const FIND: &str = "SELECT session_id FROM notes WHERE id = $1";
    let session: Option<SessionId> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(note).fetch_optional(c).await?);
    day_of(tx, session.ok_or(Error::NotFound)?, at).await
}

/// Replaces the tags under which a note is found.
async fn set_tags(tx: &mut Tx, id: NoteId, about: &About) -> Result<()> {
    const ADD: &str = "INSERT INTO note_tags (note_id, folded) VALUES ($1, $2)";
    execute!(tx, sqlx::query("DELETE FROM note_tags WHERE note_id = $1").bind(id));
    for tag in &about.tags {
        execute!(tx, sqlx::query(ADD).bind(id).bind(fold(tag)));
    }
    Ok(())
}

/// What an edit leaves behind.
pub struct Edit<'a> {
    pub id: NoteId,
    pub author: PersonId,
    /// The revision that was edited.
    pub revision: i64,
    /// Hides the name from now on. A hidden name stays hidden.
    pub hide_name: bool,
    pub draft: &'a Draft,
    /// From [`next_sequence`].
    pub sequence: i64,
    pub at: DateTime<Utc>,
}

/// Replaces the text of a note by its author; [`Error::Stale`] when it changed meanwhile.
pub async fn edit(tx: &mut Tx, edit: Edit<'_>) -> Result<()> {
    const EDIT: &str = "UPDATE notes SET body = $4, html = $5, sanitiser = $6, \
                        name_hidden = (name_hidden OR $7), sequence = $8, edited_at = $9, \
                        kind = $10, tags = $11, step = $12, branch_id = $13, \
                        created_at = COALESCE($14, created_at), \
                        revision = revision + 1 \
                        WHERE id = $1 AND author_id = $2 AND revision = $3 AND deleted_at IS NULL";
    const SAID: &str = "SELECT session_id, created_at FROM notes WHERE id = $1";
    let day = match edit.hide_name {
        true => {
            let (session, at): (SessionId, DateTime<Utc>) =
                on!(tx, c => sqlx::query_as(SAID).bind(edit.id).fetch_one(c).await?);
            Some(day_of(tx, session, at).await?)
        }
        false => None,
    };
    let rows = execute!(
        tx,
        sqlx::query(EDIT)
            .bind(edit.id)
            .bind(edit.author)
            .bind(edit.revision)
            .bind(&edit.draft.text)
            .bind(&edit.draft.html)
            .bind(markdown::SANITISER)
            .bind(edit.hide_name)
            .bind(edit.sequence)
            .bind(edit.at)
            .bind(edit.draft.about.kind)
            .bind(edit.draft.about.tags.join(","))
            .bind(&edit.draft.about.step)
            .bind(edit.draft.about.branch_id())
            .bind(day)
    );
    if rows == 0 {
        return Err(Error::Stale);
    }
    revisions::keep(tx, (edit.id, edit.revision + 1), edit.draft, edit.at).await?;
    links::store::set(tx, (Kind::Note, edit.id.into()), "", &edit.draft.links).await?;
    set_tags(tx, edit.id, &edit.draft.about).await?;
    search::store::keep(tx, Kind::Note, edit.id).await
}

/// Takes a note back by its author: off the wall and out of the search.
pub async fn delete(
    tx: &mut Tx,
    id: NoteId,
    author: PersonId,
    sequence: i64,
    at: DateTime<Utc>,
) -> Result<()> {
    const DELETE: &str = "UPDATE notes SET deleted_at = $3, sequence = $4, revision = revision + 1 \
                          WHERE id = $1 AND author_id = $2 AND deleted_at IS NULL";
    const UNTAG: &str = "DELETE FROM note_tags WHERE note_id = $1";
    let rows = execute!(tx, sqlx::query(DELETE).bind(id).bind(author).bind(at).bind(sequence));
    if rows == 0 {
        return Err(Error::NotFound);
    }
    execute!(tx, sqlx::query(UNTAG).bind(id));
    links::store::set(tx, (Kind::Note, id.into()), "", &[]).await?;
    photos::store::remove_all(tx, id).await?;
    search::store::keep(tx, Kind::Note, id).await
}

/// What ties a person to a session.
pub async fn standing(tx: &mut Tx, session: SessionId, person: PersonId) -> Result<Standing> {
    const FIND: &str = concat!(
        "SELECT ",
        standing_columns!(),
        " FROM sessions s JOIN people who ON who.id = $1 WHERE s.id = $2"
    );
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(person).bind(session).fetch_one(c).await?))
}

/// The newest notes of a session, newest first, then those without a name in an order that does not
/// come from time, up to `limit` of each. As `recipient` may see them; without one, as everybody
/// may. The caller has made sure that the session may be seen.
pub async fn wall(
    tx: &mut Tx,
    session: SessionId,
    recipient: Option<PersonId>,
    limit: i64,
) -> Result<Vec<Note>> {
    const FIND: &str = notes!(
        "WHERE n.session_id = $1 AND n.name_hidden = $2 AND ",
        note_there!(),
        " ORDER BY n.created_at DESC, n.id DESC LIMIT $3"
    );
    on_wall(tx, FIND, (session, limit), recipient).await
}

/// The same of what the projector of a session may show, as everybody may see it: all, or what was
/// let through as it reads now.
pub async fn on_screen(tx: &mut Tx, session: SessionId, limit: i64) -> Result<Vec<Note>> {
    const FIND: &str = notes!(
        "WHERE n.session_id = $1 AND n.name_hidden = $2 AND ",
        note_there!(),
        " AND (NOT EXISTS (SELECT 1 FROM projectors x WHERE x.session_id = $1 AND x.approves) \
              OR EXISTS (SELECT 1 FROM projected_notes x \
                         WHERE x.note_id = n.id AND x.revision = n.revision)) \
         ORDER BY n.created_at DESC, n.id DESC LIMIT $3"
    );
    on_wall(tx, FIND, (session, limit), None).await
}

/// How many notes a session has.
pub async fn count(tx: &mut Tx, session: SessionId) -> Result<i64> {
    const COUNT: &str =
        concat!("SELECT COUNT(*) FROM notes n WHERE n.session_id = $1 AND ", note_there!());
    Ok(on!(tx, c => sqlx::query_scalar(COUNT).bind(session).fetch_one(c).await?))
}

/// The notes of a wall with their photos: those with a name, then those without.
async fn on_wall(
    tx: &mut Tx,
    text: &'static str,
    (session, limit): (SessionId, i64),
    recipient: Option<PersonId>,
) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    for hidden in [false, true] {
        let rows: Vec<Row> = on!(tx, c => sqlx::query_as(text)
            .bind(session)
            .bind(hidden)
            .bind(limit)
            .fetch_all(c)
            .await?);
        notes.extend(rows.into_iter().map(|row| row.shown_to(recipient)));
    }
    photos::store::put_into(tx, &mut notes).await?;
    Ok(notes)
}

/// What a person has shared, newest first, hidden ones too, and what was taken away: for that person
/// alone.
pub async fn of_author(tx: &mut Tx, author: PersonId, limit: i64) -> Result<Vec<Note>> {
    const FIND: &str = notes!(
        "WHERE n.author_id = $1 AND n.deleted_at IS NULL \
         ORDER BY n.created_at DESC, n.id DESC LIMIT $2"
    );
    let rows: Vec<Row> =
        on!(tx, c => sqlx::query_as(FIND).bind(author).bind(limit).fetch_all(c).await?);
    Ok(rows.into_iter().map(|row| row.shown_to(Some(author))).collect())
}
