//! Proposals of the rota: how long they take, and how near the longest wait comes to what is possible.

use std::{collections::HashMap, time::Instant};

use app::{
    people::{BranchId, PersonId},
    visits::{
        Weekdays,
        proposing::{Member, Place, Question, propose},
    },
};
use chrono::{Days, NaiveDate};
use uuid::Uuid;

use crate::goal;

/// Prints a row for each size.
pub fn measure() {
    for (instructors, branches, days, most) in [(2, 12, 91, 1_000), (40, 600, 30, 10_000)] {
        let question = question(instructors, branches, days);
        let begun = Instant::now();
        let proposal = propose(&question);
        let took = begun.elapsed().as_millis() as u64;
        let longest = proposal.outcome.after.map_or(0, |gap| gap.days);
        let possible = lower_bound(&question);
        let visits = proposal.lines.len();
        let what = format!("{instructors} instructors × {branches} branches × {days} days");
        let figures = format!(
            "{took} ms, {visits} visits, longest wait {longest} days, none could do with fewer \
             than {possible}; at most {} s",
            most / 1_000
        );
        goal("rota", &what, &figures, took <= most);
    }
}

/// A company whose branches open on different days and wish for different visits.
fn question(instructors: u64, branches: u64, days: u64) -> Question {
    let first = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
    let id = |n: u64| Uuid::from_u128(u128::from(n) + 1);
    // As many days as it takes to go round, so that wishes can just about be met.
    let round = (branches * 7).div_ceil(instructors * 5) as i64;
    let weekdays = |n: u64| match n % 5 {
        0 => Weekdays::read(&["2".into(), "4".into()]).unwrap_or_default(),
        _ => Weekdays::WORKING,
    };
    let places = (0..branches).map(|n| Place {
        id: BranchId::from(id(n)),
        every_days: round + n as i64 % 5,
        open: weekdays(n),
        blocked: Vec::new(),
        last_visit: first.checked_sub_days(Days::new(1 + n % round.unsigned_abs())),
        needs: Vec::new(),
        starts_minute: 540,
        ends_minute: 720,
        time_zone: "America/Lima".into(),
    });
    let places: Vec<Place> = places.collect();
    let crew = (0..instructors).map(|n| Member {
        id: PersonId::from(id(10_000 + n)),
        weekdays: Weekdays::WORKING,
        away: Vec::new(),
        busy: Vec::new(),
        teaches: Vec::new(),
        only: Vec::new(),
        minutes: places
            .iter()
            .zip(0..)
            .map(|(place, m): (&Place, u64)| (place.id, 10 + ((m * 37 + n * 61) % 90) as i64))
            .collect::<HashMap<_, _>>(),
    });
    let crew = crew.collect();
    Question { first, last: first + Days::new(days - 1), places, crew, fixed: Vec::new() }
}

/// The smallest longest wait that as many visits as there can be are enough for: to keep a branch from
/// waiting more than `g` of `d` days takes a visit for each `g` of them but the last.
fn lower_bound(question: &Question) -> i64 {
    let mornings = question
        .days()
        .map(|day| question.crew.iter().filter(|member| member.works(day)).count() as i64)
        .sum::<i64>();
    let waits =
        |place: &Place| (question.last - place.last_visit.unwrap_or(question.first)).num_days();
    let enough = |gap: &i64| {
        let visits = |place: &Place| (waits(place) + gap - 1) / gap - 1;
        question.places.iter().map(visits).sum::<i64>() <= mornings
    };
    (1..=1_000).find(enough).unwrap_or_default()
}
