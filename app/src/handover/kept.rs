//! The texts that somebody looks after, and who can look after them instead.

use std::collections::HashSet;

use uuid::Uuid;

use super::{Line, Thing, finding::Span, rules, store::Facilitator};
use crate::{
    access::{self, Actor},
    db::Tx,
    error::Result,
    people::PersonId,
    reviews::{self, Tie, choosing},
    visits::instead::Stand,
};

/// Those that go along with what is planned on these days and that the reader sees.
pub async fn lines(tx: &mut Tx, actor: &Actor, person: PersonId, span: Span) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for one in reviews::store::owned(tx, &actor.scope(), person).await? {
        if !rules::goes_along(one.review_on, span.until) {
            continue;
        }
        // One's own practice may have gone to one's branch from a programme that one does not see.
        let thing = (one.kind, one.subject_id);
        if !one.seen && reviews::subject(tx, actor, thing).await?.is_none() {
            continue;
        }
        let leads = reviews::rules::leads(actor, one.branch_id, one.went_to);
        let tie = Tie { owner: person == actor.id, leads, ..Tie::default() };
        lines.push(Line {
            thing: Thing::Text(one.kind, one.subject_id),
            revision: one.revision,
            title: choosing::title(one.kind, one.name, &one.target),
            branch: None,
            place: one.programme,
            time: None,
            review_on: one.review_on,
            not: vec![person],
            may: reviews::rules::may_keep(tie),
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
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    let everything = access::store::see_everything(tx).await?;
    let seen: HashSet<(PersonId, Uuid)> =
        reviews::store::who_sees(tx, person).await?.into_iter().collect();
    let takers = lines.iter().map(|line| {
        let sees = |one: &&Facilitator| match line.thing {
            Thing::Text(_, id) => {
                one.id != person && (everything.contains(&one.id) || seen.contains(&(one.id, id)))
            }
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
