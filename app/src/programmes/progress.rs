//! How far a programme is: what became of each stage, and what is still missing.

use chrono::{DateTime, Utc};

use super::{Meeting, Stage};
use crate::sessions::{SessionId, Standing, rules};

/// Where a stage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageState {
    /// No session is planned for it.
    Empty,
    Planned,
    Open,
    /// Opened, attended and closed.
    Executed,
    /// Its time is over and nobody opened it.
    Missed,
    /// Opened and closed, but nobody came.
    NobodyCame,
    Cancelled,
}

/// A stage with the session that tells where it stands.
#[derive(Clone, Debug)]
pub struct Progress {
    pub stage: Stage,
    pub state: StageState,
    /// None when no session is planned for it.
    pub meeting: Option<Meeting>,
    pub done: bool,
    /// People are in it.
    pub current: bool,
}

/// Something that keeps a programme from going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The audience is empty, or nobody in it is active.
    NobodyInvited,
    /// No session is planned for the stage.
    NoSession {
        stage: i64,
    },
    /// Its session was never opened, or nobody came.
    NotHeld {
        stage: i64,
        session: SessionId,
        nobody_came: bool,
    },
    NoFacilitator {
        stage: i64,
        session: SessionId,
    },
    /// The next session has neither a room nor a link.
    NoPlace {
        stage: i64,
        session: SessionId,
    },
}

/// What has become of a session.
pub fn standing(meeting: &Meeting, now: DateTime<Utc>) -> Standing {
    rules::standing(meeting.state, meeting.ends_at, meeting.attended > 0, now)
}

/// Where each stage stands. Of several sessions the one counts that is still going on, else the
/// next one, else the last one that was held, else the last one.
///
/// `phase` is where a programme of phases stands: what comes before it is done, and people are in it,
/// whatever became of the sessions. The last one is done when it was held: nothing comes after it.
pub fn progress(
    stages: &[Stage],
    meetings: &[Meeting],
    phase: Option<i64>,
    now: DateTime<Utc>,
) -> Vec<Progress> {
    let of_stage = |stage: &Stage| {
        let mut own: Vec<_> = meetings
            .iter()
            .filter(|meeting| meeting.stage_number == Some(stage.number))
            .map(|meeting| (meeting, standing(meeting, now)))
            .collect();
        own.sort_by_key(|(meeting, _)| meeting.starts_at);
        let first = |wanted| own.iter().find(|(_, standing)| *standing == wanted);
        let last = |wanted| own.iter().rfind(|(_, standing)| *standing == wanted);
        let (meeting, standing) = *first(Standing::Open)
            .or_else(|| first(Standing::Planned))
            .or_else(|| last(Standing::Executed))
            .or_else(|| own.iter().rfind(|(_, standing)| *standing != Standing::Cancelled))
            .or_else(|| own.last())?;
        let state = match standing {
            Standing::Planned => StageState::Planned,
            Standing::Open => StageState::Open,
            Standing::Executed => StageState::Executed,
            Standing::Missed => StageState::Missed,
            Standing::Empty => StageState::NobodyCame,
            Standing::Cancelled => StageState::Cancelled,
        };
        Some((meeting.clone(), state))
    };
    let last = stages.len() as i64;
    let step = |stage: &Stage| {
        let (meeting, state) = of_stage(stage).unzip();
        let state = state.unwrap_or(StageState::Empty);
        let held = state == StageState::Executed;
        let done = match phase {
            Some(phase) => stage.number < phase || (held && stage.number == phase && phase == last),
            None => held,
        };
        Progress { stage: stage.clone(), state, meeting, done, current: false }
    };
    let mut progress: Vec<_> = stages.iter().map(step).collect();
    if let Some(index) = place(&progress, phase) {
        progress[index].current = true;
    }
    progress
}

/// The stage that people are in.
pub fn current(progress: &[Progress]) -> Option<usize> {
    progress.iter().position(|step| step.current)
}

/// That is the phase of the programme, else the first stage that is not executed, once something
/// has begun.
fn place(progress: &[Progress], phase: Option<i64>) -> Option<usize> {
    let begun = phase.is_some_and(|phase| phase > 1)
        || progress.iter().any(|step| {
            use StageState::{Executed, Missed, NobodyCame, Open};
            matches!(step.state, Executed | Missed | NobodyCame | Open)
        });
    if let Some(phase) = phase {
        let here = |step: &Progress| step.stage.number == phase && !step.done;
        return progress.iter().position(here).filter(|_| begun);
    }
    let open = progress.iter().position(|step| step.state == StageState::Open);
    open.or_else(|| {
        progress.iter().position(|step| step.state != StageState::Executed).filter(|_| begun)
    })
}

/// What is missing, in the order in which it is needed. `people` is how many are invited;
/// `meetings` come in the order of time.
pub fn gaps(
    progress: &[Progress],
    meetings: &[Meeting],
    people: i64,
    now: DateTime<Utc>,
) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if people == 0 {
        gaps.push(Gap::NobodyInvited);
    }
    let next = meetings.iter().find(|meeting| standing(meeting, now) == Standing::Planned);
    for step in progress {
        let stage = step.stage.number;
        match (&step.meeting, step.state) {
            _ if step.done => {}
            (None, _) | (Some(_), StageState::Cancelled) => gaps.push(Gap::NoSession { stage }),
            (Some(meeting), StageState::Missed | StageState::NobodyCame) => {
                let nobody_came = step.state == StageState::NobodyCame;
                gaps.push(Gap::NotHeld { stage, session: meeting.id, nobody_came });
            }
            _ => {}
        }
        let ahead = meetings.iter().filter(|meeting| {
            meeting.stage_number == Some(stage) && standing(meeting, now) == Standing::Planned
        });
        for meeting in ahead {
            if meeting.facilitators.is_empty() {
                gaps.push(Gap::NoFacilitator { stage, session: meeting.id });
            }
            let next = next.is_some_and(|next| next.id == meeting.id);
            if next && meeting.room.is_empty() && meeting.link.is_empty() {
                gaps.push(Gap::NoPlace { stage, session: meeting.id });
            }
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sessions::SessionState;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn meeting(stage: i64, day: &str, state: SessionState, attended: i64) -> Meeting {
        let starts_at = at(&format!("{day}T14:00:00Z"));
        Meeting {
            id: SessionId::from(uuid::Uuid::from_u128(starts_at.timestamp() as u128)),
            programme_id: Default::default(),
            stage_number: Some(stage),
            topic: String::new(),
            starts_at,
            ends_at: starts_at + chrono::TimeDelta::minutes(90),
            time_zone: "America/Lima".into(),
            room: "Sala 2".into(),
            link: String::new(),
            state,
            attended,
            marked: 15,
            reason: String::new(),
            facilitators: vec!["Lucía".into()],
        }
    }

    fn stages(count: i64) -> Vec<Stage> {
        (1..=count).map(|number| Stage { number, name: String::new() }).collect()
    }

    fn states(meetings: &[Meeting], now: &str) -> Vec<StageState> {
        let progress = progress(&stages(5), meetings, None, at(now));
        progress.iter().map(|step| step.state).collect()
    }

    use SessionState::*;

    #[test]
    fn each_stage_stands_where_its_sessions_stand() {
        let meetings = [
            meeting(1, "2022-07-08", Closed, 14),
            meeting(2, "2022-07-15", Closed, 0),
            meeting(3, "2022-07-22", Planned, 0),
            meeting(4, "2022-07-27", Cancelled, 0),
        ];
        use StageState as S;
        let before = [S::Executed, S::NobodyCame, S::Planned, S::Cancelled, S::Empty];
        assert_eq!(states(&meetings, "2022-07-22T15:00:00Z"), before);
        // At 15:30 its time is over.
        let after = [S::Executed, S::NobodyCame, S::Missed, S::Cancelled, S::Empty];
        assert_eq!(states(&meetings, "2022-07-22T15:30:00Z"), after);
    }

    #[test]
    fn a_second_session_decides_what_the_first_did_not() {
        let missed = meeting(1, "2022-07-08", Planned, 0);
        let again = meeting(1, "2022-07-12", Closed, 9);
        let third = meeting(1, "2022-07-20", Planned, 0);
        let now = "2022-07-15T12:00:00Z";
        assert_eq!(states(&[missed.clone(), again.clone()], now)[0], StageState::Executed);
        assert_eq!(states(&[missed, again, third], now)[0], StageState::Planned);
        let held = meeting(1, "2022-07-08", Closed, 9);
        let called_off = meeting(1, "2022-07-12", Cancelled, 0);
        assert_eq!(states(&[held, called_off], now)[0], StageState::Executed);
    }

    #[test]
    fn people_are_in_the_first_stage_that_is_not_done() {
        let current_of = |meetings: &[Meeting]| {
            current(&progress(&stages(3), meetings, None, at("2022-07-16T12:00:00Z")))
        };
        let first = meeting(1, "2022-07-08", Closed, 14);
        assert_eq!(current_of(&[]), None);
        assert_eq!(current_of(&[meeting(1, "2022-07-20", Planned, 0)]), None);
        assert_eq!(current_of(&[first.clone(), meeting(2, "2022-07-22", Planned, 0)]), Some(1));
        assert_eq!(current_of(&[first.clone(), meeting(3, "2022-07-16", Open, 0)]), Some(2));
        let all = [first, meeting(2, "2022-07-15", Closed, 1), meeting(3, "2022-07-15", Closed, 1)];
        assert_eq!(current_of(&all), None);
    }

    /// Went on to phase 3 although only the first session was held.
    #[test]
    fn a_programme_of_phases_is_where_its_phase_is() {
        let meetings = [meeting(1, "2022-07-08", Closed, 14), meeting(3, "2022-07-22", Planned, 0)];
        let now = at("2022-07-16T12:00:00Z");
        let at_phase = |phase| {
            let progress = progress(&stages(5), &meetings, Some(phase), now);
            let done = progress.iter().filter(|step| step.done).count();
            (done, current(&progress))
        };
        assert_eq!(at_phase(3), (2, Some(2)));
        assert_eq!(at_phase(5), (4, Some(4)));
        // A session that was held does not go on for the programme.
        assert_eq!(at_phase(1), (0, Some(0)));
        // What was passed by is not missing.
        let passed = progress(&stages(5), &meetings, Some(5), now);
        assert_eq!(gaps(&passed, &meetings, 9, now), [Gap::NoSession { stage: 5 }]);
        let last = [meeting(5, "2022-07-15", Closed, 9)];
        let over = progress(&stages(5), &last, Some(5), now);
        assert!(over.iter().all(|step| step.done) && current(&over).is_none());
        // Nothing has begun.
        assert_eq!(current(&progress(&stages(5), &[], Some(1), now)), None);
    }

    #[test]
    fn gaps_say_what_is_needed_in_order() {
        let now = at("2022-07-20T12:00:00Z");
        let mut next = meeting(3, "2022-07-22", Planned, 0);
        next.facilitators.clear();
        next.room.clear();
        let missed = meeting(2, "2022-07-15", Planned, 0);
        let meetings = [meeting(1, "2022-07-08", Closed, 14), missed.clone(), next.clone()];
        let progress = progress(&stages(4), &meetings, None, now);
        assert_eq!(
            gaps(&progress, &meetings, 0, now),
            [
                Gap::NobodyInvited,
                Gap::NotHeld { stage: 2, session: missed.id, nobody_came: false },
                Gap::NoFacilitator { stage: 3, session: next.id },
                Gap::NoPlace { stage: 3, session: next.id },
                Gap::NoSession { stage: 4 },
            ]
        );
    }
}
