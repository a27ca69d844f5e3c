//! Whom and what the forms offer to choose from.

use super::{Subject, store};
use crate::{
    access::{self, Scope},
    db::Tx,
    error::{Error, Result},
    people::{self, PersonBrief, PersonId, fold},
    practices,
    provenance::{self, Kind, Thing},
    request::Posted,
    ui::form::Choice,
};

/// What the buttons that look for something send as `press`.
pub const FIND: &str = "find";

/// How many people a search looks at, and how many are offered.
const LOOKED_AT: i64 = 60;
const OFFERED: usize = 20;
/// How many things are offered without a search.
const THINGS: usize = 40;

/// Whether the form was sent to look for something, or with a search that nobody has answered yet:
/// then it goes on and shows what was found.
pub fn looking(press: &str, find: &str, found: &str) -> Result<()> {
    let unanswered = !find.trim().is_empty() && find.trim() != found.trim();
    if press == FIND || unanswered { Err(Error::Continued(Vec::new())) } else { Ok(()) }
}

/// Whether a person may see a thing.
pub async fn sees(tx: &mut Tx, person: PersonId, (kind, id): Thing) -> Result<bool> {
    let scope: Scope = access::store::scope_of(tx, person).await?;
    let node = provenance::store::node(tx, &scope, kind, id).await?;
    Ok(node.is_some_and(|node| !node.only_read))
}

/// Active people whose name holds every word of `text` and who may see a thing.
pub async fn people(tx: &mut Tx, thing: Thing, text: &str) -> Result<Vec<PersonBrief>> {
    let mut seeing = Vec::new();
    for person in people::store::find_active(tx, text, LOOKED_AT).await? {
        if seeing.len() < OFFERED && sees(tx, person.id, thing).await? {
            seeing.push(person);
        }
    }
    Ok(seeing)
}

/// What was typed into a search of the refused form of a command.
pub fn searched(command: &str, field: &str) -> Option<String> {
    let posted = leptos::prelude::use_context::<Posted>().filter(|p| *p.command == *command)?;
    posted.all(field).next().map(str::to_owned).filter(|text| !text.trim().is_empty())
}

/// A person beside their box.
pub fn person(person: PersonBrief) -> Choice {
    let about: Vec<_> =
        [person.position, person.branch].into_iter().filter(|part| !part.is_empty()).collect();
    Choice::new(person.id, person.name).hint(about.join(" · "))
}

/// The things that could take another's place and whose title holds every word of `text`.
pub async fn successors(
    tx: &mut Tx,
    scope: &Scope,
    subject: &Subject,
    text: &str,
) -> Result<Vec<Choice>> {
    let text = fold(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = store::candidates(tx, scope, subject.thing, subject.programme).await?;
    let choices = found.into_iter().filter_map(|(id, name, target, programme)| {
        let title = title(subject.thing.0, name, &target);
        let folded = fold(&title);
        let fits = words.iter().all(|word| folded.contains(word));
        fits.then(|| Choice::new(id, title).hint(programme))
    });
    Ok(choices.take(THINGS).collect())
}

/// What a thing is called, of its name and, for a practice, to whom it went.
pub fn title(kind: Kind, name: String, target: &str) -> String {
    match kind {
        Kind::Practice => (practices::texts::texts().practice_of)(&name, target),
        _ => name,
    }
}
