//! What the session room of phase 5 shows.

use crate::{
    error::Result,
    phases::{
        self, Left, Standing,
        pages::{Action, Panel, earlier, sentences},
    },
    practices::{rules, store, texts::texts},
    programmes::{self, ProgrammeId},
    request::Look,
    routes,
};

/// Whether there is something to spread, and where that is done.
pub async fn room_panel(
    look: &mut Look,
    programme: ProgrammeId,
    standing: Standing,
    left: &Left,
) -> Result<Option<Panel>> {
    let t = texts();
    let scope = look.actor.scope();
    if programmes::store::find(&mut look.tx, &scope, programme).await?.is_none() {
        return Ok(None);
    }
    let releases = store::releases(&mut look.tx, programme).await?;
    let action = match releases.is_empty() {
        true => Action::new(routes::archetypes(programme), t.archetypes),
        false => Action::new(routes::practices(programme), t.to_board),
    };
    Ok(Some(Panel {
        number: rules::PHASE,
        standing,
        left: earlier(programme, rules::PHASE, left),
        gaps: sentences(&phases::rules::gaps(rules::PHASE, left)),
        action: Some(action),
        more: Vec::new(),
    }))
}
