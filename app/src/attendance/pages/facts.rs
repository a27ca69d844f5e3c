use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::{
    attendance::texts::texts,
    lang::lang,
    sessions::{
        Session,
        zones::{in_zone, place, same_clock},
    },
    ui::{Fact, Facts, dates},
};

/// When a session is, by the clocks where it is; another zone than the reader's is named.
pub fn when(session: &Session, zone: &str) -> String {
    let from = in_zone(session.starts_at, &session.time_zone);
    let to = in_zone(session.ends_at, &session.time_zone);
    let day = dates::capitalised(&dates::long_date(lang(), from.date()));
    let span = dates::span(from.time(), to.time());
    if same_clock(session.starts_at, &session.time_zone, zone) {
        format!("{day}, {span}")
    } else {
        format!("{day}, {span} ({})", (texts().zone_time)(&place(lang(), &session.time_zone)))
    }
}

/// Room and branch, or that it is online.
pub fn location(session: &Session, branch: &str) -> String {
    let online = if session.link.is_empty() { "" } else { texts().online };
    [session.room.as_str(), branch, online]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// A moment by the clocks of the session: the time alone on the day of the session.
pub fn moment(session: &Session, at: DateTime<Utc>) -> String {
    let local = in_zone(at, &session.time_zone);
    if local.date() == in_zone(session.starts_at, &session.time_zone).date() {
        dates::time(local.time())
    } else {
        dates::short_moment(lang(), local)
    }
}

/// When, where and who facilitates.
#[component]
pub fn SessionFacts(
    session: Session,
    branch: String,
    facilitators: Vec<String>,
    /// The reader's zone.
    zone: String,
) -> impl IntoView {
    let t = texts();
    let where_ = location(&session, &branch);
    view! {
        <Facts>
            <Fact label=t.when>{when(&session, &zone)}</Fact>
            {(!where_.is_empty()).then(|| view! { <Fact label=t.where_>{where_.clone()}</Fact> })}
            {(!facilitators.is_empty())
                .then(|| view! { <Fact label=t.who>{facilitators.join(", ")}</Fact> })}
        </Facts>
    }
}
