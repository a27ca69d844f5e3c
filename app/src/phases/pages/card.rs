use leptos::prelude::*;

use crate::{
    db::Tx,
    error::Result,
    lang::lang,
    phases::{rules, store, texts::texts},
    programmes::{Framework, Programme, ProgrammeState, stages},
    routes,
    ui::{Badge, ButtonLink, Card, Inline, Kind, Tone},
};

/// On the page of a programme: its phase, what that still lacks, and the way there.
pub async fn card(tx: &mut Tx, programme: &Programme) -> Result<Option<AnyView>> {
    let Some(standing) = store::standing(tx, programme.id).await? else { return Ok(None) };
    let left = store::left(tx, programme.id).await?;
    let t = texts();
    let number = standing.phase;
    let name = stages::stage_name(Framework::Phases, number, lang());
    let active = programme.state == ProgrammeState::Active;
    let gaps = if active { rules::gaps(number, &left) } else { Vec::new() };
    let gaps = (!gaps.is_empty()).then(|| {
        let lines = gaps.iter().map(|gap| view! { <li>{t.gap(gap)}</li> }).collect_view();
        view! { <ul class="gaps">{lines}</ul> }
    });
    let has_concepts = number > 1 || left.concepts > 0;
    let id = programme.id;
    let tone = Tone::Phase(u8::try_from(number).unwrap_or(1));
    Ok(Some(
        view! {
            <Card title=name tone>
                <p><Badge tone>{(t.phase_of)(number)}</Badge></p>
                {gaps}
                <Inline>
                    <ButtonLink href=routes::phase(id) kind=Kind::Secondary>{t.see_phase}</ButtonLink>
                    {has_concepts.then(|| view! {
                        <ButtonLink href=routes::concepts(id) kind=Kind::Quiet>{t.see_concepts}</ButtonLink>
                    })}
                </Inline>
            </Card>
        }
        .into_any(),
    ))
}
