use leptos::prelude::*;

use super::one::{about, sources, text};
use crate::{
    concepts::{ConceptId, store},
    error::{Error, Result},
    judging, knowledge, links, practices, provenance,
    request::{Look, Page},
    routes::{self, Section},
    ui::{ButtonLink, Columns, Icon, Kind, Notice, PageHead, Stack},
};

/// A concept for whoever sees a practice that came of it, but not its programme: the text, what was
/// decided about it and the notes behind it, and nothing to do.
pub async fn read(mut look: Look, id: ConceptId) -> Result<Page> {
    let scope = look.actor.scope();
    let concept = store::came(&mut look.tx, &scope, id).await?;
    let mut concept = concept.ok_or(Error::NotFound)?;
    concept.html = links::shown(&mut look.tx, &scope, concept.html).await?;
    let authors = store::authors(&mut look.tx, id).await?;
    let all = store::sources(&mut look.tx, id).await?.len();
    let notes = knowledge::store::readable_of(&mut look.tx, &scope, id, all).await?;
    let decisions = judging::pages::on_concept(&mut look, id).await?;
    let (text, sources) = (text(&concept), sources(&notes, all - notes.len()));
    let about = about(&concept, authors);
    let way = routes::provenance("concept", id);
    let title = concept.title;
    Page::ok(
        Section::Knowledge,
        title.clone(),
        view! {
            <Stack>
                <PageHead title>
                    <ButtonLink href=way icon=Icon::Path kind=Kind::Quiet>
                        {provenance::texts::texts().link}
                    </ButtonLink>
                </PageHead>
                <Notice><p>{practices::texts::texts().came_along}</p></Notice>
                <Columns>
                    <Stack>{text} {decisions} {sources}</Stack>
                    <Stack>{about}</Stack>
                </Columns>
            </Stack>
        },
    )
}
