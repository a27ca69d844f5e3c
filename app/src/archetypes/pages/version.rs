//! A version: its frozen sections, its trial runs, its release.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{crumbs, day, one::listed, parts::VersionBadge, read::read};
use crate::{
    archetypes::{
        ArchetypeId, Copy, Trial, Version,
        api::{AddTrial, ReleaseVersion},
        rules::{self, Gap},
        store,
        store::Found,
        texts::texts,
    },
    error::{Error, Result},
    lang::lang,
    links,
    people::{self, Branch},
    phases::gate,
    provenance::Kind as Thing,
    request::{Look, Page, Posted},
    reviews,
    routes::{self, Section},
    ui::{
        self, Button, ButtonLink, Card, Columns, Confirm, Fact, Facts, Icon, Inline, Kind, Notice,
        PageHead, Prose, Stack, dates,
        form::{Area, Choice, Form, Hidden, Select, Text},
    },
};

/// `/archetypes/{id}/versions/{number}`
pub async fn version(id: ArchetypeId, number: i64) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let Some(found) = store::find(&mut look.tx, &scope, id).await? else {
        return read(look, id, Some(number)).await;
    };
    let Found { archetype, programme } = found;
    let version = store::version(&mut look.tx, id, number).await?.ok_or(Error::NotFound)?;
    let standing = store::standing(&mut look.tx, &look.actor, &programme, Some(&archetype)).await?;
    let closed = gate::closed(&mut look.tx, programme.id, rules::PHASE).await?;
    let mut copy = store::copy(&mut look.tx, id, number).await?;
    for frozen in &mut copy {
        let html = std::mem::take(&mut frozen.html);
        frozen.html = links::shown(&mut look.tx, &scope, html).await?;
    }
    let trials = store::trials(&mut look.tx, id, number).await?;
    let branches = people::store::branches(&mut look.tx, true).await?;
    let ended = reviews::pages::ended_notice(&mut look, (Thing::Archetype, id.into())).await?;
    let zone = look.actor.zone.clone();
    let posted = |command: &str| use_context::<Posted>().is_some_and(|p| *p.command == *command);
    let reports = closed.is_none() && rules::may_contribute(standing) || posted(AddTrial::PATH);
    let releases = closed.is_none() && rules::may_release(standing);
    let release = releases && rules::can_release(&version) || posted(ReleaseVersion::PATH);
    let lacks = match release {
        true => {
            let members = store::members(&mut look.tx, &archetype).await?;
            rules::unfinished(copy.iter().map(|part| (part.part, &*part.body)), &members)
        }
        false => Vec::new(),
    };
    let release =
        release.then(|| view! { <Release id number lacks open=posted(ReleaseVersion::PATH) /> });
    let closed = (version.released_at.is_none())
        .then_some(closed)
        .flatten()
        .map(|text| view! { <Notice><p>{text}</p></Notice> });
    let trial_form = reports.then(|| view! { <TrialForm id number branches open=posted(AddTrial::PATH) || trials.is_empty() /> });
    let trials = view! { <Trials trials /> };
    let sections = copy.into_iter().map(section).collect_view();
    let before = number > 1;
    let title = (t.version_number)(number);
    let crumbs = crumbs(&programme, Some(&archetype));
    let actions = view! {
        <ButtonLink href=routes::archetype_markdown(id, Some(number)) icon=Icon::Download download=true>
            {t.markdown}
        </ButtonLink>
        <ButtonLink href=routes::handout(id, Some(number)) icon=Icon::Print>{t.handout}</ButtonLink>
        {before.then(|| view! {
            <ButtonLink href=routes::archetype_changes(id, number - 1, Some(number))>{(t.changes_since)(number - 1)}</ButtonLink>
        })}
    };
    Page::ok(
        Section::Programmes,
        title.clone(),
        view! {
            <PageHead title kicker=version.name.clone() crumbs>{actions}</PageHead>
            <Inline><VersionBadge released=version.released_at.is_some() trials=version.trials /></Inline>
            {ended}
                {closed}
            <Columns>
                <Stack>{sections}</Stack>
                <Stack>
                    <About version zone />
                    {release}
                    <Card title=t.trials>{trials} {trial_form}</Card>
                </Stack>
            </Columns>
        },
    )
    .map(|page| page.following(programme.id))
}

pub fn section(copy: Copy) -> impl IntoView + use<> {
    let t = texts();
    (!copy.body.is_empty()).then(|| {
        view! { <ui::Section title=(t.part)(copy.part)><Prose html=copy.html /></ui::Section> }
    })
}

/// Who made a version and who released it.
#[component]
pub fn About(version: Version, zone: String) -> impl IntoView {
    let t = texts();
    let made = format!("{} · {}", version.made_by, day(version.made_at, &zone));
    let released = version.released_by.zip(version.released_at);
    let released = released.map(|(who, at)| format!("{who} · {}", day(at, &zone)));
    view! {
        <Card>
            <Facts>
                <Fact label=t.made>{made}</Fact>
                {released.map(|text| view! { <Fact label=t.released>{text} <p class="muted small">{t.never_changes}</p></Fact> })}
                {(!version.summary.is_empty()).then(|| view! { <Fact label=t.summary>{version.summary}</Fact> })}
            </Facts>
        </Card>
    }
}

#[component]
fn Trials(trials: Vec<Trial>) -> impl IntoView {
    let t = texts();
    if trials.is_empty() {
        return view! { <p class="muted">{t.trials_empty}</p> }.into_any();
    }
    let items = trials
        .into_iter()
        .map(|trial| {
            let when = dates::short_date(lang(), trial.held_on);
            view! {
                <li>
                    <h3>{format!("{} · {when}", trial.place)}</h3>
                    <Facts>
                        <Fact label=t.measured><p class="lines">{trial.measured}</p></Fact>
                        <Fact label=t.result><p class="lines">{trial.result}</p></Fact>
                        {(!trial.to_change.is_empty()).then(|| view! { <Fact label=t.to_change><p class="lines">{trial.to_change}</p></Fact> })}
                        <Fact label=t.reported_by>{trial.person}</Fact>
                    </Facts>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="stack">{items}</ul> }.into_any()
}

#[component]
fn TrialForm(id: ArchetypeId, number: i64, branches: Vec<Branch>, open: bool) -> impl IntoView {
    let t = texts();
    let choices = branches.into_iter().map(|branch| Choice::new(branch.id, branch.name)).collect();
    let long = rules::REMARK_MAX as u32;
    view! {
        <Confirm label=t.report_trial text=t.report_text kind=Kind::Secondary open>
            <Form command=AddTrial::PATH keep=true>
                <Hidden name="id" value=id.to_string() />
                <Hidden name="number" value=number.to_string() />
                <Select name="branch" label=t.branch choices empty=t.other_place />
                <Text name="place" label=t.place hint=t.place_hint maxlength=rules::LINE_MAX as u32 />
                <Text name="held_on" label=t.held_on kind="date" />
                <Area name="measured" label=t.measured hint=t.measured_hint rows=2u32 maxlength=long />
                <Area name="result" label=t.result rows=3u32 maxlength=long />
                <Area name="to_change" label=t.to_change rows=3u32 maxlength=long optional=true />
                <div class="form-actions"><Button kind=Kind::Primary>{t.report}</Button></div>
            </Form>
        </Confirm>
    }
}

#[component]
fn Release(id: ArchetypeId, number: i64, lacks: Vec<Gap>, open: bool) -> impl IntoView {
    let t = texts();
    let lacks = (!lacks.is_empty()).then(|| {
        view! { <p>{t.released_without}</p> {listed(lacks)} }
    });
    view! {
        <Card title=t.ready featured=true>
            {lacks}
            <Confirm label=t.release text=t.release_text kind=Kind::Primary open>
                <Form command=ReleaseVersion::PATH>
                    <Hidden name="id" value=id.to_string() />
                    <Hidden name="number" value=number.to_string() />
                    <div class="form-actions"><Button kind=Kind::Primary>{(t.release_number)(number)}</Button></div>
                </Form>
            </Confirm>
        </Card>
    }
}
