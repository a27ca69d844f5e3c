use encoding_rs::{UTF_8, WINDOWS_1252};

use crate::{export::original, people::PersonField};

crate::text_enum! {
    /// How the letters of a file are written. A byte order mark in the file decides by itself.
    pub enum Encoding {
        Utf8 => "utf-8",
        /// What Excel on Windows writes by default; contains Latin-1.
        Windows1252 => "windows-1252",
    }
}

/// Why a file as a whole cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing in it.
    Empty,
    /// An Excel workbook, which must be saved as CSV first.
    Workbook,
    /// Not a text at all.
    NotText,
    /// A heading, but no row under it.
    NoRows,
    /// No column with names.
    NoNames,
    /// Neither a column with employee numbers nor one with addresses.
    NoKeys,
    /// Two columns say the same.
    Twice(PersonField),
}

/// A file as rows of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub separator: char,
    pub headers: Vec<String>,
    pub rows: Vec<Line>,
}

/// A row that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it begins in the file, counted from 1 as editors and spreadsheets do.
    pub number: usize,
    pub cells: Vec<String>,
}

/// UTF-8 when the whole file can be read as such. Other encodings hardly ever look like it.
pub fn detect(bytes: &[u8]) -> Encoding {
    if std::str::from_utf8(bytes).is_ok() || bytes.starts_with(&[0xff, 0xfe]) {
        Encoding::Utf8
    } else {
        Encoding::Windows1252
    }
}

/// Reads a file of separated values.
pub fn read(bytes: &[u8], encoding: Encoding) -> Result<Table, Unreadable> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Unreadable::Workbook);
    }
    let from = match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Windows1252 => WINDOWS_1252,
    };
    let (text, ..) = from.decode(bytes);
    if text.contains('\0') {
        return Err(Unreadable::NotText);
    }
    // One kind of line end, so that lines can be counted.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (text, separator, mut number) = match told_separator(&text) {
        Some((separator, rest)) => (rest, separator, 2),
        None => (text.as_str(), separator_of(&text), 1),
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator as u8)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut counted = 0;
    for record in reader.records() {
        // The text is UTF-8 by now and rows may be of any length: nothing is left to go wrong.
        let Ok(record) = record else { return Err(Unreadable::NotText) };
        let start = record.position().map_or(counted, |position| position.byte() as usize);
        // The reader passes over empty lines after it has noted where it stands.
        let blank = text[start..].bytes().take_while(|byte| *byte == b'\n').count();
        number += text[counted..start + blank].matches('\n').count();
        counted = start + blank;
        let cells: Vec<String> =
            record.iter().map(|cell| original(cell.trim()).to_owned()).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(Line { number, cells });
        }
    }
    if rows.is_empty() {
        return Err(Unreadable::Empty);
    }
    let headers = rows.remove(0).cells;
    if rows.is_empty() {
        return Err(Unreadable::NoRows);
    }
    Ok(Table { separator, headers, rows })
}

/// Excel's own way to name the separator: a first line `sep=;`.
fn told_separator(text: &str) -> Option<(char, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let separator = first.strip_prefix("sep=")?.chars().next()?;
    separator.is_ascii().then_some((separator, rest))
}

/// The separator that the heading has most of.
fn separator_of(text: &str) -> char {
    let heading = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator| {
        let mut quoted = false;
        heading
            .chars()
            .filter(|c| {
                quoted ^= *c == '"';
                !quoted && *c == separator
            })
            .count()
    };
    // Of equals the last wins, and without any the comma does no harm.
    ['\t', ';', ','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(',')
}
