use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    card::ways,
    panel::{Action, all, mended, of_domain, sentences},
};
use crate::{
    db::Tx,
    error::{Error, Result},
    lang::lang,
    phases::{Left, PHASES, Part, Standing, api::MovePhase, rules, store, texts::texts},
    practices,
    programmes::{self, Framework, ProgrammeId, ProgrammeState, stages},
    request::{Look, Page, Posted},
    routes::{self, Section},
    sessions::{self, zones::in_zone},
    ui::{
        self, Badge, Button, ButtonLink, Card, Columns, Confirm, Inline, Kind, Main, Notice,
        PageHead, Stack, Timeline, TimelineEntry, Tone, dates,
        form::{Area, Form, Hidden},
    },
};

/// `/programmes/{id}/phase`: the current phase, what it lacks, going on, and how it went so far.
pub async fn phase(id: ProgrammeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let found = programmes::store::find(&mut look.tx, &look.actor.scope(), id).await?;
    let programme = found.ok_or(Error::NotFound)?.programme;
    let standing = store::standing(&mut look.tx, id).await?.ok_or(Error::NotFound)?;
    let left = store::left(&mut look.tx, id).await?;
    let part = store::part(&mut look.tx, id, look.actor.id).await?;
    let history = moves(&mut look.tx, id, &look.actor.zone).await?;
    let number = standing.phase;
    let gaps = rules::gaps(number, &left);
    let active = programme.state == ProgrammeState::Active;
    let actions = match active {
        true => actions(&mut look, id, (&standing, &left), part).await?,
        false => Vec::new(),
    };
    let rights = Rights {
        leads: rules::leads(&look.actor, standing.branch_id),
        runs: rules::runs(&look.actor, &standing, part),
    };
    let going = active.then(|| going(id, &standing, rights, !gaps.is_empty()));
    // Once nothing lacks, going on is the one obvious thing to do.
    let mut main = Main::default();
    if gaps.is_empty() && rights.runs {
        main.kind();
    }
    let actions: Vec<_> = actions
        .into_iter()
        .map(|action| {
            let kind = main.kind();
            view! { <ButtonLink href=action.href kind>{action.label}</ButtonLink> }
        })
        .collect();
    let actions = (!actions.is_empty()).then(|| view! { <Inline>{actions}</Inline> });
    let history = match history.is_empty() {
        true => view! { <p class="muted">{t.no_moves}</p> }.into_any(),
        false => view! { <Timeline entries=history /> }.into_any(),
    };
    let tone = Tone::Phase(u8::try_from(number).unwrap_or(1));
    let name = stages::stage_name(Framework::Phases, number, lang());
    let purpose = usize::try_from(number - 1).ok().and_then(|index| t.purposes.get(index));
    let links = all(id, &left).into_iter().map(|(text, href)| {
        view! { <a href=href>{text}</a> }
    });
    let links = links.collect_view();
    let ways = ways(id, number).into_iter().map(|(text, href)| {
        view! { <li><a href=href>{text}</a></li> }
    });
    let ways = ways.collect_view();
    let missing = match gaps.is_empty() {
        true => view! { <p>{t.nothing_missing_text}</p> }.into_any(),
        false => {
            let lines = gaps.iter().map(|gap| {
                view! { <li><a href=mended(id, gap)>{t.gap(gap)}</a></li> }
            });
            let lines = lines.collect_view();
            view! { <ul class="gaps">{lines}</ul> }.into_any()
        }
    };
    let crumbs = vec![
        (programmes::texts::texts().programmes.into(), Section::Programmes.href().into()),
        (programme.name.clone(), routes::programme(id)),
    ];
    Page::ok(
        Section::Programmes,
        format!("{} · {}", programme.name, (t.phase)(number)),
        view! {
            <Stack>
                <PageHead title=name crumbs />
                <Inline><Badge tone>{(t.phase_of)(number)}</Badge></Inline>
                <p>{purpose.copied()}</p>
                <Columns>
                    <Stack>
                        <Card title=t.missing>{missing} {actions}</Card>
                        {going}
                    </Stack>
                    <Stack>
                        <Card title=t.left>
                            <p class="phase-left">{links}</p>
                            <ul class="phase-ways">{ways}</ul>
                        </Card>
                        <ui::Section title=t.history>{history}</ui::Section>
                    </Stack>
                </Columns>
            </Stack>
        },
    )
    .map(|page| page.following(id))
}

/// What there is to do in the phase now, the main thing first.
async fn actions(
    look: &mut Look,
    id: ProgrammeId,
    (standing, left): (&Standing, &Left),
    part: Part,
) -> Result<Vec<Action>> {
    let number = standing.phase;
    if let Some(panel) = of_domain(look, id, (number, *standing), left).await? {
        return Ok(panel.action.into_iter().chain(panel.more).collect());
    }
    if !rules::takes_part(&look.actor, standing, part) {
        return Ok(Vec::new());
    }
    // The first phase is worked on in its rooms.
    let rooms = store::rooms(&mut look.tx, id, number, number).await?;
    let scope = look.actor.scope();
    for room in rooms {
        if sessions::store::find(&mut look.tx, &scope, room).await?.is_some() {
            return Ok(vec![Action::new(
                format!("{}#share", routes::session(room)),
                texts().share_note,
            )]);
        }
    }
    Ok(Vec::new())
}

#[derive(Clone, Copy)]
struct Rights {
    leads: bool,
    runs: bool,
}

/// What those who run the programme can do: go on, or back.
fn going(id: ProgrammeId, standing: &Standing, rights: Rights, lacks: bool) -> AnyView {
    let t = texts();
    let number = standing.phase;
    if !rights.runs {
        return ().into_any();
    }
    let on = match number {
        PHASES => {
            let turn = rights.leads.then(|| {
                let label = practices::texts::texts().next_turn;
                let kind = if lacks { Kind::Secondary } else { Kind::Primary };
                view! { <ButtonLink href=routes::next_turn(id) kind>{label}</ButtonLink> }
            });
            view! {
                <p class="muted">{t.last_phase}</p>
                <Inline>{turn}</Inline>
            }
            .into_any()
        }
        _ if lacks && !rights.leads => {
            view! { <Notice><p>{t.only_leaders}</p></Notice> }.into_any()
        }
        _ => go_on(id, number, lacks),
    };
    let back = (rights.leads && number > 1).then(|| go_back(id, number));
    view! { <Card title=t.go_on_title>{on} {back}</Card> }.into_any()
}

fn go_on(id: ProgrammeId, number: i64, lacks: bool) -> AnyView {
    let t = texts();
    let next = number + 1;
    view! {
        <Form command=MovePhase::PATH key="on">
            {steps(id, number, next)}
            <p>{(t.go_on_text)(number)}</p>
            {lacks.then(|| view! {
                <p>{t.go_on_without}</p>
                <Area name="reason" label=t.reason_on hint=t.reason_hint rows=2u32 maxlength=rules::REASON_MAX as u32 />
            })}
            <div class="form-actions">
                <Button kind=if lacks { Kind::Secondary } else { Kind::Primary }>{(t.go_on)(next)}</Button>
            </div>
        </Form>
    }
    .into_any()
}

fn go_back(id: ProgrammeId, number: i64) -> AnyView {
    let t = texts();
    let before = number - 1;
    let refused = use_context::<Posted>().is_some_and(|posted| *posted.key == *"back");
    view! {
        <Confirm label=(t.go_back)(before) text=(t.go_back_text)(before) kind=Kind::Quiet open=refused>
            <Form command=MovePhase::PATH key="back">
                {steps(id, number, before)}
                <Area name="reason" label=t.reason_back hint=t.reason_hint rows=2u32 maxlength=rules::REASON_MAX as u32 />
                <div class="form-actions"><Button kind=Kind::Danger>{(t.go_back)(before)}</Button></div>
            </Form>
        </Confirm>
    }
    .into_any()
}

fn steps(id: ProgrammeId, from: i64, to: i64) -> impl IntoView {
    view! {
        <Hidden name="programme" value=id.to_string() />
        <Hidden name="from" value=from.to_string() />
        <Hidden name="to" value=to.to_string() />
    }
}

/// The moves of a programme, the latest first, in somebody's zone.
pub async fn moves(tx: &mut Tx, id: ProgrammeId, zone: &str) -> Result<Vec<TimelineEntry>> {
    let moves = store::moves(tx, id).await?;
    Ok(moves.iter().map(|moved| entry(moved, zone)).collect())
}

/// A move with what was missing and why it was made all the same.
fn entry(moved: &store::Move, zone: &str) -> TimelineEntry {
    let t = texts();
    let what = match moved.to_phase > moved.from_phase {
        true => (t.went_on)(moved.from_phase, moved.to_phase),
        false => (t.went_back)(moved.from_phase, moved.to_phase),
    };
    let mut why = Vec::new();
    if !moved.reason.is_empty() {
        why.push(format!("{}: {}", t.reason, moved.reason));
    }
    let gaps = sentences(&moved.gaps.0);
    if !gaps.is_empty() {
        why.push(t.without.to_owned());
        why.extend(gaps.iter().map(|gap| format!("– {gap}")));
    }
    TimelineEntry {
        when: dates::short_moment(lang(), in_zone(moved.at, zone)),
        datetime: moved.at.to_rfc3339(),
        who: moved.who.clone(),
        what,
        why: why.join("\n"),
    }
}
