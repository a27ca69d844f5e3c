//! The only source of the present moment, handed to whoever needs it so that tests can set it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// Tells the time, in whole milliseconds: both databases give back exactly what was stored.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    /// Milliseconds since 1970, shared by the clones.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The clock of the machine. For servers: a browser's wasm has none and would panic.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until somebody advances it.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(at.timestamp_millis()))))
    }

    /// Moves a fixed clock and all its clones; backwards when `by` is negative.
    ///
    /// # Panics
    /// On the clock of the machine, which is not ours to move.
    pub fn advance(&self, by: TimeDelta) {
        match &self.0 {
            Source::System => panic!("only a fixed clock can be advanced"),
            Source::Fixed(millis) => millis.fetch_add(by.num_milliseconds(), Ordering::SeqCst),
        };
    }

    /// The present moment.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that may ask the machine")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            Source::System => Utc::now().trunc_subsecs(3),
            Source::Fixed(millis) => DateTime::from_timestamp_millis(millis.load(Ordering::SeqCst))
                .expect("nobody advances a clock by 260,000 years"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_of_a_fixed_clock_move_together() {
        let clock = Clock::fixed(DateTime::UNIX_EPOCH);
        let clone = clock.clone();
        clone.advance(TimeDelta::minutes(90));
        assert_eq!(clock.now(), DateTime::UNIX_EPOCH + TimeDelta::minutes(90));
        clock.advance(TimeDelta::minutes(-90));
        assert_eq!(clone.now(), DateTime::UNIX_EPOCH);
    }

    #[test]
    fn no_clock_tells_more_than_milliseconds() {
        let fine = DateTime::from_timestamp(1_700_000_000, 123_456_789).unwrap();
        for clock in [Clock::system(), Clock::fixed(fine)] {
            assert_eq!(clock.now().timestamp_subsec_nanos() % 1_000_000, 0);
        }
    }
}
