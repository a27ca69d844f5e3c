use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::day;
use crate::{
    error::Result,
    lang::lang,
    request::Look,
    reviews::{Subject, store, texts::texts},
    ui::{self, Timeline, TimelineEntry, dates},
};

/// Everything that was done to keep a thing right, the latest first.
pub async fn history(look: &mut Look, subject: &Subject) -> Result<AnyView> {
    let t = texts();
    let (kind, zone) = (subject.thing.0, look.actor.zone.clone());
    let mut entries: Vec<(DateTime<Utc>, TimelineEntry)> = Vec::new();
    let mut add = |at: DateTime<Utc>, who: String, what: String, why: String| {
        let (when, datetime) = (day(at, &zone), at.to_rfc3339());
        entries.push((at, TimelineEntry { when, datetime, who, what, why }));
    };
    for given in store::verifications(&mut look.tx, subject.thing).await? {
        let mut what = (t.did_verify)(kind, given.mark);
        if given.withdrawn_at.is_some() {
            what = format!("{what} · {}", t.did_withdraw);
        }
        add(given.at, given.person, what, given.remark);
    }
    for review in store::reviews(&mut look.tx, subject.thing).await? {
        let next = review.next_on.map(|on| dates::short_date(lang(), on));
        add(review.at, review.person, (t.did_review)(next.as_deref()), review.remark);
    }
    for ending in store::endings(&mut look.tx, subject.thing).await? {
        let what = if ending.successor_id.is_some() { t.did_supersede } else { t.did_end };
        add(ending.at, ending.person, what.to_owned(), ending.reason);
        if let Some((who, at)) = ending.undone_by.zip(ending.undone_at) {
            add(at, who, t.did_undo.to_owned(), String::new());
        }
    }
    entries.sort_by(|(one, _), (two, _)| two.cmp(one));
    let entries: Vec<TimelineEntry> = entries.into_iter().map(|(_, entry)| entry).collect();
    let body = match entries.is_empty() {
        true => view! { <p class="muted">{t.no_history}</p> }.into_any(),
        false => view! { <Timeline entries /> }.into_any(),
    };
    Ok(view! { <ui::Section title=t.history id="history">{body}</ui::Section> }.into_any())
}
