use super::parts::Around;
use crate::{
    concepts::{PHASE, texts::texts},
    error::Result,
    phases::{
        self, Left,
        pages::{Action, Panel, earlier, sentences},
    },
    programmes::ProgrammeId,
    request::Look,
    routes,
};

/// The head of the second phase: what was shared, who has no concept yet, and the way
/// to put one into words.
pub async fn room_panel(look: &mut Look, programme: ProgrammeId, left: &Left) -> Result<Panel> {
    let t = texts();
    let around = Around::load(look, programme).await?;
    let list = Action::new(routes::concepts(programme), t.concepts);
    let (action, more) = match around.works {
        true => (Action::new(routes::new_concept(programme), t.create), vec![list]),
        false => (list, Vec::new()),
    };
    Ok(Panel {
        number: PHASE,
        standing: around.standing,
        left: earlier(programme, PHASE, left),
        gaps: sentences(&phases::rules::gaps(PHASE, left)),
        action: Some(action),
        more,
    })
}
