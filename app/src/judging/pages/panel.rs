//! What the session room of phase 3 shows.

use leptos::prelude::*;

use super::{
    around::Around,
    form::{self, Mine},
};
use crate::{
    error::Result,
    judging::{RoundState, rules, store, texts::texts},
    programmes::ProgrammeId,
    request::Look,
    routes,
    sessions::Session,
    ui::{ButtonLink, Card, Inline, Kind, Tone},
};

/// What this phase is for, what there is to judge, what is lacking, and one thing to do.
pub async fn room_panel(
    look: &mut Look,
    _session: &Session,
    programme: ProgrammeId,
) -> Result<AnyView> {
    let t = texts();
    let around = Around::load(look, programme).await?;
    let concepts = store::undecided(&mut look.tx, programme).await?.len() as i64;
    let round = around.rounds.first().cloned();
    let state = round.as_ref().map(|round| round.state);
    let writable = around.closed.is_none();
    let primary = |href: String, label: &'static str| {
        view! { <Inline><ButtonLink href kind=Kind::Primary>{label}</ButtonLink></Inline> }
            .into_any()
    };
    let next = match (state, &round) {
        (Some(RoundState::Open), Some(round)) if writable && around.takes_part => {
            form::way_in(&Mine::load(look, round).await?)
        }
        (Some(RoundState::Open), _) => primary(routes::judging(programme), t.to_judging),
        (Some(RoundState::Revealed), _) if around.leads && writable => {
            primary(routes::decisions(programme), t.to_decisions)
        }
        (Some(RoundState::Revealed), _) => primary(routes::judging(programme), t.to_results),
        _ if around.leads && writable => primary(routes::criteria(programme), t.to_criteria),
        _ => view! { <p class="muted">{t.not_open_text}</p> }.into_any(),
    };
    let lacking = match (around.leads && writable, state, &round) {
        (true, Some(RoundState::Open), Some(round)) => {
            let (finished, people) = store::turnout(&mut look.tx, programme, round.id).await?;
            Some(match rules::turnout_shown(finished) {
                Some(finished) => (t.finished)(finished, people),
                None => (t.few_finished)(people),
            })
        }
        (true, Some(RoundState::Revealed), _) if concepts > 0 => {
            Some((t.still_undecided)(concepts))
        }
        _ => None,
    };
    let left = (t.concepts_left)(concepts);
    Ok(view! {
        <Card title=t.panel_title tone=Tone::Phase(3)>
            <p>{t.panel_purpose}</p>
            <p>{left}</p>
            {lacking.map(|text| view! { <p class="muted">{text}</p> })}
            {next}
        </Card>
    }
    .into_any())
}
