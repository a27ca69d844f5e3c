use chrono::{DateTime, NaiveDate, Utc};

use super::{Holiday, OnHoliday, Organisation};
use crate::{
    db::{Tx, execute, on},
    error::{Error, Result},
    lang::Lang,
};

/// Creates the organisation. [`Error::Taken`] when there is one.
pub async fn found(tx: &mut Tx, name: &str, language: Lang, zone: &str) -> Result<()> {
    const ADD: &str =
        "INSERT INTO organisation (id, name, language, time_zone) VALUES (1, $1, $2, $3)";
    execute!(tx, sqlx::query(ADD).bind(name).bind(language).bind(zone));
    Ok(())
}

pub async fn organisation(tx: &mut Tx) -> Result<Organisation> {
    const FIND: &str = "SELECT name, language, time_zone, target_basis_points, \
                        late_after_minutes, onboarding_late_days, onboarding_branch_id, revision \
                        FROM organisation WHERE id = 1";
    Ok(on!(tx, c => sqlx::query_as(FIND).fetch_one(c).await?))
}

/// Saves the settings. [`Error::Stale`] when somebody saved since `revision`.
pub async fn save(tx: &mut Tx, organisation: &Organisation) -> Result<()> {
    const SAVE: &str = "UPDATE organisation SET name = $1, language = $2, time_zone = $3, \
        target_basis_points = $4, late_after_minutes = $5, onboarding_late_days = $6, \
        onboarding_branch_id = $7, revision = revision + 1 WHERE id = 1 AND revision = $8";
    let rows = execute!(
        tx,
        sqlx::query(SAVE)
            .bind(&organisation.name)
            .bind(organisation.language)
            .bind(&organisation.time_zone)
            .bind(organisation.target_basis_points)
            .bind(organisation.late_after_minutes)
            .bind(organisation.onboarding_late_days)
            .bind(organisation.onboarding_branch_id)
            .bind(organisation.revision)
    );
    if rows == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Whether a day is a holiday where a branch lies, as a condition.
#[macro_export]
macro_rules! is_holiday {
    ($branch:literal, $day:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM holidays hd JOIN branches hb \
                ON hd.time_zone = '' OR hd.time_zone = hb.time_zone WHERE hb.id = ",
            $branch,
            " AND hd.day = ",
            $day,
            ")"
        )
    };
}

/// The holidays of all places from a day on, the earliest first.
pub async fn holidays(tx: &mut Tx, from: NaiveDate) -> Result<Vec<Holiday>> {
    const ALL: &str =
        "SELECT day, name, time_zone FROM holidays WHERE day >= $1 ORDER BY day, time_zone";
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(from).fetch_all(c).await?))
}

/// Those that hold where clocks show a zone.
pub async fn holidays_in(tx: &mut Tx, zone: &str, from: NaiveDate) -> Result<Vec<Holiday>> {
    let all = holidays(tx, from).await?;
    Ok(all.into_iter().filter(|holiday| holiday.holds_in(zone)).collect())
}

/// The name of a holiday on this day in a zone.
pub async fn holiday(tx: &mut Tx, zone: &str, day: NaiveDate) -> Result<Option<String>> {
    let found = holidays_in(tx, zone, day).await?;
    Ok(found.into_iter().find(|holiday| holiday.day == day).map(|holiday| holiday.name))
}

/// What is planned on holidays from a day on although nobody chose that, day by day.
pub async fn on_holidays(tx: &mut Tx, from: NaiveDate) -> Result<Vec<OnHoliday>> {
    const LIST: &str = concat!(
        "SELECT day, SUM(visit) AS visits, COUNT(*) - SUM(visit) AS days FROM ( \
            SELECT v.day, 1 AS visit FROM visits v JOIN sessions s ON s.id = v.session_id \
            WHERE v.live AND s.state = 'planned' AND NOT v.anyway AND v.day >= $1 AND ",
        is_holiday!("v.branch_id", "v.day"),
        " UNION ALL SELECT d.day, 0 FROM onboarding_days d \
            JOIN onboardings o ON o.id = d.onboarding_id JOIN people p ON p.id = o.person_id \
            WHERE ",
        crate::day_counts!(),
        " AND d.attendance IS NULL AND NOT d.anyway AND d.day >= $1 AND ",
        is_holiday!("d.branch_id", "d.day"),
        ") planned GROUP BY day ORDER BY day"
    );
    Ok(on!(tx, c => sqlx::query_as(LIST).bind(from).fetch_all(c).await?))
}

/// Adds a holiday. [`Error::Taken`] when that day is one there.
pub async fn add_holiday(tx: &mut Tx, holiday: &Holiday) -> Result<()> {
    const ADD: &str = "INSERT INTO holidays (day, name, time_zone) VALUES ($1, $2, $3)";
    execute!(tx, sqlx::query(ADD).bind(holiday.day).bind(&holiday.name).bind(&holiday.time_zone));
    Ok(())
}

pub async fn remove_holiday(tx: &mut Tx, day: NaiveDate, zone: &str) -> Result<()> {
    const REMOVE: &str = "DELETE FROM holidays WHERE day = $1 AND time_zone = $2";
    execute!(tx, sqlx::query(REMOVE).bind(day).bind(zone));
    Ok(())
}

/// One entry of the audit log.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    pub at: DateTime<Utc>,
    pub actor: Option<String>,
    pub action: String,
    pub subject: String,
    pub subject_name: Option<String>,
    pub detail: sqlx::types::Json<serde_json::Value>,
}

/// A page of the audit log, the latest first; `action` is the beginning of an action's name.
pub async fn audit(tx: &mut Tx, action: &str, limit: i64, offset: i64) -> Result<Vec<Entry>> {
    const ALL: &str = "\
        SELECT a.at, p.name AS actor, a.action, a.subject, a.detail, \
               COALESCE(q.name, s.topic, g.name, b.name) AS subject_name \
        FROM audit a \
        LEFT JOIN people p ON p.id = a.actor_id \
        LEFT JOIN people q ON q.id = a.subject_id \
        LEFT JOIN sessions s ON s.id = a.subject_id \
        LEFT JOIN programmes g ON g.id = a.subject_id \
        LEFT JOIN branches b ON b.id = a.subject_id \
        WHERE a.action LIKE $1 ORDER BY a.at DESC, a.id DESC LIMIT $2 OFFSET $3";
    let like = format!("{action}%");
    Ok(on!(tx, c => sqlx::query_as(ALL).bind(like).bind(limit).bind(offset).fetch_all(c).await?))
}

pub async fn count_audit(tx: &mut Tx, action: &str) -> Result<i64> {
    const COUNT: &str = "SELECT COUNT(*) FROM audit WHERE action LIKE $1";
    Ok(on!(tx, c => sqlx::query_scalar(COUNT).bind(format!("{action}%")).fetch_one(c).await?))
}
