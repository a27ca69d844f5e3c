//! `/onboarding/{id}/days/{number}`: when a day is, where and with whom.

use leptos::{prelude::*, server_fn::ServerFn};

use super::crumbs;
use crate::{
    error::{Error, Result},
    onboarding::{
        OnboardingId, Presence,
        ahead_texts::ahead_texts,
        api::PlanOnboardingDay,
        planning::{self, UNORDERED},
        rules, sites, store,
        texts::texts,
    },
    people,
    request::{Look, Page, Posted},
    routes::{self, Section},
    sessions::zones,
    ui::{
        Button, ButtonLink, Kind, Notice, PageHead, Stack, Tone,
        form::{Check, Choice, Form, Hidden, Select, Text},
    },
};

pub async fn plan_day(id: OnboardingId, number: i64) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let one = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let days = store::days(&mut look.tx, &[id]).await?;
    let day = days.into_iter().find(|day| day.number == number).ok_or(Error::NotFound)?;
    if !rules::may_plan(&look.actor, one.branch_id, day.instructor_id) {
        return Err(Error::Forbidden);
    }
    let branches = people::store::branches(&mut look.tx, true).await?;
    let team = sites::team(&mut look.tx, &one, look.now).await?;
    let today = zones::in_zone(look.now, &one.branch_zone).date();
    let form = planning::proposed(&one, &day, today);
    // The tick is there when it is needed.
    let unordered = use_context::<Posted>().is_some_and(|posted| {
        let asked = matches!(&posted.error, Error::Invalid(problems)
            if problems.iter().any(|problem| problem.field == UNORDERED));
        *posted.command == *PlanOnboardingDay::PATH
            && (asked || posted.all(UNORDERED).next().is_some())
    });
    let moves = day.starts_at.is_some();
    let missed = day.attendance == Some(Presence::Absent);
    let (title, button) = match (missed, moves) {
        (true, _) => (t.make_up, t.make_up),
        (_, true) => (t.move_day, t.move_day),
        _ => (t.plan_day, t.plan_day),
    };
    let mut crumbs = crumbs();
    crumbs.push((one.name.clone(), routes::onboarding(id)));
    let branches = branches.into_iter().map(|b| Choice::new(b.id, b.name)).collect();
    let team = team
        .into_iter()
        .map(|one| Choice::new(one.id, format!("{} · {}", one.name, one.branch)))
        .collect();
    let kicker = format!("{} · {}", (t.day)(number), day.title);
    let held = day.done_at.is_some() || day.attendance == Some(Presence::Present);
    let body = match held {
        true => view! { <Notice tone=Tone::Info><p>{t.was_held}</p></Notice> }.into_any(),
        false => view! {
            <Form command=PlanOnboardingDay::PATH>
                <Hidden name="id" value=id.to_string() />
                <Hidden name="number" value=number.to_string() />
                <Hidden name="revision" value=day.revision.to_string() />
                <Text name="date" label=t.date kind="date" value=form.date />
                <Text name="time" label=t.time hint=t.time_hint kind="time" value=form.time />
                <Text name="minutes" label=t.minutes kind="number" inputmode="numeric" value=form.minutes />
                <Select name="branch" label=t.branch choices=branches value=form.branch />
                <Text name="place" label=t.place hint=t.place_hint value=form.place optional=true maxlength=rules::TITLE_MAX as u32 />
                <Select name="instructor" label=t.instructor choices=team value=form.instructor empty=t.choose />
                <Check name="anyway" label=t.anyway hint=t.anyway_hint checked=!form.anyway.is_empty() />
                {unordered.then(|| view! { <Check name=UNORDERED label=ahead_texts().unordered /> })}
                {moves.then(|| view! {
                    <Text name="reason" label=t.reason hint=t.reason_hint maxlength=rules::REMARK_MAX as u32 />
                })}
                {(!moves).then(|| view! { <Hidden name="reason" value="" /> })}
                <div class="form-actions">
                    <Button kind=Kind::Primary>{button}</Button>
                    <ButtonLink href=routes::onboarding(id) kind=Kind::Quiet>{t.cancel}</ButtonLink>
                </div>
            </Form>
        }
        .into_any(),
    };
    Page::ok(
        Section::Onboarding,
        format!("{title} · {}", one.name),
        view! {
            <Stack>
                <PageHead title kicker crumbs />
                {body}
            </Stack>
        },
    )
}
