//! When and where something is, in the words that letters and calendars share.

use chrono::{DateTime, Utc};

use super::zones;
use crate::{lang::Lang, ui::dates};

/// From when to when, and on whose clocks: who reads it may be elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Span<'a> {
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub zone: &'a str,
}

impl Span<'_> {
    /// "Wednesday 4 March 2026, 09:00–10:45 (Lima time)".
    pub fn when(&self, lang: Lang) -> String {
        let day = dates::long_date(lang, zones::in_zone(self.starts_at, self.zone).date());
        format!("{}, {}", dates::capitalised(&day), self.hours(lang))
    }

    /// "09:00–10:45 (Lima time)".
    pub fn hours(&self, lang: Lang) -> String {
        let from = zones::in_zone(self.starts_at, self.zone);
        let to = zones::in_zone(self.ends_at, self.zone);
        let clock = clock(lang, self.zone);
        format!("{}–{} ({clock})", dates::time(from.time()), dates::time(to.time()))
    }
}

/// By whose clocks: "Lima time".
pub fn clock(lang: Lang, zone: &str) -> String {
    let place = zones::place(lang, zone);
    match lang {
        Lang::En => format!("{place} time"),
        Lang::Es => format!("hora de {place}"),
    }
}

/// Branch, room and address in one line, without those that nobody knows.
pub fn place(parts: [&str; 3], between: &str) -> String {
    let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    known.join(between)
}
