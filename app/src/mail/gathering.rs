//! One letter instead of several, when one change has written several to somebody.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Content, LetterKind, store, store::Part};
use crate::{db::Tx, error::Result, lang::Lang, people::PersonId};

/// Makes one letter for each person of those that this transaction has written about these things.
/// Who got one only keeps it as it is. What the letter says is made of the others, the soonest first;
/// they stay as its parts, so that it can be taken apart when one of them does not hold any more.
pub async fn gather(
    tx: &mut Tx,
    now: DateTime<Utc>,
    things: &[Uuid],
    words: &(dyn Fn(Lang, &[Content]) -> Content + Sync),
) -> Result<()> {
    if things.len() < 2 {
        return Ok(());
    }
    let mut of_people: BTreeMap<PersonId, Vec<Part>> = BTreeMap::new();
    for part in store::just_written(tx, things, now).await? {
        of_people.entry(part.person_id).or_default().push(part);
    }
    of_people.retain(|_, parts| parts.len() > 1);
    let people: Vec<PersonId> = of_people.keys().copied().collect();
    for recipient in store::recipients(tx, &people, false).await? {
        let Some(parts) = of_people.remove(&recipient.id) else { continue };
        let contents: Vec<Content> = parts.iter().map(|part| part.content.0.clone()).collect();
        let content = words(recipient.language, &contents);
        store::put_together(tx, recipient.id, kind(&parts), &content, &parts, now).await?;
    }
    Ok(())
}

/// An invitation when it is nothing else.
fn kind(parts: &[Part]) -> LetterKind {
    let invites = parts.iter().all(|part| part.kind == LetterKind::Invitation);
    if invites { LetterKind::Invitation } else { LetterKind::Change }
}
