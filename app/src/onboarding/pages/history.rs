//! What happened in somebody's onboarding. The signatures of a day that one person gave on one
//! morning are one line.

use leptos::prelude::*;

use crate::{
    lang::lang,
    onboarding::{Event, EventKind, texts::texts},
    sessions::{saying, zones},
    ui::{self, Timeline, TimelineEntry, dates},
};

#[component]
pub fn History(
    events: Vec<Event>,
    zone: String,
    /// By whose clocks the days are.
    clocks: String,
) -> impl IntoView {
    let t = texts();
    let entries = together(events, &zone).into_iter().map(|(event, items)| TimelineEntry {
        when: dates::short_moment(lang(), zones::in_zone(event.at, &zone)),
        datetime: event.at.to_rfc3339(),
        who: event.actor.clone().unwrap_or_else(|| ui::PRODUCT.to_owned()),
        what: what(&event, &items, &clocks, &zone),
        why: event.detail,
    });
    let entries = entries.collect();
    view! { <ui::Section title=t.history><Timeline entries /></ui::Section> }
}

/// `Day 3 · Moved: 30 Nov 2026, 18:00 → 10 Dec 2026, 09:00`, `Job training begins: – → 14 Dec 2026`
fn what(event: &Event, items: &[i64], clocks: &str, mine: &str) -> String {
    let t = texts();
    let kind = match items {
        [] => (t.event)(event.kind).to_owned(),
        [item] => {
            let point = event.point.as_ref().map(|text| format!(": {}", lang().quoted(text)));
            format!("{} {item}{}", (t.event)(event.kind), point.unwrap_or_default())
        }
        many => {
            let many: Vec<String> = many.iter().map(i64::to_string).collect();
            (t.signed_points)(&many.join(", "))
        }
    };
    if event.number == 0 {
        return match (event.from_day, event.to_day) {
            (None, None) => kind,
            (from, to) => {
                let date = |day| dates::short_date(lang(), day);
                let [from, to] = [from, to].map(|day| day.map_or_else(|| "–".to_owned(), date));
                format!("{kind}: {from} → {to}")
            }
        };
    }
    let moment = |at| dates::short_moment(lang(), zones::in_zone(at, clocks));
    let moved: Vec<String> =
        [event.from_start, event.to_start].into_iter().flatten().map(moment).collect();
    let day = format!("{} · {kind}", (t.day)(event.number));
    let elsewhere = [event.from_start, event.to_start]
        .into_iter()
        .flatten()
        .any(|at| !zones::same_clock(at, clocks, mine));
    let clock = elsewhere.then(|| format!(" ({})", saying::clock(lang(), clocks)));
    match moved.is_empty() {
        true => day,
        false => format!("{day}: {}{}", moved.join(" → "), clock.unwrap_or_default()),
    }
}

/// Events in their order, the latest first, each with the points it is about. Signatures that follow
/// each other are one: of the same day, by the same person, on one date, with the same remark or none.
fn together(events: Vec<Event>, zone: &str) -> Vec<(Event, Vec<i64>)> {
    let mut all: Vec<(Event, Vec<i64>)> = Vec::new();
    for event in events {
        if let Some((last, items)) = all.last_mut()
            && goes_with(last, &event, zone)
        {
            items.extend(event.item);
            items.sort_unstable();
            continue;
        }
        let items = event.item.into_iter().collect();
        all.push((event, items));
    }
    all
}

fn goes_with(one: &Event, other: &Event, zone: &str) -> bool {
    let date = |event: &Event| zones::in_zone(event.at, zone).date();
    let signed = |event: &Event| event.kind == EventKind::Signed;
    signed(one)
        && signed(other)
        && one.detail == other.detail
        && one.number == other.number
        && one.actor == other.actor
        && date(one) == date(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(item: i64, at: &str) -> Event {
        Event {
            number: 1,
            kind: EventKind::Signed,
            item: Some(item),
            point: None,
            from_start: None,
            to_start: None,
            from_day: None,
            to_day: None,
            detail: String::new(),
            actor: Some("Lucía".into()),
            at: at.parse().unwrap(),
        }
    }

    /// Ten to midnight in Lima and ten past are two dates.
    #[test]
    fn signatures_of_a_day_by_one_person_are_one_line() {
        let (late, early) = ("2026-03-05T05:10:00Z", "2026-03-05T04:50:00Z");
        let by_another = Event { actor: Some("Marco".into()), ..signed(2, early) };
        let with_remark = Event { detail: "Con ayuda".into(), ..signed(1, early) };
        let present = Event { kind: EventKind::Present, item: None, ..signed(0, early) };
        let other_day = Event { number: 2, ..signed(1, late) };
        let events = vec![
            other_day,
            signed(6, late),
            signed(5, early),
            signed(4, early),
            signed(3, early),
            by_another,
            with_remark.clone(),
            with_remark,
            present,
        ];
        let items: Vec<Vec<i64>> =
            together(events, "America/Lima").into_iter().map(|(_, items)| items).collect();
        assert_eq!(items, [vec![1], vec![6], vec![3, 4, 5], vec![2], vec![1, 1], vec![]]);
    }
}
