//! A month or a week of entries. On a phone the month is a list of the days that hold something.

use super::badge::Tone;
use super::dates::{capitalised, day, month_year, short_date, short_day, weekday_short};
use super::heading::Heading;
use super::icon::{Glyph, Icon};
use super::texts::texts;
use crate::lang::lang;
use chrono::{Datelike, Days, Months, NaiveDate};
use leptos::prelude::*;

/// Something on a day.
#[derive(Clone, Debug)]
pub struct Entry {
    pub date: NaiveDate,
    /// As people read it: `09:00` or `09:00–10:45`.
    pub time: String,
    pub title: String,
    pub href: String,
    pub tone: Tone,
}

/// The month that holds `month`, Monday to Sunday.
#[component]
pub fn MonthGrid(
    month: NaiveDate,
    today: NaiveDate,
    entries: Vec<Entry>,
    /// The address of the month before.
    #[prop(into)]
    previous: String,
    #[prop(into)] next: String,
) -> impl IntoView {
    let first = month.with_day(1).unwrap_or(month);
    let days = days_between(first, first.checked_add_months(Months::new(1)).unwrap_or(first));
    let nothing = !entries.iter().any(|entry| days.contains(&entry.date));
    let weekdays = days.iter().skip_while(|day| day.weekday().num_days_from_monday() != 0).take(7);
    let weekdays =
        weekdays.map(|day| view! { <span>{weekday_short(lang(), *day)}</span> }).collect_view();
    view! {
        <section class="calendar">
            <Steps title=capitalised(&month_year(lang(), first)) previous next />
            <div class="weekdays" aria-hidden="true">{weekdays}</div>
            <ol class="month">
                {days.into_iter().map(|date| view! { <Day date today entries=on(&entries, date) /> }).collect_view()}
            </ol>
            {nothing.then(|| view! { <p class="muted calendar-nothing">{texts().nothing_planned}</p> })}
        </section>
    }
}

/// Seven days from `start`, each with its entries under each other.
#[component]
pub fn WeekList(
    start: NaiveDate,
    today: NaiveDate,
    entries: Vec<Entry>,
    /// The address of the week before.
    #[prop(into)]
    previous: String,
    #[prop(into)] next: String,
) -> impl IntoView {
    let end = start + Days::new(7);
    let title =
        format!("{} – {}", short_day(lang(), start), short_date(lang(), end - Days::new(1)));
    let days = days_between(start, end).into_iter();
    view! {
        <section class="calendar">
            <Steps title previous next />
            <ol class="week">
                {days.map(|date| view! { <Day date today entries=on(&entries, date) /> }).collect_view()}
            </ol>
        </section>
    }
}

#[component]
fn Steps(title: String, previous: String, next: String) -> impl IntoView {
    let words = texts();
    view! {
        <div class="calendar-head">
            <Heading level=2>{title}</Heading>
            <p class="calendar-steps">
                <a class="button quiet" rel="prev" href=previous><Glyph icon=Icon::Back />{words.previous}</a>
                <a class="button quiet" rel="next" href=next>{words.next}<Glyph icon=Icon::Forward /></a>
            </p>
        </div>
    }
}

#[component]
fn Day(date: NaiveDate, today: NaiveDate, entries: Vec<Entry>) -> impl IntoView {
    let empty = entries.is_empty();
    let is_today = date == today;
    let column = format!("from-{}", date.weekday().number_from_monday());
    let items = entries.into_iter().map(|entry| {
        view! {
            <li>
                <a class=format!("entry {}", entry.tone.class()) href=entry.href>
                    <span class="entry-time">{entry.time}</span>
                    " "
                    {entry.title}
                </a>
            </li>
        }
    });
    view! {
        <li class=column data-empty=empty.then_some("") aria-current=is_today.then_some("date")>
            <time datetime=date.to_string()>
                <span class="day-number" aria-hidden="true">{date.day().to_string()}</span>
                <span class="day-name">{capitalised(&day(lang(), date))}</span>
                {is_today.then(|| view! { <span class="day-today">{texts().today}</span> })}
            </time>
            {if empty {
                view! { <p class="day-nothing">{texts().nothing_planned}</p> }.into_any()
            } else {
                view! { <ul>{items.collect_view()}</ul> }.into_any()
            }}
        </li>
    }
}

fn on(entries: &[Entry], date: NaiveDate) -> Vec<Entry> {
    entries.iter().filter(|entry| entry.date == date).cloned().collect()
}

/// The days from `start` up to, but without, `end`.
fn days_between(start: NaiveDate, end: NaiveDate) -> Vec<NaiveDate> {
    start.iter_days().take_while(|date| *date < end).collect()
}
