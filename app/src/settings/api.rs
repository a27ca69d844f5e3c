//! Changing the settings.

use leptos::server;
use serde::{Deserialize, Serialize};

use crate::{error::Result, request::Next};

/// The settings as typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrganisationForm {
    pub name: String,
    pub language: String,
    pub time_zone: String,
    pub target: String,
    pub late_after_minutes: String,
    pub onboarding_late_days: String,
    #[serde(default)]
    pub onboarding_branch: String,
    pub revision: String,
}

/// Saves the settings of the organisation.
#[server]
pub async fn save_organisation(#[server(flatten)] form: OrganisationForm) -> Result<Next> {
    use super::{Organisation, rules, store, texts::texts};
    use crate::{
        error::{Error, Problems},
        lang::Lang,
        people,
        request::{Done, Work},
        writing::one_line,
    };

    let t = texts();
    let mut problems = Problems::default();
    let name = one_line(&form.name);
    problems.require(!name.is_empty(), "name", t.name_missing);
    problems.require(rules::fits(&name), "name", t.name_long);
    let language = Lang::parse(&form.language);
    problems.require(language.is_some(), "language", t.language_missing);
    let zone = form.time_zone.trim().to_owned();
    problems.require(zone.parse::<chrono_tz::Tz>().is_ok(), "time_zone", t.zone_wrong);
    let target = rules::basis_points(&form.target);
    problems.require(target.is_some(), "target", t.target_wrong);
    let late = form.late_after_minutes.trim().parse().ok().filter(|n: &i64| (0..=240).contains(n));
    problems.require(late.is_some(), "late_after_minutes", t.late_wrong);
    let days =
        form.onboarding_late_days.trim().parse().ok().filter(|n: &i64| (1..=365).contains(n));
    let wrong = crate::onboarding::texts::texts().late_days_wrong;
    problems.require(days.is_some(), "onboarding_late_days", wrong);
    problems.into_result()?;

    let mut work = Work::begin().await?;
    if !rules::may_change(&work.actor) {
        return Err(Error::Forbidden);
    }
    let before = store::organisation(&mut work.tx).await?;
    let training = match form.onboarding_branch.parse() {
        Ok(id) => people::store::branch(&mut work.tx, id).await?,
        Err(_) => None,
    };
    let kept =
        |branch: &people::Branch| branch.active || before.onboarding_branch_id == Some(branch.id);
    let found = training.as_ref().is_some_and(kept) || form.onboarding_branch.is_empty();
    if !found {
        let wrong = crate::onboarding::texts::texts().branch_missing;
        return Err(Error::field("onboarding_branch", wrong));
    }
    let after = Organisation {
        name,
        language: language.unwrap_or(before.language),
        time_zone: zone,
        target_basis_points: target.unwrap_or(before.target_basis_points),
        late_after_minutes: late.unwrap_or(before.late_after_minutes),
        onboarding_late_days: days.unwrap_or(before.onboarding_late_days),
        onboarding_branch_id: training.map(|branch| branch.id),
        revision: form.revision.parse().unwrap_or_default(),
    };
    store::save(&mut work.tx, &after).await?;
    let detail = serde_json::json!({ "before": before, "after": after });
    work.audit("settings.saved", "organisation", uuid::Uuid::nil(), detail).await?;
    work.done(Next::to("/settings").saying(Done::Saved)).await
}

/// Adds a day without sessions, for all branches or those by the clocks of one place.
#[server]
pub async fn add_holiday(
    day: String,
    name: String,
    #[server(default)] time_zone: String,
) -> Result<Next> {
    use super::{Holiday, rules, store, texts::texts};
    use crate::{
        error::{Error, Problems},
        people,
        request::{Done, Work},
        writing::{one_line, parse_date},
    };

    let t = texts();
    let mut problems = Problems::default();
    let parsed = parse_date(&day);
    problems.require(parsed.is_some(), "day", t.day_wrong);
    let name = one_line(&name);
    problems.require(!name.is_empty(), "name", t.holiday_name_missing);
    problems.require(rules::fits(&name), "name", t.name_long);
    problems.into_result()?;
    let Some(day) = parsed else { return Err(Error::NotFound) };

    let mut work = Work::begin().await?;
    if !rules::may_change(&work.actor) {
        return Err(Error::Forbidden);
    }
    let branches = people::store::branches(&mut work.tx, true).await?;
    let lies = branches.iter().any(|branch| branch.time_zone == time_zone);
    if !lies && !time_zone.is_empty() {
        return Err(Error::field("time_zone", t.where_wrong));
    }
    let holiday = Holiday { day, name, time_zone };
    store::add_holiday(&mut work.tx, &holiday).await.map_err(|error| match error {
        Error::Taken => Error::field("day", t.holiday_exists),
        other => other,
    })?;
    let detail = serde_json::json!({
        "day": day, "name": holiday.name, "time_zone": holiday.time_zone,
    });
    work.audit("holiday.added", "organisation", uuid::Uuid::nil(), detail).await?;
    work.done(Next::to("/settings#holidays").saying(Done::Added)).await
}

/// Removes a holiday.
#[server]
pub async fn remove_holiday(day: String, #[server(default)] time_zone: String) -> Result<Next> {
    use super::{rules, store};
    use crate::{
        error::Error,
        request::{Done, Work},
    };

    let day: chrono::NaiveDate = day.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    if !rules::may_change(&work.actor) {
        return Err(Error::Forbidden);
    }
    store::remove_holiday(&mut work.tx, day, &time_zone).await?;
    work.audit(
        "holiday.removed",
        "organisation",
        uuid::Uuid::nil(),
        serde_json::json!({ "day": day, "time_zone": time_zone }),
    )
    .await?;
    work.done(Next::to("/settings#holidays").saying(Done::Deleted)).await
}
