//! The way through a long list.

use super::icon::{Glyph, Icon};
use super::texts::texts;
use leptos::prelude::*;

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
    use super::page_url;

    #[test]
    fn the_page_joins_the_query_that_is_there() {
        assert_eq!(page_url("/people", 2), "/people?page=2");
        assert_eq!(page_url("/people?q=ana", 3), "/people?q=ana&page=3");
    }
}
