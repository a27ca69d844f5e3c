//! A week as a table for a wide screen: a row for each instructor, a column for each day.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

use super::{
    crew::{Crew, Holding},
    parts::{hours_there, lacks},
};
use crate::{
    lang::lang,
    onboarding::Held,
    people::PersonId,
    routes,
    sessions::Standing,
    ui::{Tone, dates},
    visits::{Absence, Instructor, Visit, Weekdays, rules, texts::texts},
};

#[component]
pub fn Grid(
    visits: Vec<Visit>,
    crew: Crew,
    first: NaiveDate,
    last: NaiveDate,
    today: NaiveDate,
    now: DateTime<Utc>,
    /// The clocks of the reader.
    mine: String,
) -> impl IntoView {
    let t = texts();
    let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).collect();
    // A weekend on which nobody goes is left out.
    let days: Vec<NaiveDate> = days
        .into_iter()
        .filter(|day| {
            crew.instructors.iter().any(|one| one.weekdays.on(*day))
                || visits.iter().any(|visit| visit.day == *day)
        })
        .collect();
    let heads = days.iter().map(|day| {
        let current = (*day == today).then_some("date");
        view! {
            <th scope="col" aria-current=current>
                {dates::capitalised(dates::weekday_short(lang(), *day))}
                " "
                {dates::short_day(lang(), *day)}
                {crew.against_on(*day).into_iter().map(|text| view! { <small>{text}</small> }).collect_view()}
            </th>
        }
    });
    let rows = rows(&visits, crew.instructors.clone()).into_iter().map(|one| {
        let cells = days.iter().map(|day| cell(&one, *day, &visits, &crew, (now, &mine)));
        view! {
            <tr>
                <th scope="row">{one.name.clone()}<small>{one.base.clone()}</small></th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <table class="rota">
            <caption class="visually-hidden">{t.rota}</caption>
            <thead><tr><th scope="col">{t.instructor}</th>{heads.collect_view()}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// The instructors, and after them whoever has a visit and is none any more.
fn rows(visits: &[Visit], mut instructors: Vec<Instructor>) -> Vec<Instructor> {
    for visit in visits {
        if !instructors.iter().any(|one| one.id == visit.instructor_id) {
            instructors.push(Instructor {
                id: visit.instructor_id,
                name: visit.instructor.clone(),
                base_id: Default::default(),
                base: String::new(),
                weekdays: Weekdays::default(),
                revision: 0,
                only_branches: Vec::new(),
            });
        }
    }
    instructors
}

fn cell(
    one: &Instructor,
    day: NaiveDate,
    visits: &[Visit],
    crew: &Crew,
    (now, mine): (DateTime<Utc>, &str),
) -> AnyView {
    let t = texts();
    let here: Vec<&Visit> =
        visits.iter().filter(|visit| visit.instructor_id == one.id && visit.day == day).collect();
    let held = crew.held.iter().filter(|held| held.by == one.id && held.day == day);
    if here.is_empty() {
        let held: Vec<String> = held.map(Holding::text).collect();
        let word = match () {
            () if is_away(&crew.absences, one.id, day) => t.away.to_owned(),
            () if !held.is_empty() => held.join(", "),
            () if crew.is_holiday(one.base_id, day) => t.holiday.to_owned(),
            () if one.weekdays.on(day) => t.free.to_owned(),
            () => "–".to_owned(),
        };
        return view! { <td class="muted small">{word}</td> }.into_any();
    }
    let entries = here.into_iter().map(|visit| {
        let standing = visit.standing(now);
        let cover = rules::needs_cover(visit, now);
        let tone = if cover { Tone::Bad } else { standing.tone() };
        let state = match standing {
            _ if cover => Some(lacks(visit.remedy())),
            Standing::Planned => None,
            other => Some(other.word(lang())),
        };
        view! {
            <a class=format!("entry {}", tone.class()) href=routes::visit(visit.id)>
                <strong>{visit.branch.clone()}</strong>
                <span class="entry-time">{hours_there(visit, mine)}</span>
                {state.map(|state| view! { <small>{state}</small> })}
            </a>
        }
    });
    let beside = held.filter(|held| held.what != Held::Visit).map(Holding::text);
    let beside = beside.map(|text| view! { <small class="muted">{text}</small> });
    view! { <td>{entries.collect_view()} {beside.collect_view()}</td> }.into_any()
}

fn is_away(absences: &[Absence], person: PersonId, day: NaiveDate) -> bool {
    absences.iter().any(|absence| absence.whose == person && absence.covers(day))
}
