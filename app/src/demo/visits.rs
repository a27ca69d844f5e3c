//! A month of branch visits: two weeks that are over, and two to come; the next two are proposed.
//! The central branch is where the people of the demo work who have accounts; it is not visited, so
//! that their days stay clear.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc, Weekday};

use super::{Cast, holidays, store, texts::Texts};
use crate::{
    attendance::AttendanceState,
    db::Tx,
    error::Result,
    onboarding,
    people::{BranchId, PersonId},
    sessions::{SessionId, zones},
    visits::{
        self, Absence, AbsenceId, DraftId, Hours,
        drafting::usual_span,
        store::{NewVisit, Why},
    },
};

pub(super) const ZONE: &str = "America/Lima";
/// So many days before and after today have visits.
const AROUND: i64 = 14;

/// A branch that is visited.
pub(super) struct Stop {
    pub branch: BranchId,
    pub name: String,
    /// Whom to ask for.
    pub contact: String,
    pub telephone: &'static str,
    /// So often somebody is to come.
    pub every_days: i64,
}

/// The northern and the southern branch and Callao.
pub(super) fn stops(cast: &Cast, t: &Texts) -> Vec<Stop> {
    let [_, north, south, callao] = t.branches;
    [
        (cast.north, north, "Nancy Aguilar Solís", "+51 1 555 0142", 7),
        (cast.south, south, "Percy Rosales Nieto", "+51 1 555 0163", 7),
        (cast.callao, callao, "Segundo Inga Vilca", "+51 1 555 0187", 10),
    ]
    .map(|(branch, name, contact, telephone, every_days)| Stop {
        branch,
        name: name.into(),
        contact: contact.into(),
        telephone,
        every_days,
    })
    .into()
}

pub(super) async fn add(
    tx: &mut Tx,
    cast: &Cast,
    t: &Texts,
    stops: &[Stop],
    now: DateTime<Utc>,
) -> Result<()> {
    for stop in stops {
        let hours = Hours {
            every_days: Some(stop.every_days),
            contact: stop.contact.clone(),
            telephone: stop.telephone.into(),
            ..Hours::usual(stop.branch)
        };
        visits::store::save_hours(tx, &hours).await?;
    }
    for (one, other, minutes) in [
        (cast.central, cast.north, 35),
        (cast.central, cast.south, 40),
        (cast.central, cast.callao, 30),
        (cast.north, cast.south, 75),
        (cast.north, cast.callao, 25),
    ] {
        visits::store::set_travel(tx, (one, other), Some(minutes)).await?;
    }
    visits::store::set_checks(tx, &t.visit_checks.map(str::to_owned), now).await?;
    let today = zones::in_zone(now, ZONE).date();
    let first = today - Days::new(AROUND.unsigned_abs());
    let days = first.iter_days().take_while(|day| (*day - today).num_days() <= AROUND);
    let working = days.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    let working = working.filter(|day| !holidays::is_one(*day));
    let mut away = None;
    for (index, day) in working.enumerate() {
        let ahead = (day - today).num_days();
        // Marco goes every morning, Lucía on those on which she leads no session.
        let by_turns =
            |from: usize| stops.iter().cycle().skip(from % stops.len()).take(stops.len());
        let marco = plan(tx, cast, t, now, (by_turns(index), cast.instructor2, day)).await?;
        if index % 2 == 0 && !(0..=3).contains(&ahead) {
            let others =
                by_turns(index + stops.len() / 2).filter(|stop| Some(stop.branch) != marco);
            plan(tx, cast, t, now, (others, cast.instructor, day)).await?;
        }
        if ahead >= 6 && away.is_none() {
            away = Some(day);
        }
    }
    if let Some(day) = away {
        let absence = Absence {
            id: AbsenceId::new(),
            whose: cast.instructor2,
            from_day: day,
            to_day: day,
            reason: String::new(),
        };
        visits::store::add_absence(tx, &absence, cast.hr, now).await?;
    }
    propose(tx, cast, today, now).await
}

/// The two weeks after that lie there as a proposal.
async fn propose(tx: &mut Tx, cast: &Cast, today: NaiveDate, now: DateTime<Utc>) -> Result<()> {
    let (monday, _) = usual_span(today + Days::new(AROUND.unsigned_abs()));
    let span = (monday, monday + Days::new(11));
    let question = visits::asking::question(tx, span, now).await?;
    let proposal = visits::proposing::propose(&question);
    visits::store::add_draft(tx, DraftId::new(), span, &proposal, cast.hr, now).await
}

/// Plans a visit to the first of the stops that leaves a morning as it is, and lets it go as it went when
/// it is over; answers which. Whoever holds an onboarding day then goes where it is, or not at all.
async fn plan(
    tx: &mut Tx,
    cast: &Cast,
    t: &Texts,
    now: DateTime<Utc>,
    (mut stops, instructor, day): (impl Iterator<Item = &Stop>, PersonId, NaiveDate),
) -> Result<Option<BranchId>> {
    let starts_at = zones::start_of_day(day, ZONE) + Duration::hours(9);
    let ends_at = starts_at + Duration::hours(3);
    let busy = onboarding::store::busy(tx, &[instructor], starts_at, ends_at, None).await?;
    let free = |stop: &&Stop| busy.iter().all(|one| one.together_at == Some(stop.branch));
    let Some(stop) = stops.find(free) else { return Ok(None) };
    let words = visits::texts::of(t.lang);
    let visit = NewVisit {
        id: SessionId::new(),
        topic: (words.topic_of)(&stop.name),
        prompt: words.prompt.into(),
        branch: stop.branch,
        instructor,
        day,
        anyway: false,
        starts_at,
        ends_at,
        time_zone: ZONE.into(),
        late_after_minutes: 10,
    };
    let at = starts_at.min(now) - Duration::days(20);
    visits::store::add(tx, &visit, &Why { by: cast.hr, at, reason: "" }).await?;
    if ends_at <= now {
        store::run(tx, visit.id, starts_at, ends_at).await?;
        // Those whom she sees are others.
        let turn = usize::from(instructor == cast.instructor);
        let people = crate::people::store::active_of(tx, stop.branch).await?;
        for (index, person) in people.into_iter().filter(|one| *one != instructor).enumerate() {
            // A fixed pattern: most are present, some late, one in nine absent.
            let state = match (index + turn + day.ordinal0() as usize) % 9 {
                0 => AttendanceState::Absent,
                4 => AttendanceState::Late,
                _ => AttendanceState::Present,
            };
            let minutes = if state == AttendanceState::Late { 16 } else { -4 };
            let at = starts_at + Duration::minutes(minutes);
            store::mark(tx, visit.id, person, state, instructor, at).await?;
        }
        // Something is not in order now and then.
        let checks = visits::store::checks_of(tx, visit.id).await?.into_iter().enumerate();
        let good = checks.filter(|(place, _)| !(place + day.ordinal0() as usize).is_multiple_of(5));
        let good: Vec<_> = good.map(|(_, check)| check.id).collect();
        visits::store::set_ticks(tx, visit.id, &good, instructor, ends_at).await?;
    }
    Ok(Some(stop.branch))
}
