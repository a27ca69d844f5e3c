use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    db::{Tx, execute, on},
    error::{Error, Result},
    people::PersonId,
    provenance::{Kind, Thing},
    reviews::{EndingId, VerificationId},
    search,
};

/// Names who looks after a thing and by when, as of a revision; [`Error::Stale`] when somebody
/// else did meanwhile. An archetype belongs to its owner also where it is built.
pub async fn keep(
    tx: &mut Tx,
    (kind, id): Thing,
    revision: i64,
    owner: Option<PersonId>,
    review_on: Option<NaiveDate>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO keeping (kind, subject_id, owner_id, review_on) \
                       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    const SAVE: &str = "UPDATE keeping SET owner_id = $3, review_on = $4, \
                        revision = revision + 1 \
                        WHERE kind = $1 AND subject_id = $2 AND revision = $5";
    const OWN: &str = "UPDATE archetypes SET owner_id = $2 WHERE id = $1";
    let rows = match revision {
        0 => {
            execute!(tx, sqlx::query(ADD).bind(kind).bind(id).bind(owner).bind(review_on))
        }
        _ => execute!(
            tx,
            sqlx::query(SAVE).bind(kind).bind(id).bind(owner).bind(review_on).bind(revision)
        ),
    };
    if rows == 0 {
        return Err(Error::Stale);
    }
    if let (Kind::Archetype, Some(owner)) = (kind, owner) {
        execute!(tx, sqlx::query(OWN).bind(id).bind(owner));
        search::store::keep(tx, kind, id).await?;
    }
    Ok(())
}

/// The same, whoever looked after it before: what was decided about a thing names both anew.
pub async fn entrust(
    tx: &mut Tx,
    (kind, id): Thing,
    owner: PersonId,
    review_on: NaiveDate,
) -> Result<()> {
    const PUT: &str = "INSERT INTO keeping (kind, subject_id, owner_id, review_on) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (kind, subject_id) DO UPDATE \
        SET owner_id = excluded.owner_id, review_on = excluded.review_on, \
            revision = keeping.revision + 1";
    execute!(tx, sqlx::query(PUT).bind(kind).bind(id).bind(owner).bind(review_on));
    Ok(())
}

/// A verification to be kept.
pub struct NewVerification<'a> {
    pub thing: Thing,
    /// The text it is for.
    pub mark: i64,
    pub remark: &'a str,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// Keeps that somebody vouches for a text.
pub async fn verify(tx: &mut Tx, given: NewVerification<'_>) -> Result<VerificationId> {
    const ADD: &str = "INSERT INTO verifications (id, kind, subject_id, mark, person_id, remark, at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let id = VerificationId::new();
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(id)
            .bind(given.thing.0)
            .bind(given.thing.1)
            .bind(given.mark)
            .bind(given.by)
            .bind(given.remark)
            .bind(given.at)
    );
    Ok(id)
}

/// Takes a verification back; it stays in the history. [`Error::Stale`] when it was before.
pub async fn withdraw(tx: &mut Tx, id: VerificationId, at: DateTime<Utc>) -> Result<()> {
    const SET: &str = "UPDATE verifications SET withdrawn_at = $2 \
                       WHERE id = $1 AND withdrawn_at IS NULL";
    let rows = execute!(tx, sqlx::query(SET).bind(id).bind(at));
    if rows == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// A review to be kept.
pub struct NewReview<'a> {
    pub thing: Thing,
    pub mark: i64,
    pub remark: &'a str,
    pub next_on: Option<NaiveDate>,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// Keeps that somebody looked and it is still right.
pub async fn review(tx: &mut Tx, review: NewReview<'_>) -> Result<()> {
    const ADD: &str = "INSERT INTO reviews (id, kind, subject_id, mark, person_id, remark, next_on, at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(Uuid::now_v7())
            .bind(review.thing.0)
            .bind(review.thing.1)
            .bind(review.mark)
            .bind(review.by)
            .bind(review.remark)
            .bind(review.next_on)
            .bind(review.at)
    );
    Ok(())
}

/// An ending to be kept.
pub struct NewEnding<'a> {
    pub thing: Thing,
    pub successor: Option<Uuid>,
    pub reason: &'a str,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}

/// Ends the use of a thing; [`Error::Taken`] when it was ended already.
pub async fn end(tx: &mut Tx, ending: NewEnding<'_>) -> Result<EndingId> {
    const ADD: &str = "INSERT INTO endings (id, kind, subject_id, successor_id, reason, person_id, at) \
                       VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let id = EndingId::new();
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(id)
            .bind(ending.thing.0)
            .bind(ending.thing.1)
            .bind(ending.successor)
            .bind(ending.reason)
            .bind(ending.by)
            .bind(ending.at)
    );
    search::store::keep(tx, ending.thing.0, ending.thing.1).await?;
    Ok(id)
}

/// Takes a thing into use again; [`Error::Stale`] when it was before.
pub async fn undo(tx: &mut Tx, id: EndingId, by: PersonId, at: DateTime<Utc>) -> Result<()> {
    const SET: &str = "UPDATE endings SET undone_by = $2, undone_at = $3 \
                       WHERE id = $1 AND undone_at IS NULL RETURNING kind, subject_id";
    let undone: Option<Thing> =
        on!(tx, c => sqlx::query_as(SET).bind(id).bind(by).bind(at).fetch_optional(c).await?);
    let (kind, subject) = undone.ok_or(Error::Stale)?;
    search::store::keep(tx, kind, subject).await
}
