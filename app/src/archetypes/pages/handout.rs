use leptos::prelude::*;

use super::crumbs;
use crate::{
    archetypes::{ArchetypeId, handout as sheet, texts::texts},
    error::Result,
    links,
    provenance::Kind,
    request::{Look, Page, services},
    reviews,
    routes::{self, Section},
    ui::{ButtonLink, Icon, PageHead, Prose, Section as Part, Stack, qr},
};

/// `/archetypes/{id}/handout`: one sheet to print, with a picture that leads back here.
pub async fn handout(id: ArchetypeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let number = sheet::asked();
    let sheet = sheet::load(&mut look, id, number).await?;
    let address = format!("{}{}", services().public_url, routes::handout(id, sheet.number));
    let picture = qr::picture(&address)?;
    let sections = sheet
        .parts
        .clone()
        .into_iter()
        .filter(|(_, _, html)| !html.is_empty())
        .map(|(part, _, html)| view! { <Part title=(t.part)(part)><Prose html=links::flat(&html) /></Part> })
        .collect_view();
    let concepts = (!sheet.concepts.is_empty()).then(|| {
        let items = sheet.concepts.clone().into_iter().map(|title| view! { <li>{title}</li> });
        view! { <Part title=t.made_of><div class="prose"><ul>{items.collect_view()}</ul></div></Part> }
    });
    let ended = reviews::pages::ended_notice(&mut look, (Kind::Archetype, id.into())).await?;
    let crumbs = match &sheet.programme {
        Some(programme) => crumbs(programme, Some(&sheet.archetype)),
        None => Vec::new(),
    };
    let title = sheet.name.clone();
    let kicker = sheet.state();
    Page::ok(
        Section::Programmes,
        title.clone(),
        view! {
            <Stack>
                <PageHead title kicker crumbs>
                    <ButtonLink href=routes::archetype_markdown(id, sheet.number) icon=Icon::Download download=true>
                        {t.markdown}
                    </ButtonLink>
                </PageHead>
                <p class="muted handout-hint">{t.print_hint}</p>
                <div class="handout">
                    <Stack>{ended} {sections} {concepts}</Stack>
                    <figure class="handout-code">
                        <div class="handout-qr" role="img" aria-label=t.qr inner_html=picture></div>
                        <figcaption>{t.qr_hint} <br /> <span class="small">{address}</span></figcaption>
                    </figure>
                </div>
            </Stack>
        },
    )
}
