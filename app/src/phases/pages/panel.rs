use leptos::prelude::*;

use crate::{
    archetypes, concepts,
    error::Result,
    judging,
    lang::lang,
    phases::{Gap, Left, PHASES, Standing, gate, rules, store, texts::texts},
    practices,
    programmes::{Framework, ProgrammeId, stages},
    request::Look,
    routes,
    sessions::Session,
    ui::{Badge, ButtonLink, Inline, Kind, Main, Tone},
};

/// What somebody does next in a room: where it leads, and what the button says.
pub struct Action {
    pub href: String,
    pub label: String,
}

impl Action {
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Action { href: href.into(), label: label.into() }
    }
}

/// The head of a room: what its phase is for, what there is so far, what lacks, what to do.
pub struct Panel {
    /// The phase of the room.
    pub number: i64,
    pub standing: Standing,
    /// What earlier phases have left: a count in words, and where it leads.
    pub left: Vec<(String, String)>,
    /// What the phase still lacks, in sentences.
    pub gaps: Vec<String>,
    /// The one obvious thing to do, while the phase takes work.
    pub action: Option<Action>,
    /// Smaller ways on.
    pub more: Vec<Action>,
}

/// The head of a session's room, made by the domain of its phase; nothing for other sessions.
pub async fn room_panel(
    look: &mut Look,
    session: &Session,
    main: &mut Main,
) -> Result<Option<AnyView>> {
    let Some((programme, number)) = session.programme_id.zip(session.stage_number) else {
        return Ok(None);
    };
    let Some(standing) = store::standing(&mut look.tx, programme).await? else { return Ok(None) };
    let left = store::left(&mut look.tx, programme).await?;
    let begins = number == 1 && rules::takes_notes(&standing, number).is_ok();
    let panel = match number {
        2..=PHASES => of_domain(look, programme, (number, standing), &left).await?,
        _ => Some(general(look, session, programme, (number, standing), &left).await?),
    };
    let Some(panel) = panel else { return Ok(None) };
    let panel = panel.show(programme, main);
    // A turn goes on from what the one before left.
    let carried = match begins {
        true => practices::pages::room_card(look, programme).await?,
        false => None,
    };
    Ok(Some(view! { {panel} {carried} }.into_any()))
}

/// The head of a phase that a domain of its own works on: what there is to do in it, and where.
pub async fn of_domain(
    look: &mut Look,
    programme: ProgrammeId,
    (number, standing): (i64, Standing),
    left: &Left,
) -> Result<Option<Panel>> {
    match number {
        2 => concepts::pages::room_panel(look, programme, left).await.map(Some),
        3 => judging::pages::room_panel(look, programme, standing, left).await,
        4 => archetypes::pages::room_panel(look, programme, standing, left).await,
        5 => practices::pages::room_panel(look, programme, standing, left).await,
        _ => Ok(None),
    }
}

/// Where something that lacks is made good.
pub fn mended(programme: ProgrammeId, gap: &Gap) -> String {
    match gap {
        Gap::NoNotes | Gap::NotShared { .. } | Gap::NotSharedByName { .. } => {
            routes::notes_of_programme(programme)
        }
        Gap::NoConcept | Gap::WithoutConcept { .. } => routes::concepts(programme),
        Gap::Undecided { .. } | Gap::NoneAccepted => routes::decisions(programme),
        Gap::NoArchetype | Gap::NotContributed { .. } | Gap::Unreleased { .. } => {
            routes::archetypes(programme)
        }
        Gap::NothingOffered | Gap::Unanswered { .. } => routes::practices(programme),
    }
}

/// The head of a room whose phase is worked on in the room itself.
async fn general(
    look: &mut Look,
    session: &Session,
    programme: ProgrammeId,
    (number, standing): (i64, Standing),
    left: &Left,
) -> Result<Panel> {
    let t = texts();
    let part = store::part(&mut look.tx, programme, look.actor.id).await?;
    let runs = rules::runs(&look.actor, &standing, part);
    let open = rules::takes_notes(&standing, number).is_ok();
    let first = number == 1 && open;
    // On a phone the form is some screens further down.
    let share = (first && rules::takes_part(&look.actor, &standing, part))
        .then(|| Action::new("#share", t.share_note));
    let themes = (first && runs && left.notes > 0)
        .then(|| Action::new(routes::themes(session.id), t.group_notes));
    // In the first phase the form to share stands in the room itself.
    let action = (number > 1).then(|| Action::new(routes::concepts(programme), t.see_concepts));
    Ok(Panel {
        number,
        standing,
        left: earlier(programme, number, left),
        gaps: sentences(&rules::gaps(number, left)),
        action,
        more: share.into_iter().chain(themes).collect(),
    })
}

/// What the phases before this one have left.
pub fn earlier(programme: ProgrammeId, number: i64, left: &Left) -> Vec<(String, String)> {
    let t = texts();
    let notes = ((t.notes)(left.notes), routes::notes_of_programme(programme));
    let concepts = ((t.concepts)(left.concepts), routes::concepts(programme));
    let accepted = ((t.accepted)(left.accepted), routes::concepts(programme));
    match number {
        1 => Vec::new(),
        2 => vec![notes],
        _ if number == 3 || left.accepted == 0 => vec![notes, concepts],
        _ => vec![notes, concepts, accepted],
    }
}

/// What all phases have left so far.
pub fn all(programme: ProgrammeId, left: &Left) -> Vec<(String, String)> {
    let t = texts();
    let built = (left.archetypes > 0)
        .then(|| ((t.archetypes)(left.archetypes), routes::archetypes(programme)));
    let spread =
        (left.practices > 0).then(|| ((t.practices)(left.practices), routes::practices(programme)));
    earlier(programme, PHASES, left).into_iter().chain(built).chain(spread).collect()
}

/// What lacks, as people read it.
pub fn sentences(gaps: &[Gap]) -> Vec<String> {
    gaps.iter().map(|gap| texts().gap(gap)).collect()
}

impl Panel {
    fn show(self, programme: ProgrammeId, main: &mut Main) -> AnyView {
        let t = texts();
        let number = self.number;
        let name = stages::stage_name(Framework::Phases, number, lang());
        let purpose = usize::try_from(number - 1).ok().and_then(|index| t.purposes.get(index));
        let taken = rules::takes_work(&self.standing, number);
        let standing = taken.err().map(gate::here);
        let open = taken.is_ok();
        let gaps = (open && !self.gaps.is_empty()).then(|| {
            let lines = self.gaps.into_iter().map(|gap| view! { <li>{gap}</li> }).collect_view();
            view! { <div><h3>{t.missing}</h3> <ul class="gaps">{lines}</ul></div> }
        });
        let left = (!self.left.is_empty()).then(|| {
            let links = self.left.into_iter().map(|(text, href)| {
                view! { <a href=href>{text}</a> }
            });
            view! { <p class="phase-left"><span class="muted">{t.left} ": "</span> {links.collect_view()}</p> }
        });
        let action = self.action.map(|action| {
            let kind = if open { main.kind() } else { Kind::Secondary };
            view! { <ButtonLink href=action.href kind>{action.label}</ButtonLink> }
        });
        let more = self.more.into_iter().map(|action| {
            view! { <ButtonLink href=action.href kind=Kind::Secondary>{action.label}</ButtonLink> }
        });
        let more = more.collect_view();
        let tone = Tone::Phase(u8::try_from(number).unwrap_or(1));
        view! {
            <section class=format!("card edge {}", tone.class())>
                <div class="phase-head">
                    <Badge tone>{(t.phase_of)(number)}</Badge>
                    <h2>{name}</h2>
                </div>
                <p>{purpose.copied()}</p>
                {standing.map(|text| view! { <p class="muted">{text}</p> })}
                {left}
                {gaps}
                <Inline>
                    {action}
                    {more}
                    <ButtonLink href=routes::phase(programme) kind=Kind::Quiet>{t.see_phase}</ButtonLink>
                </Inline>
            </section>
        }
        .into_any()
    }
}
