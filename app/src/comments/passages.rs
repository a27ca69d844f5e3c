//! The passages of a text: its paragraphs, list items and headings, in sanitised HTML.

/// A piece of a text that a comment can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its words on one line.
    pub text: String,
    /// Where in the HTML something can be added at its end.
    pub end: usize,
}

/// What is read as one piece. A list item ends where a list within it begins.
fn is_block(tag: &str) -> bool {
    matches!(tag, "p" | "h3" | "h4" | "li" | "pre" | "table")
}

/// The passages of sanitised HTML, in their order. There, tags are lower case and well formed.
pub fn passages(html: &str) -> Vec<Passage> {
    let mut found = Vec::new();
    let mut open: Option<(&str, String)> = None;
    // A table and preformatted text are one piece each, whatever is in them.
    let mut within = None;
    let mut rest = html;
    while !rest.is_empty() {
        let at = html.len() - rest.len();
        let Some(tail) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            if let Some((_, text)) = &mut open {
                text.push_str(&rest[..end]);
            }
            rest = &rest[end..];
            continue;
        };
        let Some(close) = tail.find('>') else { break };
        let (inside, after) = (&tail[..close], &tail[close + 1..]);
        let end_of_tag = at + close + 2;
        let name = inside.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        let closes = inside.starts_with('/');
        rest = after;
        if let Some(whole) = within {
            if closes && name == whole {
                within = None;
                finish(&mut found, open.take(), end_of_tag);
            } else if let Some((_, text)) = &mut open {
                text.push(' ');
            }
            continue;
        }
        match (is_block(name), closes) {
            (true, false) => {
                finish(&mut found, open.take(), at);
                open = Some((name, String::new()));
                if matches!(name, "pre" | "table") {
                    within = Some(name);
                }
            }
            (true, true) => finish(&mut found, open.take(), at),
            (false, _) if matches!(name, "ul" | "ol" | "blockquote") => {
                finish(&mut found, open.take(), at);
            }
            (false, _) if name == "br" => {
                if let Some((_, text)) = &mut open {
                    text.push(' ');
                }
            }
            _ => {}
        }
    }
    found
}

fn finish(found: &mut Vec<Passage>, open: Option<(&str, String)>, end: usize) {
    let Some((_, text)) = open else { return };
    let text = plain(&text);
    if !text.is_empty() {
        found.push(Passage { text, end });
    }
}

/// The words of a piece of HTML without tags, on one line.
fn plain(text: &str) -> String {
    let text = text
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The HTML with something added at the end of each passage.
pub fn woven(html: &str, mut add: impl FnMut(usize, &Passage) -> String) -> String {
    let passages = passages(html);
    let mut out = String::with_capacity(html.len() + passages.len() * 160);
    let mut from = 0;
    for (index, passage) in passages.iter().enumerate() {
        out.push_str(&html[from..passage.end]);
        out.push_str(&add(index, passage));
        from = passage.end;
    }
    out.push_str(&html[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::markdown::render;

    fn texts(markdown: &str) -> Vec<String> {
        passages(&render(markdown)).into_iter().map(|passage| passage.text).collect()
    }

    #[test]
    fn paragraphs_and_items_are_passages() {
        let text = "# Por qué\n\nUno **dos**\ntres & <b>\n\n- a\n- b\n  - c\n\n> cita";
        assert_eq!(texts(text), ["Por qué", "Uno dos tres & <b>", "a", "b", "c", "cita"]);
        // Items with room between them hold paragraphs.
        assert_eq!(texts("1. a\n\n2. b\n\n   más"), ["a", "b", "más"]);
        assert_eq!(texts("|a|b|\n|-|-|\n|1|2|"), ["a b 1 2"]);
        assert_eq!(texts("```\nx < y\n```"), ["x < y"]);
        assert_eq!(
            texts("Ver [[La bandeja]] y [x](https://a.example)"),
            ["Ver [[La bandeja]] y x"]
        );
        assert!(texts("").is_empty());
    }

    #[test]
    fn what_is_added_stands_at_the_end_of_its_passage() {
        let html = render("Uno\n\n- a\n  - b");
        let out = woven(&html, |index, _| format!("[{index}]"));
        assert_eq!(
            out.replace('\n', ""),
            "<p>Uno[0]</p><ul><li>a[1]<ul><li>b[2]</li></ul></li></ul>"
        );
        assert_eq!(woven("", |_, _| "x".into()), "");
        let table = woven(&render("|a|\n|-|\n|1|"), |_, _| "[x]".into());
        assert!(table.trim_end().ends_with("</table>[x]"), "{table}");
    }
}
