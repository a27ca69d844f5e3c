use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::{crew::other_mornings, parts::crumbs};
use crate::{
    error::{Error, Result},
    people::{self, Branch},
    request::{Look, Page, query},
    routes::{self, Section},
    sessions::{SessionId, zones},
    ui::{
        self, Button, ButtonLink, Fact, Facts, Kind, Notice, PageHead, Tone,
        form::{Area, Check, Choice, Form, Hidden, Select, Text},
    },
    visits::{
        Instructor, Visit,
        api::{ChangeVisit, PlanVisit},
        form::VisitForm,
        rules, store,
        texts::texts,
    },
};

/// Where the plan begins.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    branch: String,
    instructor: String,
    date: String,
}

/// `/visits/new`
pub async fn plan() -> Result<Page> {
    let mut look = Look::begin().await?;
    if !rules::may_plan(&look.actor) {
        return Err(Error::Forbidden);
    }
    let t = texts();
    let asked: Asked = query();
    let branches = people::store::branches(&mut look.tx, true).await?;
    let branches: Vec<Branch> =
        branches.into_iter().filter(|branch| rules::may_plan_at(&look.actor, branch.id)).collect();
    let instructors = store::instructors(&mut look.tx).await?;
    let mine = instructors.iter().find(|one| one.id == look.actor.id);
    let instructor = match asked.instructor.as_str() {
        "" => mine.map(|one| one.id.to_string()).unwrap_or_default(),
        given => given.to_owned(),
    };
    let form =
        VisitForm { branch: asked.branch, instructor, date: asked.date, ..VisitForm::default() };
    let opening = store::all_hours(&mut look.tx).await?;
    let mornings = other_mornings(&branches, &opening, false);
    let choices = branches.into_iter().map(|branch| Choice::new(branch.id, branch.name)).collect();
    let back = Section::Visits.href();
    let nobody = instructors.is_empty().then(|| {
        view! { <Notice tone=Tone::Warn title=t.no_instructors><p>{t.no_instructors_text}</p></Notice> }
    });
    Page::ok(
        Section::Visits,
        t.plan_title,
        view! {
            <PageHead title=t.plan_title intro=t.plan_intro crumbs=crumbs() />
            {nobody}
            {mornings}
            <Form command=PlanVisit::PATH>
                <Select name="branch" label=t.branch choices value=form.branch.clone() empty="–" />
                <Fields form instructors />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.plan}</Button>
                    <ButtonLink href=back kind=Kind::Quiet>{t.back}</ButtonLink>
                </div>
            </Form>
        },
    )
}

/// `/visits/{id}/edit`
pub async fn change(id: SessionId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let t = texts();
    let visit = changeable(&mut look, id).await?;
    let instructors = store::instructors(&mut look.tx).await?;
    let instructors: Vec<Instructor> =
        instructors.into_iter().filter(|one| rules::visits(one, visit.branch_id)).collect();
    if !rules::can_change(visit.state) {
        return not_changeable(t.change_title, &visit);
    }
    let crumbs = crumbs_of(&visit);
    let starts = zones::in_zone(visit.starts_at, &visit.time_zone);
    let ends = zones::in_zone(visit.ends_at, &visit.time_zone);
    let form = VisitForm {
        instructor: visit.instructor_id.to_string(),
        date: visit.day.to_string(),
        from: starts.format("%H:%M").to_string(),
        until: ends.format("%H:%M").to_string(),
        topic: visit.topic.clone(),
        anyway: if visit.anyway { "on".into() } else { String::new() },
        ..VisitForm::default()
    };
    Page::ok(
        Section::Visits,
        t.change_title,
        view! {
            <PageHead title=t.change_title intro=t.change_intro crumbs />
            <Form command=ChangeVisit::PATH>
                <Hidden name="id" value=id.to_string() />
                <Hidden name="revision" value=visit.revision.to_string() />
                <Facts><Fact label=t.branch>{visit.branch}</Fact></Facts>
                <Fields form instructors />
                <Area name="reason" label=t.reason rows=2u32 maxlength=500u32 />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.save_change}</Button>
                    <ButtonLink href=routes::visit(id) kind=Kind::Quiet>{t.back}</ButtonLink>
                </div>
            </Form>
        },
    )
}

/// The visit, if the person may see and plan it.
pub async fn changeable(look: &mut Look, id: SessionId) -> Result<Visit> {
    let scope = look.actor.scope();
    let visit = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    if rules::may_plan_at(&look.actor, visit.branch_id) { Ok(visit) } else { Err(Error::Forbidden) }
}

/// What stands instead of a form about a visit that has begun or is called off.
pub fn not_changeable(title: &'static str, visit: &Visit) -> Result<Page> {
    let t = texts();
    let (crumbs, back) = (crumbs_of(visit), routes::visit(visit.id));
    Page::ok(
        Section::Visits,
        title,
        view! {
            <PageHead title crumbs />
            <Notice tone=Tone::Warn title=t.problems.not_changeable>
                <ButtonLink href=back>{t.back}</ButtonLink>
            </Notice>
        },
    )
}

/// The way back to a visit.
pub fn crumbs_of(visit: &Visit) -> Vec<(String, String)> {
    let mut crumbs = crumbs();
    crumbs.push((visit.topic.clone(), routes::visit(visit.id)));
    crumbs
}

/// Who, when, and what about.
#[component]
fn Fields(form: VisitForm, instructors: Vec<Instructor>) -> impl IntoView {
    let t = texts();
    let people = instructors
        .into_iter()
        .map(|one| Choice::new(one.id, format!("{} · {}", one.name, one.base)))
        .collect();
    view! {
        <Select name="instructor" label=t.instructor choices=people value=form.instructor empty="–" />
        <Text name="date" label=t.date kind="date" value=form.date />
        <ui::Inline>
            <Text name="from" label=t.from kind="time" value=form.from optional=true hint=t.hours_hint />
            <Text name="until" label=t.until kind="time" value=form.until optional=true hint=t.hours_hint />
        </ui::Inline>
        <Text name="topic" label=t.topic hint=t.topic_hint value=form.topic optional=true maxlength=rules::TOPIC_MAX as u32 />
        <Check name="anyway" label=t.anyway hint=t.anyway_hint checked=!form.anyway.is_empty() />
    }
}
