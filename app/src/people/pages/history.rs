//! The history of a person or a place in words.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use serde_json::Value;

use crate::{
    access::{self, Role},
    lang::lang,
    people::{FieldChange, PersonField, store::HistoryRow, texts::texts},
    sessions::zones::in_zone,
    settings,
    ui::{Section, Timeline, TimelineEntry, dates},
};

/// The section with a record's history, in the reader's time zone.
#[component]
pub fn History(rows: Vec<HistoryRow>, zone: String) -> impl IntoView {
    let t = texts();
    let entries: Vec<TimelineEntry> = rows.into_iter().map(|row| entry(row, &zone)).collect();
    view! {
        <Section title=t.history>
            {if entries.is_empty() {
                view! { <p class="muted">{t.no_history}</p> }.into_any()
            } else {
                view! { <Timeline entries /> }.into_any()
            }}
        </Section>
    }
}

fn entry(row: HistoryRow, zone: &str) -> TimelineEntry {
    TimelineEntry {
        when: dates::short_moment(lang(), local(row.at, zone)),
        datetime: row.at.to_rfc3339(),
        who: row.actor.unwrap_or_else(|| texts().nobody_in_particular.to_owned()),
        what: what(&row.action, &row.detail),
        why: String::new(),
    }
}

/// A moment in a zone; a zone that is not known counts as UTC.
pub fn local(at: DateTime<Utc>, zone: &str) -> chrono::NaiveDateTime {
    in_zone(at, zone)
}

fn what(action: &str, detail: &Value) -> String {
    let t = texts();
    let sentence = match action {
        "person.added" | "branch.added" | "name.added" => t.was_added,
        "person.imported" => t.was_imported,
        "person.deactivated" | "branch.deactivated" | "name.deactivated" => t.was_deactivated,
        "person.reactivated" | "branch.reactivated" | "name.reactivated" => t.was_reactivated,
        "role.given" => t.was_given_role,
        "role.taken" => t.lost_role,
        "access.link" => t.got_link,
        "access.withdrawn" => t.lost_access,
        "password.set" => t.set_password,
        "me.saved" => t.changed_settings,
        other if other.starts_with("onboarding.") => settings::texts::texts().action(other),
        _ => t.was_saved,
    };
    let mut details = changes(detail);
    let role = detail.get("role").and_then(Value::as_str).and_then(Role::parse);
    details.extend(role.map(|role| access::texts::texts().role_name(role).to_owned()));
    if details.is_empty() {
        sentence.to_owned()
    } else {
        format!("{sentence}: {}", details.join("; "))
    }
}

fn changes(detail: &Value) -> Vec<String> {
    let of_person = detail
        .get("changes")
        .and_then(|changes| serde_json::from_value::<Vec<FieldChange>>(changes.clone()).ok())
        .unwrap_or_default();
    let of_place = [
        ("name", texts().name),
        ("address", texts().places.address),
        ("time_zone", texts().places.time_zone),
    ]
    .into_iter()
    .filter_map(|(key, label)| {
        let [from, to] = detail.get(key)?.as_array()?.as_slice() else { return None };
        (from != to).then_some(from_to(label, from.as_str()?, to.as_str()?))
    });
    let of_training = detail.get("job_training_on").and_then(Value::as_array).map(|days| {
        let day = |day: &Value| -> Option<NaiveDate> { day.as_str()?.parse().ok() };
        let shown = |at| days.get(at).and_then(day).map(|on| dates::short_date(lang(), on));
        let [from, to] = [0, 1].map(|at| shown(at).unwrap_or_else(|| texts().empty.to_owned()));
        format!("{from} → {to}")
    });
    of_person.iter().map(in_words).chain(of_place).chain(of_training).collect()
}

/// `Branch: Sede Norte → Sede Sur`
pub fn in_words(change: &FieldChange) -> String {
    let shown = |text: &str| match (change.field, text.parse::<NaiveDate>()) {
        (PersonField::HiredOn, Ok(date)) => dates::short_date(lang(), date),
        _ => text.to_owned(),
    };
    from_to(texts().field(change.field), &shown(&change.from), &shown(&change.to))
}

fn from_to(label: &str, from: &str, to: &str) -> String {
    let t = texts();
    let shown = |text: &str| if text.is_empty() { t.empty.to_owned() } else { text.to_owned() };
    (t.from_to)(label, &shown(from), &shown(to))
}
