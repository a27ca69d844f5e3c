//! The texts that somebody looks after, and who can look after them instead.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{Line, Thing, finding::Span, rules, store::Facilitator};
use crate::{
    access::{self, Actor},
    db::Tx,
    error::Result,
    people::PersonId,
    reviews::{self, choosing},
    visits::coverage::Stand,
};

/// Those that go along with what is planned on these days and that the reader sees.
pub async fn lines(tx: &mut Tx, actor: &Actor, person: PersonId, span: Span) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for one in reviews::store::owned(tx, &actor.scope(), person).await? {
        if !rules::goes_along(one.review_on, span.until) {
            continue;
        }
        let thing = (one.kind, one.subject_id);
        let Some(subject) = reviews::subject(tx, actor, thing).await? else { continue };
        lines.push(Line {
            thing: Thing::Text(one.kind, one.subject_id),
            revision: one.revision,
            title: choosing::title(one.kind, one.name, &one.target),
            branch: None,
            place: one.programme,
            time: None,
            review_on: one.review_on,
            not: vec![person],
            may: reviews::rules::may_keep(subject.tie),
        });
    }
    Ok(lines)
}

/// Of those who facilitate, whoever sees each of these texts of a person.
pub async fn takers(
    tx: &mut Tx,
    person: PersonId,
    lines: &[&Line],
    facilitators: &[Facilitator],
) -> Result<Vec<Vec<Stand>>> {
    let mut seen: HashMap<PersonId, HashSet<Uuid>> = HashMap::new();
    if !lines.is_empty() {
        for one in facilitators.iter().filter(|one| one.id != person) {
            let scope = access::store::scope_of(tx, one.id).await?;
            let owned = reviews::store::owned(tx, &scope, person).await?;
            seen.insert(one.id, owned.into_iter().map(|text| text.subject_id).collect());
        }
    }
    let takers = lines.iter().map(|line| {
        let sees = |one: &&Facilitator| match line.thing {
            Thing::Text(_, id) => seen.get(&one.id).is_some_and(|seen| seen.contains(&id)),
            _ => false,
        };
        let stand = |one: &Facilitator| Stand {
            id: one.id,
            name: one.name.clone(),
            base: one.base.clone(),
            minutes: None,
        };
        facilitators.iter().filter(sees).map(stand).collect()
    });
    Ok(takers.collect())
}
