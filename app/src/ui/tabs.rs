//! Neighbouring pages about one thing.

use leptos::prelude::*;

#[derive(Clone, Debug)]
pub struct Tab {
    pub href: String,
    pub label: String,
    pub current: bool,
    /// How many things wait there.
    pub count: Option<i64>,
}

impl Tab {
    pub fn new(href: impl Into<String>, label: impl Into<String>, current: bool) -> Self {
        Tab { href: href.into(), label: label.into(), current, count: None }
    }

    pub fn count(self, count: i64) -> Self {
        Tab { count: Some(count), ..self }
    }
}

/// Links, of which one is the page shown.
#[component]
pub fn Tabs(
    /// What the pages have in common, for a screen reader.
    #[prop(into)]
    label: String,
    tabs: Vec<Tab>,
) -> impl IntoView {
    let links = tabs.into_iter().map(|tab| {
        view! {
            <li>
                <a href=tab.href aria-current=tab.current.then_some("page")>
                    {tab.label}
                    {tab.count.map(|count| view! { <span class="count">{count.to_string()}</span> })}
                </a>
            </li>
        }
    });
    view! {
        <nav class="tabs" aria-label=label>
            <ul>{links.collect_view()}</ul>
        </nav>
    }
}
