//! The form of a decision.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{around::Around, parts};
use crate::{
    error::Result,
    judging::{
        Snapshot, Verdict,
        api::Decide,
        deciding, rules,
        store::{self, Concept, Decision},
        texts::texts,
    },
    request::{Look, refused},
    ui::{
        Button, Kind, Notice,
        form::{Area, Choice, Form, Hidden, Radios, Select, Text},
    },
};

/// What the forms of a page have in common.
pub struct Deciding {
    owners: Vec<Choice>,
    /// The last results, with the number of their round.
    results: Option<(i64, Snapshot)>,
}

impl Deciding {
    pub async fn load(look: &mut Look, around: &Around) -> Result<Deciding> {
        let people = store::participants(&mut look.tx, around.programme.id).await?;
        let me = &look.actor;
        let myself = (!people.iter().any(|person| person.id == me.id))
            .then(|| Choice::new(me.id, me.name.clone()));
        let results = match around.revealed() {
            Some(round) => {
                store::published(&mut look.tx, round.id).await?.map(|found| (round.number, found))
            }
            None => None,
        };
        let owners = people.into_iter().map(|person| {
            let about = [person.name, person.position].into_iter().filter(|part| !part.is_empty());
            Choice::new(person.id, about.collect::<Vec<_>>().join(" · "))
        });
        Ok(Deciding { owners: myself.into_iter().chain(owners).collect(), results })
    }
}

/// To decide about a concept, or to replace the decision that holds.
pub fn form(deciding: &Deciding, concept: &Concept, standing: Option<&Decision>) -> AnyView {
    let t = texts();
    let key = concept.id.to_string();
    let refused = refused(Decide::PATH, &key);
    let scores = deciding
        .results
        .as_ref()
        .and_then(|(round, snapshot)| deciding::scores(snapshot, *round, concept.id));
    let scores = scores.map(|scores| {
        let older = parts::older(scores.revision, concept.revision);
        view! { <Notice><p>{parts::scores(&scores)} " " {older}</p></Notice> }
    });
    let replaces = standing.is_some();
    let label = if standing.is_some() { t.decide_anew } else { t.decide };
    let after = standing.map_or(0, |decision| decision.number);
    let verdicts = vec![
        Choice::new(Verdict::Accept, t.accept).hint(t.accept_hint),
        Choice::new(Verdict::Rework, t.rework).hint(t.rework_hint),
        Choice::new(Verdict::Aside, t.aside).hint(t.aside_hint),
    ];
    let owners = deciding.owners.clone();
    let revision = concept.revision.to_string();
    view! {
        <details class="form-section" open=refused>
            <summary>{label}</summary>
            <Form command=Decide::PATH key=key.clone()>
                <Hidden name="concept" value=key />
                <Hidden name="revision" value=revision />
                <Hidden name="after" value=after.to_string() />
                {scores}
                <Radios name="verdict" label=t.verdict choices=verdicts />
                {replaces.then(|| view! {
                    <Area name="change_reason" label=t.change_reason rows=2u32 maxlength=rules::TEXT_MAX as u32 />
                })}
                <Area name="options" label=t.options hint=t.options_hint rows=3u32 maxlength=rules::TEXT_MAX as u32 />
                <Area name="reasons" label=t.reasons hint=t.reasons_hint rows=3u32 maxlength=rules::TEXT_MAX as u32 />
                <Select name="owner" label=t.owner hint=t.owner_hint choices=owners empty=t.choose />
                <Text name="review_on" label=t.review_on hint=t.review_hint kind="date" />
                <div class="form-actions"><Button kind=Kind::Primary>{label}</Button></div>
            </Form>
        </details>
    }
    .into_any()
}
