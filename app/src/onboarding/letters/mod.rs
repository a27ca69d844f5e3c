//! Letters about CS days: to the new person and to whoever holds the days, not to whoever made the
//! change. They are written in the transaction of the change.
//!
//! Who has a letter that still waits does not know how it was before. They are told all days as they
//! are now, in its place.

mod about;
mod late;
mod reminding;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use about::About;
pub use reminding::remind;

use super::{
    Day, OnboardingId, store,
    telling::Change,
    texts::letters::{Story, Words},
};
use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    mail::{self, Content, Letter, LetterKind},
    people::{BranchId, PersonId},
    routes::{self, Section},
};

/// What has become of a day, for one of those concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Planned,
    Moved,
    Off,
}

/// What somebody does not know yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unheard {
    /// They know how it was before.
    Change,
    /// A letter about an earlier change was still waiting.
    Changes,
    /// Their first letter was still waiting.
    All,
}

/// Tells of days that have changed; `after` are all days as they are now.
pub(super) async fn days_changed(tx: &mut Tx, change: &Change<'_>, after: &[Day]) -> Result<()> {
    if !mail::store::is_set_up(tx).await? {
        return Ok(());
    }
    let Some(one) = store::by_id(tx, change.onboarding).await? else { return Ok(()) };
    for before in change.before {
        if let Some((holder, at)) = before.instructor_id.zip(before.starts_at) {
            // It names who comes; what is left of it is written anew.
            let occasion = holding(before.branch_id, at);
            mail::store::withdraw_from(tx, holder, &occasion).await?;
        }
    }
    let mut people: BTreeMap<PersonId, Unheard> = BTreeMap::new();
    for (person, kind) in mail::withdraw(tx, change.onboarding.into()).await? {
        let unheard = match kind {
            LetterKind::Invitation => Unheard::All,
            LetterKind::Reminder => Unheard::Change,
            _ => Unheard::Changes,
        };
        let known = people.entry(person).or_insert(unheard);
        if unheard == Unheard::All {
            *known = unheard;
        }
    }
    let changed: BTreeSet<i64> = change.before.iter().map(|day| day.number).collect();
    let now = after.iter().filter(|day| changed.contains(&day.number));
    let holders = change.before.iter().chain(now).filter_map(|day| day.instructor_id);
    for person in holders.chain([one.person_id]) {
        people.entry(person).or_insert(Unheard::Change);
    }
    let about = About { onboarding: &one, days: after, before: change.before, now: change.at };
    for (person, unheard) in people {
        // Whoever makes a change knows it, but not what a letter would have told them before.
        if unheard == Unheard::Change && change.by == Some(person) {
            continue;
        }
        if let Some(told) = about.to(person, unheard) {
            write(tx, change, &about, person, &told).await?;
        }
    }
    Ok(())
}

/// What somebody is told.
struct Told<'a> {
    kind: LetterKind,
    turn: Turn,
    rows: Vec<Row<'a>>,
    expires_at: DateTime<Utc>,
}

/// A day in a letter: as it is, and as it was when that is to be told.
struct Row<'a> {
    day: &'a Day,
    before: Option<&'a Day>,
    turn: Turn,
    /// Who holds it now that they do not any more.
    taken_by: Option<&'a str>,
}

async fn write(
    tx: &mut Tx,
    change: &Change<'_>,
    about: &About<'_>,
    person: PersonId,
    told: &Told<'_>,
) -> Result<()> {
    let own = person == about.onboarding.person_id;
    let words = |lang: Lang| {
        let t = Words::of(lang);
        let story: &Story = if own { &t.own } else { &t.held };
        let name = &about.onboarding.name;
        let (subject, line) = match told.turn {
            Turn::Planned => ((story.planned)(name), story.planned_text),
            Turn::Moved => ((story.changed)(name), story.changed_text),
            Turn::Off => ((story.off)(name), story.off_text),
        };
        let mut facts = Vec::new();
        if !own {
            facts.push((t.person.to_owned(), about.who()));
        }
        for row in &told.rows {
            facts.extend(about::row(lang, row, own));
        }
        if !change.reason.is_empty() {
            facts.push((t.reason.to_owned(), change.reason.to_owned()));
        }
        let lines = match told.rows.is_empty() {
            true => vec![t.none_left.to_owned()],
            false => vec![line.to_owned()],
        };
        let onboarding = routes::onboarding(about.onboarding.id);
        let link = match (own, told.turn) {
            (true, _) => Some((t.see_own.to_owned(), Section::Onboarding.href().to_owned())),
            // They may not see it any more.
            (false, Turn::Off) => None,
            (false, _) => Some((t.see_person.to_owned(), onboarding)),
        };
        Content { subject, lines, facts, link, ..Content::default() }
    };
    let letter = Letter {
        kind: told.kind,
        about: about.onboarding.id.into(),
        occasion: occasion(about.onboarding.id, about.days),
        expires_at: told.expires_at,
        words: &words,
    };
    mail::post(tx, change.at, &letter, &[person]).await?;
    Ok(())
}

/// Every change of a day has a revision of its own.
fn occasion(id: OnboardingId, days: &[Day]) -> String {
    let revisions: Vec<String> = days.iter().map(|day| day.revision.to_string()).collect();
    format!("onboarding:{id}:{}", revisions.join("."))
}

/// The occasion of a reminder to whoever holds a day somewhere: one, however many come.
fn holding(branch: Option<BranchId>, starts_at: DateTime<Utc>) -> String {
    let branch = branch.map(|branch| branch.to_string()).unwrap_or_default();
    format!("onboarding-held:{branch}:{}", starts_at.timestamp())
}
