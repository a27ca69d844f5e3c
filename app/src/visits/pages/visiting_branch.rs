use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    parts::{crumbs, day_name},
    visiting_person::{Aways, away_fields},
};
use crate::{
    error::{Error, Result},
    lang::lang,
    people::{self, BranchId},
    request::{Look, Page},
    routes::{self, Section},
    sessions::zones,
    ui::{
        self, Button, ButtonLink, Kind, Notice, PageHead, Tone, dates,
        form::{Checks, Choice, Form, Hidden, Text},
    },
    visits::{
        Gap, Hours, Visit,
        api::{AddBlock, RemoveBlock, SaveHours, SaveWays},
        planning::clock,
        rules, store,
        texts::texts,
    },
};

/// `/visits/set-up/branches/{id}`: when a branch can be visited, and how far it is.
pub async fn visiting_branch(id: BranchId) -> Result<Page> {
    let mut look = Look::begin().await?;
    if !rules::may_plan_at(&look.actor, id) {
        return Err(Error::Forbidden);
    }
    let t = texts();
    let branch = people::store::branch(&mut look.tx, id).await?.ok_or(Error::NotFound)?;
    let hours = store::hours(&mut look.tx, id).await?;
    let today = zones::in_zone(look.now, &branch.time_zone).date();
    let blocks = store::blocks(&mut look.tx, id, today).await?;
    let scope = look.actor.scope();
    let (mut stranded, _) = store::uncovered(&mut look.tx, &scope, today).await?;
    stranded.retain(|visit| visit.branch_id == id && visit.gap.is_some_and(Gap::of_day));
    let (closed, blocked): (Vec<Visit>, Vec<Visit>) =
        stranded.into_iter().partition(|visit| visit.gap == Some(Gap::Weekday));
    let travel = store::travel(&mut look.tx).await?;
    let mut bases: Vec<(BranchId, String)> = store::instructors(&mut look.tx)
        .await?
        .into_iter()
        .map(|one| (one.base_id, one.base))
        .filter(|(base, _)| *base != id)
        .collect();
    bases.sort_by(|one, other| one.1.cmp(&other.1).then(one.0.cmp(&other.0)));
    bases.dedup();
    let ways: Vec<(BranchId, String, Option<i64>)> = bases
        .into_iter()
        .map(|(base, name)| (base, name, travel.get(&(base, id)).copied()))
        .collect();
    let mut crumbs = crumbs();
    crumbs.push((t.set_up.into(), routes::VISITS_SET_UP.into()));
    let rows = blocks
        .into_iter()
        .map(|block| (block.id.to_string(), (block.from_day, block.to_day), block.reason));
    let rows: Vec<_> = rows.collect();
    Page::ok(
        Section::Visits,
        format!("{} · {}", t.set_up, branch.name),
        view! {
            <PageHead title=branch.name kicker=t.set_up crumbs />
            <Stranded visits=closed title=t.on_closed />
            <HoursFields hours />
            <ui::Section title=t.blocked_days id="blocks">
                <p class="muted">{t.blocked_days_text}</p>
                <Stranded visits=blocked title=t.on_blocked />
                <Aways rows remove=RemoveBlock::PATH whose=("branch", id.to_string()) none=t.no_blocked />
                <Form command=AddBlock::PATH>
                    <Hidden name="branch" value=id.to_string() />
                    {away_fields()}
                    <div class="form-actions"><Button>{t.block}</Button></div>
                </Form>
            </ui::Section>
            <ui::Section title=t.ways id="ways"><Ways id ways /></ui::Section>
        },
    )
}

#[component]
fn HoursFields(hours: Hours) -> impl IntoView {
    let t = texts();
    let days = (1..=7).map(|number| Choice::new(number, day_name(number))).collect();
    let chosen = hours.weekdays.numbers().map(|number| number.to_string()).collect();
    let time = |minute| clock(minute).format("%H:%M").to_string();
    let every = hours.every_days.map(|days| days.to_string()).unwrap_or_default();
    view! {
        <Form command=SaveHours::PATH>
            <Hidden name="branch" value=hours.branch_id.to_string() />
            <Hidden name="revision" value=hours.revision.to_string() />
            <Checks name="weekdays" label=t.mornings choices=days values=chosen />
            <ui::Inline>
                <Text name="from" label=t.from kind="time" value=time(hours.starts_minute) />
                <Text name="until" label=t.until kind="time" value=time(hours.ends_minute) />
            </ui::Inline>
            <Text name="every_days" label=t.every hint=t.every_hint kind="number" value=every optional=true />
            <Text name="contact" label=t.contact hint=t.contact_hint value=hours.contact optional=true
                autocomplete="off" maxlength=rules::LINE_MAX as u32 />
            <Text name="telephone" label=t.telephone kind="tel" value=hours.telephone optional=true
                autocomplete="off" maxlength=rules::LINE_MAX as u32 />
            <div class="form-actions">
                <Button kind=Kind::Primary>{t.save}</Button>
                <ButtonLink href=routes::VISITS_SET_UP kind=Kind::Quiet>{t.back}</ButtonLink>
            </div>
        </Form>
    }
}

#[component]
fn Ways(id: BranchId, ways: Vec<(BranchId, String, Option<i64>)>) -> impl IntoView {
    let t = texts();
    if ways.is_empty() {
        return view! { <p class="muted">{t.no_bases}</p> }.into_any();
    }
    let fields = ways.into_iter().map(|(base, name, minutes)| {
        let value = minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
        view! {
            <Text name=format!("minutes-{base}") label=(t.minutes_from)(&name) kind="number" value optional=true />
        }
    });
    view! {
        <p class="muted">{t.ways_text}</p>
        <Form command=SaveWays::PATH>
            <Hidden name="branch" value=id.to_string() />
            {fields.collect_view()}
            <div class="form-actions"><Button>{t.save_ways}</Button></div>
        </Form>
    }
    .into_any()
}

/// Visits that stand on days on which the branch takes none.
#[component]
fn Stranded(visits: Vec<Visit>, title: fn(i64) -> String) -> impl IntoView {
    let t = texts();
    (!visits.is_empty()).then(|| {
        let lines = visits.iter().map(|visit| {
            let day = dates::capitalised(&dates::day(lang(), visit.day));
            view! {
                <li><a href=routes::visit(visit.id)>{format!("{day} · {}", visit.instructor)}</a></li>
            }
        });
        let lines = lines.collect_view();
        view! {
            <Notice tone=Tone::Warn title=title(visits.len() as i64)>
                <p>{t.needs_morning_text}</p>
                <ul class="rota-uncovered">{lines}</ul>
            </Notice>
        }
    })
}
