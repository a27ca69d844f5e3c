//! Completed training: quarters, the comparison with the target, and what became of a session.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::{Alike, Line, Outcome, Quarter, Tally};
use crate::{
    access::{Actor, Role},
    sessions::SessionState,
};

/// May read the indicators.
pub fn may_read(actor: &Actor) -> bool {
    actor.is(Role::Manager) || actor.is(Role::Hr) || actor.is(Role::Admin)
}

/// May freeze the plan of a quarter by hand: only for the whole company, since the plan is one.
pub fn may_freeze(actor: &Actor) -> bool {
    actor.is_everywhere(Role::Manager) || actor.is(Role::Hr) || actor.is(Role::Admin)
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: NaiveDate) -> Quarter {
        Quarter { year: day.year(), number: day.month0() / 3 + 1 }
    }

    /// Reads "2022-Q3".
    pub fn parse(text: &str) -> Option<Quarter> {
        let (year, number) = text.split_once("-Q")?;
        let quarter = Quarter { year: year.parse().ok()?, number: number.parse().ok()? };
        ((1..=4).contains(&quarter.number) && (1900..=9998).contains(&quarter.year))
            .then_some(quarter)
    }

    /// Its first day.
    pub fn start(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, (self.number - 1) * 3 + 1, 1).unwrap_or_default()
    }

    /// The first day after it.
    pub fn end(self) -> NaiveDate {
        self.next().start()
    }

    pub fn next(self) -> Quarter {
        match self.number {
            4 => Quarter { year: self.year + 1, number: 1 },
            number => Quarter { number: number + 1, ..self },
        }
    }

    pub fn previous(self) -> Quarter {
        match self.number {
            1 => Quarter { year: self.year - 1, number: 4 },
            number => Quarter { number: number - 1, ..self },
        }
    }
}

impl std::fmt::Display for Quarter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-Q{}", self.year, self.number)
    }
}

impl Tally {
    /// Whether the share exceeds the target (in basis points), compared exactly: executed ÷
    /// planned > target. `None` without a planned session: there is nothing to compare.
    pub fn exceeds(self, target_basis_points: i64) -> Option<bool> {
        (self.planned > 0).then(|| self.executed * 10_000 > target_basis_points * self.planned)
    }
}

/// Executed: opened, attended by somebody and closed, within the quarter.
fn executed(state: SessionState, opened: bool, within: bool, attended: bool) -> bool {
    state == SessionState::Closed && opened && within && attended
}

/// What became of a session of the plan, at a moment. `quarter_end` is the first moment after
/// the quarter; `quarter_start` its first.
pub fn outcome(
    line: &Line,
    quarter_start: DateTime<Utc>,
    quarter_end: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Outcome {
    let within = (quarter_start..quarter_end).contains(&line.starts_at);
    match line.state {
        state if executed(state, line.opened, within, line.attended > 0) => Outcome::Executed,
        SessionState::Cancelled => Outcome::Cancelled,
        _ if !within => Outcome::MovedOut,
        SessionState::Closed => Outcome::NobodyCame,
        SessionState::Planned if line.starts_at > now => Outcome::ToCome,
        // Nothing is late while its time lasts.
        SessionState::Open | SessionState::Planned if line.ends_at > now => Outcome::UnderWay,
        SessionState::Open => Outcome::NotClosed,
        SessionState::Planned => Outcome::NotOpened,
    }
}

/// The indicator of some planned sessions.
pub fn tally(outcomes: impl IntoIterator<Item = Outcome>) -> Tally {
    outcomes.into_iter().fold(Tally::default(), |tally, outcome| Tally {
        executed: tally.executed + i64::from(outcome == Outcome::Executed),
        planned: tally.planned + 1,
    })
}

/// The indicator of a plan that was counted by the database.
pub fn tally_counted(plan: &[Alike]) -> Tally {
    plan.iter().fold(Tally::default(), |tally, alike| {
        let held = executed(alike.state, alike.opened, alike.within, alike.attended);
        let executed = if held { alike.sessions } else { 0 };
        tally + Tally { executed, planned: alike.sessions }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sessions::SessionId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn quarters_follow_each_other() {
        let third = Quarter { year: 2022, number: 3 };
        assert_eq!(Quarter::of(day("2022-07-01")), third);
        assert_eq!(Quarter::of(day("2022-09-30")), third);
        assert_eq!((third.start(), third.end()), (day("2022-07-01"), day("2022-10-01")));
        assert_eq!(Quarter { year: 2022, number: 4 }.next(), Quarter { year: 2023, number: 1 });
        assert_eq!(Quarter { year: 2022, number: 1 }.previous(), Quarter { year: 2021, number: 4 });
        assert_eq!(Quarter::parse("2022-Q3"), Some(third));
        assert_eq!(third.to_string(), "2022-Q3");
        for wrong in ["", "2022", "2022-Q5", "2022-Q0", "22-Q3x", "-Q1", "99999-Q1"] {
            assert_eq!(Quarter::parse(wrong), None, "{wrong}");
        }
    }

    /// The target is "more than 75 %": three of four is not enough.
    #[test]
    fn the_target_is_compared_unrounded_and_strictly() {
        let tally = |executed, planned| Tally { executed, planned };
        assert_eq!(tally(10, 13).exceeds(7500), Some(true)); // 76.92 %
        assert_eq!(tally(3, 4).exceeds(7500), Some(false)); // exactly 75 %
        assert_eq!(tally(7501, 10_000).exceeds(7500), Some(true));
        assert_eq!(tally(74_999, 100_000).exceeds(7500), Some(false)); // would round to 75.00 %
        assert_eq!(tally(0, 0).exceeds(7500), None);
        assert_eq!(tally(0, 5).exceeds(0), Some(false));
    }

    fn line(state: SessionState, opened: bool, attended: i64, starts_at: &str) -> Line {
        Line {
            id: SessionId::default(),
            topic: String::new(),
            programme_id: None,
            programme: None,
            framework: None,
            stage_number: None,
            stage_name: None,
            branch: None,
            planned_for: at(starts_at),
            starts_at: at(starts_at),
            ends_at: at(starts_at) + chrono::Duration::hours(2),
            time_zone: "America/Lima".into(),
            state,
            opened,
            cancel_reason: String::new(),
            plan_reason: String::new(),
            move_reason: None,
            attended,
            marked: attended,
            in_plan: true,
        }
    }

    #[test]
    fn a_session_counts_when_opened_attended_and_closed_within_the_quarter() {
        use SessionState::*;
        let (start, end) = (at("2022-07-01T05:00:00Z"), at("2022-10-01T05:00:00Z"));
        let now = at("2022-08-15T12:00:00Z");
        let of = |line: &Line| outcome(line, start, end, now);
        let july = "2022-07-08T14:00:00Z";
        assert_eq!(of(&line(Closed, true, 14, july)), Outcome::Executed);
        assert_eq!(of(&line(Closed, true, 0, july)), Outcome::NobodyCame);
        assert_eq!(of(&line(Open, true, 3, july)), Outcome::NotClosed);
        assert_eq!(of(&line(Planned, false, 0, july)), Outcome::NotOpened);
        assert_eq!(of(&line(Planned, false, 0, "2022-09-23T15:00:00Z")), Outcome::ToCome);
        // Begun at noon: nobody is late before two.
        let noon = "2022-08-15T12:00:00Z";
        let at_noon = |state| line(state, state == Open, 3, noon);
        let later = |state, minutes| {
            outcome(&at_noon(state), start, end, now + chrono::Duration::minutes(minutes))
        };
        assert_eq!([later(Open, 0), later(Planned, 0)], [Outcome::UnderWay; 2]);
        assert_eq!([later(Open, 119), later(Planned, 119)], [Outcome::UnderWay; 2]);
        assert_eq!(later(Open, 120), Outcome::NotClosed);
        assert_eq!(later(Planned, 120), Outcome::NotOpened);
        // Opened before its time.
        assert_eq!(later(Open, -10), Outcome::UnderWay);
        assert_eq!(later(Planned, -10), Outcome::ToCome);
        assert_eq!(of(&line(Cancelled, false, 0, july)), Outcome::Cancelled);
        // Held all the same, but in October: it counts for no plan of this quarter.
        assert_eq!(of(&line(Closed, true, 9, "2022-10-01T05:00:00Z")), Outcome::MovedOut);
        assert_eq!(of(&line(Closed, true, 9, "2022-10-01T04:59:00Z")), Outcome::Executed);
    }

    #[test]
    fn the_clinic_reads_ten_of_thirteen() {
        let outcomes = [Outcome::Executed; 10].into_iter().chain([
            Outcome::Cancelled,
            Outcome::NobodyCame,
            Outcome::NotOpened,
        ]);
        assert_eq!(tally(outcomes), Tally { executed: 10, planned: 13 });
    }

    #[test]
    fn a_counted_plan_reads_the_same() {
        use SessionState::*;
        let alike = |state, opened, within, attended, sessions| Alike {
            state,
            opened,
            within,
            attended,
            sessions,
        };
        let plan = [
            alike(Closed, true, true, true, 10),
            alike(Closed, true, true, false, 1),
            alike(Closed, true, false, true, 1),
            alike(Planned, false, true, false, 1),
        ];
        assert_eq!(tally_counted(&plan), Tally { executed: 10, planned: 13 });
        assert_eq!(tally_counted(&[]), Tally::default());
    }
}
