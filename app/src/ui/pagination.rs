//! The way through a long list.

use super::icon::{Glyph, Icon};
use super::texts::texts;
use leptos::prelude::*;

/// Which page of a list is shown. One beyond the end, of a list that was longer once, is the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paged {
    /// Counted from 1.
    pub page: i64,
    pub pages: i64,
    size: i64,
}

impl Paged {
    /// The page that an address asks for, of a list of `total` things, `size` on each.
    pub fn new(asked: &str, total: i64, size: i64) -> Paged {
        let pages = ((total + size - 1) / size).max(1);
        let page = asked.trim().parse::<i64>().unwrap_or(1).clamp(1, pages);
        Paged { page, pages, size }
    }

    /// How many things stand on the pages before.
    pub fn skipped(self) -> i64 {
        (self.page - 1) * self.size
    }
}

/// Page `page` of `pages`, counted from 1; nothing when there is only one.
#[component]
pub fn Pagination(
    page: i64,
    pages: i64,
    /// The list's address with its query, without the page.
    #[prop(into)]
    base: String,
) -> impl IntoView {
    let words = texts();
    let before = (page > 1).then(|| page_url(&base, page - 1));
    let after = (page < pages).then(|| page_url(&base, page + 1));
    (pages > 1).then(move || {
        view! {
            <nav class="pagination" aria-label=words.pages>
                {before.map(|href| view! {
                    <a class="button secondary" rel="prev" href=href><Glyph icon=Icon::Back />{words.previous}</a>
                })}
                <p>{format!("{} {page} {} {pages}", words.page, words.of)}</p>
                {after.map(|href| view! {
                    <a class="button secondary" rel="next" href=href>{words.next}<Glyph icon=Icon::Forward /></a>
                })}
            </nav>
        }
    })
}

/// The address of one page of a list.
fn page_url(base: &str, page: i64) -> String {
    let joint = if base.contains('?') { '&' } else { '?' };
    format!("{base}{joint}page={page}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_beyond_the_end_is_the_last() {
        let shown = |asked, total| {
            let paged = Paged::new(asked, total, 20);
            (paged.page, paged.pages, paged.skipped())
        };
        assert_eq!(shown("", 41), (1, 3, 0));
        assert_eq!(shown("3", 41), (3, 3, 40));
        assert_eq!(shown("99999", 41), (3, 3, 40));
        assert_eq!(shown("99999999999999999999", 41), (1, 3, 0));
        assert_eq!(shown("-4", 40), (1, 2, 0));
        assert_eq!(shown("2", 0), (1, 1, 0));
    }

    #[test]
    fn the_page_joins_the_query_that_is_there() {
        assert_eq!(page_url("/people", 2), "/people?page=2");
        assert_eq!(page_url("/people?q=ana", 3), "/people?q=ana&page=3");
    }
}
