//! Tables as files, for spreadsheets: CSV and XLSX.

use chrono::NaiveDate;
use leptos::{prelude::*, reactive::computed::ScopedFuture};
use rust_xlsxwriter::{ExcelDateTime, Format as Look, Workbook, Worksheet};

use crate::{
    error::{Error, Result},
    request::{Services, Visitor},
};

crate::text_enum! {
    /// The kind of file, as it ends the address.
    pub enum Format {
        Csv => "csv",
        Xlsx => "xlsx",
    }
}

impl Format {
    pub fn content_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Whole(i64),
    /// With as many places as it has; a spreadsheet decides how many it shows.
    Number(f64),
    /// A share from 0 to 1, shown as a percentage with two places. CSV holds the share itself.
    Share(f64),
    Date(NaiveDate),
    Nothing,
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Whole(number)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Value::Date(date)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Nothing, Into::into)
    }
}

/// A table to be written to a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The file's name without its end, in the reader's language: `personas`.
    pub name: String,
    pub headers: Vec<String>,
    pub rows: Vec<Vec<Value>>,
}

impl Sheet {
    pub fn new<H: Into<String>>(
        name: impl Into<String>,
        headers: impl IntoIterator<Item = H>,
        rows: Vec<Vec<Value>>,
    ) -> Self {
        let headers = headers.into_iter().map(Into::into).collect();
        Sheet { name: name.into(), headers, rows }
    }

    /// The bytes of the file. Takes a while for thousands of rows: not inside a transaction.
    pub fn write(&self, format: Format) -> Result<Vec<u8>> {
        match format {
            Format::Csv => csv(&self.headers, &self.rows),
            Format::Xlsx => xlsx(&self.name, &self.headers, &self.rows),
        }
    }
}

/// A spreadsheet takes a text that begins so for a formula. The apostrophe makes it text again.
/// Numbers are written as numbers and keep their sign.
pub fn harmless(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

/// The text that [`harmless`] was given, for a file of ours that comes back.
pub fn original(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if harmless(rest) == text => rest,
        _ => text,
    }
}

/// Comma-separated text in UTF-8, with the mark at its beginning by which Excel knows it.
pub fn csv(headers: &[String], rows: &[Vec<Value>]) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(headers.iter().map(|text| harmless(text))).map_err(Error::internal)?;
    for row in rows {
        writer.write_record(row.iter().map(plain)).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(Error::internal)
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => harmless(text),
        Value::Whole(number) => number.to_string(),
        Value::Number(number) | Value::Share(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Nothing => String::new(),
    }
}

/// An Excel workbook of one sheet of this name, with a fixed first row and filters.
pub fn xlsx(name: &str, headers: &[String], rows: &[Vec<Value>]) -> Result<Vec<u8>> {
    workbook(name, headers, rows).map_err(Error::internal)
}

/// Excel takes no longer name of a sheet, and some characters not at all.
const SHEET_NAME_MAX: usize = 31;

fn workbook(
    name: &str,
    headers: &[String],
    rows: &[Vec<Value>],
) -> std::result::Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let name: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).collect();
    let name: String = name.chars().take(SHEET_NAME_MAX).collect();
    if !name.is_empty() {
        sheet.set_name(name)?;
    }
    let bold = Look::new().set_bold();
    for (column, header) in (0u16..).zip(headers) {
        sheet.write_with_format(0, column, harmless(header), &bold)?;
    }
    let looks = Looks {
        date: Look::new().set_num_format("yyyy-mm-dd"),
        share: Look::new().set_num_format("0.00%"),
    };
    for (line, row) in (1u32..).zip(rows) {
        for (column, value) in (0u16..).zip(row) {
            write_cell(sheet, (line, column), value, &looks)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Ok(last), false) = (u16::try_from(headers.len()), headers.is_empty()) {
        sheet.autofilter(0, 0, rows.len() as u32, last - 1)?;
    }
    sheet.autofit();
    book.save_to_buffer()
}

struct Looks {
    date: Look,
    share: Look,
}

fn write_cell(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    value: &Value,
    looks: &Looks,
) -> std::result::Result<(), rust_xlsxwriter::XlsxError> {
    match value {
        Value::Text(text) => sheet.write_string(line, column, harmless(text))?,
        Value::Whole(number) => sheet.write_number(line, column, *number as f64)?,
        Value::Number(number) => sheet.write_number(line, column, *number)?,
        Value::Share(share) => {
            sheet.write_number_with_format(line, column, *share, &looks.share)?
        }
        Value::Date(date) => {
            let text = date.to_string();
            match ExcelDateTime::parse_from_str(&text) {
                Ok(at) => sheet.write_datetime_with_format(line, column, &at, &looks.date)?,
                // Excel knows no day before 1900.
                Err(_) => sheet.write_string(line, column, text)?,
            }
        }
        Value::Nothing => return Ok(()),
    };
    Ok(())
}

/// Runs what makes an export with the context that a page has: `Look::begin()`, `query()`
/// and the language work in it.
pub async fn in_context<T>(
    services: Services,
    visitor: Visitor,
    make: impl Future<Output = T> + 'static,
) -> T {
    let owner = Owner::new();
    let made = owner
        .with(|| {
            provide_context(visitor.lang);
            provide_context(services);
            provide_context(visitor);
            ScopedFuture::new(make)
        })
        .await;
    owner.unset_with_forced_cleanup();
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let rows = vec![
            vec!["Núñez, Ana".into(), Value::Whole(-3), NaiveDate::from_ymd_opt(2022, 7, 8).into()],
            vec!["=1+1".into(), Value::Share(0.5), Value::Nothing],
        ];
        Sheet::new("people", ["Name", "@n", "Day"], rows)
    }

    #[test]
    fn csv_is_what_excel_opens() {
        let text = String::from_utf8(sheet().write(Format::Csv).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}Name,'@n,Day\r\n\"Núñez, Ana\",-3,2022-07-08\r\n'=1+1,0.5,\r\n");
    }

    #[test]
    fn a_text_is_never_a_formula() {
        for text in ["=A1", "+1", "-1", "@SUM(A1)", "\t=A1", "\r=A1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["", "Ana", "1-2", "'=A1"] {
            assert_eq!(harmless(text), text);
        }
        for text in ["=A1", "-1", "Ana", "'Ana", "D'Angelo", ""] {
            assert_eq!(original(&harmless(text)), text);
        }
    }

    #[test]
    fn a_workbook_is_a_zip() {
        let bytes = sheet().write(Format::Xlsx).unwrap();
        assert_eq!(&bytes[..2], b"PK");
    }
}
