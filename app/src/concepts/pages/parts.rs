//! What several pages of concepts show alike.

use leptos::prelude::*;

use crate::{
    concepts::{Concept, ConceptState, Named, PHASE, texts::texts},
    db::Tx,
    error::{Error, Result},
    phases::{self, Standing, rules::Closed},
    programmes::{self, Programme, ProgrammeId},
    request::Look,
    routes::{self, Section},
    ui::{Badge, Inline, Tone},
};

/// A programme of phases, and what the person may do with its concepts.
pub struct Around {
    pub programme: Programme,
    pub standing: Standing,
    /// Facilitates or leads.
    pub runs: bool,
    /// Takes part, and the programme is in the phase of concepts.
    pub works: bool,
    /// Why the phase takes no work, in words; empty while it does.
    pub closed: String,
}

impl Around {
    pub async fn load(look: &mut Look, id: ProgrammeId) -> Result<Around> {
        let actor = look.actor.clone();
        let tx: &mut Tx = &mut look.tx;
        let found = programmes::store::find(tx, &actor.scope(), id).await?;
        let programme = found.ok_or(Error::NotFound)?.programme;
        let standing = phases::store::standing(tx, id).await?.ok_or(Error::NotFound)?;
        let part = phases::store::part(tx, id, actor.id).await?;
        let taken = phases::rules::takes_work(&standing, PHASE);
        let t = phases::texts::texts();
        let closed = match taken {
            Ok(()) => String::new(),
            Err(Closed::NotActive) => t.programme_over.to_owned(),
            Err(Closed::Over(now)) => (t.here_over)(now),
            Err(Closed::NotYet(now)) => (t.here_later)(now),
        };
        Ok(Around {
            programme,
            standing,
            runs: phases::rules::runs(&actor, &standing, part),
            works: taken.is_ok() && phases::rules::takes_part(&actor, &standing, part),
            closed,
        })
    }

    /// The way to the list.
    pub fn crumbs(&self) -> Vec<(String, String)> {
        let id = self.programme.id;
        vec![
            (programmes::texts::texts().programmes.into(), Section::Programmes.href().into()),
            (self.programme.name.clone(), routes::programme(id)),
        ]
    }

    /// The way to a concept.
    pub fn crumbs_to_one(&self) -> Vec<(String, String)> {
        let mut crumbs = self.crumbs();
        crumbs.push((texts().concepts.into(), routes::concepts(self.programme.id)));
        crumbs
    }
}

/// What has become of a concept, and how it was reasoned out.
pub fn badges(concept: &Concept) -> impl IntoView + use<> {
    let t = texts();
    let method = t.method(concept.method).name;
    let state = state_badge(concept.state);
    view! { <Inline>{state} <Badge>{method}</Badge></Inline> }
}

pub fn state_badge(state: ConceptState) -> AnyView {
    let tone = match state {
        ConceptState::Open => Tone::Info,
        ConceptState::Accepted => Tone::Good,
        ConceptState::Rework => Tone::Warn,
        ConceptState::Merged | ConceptState::Split | ConceptState::Aside => Tone::Neutral,
    };
    view! { <Badge tone>{texts().state(state)}</Badge> }.into_any()
}

/// Concepts by name, each a link, with what has become of it.
pub fn named_list(concepts: Vec<Named>) -> AnyView {
    let lines = concepts.into_iter().map(|concept| {
        let badge = state_badge(concept.state);
        view! { <li><a href=routes::concept(concept.id)>{concept.title}</a> {badge}</li> }
    });
    view! { <ul class="gaps">{lines.collect_view()}</ul> }.into_any()
}
