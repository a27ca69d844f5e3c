//! What the session room of phase 4 shows.

use crate::{
    archetypes::{rules, store, texts::texts},
    error::Result,
    phases::{
        self, Left, Standing,
        pages::{Action, Panel, earlier, sentences},
    },
    programmes::{self, ProgrammeId},
    request::Look,
    routes,
};

/// Where the programme's archetypes are, and one thing to do.
pub async fn room_panel(
    look: &mut Look,
    programme: ProgrammeId,
    standing: Standing,
    left: &Left,
) -> Result<Option<Panel>> {
    let t = texts();
    let scope = look.actor.scope();
    // Who sees the session by its own audience may not see the programme.
    let Some(found) = programmes::store::find(&mut look.tx, &scope, programme).await? else {
        return Ok(None);
    };
    let mine = store::standing(&mut look.tx, &look.actor, &found.programme, None).await?;
    let listed = store::list(&mut look.tx, programme).await?;
    let all = routes::archetypes(programme);
    let action = match (listed.as_slice(), rules::may_shape(mine)) {
        ([], true) => Action::new(format!("{all}#new"), t.begin),
        ([], false) => Action::new(all, t.archetypes),
        ([only], _) => {
            Action::new(format!("{}#contribute", routes::archetype(only.id)), t.contribute)
        }
        _ => Action::new(all, t.archetypes),
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
