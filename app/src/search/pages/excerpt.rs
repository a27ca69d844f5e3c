//! The part of a text around what was looked for.

use leptos::prelude::*;

use crate::{knowledge::markdown, search::words::Query};

/// How many characters of a text the list shows.
const LENGTH: usize = 280;

/// The beginning of a text, or the part around the first hit, with all hits in it marked.
pub fn excerpt(text: &str, query: Option<&Query>) -> AnyView {
    let pieces = match query {
        Some(query) => around(&query.marked(text)),
        None => vec![(markdown::shorten(text, LENGTH), false)],
    };
    marked(pieces)
}

/// A text as it is, with all hits in it marked.
pub fn whole(text: &str, query: Option<&Query>) -> AnyView {
    let pieces = match query {
        Some(query) => query.marked(text),
        None => vec![(text, false)],
    };
    marked(pieces.into_iter().map(|(piece, hit)| (piece.to_owned(), hit)).collect())
}

fn marked(pieces: Vec<(String, bool)>) -> AnyView {
    let pieces = pieces.into_iter().map(|(piece, hit)| match hit {
        true => view! { <mark>{piece}</mark> }.into_any(),
        false => piece.into_any(),
    });
    pieces.collect_view().into_any()
}

/// The pieces of a text around the first hit, about [`LENGTH`] characters long.
fn around(pieces: &[(&str, bool)]) -> Vec<(String, bool)> {
    let owned = |(piece, hit): &(&str, bool)| ((*piece).to_owned(), *hit);
    if pieces.iter().map(|(piece, _)| piece.chars().count()).sum::<usize>() <= LENGTH {
        return pieces.iter().map(owned).collect();
    }
    let mut room = LENGTH;
    let mut kept: Vec<(String, bool)> = Vec::new();
    let first = pieces.iter().position(|(_, hit)| *hit).unwrap_or(0);
    if let Some((before, _)) = first.checked_sub(1).and_then(|index| pieces.get(index)) {
        let (text, length) = (tail(before, LENGTH / 3), before.chars().count());
        room -= length.min(LENGTH / 3);
        kept.push((text, false));
    }
    for (piece, hit) in &pieces[first..] {
        let length = piece.chars().count();
        if length > room {
            if !hit {
                kept.push((markdown::shorten(piece, room), false));
            }
            break;
        }
        room -= length;
        kept.push(owned(&(*piece, *hit)));
    }
    kept
}

/// The last `n` characters or so of a text, cut between words.
fn tail(text: &str, n: usize) -> String {
    let Some(skip) = text.chars().count().checked_sub(n + 1) else { return text.to_owned() };
    let start = text.char_indices().nth(skip).map_or(0, |(start, _)| start);
    let rest = &text[start..];
    format!("…{}", rest.split_once(' ').map_or(rest, |(_, words)| words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_excerpt_lies_around_the_first_hit() {
        let long = format!("{} reclamo {}", "antes ".repeat(60), "después ".repeat(60));
        let long = long.trim().replace("  ", " ");
        let query = Query::of("reclamos").unwrap();
        let kept = around(&query.marked(&long));
        assert_eq!(kept[1], ("reclamo".to_owned(), true));
        assert!(kept[0].0.starts_with("…antes ") && kept[2].0.ends_with("después…"), "{kept:?}");
        let length: usize = kept.iter().map(|(piece, _)| piece.chars().count()).sum();
        assert!((200..=LENGTH + 2).contains(&length), "{length}");
        // A short text is shown whole.
        let short = format!("{} reclamo", "antes ".repeat(30).trim());
        let kept: String =
            around(&query.marked(&short)).into_iter().map(|(piece, _)| piece).collect();
        assert_eq!(kept, short);
    }

    #[test]
    fn what_is_marked_is_a_text_all_the_same() {
        Owner::new().with(|| {
            let query = Query::of("hola").unwrap();
            let html = whole("<b>¡Hola!</b> & adiós", Some(&query)).to_html();
            assert!(html.contains("&lt;b&gt;¡") && html.contains("<mark>Hola<"), "{html}");
            assert!(html.contains("&amp; adiós") && !html.contains("<b>"), "{html}");
        });
    }
}
