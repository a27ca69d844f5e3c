use std::collections::BTreeMap;

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{crumbs, kicker};
use crate::{
    archetypes::{
        ArchetypeId, Source, api::SaveArchetype, building, rules, store, store::Found, texts::texts,
    },
    error::{Error, Result},
    knowledge::{self, NoteId},
    phases::gate,
    practices,
    programmes::ProgrammeId,
    provenance,
    request::{Look, Page},
    routes::{self, Section},
    search::finding,
    ui::{
        Button, ButtonLink, Kind, Notice, PageHead, Stack,
        form::{Checks, Choice, Form, Hidden, Text},
    },
};

/// How many notes are offered to choose from.
const NOTES: usize = 60;

/// `/archetypes/{id}/edit`: its name and what it is made of.
pub async fn edit(id: ArchetypeId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let found = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let Found { archetype, programme } = found;
    let standing = store::standing(&mut look.tx, &look.actor, &programme, Some(&archetype)).await?;
    building::require(rules::may_shape(standing))?;
    let closed = gate::closed(&mut look.tx, programme.id, rules::PHASE)
        .await?
        .map(|text| view! { <Notice><p>{text}</p></Notice> });
    let linked = store::concepts(&mut look.tx, id).await?;
    let accepted = store::accepted(&mut look.tx, programme.id).await?;
    let (notes, chosen) = notes(&mut look, id, programme.id).await?;
    let values = linked.iter().map(|source| source.id.to_string()).collect();
    let concepts = merged(accepted, linked);
    let name = archetype.name.clone();
    let (kicker, crumbs) = (kicker(&programme), crumbs(&programme, Some(&archetype)));
    Page::ok(
        Section::Programmes,
        t.edit_title,
        view! {
            <Stack>
                <PageHead title=t.edit_title kicker crumbs />
                {closed}
                <Form command=SaveArchetype::PATH>
                    <Hidden name="id" value=id.to_string() />
                    <Hidden name="revision" value=archetype.revision.to_string() />
                    <Text name="name" label=t.name value=name maxlength=rules::NAME_MAX as u32 />
                    <Checks name="concepts" label=t.concepts hint=t.made_of_hint choices=concepts values optional=true />
                    <Checks name="notes" label=t.existing hint=t.existing_hint choices=notes values=chosen optional=true />
                    <div class="form-actions">
                        <Button kind=Kind::Primary>{t.save}</Button>
                        <ButtonLink href=routes::archetype(id) kind=Kind::Quiet>{t.cancel}</ButtonLink>
                    </div>
                </Form>
            </Stack>
        },
    )
}

fn merged(accepted: Vec<Source>, linked: Vec<Source>) -> Vec<Choice> {
    let all: BTreeMap<Uuid, String> =
        accepted.into_iter().chain(linked).map(|source| (source.id, source.title)).collect();
    all.into_iter().map(|(id, title)| Choice::new(id, title)).collect()
}

/// The notes of the programme that the person sees and those linked already, and which those are.
async fn notes(
    look: &mut Look,
    id: ArchetypeId,
    programme: ProgrammeId,
) -> Result<(Vec<Choice>, Vec<String>)> {
    let scope = look.actor.scope();
    let mut choices: Vec<(NoteId, String)> = Vec::new();
    let mut chosen = Vec::new();
    for linked in store::notes(&mut look.tx, id).await? {
        if let Some(note) = knowledge::store::find(&mut look.tx, &scope, linked.into()).await? {
            choices.push((note.id, knowledge::markdown::excerpt(&note.body, 120)));
            chosen.push(note.id.to_string());
        }
    }
    // What the turn before left, then what was said in this one.
    let mut all = Vec::new();
    for (kind, id, ..) in practices::store::carried(&mut look.tx, programme).await? {
        if kind == provenance::Kind::Note {
            all.extend(knowledge::store::find(&mut look.tx, &scope, id.into()).await?);
        }
    }
    all.extend(finding::notes_of(&mut look.tx, &scope, programme, None, NOTES).await?);
    for note in all {
        if !choices.iter().any(|(id, _)| *id == note.id) {
            choices.push((note.id, knowledge::markdown::excerpt(&note.body, 120)));
        }
    }
    Ok((choices.into_iter().map(|(id, text)| Choice::new(id, text)).collect(), chosen))
}
