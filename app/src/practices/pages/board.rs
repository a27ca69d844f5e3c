//! The board: every release with those to whom it went, and the form that offers one.

use std::collections::{BTreeMap, HashMap};

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{StateBadge, release_value};
use crate::{
    archetypes,
    error::{Error, Result},
    lang::lang,
    people,
    phases::gate,
    practices::{
        Practice, PracticeState, Release, TargetKind, api::OfferPractice, rules, spreading, store,
        texts::texts,
    },
    programmes::{self, Programme, ProgrammeId, stages},
    provenance,
    request::{Look, Page, Posted},
    reviews::{self, Ending, pages::ended_badge},
    routes::{self, Section},
    sessions::zones,
    ui::{
        self, Button, ButtonLink, Cell, Column, Empty, Icon, Inline, Kind, Notice, PageHead, Row,
        Stack, Table, TitleCell, dates,
        form::{Area, Choice, Form, Hidden, Select, Text},
    },
};

/// `/programmes/{id}/practices`
pub async fn board(id: ProgrammeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let found = programmes::store::find(&mut look.tx, &scope, id).await?;
    let programme = found.ok_or(Error::NotFound)?.programme;
    let closed = gate::closed(&mut look.tx, id, rules::PHASE).await?;
    let standing = archetypes::store::standing(&mut look.tx, &look.actor, &programme, None).await?;
    let releases = store::releases(&mut look.tx, id).await?;
    let practices = store::board(&mut look.tx, id).await?;
    let mut ended = Endings::default();
    let archetypes: Vec<Uuid> =
        releases.iter().map(|release| release.archetype_id.into()).collect();
    ended.archetypes =
        reviews::store::ended(&mut look.tx, provenance::Kind::Archetype, &archetypes).await?;
    let ids: Vec<Uuid> = practices.iter().map(|practice| practice.id.into()).collect();
    ended.practices = reviews::store::ended(&mut look.tx, provenance::Kind::Practice, &ids).await?;
    let refused = use_context::<Posted>().is_some_and(|p| *p.command == *OfferPractice::PATH);
    let offered = spreading::offered(&mut look.tx, id).await?;
    let offers = closed.is_none() && rules::may_offer(standing) && !offered.is_empty();
    let offer = if offers || refused {
        let today = zones::in_zone(look.now, &look.actor.zone).date();
        let targets = targets(&mut look).await?;
        Some(
            view! { <Offer programme=id releases=offered.clone() targets today=today.to_string() /> },
        )
    } else {
        None
    };
    // Whoever looks for the form is told why there is none.
    let retired = closed.is_none()
        && rules::may_offer(standing)
        && offered.is_empty()
        && !releases.is_empty();
    let nothing = retired.then(|| view! { <p class="muted">{t.all_retired}</p> });
    let closed = closed.map(|text| view! { <Notice><p>{text}</p></Notice> });
    // What comes after the last phase is not the first thing to do before something is in use.
    let used = practices.iter().any(|practice| rules::is_in_use(practice.state));
    let (offering, going_on) = match closed.is_none() && used {
        true => (Kind::Secondary, Kind::Primary),
        false => (Kind::Primary, Kind::Secondary),
    };
    let way = offers.then(|| {
        view! { <ButtonLink href="#offer" kind=offering icon=Icon::Plus>{t.offer}</ButtonLink> }
    });
    let begun = closed.is_none() || !practices.is_empty();
    let turn = (begun && programmes::rules::may_edit(&look.actor, &programme)).then(|| {
        view! {
            <ButtonLink href=routes::next_turn(id) kind=going_on icon=Icon::Path>{t.next_turn}</ButtonLink>
        }
    });
    let (kicker, crumbs) = (kicker(&programme), crumbs(&programme));
    let boards = boards(releases, practices, &ended);
    Page::ok(
        Section::Programmes,
        t.practices,
        view! {
            <Stack>
                <PageHead title=t.practices kicker intro=t.board_intro crumbs>
                    <ButtonLink href=routes::archetypes(id)>{t.archetypes}</ButtonLink>
                    {turn}
                    {way}
                </PageHead>
                {closed}
                {boards}
                {offer}
                {nothing}
            </Stack>
        },
    )
    .map(|page| page.following(id))
}

pub fn kicker(programme: &Programme) -> String {
    let number = stages::stage_number(programme.framework, rules::PHASE, lang());
    format!("{number} · {}", texts().phase)
}

pub fn crumbs(programme: &Programme) -> Vec<(String, String)> {
    vec![
        (texts().programmes.to_owned(), Section::Programmes.href().to_owned()),
        (programme.name.clone(), routes::programme(programme.id)),
    ]
}

/// What of a board is not used any more.
#[derive(Default)]
struct Endings {
    archetypes: HashMap<Uuid, Ending>,
    practices: HashMap<Uuid, Ending>,
}

/// One table for each release.
fn boards(releases: Vec<Release>, practices: Vec<Practice>, ended: &Endings) -> AnyView {
    let t = texts();
    if releases.is_empty() {
        return view! { <Empty title=t.no_release text=t.no_release_text /> }.into_any();
    }
    let mut by_release: BTreeMap<(archetypes::ArchetypeId, i64), Vec<Practice>> = BTreeMap::new();
    for practice in practices {
        by_release.entry((practice.archetype_id, practice.number)).or_default().push(practice);
    }
    releases
        .into_iter()
        .map(|release| {
            let key = (release.archetype_id, release.number);
            let practices = by_release.remove(&key).unwrap_or_default();
            let words = ended_badge(ended.archetypes.get(&release.archetype_id.into()));
            let practices = practices.into_iter().map(|practice| {
                let badge = ended_badge(ended.practices.get(&practice.id.into()));
                (practice, badge)
            });
            view! { <Board release practices=practices.collect() ended=words /> }
        })
        .collect_view()
        .into_any()
}

#[component]
fn Board(
    release: Release,
    practices: Vec<(Practice, Option<AnyView>)>,
    /// That the archetype is not used any more.
    ended: Option<AnyView>,
) -> impl IntoView {
    let t = texts();
    let title = (t.release)(&release.name, release.number);
    let version = routes::archetype_version(release.archetype_id, release.number);
    let adopted = practices
        .iter()
        .filter(|(p, _)| matches!(p.state, PracticeState::Adopted | PracticeState::Adapted))
        .count() as i64;
    let went = practices.iter().filter(|(p, _)| p.state != PracticeState::Withdrawn).count();
    let aside = match went {
        0 => String::new(),
        went => (t.in_use)(adopted, went as i64),
    };
    let body = if practices.is_empty() {
        view! { <p class="muted">{t.nobody_yet}</p> }.into_any()
    } else {
        let columns = vec![
            Column::text(t.target),
            Column::text(t.state_label),
            Column::text(t.since),
            Column::text(t.reason),
        ];
        let rows = practices.into_iter().map(row).collect_view();
        view! { <Table caption=title.clone() columns>{rows}</Table> }.into_any()
    };
    view! {
        <ui::Section title aside>
            {ended.map(|badge| view! { <Inline>{badge}</Inline> })}
            {body}
            <p><a href=version>{t.to_version}</a></p>
        </ui::Section>
    }
}

fn row((practice, ended): (Practice, Option<AnyView>)) -> impl IntoView {
    let t = texts();
    let kind = (t.kind)(practice.target_kind);
    let since = format!("{} · {}", dates::short_date(lang(), practice.moved_on), practice.person);
    view! {
        <Row>
            <TitleCell>
                <a href=routes::practice(practice.id)>{practice.target}</a>
                <small>{kind}</small>
            </TitleCell>
            <Cell label=t.state_label><StateBadge state=practice.state /> {ended}</Cell>
            <Cell label=t.since>{since}</Cell>
            <Cell label=t.reason long=true>{practice.reason}</Cell>
        </Row>
    }
}

/// Everybody it could go to.
async fn targets(look: &mut Look) -> Result<Vec<Choice>> {
    let t = texts();
    let named = |kind: TargetKind, name: &str| format!("{}: {name}", (t.kind)(kind));
    let mut choices = Vec::new();
    for branch in people::store::branches(&mut look.tx, true).await? {
        let label = named(TargetKind::Branch, &branch.name);
        choices.push(Choice::new(format!("branch:{}", branch.id), label));
    }
    for department in people::store::departments(&mut look.tx, true).await? {
        let label = named(TargetKind::Department, &department.name);
        choices.push(Choice::new(format!("department:{}", department.id), label));
    }
    let others = TargetKind::ALL
        .iter()
        .filter(|kind| !matches!(kind, TargetKind::Branch | TargetKind::Department));
    choices.extend(others.map(|kind| Choice::new(kind, (t.kind)(*kind))));
    Ok(choices)
}

#[component]
fn Offer(
    programme: ProgrammeId,
    releases: Vec<Release>,
    targets: Vec<Choice>,
    today: String,
) -> impl IntoView {
    let t = texts();
    let first = releases.first().map(release_value).unwrap_or_default();
    let choices = releases
        .iter()
        .map(|release| {
            Choice::new(release_value(release), (t.release)(&release.name, release.number))
        })
        .collect();
    view! {
        <ui::Section title=t.offer id="offer">
            <Form command=OfferPractice::PATH>
                <Hidden name="programme" value=programme.to_string() />
                <Select name="release" label=t.what choices value=first />
                <Select name="target" label=t.to_whom choices=targets empty=t.choose />
                <Text name="name" label=t.name hint=t.name_hint maxlength=rules::NAME_MAX as u32 />
                <Area name="reason" label=t.offer_reason rows=2u32 maxlength=rules::REMARK_MAX as u32 />
                <Text name="moved_on" label=t.date kind="date" value=today />
                <div class="form-actions"><Button>{t.offer_it}</Button></div>
            </Form>
        </ui::Section>
    }
}
