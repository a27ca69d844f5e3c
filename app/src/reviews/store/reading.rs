use std::collections::HashMap;

use uuid::Uuid;

use crate::{
    db::{Tx, on},
    error::Result,
    provenance::{Kind, Thing},
    reviews::{Ending, Keeping, Review, Verification},
};

/// Who looks after a thing, and by when; empty when nothing was said.
pub async fn keeping(tx: &mut Tx, (kind, id): Thing) -> Result<Keeping> {
    const FIND: &str = "SELECT q.owner_id, o.name AS owner, q.review_on, q.revision \
        FROM keeping q LEFT JOIN people o ON o.id = q.owner_id \
        WHERE q.kind = $1 AND q.subject_id = $2";
    let found: Option<Keeping> =
        on!(tx, c => sqlx::query_as(FIND).bind(kind).bind(id).fetch_optional(c).await?);
    Ok(found.unwrap_or_default())
}

/// Who vouched for texts of a thing, the latest first.
pub async fn verifications(tx: &mut Tx, (kind, id): Thing) -> Result<Vec<Verification>> {
    const FIND: &str = "SELECT v.id, v.mark, v.person_id, w.name AS person, v.remark, v.at, \
               v.withdrawn_at \
        FROM verifications v JOIN people w ON w.id = v.person_id \
        WHERE v.kind = $1 AND v.subject_id = $2 ORDER BY v.at DESC, v.id DESC";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(kind).bind(id).fetch_all(c).await?))
}

/// The reviews of a thing, the latest first.
pub async fn reviews(tx: &mut Tx, (kind, id): Thing) -> Result<Vec<Review>> {
    const FIND: &str = "SELECT r.mark, w.name AS person, r.remark, r.next_on, r.at \
        FROM reviews r JOIN people w ON w.id = r.person_id \
        WHERE r.kind = $1 AND r.subject_id = $2 ORDER BY r.at DESC, r.id DESC";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(kind).bind(id).fetch_all(c).await?))
}

macro_rules! endings {
    ($rest:literal) => {
        concat!(
            "SELECT e.id, e.subject_id, e.successor_id, e.reason, w.name AS person, e.at, \
             u.name AS undone_by, e.undone_at \
             FROM endings e JOIN people w ON w.id = e.person_id \
             LEFT JOIN people u ON u.id = e.undone_by ",
            $rest
        )
    };
}

/// When and why a thing was ended, the latest first, with what was undone.
pub async fn endings(tx: &mut Tx, (kind, id): Thing) -> Result<Vec<Ending>> {
    const FIND: &str =
        endings!("WHERE e.kind = $1 AND e.subject_id = $2 ORDER BY e.at DESC, e.id DESC");
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(kind).bind(id).fetch_all(c).await?))
}

/// Why a thing is not used any more; `None` when it is.
pub async fn ending(tx: &mut Tx, thing: Thing) -> Result<Option<Ending>> {
    let found = ended(tx, thing.0, &[thing.1]).await?;
    Ok(found.into_values().next())
}

/// Which of these things of a kind are not used any more.
pub async fn ended(tx: &mut Tx, kind: Kind, ids: &[Uuid]) -> Result<HashMap<Uuid, Ending>> {
    const FIND: &str = endings!("WHERE e.undone_at IS NULL AND e.kind = ");
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<Ending> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        query.push_bind(kind).push(" AND e.subject_id IN (");
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(")").build_query_as().fetch_all(c).await?
    });
    Ok(found.into_iter().map(|ending| (ending.subject_id, ending)).collect())
}

/// The things whose place a thing has taken.
pub async fn replaced(tx: &mut Tx, (kind, id): Thing) -> Result<Vec<Uuid>> {
    const FIND: &str = "SELECT subject_id FROM endings \
        WHERE kind = $1 AND successor_id = $2 AND undone_at IS NULL ORDER BY at, id";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(kind).bind(id).fetch_all(c).await?))
}
