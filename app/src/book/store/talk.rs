//! Photos of notes, what was said about things, and who keeps them right.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{of_programme, said::named};
use crate::{
    comments::CommentId,
    db::{Tx, on},
    error::Result,
    knowledge::NoteId,
    people::PersonId,
    programmes::ProgrammeId,
    provenance::Kind,
};

/// The rows about things of one programme, in a table that names kind and thing.
macro_rules! of_its_things {
    () => {
        "((x.kind = 'note' AND x.subject_id IN (SELECT n.id FROM notes n \
              JOIN sessions s ON s.id = n.session_id \
              WHERE s.programme_id = $1 AND n.taken_at IS NULL)) \
          OR (x.kind = 'concept' \
              AND x.subject_id IN (SELECT id FROM concepts WHERE programme_id = $1)) \
          OR (x.kind = 'archetype' \
              AND x.subject_id IN (SELECT id FROM archetypes WHERE programme_id = $1)) \
          OR (x.kind = 'practice' AND x.subject_id IN (SELECT p.id FROM practices p \
              JOIN archetypes a ON a.id = p.archetype_id WHERE a.programme_id = $1)))"
    };
}

/// A photo with its bytes.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Pictured {
    pub note_id: NoteId,
    pub place: i64,
    pub alt: String,
    pub large: Vec<u8>,
}

/// The photos of these notes, in their places. The person sees the notes.
pub async fn photos(tx: &mut Tx, notes: &[NoteId]) -> Result<Vec<Pictured>> {
    const AT_ONCE: usize = 500;
    let mut all = Vec::new();
    for some in notes.chunks(AT_ONCE) {
        let found: Vec<Pictured> = on!(tx, c => {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT note_id, place, alt, large FROM photos WHERE note_id IN (",
            );
            let mut list = query.separated(", ");
            for note in some {
                list.push_bind(*note);
            }
            query.push(") ORDER BY note_id, place").build_query_as().fetch_all(c).await?
        });
        all.extend(found);
    }
    Ok(all)
}

/// A comment, its people as far as everybody may know them.
#[derive(Clone, Debug)]
pub struct Spoken {
    pub id: CommentId,
    pub kind: Kind,
    pub subject_id: Uuid,
    pub thread: Option<CommentId>,
    pub part: String,
    pub quote: String,
    pub text_revision: i64,
    pub by: Option<PersonId>,
    pub body: String,
    pub at: DateTime<Utc>,
    pub edited: Option<DateTime<Utc>>,
    pub taken_back: Option<DateTime<Utc>>,
    pub resolved: bool,
    pub turned_by: Option<PersonId>,
    pub turned: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: CommentId,
    kind: Kind,
    subject_id: Uuid,
    thread_id: Option<CommentId>,
    part: String,
    quote: String,
    text_revision: i64,
    author_id: PersonId,
    body: String,
    at: DateTime<Utc>,
    edited_at: Option<DateTime<Utc>>,
    deleted_at: Option<DateTime<Utc>>,
    resolved: bool,
    turned_by: Option<PersonId>,
    turned_at: Option<DateTime<Utc>>,
    /// The author of the note that it is on, when that name is hidden.
    hidden_id: Option<PersonId>,
    /// The revision of that note.
    note_revision: Option<i64>,
}

impl Row {
    fn spoken(self) -> Spoken {
        let shown = |person: PersonId| named(person, self.hidden_id == Some(person));
        Spoken {
            by: shown(self.author_id),
            turned_by: self.turned_by.and_then(shown),
            // The earlier texts of a note stay with its author: only whether it is one is told.
            text_revision: match self.note_revision {
                Some(now) => i64::from(self.text_revision == now),
                None => self.text_revision,
            },
            id: self.id,
            kind: self.kind,
            subject_id: self.subject_id,
            thread: self.thread_id,
            part: self.part,
            quote: self.quote,
            body: self.body,
            at: self.at,
            edited: self.edited_at,
            taken_back: self.deleted_at,
            resolved: self.resolved,
            turned: self.turned_at,
        }
    }
}

/// What was said about the things of a programme, in the order in which it was said.
pub async fn comments(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Spoken>> {
    const FIND: &str = concat!(
        "SELECT x.id, x.kind, x.subject_id, x.thread_id, x.part, x.quote, x.text_revision, \
                x.author_id, x.body, x.at, x.edited_at, x.deleted_at, x.resolved, x.turned_by, \
                x.turned_at, CASE WHEN w.name_hidden THEN w.author_id END AS hidden_id, \
                w.revision AS note_revision \
         FROM comments x LEFT JOIN notes w ON x.kind = 'note' AND w.id = x.subject_id WHERE ",
        of_its_things!(),
        " ORDER BY x.at, x.id"
    );
    let rows: Vec<Row> = of_programme!(tx, programme, FIND);
    Ok(rows.into_iter().map(Row::spoken).collect())
}

/// Whom the comments on the things of a programme call.
pub async fn called(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<(CommentId, PersonId)>> {
    const FIND: &str = concat!(
        "SELECT m.comment_id, m.person_id FROM mentions m \
         JOIN comments x ON x.id = m.comment_id WHERE ",
        of_its_things!(),
        " ORDER BY m.comment_id, m.person_id"
    );
    Ok(of_programme!(tx, programme, FIND))
}

/// Who looks after a thing, and by when.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Kept {
    pub kind: Kind,
    pub subject_id: Uuid,
    pub owner_id: Option<PersonId>,
    pub review_on: Option<NaiveDate>,
}

pub async fn kept(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Kept>> {
    const FIND: &str = concat!(
        "SELECT x.kind, x.subject_id, x.owner_id, x.review_on FROM keeping x WHERE ",
        of_its_things!()
    );
    Ok(of_programme!(tx, programme, FIND))
}

/// That somebody vouches for a text.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Verified {
    pub kind: Kind,
    pub subject_id: Uuid,
    pub mark: i64,
    pub person_id: PersonId,
    pub remark: String,
    pub at: DateTime<Utc>,
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// The oldest first.
pub async fn verified(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Verified>> {
    const FIND: &str = concat!(
        "SELECT x.kind, x.subject_id, x.mark, x.person_id, x.remark, x.at, x.withdrawn_at \
         FROM verifications x WHERE ",
        of_its_things!(),
        " ORDER BY x.at, x.id"
    );
    Ok(of_programme!(tx, programme, FIND))
}

/// That somebody looked.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Reviewed {
    pub kind: Kind,
    pub subject_id: Uuid,
    pub mark: i64,
    pub person_id: PersonId,
    pub remark: String,
    pub next_on: Option<NaiveDate>,
    pub at: DateTime<Utc>,
}

/// The oldest first.
pub async fn reviewed(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Reviewed>> {
    const FIND: &str = concat!(
        "SELECT x.kind, x.subject_id, x.mark, x.person_id, x.remark, x.next_on, x.at \
         FROM reviews x WHERE ",
        of_its_things!(),
        " ORDER BY x.at, x.id"
    );
    Ok(of_programme!(tx, programme, FIND))
}

/// That a thing was not used any more.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Ended {
    pub kind: Kind,
    pub subject_id: Uuid,
    pub successor_id: Option<Uuid>,
    pub reason: String,
    pub person_id: PersonId,
    pub at: DateTime<Utc>,
    pub undone_by: Option<PersonId>,
    pub undone_at: Option<DateTime<Utc>>,
}

/// The oldest first.
pub async fn ended(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Ended>> {
    const FIND: &str = concat!(
        "SELECT x.kind, x.subject_id, x.successor_id, x.reason, x.person_id, x.at, x.undone_by, \
                x.undone_at \
         FROM endings x WHERE ",
        of_its_things!(),
        " ORDER BY x.at, x.id"
    );
    Ok(of_programme!(tx, programme, FIND))
}
