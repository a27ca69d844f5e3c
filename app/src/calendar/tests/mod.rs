//! Calendars as programs read them: every text is read by two that know nothing of ours.

mod feeds;
mod onboarding;

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use chrono::{DateTime, TimeDelta, Utc};
use ical::parser::{Component, ical::component::IcalEvent};
use proptest::prelude::*;

use super::{Entry, write};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn entry(title: &str) -> Entry {
    Entry {
        uid: "session-1".into(),
        sequence: 3,
        changed_at: utc("2026-01-01T00:00:00Z"),
        starts_at: utc("2026-03-04T14:00:00Z"),
        ends_at: utc("2026-03-04T15:45:00Z"),
        title: title.into(),
        place: String::new(),
        notes: vec!["09:00–10:45 (hora de Lima)".into()],
        path: "/sessions/1".into(),
        cancelled: false,
    }
}

/// What a program shows of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    uid: String,
    title: String,
    place: String,
    notes: String,
    status: String,
    sequence: String,
    from: String,
    to: String,
}

/// As the crate `ical` reads it: lines unfolded, texts still escaped.
fn by_ical(text: &str) -> Vec<Seen> {
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars.next().expect("a calendar").expect("one that can be read");
    assert!(calendars.next().is_none());
    let value = |event: &IcalEvent, name: &str| {
        event.get_property(name).and_then(|property| property.value.clone()).unwrap_or_default()
    };
    calendar
        .events
        .iter()
        .map(|event| Seen {
            uid: value(event, "UID"),
            title: unescaped(&value(event, "SUMMARY")),
            place: unescaped(&value(event, "LOCATION")),
            notes: unescaped(&value(event, "DESCRIPTION")),
            status: value(event, "STATUS"),
            sequence: value(event, "SEQUENCE"),
            from: value(event, "DTSTART"),
            to: value(event, "DTEND"),
        })
        .collect()
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, false) => plain.push(c),
            (_, true) => match chars.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => {}
            },
        }
    }
    plain
}

/// As `calcard` reads it, which is what a mail server uses.
fn by_calcard(text: &str) -> Vec<Seen> {
    let calendar = ICalendar::parse(text).expect("a calendar");
    calendar
        .components
        .iter()
        .filter(|component| component.component_type == ICalendarComponentType::VEvent)
        .map(|event| {
            let text = |name: &ICalendarProperty| {
                let entry = event.property(name);
                let value = entry.and_then(|entry| entry.values.first());
                value.and_then(|value| value.as_text()).unwrap_or_default().to_owned()
            };
            let moment = |name: &ICalendarProperty| {
                let entry = event.property(name).expect("a moment");
                let value = entry.values.first().expect("its value");
                let at = value.as_partial_date_time().expect("a moment");
                assert_eq!((at.tz_hour, at.tz_minute), (Some(0), Some(0)), "in UTC");
                let part = |part: Option<u8>| part.expect("a whole moment");
                format!(
                    "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
                    at.year.expect("a year"),
                    part(at.month),
                    part(at.day),
                    part(at.hour),
                    part(at.minute),
                    part(at.second)
                )
            };
            let sequence = event.property(&ICalendarProperty::Sequence).expect("a sequence");
            let sequence = sequence.values.first().and_then(|value| value.as_integer());
            Seen {
                uid: text(&ICalendarProperty::Uid),
                title: text(&ICalendarProperty::Summary),
                place: text(&ICalendarProperty::Location),
                notes: text(&ICalendarProperty::Description),
                status: event
                    .status()
                    .map(|status| format!("{status:?}").to_uppercase())
                    .unwrap_or_default(),
                sequence: sequence.expect("a number").to_string(),
                from: moment(&ICalendarProperty::Dtstart),
                to: moment(&ICalendarProperty::Dtend),
            }
        })
        .collect()
}

/// What both of them see, having found the lines in order.
fn seen(text: &str) -> Vec<Seen> {
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    let (one, two) = (by_ical(text), by_calcard(text));
    assert_eq!(one, two, "{text}");
    one
}

#[test]
fn an_entry_is_read_as_it_was_meant() {
    let entry =
        Entry { place: "Sede Norte, Sala 2".into(), ..entry("Errores; comunes, al digitar") };
    let text =
        write("Respira · mis sesiones", &[entry], "https://espiral.example", "espiral.example");
    let seen = seen(&text);
    assert_eq!(
        seen,
        [Seen {
            uid: "session-1@espiral.example".into(),
            title: "Errores; comunes, al digitar".into(),
            place: "Sede Norte, Sala 2".into(),
            notes: "09:00–10:45 (hora de Lima)".into(),
            status: "CONFIRMED".into(),
            sequence: "3".into(),
            from: "20260304T140000Z".into(),
            to: "20260304T154500Z".into(),
        }]
    );
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(text.contains("\r\nVERSION:2.0\r\n"));
    assert!(text.contains("\r\nDTSTAMP:20260101T000000Z\r\n"));
    assert!(text.contains("\r\nLAST-MODIFIED:20260101T000000Z\r\n"));
    assert!(text.replace("\r\n ", "").contains("URL:https://espiral.example/sessions/1"), "{text}");
}

#[test]
fn every_script_and_every_length_comes_through() {
    for title in [
        "Ñandú, pingüino y camión; «así»",
        "👩‍⚕️ Primeros auxilios 🚑",
        "고객 응대: 첫 인사",
        "back\\slash, semi;colon",
        "\"quoted\" : colon",
        "muy largo ".repeat(30).trim(),
        &"고객".repeat(100),
        &"👩‍⚕️".repeat(40),
    ] {
        let text = write("x", &[entry(title)], "https://espiral.example", "espiral.example");
        assert_eq!(seen(&text)[0].title, *title);
    }
}

#[test]
fn notes_keep_their_lines() {
    let notes = vec!["Motivo: lluvia, mucha; lluvia".into(), "Programa: \\n no es un salto".into()];
    let text = write(
        "x",
        &[Entry { notes, ..entry("Tema") }],
        "https://espiral.example",
        "espiral.example",
    );
    assert_eq!(seen(&text)[0].notes, "Motivo: lluvia, mucha; lluvia\nPrograma: \\n no es un salto");
}

/// The moments at which calendars go wrong, in zones of people who look.
#[test]
fn moments_are_those_that_were_planned() {
    use crate::sessions::zones;
    for (date, time, zone, utc) in [
        // The night in which clocks in Madrid go forward, and back.
        ("2026-03-29", "01:59", "Europe/Madrid", "20260329T005900Z"),
        ("2026-03-29", "03:00", "Europe/Madrid", "20260329T010000Z"),
        ("2026-10-25", "02:30", "Europe/Madrid", "20261025T003000Z"),
        ("2026-10-25", "03:00", "Europe/Madrid", "20261025T020000Z"),
        // A leap day, and the last evening of a year, which is the next year elsewhere.
        ("2028-02-29", "09:00", "America/Lima", "20280229T140000Z"),
        ("2026-12-31", "20:30", "America/Lima", "20270101T013000Z"),
        ("2027-01-01", "08:30", "Asia/Seoul", "20261231T233000Z"),
        ("2026-09-06", "09:00", "America/Santiago", "20260906T120000Z"),
    ] {
        let time = chrono::NaiveTime::parse_from_str(time, "%H:%M").unwrap();
        let starts_at = zones::local(date.parse().unwrap(), time, zone).unwrap();
        let ends_at = starts_at + TimeDelta::minutes(90);
        let text = write(
            "x",
            &[Entry { starts_at, ends_at, ..entry("Tema") }],
            "https://e.example",
            "e.example",
        );
        assert_eq!(seen(&text)[0].from, utc, "{date} {zone}");
    }
}

#[test]
fn what_is_cancelled_is_crossed_out_and_takes_no_time() {
    let text =
        write("x", &[Entry { cancelled: true, ..entry("Tema") }], "https://e.example", "e.example");
    assert_eq!(seen(&text)[0].status, "CANCELLED");
    assert!(text.contains("\r\nTRANSP:TRANSPARENT\r\n"));
}

#[test]
fn the_same_entries_are_the_same_text() {
    let entries: Vec<Entry> = (0..5).map(|n| entry(&format!("Tema {n}"))).collect();
    assert_eq!(
        write("x", &entries, "https://e.example", "e.example"),
        write("x", &entries, "https://e.example", "e.example")
    );
    assert_eq!(seen(&write("x", &[], "https://e.example", "e.example")), []);
}

proptest! {
    /// Whatever people type is written so that it can be read. Each of the two has a few texts of its
    /// own that it does not read, such as a value that begins with a colon; not the same ones.
    #[test]
    fn any_text_comes_through(title in "\\PC{0,120}", place in "\\PC{0,80}", note in "\\PC{0,120}") {
        let one_line = crate::writing::one_line;
        let entry = Entry { place: place.clone(), notes: vec![note.clone()], ..entry(&title) };
        let text = write("x", &[entry], "https://espiral.example", "espiral.example");
        let meant = (one_line(&title), one_line(&place));
        let read = [by_ical(&text), by_calcard(&text)];
        let read = read.map(|seen| (seen[0].title.clone(), seen[0].place.clone()));
        prop_assert!(read.contains(&meant), "{:?} {:?}", read, meant);
        for line in text.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75);
        }
    }
}
