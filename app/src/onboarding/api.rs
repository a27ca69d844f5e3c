//! What can be done with onboarding: plans, days, signatures, the lock.

mod after;
pub use after::*;

use leptos::server;

use super::DayForm;
use crate::{
    error::Result,
    request::{Next, Typed},
};

/// Keeps a plan as another version.
#[server]
pub async fn save_onboarding_plan(#[server(flatten)] typed: Typed) -> Result<Next> {
    use super::writing;
    use crate::{
        request::{Done, Work},
        routes,
    };

    let mut work = Work::begin().await?;
    let id = writing::save(&mut work, &typed).await?;
    work.done(Next::to(routes::onboarding_plan(id)).saying(Done::Saved)).await
}

/// Begins somebody's onboarding by hand. With `earlier` the one before counts in its place.
#[server]
pub async fn begin_onboarding(
    person: String,
    hired_on: String,
    #[server(default)] job_training_on: String,
    #[server(default)] earlier: String,
) -> Result<Next> {
    use super::{
        beginning::{self, Started},
        rules, store,
        texts::texts,
    };
    use crate::{
        error::{Error, Problems},
        people,
        request::{Done, Work},
        routes,
        writing::parse_date,
    };

    let t = texts();
    let mut problems = Problems::default();
    let hired = parse_date(&hired_on);
    problems.require(hired.is_some(), "hired_on", t.date_missing);
    let begins = parse_date(&job_training_on);
    let readable = begins.is_some() || job_training_on.trim().is_empty();
    problems.require(readable, "job_training_on", t.date_missing);
    let after_hire = hired.is_none_or(|hired| rules::not_before_hire(begins, hired));
    problems.require(after_hire, "job_training_on", t.before_hire);
    problems.into_result()?;
    let Some(hired) = hired else { return Err(Error::NotFound) };

    let person = person.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    if !rules::may_keep(&work.actor) {
        return Err(Error::Forbidden);
    }
    let person = people::store::by_id(&mut work.tx, person).await?;
    let person = person.filter(|person| person.active).ok_or(Error::NotFound)?;
    let before = store::current_held(&mut work.tx, person.id).await?;
    if !rules::may_begin(before.as_ref(), hired) {
        return Err(Error::form(t.running_already));
    }
    let start = Started { by: Some(work.actor.id), now: work.now };
    let counts = !earlier.is_empty();
    let id = match counts {
        true => beginning::count_again(&mut work.tx, &person, hired, start)
            .await
            .map_err(|e| if e == Error::Taken { Error::form(t.earlier_unfinished) } else { e })?,
        false => beginning::begin(&mut work.tx, &person, hired, begins, start).await?,
    };
    let detail = serde_json::json!({ "hired_on": hired, "earlier": counts });
    work.audit("onboarding.begun", "onboarding", person.id, detail).await?;
    work.done(Next::to(routes::onboarding(id)).saying(Done::Added)).await
}

/// Says when job training is to begin.
#[server]
pub async fn set_job_training(id: String, revision: String, on: String) -> Result<Next> {
    use super::{OnboardingId, rules, store, texts::texts};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
        writing::parse_date,
    };

    let id: OnboardingId = id.parse().map_err(|_| Error::NotFound)?;
    let revision: i64 = revision.parse().map_err(|_| Error::Stale)?;
    let day = parse_date(&on);
    if day.is_none() && !on.trim().is_empty() {
        return Err(Error::field("on", texts().date_missing));
    }
    let mut work = Work::begin().await?;
    let scope = work.actor.scope();
    let found = store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    if !rules::may_keep(&work.actor) {
        return Err(Error::Forbidden);
    }
    if !rules::not_before_hire(day, found.hired_on) {
        return Err(Error::field("on", texts().before_hire));
    }
    store::set_job_training(&mut work.tx, id, revision, day).await?;
    let detail = serde_json::json!({ "job_training_on": day });
    work.audit("onboarding.job-training", "onboarding", found.person_id, detail).await?;
    work.done(Next::to(routes::onboarding(id)).saying(Done::Saved)).await
}

/// Proposes mornings for the days that have none.
#[server]
pub async fn propose_days(id: String) -> Result<Next> {
    use super::{
        OnboardingId,
        ahead_texts::ahead_texts,
        beginning::{self, Started},
        rules, store,
        texts::texts,
    };
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: OnboardingId = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    store::hold(&mut work.tx, id).await?;
    let scope = work.actor.scope();
    let found = store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    if !rules::may_plan(&work.actor, found.branch_id, None) {
        return Err(Error::Forbidden);
    }
    if !rules::is_open(&found) {
        return Err(Error::form(texts().not_current));
    }
    if !rules::needs_days(&found) {
        return Err(Error::form(texts().is_through));
    }
    let start = Started { by: Some(work.actor.id), now: work.now };
    if beginning::propose(&mut work.tx, &found, start).await? == 0 {
        let days = store::days(&mut work.tx, &[id]).await?;
        return Err(Error::form(match rules::in_way(&days) {
            Some((day, next)) => (ahead_texts().in_way)(day.number, next.number, next.on),
            None => texts().nobody_free.to_owned(),
        }));
    }
    work.done(Next::to(routes::onboarding(id)).saying(Done::Planned)).await
}

/// Proposes mornings for everybody who waits at a branch to which an instructor is to come.
#[server]
pub async fn propose_waiting_days() -> Result<Next> {
    use super::{
        beginning::{self, Started},
        rules,
        texts::texts,
    };
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let mut work = Work::begin().await?;
    if !rules::may_keep(&work.actor) {
        return Err(Error::Forbidden);
    }
    let start = Started { by: Some(work.actor.id), now: work.now };
    if beginning::propose_waiting(&mut work.tx, start).await? == 0 {
        return Err(Error::form(texts().nobody_free));
    }
    let next = routes::onboarding_planned(work.now);
    work.done(Next::to(next).saying(Done::Planned)).await
}

/// Plans a day, moves it, or plans its make-up day.
#[server]
pub async fn plan_onboarding_day(
    id: String,
    number: String,
    revision: String,
    #[server(flatten)] form: DayForm,
) -> Result<Next> {
    use super::{OnboardingId, planning};
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: OnboardingId = id.parse().map_err(|_| Error::NotFound)?;
    let number: i64 = number.parse().map_err(|_| Error::NotFound)?;
    let revision: i64 = revision.parse().map_err(|_| Error::Stale)?;
    let mut work = Work::begin().await?;
    planning::plan(&mut work, id, number, revision, &form).await?;
    work.done(Next::to(routes::onboarding(id)).saying(Done::Planned)).await
}

/// Marks who was there, signs what was seen, or takes it back. `back` is the page it came from.
#[server]
pub async fn sign_onboarding(
    id: String,
    number: String,
    deed: String,
    #[server(default)] remark: String,
    #[server(default)] back: String,
) -> Result<Next> {
    use super::{
        OnboardingId,
        signing::{self, Deed},
    };
    use crate::{
        access::rules::safe_return,
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: OnboardingId = id.parse().map_err(|_| Error::NotFound)?;
    let number: i64 = number.parse().map_err(|_| Error::NotFound)?;
    let deed = Deed::parse(&deed).ok_or(Error::NotFound)?;
    let item = deed.item();
    let mut work = Work::begin().await?;
    signing::act(&mut work, id, number, deed, &remark).await?;
    let next = match back.as_str() {
        "" => routes::onboarding(id),
        back => safe_return(back).to_owned(),
    };
    // To the line that was signed, not to the head of a long sheet.
    let anchor = match item {
        Some(item) => routes::item_anchor(id, number, item),
        None => routes::sheet_anchor(id, number),
    };
    let next = format!("{next}#{anchor}");
    work.done(Next::to(next).saying(Done::Saved)).await
}

/// Opens job training without the days, which stay planned unless `off`, locks it again, or lets an
/// earlier onboarding count.
#[server]
pub async fn turn_lock(
    id: String,
    turn: String,
    #[server(default)] reason: String,
    #[server(default)] off: String,
) -> Result<Next> {
    use super::{
        OnboardingId,
        lock::{self, Turn},
    };
    use crate::{
        error::Error,
        request::{Done, Work},
        routes,
    };

    let id: OnboardingId = id.parse().map_err(|_| Error::NotFound)?;
    let turn = Turn::parse(&turn).ok_or(Error::NotFound)?;
    let mut work = Work::begin().await?;
    lock::turn(&mut work, id, turn, &reason, !off.is_empty()).await?;
    work.done(Next::to(routes::onboarding(id)).saying(Done::Saved)).await
}
