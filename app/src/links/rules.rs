//! What a title means, and which addresses are those of things.

use uuid::Uuid;

use crate::provenance::{Kind, Thing};

/// How many titles of one text are looked up; further ones stay words.
pub const TITLES_MAX: usize = 50;

/// What a title means to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    One(Thing),
    /// They can see nothing of this title.
    Unknown,
    /// They can see several.
    Several,
}

/// What a title means, from the things of this title that one may see.
pub fn meaning(found: &[Thing]) -> Meaning {
    match found {
        [] => Meaning::Unknown,
        [one] => Meaning::One(*one),
        _ => Meaning::Several,
    }
}

/// Where a thing is read.
pub fn address((kind, id): Thing) -> String {
    format!("{}{id}", root(kind))
}

const fn root(kind: Kind) -> &'static str {
    match kind {
        Kind::Note => "/knowledge/",
        Kind::Concept => "/concepts/",
        Kind::Archetype => "/archetypes/",
        Kind::Practice => "/practices/",
    }
}

/// The thing at an address of ours, whatever stands behind its id.
pub fn thing_at(href: &str) -> Option<Thing> {
    Kind::ALL.iter().find_map(|kind| {
        let rest = href.strip_prefix(root(*kind))?;
        let id = rest.split(['/', '?', '#']).next()?;
        Some((*kind, id.parse::<Uuid>().ok()?))
    })
}

/// A piece of HTML of ours: a link with its words, or anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Other(&'a str),
    Link {
        thing: Thing,
        /// From `<a` to `</a>`.
        whole: &'a str,
        words: &'a str,
    },
}

/// Takes sanitised HTML apart at the links that lead to things. There, an address is the first
/// attribute of a link, and no link stands in another.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    const OPEN: &str = "<a href=\"";
    const CLOSE: &str = "</a>";
    let (mut pieces, mut rest) = (Vec::new(), html);
    let mut from = 0;
    while let Some(at) = rest[from..].find(OPEN).map(|at| from + at) {
        let begin = at + OPEN.len();
        let read = rest[begin..].split_once('"').and_then(|(href, _)| {
            let thing = thing_at(href)?;
            let inner = begin + rest[begin..].find('>')? + 1;
            let end = inner + rest[inner..].find(CLOSE)?;
            Some((thing, inner, end))
        });
        let Some((thing, inner, end)) = read else {
            from = begin;
            continue;
        };
        pieces.push(Piece::Other(&rest[..at]));
        let after = end + CLOSE.len();
        pieces.push(Piece::Link { thing, whole: &rest[at..after], words: &rest[inner..end] });
        (rest, from) = (&rest[after..], 0);
    }
    pieces.push(Piece::Other(rest));
    pieces
}

/// Whether sanitised HTML holds a link to a thing.
pub fn leads_on(html: &str) -> bool {
    pieces(html).iter().any(|piece| matches!(piece, Piece::Link { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0193a7c2-0000-7000-8000-000000000001";

    fn id() -> Uuid {
        ID.parse().unwrap()
    }

    #[test]
    fn one_title_means_one_thing_or_none() {
        let (a, b) = ((Kind::Concept, id()), (Kind::Archetype, id()));
        assert_eq!(meaning(&[]), Meaning::Unknown);
        assert_eq!(meaning(&[a]), Meaning::One(a));
        assert_eq!(meaning(&[a, b]), Meaning::Several);
    }

    #[test]
    fn an_address_leads_to_its_thing_and_back() {
        for kind in Kind::ALL {
            assert_eq!(thing_at(&address((*kind, id()))), Some((*kind, id())));
        }
        let deeper = format!("/concepts/{ID}/versions/2?x=1#y");
        assert_eq!(thing_at(&deeper), Some((Kind::Concept, id())));
        for other in ["/concepts/", "/people/1", "https://a.example/concepts/1", "/knowledge?q=x"] {
            assert_eq!(thing_at(other), None, "{other}");
        }
    }

    #[test]
    fn html_comes_apart_at_links_to_things_and_nothing_is_lost() {
        let link =
            format!("<a href=\"/concepts/{ID}\" rel=\"noopener nofollow\">Leer <em>ya</em></a>");
        let html = format!(
            "<p><a href=\"https://a.example\">fuera</a> y {link}, <a href=\"/people\">x</a></p>"
        );
        let found = pieces(&html);
        let whole: String = found
            .iter()
            .map(|piece| match piece {
                Piece::Other(text) => *text,
                Piece::Link { whole, .. } => *whole,
            })
            .collect();
        assert_eq!(whole, html);
        let links: Vec<_> = found
            .iter()
            .filter_map(|piece| match piece {
                Piece::Link { thing, words, .. } => Some((*thing, *words)),
                Piece::Other(_) => None,
            })
            .collect();
        assert_eq!(links, [((Kind::Concept, id()), "Leer <em>ya</em>")]);
        assert_eq!(pieces(""), [Piece::Other("")]);
    }
}
