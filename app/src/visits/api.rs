//! Planning visits, changing them, and what the rota is made from.

use leptos::server;

use super::form::{AwayForm, HoursForm, ReportForm, VisitForm};
use crate::{
    error::Result,
    request::{Next, Typed},
};

/// Plans a visit.
#[server]
pub async fn plan_visit(#[server(flatten)] form: VisitForm) -> Result<Next> {
    super::planning::plan(form).await
}

/// Puts a visit to another morning, hands it over, or names it anew, with a reason.
#[server]
pub async fn change_visit(
    id: String,
    revision: String,
    #[server(flatten)] form: VisitForm,
) -> Result<Next> {
    super::changing::change(&id, &revision, form).await
}

/// Lets the instructors of two visits change places, with a reason.
#[server]
pub async fn swap_visits(
    id: String,
    revision: String,
    #[server(default)] other: String,
    #[server(default)] reason: String,
) -> Result<Next> {
    super::changing::swap(&id, &revision, &other, &reason).await
}

/// Calls a visit off, with a reason.
#[server]
pub async fn cancel_visit(id: String, revision: String, reason: String) -> Result<Next> {
    super::changing::cancel(&id, &revision, &reason).await
}

/// Plans a visit again that was called off, on its old morning.
#[server]
pub async fn reinstate_visit(id: String) -> Result<Next> {
    super::changing::reinstate(&id).await
}

/// Takes what was entered on the spot.
#[server]
pub async fn report_visit(id: String, #[server(flatten)] form: ReportForm) -> Result<Next> {
    super::running::report(&id, form).await
}

/// Says what is looked at on every visit, one thing a line.
#[server]
pub async fn save_checklist(#[server(default)] list: String) -> Result<Next> {
    super::running::save_checklist(&list).await
}

/// Says whether visits count in the plan of completed training.
#[server]
pub async fn count_visits_in_plan(
    in_plan: Option<String>,
    #[server(default)] on: String,
) -> Result<Next> {
    super::running::save_plan_setting(in_plan.is_some(), &on).await
}

/// Proposes who goes where between two days, in place of the proposal that was `seen`.
#[server]
pub async fn propose_rota(
    #[server(default)] seen: String,
    #[server(default)] from_day: String,
    #[server(default)] to_day: String,
) -> Result<Next> {
    super::drafting::propose(&seen, &from_day, &to_day).await
}

/// Throws the proposal away.
#[server]
pub async fn drop_draft(draft: String) -> Result<Next> {
    super::drafting::throw_away(&draft).await
}

/// Plans everything that is proposed.
#[server]
pub async fn publish_draft(draft: String) -> Result<Next> {
    super::drafting::publish(&draft).await
}

/// Puts a visit into the proposal.
#[server]
pub async fn add_draft_line(draft: String, #[server(flatten)] form: VisitForm) -> Result<Next> {
    super::drafting::add_line(&draft, form).await
}

/// Puts a proposed visit to another day or person.
#[server]
pub async fn change_draft_line(
    draft: String,
    line: String,
    seen: String,
    #[server(flatten)] form: VisitForm,
) -> Result<Next> {
    super::drafting::change_line(&draft, &line, &seen, form).await
}

/// Takes a visit out of the proposal.
#[server]
pub async fn remove_draft_line(draft: String, line: String) -> Result<Next> {
    super::taking_out::take_out(&draft, &line).await
}

/// Puts a visit back that was taken out: its branch, instructor and day, as the page has them.
#[server]
pub async fn put_back_draft_line(draft: String, visit: String) -> Result<Next> {
    super::taking_out::put_back(&draft, &visit).await
}

/// Says when a branch can be visited.
#[server]
pub async fn save_hours(
    branch: String,
    revision: String,
    #[server(flatten)] form: HoursForm,
) -> Result<Next> {
    super::setting_up::save_hours(&branch, &revision, form).await
}

/// Says on which days a branch takes no visit.
#[server]
pub async fn add_block(branch: String, #[server(flatten)] form: AwayForm) -> Result<Next> {
    super::setting_up::add_block(&branch, form).await
}

/// Takes visits again on blocked days.
#[server]
pub async fn remove_block(branch: String, id: String) -> Result<Next> {
    super::setting_up::remove_block(&branch, &id).await
}

/// Says how long the ways to a branch take.
#[server]
pub async fn save_ways(branch: String, #[server(flatten)] typed: Typed) -> Result<Next> {
    super::setting_up::save_ways(&branch, typed).await
}

/// Says on which days of the week an instructor visits.
#[server]
pub async fn save_days(
    person: String,
    revision: String,
    #[server(default)] weekdays: Vec<String>,
) -> Result<Next> {
    super::setting_up::save_days(&person, &revision, &weekdays).await
}

/// Says when an instructor is away.
#[server]
pub async fn add_absence(person: String, #[server(flatten)] form: AwayForm) -> Result<Next> {
    super::setting_up::add_absence(&person, form).await
}

/// Takes an absence back.
#[server]
pub async fn remove_absence(person: String, id: String) -> Result<Next> {
    super::setting_up::remove_absence(&person, &id).await
}

/// Remembers that one has seen what changed of one's visits.
#[server]
pub async fn read_visit_news() -> Result<Next> {
    use super::store;
    use crate::request::Work;

    let mut work = Work::begin().await?;
    let (me, now) = (work.actor.id, work.now);
    store::mark_read(&mut work.tx, me, now).await?;
    work.done(Next::to(format!("/visits?instructor={me}"))).await
}
