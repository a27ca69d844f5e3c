//! Concepts and decisions as files.

use std::collections::HashMap;

use super::keys::{Keys, People};
use crate::{
    book::{
        folder::Leaf,
        fronts::{ConceptFront, DecisionFront, RevisionFront},
        store::{self, Revised},
    },
    concepts::ConceptId,
    db::Tx,
    error::Result,
    judging::DecisionId,
    knowledge::{NoteId, rules::clean},
    people::PersonId,
    programmes::ProgrammeId,
};

/// What belongs to each of several things.
pub fn grouped<Id: Eq + std::hash::Hash, T>(
    pairs: impl IntoIterator<Item = (Id, T)>,
) -> HashMap<Id, Vec<T>> {
    let mut groups: HashMap<Id, Vec<T>> = HashMap::new();
    for (id, thing) in pairs {
        groups.entry(id).or_default().push(thing);
    }
    groups
}

pub async fn concepts(
    tx: &mut Tx,
    programme: ProgrammeId,
    notes: &Keys<NoteId>,
    people: &mut People,
) -> Result<(Vec<Leaf<ConceptFront>>, Keys<ConceptId>)> {
    let made = store::concepts(tx, programme).await?;
    let keys = Keys::of("concepts", made.iter().map(|made| (made.id, made.title.as_str())));
    let authors = grouped(store::authors(tx, programme).await?);
    let sources = grouped(store::sources(tx, programme).await?);
    let origins = grouped(store::origins(tx, programme).await?);
    let revised = store::revisions(tx, programme).await?;
    let revised = grouped(revised.into_iter().map(|revised| (revised.concept_id, revised)));
    let mut leaves = Vec::new();
    for made in made {
        let all: &[PersonId] = authors.get(&made.id).map_or(&[], Vec::as_slice);
        let mut authors: Vec<String> = all.iter().map(|author| people.key(*author)).collect();
        authors.sort_unstable();
        let (revisions, parts) = history(revised.get(&made.id).map_or(&[], Vec::as_slice), people);
        let front = ConceptFront {
            title: made.title,
            method: made.method,
            figure_kind: made.figure_kind,
            figure: made.figure,
            state: made.state,
            authors,
            notes: notes.all(sources.get(&made.id).into_iter().flatten().copied()),
            made_of: keys.all(origins.get(&made.id).into_iter().flatten().copied()),
            revisions,
        };
        let key = keys.get(made.id).unwrap_or_default();
        leaves.push(Leaf { key, front, body: clean(&made.statement), parts });
    }
    Ok((leaves, keys))
}

/// Who wrote each revision, and how those before the last one read.
fn history(
    revised: &[Revised],
    people: &mut People,
) -> (Vec<RevisionFront>, Vec<(String, String)>) {
    let (mut fronts, mut parts) = (Vec::new(), Vec::new());
    for (number, one) in (1..).zip(revised) {
        let by = Some(people.key(one.editor_id));
        let mut front = RevisionFront {
            by,
            at: one.at,
            title: None,
            method: None,
            figure_kind: None,
            figure: String::new(),
        };
        if number < revised.len() {
            front.title = Some(one.title.clone());
            front.method = Some(one.method);
            front.figure_kind = one.figure_kind;
            front.figure = one.figure.clone();
            parts.push((format!("revision {number}"), clean(&one.statement)));
        }
        fronts.push(front);
    }
    (fronts, parts)
}

pub async fn decisions(
    tx: &mut Tx,
    programme: ProgrammeId,
    concepts: &Keys<ConceptId>,
    people: &mut People,
) -> Result<Vec<Leaf<DecisionFront>>> {
    let decided = store::decisions(tx, programme).await?;
    let titles = decided.iter().map(|decided| {
        let concept = concepts.get(decided.concept_id).unwrap_or_default();
        // The words of its concept, without the folder and the number.
        let words = concept.split_once('-').map_or("", |(_, words)| words).to_owned();
        (decided.id, words)
    });
    let titles: Vec<(DecisionId, String)> = titles.collect();
    let keys = Keys::of("decisions", titles.iter().map(|(id, words)| (*id, words.as_str())));
    let dissents = store::dissents(tx, programme).await?;
    let dissents = grouped(dissents.into_iter().map(|(id, person, body)| (id, (person, body))));
    let mut leaves = Vec::new();
    for decided in decided {
        let dissents = dissents.get(&decided.id).map_or(&[][..], Vec::as_slice);
        let names = dissents.iter().map(|(person, _)| match person {
            Some(person) => people.key(*person),
            None => String::new(),
        });
        let names = names.collect();
        let parts = (1..).zip(dissents);
        let parts = parts.map(|(number, (_, body))| (format!("dissent {number}"), clean(body)));
        let front = DecisionFront {
            concept: concepts.get(decided.concept_id).unwrap_or_default(),
            revision: decided.concept_revision,
            verdict: decided.verdict,
            by: Some(people.key(decided.decided_by)),
            at: decided.decided_at,
            owner: Some(people.key(decided.owner_id)),
            review_on: decided.review_on,
            options: clean(&decided.options),
            change_reason: clean(&decided.change_reason),
            scores: decided.scores.map(|scores| scores.0),
            dissent: names,
        };
        let key = keys.get(decided.id).unwrap_or_default();
        let parts = parts.collect();
        leaves.push(Leaf { key, front, body: clean(&decided.reasons), parts });
    }
    Ok(leaves)
}
