//! A release for whoever it came to: read without its programme.

use leptos::prelude::*;

use super::{
    one::linked_notes,
    side::Sources,
    version::{About, section},
};
use crate::{
    archetypes::{ArchetypeId, handout::accepted, store, texts::texts},
    error::{Error, Result},
    links, practices,
    provenance::{self, Kind as Thing},
    request::{Look, Page},
    reviews,
    routes::{self, Section},
    ui::{ButtonLink, Columns, Icon, Notice, PageHead, Stack},
};

/// The version that came to the branch or department of the reader, as it was frozen; the one of this
/// number when it did. What is built now, and who built it, stays with the programme.
pub async fn read(mut look: Look, id: ArchetypeId, number: Option<i64>) -> Result<Page> {
    let t = texts();
    let scope = look.actor.scope();
    let version = match number {
        None => store::came(&mut look.tx, &scope, id).await?,
        Some(number) => match practices::store::offered_to(&mut look.tx, &scope, id, number).await?
        {
            true => store::version(&mut look.tx, id, number).await?,
            false => None,
        },
    };
    let version = version.ok_or(Error::NotFound)?;
    let number = version.number;
    let mut copy = store::copy(&mut look.tx, id, number).await?;
    for frozen in &mut copy {
        let html = std::mem::take(&mut frozen.html);
        frozen.html = links::shown(&mut look.tx, &scope, html).await?;
    }
    let ended = reviews::pages::ended_notice(&mut look, (Thing::Archetype, id.into())).await?;
    let concepts = accepted(store::concepts(&mut look.tx, id).await?);
    let notes = linked_notes(&mut look, id).await?;
    let sections = copy.into_iter().map(section).collect_view();
    let zone = look.actor.zone.clone();
    let title = version.name.clone();
    Page::ok(
        Section::Knowledge,
        title.clone(),
        view! {
            <PageHead title kicker=(t.version_number)(number)>
                <ButtonLink href=routes::handout(id, Some(number)) icon=Icon::Print>{t.handout}</ButtonLink>
                <ButtonLink href=routes::provenance("archetype", id) icon=Icon::Path>{provenance::texts::texts().link}</ButtonLink>
            </PageHead>
            {ended}
            <Notice><p>{practices::texts::texts().came_along}</p></Notice>
            <Columns>
                <Stack>{sections}</Stack>
                <Stack>
                    <About version zone />
                    <Sources concepts notes />
                </Stack>
            </Columns>
        },
    )
}
