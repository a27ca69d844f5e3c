use leptos::{prelude::*, server_fn::ServerFn};

use super::parts::Around;
use crate::{
    concepts::{Concept, api::UndoDerivation, store, undo_texts::texts, undoing},
    error::Result,
    request::Look,
    ui::{
        Button, Confirm, Icon, Kind,
        form::{Form, Hidden},
    },
};

/// The way to take the merge or split back that made a concept or that it became part of, for those
/// who may; or why that is not possible any more.
pub async fn undo(look: &mut Look, around: &Around, concept: &Concept) -> Result<Option<AnyView>> {
    let t = texts();
    if !around.works {
        return Ok(None);
    }
    let Some(found) = undoing::derivation(&mut look.tx, concept).await? else { return Ok(None) };
    let mut writes = around.runs;
    for made in &found.made {
        let authors = store::authors(&mut look.tx, *made).await?;
        writes |= authors.iter().any(|person| person.id == look.actor.id);
    }
    if !writes {
        return Ok(None);
    }
    if let Some(why) = found.held {
        return Ok(Some(view! { <p class="muted">{t.held} " " {why}</p> }.into_any()));
    }
    let (label, text) = match found.split {
        true => (t.undo_split, t.undo_split_text),
        false => (t.undo_merge, t.undo_merge_text),
    };
    let id = concept.id.to_string();
    Ok(Some(
        view! {
            <Confirm label text kind=Kind::Quiet icon=Icon::Undo>
                <Form command=UndoDerivation::PATH inline=true>
                    <Hidden name="id" value=id />
                    <Button kind=Kind::Danger>{label}</Button>
                </Form>
            </Confirm>
        }
        .into_any(),
    ))
}
