use leptos::prelude::*;

use super::board::{crumbs, kicker};
use crate::{
    archetypes,
    error::{Error, Result},
    knowledge,
    lang::lang,
    links,
    practices::{Move, PracticeId, PracticeState, rules, store, texts::texts},
    programmes,
    provenance::Kind,
    request::{Look, Page, services},
    reviews,
    routes::{self, Section},
    ui::{self, Fact, Facts, PageHead, Prose, Stack, dates, qr},
};

/// `/practices/{id}/handout`: a practice on one sheet to print: what is done, where and since
/// when, with a picture that leads to its page.
pub async fn handout(id: PracticeId) -> Result<Page> {
    let t = texts();
    let sheet = archetypes::texts::texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let practice = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let programme = programmes::store::find(&mut look.tx, &scope, practice.programme_id).await?;
    let programme = programme.map(|found| found.programme);
    if !rules::is_readable(practice.state, programme.is_some()) {
        return Err(Error::NotFound);
    }
    let (archetype, number) = (practice.archetype_id, practice.number);
    let parts = archetypes::store::copy(&mut look.tx, archetype, number).await?;
    let steps = store::moves(&mut look.tx, id).await?;
    let adapted = adapted_here(&mut look, &steps).await?;
    let of_practice = reviews::pages::ended_notice(&mut look, (Kind::Practice, id.into())).await?;
    let of_archetype =
        reviews::pages::archetype_ended_notice(&mut look, (Kind::Archetype, archetype.into()))
            .await?;
    let address = format!("{}{}", services().public_url, routes::practice(id));
    let picture = qr::picture(&address)?;
    let sections = parts
        .into_iter()
        .filter(|text| !text.html.is_empty())
        .map(|text| {
            let title = (sheet.part)(text.part);
            view! { <ui::Section title><Prose html=text.html /></ui::Section> }
        })
        .collect_view();
    let since = dates::short_date(lang(), practice.moved_on);
    let state = format!("{} · {since}", (t.state)(practice.state));
    // Of all reasons the last one says how it is done here; an adaptation says what differs.
    let evidence = steps.into_iter().next().map(|step| step.evidence).unwrap_or_default();
    let evidence = (!evidence.is_empty()).then(|| {
        view! { <Fact label=t.evidence><p class="lines">{evidence}</p></Fact> }
    });
    let crumbs = match &programme {
        Some(programme) => {
            let mut crumbs = crumbs(programme);
            crumbs.push((t.practices.to_owned(), routes::practices(programme.id)));
            crumbs
        }
        None => Vec::new(),
    };
    let kicker = programme.as_ref().map_or_else(|| t.phase.to_owned(), kicker);
    let title = (t.practice_of)(&practice.archetype, &practice.target);
    let version = (t.release)(&practice.archetype, number);
    Page::ok(
        Section::Programmes,
        title.clone(),
        view! {
            <Stack>
                <PageHead title kicker crumbs />
                <p class="muted handout-hint">{sheet.print_hint}</p>
                <div class="handout">
                    <Stack>
                        {of_practice}
                        {of_archetype}
                        <Facts>
                            <Fact label=t.target>{practice.target}</Fact>
                            <Fact label=t.what>{version}</Fact>
                            <Fact label=t.state_label>{state}</Fact>
                            <Fact label=t.reason><p class="lines">{practice.reason}</p></Fact>
                            {evidence}
                        </Facts>
                        {adapted}
                        {sections}
                    </Stack>
                    <figure class="handout-code">
                        <div class="handout-qr" role="img" aria-label=t.qr inner_html=picture></div>
                        <figcaption>{t.qr_hint} <br /> <span class="small">{address}</span></figcaption>
                    </figure>
                </div>
            </Stack>
        },
    )
}

/// How it is done here, as whoever adapted it last told.
pub async fn adapted_here(look: &mut Look, steps: &[Move]) -> Result<Option<AnyView>> {
    let adapted = steps.iter().find(|step| step.to_state == PracticeState::Adapted);
    let Some(note) = adapted.and_then(|step| step.note_id) else { return Ok(None) };
    let scope = look.actor.scope();
    let note = knowledge::store::read(&mut look.tx, &scope, note).await?;
    Ok(note.map(|note| {
        let html = links::flat(&note.html);
        view! { <ui::Section title=texts().adapted_here><Prose html /></ui::Section> }.into_any()
    }))
}
