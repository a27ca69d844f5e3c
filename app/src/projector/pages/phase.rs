use leptos::prelude::*;

use crate::{
    archetypes::{self, Part},
    concepts::{self, Concept, ConceptState},
    error::Result,
    judging::{self, RoundState},
    lang::lang,
    phases, practices,
    programmes::{Framework, ProgrammeId, stages},
    projector::{store, texts::texts},
    request::Look,
    sessions::Session,
    ui::{Badge, Progress, Tone},
};

/// How many lines of a list can be read across a room.
const LINES: usize = 10;

/// The phase of a session and what it is for; nothing for a session without phases.
pub async fn head(look: &mut Look, session: &Session) -> Result<Option<AnyView>> {
    let Some((programme, number)) = session.programme_id.zip(session.stage_number) else {
        return Ok(None);
    };
    if phases::store::standing(&mut look.tx, programme).await?.is_none() {
        return Ok(None);
    }
    let t = phases::texts::texts();
    let tone = Tone::Phase(u8::try_from(number).unwrap_or(1));
    let name = stages::stage_name(Framework::Phases, number, lang());
    let purpose = usize::try_from(number - 1).ok().and_then(|index| t.purposes.get(index));
    Ok(Some(
        view! {
            <div class="stage-phase">
                <p><Badge tone>{(t.phase_of)(number)}</Badge> " " <strong>{name}</strong></p>
                <p class="muted">{purpose.copied()}</p>
            </div>
        }
        .into_any(),
    ))
}

/// What the second to the fifth phase have so far, as the whole room may see it.
pub async fn so_far(look: &mut Look, session: &Session) -> Result<Option<AnyView>> {
    let Some((programme, number)) = session.programme_id.zip(session.stage_number) else {
        return Ok(None);
    };
    if phases::store::standing(&mut look.tx, programme).await?.is_none() {
        return Ok(None);
    }
    Ok(match number {
        2 => Some(conceived(look, session, programme).await?),
        3 => Some(judged(look, programme).await?),
        4 => Some(built(look, programme).await?),
        5 => Some(spread(look, programme).await?),
        _ => None,
    })
}

async fn conceived(look: &mut Look, session: &Session, programme: ProgrammeId) -> Result<AnyView> {
    let t = texts();
    let mut concepts = standing_concepts(look, programme).await?;
    if store::approves(&mut look.tx, session.id).await? {
        let through = store::concepts_through(&mut look.tx, programme).await?;
        concepts.retain(|one| through.get(&one.id) == Some(&one.revision));
    }
    let titles: Vec<String> = concepts.into_iter().map(|one| one.title).collect();
    let title = match titles.len() {
        0 => t.no_concepts.to_owned(),
        count => (t.concepts)(count as i64),
    };
    Ok(card(title, lines(titles)))
}

/// The concepts that no others took the place of.
pub async fn standing_concepts(look: &mut Look, programme: ProgrammeId) -> Result<Vec<Concept>> {
    let listed = concepts::store::list(&mut look.tx, programme, "").await?;
    let stands = |one: &Concept| !matches!(one.state, ConceptState::Merged | ConceptState::Split);
    Ok(listed.into_iter().map(|listed| listed.concept).filter(stands).collect())
}

async fn judged(look: &mut Look, programme: ProgrammeId) -> Result<AnyView> {
    let (t, words) = (texts(), judging::texts::texts());
    let rounds = judging::store::rounds(&mut look.tx, programme).await?;
    let Some(round) = rounds.first() else {
        return Ok(card(
            words.judging.to_owned(),
            view! { <p>{t.judging_prepared}</p> }.into_any(),
        ));
    };
    let title = format!("{} · {}", words.judging, (words.round)(round.number));
    Ok(match round.state {
        RoundState::Draft => card(title, view! { <p>{t.judging_prepared}</p> }.into_any()),
        RoundState::Open => {
            let (finished, people) =
                judging::store::turnout(&mut look.tx, programme, round.id).await?;
            let turnout = match judging::rules::turnout_shown(finished) {
                Some(finished) => (words.finished)(finished, people),
                None => (words.few_finished)(people),
            };
            card(
                title,
                view! { <p>{t.judging_open}</p> <p><strong>{turnout}</strong></p> }.into_any(),
            )
        }
        RoundState::Revealed => {
            let snapshot = judging::store::published(&mut look.tx, round.id).await?;
            let totals = judging::pages::totals_in_order(&snapshot.unwrap_or_default());
            let rows = totals.into_iter().take(LINES).map(|(title, total)| {
                view! { <li><span>{title}</span> <strong class="nowrap">{total}</strong></li> }
            });
            let rows = rows.collect_view();
            card(
                title,
                view! { <p class="muted">{t.results}</p> <ul class="stage-totals">{rows}</ul> }
                    .into_any(),
            )
        }
    })
}

async fn built(look: &mut Look, programme: ProgrammeId) -> Result<AnyView> {
    let (t, words) = (texts(), archetypes::texts::texts());
    let listed = archetypes::store::list(&mut look.tx, programme).await?;
    if listed.is_empty() {
        return Ok(card(t.no_archetypes.to_owned(), ().into_any()));
    }
    let mut cards = Vec::new();
    for listed in listed.into_iter().take(3) {
        let Some(archetype) = archetypes::store::by_id(&mut look.tx, listed.id).await? else {
            continue;
        };
        let parts = archetypes::store::parts(&mut look.tx, listed.id).await?;
        let members = archetypes::store::members(&mut look.tx, &archetype).await?;
        // How many, and not who: nobody is put before the room.
        let given = members.iter().filter(|member| !member.parts.is_empty()).count() as i64;
        let badges = parts.iter().map(|part| {
            let tone = if part.body.is_empty() { Tone::Neutral } else { Tone::Good };
            let name = (words.part)(part.part);
            view! { <Badge tone>{name}</Badge> " " }
        });
        let badges = badges.collect_view();
        let (all, people) = (Part::ALL.len() as i64, members.len() as i64);
        let missing = (people > given).then(|| (t.missing)(people - given));
        cards.push(card(
            archetype.name,
            view! {
                <p>{badges}</p>
                <Progress label=t.written done=listed.written total=all />
                <Progress label=t.contributed done=given total=people />
                {missing.map(|text| view! { <p class="muted">{text}</p> })}
            }
            .into_any(),
        ));
    }
    Ok(cards.into_any())
}

async fn spread(look: &mut Look, programme: ProgrammeId) -> Result<AnyView> {
    let (t, words) = (texts(), practices::texts::texts());
    let releases = practices::store::releases(&mut look.tx, programme).await?;
    if releases.is_empty() {
        return Ok(card(t.no_practices.to_owned(), ().into_any()));
    }
    let practices = practices::store::board(&mut look.tx, programme).await?;
    let cards = releases.into_iter().take(3).map(|release| {
        let of_release: Vec<_> = practices
            .iter()
            .filter(|practice| {
                (practice.archetype_id, practice.number) == (release.archetype_id, release.number)
            })
            .collect();
        let rows = of_release.iter().take(LINES).map(|practice| {
            let (target, state) = (practice.target.clone(), (words.state)(practice.state));
            view! { <li><span>{target}</span> <strong>{state}</strong></li> }
        });
        let rows = rows.collect_view();
        let none = of_release.is_empty().then(|| view! { <p class="muted">{words.nobody_yet}</p> });
        let title = (words.release)(&release.name, release.number);
        card(title, view! { {none} <ul class="stage-totals">{rows}</ul> }.into_any())
    });
    Ok(cards.collect_view().into_any())
}

fn card(title: String, inside: AnyView) -> AnyView {
    view! { <article class="stage-card"><h3>{title}</h3> {inside}</article> }.into_any()
}

/// Titles under each other, as many as can be read.
fn lines(titles: Vec<String>) -> AnyView {
    let more = titles.len().saturating_sub(LINES);
    let lines = titles.into_iter().take(LINES).map(|title| view! { <li>{title}</li> });
    let lines = lines.collect_view();
    let more = (more > 0).then(|| view! { <p class="muted">{(texts().more)(more as i64)}</p> });
    view! { <ul class="stage-lines">{lines}</ul> {more} }.into_any()
}
