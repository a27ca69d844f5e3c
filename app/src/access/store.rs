use std::collections::HashSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Actor, Grant, Role, Scope, SignInId};
use crate::{
    db::{Tx, execute, on},
    error::Result,
    lang::Lang,
    padded,
    people::{BranchId, DepartmentId, PersonId, PositionId},
    request::Limits,
    twenty,
};

#[derive(Clone, sqlx::FromRow)]
struct SignedIn {
    token_hash: Vec<u8>,
    sign_in: SignInId,
    seen_at: DateTime<Utc>,
    id: PersonId,
    name: String,
    email: Option<String>,
    branch_id: BranchId,
    branch_name: String,
    department_id: Option<DepartmentId>,
    position_id: Option<PositionId>,
    language: Option<Lang>,
    zone: String,
    role: Option<Role>,
    role_branch: Option<BranchId>,
    role_department: Option<DepartmentId>,
}

/// What another person may see: for whom something is meant, before it is sent to them.
pub async fn scope_of(tx: &mut Tx, person: PersonId) -> Result<Scope> {
    const FIND: &str = "SELECT role, branch_id, department_id FROM grants WHERE person_id = $1";
    let found: Vec<(Role, Option<BranchId>, Option<DepartmentId>)> =
        on!(tx, c => sqlx::query_as(FIND).bind(person).fetch_all(c).await?);
    let grants: Vec<Grant> = found
        .into_iter()
        .map(|(role, branch, department)| Grant { role, branch, department })
        .collect();
    Ok(Scope::of(person, &grants))
}

/// Who sees records of every branch.
pub async fn see_everything(tx: &mut Tx) -> Result<HashSet<PersonId>> {
    const FIND: &str = "SELECT person_id, role FROM grants \
                        WHERE branch_id IS NULL AND department_id IS NULL";
    let found: Vec<(PersonId, Role)> = on!(tx, c => sqlx::query_as(FIND).fetch_all(c).await?);
    let sees = |(person, role): (PersonId, Role)| {
        let grant = Grant { role, branch: None, department: None };
        Scope::of(person, &[grant]).everything().then_some(person)
    };
    Ok(found.into_iter().filter_map(sees).collect())
}

/// How old "last seen" may get before it is written again: not every click is a write.
const SEEN_EVERY: chrono::Duration = chrono::Duration::minutes(5);

/// Who is signed in with a token, and whether "last seen" is due to be written.
pub type Known = Option<(Actor, bool)>;

/// Who is signed in with a token of this hash.
pub async fn actor(
    tx: &mut Tx,
    token_hash: &[u8],
    limits: Limits,
    now: DateTime<Utc>,
) -> Result<Known> {
    Ok(actors(tx, &[token_hash], limits, now).await?.pop().flatten())
}

/// The same for each of up to twenty hashes.
pub async fn actors(
    tx: &mut Tx,
    token_hashes: &[&[u8]],
    limits: Limits,
    now: DateTime<Utc>,
) -> Result<Vec<Known>> {
    macro_rules! signed_in {
        ($places:expr) => {
            concat!(
                "SELECT s.token_hash, s.id AS sign_in, s.seen_at, p.id, p.name, p.email, \
                        p.branch_id, b.name AS branch_name, p.department_id, p.position_id, \
                        p.language, COALESCE(p.time_zone, b.time_zone) AS zone, \
                        g.role, g.branch_id AS role_branch, g.department_id AS role_department \
                 FROM sign_ins s \
                 JOIN people p ON p.id = s.person_id AND p.active \
                 JOIN branches b ON b.id = p.branch_id \
                 LEFT JOIN grants g ON g.person_id = p.id \
                 WHERE s.created_at >= $1 AND s.seen_at >= $2 AND s.token_hash IN (",
                $places,
                ")"
            )
        };
    }
    const ONE: &str = signed_in!("$3");
    const TWENTY: &str = signed_in!(twenty!());
    let (oldest, idlest) = (now - limits.absolute, now - limits.idle);
    let rows: Vec<SignedIn> = on!(tx, c => match token_hashes {
        [one] => sqlx::query_as(ONE).bind(oldest).bind(idlest).bind(*one).fetch_all(c).await?,
        some => {
            let query = sqlx::query_as(TWENTY).bind(oldest).bind(idlest);
            padded!(query, some).fetch_all(c).await?
        }
    });
    let of = |hash: &[u8]| -> Vec<&SignedIn> {
        rows.iter().filter(|row| row.token_hash == hash).collect()
    };
    Ok(token_hashes.iter().map(|hash| known(&of(hash), now)).collect())
}

/// The person of these rows, one for each of their roles.
fn known(rows: &[&SignedIn], now: DateTime<Utc>) -> Known {
    let grants = rows
        .iter()
        .filter_map(|row| {
            Some(Grant {
                role: row.role?,
                branch: row.role_branch,
                department: row.role_department,
            })
        })
        .collect();
    let row = (*rows.first()?).clone();
    let seen_due = now - row.seen_at > SEEN_EVERY;
    let actor = Actor {
        id: row.id,
        sign_in: row.sign_in,
        name: row.name,
        email: row.email.unwrap_or_default(),
        branch: row.branch_id,
        branch_name: row.branch_name,
        department: row.department_id,
        position: row.position_id,
        lang: row.language,
        zone: row.zone,
        grants,
    };
    Some((actor, seen_due))
}

/// Writes that a sign-in was used just now.
pub async fn seen(tx: &mut Tx, id: SignInId, now: DateTime<Utc>) -> Result<()> {
    const SEEN: &str = "UPDATE sign_ins SET seen_at = $2 WHERE id = $1";
    execute!(tx, sqlx::query(SEEN).bind(id).bind(now));
    Ok(())
}

/// What a sign-in needs to know of the account with this address.
pub async fn account(tx: &mut Tx, email: &str) -> Result<Option<(PersonId, Option<String>)>> {
    const FIND: &str = "SELECT id, password_hash FROM people WHERE email = $1 AND active";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(email).fetch_optional(c).await?))
}

/// Signs a browser in.
pub async fn add_sign_in(
    tx: &mut Tx,
    person: PersonId,
    token_hash: &[u8],
    device: &str,
    now: DateTime<Utc>,
) -> Result<SignInId> {
    const ADD: &str = "INSERT INTO sign_ins (id, token_hash, person_id, device, created_at, seen_at) \
                       VALUES ($1, $2, $3, $4, $5, $5)";
    let id = SignInId::new();
    execute!(tx, sqlx::query(ADD).bind(id).bind(token_hash).bind(person).bind(device).bind(now));
    Ok(id)
}

/// Signs a browser out.
pub async fn remove_sign_in(tx: &mut Tx, person: PersonId, id: SignInId) -> Result<()> {
    const REMOVE: &str = "DELETE FROM sign_ins WHERE id = $1 AND person_id = $2";
    execute!(tx, sqlx::query(REMOVE).bind(id).bind(person));
    Ok(())
}

/// Signs all browsers of a person out, but for `keep`.
pub async fn remove_sign_ins(tx: &mut Tx, person: PersonId, keep: Option<SignInId>) -> Result<()> {
    const REMOVE: &str = "DELETE FROM sign_ins WHERE person_id = $1 AND ($2 IS NULL OR id <> $2)";
    execute!(tx, sqlx::query(REMOVE).bind(person).bind(keep));
    Ok(())
}

/// How many attempts a bucket has had in its present window.
pub async fn attempts(tx: &mut Tx, bucket: &str, now: DateTime<Utc>) -> Result<i64> {
    const COUNT: &str = "SELECT count FROM attempts WHERE bucket = $1 AND resets_at > $2";
    let count: Option<i64> =
        on!(tx, c => sqlx::query_scalar(COUNT).bind(bucket).bind(now).fetch_optional(c).await?);
    Ok(count.unwrap_or(0))
}

/// Counts one more attempt and answers how many there are now; a window that is over starts anew.
pub async fn count_attempt(
    tx: &mut Tx,
    bucket: &str,
    window: chrono::Duration,
    now: DateTime<Utc>,
) -> Result<i64> {
    const COUNT: &str = "\
        INSERT INTO attempts (bucket, count, resets_at) VALUES ($1, 1, $2) \
        ON CONFLICT (bucket) DO UPDATE SET \
            count = CASE WHEN attempts.resets_at > $3 THEN attempts.count + 1 ELSE 1 END, \
            resets_at = CASE WHEN attempts.resets_at > $3 THEN attempts.resets_at ELSE $2 END \
        RETURNING count";
    let until = now + window;
    Ok(on!(tx, c => sqlx::query_scalar(COUNT)
        .bind(bucket).bind(until).bind(now).fetch_one(c).await?))
}

/// Takes one attempt back, after a success.
pub async fn uncount_attempt(tx: &mut Tx, bucket: &str) -> Result<()> {
    const UNCOUNT: &str = "UPDATE attempts SET count = count - 1 WHERE bucket = $1 AND count > 0";
    execute!(tx, sqlx::query(UNCOUNT).bind(bucket));
    Ok(())
}

/// Forgets a bucket after a success.
pub async fn clear_attempts(tx: &mut Tx, bucket: &str) -> Result<()> {
    execute!(tx, sqlx::query("DELETE FROM attempts WHERE bucket = $1").bind(bucket));
    Ok(())
}

/// Whether anybody at all can sign in.
pub async fn anybody(tx: &mut Tx) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM people WHERE password_hash IS NOT NULL)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).fetch_one(c).await?))
}

/// A one-time link: the hash of its token, for a person or (without one) for the first administrator.
pub async fn add_link(
    tx: &mut Tx,
    token_hash: &[u8],
    person: Option<PersonId>,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    // A new link makes the earlier ones of the same person worthless.
    const CLEAR: &str = "DELETE FROM access_links WHERE used_at IS NULL \
                         AND (person_id = $1 OR ($1 IS NULL AND person_id IS NULL))";
    const ADD: &str = "INSERT INTO access_links (token_hash, person_id, created_at, expires_at) \
                       VALUES ($1, $2, $3, $4)";
    execute!(tx, sqlx::query(CLEAR).bind(person));
    execute!(tx, sqlx::query(ADD).bind(token_hash).bind(person).bind(now).bind(expires_at));
    Ok(())
}

/// The person (or none, for the first administrator) of a link that can still be used.
pub async fn link(
    tx: &mut Tx,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<Option<PersonId>>> {
    const FIND: &str = "SELECT person_id FROM access_links \
                        WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(token_hash).bind(now).fetch_optional(c).await?))
}

/// When the link of a person that was not used yet was made, and until when it can be.
pub async fn link_waiting(
    tx: &mut Tx,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>> {
    const FIND: &str = "SELECT created_at, expires_at FROM access_links \
                        WHERE person_id = $1 AND used_at IS NULL AND expires_at > $2";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(person).bind(now).fetch_optional(c).await?))
}

/// Uses a link up. `false` when somebody was quicker or it has expired.
pub async fn use_link(tx: &mut Tx, token_hash: &[u8], now: DateTime<Utc>) -> Result<bool> {
    const USE: &str = "UPDATE access_links SET used_at = $2 \
                       WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2";
    let used = execute!(tx, sqlx::query(USE).bind(token_hash).bind(now));
    Ok(used == 1)
}

/// Sets a password.
pub async fn set_password(tx: &mut Tx, person: PersonId, hash: &str) -> Result<()> {
    const SET: &str = "UPDATE people SET password_hash = $2, revision = revision + 1 WHERE id = $1";
    execute!(tx, sqlx::query(SET).bind(person).bind(hash));
    Ok(())
}

/// The grants of a person.
pub async fn grants(tx: &mut Tx, person: PersonId) -> Result<Vec<Grant>> {
    const ALL: &str = "SELECT role, branch_id, department_id FROM grants \
                       WHERE person_id = $1 ORDER BY id";
    let rows: Vec<(Role, Option<BranchId>, Option<DepartmentId>)> =
        on!(tx, c => sqlx::query_as(ALL).bind(person).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(role, branch, department)| Grant { role, branch, department })
        .collect())
}

/// Replaces all grants of a person.
pub async fn set_grants(tx: &mut Tx, person: PersonId, grants: &[Grant]) -> Result<()> {
    const ADD: &str = "INSERT INTO grants (id, person_id, role, branch_id, department_id) \
                       VALUES ($1, $2, $3, $4, $5)";
    execute!(tx, sqlx::query("DELETE FROM grants WHERE person_id = $1").bind(person));
    for grant in grants {
        execute!(
            tx,
            sqlx::query(ADD)
                .bind(Uuid::now_v7())
                .bind(person)
                .bind(grant.role)
                .bind(grant.branch)
                .bind(grant.department)
        );
    }
    Ok(())
}

/// The grants of a person with the ids by which they are taken back.
pub async fn grants_with_ids(tx: &mut Tx, person: PersonId) -> Result<Vec<(Uuid, Grant)>> {
    const ALL: &str = "SELECT id, role, branch_id, department_id FROM grants \
                       WHERE person_id = $1 ORDER BY id";
    let rows: Vec<(Uuid, Role, Option<BranchId>, Option<DepartmentId>)> =
        on!(tx, c => sqlx::query_as(ALL).bind(person).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(id, role, branch, department)| (id, Grant { role, branch, department }))
        .collect())
}

/// Takes one grant back and answers which role it was.
pub async fn remove_grant(tx: &mut Tx, person: PersonId, id: Uuid) -> Result<Option<Role>> {
    const REMOVE: &str = "DELETE FROM grants WHERE id = $1 AND person_id = $2 RETURNING role";
    Ok(on!(tx, c => sqlx::query_scalar(REMOVE).bind(id).bind(person).fetch_optional(c).await?))
}

/// Makes changes of who is an administrator wait for one another, so that two of them
/// cannot each remove the other's last.
pub async fn lock_administrators(tx: &mut Tx) -> Result<()> {
    execute!(tx, sqlx::query("UPDATE organisation SET revision = revision WHERE id = 1"));
    Ok(())
}

/// Whether somebody active who can sign in is an administrator.
pub async fn any_administrator(tx: &mut Tx) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM grants g JOIN people p ON p.id = g.person_id \
                        WHERE g.role = 'admin' AND p.active AND p.password_hash IS NOT NULL)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).fetch_one(c).await?))
}

/// Takes password, links and sign-ins of a person away.
pub async fn withdraw(tx: &mut Tx, person: PersonId) -> Result<()> {
    const FORGET: &str =
        "UPDATE people SET password_hash = NULL, revision = revision + 1 WHERE id = $1";
    const LINKS: &str = "DELETE FROM access_links WHERE person_id = $1";
    execute!(tx, sqlx::query(FORGET).bind(person));
    execute!(tx, sqlx::query(LINKS).bind(person));
    remove_sign_ins(tx, person, None).await
}

/// Whether a person has a password.
pub async fn has_access(tx: &mut Tx, person: PersonId) -> Result<bool> {
    const FIND: &str =
        "SELECT EXISTS (SELECT 1 FROM people WHERE id = $1 AND password_hash IS NOT NULL)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).bind(person).fetch_one(c).await?))
}

/// A browser that is signed in, as its owner sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SignIn {
    pub id: SignInId,
    pub device: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
}

/// Where a person is signed in, the latest first.
pub async fn sign_ins(
    tx: &mut Tx,
    person: PersonId,
    limits: Limits,
    now: DateTime<Utc>,
) -> Result<Vec<SignIn>> {
    const ALL: &str = "SELECT id, device, created_at, seen_at FROM sign_ins \
                       WHERE person_id = $1 AND created_at > $2 AND seen_at > $3 \
                       ORDER BY seen_at DESC";
    let (created, seen) = (now - limits.absolute, now - limits.idle);
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(person).bind(created).bind(seen).fetch_all(c).await?))
}
