use leptos::prelude::*;

use crate::{
    archetypes, concepts,
    db::Tx,
    error::Result,
    judging, knowledge,
    lang::lang,
    phases::{rules, store, texts::texts},
    practices,
    programmes::{Framework, Programme, ProgrammeId, ProgrammeState, stages},
    routes,
    ui::{Badge, ButtonLink, Card, Inline, Kind, Tone},
};

/// Where the work of the phases is, up to the one that a programme is in.
pub fn ways(programme: ProgrammeId, phase: i64) -> Vec<(String, String)> {
    let justified = judging::texts::texts();
    let all = [
        (1, knowledge::texts::texts().wall, routes::notes_of_programme(programme)),
        (2, concepts::texts::texts().concepts, routes::concepts(programme)),
        (3, justified.judging, routes::judging(programme)),
        (3, justified.decisions, routes::decisions(programme)),
        (4, archetypes::texts::texts().archetypes, routes::archetypes(programme)),
        (5, practices::texts::texts().practices, routes::practices(programme)),
    ];
    let reached = all.into_iter().filter(|(of, ..)| *of <= phase);
    reached.map(|(_, text, href)| (text.to_owned(), href)).collect()
}

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
    let id = programme.id;
    let ways = ways(id, number).into_iter().map(|(text, href)| {
        view! { <li><a href=href>{text}</a></li> }
    });
    let ways = ways.collect_view();
    let tone = Tone::Phase(u8::try_from(number).unwrap_or(1));
    Ok(Some(
        view! {
            <Card title=name tone>
                <p><Badge tone>{(t.phase_of)(number)}</Badge></p>
                {gaps}
                <ul class="phase-ways">{ways}</ul>
                <Inline>
                    <ButtonLink href=routes::phase(id) kind=Kind::Secondary>{t.see_phase}</ButtonLink>
                </Inline>
            </Card>
        }
        .into_any(),
    ))
}
