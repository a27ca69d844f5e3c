//! Reminders, the day before: to the new person, and one to whoever holds a day, however many come.

use chrono::{DateTime, Utc};

use super::{about, holding, late};
use crate::{
    db::{Db, Tx},
    error::Result,
    lang::Lang,
    mail::{self, Content, Letter, LetterKind},
    onboarding::{
        store::{self, Upcoming},
        texts::letters::Words,
    },
    people::PersonId,
    routes::{self, Section},
    sessions::{
        letters::{AHEAD, JUST_HEARD, LATEST},
        zones,
    },
    ui::dates,
};

/// Writes the reminders that are due, those of HR about who is late included; answers how many.
/// Servers that do it at once write each once.
pub async fn remind(db: &Db, now: DateTime<Utc>) -> Result<usize> {
    let mut tx = db.read().await?;
    if !mail::store::is_set_up(&mut tx).await? {
        return Ok(0);
    }
    let days = !due(&mut tx, now).await?.is_empty();
    let late = late::is_due(&mut tx, now).await?;
    drop(tx);
    if !days && !late {
        return Ok(0);
    }
    let mut tx = db.write().await?;
    let mut written = 0;
    // Looked for again: a day may have been moved meanwhile.
    for reminder in due(&mut tx, now).await? {
        written += reminder.write(&mut tx, now).await?;
    }
    written += late::write(&mut tx, now).await?;
    tx.commit().await?;
    Ok(written)
}

/// A reminder of a morning for one person.
struct Reminder {
    to: PersonId,
    own: bool,
    occasion: String,
    /// One's own day, or those of all who come.
    days: Vec<Upcoming>,
}

async fn due(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<Reminder>> {
    let found = store::upcoming(tx, (now + LATEST, now + AHEAD), now - JUST_HEARD).await?;
    let mut all: Vec<Reminder> = Vec::new();
    for one in &found {
        let Some(at) = one.day.starts_at else { continue };
        if !one.person_heard {
            let id = one.day.onboarding_id;
            let occasion = format!("onboarding:{id}:{}:{}", one.day.number, at.timestamp());
            all.push(Reminder { to: one.person_id, own: true, occasion, days: vec![one.clone()] });
        }
        let Some(holder) = one.day.instructor_id else { continue };
        let occasion = holding(one.day.branch_id, at);
        let known = all.iter_mut().find(|known| known.to == holder && known.occasion == occasion);
        match known {
            Some(known) => known.days.push(one.clone()),
            None => {
                all.push(Reminder { to: holder, own: false, occasion, days: vec![one.clone()] })
            }
        }
    }
    // Who has just been told of everybody who comes needs no reminder.
    all.retain(|one| one.own || one.days.iter().any(|day| !day.instructor_heard));
    let wanted: Vec<(PersonId, &str)> =
        all.iter().map(|one| (one.to, one.occasion.as_str())).collect();
    let written = mail::store::of_occasions(tx, &wanted).await?;
    all.retain(|one| !written.contains(&(one.to, one.occasion.clone())));
    Ok(all)
}

impl Reminder {
    async fn write(&self, tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
        let Some(day) = self.days.first().map(|one| &one.day) else { return Ok(0) };
        let Some(starts_at) = day.starts_at else { return Ok(0) };
        let words = |lang: Lang| self.content(lang, starts_at);
        let letter = Letter {
            kind: LetterKind::Reminder,
            about: day.onboarding_id.into(),
            occasion: self.occasion.clone(),
            expires_at: starts_at,
            words: &words,
        };
        mail::post(tx, now, &letter, &[self.to]).await
    }

    fn content(&self, lang: Lang, starts_at: DateTime<Utc>) -> Content {
        let t = Words::of(lang);
        let Some(first) = self.days.first() else { return Content::default() };
        let day = &first.day;
        let start = zones::in_zone(starts_at, &day.time_zone);
        let moment = format!("{}, {}", dates::day(lang, start.date()), dates::time(start.time()));
        let label = |day: &crate::onboarding::Day| (t.day)(day.number, &day.title);
        let mut facts = vec![
            (t.when.to_owned(), about::when(lang, day).unwrap_or_default()),
            (t.place.to_owned(), about::place(day)),
        ];
        if self.own {
            if let Some(name) = &day.instructor {
                facts.push((label(day), (t.with)(name)));
            }
            if !day.bring.is_empty() {
                facts.push((t.bring.to_owned(), day.bring.replace('\n', "; ")));
            }
            return Content {
                subject: (t.reminder_own)(&format!("{} · {moment}", label(day))),
                lines: vec![t.reminder_own_text.to_owned()],
                facts,
                link: Some((t.see_own.to_owned(), Section::Onboarding.href().to_owned())),
                ..Content::default()
            };
        }
        facts.extend(self.days.iter().map(|one| (one.name.clone(), label(&one.day))));
        let branch = day.branch.clone().unwrap_or_default();
        Content {
            subject: (t.reminder_held)(&format!("{branch} · {moment}")),
            lines: vec![t.reminder_held_text.to_owned()],
            facts,
            link: Some((t.see_morning.to_owned(), routes::onboarding_morning(start.date()))),
            ..Content::default()
        }
    }
}
