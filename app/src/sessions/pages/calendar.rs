//! A month or a week of sessions. Each stands on its own day and hour, whatever the reader's.

use chrono::{Datelike, Days, Months, NaiveDate};
use leptos::prelude::*;

use super::{
    filters::{Asked, View},
    parts::clock_note,
};
use crate::{
    error::Result,
    lang::lang,
    request::Look,
    routes,
    sessions::{
        Listed, Standing,
        store::{self, Filter},
        zones,
    },
    ui::{Entry, MonthGrid, WeekList, dates},
};

/// The calendar that is asked for.
pub async fn shown(look: &mut Look, asked: &Asked) -> Result<AnyView> {
    let zone = look.actor.zone.clone();
    let today = zones::in_zone(look.now, &zone).date();
    let on = asked.on(today);
    let (first, last) = span(asked.view(), on);
    // No clock is more than a day away from another: the edges are cut when entries are placed.
    let filter = Filter {
        from: zones::start_of_day(first - Days::new(1), &zone),
        to: zones::start_of_day(last + Days::new(2), &zone),
        ..asked.filter(&zone)
    };
    let scope = look.actor.scope();
    let sessions = store::between(&mut look.tx, &scope, &filter).await?;
    let entries: Vec<Entry> = sessions
        .iter()
        .map(|session| entry(session, session.standing(look.now), &zone))
        .filter(|entry| (first..=last).contains(&entry.date))
        .collect();
    let at = |day: Option<NaiveDate>| asked.address(asked.view(), day);
    Ok(match asked.view() {
        View::Week => view! {
            <WeekList
                start=first
                today
                entries
                previous=at(first.checked_sub_days(Days::new(7)))
                next=at(first.checked_add_days(Days::new(7)))
            />
        }
        .into_any(),
        _ => view! {
            <MonthGrid
                month=first
                today
                entries
                previous=at(first.checked_sub_months(Months::new(1)))
                next=at(first.checked_add_months(Months::new(1)))
            />
        }
        .into_any(),
    })
}

/// The first and the last day of the month, or of the week from Monday, that holds a day.
fn span(view: View, on: NaiveDate) -> (NaiveDate, NaiveDate) {
    if view == View::Week {
        let monday = on - Days::new(on.weekday().num_days_from_monday().into());
        return (monday, monday + Days::new(6));
    }
    let first = on.with_day(1).unwrap_or(on);
    (first, first + Months::new(1) - Days::new(1))
}

fn entry(session: &Listed, standing: Standing, reader: &str) -> Entry {
    let starts = zones::in_zone(session.starts_at, &session.time_zone);
    let clock = clock_note(session.starts_at, &session.time_zone, reader)
        .map(|_| format!(" {}", zones::place(lang(), &session.time_zone)))
        .unwrap_or_default();
    // Colour alone would not tell; what is planned needs no word.
    let state = match standing {
        Standing::Planned => String::new(),
        other => format!(" · {}", other.word(lang())),
    };
    Entry {
        date: starts.date(),
        time: format!("{}{clock}", dates::time(starts.time())),
        title: format!("{}{state}", session.topic),
        href: routes::session(session.id),
        tone: standing.tone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, month, day).unwrap()
    }

    #[test]
    fn months_and_weeks_hold_the_day() {
        assert_eq!(span(View::Month, day(7, 15)), (day(7, 1), day(7, 31)));
        assert_eq!(span(View::Month, day(2, 1)), (day(2, 1), day(2, 28)));
        // 15 July 2022 is a Friday.
        assert_eq!(span(View::Week, day(7, 15)), (day(7, 11), day(7, 17)));
        assert_eq!(span(View::Week, day(7, 11)), (day(7, 11), day(7, 17)));
    }
}
