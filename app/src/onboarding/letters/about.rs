//! Who is told what of days that have changed, and how a day reads in a letter.

use chrono::{DateTime, Utc};

use super::{Row, Told, Turn, Unheard};
use crate::{
    lang::Lang,
    mail::LetterKind,
    onboarding::{Day, Onboarding, texts::letters::Words},
    people::PersonId,
    sessions::saying::{self, Span},
};

/// Somebody's days, and those that have changed as they were before.
pub struct About<'a> {
    pub onboarding: &'a Onboarding,
    pub days: &'a [Day],
    pub before: &'a [Day],
    pub now: DateTime<Utc>,
}

impl<'a> About<'a> {
    /// What somebody is to be told; `None` when there is nothing that they would have to know.
    pub fn to(&self, person: PersonId, unheard: Unheard) -> Option<Told<'a>> {
        if unheard == Unheard::Change { self.change(person) } else { self.all(person, unheard) }
    }

    /// "Diego Ramos · Recepción · Sede Centro".
    pub fn who(&self) -> String {
        let Onboarding { name, position, branch, .. } = self.onboarding;
        saying::place([name, position, branch], " · ")
    }

    fn is_of(&self, day: &Day, person: PersonId) -> bool {
        day.starts_at.is_some()
            && (person == self.onboarding.person_id || day.instructor_id == Some(person))
    }

    fn is_ahead(&self, day: &Day) -> bool {
        day.starts_at.is_some_and(|at| at > self.now)
    }

    /// What is different now from what they know.
    fn change(&self, person: PersonId) -> Option<Told<'a>> {
        let pairs = self.before.iter().filter_map(|before| {
            let day = self.days.iter().find(|day| day.number == before.number)?;
            let turn = match (self.is_of(before, person), self.is_of(day, person)) {
                (false, true) => Turn::Planned,
                (true, true) if same(before, day) => return None,
                (true, true) => Turn::Moved,
                (true, false) => Turn::Off,
                (false, false) => return None,
            };
            // What was missed is over: its make-up day is a day that was not there before.
            let turn = match turn {
                Turn::Moved if before.attendance.is_some() => Turn::Planned,
                turn => turn,
            };
            let shown = if turn == Turn::Off { before } else { day };
            let before = (turn == Turn::Moved).then_some(before);
            let stands = turn == Turn::Off && day.starts_at.is_some();
            let taken_by = day.instructor.as_deref().filter(|_| stands);
            self.is_ahead(shown).then_some(Row { day: shown, before, turn, taken_by })
        });
        let rows: Vec<Row<'a>> = pairs.collect();
        let first = rows.first()?.turn;
        let turn = if rows.iter().all(|row| row.turn == first) { first } else { Turn::Moved };
        let kind = if turn == Turn::Planned { LetterKind::Invitation } else { LetterKind::Change };
        let expires_at = rows.iter().filter_map(|row| row.day.starts_at).max()?;
        Some(Told { kind, turn, rows, expires_at })
    }

    /// All days as they are now.
    fn all(&self, person: PersonId, unheard: Unheard) -> Option<Told<'a>> {
        let own = person == self.onboarding.person_id;
        let open = self.days.iter().filter(|day| day.done_at.is_none());
        let rows: Vec<Row<'a>> = open
            .filter(|day| match day.starts_at {
                Some(_) => self.is_of(day, person) && self.is_ahead(day),
                None => own,
            })
            .map(|day| Row { day, before: None, turn: Turn::Planned, taken_by: None })
            .collect();
        let heard = unheard != Unheard::All;
        let last = rows.iter().filter_map(|row| row.day.starts_at).max();
        // They were told of a time and have none any more.
        let was = self.before.iter().filter_map(|day| day.starts_at).max().filter(|_| heard);
        let (kind, turn) = match (heard, rows.is_empty()) {
            (false, _) => (LetterKind::Invitation, Turn::Planned),
            (true, false) => (LetterKind::Change, Turn::Moved),
            (true, true) => (LetterKind::Change, Turn::Off),
        };
        Some(Told { kind, turn, rows, expires_at: last.or(was)? })
    }
}

/// Nobody would have to know the difference.
fn same(one: &Day, other: &Day) -> bool {
    let of = |day: &Day| {
        (day.starts_at, day.ends_at, day.branch_id, day.place.clone(), day.instructor_id)
    };
    of(one) == of(other)
}

/// What a letter says of a day.
pub fn row(lang: Lang, row: &Row<'_>, own: bool) -> Vec<(String, String)> {
    let t = Words::of(lang);
    let Row { day, before, turn, taken_by } = row;
    let name = if day.make_up { t.make_up } else { t.day };
    let label = name(day.number, &day.title);
    let value = told(lang, day, own).unwrap_or_else(|| t.no_time.to_owned());
    let value = match taken_by {
        Some(name) => (t.taken_by)(name, &value),
        None if *turn == Turn::Off => (t.off)(&value),
        None => value,
    };
    let mut facts = vec![(label, value)];
    if let Some(was) = before.and_then(|before| told(lang, before, own)) {
        facts.push(((t.before)(day.number), was));
    }
    if own && *turn == Turn::Planned && day.starts_at.is_some() && !day.bring.is_empty() {
        facts.push((t.bring.to_owned(), day.bring.replace('\n', "; ")));
    }
    facts
}

/// "Thursday 5 March 2026, 09:00–12:00 (Lima time) · Sede Centro · Av. Arequipa 123 · with Rosa".
fn told(lang: Lang, day: &Day, own: bool) -> Option<String> {
    let mut parts = vec![when(lang, day)?];
    let place = place(day);
    if !place.is_empty() {
        parts.push(place);
    }
    if let Some(name) = day.instructor.as_ref().filter(|_| own) {
        parts.push((Words::of(lang).with)(name));
    }
    Some(parts.join(" · "))
}

pub fn when(lang: Lang, day: &Day) -> Option<String> {
    let (starts_at, ends_at) = day.starts_at.zip(day.ends_at)?;
    Some(Span { starts_at, ends_at, zone: &day.time_zone }.when(lang))
}

pub fn place(day: &Day) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    saying::place([&text(&day.branch), &day.place, &text(&day.address)], " · ")
}
