//! The clinic's programmes of 2022, and a new one that meets today and this week.

use chrono::{DateTime, Duration, DurationRound, NaiveDate, Utc};

use super::{
    Cast, store,
    texts::{Said, Texts},
};
use crate::{
    attendance::AttendanceState,
    db::Tx,
    error::Result,
    knowledge::{self, NoteId, NoteKind, draft::Draft, store::NewNote},
    people::{BranchId, PersonId},
    programmes::{
        self, AudienceKind, AudienceLine, Framework, Programme, ProgrammeId, ProgrammeState, Stage,
    },
    sessions::{self, Session, SessionId, SessionState},
};

/// Programmes and sessions that tests and the demo name.
#[derive(Clone)]
pub struct Calendar {
    /// Five phases: reports without errors and on time.
    pub reports: ProgrammeId,
    /// Five levels of relationship marketing.
    pub marketing: ProgrammeId,
    /// Five phases, the first of them today.
    pub current: ProgrammeId,
    /// The thirteen planned sessions of the third quarter of 2022.
    pub of_2022: Vec<SessionId>,
    /// About to begin, for everybody at the central branch.
    pub today: SessionId,
    pub this_week: [SessionId; 2],
}

#[derive(Clone, Copy)]
enum Fate {
    Executed,
    Cancelled,
    /// Nobody came, so it was closed without an attendee.
    Empty,
    /// Never opened.
    Missed,
}

/// Programme (0 phases, 1 levels, 2 none), stage, month, day, hour in UTC, minutes, fate.
type Line = (usize, i64, u32, u32, u32, i64, Fate);

const OF_2022: [Line; 13] = [
    (0, 1, 7, 8, 14, 105, Fate::Executed),
    (0, 2, 7, 15, 14, 105, Fate::Executed),
    (0, 3, 7, 22, 14, 90, Fate::Executed),
    (0, 4, 7, 27, 14, 90, Fate::Executed),
    (0, 5, 8, 5, 14, 90, Fate::Executed),
    (1, 1, 8, 5, 20, 90, Fate::Executed),
    (1, 2, 8, 12, 20, 90, Fate::Executed),
    (1, 3, 8, 19, 20, 90, Fate::Executed),
    (1, 4, 8, 26, 20, 90, Fate::Executed),
    (1, 5, 9, 2, 20, 90, Fate::Executed),
    (2, 0, 9, 9, 15, 60, Fate::Cancelled),
    (2, 0, 9, 16, 15, 60, Fate::Empty),
    (2, 0, 9, 23, 15, 60, Fate::Missed),
];

/// Of what kind each note is.
const NOTES: [NoteKind; 6] = [
    NoteKind::Experience,
    NoteKind::Knowhow,
    NoteKind::Knowhow,
    NoteKind::Experience,
    NoteKind::Idea,
    NoteKind::Feeling,
];

#[cfg(test)]
pub(super) fn planned_in_2022() -> usize {
    OF_2022.len()
}

fn at(month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2022, month, day)
        .and_then(|date| date.and_hms_opt(hour, 0, 0))
        .map(|moment| moment.and_utc())
        .unwrap_or_default()
}

fn programme([name, problem]: [&str; 2], framework: Framework, start_on: NaiveDate) -> Programme {
    Programme {
        id: ProgrammeId::new(),
        name: name.into(),
        framework,
        problem: problem.into(),
        branch_id: None,
        start_on,
        rhythm_days: 7,
        starts_at_minute: 9 * 60,
        minutes: 105,
        phase: 1,
        state: ProgrammeState::Active,
        state_reason: String::new(),
        copied_from: None,
        job_training: None,
        revision: 1,
    }
}

pub(super) fn session(
    cast: &Cast,
    room: &str,
    topic: &str,
    starts_at: DateTime<Utc>,
    minutes: i64,
    created_at: DateTime<Utc>,
) -> Session {
    let id = SessionId::new();
    Session {
        id,
        programme_id: None,
        stage_number: None,
        audience_id: id.into(),
        topic: topic.into(),
        agenda: String::new(),
        agenda_html: String::new(),
        prompt: String::new(),
        starts_at,
        ends_at: starts_at + Duration::minutes(minutes),
        time_zone: "America/Lima".into(),
        branch_id: Some(cast.central),
        room: room.into(),
        link: String::new(),
        capacity: None,
        late_after_minutes: 10,
        state: SessionState::Planned,
        opened_at: None,
        closed_at: None,
        cancelled_at: None,
        cancel_reason: String::new(),
        job_training: None,
        plan_reason: String::new(),
        created_at,
        revision: 1,
    }
}

pub(super) async fn add(
    tx: &mut Tx,
    cast: &Cast,
    t: &Texts,
    now: DateTime<Utc>,
) -> Result<Calendar> {
    let planned_at = at(6, 20, 15);
    let mut reports = programme(t.reports, Framework::Phases, at(7, 8, 14).date_naive());
    reports.branch_id = Some(cast.central);
    let marketing = programme(t.marketing, Framework::Levels, at(8, 5, 20).date_naive());
    let mut current = programme(t.current, Framework::Phases, now.date_naive());
    // It is the next turn after the reports.
    current.copied_from = Some(reports.id);
    let stages: Vec<Stage> = (1..=5).map(|number| Stage { number, name: String::new() }).collect();
    for (programme, created_at) in
        [(&reports, planned_at), (&marketing, planned_at), (&current, now)]
    {
        programmes::store::add(tx, programme, &stages, cast.manager, created_at).await?;
    }
    let to_branch = |branch: crate::people::BranchId| AudienceLine {
        kind: AudienceKind::Branch,
        target_id: branch.into(),
    };
    let to_department = |department: crate::people::DepartmentId| AudienceLine {
        kind: AudienceKind::Department,
        target_id: department.into(),
    };
    programmes::store::set_audience(tx, reports.id.into(), &[to_branch(cast.central)]).await?;
    programmes::store::set_audience(
        tx,
        marketing.id.into(),
        &[to_department(cast.service), to_department(cast.management)],
    )
    .await?;
    programmes::store::set_audience(tx, current.id.into(), &[to_branch(cast.central)]).await?;

    let mut of_2022 = Vec::new();
    for (index, (line, topic)) in OF_2022.into_iter().zip(t.topics).enumerate() {
        let (programme, stage, month, day, hour, minutes, fate) = line;
        let starts_at = at(month, day, hour);
        let mut session = session(cast, t.room, topic, starts_at, minutes, planned_at);
        match programme {
            0 => {
                session.programme_id = Some(reports.id);
                session.prompt = t.prompts[stage as usize - 1].into();
            }
            1 => session.programme_id = Some(marketing.id),
            _ => {
                programmes::store::set_audience(
                    tx,
                    session.audience_id,
                    &[to_department(cast.service)],
                )
                .await?
            }
        }
        if let Some(id) = session.programme_id {
            session.stage_number = Some(stage);
            session.audience_id = id.into();
        }
        let facilitator = if programme == 1 { cast.instructor2 } else { cast.instructor };
        sessions::store::add(tx, &session, &[facilitator], cast.manager).await?;
        if matches!(fate, Fate::Cancelled) {
            let told = starts_at - Duration::days(1);
            store::cancel(tx, session.id, told, t.cancelled).await?;
        }
        live(tx, cast, &session, facilitator, fate, index).await?;
        of_2022.push(session.id);
    }
    store::freeze(tx, 2022, 3, at(7, 1, 5), &of_2022).await?;
    for (index, (kind, said)) in NOTES.into_iter().zip(t.notes).enumerate() {
        let author = cast.people_central[(index + 4) % cast.people_central.len()];
        let at = at(7, 8, 14) + Duration::minutes(12 + 7 * index as i64);
        let branch = (index == 3).then_some(cast.north);
        add_note(tx, (of_2022[0], branch), author, index % 3 == 0, (kind, said), at).await?;
    }

    let soon = now.duration_trunc(Duration::minutes(5)).unwrap_or(now) + Duration::minutes(10);
    let mut ids = Vec::new();
    for (index, topic) in t.current_topics.into_iter().enumerate() {
        let starts_at = soon + Duration::days([0, 1, 3][index]);
        let mut session = session(cast, t.room, topic, starts_at, 60, now);
        session.programme_id = Some(current.id);
        session.stage_number = Some(index as i64 + 1);
        session.audience_id = current.id.into();
        session.prompt = t.prompts[index].into();
        sessions::store::add(tx, &session, &[cast.instructor], cast.manager).await?;
        ids.push(session.id);
    }
    Ok(Calendar {
        reports: reports.id,
        marketing: marketing.id,
        current: current.id,
        of_2022,
        today: ids[0],
        this_week: [ids[1], ids[2]],
    })
}

async fn add_note(
    tx: &mut Tx,
    (session, branch): (SessionId, Option<BranchId>),
    author: PersonId,
    name_hidden: bool,
    (kind, (body, tags, step)): (NoteKind, Said),
    at: DateTime<Utc>,
) -> Result<()> {
    let draft = Draft::of(body)?.about(kind.as_str(), tags, step)?.at(tx, branch).await?;
    let sequence = knowledge::store::next_sequence(tx, session).await?;
    let id = NoteId::new();
    let note = NewNote { id, session, author, name_hidden, draft: &draft, sequence, at };
    knowledge::store::add(tx, note).await
}

/// Lets a session of 2022 go as it went.
async fn live(
    tx: &mut Tx,
    cast: &Cast,
    session: &Session,
    facilitator: PersonId,
    fate: Fate,
    index: usize,
) -> Result<()> {
    match fate {
        Fate::Missed | Fate::Cancelled => Ok(()),
        Fate::Empty => store::run(tx, session.id, session.starts_at, session.ends_at).await,
        Fate::Executed => {
            store::run(tx, session.id, session.starts_at, session.ends_at).await?;
            for (place, person) in cast.people_central.iter().enumerate() {
                // A fixed pattern: most are present, some late, one in thirteen absent.
                let state = match (place + index) % 13 {
                    0 => AttendanceState::Absent,
                    5 => AttendanceState::Late,
                    9 if index.is_multiple_of(2) => AttendanceState::Excused,
                    _ => AttendanceState::Present,
                };
                let minutes = if state == AttendanceState::Late { 14 } else { -3 };
                let at = session.starts_at + Duration::minutes(minutes);
                store::mark(tx, session.id, *person, state, facilitator, at).await?;
            }
            Ok(())
        }
    }
}
