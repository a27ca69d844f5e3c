//! A practice: where it stands, what became of it, and the form that takes it on.

use std::collections::HashMap;

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    StateBadge,
    board::{crumbs, kicker},
    handout,
};
use crate::{
    comments::{self, pages::Talk},
    error::{Error, Result},
    lang::lang,
    links,
    phases::gate,
    practices::{
        Move, Practice, PracticeId, PracticeState, api::MovePractice, rules, spreading, store,
        texts::texts,
    },
    programmes,
    provenance::{self, Kind as Thing},
    request::{Look, Page, Posted},
    reviews::{self, pages::Kept},
    routes::{self, Section},
    sessions::zones,
    ui::{
        self, Button, ButtonLink, Card, Columns, Fact, Facts, Icon, Inline, Kind, Notice, PageHead,
        Stack, dates,
        form::{Area, Choice, Form, Hidden, Radios, Text},
    },
};

/// `/practices/{id}`
pub async fn one(id: PracticeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let practice = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let programme = programmes::store::find(&mut look.tx, &scope, practice.programme_id).await?;
    let programme = programme.map(|found| found.programme);
    let closed = gate::closed(&mut look.tx, practice.programme_id, rules::PHASE).await?;
    let standing = spreading::standing(&mut look.tx, &look.actor, &practice).await?;
    let actor = look.actor.clone();
    let subject = reviews::subject(&mut look.tx, &actor, (Thing::Practice, id.into())).await?;
    let subject = subject.ok_or(Error::NotFound)?;
    let kept = Kept::load(&mut look, &subject).await?;
    let talk = Talk::load(&mut look, &subject).await?;
    comments::pages::look_up(&mut look, &subject).await?;
    let archetype = (Thing::Archetype, practice.archetype_id.into());
    let of_archetype = reviews::pages::archetype_ended_notice(&mut look, archetype).await?;
    let mentioned = links::pages::mentioned_in(&mut look, (Thing::Practice, id.into())).await?;
    let steps = store::moves(&mut look.tx, id).await?;
    // As on the sheet to print, whose code leads here.
    let adapted = match rules::is_readable(practice.state, programme.is_some()) {
        true => handout::adapted_here(&mut look, &steps).await?,
        false => None,
    };
    let steps = readable(&mut look, id, steps).await?;
    let refused = use_context::<Posted>().is_some_and(|p| *p.command == *MovePractice::PATH);
    let next = rules::next(practice.state, rules::may_offer(standing));
    let moves =
        closed.is_none() && !next.is_empty() && rules::may_move(&look.actor, standing, &practice);
    let today = zones::in_zone(look.now, &look.actor.zone).date().to_string();
    let wall = store::wall(&mut look.tx, practice.programme_id).await?.map(|(_, topic)| topic);
    let form = (moves || refused).then(|| {
        let form = view! { <TakeOn practice=practice.clone() next wall today /> }.into_any();
        match rules::is_open(practice.state) {
            true => {
                view! { <ui::Section title=t.take_on id="take-on">{form}</ui::Section> }.into_any()
            }
            // What is answered is mostly read, and seldom put right.
            false => view! {
                <details class="form-section" id="take-on" open=refused>
                    <summary>{t.change_state}</summary>
                    {form}
                </details>
            }
            .into_any(),
        }
    });
    let closed = closed.map(|text| view! { <Notice><p>{text}</p></Notice> });
    let (kicker, crumbs) = match &programme {
        Some(programme) => {
            let mut crumbs = crumbs(programme);
            crumbs.push((t.practices.to_owned(), routes::practices(programme.id)));
            (kicker(programme), crumbs)
        }
        None => (t.phase.to_owned(), Vec::new()),
    };
    let number = practice.number;
    let sheet = routes::handout(practice.archetype_id, Some(number));
    let readable = rules::is_readable(practice.state, programme.is_some());
    let title = (t.practice_of)(&practice.archetype, &practice.target);
    let version = (t.release)(&practice.archetype, number);
    let version = match readable {
        true => view! { <a href=sheet>{version}</a> }.into_any(),
        false => version.into_any(),
    };
    let kind = (t.kind)(practice.target_kind);
    let reach = if practice.target_kind.is_inside() { t.inside } else { t.outside };
    Page::ok(
        Section::Programmes,
        title.clone(),
        view! {
            <PageHead title kicker crumbs>
                <ButtonLink href=routes::provenance("practice", id) icon=Icon::Path>{provenance::texts::texts().link}</ButtonLink>
                {readable.then(|| view! {
                    <ButtonLink href=routes::practice_sheet(id) icon=Icon::Print>{t.handout}</ButtonLink>
                })}
            </PageHead>
            <Inline><StateBadge state=practice.state /></Inline>
            {kept.banner()}
            {of_archetype}
            {closed}
            <Columns>
                <Stack>
                    {adapted}
                    {form}
                    <History steps />
                    {talk.section()}
                </Stack>
                <Stack>
                <Card title=t.about>
                    <Facts>
                        <Fact label=t.what>{version}</Fact>
                        <Fact label=t.target>{practice.target.clone()} <p class="muted small">{format!("{kind} · {reach}")}</p></Fact>
                    </Facts>
                </Card>
                {kept.card()}
                {mentioned}
                </Stack>
            </Columns>
        },
    )
    // Whom it was offered to may see the practice without its programme.
    .map(|page| match programme {
        Some(programme) => page.following(programme.id),
        None => page,
    })
}

/// The steps, each with the topic of the session to whose wall a note came back, if the reader may
/// read that note.
async fn readable(
    look: &mut Look,
    practice: PracticeId,
    steps: Vec<Move>,
) -> Result<Vec<(Move, Option<String>)>> {
    let walls = match steps.iter().any(|step| step.note_id.is_some()) {
        true => store::walls(&mut look.tx, &look.actor.scope(), practice).await?,
        false => HashMap::new(),
    };
    let on_wall = |step: Move| {
        let wall = step.note_id.and_then(|note| walls.get(&note).cloned());
        (step, wall)
    };
    Ok(steps.into_iter().map(on_wall).collect())
}

#[component]
fn History(steps: Vec<(Move, Option<String>)>) -> impl IntoView {
    let t = texts();
    let items = steps
        .into_iter()
        .map(|(step, wall)| {
            let datetime = step.moved_on.to_string();
            let when = dates::short_date(lang(), step.moved_on);
            let note = step.note_id.zip(wall).map(|(note, wall)| {
                view! { <p><a href=routes::note(note)>{(t.came_back)(&wall)}</a></p> }
            });
            view! {
                <li>
                    <p class="timeline-when"><time datetime=datetime>{when}</time>{format!(" · {}", step.person)}</p>
                    <p>{(t.state)(step.to_state)}</p>
                    <p class="timeline-why lines">{step.reason}</p>
                    {(!step.evidence.is_empty()).then(|| view! { <p class="small lines">{format!("{}: {}", t.evidence, step.evidence)}</p> })}
                    {note}
                </li>
            }
        })
        .collect_view();
    view! { <ui::Section title=t.history><ol class="timeline">{items}</ol></ui::Section> }
}

#[component]
fn TakeOn(
    practice: Practice,
    /// Where it can go from here.
    next: &'static [PracticeState],
    /// The topic of the session to whose wall an adaptation comes back.
    wall: Option<String>,
    today: String,
) -> impl IntoView {
    let t = texts();
    let choices = next.iter().map(|state| Choice::new(state, (t.state)(*state))).collect();
    let long = rules::REMARK_MAX as u32;
    let hint = wall.map_or_else(|| t.no_wall.to_owned(), |topic| (t.adaptation_hint)(&topic));
    let adapts = next.contains(&PracticeState::Adapted).then(|| {
        view! { <Area name="note" label=t.adaptation hint rows=4u32 /> }
    });
    view! {
            <Form command=MovePractice::PATH>
                <Hidden name="id" value=practice.id.to_string() />
                <Hidden name="revision" value=practice.revision.to_string() />
                <Radios name="to" label=t.state_label choices />
                <Text name="moved_on" label=t.date kind="date" value=today />
                <Area name="reason" label=t.reason rows=2u32 maxlength=long />
                <Area name="evidence" label=t.evidence hint=t.evidence_hint rows=2u32 maxlength=long />
                {adapts}
                <div class="form-actions"><Button kind=Kind::Primary>{t.save_state}</Button></div>
            </Form>
    }
}
