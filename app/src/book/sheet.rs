//! One file: front matter in TOML between lines of `+++`, a text in Markdown, and further texts
//! under headings that name them in a comment.
//!
//! ```text
//! +++
//! title = "Read aloud before saving"
//! +++
//!
//! Whoever **reads aloud** notices in time.
//!
//! ## Revision 1 <!-- revision 1 -->
//!
//! Read aloud.
//! ```
//!
//! The heading is for people; the comment is what counts. A line of a text that looks like such
//! a heading gets a backslash in front, so every text comes back as it was.

/// A file taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub front: String,
    pub body: String,
    /// Each with its name.
    pub parts: Vec<(String, String)>,
}

/// Why a text is no such file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misshapen {
    /// It does not begin with front matter.
    NoFront,
    /// The front matter does not end.
    EndlessFront,
}

/// What encloses the front matter; longer where that has such a line itself.
const FENCE: &str = "+++";

/// The file as text. `title` makes the heading of a part of its name.
pub fn write(sheet: &Sheet, title: impl Fn(&str) -> String) -> String {
    let mut fence = FENCE.to_owned();
    while sheet.front.lines().any(|line| line.trim_end() == fence) {
        fence.push('+');
    }
    let mut text = format!("{fence}\n{}{fence}\n", sheet.front);
    if !sheet.body.is_empty() {
        text.push_str(&format!("\n{}\n", escaped(&sheet.body)));
    }
    for (name, part) in &sheet.parts {
        text.push_str(&format!("\n## {} <!-- {name} -->\n", title(name)));
        if !part.is_empty() {
            text.push_str(&format!("\n{}\n", escaped(part)));
        }
    }
    text
}

/// Takes a file apart. Lines may end as on any system.
pub fn read(text: &str) -> Result<Sheet, Misshapen> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n");
    let mut lines = text.split('\n');
    let fence = lines.next().map_or("", str::trim_end);
    if !is_fence(fence) {
        return Err(Misshapen::NoFront);
    }
    let mut front = String::new();
    loop {
        match lines.next() {
            None => return Err(Misshapen::EndlessFront),
            Some(line) if line.trim_end() == fence => break,
            Some(line) => {
                front.push_str(line);
                front.push('\n');
            }
        }
    }
    let mut texts = vec![(String::new(), String::new())];
    for line in lines {
        if let Some(name) = mark(line) {
            texts.push((name.to_owned(), String::new()));
            continue;
        }
        // There is always a last one.
        if let Some((_, text)) = texts.last_mut() {
            text.push_str(unescaped(line));
            text.push('\n');
        }
    }
    let mut texts = texts.into_iter().map(|(name, text)| (name, bare(&text)));
    let body = texts.next().map(|(_, text)| text).unwrap_or_default();
    Ok(Sheet { front, body, parts: texts.collect() })
}

fn is_fence(line: &str) -> bool {
    line.starts_with(FENCE) && line.chars().all(|c| c == '+')
}

/// The number of the line in which the text of a file begins, counted from 1.
pub fn body_line(text: &str) -> usize {
    let fence = text.lines().next().unwrap_or_default().trim_end();
    let end = text.lines().skip(1).position(|line| line.trim_end() == fence);
    let after = end.map_or(0, |end| end + 2);
    let empty = text.lines().skip(after).take_while(|line| line.trim().is_empty());
    after + empty.count() + 1
}

/// Without the empty lines that only set texts apart.
fn bare(text: &str) -> String {
    text.trim_end().trim_start_matches('\n').to_owned()
}

/// The name in a line that begins a part.
fn mark(line: &str) -> Option<&str> {
    let (_, comment) = line.strip_prefix("## ")?.rsplit_once("<!-- ")?;
    let name = comment.trim_end().strip_suffix(" -->")?;
    let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ' ';
    (!name.is_empty() && name.chars().all(known)).then_some(name)
}

fn escaped(text: &str) -> String {
    let line = |line: &str| match mark(line.trim_start_matches('\\')) {
        Some(_) => format!("\\{line}"),
        None => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn unescaped(line: &str) -> &str {
    match line.strip_prefix('\\') {
        Some(rest) if mark(rest.trim_start_matches('\\')).is_some() => rest,
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::knowledge::rules::clean;

    #[test]
    fn a_file_reads_as_people_write_it() {
        let text = "\u{feff}+++\r\ntitle = \"A\"\r\n+++\r\n\r\nUno\r\n\r\n## Lo de antes \
                    <!-- revision 1 -->\r\nDos\r\n\r\n";
        let sheet = read(text).unwrap();
        assert_eq!(sheet.front, "title = \"A\"\n");
        assert_eq!(sheet.body, "Uno");
        assert_eq!(sheet.parts, [("revision 1".to_owned(), "Dos".to_owned())]);
        assert_eq!(read("# Title"), Err(Misshapen::NoFront));
        assert_eq!(read("+++\na = 1\n"), Err(Misshapen::EndlessFront));
    }

    #[test]
    fn a_text_that_looks_like_a_mark_stays_a_text() {
        let body = "## A <!-- steps -->\n\\## B <!-- steps -->\n## C <!-- STEPS -->\n+++";
        let sheet = Sheet { front: String::new(), body: body.into(), parts: Vec::new() };
        let text = write(&sheet, str::to_owned);
        assert!(text.contains("\n\\## A <!-- steps -->\n\\\\## B"), "{text}");
        assert_eq!(read(&text).unwrap(), sheet);
    }

    /// Lines that could be taken for something else, among others.
    fn lines() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            Just("## A <!-- steps -->".to_owned()),
            Just("\\## A <!-- steps -->".to_owned()),
            Just("+++".to_owned()),
            Just("    código".to_owned()),
            Just(String::new()),
            "\\PC{0,30}",
        ];
        proptest::collection::vec(line, 0..8).prop_map(|lines| clean(&lines.join("\n")))
    }

    proptest! {
        #[test]
        fn every_text_comes_back(
            body in lines(),
            parts in proptest::collection::vec(("[a-z0-9]{1,8}( [0-9]{1,2})?", lines()), 0..4),
        ) {
            let sheet = Sheet { front: "a = 1\n".into(), body, parts };
            prop_assert_eq!(read(&write(&sheet, str::to_uppercase)), Ok(sheet));
        }
    }
}
