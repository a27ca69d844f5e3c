//! Whom a comment calls: those who were chosen, and those whose whole name follows an `@`.

use super::{rules, texts::texts};
use crate::{
    db::Tx,
    error::{Problems, Result},
    people::{self, PersonBrief, PersonId, fold},
    provenance::Thing,
    reviews::choosing,
};

/// How many people of one name are looked at.
const NAMESAKES: i64 = 200;

/// The people whom a comment on a thing calls. Whoever may not see the thing is refused in words:
/// the call would not reach them.
pub async fn called(
    tx: &mut Tx,
    thing: Thing,
    body: &str,
    chosen: &[String],
    problems: &mut Problems,
) -> Result<Vec<PersonId>> {
    let t = texts();
    let ids: Vec<PersonId> = chosen.iter().filter_map(|id| id.parse().ok()).collect();
    let mut called = Vec::new();
    for person in people::store::briefs(tx, &ids).await? {
        match choosing::sees(tx, person.id, thing).await? {
            true => called.push(person.id),
            false => problems.add("mentions", (t.cannot_see)(&person.name)),
        }
    }
    for call in rules::calls(body) {
        let named = named(tx, &fold(call)).await?;
        let Some(name) = named.first().map(|person| person.name.clone()) else { continue };
        let mut seeing = Vec::new();
        for person in named {
            if choosing::sees(tx, person.id, thing).await? {
                seeing.push(person.id);
            }
        }
        match seeing[..] {
            [] => problems.add("body", (t.cannot_see)(&name)),
            [person] => called.push(person),
            // One of them was chosen already: that one is meant.
            _ if seeing.iter().any(|person| called.contains(person)) => {}
            _ => problems.add("body", (t.several)(&name)),
        }
    }
    called.sort_unstable();
    called.dedup();
    problems.require(called.len() <= rules::MENTIONS_MAX, "mentions", t.mentions_many);
    Ok(called)
}

/// The active people whose whole name a folded text begins with: those of the longest such name.
async fn named(tx: &mut Tx, text: &str) -> Result<Vec<PersonBrief>> {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric()).collect();
    let mut found: Vec<(usize, PersonBrief)> = people::store::find_active(tx, &word, NAMESAKES)
        .await?
        .into_iter()
        .filter_map(|person| {
            let name = fold(&person.name);
            rules::begins_with(text, &name).then_some((name.len(), person))
        })
        .collect();
    let longest = found.iter().map(|(length, _)| *length).max().unwrap_or_default();
    found.retain(|(length, _)| *length == longest);
    Ok(found.into_iter().map(|(_, person)| person).collect())
}
