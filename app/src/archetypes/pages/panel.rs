use leptos::prelude::*;

use crate::{
    archetypes::{rules, store, texts::texts},
    error::Result,
    programmes::{self, ProgrammeId},
    request::Look,
    routes,
    sessions::Session,
    ui::{ButtonLink, Card, Kind, Tone},
};

/// The room of phase 4: what it is for, what there is, and the way to the archetypes.
pub async fn room_panel(
    look: &mut Look,
    _session: &Session,
    programme: ProgrammeId,
) -> Result<AnyView> {
    let t = texts();
    let scope = look.actor.scope();
    // Who sees the session by its own audience may not see the programme.
    let Some(found) = programmes::store::find(&mut look.tx, &scope, programme).await? else {
        return Ok(().into_any());
    };
    let standing = store::standing(&mut look.tx, &look.actor, &found.programme, None).await?;
    let counts = store::counts(&mut look.tx, programme).await?;
    let listed = store::list(&mut look.tx, programme).await?;
    let (text, href, label) = match (listed.as_slice(), rules::may_shape(standing)) {
        ([], true) => (t.panel_begin, format!("{}#new", routes::archetypes(programme)), t.begin),
        ([], false) => (t.panel_wait, routes::archetypes(programme), t.archetypes),
        ([only], _) => {
            (t.panel_write, format!("{}#contribute", routes::archetype(only.id)), t.contribute)
        }
        _ => (t.panel_write, routes::archetypes(programme), t.archetypes),
    };
    let concepts = format!("/programmes/{programme}/concepts");
    Ok(view! {
        <Card title=t.phase tone=Tone::Phase(4) featured=true>
            <p>{t.purpose}</p>
            <p>
                <a href=concepts>{(t.accepted_count)(counts.accepted)}</a>
                {format!(" · {}", (t.archetypes_count)(counts.archetypes, counts.released))}
            </p>
            <p class="muted">{text}</p>
            <div class="inline"><ButtonLink href kind=Kind::Primary>{label}</ButtonLink></div>
        </Card>
    }
    .into_any())
}
