//! A month or a week of entries. On a phone the month is a list of the days that hold something, and
//! what is over is folded away.

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
    let over = over(&days, today);
    let held = over.iter().filter(|day| entries.iter().any(|entry| entry.date == **day)).count();
    view! {
        <section class="calendar">
            <Steps title=capitalised(&month_year(lang(), first)) previous next />
            <div class="weekdays" aria-hidden="true">{weekdays}</div>
            {earlier(held, "month-days")}
            <ol class="month calendar-days" id="month-days">
                {days.into_iter().map(|date| view! { <Day date today entries=on(&entries, date) over=over.contains(&date) /> }).collect_view()}
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
    let days = days_between(start, end);
    let over = over(&days, today);
    view! {
        <section class="calendar">
            <Steps title previous next />
            {earlier(over.len(), "week-days")}
            <ol class="week calendar-days" id="week-days">
                {days.into_iter().map(|date| view! { <Day date today entries=on(&entries, date) over=over.contains(&date) /> }).collect_view()}
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
fn Day(date: NaiveDate, today: NaiveDate, entries: Vec<Entry>, over: bool) -> impl IntoView {
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
        <li class=column data-empty=empty.then_some("") data-over=over.then_some("") aria-current=is_today.then_some("date")>
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

/// On a phone: the way to the days that are folded away there. They unfold as the target of the page.
fn earlier(count: usize, list: &str) -> Option<impl IntoView + use<>> {
    let label = (texts().earlier_days)(count as i64);
    let href = format!("#{list}");
    (count > 0).then(|| view! { <a class="calendar-earlier" href=href>{label}</a> })
}

/// The days that are over, of those that hold today: of an earlier month everything is asked for.
fn over(days: &[NaiveDate], today: NaiveDate) -> Vec<NaiveDate> {
    let days = if days.contains(&today) { days } else { &[] };
    days.iter().copied().take_while(|day| *day < today).collect()
}

fn on(entries: &[Entry], date: NaiveDate) -> Vec<Entry> {
    entries.iter().filter(|entry| entry.date == date).cloned().collect()
}

/// The days from `start` up to, but without, `end`.
fn days_between(start: NaiveDate, end: NaiveDate) -> Vec<NaiveDate> {
    start.iter_days().take_while(|date| *date < end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_over_in_the_span_of_today_is_folded_away() {
        let march = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let week = days_between(march(2), march(9));
        assert_eq!(over(&week, march(4)), [march(2), march(3)]);
        assert!(over(&week, march(2)).is_empty());
        assert!(over(&week, march(9)).is_empty() && over(&week, march(1)).is_empty());
    }
}
