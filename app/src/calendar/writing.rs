//! A calendar as a text (RFC 5545).
//!
//! All moments are written in UTC. An entry happens once, so its moment is all there is to know, and
//! whoever looks sees it on their own clocks; zones would need their rules in every calendar, and
//! programs disagree about them. The clock time of the place stands in the notes.

use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use super::Entry;

/// The text of a calendar. It is the same for the same entries, so that whoever has it need not
/// get it again. `host` ends the names by which programs know the entries: it stays the same for ever.
pub fn write(name: &str, entries: &[Entry], public_url: &str, host: &str) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//Espiral//Espiral//ES"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.name(name);
    // Programs ask again as often, when they heed it.
    calendar.append_property(
        Property::new("REFRESH-INTERVAL", "PT1H").add_parameter("VALUE", "DURATION").done(),
    );
    calendar.append_property(("X-PUBLISHED-TTL", "PT1H"));
    for entry in entries {
        calendar.push(event(entry, public_url, host));
    }
    refolded(&calendar.to_string())
}

/// The same in lines of at most 75 octets, as RFC 5545 wants them: the library keeps together what
/// a reader sees as one sign, however long it is.
fn refolded(text: &str) -> String {
    const MOST: usize = 75;
    let mut folded = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > MOST {
                folded.push_str("\r\n ");
                length = 1;
            }
            folded.push(c);
            length += c.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

fn event(entry: &Entry, public_url: &str, host: &str) -> Event {
    let status = if entry.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed };
    let mut event = Event::new();
    event
        .uid(&format!("{}@{host}", entry.uid))
        // Without a method both say the same: when somebody last revised it.
        .timestamp(entry.changed_at)
        .last_modified(entry.changed_at)
        .sequence(u32::try_from(entry.sequence).unwrap_or(u32::MAX))
        .starts(entry.starts_at)
        .ends(entry.ends_at)
        .summary(&line(&entry.title))
        .description(&entry.notes.join("\n"))
        .url(&format!("{public_url}{}", entry.path))
        .status(status);
    if !entry.place.is_empty() {
        event.location(&line(&entry.place));
    }
    if entry.cancelled {
        // The time is free again.
        event.append_property(("TRANSP", "TRANSPARENT"));
    }
    event.done()
}

fn line(text: &str) -> String {
    crate::writing::one_line(text)
}
