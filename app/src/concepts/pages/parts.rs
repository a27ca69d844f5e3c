//! What several pages of concepts show alike.

use leptos::prelude::*;

use crate::{
    concepts::{
        Concept, ConceptState, Named, PHASE,
        rules::{self, Fixed},
        texts::texts,
    },
    db::Tx,
    error::{Error, Result},
    judging,
    people::PersonId,
    phases::{self, Standing, gate},
    programmes::{self, Programme, ProgrammeId},
    request::{Look, Page},
    routes::{self, Section},
    ui::{Badge, ButtonLink, Inline, Notice, PageHead, Tone},
};

/// A programme of phases, and what the person may do with its concepts.
pub struct Around {
    pub programme: Programme,
    pub standing: Standing,
    /// Facilitates or leads.
    pub runs: bool,
    /// Takes part in the programme, whatever its phase.
    pub takes_part: bool,
    /// Takes part, and the programme is in the phase of concepts.
    pub works: bool,
    /// People judge its concepts now.
    round_open: bool,
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
        let closed = taken.err().map(gate::here).unwrap_or_default();
        let takes_part = phases::rules::takes_part(&actor, &standing, part);
        let justifying = standing.phase == judging::rules::PHASE;
        Ok(Around {
            programme,
            standing,
            runs: phases::rules::runs(&actor, &standing, part),
            takes_part,
            works: taken.is_ok() && takes_part,
            round_open: justifying && judging::store::is_open(tx, id).await?,
            closed,
        })
    }

    /// Why the text of a concept does not change now, whoever asks; `None` when it does.
    pub fn fixed(&self, state: ConceptState) -> Option<String> {
        let t = texts();
        match state {
            ConceptState::Merged => return Some(t.is_merged.to_owned()),
            ConceptState::Split => return Some(t.is_split.to_owned()),
            _ => {}
        }
        match rules::takes_text(&self.standing, state, self.round_open) {
            Ok(()) => None,
            Err(Fixed::Closed(closed)) => Some(gate::here(closed)),
            Err(Fixed::Judged) => Some(t.is_judged.to_owned()),
        }
    }

    /// Has a right to the text of a concept by these authors, whether it changes now or not.
    pub fn may_write(&self, authors: &[PersonId], person: PersonId) -> bool {
        self.takes_part && (self.runs || authors.contains(&person))
    }

    /// Changes the text of a concept now.
    pub fn changes(&self, concept: &Concept, authors: &[PersonId], person: PersonId) -> bool {
        self.may_write(authors, person) && self.fixed(concept.state).is_none()
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

/// Instead of a form that would be refused: why, and the way back.
pub fn shut(around: &Around, concept: &Concept, title: &'static str, why: String) -> Page {
    let (crumbs, kicker, back) =
        (around.crumbs_to_one(), concept.title.clone(), routes::concept(concept.id));
    Page::new(
        Section::Programmes,
        title,
        view! {
            <PageHead title kicker crumbs />
            <Notice><p>{why}</p></Notice>
            <Inline><ButtonLink href=back>{texts().back}</ButtonLink></Inline>
        },
    )
}

/// What has become of a concept, and how it was reasoned out.
pub fn badges(concept: &Concept) -> impl IntoView + use<> {
    let t = texts();
    let method = t.method(concept.method).name;
    let state = standing(concept.state, concept.decided_on, concept.revision);
    view! { <Inline>{state} <Badge>{method}</Badge></Inline> }
}

/// What has become of a concept, and that it was accepted as it read before when that is so.
pub fn standing(state: ConceptState, decided_on: Option<i64>, revision: i64) -> AnyView {
    let accepted = decided_on.filter(|_| state == ConceptState::Accepted);
    let older = accepted.and_then(|decided| judging::pages::older(decided, revision));
    view! { {state_badge(state)} {older.map(|mark| (" ", mark))} }.into_any()
}

fn state_badge(state: ConceptState) -> AnyView {
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
        let badge = standing(concept.state, concept.decided_on, concept.revision);
        view! { <li><a href=routes::concept(concept.id)>{concept.title}</a> {badge}</li> }
    });
    view! { <ul class="gaps">{lines.collect_view()}</ul> }.into_any()
}
