//! The history of a thing: when, who, what and why.

use leptos::prelude::*;

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// The moment as people read it.
    pub when: String,
    /// The same moment for machines, in RFC 3339.
    pub datetime: String,
    /// Empty when nobody knows.
    pub who: String,
    pub what: String,
    /// The reason given; empty when none was.
    pub why: String,
}

/// Entries in the order given, usually newest first.
#[component]
pub fn Timeline(entries: Vec<TimelineEntry>) -> impl IntoView {
    let items = entries.into_iter().map(|entry| {
        view! {
            <li>
                <p class="timeline-when">
                    <time datetime=entry.datetime>{entry.when}</time>
                    {(!entry.who.is_empty()).then(|| format!(" · {}", entry.who))}
                </p>
                <p>{entry.what}</p>
                {(!entry.why.is_empty()).then(|| view! { <p class="timeline-why lines">{entry.why}</p> })}
            </li>
        }
    });
    view! { <ol class="timeline">{items.collect_view()}</ol> }
}
