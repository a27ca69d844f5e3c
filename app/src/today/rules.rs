//! What comes first on the page.

use chrono::{DateTime, Duration, NaiveTime, Timelike, Utc};

/// How far ahead the page looks.
pub const AHEAD: Duration = Duration::days(14);
/// Onboarding days are told this far ahead to those who hold them: today and tomorrow.
pub const REMIND: Duration = Duration::hours(40);
/// Checking in opens this long before the start, or earlier when the facilitator opens the session.
pub const DOORS: Duration = Duration::minutes(15);

/// The greeting that fits the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Greeting {
    Morning,
    Afternoon,
    Evening,
}

/// Good morning until noon, good afternoon until seven in the evening.
pub fn greeting(local: NaiveTime) -> Greeting {
    match local.hour() {
        4..12 => Greeting::Morning,
        12..19 => Greeting::Afternoon,
        _ => Greeting::Evening,
    }
}

/// How near a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// Going on, or one can check in already.
    Now,
    /// Within the hour.
    Soon,
    Later,
}

/// `open` says that the facilitator has opened it.
pub fn nearness(
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
    open: bool,
    now: DateTime<Utc>,
) -> Nearness {
    if open || (now >= starts_at - DOORS && now < ends_at) {
        Nearness::Now
    } else if starts_at > now && starts_at - now <= Duration::hours(1) {
        Nearness::Soon
    } else {
        Nearness::Later
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_follows_the_clock() {
        let at = |hour| greeting(NaiveTime::from_hms_opt(hour, 0, 0).unwrap());
        assert_eq!([at(4), at(11)], [Greeting::Morning; 2]);
        assert_eq!([at(12), at(18)], [Greeting::Afternoon; 2]);
        assert_eq!([at(19), at(23), at(0), at(3)], [Greeting::Evening; 4]);
    }

    #[test]
    fn the_door_opens_a_quarter_of_an_hour_before() {
        let start: DateTime<Utc> = "2026-03-04T14:00:00Z".parse().unwrap();
        let end = start + Duration::hours(1);
        let at = |minutes| nearness(start, end, false, start + Duration::minutes(minutes));
        assert_eq!(at(-61), Nearness::Later);
        assert_eq!(at(-60), Nearness::Soon);
        assert_eq!(at(-16), Nearness::Soon);
        assert_eq!(at(-15), Nearness::Now);
        assert_eq!(at(59), Nearness::Now);
        assert_eq!(at(60), Nearness::Later);
        assert_eq!(nearness(start, end, true, start - Duration::hours(2)), Nearness::Now);
    }
}
