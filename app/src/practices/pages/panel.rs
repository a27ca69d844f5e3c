use leptos::prelude::*;

use crate::{
    error::Result,
    practices::{PracticeState, rules, store, texts::texts},
    programmes::{self, ProgrammeId},
    request::Look,
    routes,
    sessions::Session,
    ui::{ButtonLink, Card, Kind, Tone},
};

/// The room of phase 5: what it is for, what was released, and the way to the board.
pub async fn room_panel(
    look: &mut Look,
    _session: &Session,
    programme: ProgrammeId,
) -> Result<AnyView> {
    let t = texts();
    let scope = look.actor.scope();
    if programmes::store::find(&mut look.tx, &scope, programme).await?.is_none() {
        return Ok(().into_any());
    }
    let releases = store::releases(&mut look.tx, programme).await?.len() as i64;
    let practices = store::board(&mut look.tx, programme).await?;
    let open = practices.iter().filter(|p| rules::is_open(p.state)).count() as i64;
    let used = practices
        .iter()
        .filter(|p| matches!(p.state, PracticeState::Adopted | PracticeState::Adapted))
        .count() as i64;
    let (text, href, label) = match releases {
        0 => (t.panel_none, routes::archetypes(programme), t.archetypes),
        _ => (t.panel_offer, routes::practices(programme), t.to_board),
    };
    Ok(view! {
        <Card title=t.phase tone=Tone::Phase(5) featured=true>
            <p>{t.purpose}</p>
            <p>{(t.panel_counts)(releases, used, open)}</p>
            <p class="muted">{text}</p>
            <div class="inline"><ButtonLink href kind=Kind::Primary>{label}</ButtonLink></div>
        </Card>
    }
    .into_any())
}
