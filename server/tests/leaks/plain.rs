//! What is read, without what is new each time: so that two readings can be compared.

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use crate::support::Answer;

/// The text of an answer, unpacked and without what is made at random.
pub fn text(answer: &Answer, since: u64) -> String {
    let kind = answer.header("content-type");
    let text = match kind.contains("spreadsheetml") || kind == "application/zip" {
        true => unpacked(&answer.bytes),
        // What islands get stands in JSON.
        false => without_seals(&without_random(&answer.text.replace("\\\"", "\""))),
    };
    numbered(&text, since)
}

/// The files of an archive one after the other (a spreadsheet is one), without the moment at which
/// they were written.
fn unpacked(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a file");
        if !file.name().starts_with("docProps") {
            text.push_str(file.name());
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("a whole file");
            // A photo is none: its bytes count all the same.
            text.push_str(&String::from_utf8_lossy(&content));
        }
    }
    text
}

/// A page without the keys of its forms, its nonce, and what a QR code draws: the address of a page
/// with a new id.
fn without_random(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    loop {
        let places = ["name=\"_once\" value=\"", "nonce=\"", "crossorigin=\"", " d=\"M3,3h1v1h"];
        let next = places.iter().filter_map(|place| Some((rest.find(place)?, place.len()))).min();
        let Some((at, length)) = next else { return plain + rest };
        plain.push_str(&rest[..at + length]);
        rest = &rest[at + length..];
        rest = &rest[rest.find('"').unwrap_or(0)..];
    }
}

/// A page without the seals of places on walls, which come of the secret of a session; the number
/// before it stays.
fn without_seals(text: &str) -> String {
    const LONG: usize = 24;
    let mut plain = String::with_capacity(text.len());
    let mut pieces = text.split('.');
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let seal = piece.bytes().take_while(u8::is_ascii_hexdigit).count();
        plain.push('.');
        plain.push_str(if seal == LONG { &piece[LONG..] } else { piece });
    }
    plain
}

/// The same with numbers for the ids that were made since a moment (in milliseconds), and for those
/// made by lot, in the order in which they appear. Older ids are the same in both worlds, those of
/// people above all.
pub fn numbered(text: &str, since: u64) -> String {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    // An id is found by its first dash.
    while let Some(dash) = rest.find('-') {
        let id = dash.checked_sub(8).and_then(|at| rest.get(at..at + 36));
        match id.filter(|id| is_new(id, since)) {
            Some(id) => {
                plain.push_str(&rest[..dash - 8]);
                let next = numbers.len() + 1;
                plain.push_str(&format!("#{}", numbers.entry(id).or_insert(next)));
                rest = &rest[dash + 28..];
            }
            None => {
                plain.push_str(&rest[..=dash]);
                rest = &rest[dash + 1..];
            }
        }
    }
    plain + rest
}

fn is_new(id: &str, since: u64) -> bool {
    let by_lot = uuid::Uuid::parse_str(id).is_ok_and(|id| id.get_version_num() == 4);
    by_lot || made_at(id).is_some_and(|made| made >= since)
}

/// When an id was made, if it tells.
fn made_at(id: &str) -> Option<u64> {
    let id = uuid::Uuid::parse_str(id).ok()?;
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    Some(seconds * 1_000 + u64::from(nanos) / 1_000_000)
}

/// Where two texts begin to differ, with what stands around it.
pub fn first_difference(one: &str, two: &str) -> Option<[String; 2]> {
    if one == two {
        return None;
    }
    let same = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(150)).take(300).collect();
    Some([around(one), around(two)])
}

#[test]
fn new_ids_become_numbers_and_old_ones_stay() {
    let (old, new) =
        ("0199a2f0-0000-7000-8000-000000000001", "019aa2f0-0000-7000-8000-000000000002");
    let other = "019aa2f0-0000-7000-8000-000000000003";
    let since = made_at("019a0000-0000-7000-8000-000000000000").expect("a moment");
    let lot = "6fa459ea-ee8a-4ca4-894e-db77e160355e";
    let text = format!("<a href=\"/x/{new}\">{old}</a> bed-{other} %3D{new}-{old} {lot}");
    let plain = numbered(&text, since);
    assert_eq!(plain, format!("<a href=\"/x/#1\">{old}</a> bed-#2 %3D#1-{old} #3"));
}
