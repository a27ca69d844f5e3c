use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    archetypes::{ArchetypeId, Copy, Trial, TrialId, Version},
    db::{Tx, execute, on},
    error::{Error, Result},
    people::{BranchId, PersonId},
    provenance::Kind,
    search,
};

/// The versions of an archetype, the latest first.
pub async fn versions(tx: &mut Tx, id: ArchetypeId) -> Result<Vec<Version>> {
    const FIND: &str = "\
        SELECT v.number, v.name, v.summary, m.name AS made_by, v.made_at, \
               r.name AS released_by, v.released_at, \
               (SELECT COUNT(*) FROM archetype_trials t \
                WHERE t.archetype_id = v.archetype_id AND t.number = v.number) AS trials \
        FROM archetype_versions v JOIN people m ON m.id = v.made_by \
        LEFT JOIN people r ON r.id = v.released_by \
        WHERE v.archetype_id = $1 ORDER BY v.number DESC";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_all(c).await?))
}

/// One version of an archetype.
pub async fn version(tx: &mut Tx, id: ArchetypeId, number: i64) -> Result<Option<Version>> {
    Ok(versions(tx, id).await?.into_iter().find(|version| version.number == number))
}

/// The sections as they were frozen in a version, in their order.
pub async fn copy(tx: &mut Tx, id: ArchetypeId, number: i64) -> Result<Vec<Copy>> {
    const FIND: &str = "SELECT part, part_revision, body, html FROM archetype_version_parts \
                        WHERE archetype_id = $1 AND number = $2";
    let mut copy: Vec<Copy> =
        on!(tx, c => sqlx::query_as(FIND).bind(id).bind(number).fetch_all(c).await?);
    copy.sort_by_key(|frozen| frozen.part);
    Ok(copy)
}

/// Freezes all sections under the next number, which it answers. The archetype stays locked until
/// the end of the transaction, so two versions never share a number.
pub async fn make_version(
    tx: &mut Tx,
    id: ArchetypeId,
    summary: &str,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<i64> {
    const TAKE: &str =
        "UPDATE archetypes SET versions = versions + 1 WHERE id = $1 RETURNING versions";
    const ADD: &str = "INSERT INTO archetype_versions \
        (archetype_id, number, name, summary, made_by, made_at) \
        SELECT id, versions, name, $2, $3, $4 FROM archetypes WHERE id = $1";
    const FREEZE: &str = "INSERT INTO archetype_version_parts \
        (archetype_id, number, part, part_revision, body, html, sanitiser) \
        SELECT archetype_id, $2, part, revision, body, html, sanitiser \
        FROM archetype_parts WHERE archetype_id = $1";
    let number: Option<i64> =
        on!(tx, c => sqlx::query_scalar(TAKE).bind(id).fetch_optional(c).await?);
    let number = number.ok_or(Error::NotFound)?;
    execute!(tx, sqlx::query(ADD).bind(id).bind(summary).bind(by).bind(at));
    execute!(tx, sqlx::query(FREEZE).bind(id).bind(number));
    Ok(number)
}

/// Releases a version; [`Error::Taken`] when it never ran or is released already.
pub async fn release(
    tx: &mut Tx,
    id: ArchetypeId,
    number: i64,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const RELEASE: &str = "UPDATE archetype_versions SET released_by = $3, released_at = $4 \
                           WHERE archetype_id = $1 AND number = $2 AND released_at IS NULL";
    let rows = execute!(tx, sqlx::query(RELEASE).bind(id).bind(number).bind(by).bind(at));
    if rows == 0 {
        return Err(Error::Taken);
    }
    search::store::keep(tx, Kind::Archetype, id).await
}

/// A trial run to be added.
pub struct NewTrial<'a> {
    pub branch: Option<BranchId>,
    /// Where it ran, when that is no branch.
    pub place: &'a str,
    pub held_on: NaiveDate,
    pub measured: &'a str,
    pub result: &'a str,
    pub to_change: &'a str,
}

/// Keeps a trial run of a version.
pub async fn add_trial(
    tx: &mut Tx,
    (id, number): (ArchetypeId, i64),
    trial: NewTrial<'_>,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    const ADD: &str = "INSERT INTO archetype_trials (id, archetype_id, number, branch_id, place, \
        held_on, measured, result, to_change, person_id, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    execute!(
        tx,
        sqlx::query(ADD)
            .bind(TrialId::new())
            .bind(id)
            .bind(number)
            .bind(trial.branch)
            .bind(trial.place)
            .bind(trial.held_on)
            .bind(trial.measured)
            .bind(trial.result)
            .bind(trial.to_change)
            .bind(by)
            .bind(at)
    );
    Ok(())
}

/// The trial runs of a version, the oldest first.
pub async fn trials(tx: &mut Tx, id: ArchetypeId, number: i64) -> Result<Vec<Trial>> {
    const FIND: &str = "SELECT COALESCE(b.name, t.place) AS place, t.held_on, t.measured, \
               t.result, t.to_change, p.name AS person \
        FROM archetype_trials t JOIN people p ON p.id = t.person_id \
        LEFT JOIN branches b ON b.id = t.branch_id \
        WHERE t.archetype_id = $1 AND t.number = $2 ORDER BY t.held_on, t.id";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(id).bind(number).fetch_all(c).await?))
}
