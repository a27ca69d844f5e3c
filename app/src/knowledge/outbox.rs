//! What is written but not yet on the server: it stays in the browser until the server has it,
//! and each note carries a key of its own, so that it is kept once however often it is sent.

use leptos::{
    prelude::{GetUntracked, RwSignal, Set, Update, set_timeout},
    task::spawn_local,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;

use super::{browser, live};
use crate::{error::Error, people::PersonId, sessions::SessionId};

/// A note under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    pub once: Uuid,
    pub session: SessionId,
    pub text: String,
    pub hidden: bool,
    /// The other fields of the form, by name.
    #[serde(default)]
    pub about: Vec<(String, String)>,
    /// What the server said when it would not take it, for pages that tell of it.
    #[serde(default)]
    pub refused: Option<String>,
}

impl Parcel {
    /// A no stays one, also when the page is opened again: sending it then is for its author.
    fn with_fate(self) -> (Parcel, Option<Fate>) {
        let fate = self.refused.clone().map_or(Fate::Later, Fate::Refused);
        (self, Some(fate))
    }
}

/// Under what the browser keeps the notes of a person that are under way.
pub fn kept_under(person: PersonId) -> String {
    format!("espiral:out:{person}:")
}

/// What became of an attempt to send a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    Delivered,
    /// No connection, or a server that is busy or restarting: it is tried again.
    Later,
    /// Tried again, too, but the person has something to do first.
    SignedOut,
    /// The server will never take it; what it said, if anything.
    Refused(String),
}

impl Fate {
    /// From the status and the body of an answer.
    fn of(answer: Option<(u16, String)>) -> Fate {
        match answer {
            Some((200..=299, _)) => Fate::Delivered,
            Some((401, _)) => Fate::SignedOut,
            None | Some((408 | 425 | 429 | 500.., _)) => Fate::Later,
            Some((_, body)) => match serde_json::from_str(&body) {
                Ok(Error::Invalid(errors)) => {
                    let said: Vec<String> = errors.into_iter().map(|error| error.message).collect();
                    Fate::Refused(said.join(" "))
                }
                _ => Fate::Refused(String::new()),
            },
        }
    }
}

/// The notes under way of one person in this browser; copies are the same outbox.
#[derive(Clone, Copy)]
pub struct Outbox {
    person: PersonId,
    /// Each with what became of it last; `None` on its first way.
    pub parcels: RwSignal<Vec<(Parcel, Option<Fate>)>>,
    /// A note has arrived since something was last written.
    pub delivered: RwSignal<bool>,
    busy: RwSignal<bool>,
    failures: RwSignal<u32>,
}

impl Outbox {
    pub fn new(person: PersonId) -> Self {
        Outbox {
            person,
            parcels: RwSignal::default(),
            delivered: RwSignal::default(),
            busy: RwSignal::default(),
            failures: RwSignal::default(),
        }
    }

    /// Takes up what an earlier page has left behind.
    pub fn take_up(self) {
        let left = browser::kept_under(&kept_under(self.person));
        let left = left.iter().filter_map(|parcel| serde_json::from_str(parcel).ok());
        self.parcels.set(left.map(Parcel::with_fate).collect());
    }

    fn key(self, parcel: &Parcel) -> String {
        format!("{}{}", kept_under(self.person), parcel.once)
    }

    pub fn put(self, parcel: Parcel) {
        self.keep(&parcel);
        self.delivered.set(false);
        self.parcels.update(|parcels| parcels.push((parcel, None)));
    }

    fn keep(self, parcel: &Parcel) {
        // Texts and flags can always be written as JSON.
        browser::keep(&self.key(parcel), &serde_json::to_string(parcel).unwrap_or_default());
    }

    pub fn remove(self, parcel: &Parcel) {
        browser::forget(&self.key(parcel));
        self.parcels.update(|parcels| parcels.retain(|(other, _)| other.once != parcel.once));
    }

    fn mark(self, once: Uuid, fate: Fate) {
        self.parcels.update(|parcels| {
            if let Some(found) = parcels.iter_mut().find(|(parcel, _)| parcel.once == once) {
                if let Fate::Refused(said) = &fate {
                    found.0.refused = Some(said.clone());
                    self.keep(&found.0);
                }
                found.1 = Some(fate);
            }
        });
    }

    /// Sends what is under way, in its order, and comes back by itself while something waits.
    pub fn deliver(self, command: String) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let mut tried = Vec::new();
            while let Some(parcel) = self.next(&tried) {
                tried.push(parcel.once);
                match send(&command, &parcel).await {
                    Fate::Delivered => {
                        self.remove(&parcel);
                        self.delivered.set(true);
                        self.failures.set(0);
                        browser::tell(live::WALL);
                    }
                    fate => self.mark(parcel.once, fate),
                }
            }
            self.busy.set(false);
            if self.next(&[]).is_some() {
                let failures = self.failures.get_untracked();
                self.failures.set(failures + 1);
                let seconds = f64::from(2u32 << failures.min(4)) * (1.0 + browser::jitter());
                set_timeout(move || self.deliver(command), Duration::from_secs_f64(seconds));
            }
        });
    }

    /// The first note that can still arrive and has not been tried in this round.
    fn next(self, tried: &[Uuid]) -> Option<Parcel> {
        let parcels = self.parcels.get_untracked();
        parcels
            .into_iter()
            .filter(|(_, fate)| !matches!(fate, Some(Fate::Refused(_))))
            .map(|(parcel, _)| parcel)
            .find(|parcel| !tried.contains(&parcel.once))
    }
}

async fn send(command: &str, parcel: &Parcel) -> Fate {
    let session = parcel.session.to_string();
    let mut fields = vec![("session", session.as_str()), ("note", parcel.text.as_str())];
    if parcel.hidden {
        fields.push(("name_hidden", "on"));
    }
    fields.extend(parcel.about.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    Fate::of(browser::command(command, &fields, parcel.once).await)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_refused_does_not_go_by_itself() {
        let parcel = |refused: Option<&str>| Parcel {
            once: Uuid::nil(),
            session: Uuid::nil().into(),
            text: String::new(),
            hidden: false,
            about: Vec::new(),
            refused: refused.map(str::to_owned),
        };
        let fate = |refused| parcel(refused).with_fate().1;
        assert_eq!(fate(None), Some(Fate::Later));
        assert_eq!(fate(Some("Closed")), Some(Fate::Refused("Closed".into())));
    }

    #[test]
    fn only_a_clear_no_is_final() {
        let fate = |status, body: &str| Fate::of(Some((status, body.to_owned())));
        assert_eq!(fate(200, "\"/sessions/1\""), Fate::Delivered);
        assert_eq!(Fate::of(None), Fate::Later);
        for status in [408, 429, 500, 502, 503, 504] {
            assert_eq!(fate(status, "<html>"), Fate::Later, "{status}");
        }
        assert_eq!(fate(401, "\"SignedOut\""), Fate::SignedOut);
        let invalid = serde_json::to_string(&Error::field("note", "Too long")).unwrap();
        assert_eq!(fate(422, &invalid), Fate::Refused("Too long".into()));
        assert_eq!(fate(404, "\"NotFound\""), Fate::Refused(String::new()));
        assert_eq!(fate(413, "length limit exceeded"), Fate::Refused(String::new()));
    }
}
