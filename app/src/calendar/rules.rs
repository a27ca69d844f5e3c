//! What stands in a calendar.

use chrono::{DateTime, TimeDelta, Utc};

/// So far back and ahead a calendar reaches.
pub fn window(now: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    (now - TimeDelta::days(90), now + TimeDelta::days(400))
}

/// Whether something that was cancelled still stands there, crossed out. A telephone that reads the
/// calendar every few days would else go on showing it as planned; later it is only a burden.
pub fn still_shows(cancelled_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    cancelled_at > now - TimeDelta::days(30)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_cancelled_stays_for_a_month() {
        let now: DateTime<Utc> = "2026-03-31T14:00:00Z".parse().unwrap();
        assert!(still_shows(now - TimeDelta::days(29), now));
        assert!(!still_shows(now - TimeDelta::days(30), now));
    }
}
