//! Letters about sessions: to those who are invited and those who facilitate, not to whoever made
//! the change. They are written in the transaction of the change.
//!
//! Who has a letter that still waits has not heard of the session yet. They are told what holds now,
//! as an invitation, and nothing when there is nothing left to be invited to. That somebody need not
//! come holds whatever changes afterwards: such a letter is taken back only when they are to come again.

mod about;
mod concerned;
mod reminding;
mod several;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use chrono::{DateTime, Utc};

pub use about::About;
pub use concerned::Concerned;
use concerned::TakenBack;
pub use reminding::{AHEAD, JUST_HEARD, LATEST, remind};
pub use several::together;

use super::{Session, store, texts::letters::Words};
use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    mail::{self, Content, Letter, LetterKind},
    people::PersonId,
};

/// Invites to a session that is new.
pub async fn planned(
    tx: &mut Tx,
    now: DateTime<Utc>,
    session: &Session,
    by: PersonId,
) -> Result<()> {
    if !worth_it(tx, session, now).await? {
        return Ok(());
    }
    let about = About::of(tx, session).await?;
    let concerned = Concerned::to_write(tx, &about).await?;
    invite(tx, now, &about, concerned, None, &HashSet::new(), by).await
}

/// What a session was like before somebody changed it.
pub struct Before {
    about: About,
    concerned: Concerned,
}

impl Before {
    /// Looks before the change; `None` when nobody would be told anyway.
    pub async fn of(tx: &mut Tx, session: &Session, now: DateTime<Utc>) -> Result<Option<Before>> {
        if !worth_it(tx, session, now).await? {
            return Ok(None);
        }
        let about = About::of(tx, session).await?;
        let concerned = Concerned::to_write(tx, &about).await?;
        Ok(Some(Before { about, concerned }))
    }

    /// Tells those who stay what is different, invites those who are new, and tells those who need
    /// not come any more. The reason is empty when nobody was asked for one.
    pub async fn tell_changes(
        self,
        tx: &mut Tx,
        now: DateTime<Utc>,
        session: &Session,
        reason: &str,
        by: PersonId,
    ) -> Result<()> {
        // The revision that the change has made.
        let Some(session) = store::by_id(tx, session.id).await? else { return Ok(()) };
        let after = About::of(tx, &session).await?;
        let back = TakenBack::of(tx, now, &after).await?;
        let concerned = &back.concerned;
        let was = self.concerned.without(&back.listed);
        let before: HashSet<PersonId> = was.all().collect();
        let now_there: HashSet<PersonId> = concerned.all().collect();
        let (unheard, behind) = (back.unheard(), back.behind());

        let is_new = |person: &PersonId| !before.contains(person) || behind.contains(person);
        let fresh = Concerned {
            facilitators: concerned.facilitators.iter().copied().filter(is_new).collect(),
            invited: concerned.invited.iter().copied().filter(is_new).collect(),
        };
        let from = Some((&self.about, reason));
        invite(tx, now, &after, fresh, from, &back.outdated(), by).await?;

        let facts = after.differences(&self.about);
        let stay: Vec<PersonId> =
            concerned.all().filter(|person| !is_new(person) && *person != by).collect();
        // Else there is nothing that one would have to know.
        if !facts(Lang::En).is_empty() {
            let words = |lang| {
                let t = after.words(lang);
                let mut content = after.content(lang, t.changed, &[t.changed_text]);
                content.facts = facts(lang);
                if let Some((_, which)) = &mut content.in_short {
                    let more = content.facts.iter().filter(|(label, _)| label != t.when);
                    which.extend(more.map(|(label, now)| format!(" · {label}: {now}")));
                }
                if !content.facts.iter().any(|(label, _)| label == t.when) {
                    content.facts.insert(0, (t.when.into(), after.when(lang)));
                }
                because(t, content, reason)
            };
            write(tx, now, &after, LetterKind::Change, "changed", &words, &stay).await?;
        }

        let gone: Vec<PersonId> = was
            .all()
            .filter(|person| {
                !now_there.contains(person) && !unheard.contains(person) && *person != by
            })
            .collect();
        let words = |lang| {
            let t = after.words(lang);
            let about = self.about.led_by(&after);
            let content = about.content(lang, t.uninvited, &[t.uninvited_text]);
            // They may not see the page any more.
            because(t, Content { link: None, ..content }, reason)
        };
        write(tx, now, &after, LetterKind::Farewell, "uninvited", &words, &gone).await
    }
}

/// Tells of another time.
pub async fn moved(
    tx: &mut Tx,
    now: DateTime<Utc>,
    before: &Session,
    reason: &str,
    by: PersonId,
) -> Result<()> {
    let Some(session) = store::by_id(tx, before.id).await? else { return Ok(()) };
    if !worth_it(tx, &session, now).await? {
        return Ok(());
    }
    let (old, about) = (About::of(tx, before).await?, About::of(tx, &session).await?);
    let back = TakenBack::of(tx, now, &about).await?;
    let told = to_tell(tx, now, &about, &back, by).await?;
    let words = |lang| {
        let t = about.words(lang);
        let mut content = about.content(lang, t.moved, &[t.moved_text]);
        content.facts.insert(1, (t.before.into(), old.when(lang)));
        because(t, content, reason)
    };
    write(tx, now, &about, LetterKind::Change, "moved", &words, &told).await
}

/// Tells that a session does not take place.
pub async fn cancelled(
    tx: &mut Tx,
    now: DateTime<Utc>,
    before: &Session,
    reason: &str,
    by: PersonId,
) -> Result<()> {
    let Some(session) = store::by_id(tx, before.id).await? else { return Ok(()) };
    let about = About::of(tx, &session).await?;
    let back = TakenBack::of(tx, now, &about).await?;
    let unheard = back.unheard();
    let told: Vec<PersonId> =
        back.concerned.all().filter(|person| !unheard.contains(person) && *person != by).collect();
    let words = |lang| {
        let t = about.words(lang);
        let content = about.content(lang, t.cancelled, &[t.cancelled_text]);
        because(t, content, reason)
    };
    write(tx, now, &about, LetterKind::Change, "cancelled", &words, &told).await
}

/// Tells that a cancelled session takes place after all.
pub async fn reinstated(
    tx: &mut Tx,
    now: DateTime<Utc>,
    before: &Session,
    by: PersonId,
) -> Result<()> {
    let Some(session) = store::by_id(tx, before.id).await? else { return Ok(()) };
    let about = About::of(tx, &session).await?;
    let back = TakenBack::of(tx, now, &about).await?;
    let told = to_tell(tx, now, &about, &back, by).await?;
    let words = |lang| {
        let t = about.words(lang);
        about.content(lang, t.reinstated, &[t.reinstated_text])
    };
    write(tx, now, &about, LetterKind::Change, "reinstated", &words, &told).await
}

/// Whether anybody is to be told: letters are set up, and the session is still to come.
async fn worth_it(tx: &mut Tx, session: &Session, now: DateTime<Utc>) -> Result<bool> {
    Ok(session.starts_at > now && mail::store::is_set_up(tx).await?)
}

/// What a change was made for, if anybody said.
fn because(t: &Words, mut content: Content, reason: &str) -> Content {
    if !reason.is_empty() {
        content.facts.push((t.reason.to_owned(), reason.to_owned()));
    }
    content
}

/// Invites those who do not know how it was, and answers who is to be told of the change.
async fn to_tell(
    tx: &mut Tx,
    now: DateTime<Utc>,
    about: &About,
    back: &TakenBack,
    by: PersonId,
) -> Result<Vec<PersonId>> {
    let (concerned, behind) = (&back.concerned, back.behind());
    let told: Vec<PersonId> =
        concerned.all().filter(|person| !behind.contains(person) && *person != by).collect();
    let of = |people: &[PersonId]| {
        people.iter().copied().filter(|person| behind.contains(person)).collect()
    };
    let fresh =
        Concerned { facilitators: of(&concerned.facilitators), invited: of(&concerned.invited) };
    invite(tx, now, about, fresh, None, &back.outdated(), by).await?;
    Ok(told)
}

/// Says everything there is to know. To those who know an earlier state that is a change: when it is
/// called off, they have to hear of it. Whoever takes it over reads `from` whom, and why.
async fn invite(
    tx: &mut Tx,
    now: DateTime<Utc>,
    about: &About,
    concerned: Concerned,
    from: Option<(&About, &str)>,
    outdated: &HashSet<PersonId>,
    by: PersonId,
) -> Result<()> {
    for (people, facilitates) in [(concerned.facilitators, true), (concerned.invited, false)] {
        let words = |lang| {
            let t = about.words(lang);
            let line = if facilitates { t.facilitating } else { t.invited };
            let content = about.content(lang, t.invitation, &[line]);
            match from.filter(|(before, _)| facilitates && before.is_led_by_others(about)) {
                Some((before, reason)) => {
                    because(t, about.in_place_of(before, lang, content), reason)
                }
                None => content,
            }
        };
        let (known, new): (Vec<PersonId>, Vec<PersonId>) =
            people.into_iter().filter(|id| *id != by).partition(|id| outdated.contains(id));
        write(tx, now, about, LetterKind::Change, "invited", &words, &known).await?;
        write(tx, now, about, LetterKind::Invitation, "invited", &words, &new).await?;
    }
    Ok(())
}

async fn write(
    tx: &mut Tx,
    now: DateTime<Utc>,
    about: &About,
    kind: LetterKind,
    what: &str,
    words: &(dyn Fn(Lang) -> Content + Sync),
    to: &[PersonId],
) -> Result<()> {
    let session = &about.session;
    let letter = Letter {
        kind,
        about: session.id.into(),
        // Every change has a revision of its own.
        occasion: format!("session:{}:{what}:{}", session.id, session.revision),
        expires_at: session.starts_at,
        words,
    };
    mail::post(tx, now, &letter, to).await?;
    Ok(())
}
