//! Writing letters, inside the transaction of whatever causes them.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Content, LetterKind, Recipient, rules, store};
use crate::{db::Tx, error::Result, lang::Lang, people::PersonId};

/// A letter that is to be written to one or many.
pub struct Letter<'a> {
    pub kind: LetterKind,
    /// The thing it is about: the id of a session, a visit, a person.
    pub about: Uuid,
    /// What makes it one letter: nobody gets a second one with the same text here, however often
    /// it is posted. `moved:{session}:{revision}`, `reminder:{session}:{its start}`.
    pub occasion: String,
    /// From then on it would be of no use.
    pub expires_at: DateTime<Utc>,
    /// What it says in each language.
    pub words: &'a (dyn Fn(Lang) -> Content + Sync),
}

/// Writes the letter to each of these people who has an address, in their language. Reminders go
/// to those who want them. Answers how many were written.
///
/// When letters are not set up none is written, and nothing is made up for later: who was not told
/// then is not told next month. A command that is rolled back takes its letters along.
pub async fn post(
    tx: &mut Tx,
    now: DateTime<Utc>,
    letter: &Letter<'_>,
    to: &[PersonId],
) -> Result<usize> {
    if to.is_empty() || letter.expires_at <= now || !store::hold_set_up(tx).await? {
        return Ok(0);
    }
    let optional = rules::can_do_without(letter.kind);
    let recipients = store::recipients(tx, to, optional).await?;
    let mut contents: Vec<(Lang, Content)> = Vec::new();
    for recipient in &recipients {
        if !contents.iter().any(|(known, _)| *known == recipient.language) {
            contents.push((recipient.language, (letter.words)(recipient.language)));
        }
    }
    let in_words = |recipient: &Recipient| {
        let found = contents.iter().find(|(known, _)| *known == recipient.language);
        found.map(|(_, content)| (recipient.id, content))
    };
    let rows: Vec<(PersonId, &Content)> = recipients.iter().filter_map(in_words).collect();
    store::add(tx, letter, &rows, now).await
}

/// Takes back the letters about a thing that are still waiting, and answers to whom they were and
/// of which kind: who has not heard of a session need not hear that it has moved. Farewells stay; see
/// [`withdraw_farewells`].
pub async fn withdraw(tx: &mut Tx, about: Uuid) -> Result<Vec<(PersonId, LetterKind)>> {
    store::take_apart(tx, about).await?;
    store::withdraw(tx, about).await
}

/// Takes back the farewells of people whom a thing concerns again; answers whose they were.
pub async fn withdraw_farewells(
    tx: &mut Tx,
    about: Uuid,
    people: &[PersonId],
) -> Result<Vec<PersonId>> {
    store::withdraw_farewells(tx, about, people).await
}
