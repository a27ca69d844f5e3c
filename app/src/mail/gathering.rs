//! One letter instead of several, when one change has written several to somebody.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Content, Letter, LetterId, LetterKind, Part, Several, store};
use crate::{db::Tx, error::Result, lang::Lang, people::PersonId};

/// Makes one letter for each person of those that this transaction has written about these things.
/// Who got one only keeps it as it is. What the letter says is made of the others, the soonest first.
pub async fn gather(
    tx: &mut Tx,
    now: DateTime<Utc>,
    things: &[Uuid],
    words: &(dyn Fn(Lang, &[Part]) -> Content + Sync),
) -> Result<()> {
    if things.len() < 2 {
        return Ok(());
    }
    let mut of_people: BTreeMap<PersonId, Vec<(LetterId, Part)>> = BTreeMap::new();
    for (id, person, part) in store::just_written(tx, things, now).await? {
        of_people.entry(person).or_default().push((id, part));
    }
    of_people.retain(|_, letters| letters.len() > 1);
    let people: Vec<PersonId> = of_people.keys().copied().collect();
    for recipient in store::recipients(tx, &people, false).await? {
        let Some(letters) = of_people.remove(&recipient.id) else { continue };
        let mut parts = Vec::with_capacity(letters.len());
        for (id, part) in letters {
            store::take_apart(tx, id).await?;
            parts.push(part);
        }
        let content = words(recipient.language, &parts);
        store::add_several(tx, recipient.id, &Several { content, parts }, now).await?;
    }
    Ok(())
}

/// Makes several letters again of those that wait and are about this thing, too.
pub(super) async fn scatter(tx: &mut Tx, about: Uuid) -> Result<()> {
    for (id, person, written_at, several) in store::several_waiting(tx).await? {
        let concerned = several.parts.iter().any(|part| part.about == about);
        if !concerned || !store::take_apart(tx, id).await? {
            continue;
        }
        for part in several.parts {
            let content = part.content;
            let letter = Letter {
                kind: part.kind,
                about: part.about,
                occasion: part.occasion,
                expires_at: part.expires_at,
                words: &|_| Content::default(),
            };
            store::add(tx, &letter, &[(person, &content)], written_at).await?;
        }
    }
    Ok(())
}

impl Several {
    /// An invitation when it is nothing else.
    pub fn kind(&self) -> LetterKind {
        let invites = self.parts.iter().all(|part| part.kind == LetterKind::Invitation);
        if invites { LetterKind::Invitation } else { LetterKind::Change }
    }
}
