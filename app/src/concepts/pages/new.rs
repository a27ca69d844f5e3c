use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::{
    fields::{self, Shown},
    parts::Around,
};
use crate::{
    concepts::{
        ConceptId,
        api::AddConcept,
        choosing::{self, Chosen},
        rules, store,
        texts::texts,
    },
    error::{Error, Result},
    knowledge::NoteId,
    programmes::ProgrammeId,
    request::{Look, Page, Posted, query},
    routes::{self, Section},
    ui::{
        Button, ButtonLink, Kind, Notice, PageHead,
        form::{Checks, Choice, Form, Hidden},
    },
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// A note to begin with.
    note: String,
    /// Merges concepts; names the first of them, if one is chosen already.
    merge: Option<String>,
    /// A concept that the turn before left open.
    takes_up: String,
}

/// `/programmes/{id}/concepts/new`: a concept from notes, from several concepts (`?merge`), or from one
/// that the turn before left open (`?takes_up`).
pub async fn new(id: ProgrammeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let asked: Asked = query();
    let around = Around::load(&mut look, id).await?;
    // A text that was sent is not lost, whatever has happened to the phase meanwhile.
    let refused = use_context::<Posted>().is_some();
    if !around.works && !refused {
        return match around.closed.is_empty() {
            true => Err(Error::Forbidden),
            false => Ok(closed(&around)),
        };
    }
    let note: Option<NoteId> = asked.note.parse().ok();
    let chosen = Chosen { sources: note.into_iter().collect(), ..Chosen::default() };
    let offer = choosing::offer(&mut look.tx, &look.actor, id, &chosen).await?;
    let merging = asked.merge.is_some();
    let origins = match merging {
        true => Some(origins(&mut look, &around, asked.merge.unwrap_or_default()).await?),
        false => None,
    };
    let left: Option<ConceptId> = asked.takes_up.parse().ok();
    let open = match left {
        Some(_) => choosing::left_open(&mut look.tx, &look.actor.scope(), id).await?,
        None => Vec::new(),
    };
    let taken = open.into_iter().find(|open| Some(open.id) == left);
    // Somebody was first.
    let lost = match (left, &taken) {
        (Some(_), None) => store::taken_up(&mut look.tx, id).await?,
        _ => Vec::new(),
    };
    let lost = lost.into_iter().find(|one| Some(one.left) == left).map(|one| {
        let (href, title) = (routes::concept(one.by), one.title);
        view! { <Notice title=t.lost><p><a href=href>{title}</a>". "{t.lost_text}</p></Notice> }
    });
    let shown = Shown {
        sources: chosen.sources.iter().map(ToString::to_string).collect(),
        ..taken.as_ref().map(Shown::text_of).unwrap_or_default()
    };
    let from = taken.as_ref().map(|taken| {
        let (href, title) = (routes::concept(taken.id), taken.title.clone());
        view! { <Notice title=t.taking_up><p><a href=href>{title}</a>". "{t.taking_up_text}</p></Notice> }
    });
    let more = merging || taken.is_some();
    let taken = taken.map(|taken| taken.id.to_string());
    let title = if merging { t.merge_title } else { t.new_title };
    let crumbs = around.crumbs_to_one();
    Page::ok(
        Section::Programmes,
        title,
        view! {
            <PageHead title crumbs />
            {from}
            {lost}
            <Form command=AddConcept::PATH keep=true>
                <Hidden name="programme" value=id.to_string() />
                {taken.map(|taken| view! { <Hidden name="takes_up" value=taken /> })}
                {origins.map(|(choices, values)| view! {
                    <Checks name="origins" label=t.origins hint=t.origins_hint choices values />
                })}
                // What others were made from comes along, so that more notes come last.
                {(!more).then(|| fields::sources(&offer, &shown, false))}
                {fields::words(&shown)}
                {more.then(|| fields::sources(&offer, &shown, true))}
                {fields::authors(&offer, &shown, t.authors)}
                <div class="form-actions">
                    <Button kind=Kind::Primary>{if merging { t.merge } else { t.create }}</Button>
                    <ButtonLink href=routes::concepts(id) kind=Kind::Quiet>{t.cancel}</ButtonLink>
                </div>
            </Form>
        },
    )
}

/// The concepts that the person may merge, and which of them is chosen already.
async fn origins(
    look: &mut Look,
    around: &Around,
    first: String,
) -> Result<(Vec<Choice>, Vec<String>)> {
    let first: Option<ConceptId> = first.parse().ok();
    let (id, me) = (around.programme.id, look.actor.id);
    let listed = store::list(&mut look.tx, id, "").await?;
    let authors = store::authors_of(&mut look.tx, id).await?;
    let own = store::written_by(&mut look.tx, id, me).await?;
    let theirs = listed.into_iter().filter(|listed| {
        let mine = own.contains(&listed.concept.id).then_some(me);
        rules::may_derive(&listed.concept, mine.as_slice(), me, around.runs)
    });
    let choices = theirs.map(|listed| {
        let names = authors.get(&listed.concept.id).cloned().unwrap_or_default();
        Choice::new(listed.concept.id, listed.concept.title).hint(names.join(", "))
    });
    Ok((choices.collect(), first.into_iter().map(|id| id.to_string()).collect()))
}

fn closed(around: &Around) -> Page {
    let t = texts();
    let (crumbs, text) = (around.crumbs_to_one(), around.closed.clone());
    Page::new(
        Section::Programmes,
        t.new_title,
        view! {
            <PageHead title=t.new_title crumbs />
            <Notice><p>{text}</p></Notice>
        },
    )
}
