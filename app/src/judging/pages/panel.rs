//! What the session room of phase 3 shows.

use super::{around::Around, form::Mine};
use crate::{
    error::Result,
    judging::{RoundState, rules, texts::texts},
    phases::{
        self, Left, Standing,
        pages::{Action, Panel, earlier, sentences},
    },
    programmes::{self, ProgrammeId},
    request::Look,
    routes,
};

/// What there is to judge, what lacks, and one thing to do.
pub async fn room_panel(
    look: &mut Look,
    programme: ProgrammeId,
    standing: Standing,
    left: &Left,
) -> Result<Option<Panel>> {
    let t = texts();
    let scope = look.actor.scope();
    // Who sees the session by its own audience may not see the programme.
    if programmes::store::find(&mut look.tx, &scope, programme).await?.is_none() {
        return Ok(None);
    }
    let around = Around::load(look, programme).await?;
    let mut gaps = sentences(&phases::rules::gaps(rules::PHASE, left));
    let round = around.rounds.first().cloned();
    let leads = around.leads && around.closed.is_none();
    let action = match round.as_ref().map(|round| round.state) {
        Some(RoundState::Open) => Some(Action::new(routes::judging(programme), t.to_judging)),
        Some(RoundState::Revealed) if leads && left.undecided > 0 => {
            Some(Action::new(routes::decisions(programme), t.to_decisions))
        }
        Some(RoundState::Revealed) => Some(Action::new(routes::judging(programme), t.to_results)),
        _ if leads => Some(Action::new(routes::criteria(programme), t.to_criteria)),
        _ => None,
    };
    match &round {
        Some(round) if round.state == RoundState::Open && around.takes_part => {
            let (done, total) = Mine::load(look, round).await?.done();
            if done < total {
                gaps.insert(0, (t.judged_of)(done, total));
            }
        }
        Some(_) => {}
        None if !leads => gaps.insert(0, t.not_open_text.to_owned()),
        None => {}
    }
    Ok(Some(Panel {
        number: rules::PHASE,
        standing,
        left: earlier(programme, rules::PHASE, left),
        gaps,
        action,
        more: Vec::new(),
    }))
}
