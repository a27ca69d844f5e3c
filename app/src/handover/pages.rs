//! `/people/{id}/handover`, and the ways to it.

use std::collections::HashMap;

use chrono::NaiveDate;
use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::{
    Line, Thing,
    api::HandOver,
    finding::{self, Span},
    handing::{GOES_OFF, STAYS, field, seen},
    rules,
    texts::texts,
};
use crate::{
    comments,
    error::{Error, Result},
    lang::lang,
    onboarding,
    people::{self, BranchId, Person, PersonId},
    provenance,
    request::{Look, Page, Posted, query},
    routes::{self, Section},
    sessions::{pages::when, zones},
    ui::{
        Button, ButtonLink, Card, Cell, Column, Empty, FilterBar, Icon, Inline, Kind, Notice,
        PageHead, Row, Stack, Table, TitleCell, dates,
        form::{Area, Check, Choice, Form, Hidden, Select, Text},
    },
    visits::{
        cover_texts::cover_texts,
        instead::{Stand, Stands},
        pages::Whereabouts,
    },
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    from: String,
    until: String,
    /// How many things have just changed hands, and how many visits were called off.
    handed: i64,
    off: i64,
}

pub async fn hand_over(id: PersonId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let actor = look.actor.clone();
    if !rules::may_hand_over(&actor) {
        return Err(Error::Forbidden);
    }
    let asked: Asked = query();
    let today = zones::in_zone(look.now, &actor.zone).date();
    let span = Span::of(&asked.from, &asked.until, today);
    let from = span.from;
    let lines = finding::lines(&mut look.tx, &actor, id, span, look.now).await?;
    let sees = finding::sees(&mut look.tx, &actor, id, look.now).await?;
    if lines.is_empty() && !sees {
        // On other days there may be something that the reader sees.
        let ever = Span { from: today, until: None };
        let any = finding::lines(&mut look.tx, &actor, id, ever, look.now).await?;
        if any.is_empty() {
            return Err(Error::NotFound);
        }
    }
    let person = people::store::by_id(&mut look.tx, id).await?.ok_or(Error::NotFound)?;
    let takers = finding::takers(&mut look.tx, id, &lines).await?;
    let names = people::store::branches(&mut look.tx, false).await?;
    let names = names.into_iter().map(|branch| (branch.id, branch.name)).collect();
    let back = if sees { routes::person(id) } else { Section::Visits.href().to_owned() };
    let crumbs = match sees {
        true => vec![
            (people::texts::texts().people.into(), Section::People.href().into()),
            (person.name.clone(), back.clone()),
        ],
        false => Vec::new(),
    };
    let active = usize::from(from != today) + usize::from(span.until.is_some());
    let until = span.until.map(|day| day.to_string()).unwrap_or_default();
    let body = match lines.is_empty() {
        true => view! {
            <Empty title=t.nothing text=(t.nothing_text)(&person.name)>
                <ButtonLink href=back>{t.back}</ButtonLink>
            </Empty>
        }
        .into_any(),
        false => {
            form(id, (from, until.clone()), lines, takers, (&names, &actor.zone), back).into_any()
        }
    };
    Page::ok(
        Section::People,
        t.title,
        view! {
            <Stack>
                <PageHead title=t.title kicker=person.name.clone() intro=(t.intro)(&person.name) crumbs />
                <FilterBar action=routes::hand_over(id) active plain=true>
                    <Text name="from" label=t.from kind="date" value=from.to_string() />
                    <Text name="until" label=t.until kind="date" value=until optional=true />
                </FilterBar>
                {told((asked.handed, asked.off))}
                {body}
            </Stack>
        },
    )
}

/// What handing over has just done.
fn told((handed, off): (i64, i64)) -> impl IntoView {
    let t = texts();
    (handed > 0 || off > 0).then(|| {
        let handed = (handed > 0).then(|| view! { <p>{(t.handed)(handed)}</p> });
        let off = (off > 0).then(|| view! { <p>{(t.called_off)(off)}</p> });
        view! { <Notice>{handed} {off}</Notice> }
    })
}

fn form(
    person: PersonId,
    (from, until): (NaiveDate, String),
    lines: Vec<Line>,
    takers: Vec<Stands>,
    (names, mine): (&HashMap<BranchId, String>, &str),
    back: String,
) -> impl IntoView {
    let t = texts();
    let all = for_all(&lines, &takers);
    let someone = !all.is_empty();
    let visits = lines.iter().zip(&takers);
    let visits = visits.filter(|(line, _)| line.may && matches!(line.thing, Thing::Visit(_)));
    let visits: Vec<bool> = visits.map(|(_, takers)| takers.free.is_empty()).collect();
    let off = !visits.is_empty();
    let nobody = visits.iter().filter(|nobody| **nobody).count() as i64;
    let off_hint = (t.off_hint)(nobody, visits.len() as i64);
    let anything = someone || off;
    let rows = lines.into_iter().zip(takers).map(|(line, takers)| row(line, takers, (names, mine)));
    let rows = rows.collect_view();
    let columns = vec![Column::text(t.what), Column::text(t.when), Column::text(t.who)];
    view! {
        <Form command=HandOver::PATH>
            <Hidden name="person" value=person.to_string() />
            <Hidden name="from" value=from.to_string() />
            <Hidden name="until" value=until />
            {someone.then(|| view! {
                <Select name="all" label=t.all hint=t.all_hint choices=all empty=t.all_none optional=true />
            })}
            {off.then(|| view! { <Check name="off" label=t.off hint=off_hint /> })}
            <Table caption=t.title columns>{rows}</Table>
            {anything.then(|| view! {
                <Area name="reason" label=t.reason hint=t.reason_hint rows=2u32 maxlength=rules::REASON_MAX as u32 />
            })}
            <div class="form-actions">
                {anything.then(|| view! { <Button kind=Kind::Primary>{t.hand_over}</Button> })}
                <ButtonLink href=back kind=Kind::Quiet>{t.back}</ButtonLink>
            </div>
        </Form>
    }
}

/// Whoever is free for something, those first who are free for most.
fn for_all(lines: &[Line], takers: &[Stands]) -> Vec<Choice> {
    let mut people: Vec<(&Stand, i64)> = Vec::new();
    let of = lines.iter().filter(|line| line.may).count() as i64;
    for (_, takers) in lines.iter().zip(takers).filter(|(line, _)| line.may) {
        for stand in &takers.free {
            match people.iter_mut().find(|(known, _)| known.id == stand.id) {
                Some((_, count)) => *count += 1,
                None => people.push((stand, 1)),
            }
        }
    }
    people.sort_by_key(|(stand, count)| (-count, stand.name.clone(), stand.id));
    let name = |(stand, count): (&Stand, i64)| {
        Choice::new(stand.id, (texts().free_for)(&stand.name, count, of))
    };
    people.into_iter().map(name).collect()
}

fn row(
    line: Line,
    Stands { free, kept }: Stands,
    (names, mine): (&HashMap<BranchId, String>, &str),
) -> impl IntoView + use<> {
    let t = texts();
    let (kind, href) = match line.thing {
        Thing::Visit(id) => (t.visit, routes::visit(id)),
        Thing::Day(id, _) => (onboarding::texts::texts().title, routes::onboarding(id)),
        Thing::Session(id) => (t.session, routes::session(id)),
        Thing::Text(kind, id) => (provenance::texts::word(kind), routes::keep(kind.as_str(), id)),
    };
    let at = match (&line.time, line.review_on) {
        (Some(time), _) => dates::capitalised(&when(time.starts_at, time.ends_at, &time.zone)),
        (None, Some(day)) => (comments::texts::texts().review_by)(&dates::short_date(lang(), day)),
        (None, None) => t.no_review.to_owned(),
    };
    let (key, name, shown) = (line.thing.key(), field(&line), seen(&line));
    let label = (t.who_takes)(&line.title, &at);
    // What was chosen before nobody was free has its message at its field.
    let chosen = use_context::<Posted>()
        .is_some_and(|posted| posted.all(&name).any(|value| !value.is_empty()));
    let nobody = free.is_empty();
    let is_visit = line.thing.visit().is_some();
    let mut choices: Vec<Choice> = free.into_iter().map(choice).collect();
    choices.push(Choice::new(STAYS, if nobody && is_visit { t.stays_uncovered } else { t.stays }));
    if is_visit {
        choices.push(Choice::new(GOES_OFF, t.goes_off));
    }
    let choose = move || {
        view! { <Select name label label_hidden=true choices empty="–" optional=true /> }
    };
    let who = match (line.may, nobody && !chosen) {
        (false, _) => view! { <p class="muted small">{t.not_yours}</p> }.into_any(),
        (true, true) => {
            let why = if line.time.is_some() { t.nobody_free } else { t.nobody_sees };
            let elsewhere = line.time.as_ref().map(|time| {
                let (day, zone, mine) = (time.day, time.zone.clone(), mine.to_owned());
                view! { <Whereabouts kept names=names.clone() day zone mine /> }
            });
            // One box: on a phone a cell sets its parts side by side.
            let choose = is_visit.then(choose);
            view! { <div class="stack"><p class="muted small">{why}</p> {elsewhere} {choose}</div> }
                .into_any()
        }
        (true, false) => choose().into_any(),
    };
    view! {
        <Row>
            <TitleCell>
                <a href=href>{line.title}</a>
                <small>{format!("{kind} · {}", line.place)}</small>
            </TitleCell>
            <Cell label=t.when>{at}</Cell>
            <Cell label=t.who>
                {line.may.then(|| view! {
                    <Hidden name="lines[]" value=key />
                    <Hidden name=shown value=line.revision.to_string() />
                })}
                {who}
            </Cell>
        </Row>
    }
}

fn choice(stand: Stand) -> Choice {
    let c = cover_texts();
    let way = match stand.minutes {
        Some(0) => c.works_there.to_owned(),
        Some(minutes) => (c.away_minutes)(minutes),
        None => stand.base,
    };
    Choice::new(stand.id, format!("{} · {way}", stand.name))
}

/// On the page of somebody who has something planned: that they have, and the way to hand it over.
pub async fn person_card(look: &mut Look, person: &Person) -> Result<AnyView> {
    let t = texts();
    if !rules::may_hand_over(&look.actor) {
        return Ok(().into_any());
    }
    let (id, actor) = (person.id, look.actor.clone());
    let today = zones::in_zone(look.now, &actor.zone).date();
    let span = Span { from: today, until: None };
    let lines = finding::lines(&mut look.tx, &actor, id, span, look.now).await?;
    let count = lines.len() as i64;
    let card = (count > 0).then(|| {
        view! {
            <Card title=t.card>
                <p>{(t.still_has)(count)}</p>
                <ButtonLink href=routes::hand_over(id) icon=Icon::People>{t.to_page}</ButtonLink>
            </Card>
        }
    });
    Ok(card.into_any())
}

/// The ways to hand over what each of these people has.
pub fn ways(people: impl IntoIterator<Item = (PersonId, String)>) -> AnyView {
    let mut known: Vec<(PersonId, String)> = Vec::new();
    for one in people {
        if !known.contains(&one) {
            known.push(one);
        }
    }
    let links = known.into_iter().map(|(id, name)| {
        let label = (texts().to_page_of)(&name);
        view! { <ButtonLink href=routes::hand_over(id) icon=Icon::People>{label}</ButtonLink> }
    });
    view! { <Inline>{links.collect_view()}</Inline> }.into_any()
}
