//! Figures of many onboardings: how long they take, and how that changes.

use chrono::{Datelike, NaiveDate};

/// One onboarding as the figures see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    pub hired_on: NaiveDate,
    /// The day on which the last of its days was done.
    pub finished_on: Option<NaiveDate>,
}

/// The onboardings of one month, by the month of the hire.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    pub hired: i64,
    pub finished: i64,
    /// Days from hire to completion, of those who are finished.
    pub median: Option<f64>,
}

/// Days from hire to completion of those who finished.
pub fn figures(all: &[Figures]) -> Vec<i64> {
    let days = |one: &Figures| Some((one.finished_on? - one.hired_on).num_days().max(0));
    all.iter().filter_map(days).collect()
}

/// The middle of the values; of an even number the mean of the two in the middle.
pub fn median(mut values: Vec<i64>) -> Option<f64> {
    values.sort_unstable();
    let (count, middle) = (values.len(), values.len() / 2);
    match count {
        0 => None,
        _ if count % 2 == 1 => Some(values[middle] as f64),
        _ => Some((values[middle - 1] + values[middle]) as f64 / 2.0),
    }
}

/// The `count` months that end with `last`, the earliest first.
pub fn trend(all: &[Figures], last: NaiveDate, count: u32) -> Vec<Month> {
    (0..count)
        .rev()
        .filter_map(|back| {
            let first = last.with_day(1)?.checked_sub_months(chrono::Months::new(back))?;
            let of_month: Vec<Figures> =
                all.iter().filter(|one| one.hired_on.with_day(1) == Some(first)).copied().collect();
            let days = figures(&of_month);
            Some(Month {
                first,
                hired: of_month.len() as i64,
                finished: days.len() as i64,
                median: median(days),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![9]), Some(9.0));
        assert_eq!(median(vec![12, 3, 5]), Some(5.0));
        assert_eq!(median(vec![12, 3, 5, 6]), Some(5.5));
    }

    #[test]
    fn a_month_counts_those_hired_in_it() {
        let one = |hired: &str, finished: Option<&str>| Figures {
            hired_on: on(hired),
            finished_on: finished.map(on),
        };
        let all = [
            one("2026-01-31", Some("2026-02-05")), // 5 days, over the end of the month
            one("2026-01-02", Some("2026-01-09")), // 7
            one("2026-02-28", None),
            one("2025-12-30", Some("2026-01-03")), // 4, over the end of the year
        ];
        let months = trend(&all, on("2026-02-15"), 3);
        let told: Vec<_> = months.iter().map(|m| (m.hired, m.finished, m.median)).collect();
        assert_eq!(told, [(1, 1, Some(4.0)), (2, 2, Some(6.0)), (1, 0, None)]);
        assert_eq!(months[0].first, on("2025-12-01"));
    }
}
