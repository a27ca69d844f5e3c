//! Clock times of a place and moments of the world, turned into one another.
//!
//! A session is planned in the time of its branch: "Friday at nine" in Lima. What is kept is the
//! moment and the zone, so the clock time comes back whatever the machine's own zone.

use std::str::FromStr;

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::lang::Lang;

/// Why a date and a time of day name no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoMoment {
    #[error("no time zone has this name")]
    UnknownZone,
    /// Clocks are put forward over it, so it never shows on that day.
    #[error("clocks skip this time on that day")]
    Skipped,
}

/// The moment at which clocks in `zone` (an IANA name) show this date and time.
///
/// When clocks are put back, a time comes twice on one day; the first of the two is meant.
pub fn local(date: NaiveDate, time: NaiveTime, zone: &str) -> Result<DateTime<Utc>, NoMoment> {
    let zone = Tz::from_str(zone).map_err(|_| NoMoment::UnknownZone)?;
    match zone.from_local_datetime(&date.and_time(time)) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(at.with_timezone(&Utc)),
        LocalResult::None => Err(NoMoment::Skipped),
    }
}

/// The zone of this name; UTC when nobody knows it.
pub fn named(zone: &str) -> Tz {
    zone.parse().unwrap_or(Tz::UTC)
}

/// What clocks in `zone` show at this moment.
pub fn in_zone(at: DateTime<Utc>, zone: &str) -> NaiveDateTime {
    at.with_timezone(&named(zone)).naive_local()
}

/// The first moment of a day in `zone`. Where clocks skip midnight, the day begins later.
pub fn start_of_day(date: NaiveDate, zone: &str) -> DateTime<Utc> {
    (0..24)
        .filter_map(|hour| NaiveTime::from_hms_opt(hour, 0, 0))
        .find_map(|time| local(date, time, zone).ok())
        .unwrap_or_else(|| date.and_time(NaiveTime::MIN).and_utc())
}

/// Whether two zones show the same time at this moment, whatever they are called.
pub fn same_clock(at: DateTime<Utc>, one: &str, other: &str) -> bool {
    in_zone(at, one) == in_zone(at, other)
}

/// The place in a zone's name, as people say it: `Lima`, `New York`, `Nueva York`.
pub fn place(lang: Lang, zone: &str) -> String {
    let city = zone.rsplit('/').next().unwrap_or(zone);
    let own = match lang {
        Lang::En => None,
        Lang::Es => IN_SPANISH.iter().find(|(name, _)| *name == city).map(|(_, own)| *own),
    };
    own.map_or_else(|| city.replace('_', " "), str::to_owned)
}

/// The cities of zones that Spanish writes otherwise.
const IN_SPANISH: [(&str, &str); 32] = [
    ("Asuncion", "Asunción"),
    ("Athens", "Atenas"),
    ("Berlin", "Berlín"),
    ("Bogota", "Bogotá"),
    ("Brussels", "Bruselas"),
    ("Cairo", "El Cairo"),
    ("Cancun", "Cancún"),
    ("Copenhagen", "Copenhague"),
    ("Dublin", "Dublín"),
    ("Havana", "La Habana"),
    ("Istanbul", "Estambul"),
    ("Lisbon", "Lisboa"),
    ("London", "Londres"),
    ("Los_Angeles", "Los Ángeles"),
    ("Mexico_City", "Ciudad de México"),
    ("Moscow", "Moscú"),
    ("New_York", "Nueva York"),
    ("Panama", "Panamá"),
    ("Paris", "París"),
    ("Prague", "Praga"),
    ("Rome", "Roma"),
    ("Sao_Paulo", "São Paulo"),
    ("Seoul", "Seúl"),
    ("Shanghai", "Shanghái"),
    ("Singapore", "Singapur"),
    ("Stockholm", "Estocolmo"),
    ("Sydney", "Sídney"),
    ("Taipei", "Taipéi"),
    ("Tokyo", "Tokio"),
    ("Vienna", "Viena"),
    ("Warsaw", "Varsovia"),
    ("Zurich", "Zúrich"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn clock(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn lima_is_five_hours_behind_all_year() {
        let at = local(day(2022, 7, 8), clock(9, 0), "America/Lima");
        assert_eq!(at, Ok(utc("2022-07-08T14:00:00Z")));
        let at = local(day(2022, 1, 8), clock(20, 30), "America/Lima");
        assert_eq!(at, Ok(utc("2022-01-09T01:30:00Z")));
    }

    #[test]
    fn seoul_is_nine_hours_ahead_and_often_a_day_further() {
        let at = local(day(2022, 7, 8), clock(8, 30), "Asia/Seoul");
        assert_eq!(at, Ok(utc("2022-07-07T23:30:00Z")));
        let shown = in_zone(utc("2022-07-08T15:00:00Z"), "Asia/Seoul");
        assert_eq!(shown, day(2022, 7, 9).and_time(clock(0, 0)));
    }

    #[test]
    fn a_time_that_clocks_skip_is_none() {
        // Madrid, 26 March 2023: 02:00 becomes 03:00.
        let night = day(2023, 3, 26);
        assert_eq!(local(night, clock(2, 30), "Europe/Madrid"), Err(NoMoment::Skipped));
        let at = local(night, clock(1, 59), "Europe/Madrid");
        assert_eq!(at, Ok(utc("2023-03-26T00:59:00Z")));
        let at = local(night, clock(3, 0), "Europe/Madrid");
        assert_eq!(at, Ok(utc("2023-03-26T01:00:00Z")));
    }

    #[test]
    fn a_time_that_comes_twice_is_the_first() {
        // Madrid, 29 October 2023: 03:00 becomes 02:00, so 02:30 is at 00:30 and at 01:30 UTC.
        let at = local(day(2023, 10, 29), clock(2, 30), "Europe/Madrid");
        assert_eq!(at, Ok(utc("2023-10-29T00:30:00Z")));
        let again = in_zone(utc("2023-10-29T01:30:00Z"), "Europe/Madrid");
        assert_eq!(again, day(2023, 10, 29).and_time(clock(2, 30)));
    }

    #[test]
    fn a_day_begins_at_midnight_or_when_clocks_let_it() {
        assert_eq!(start_of_day(day(2022, 7, 8), "America/Lima"), utc("2022-07-08T05:00:00Z"));
        assert_eq!(start_of_day(day(2022, 7, 8), "Asia/Seoul"), utc("2022-07-07T15:00:00Z"));
        // Santiago, 11 September 2022: midnight becomes 01:00.
        let first = start_of_day(day(2022, 9, 11), "America/Santiago");
        assert_eq!(first, utc("2022-09-11T04:00:00Z"));
        assert_eq!(in_zone(first, "America/Santiago").time(), clock(1, 0));
    }

    #[test]
    fn nobody_knows_the_zone_of_the_moon() {
        let at = local(day(2022, 7, 8), clock(9, 0), "Moon/Tranquility");
        assert_eq!(at, Err(NoMoment::UnknownZone));
    }

    #[test]
    fn zones_are_compared_by_their_clocks() {
        let at = utc("2022-07-08T14:00:00Z");
        assert!(same_clock(at, "America/Lima", "America/Bogota"));
        assert!(!same_clock(at, "America/Lima", "Asia/Seoul"));
        assert_eq!(place(Lang::En, "America/New_York"), "New York");
        assert_eq!(place(Lang::Es, "America/New_York"), "Nueva York");
        assert_eq!(place(Lang::Es, "America/Argentina/Buenos_Aires"), "Buenos Aires");
    }
}
