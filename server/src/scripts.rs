//! Pages without islands carry no script.

/// The first of the tags that `HydrationScripts` writes; `</script>` ends the last.
const FIRST_TAG: &str = "<link rel=\"modulepreload\"";
const LAST_TAG_END: &str = "</script>";
const PAGE_END: &str = "</html>";

/// Leaves a rendered page as it is when it has islands that `can_wake`, and otherwise removes the
/// tags that load the wasm and the data for it, which Leptos appends to the page.
pub fn only_for_islands(mut html: String, can_wake: bool) -> String {
    if can_wake && html.contains("<leptos-island") {
        return html;
    }
    if let Some(end) = html.rfind(PAGE_END) {
        html.truncate(end + PAGE_END.len());
    }
    if let Some(start) = html.find(FIRST_TAG)
        && let Some(length) = html[start..].find(LAST_TAG_END)
    {
        html.replace_range(start..start + length + LAST_TAG_END.len(), "");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> String {
        format!(
            "<html><head><title>T</title><link rel=\"modulepreload\" href=\"/pkg/1/espiral.js\">\
             <link rel=\"preload\" href=\"/pkg/1/espiral.wasm\"><script type=\"module\">go()</script>\
             <meta name=\"kept\"></head><body>{body}</body></html><!><script>DATA=[]</script>"
        )
    }

    #[test]
    fn a_page_without_islands_loads_nothing() {
        assert_eq!(
            only_for_islands(page("<p>&lt;leptos-island</p>"), true),
            "<html><head><title>T</title><meta name=\"kept\"></head>\
             <body><p>&lt;leptos-island</p></body></html>"
        );
    }

    #[test]
    fn a_page_with_an_island_is_left_alone() {
        let html = page("<leptos-island data-component=\"Clock\"></leptos-island>");
        assert_eq!(only_for_islands(html.clone(), true), html);
        assert!(!only_for_islands(html, false).contains("<script"));
    }

    #[test]
    fn a_page_without_the_tags_is_left_alone() {
        assert_eq!(only_for_islands("plain words".into(), true), "plain words");
    }
}
