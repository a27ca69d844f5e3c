//! From what was typed to a session that can be kept: what only the database and the clocks of
//! the place can tell.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Clash, Session, SessionId, SessionState,
    form::{SessionForm, Typed, When},
    rules::{self, TimeProblem},
    store,
    texts::form::{quarter, texts},
    zones::{self, NoMoment},
};
use crate::{
    access::Actor,
    attendance,
    db::Tx,
    error::{Error, Problems, Result},
    lang::lang,
    onboarding::{
        self, JobTraining,
        lock::{self, Room},
    },
    people::{self, BranchId, PersonId},
    programmes::{self, AudienceLine},
    request::services,
    ui::dates,
};

/// A session that can be kept, with what lies beside it in the database.
pub struct Plan {
    pub session: Session,
    pub facilitators: Vec<PersonId>,
    /// Who is invited, when it stands alone.
    pub audience: Option<Vec<AudienceLine>>,
}

impl Plan {
    /// Keeps who is invited, for a session that stands alone; forgets it for one that does not.
    pub async fn keep_audience(&self, tx: &mut Tx) -> Result<()> {
        let lines = self.audience.as_deref().unwrap_or_default();
        programmes::store::set_audience(tx, self.session.id.into(), lines).await
    }
}

/// A new session from a form.
pub async fn new(
    tx: &mut Tx,
    actor: &Actor,
    now: DateTime<Utc>,
    form: &SessionForm,
    agenda_html: String,
) -> Result<Plan> {
    let mut problems = Problems::default();
    let typed = form.read(&mut problems);
    let when = form.when(&mut problems);
    let zone = zone_of(tx, actor, typed.branch, None, &mut problems).await?;
    let moment = match (&zone, &when) {
        (Some(zone), Some(when)) => moment(when, zone, now, &mut problems),
        _ => None,
    };
    let audience = check_lists(tx, actor, form, &typed, None, &mut problems).await?;
    if let (Some((starts_at, ends_at)), Some(zone), Some(when)) = (moment, &zone, &when) {
        let clashes = store::clashes(tx, &typed.facilitators, starts_at, ends_at, None).await?;
        add_clashes(&clashes, zone, &mut problems);
        let of_date = rules::quarter_of(when.date);
        let frozen = store::frozen_from(tx, of_date).await?.contains(&of_date);
        let reason = (texts().problems.plan_reason_missing)(&quarter(of_date));
        problems.require(!frozen || !typed.plan_reason.is_empty(), "plan_reason", reason);
    }
    problems.into_result()?;
    let (Some((starts_at, ends_at)), Some(time_zone)) = (moment, zone) else {
        return Err(Error::internal("a time without a problem is a moment"));
    };
    let session = Session {
        id: SessionId::new(),
        programme_id: None,
        stage_number: None,
        audience_id: Default::default(),
        topic: String::new(),
        agenda: String::new(),
        agenda_html,
        prompt: String::new(),
        starts_at,
        ends_at,
        time_zone,
        branch_id: None,
        room: String::new(),
        link: String::new(),
        capacity: None,
        late_after_minutes: 0,
        state: SessionState::Planned,
        opened_at: None,
        closed_at: None,
        cancelled_at: None,
        cancel_reason: String::new(),
        job_training: None,
        plan_reason: typed.plan_reason.clone(),
        created_at: now,
        revision: 1,
    };
    let kind = kind_of(tx, &typed).await?;
    Ok(filled(session, typed, kind, audience))
}

/// A session with the changes of a form; its time stays.
pub async fn changed(
    tx: &mut Tx,
    actor: &Actor,
    session: Session,
    form: &SessionForm,
    agenda_html: String,
) -> Result<Plan> {
    let mut problems = Problems::default();
    let typed = form.read(&mut problems);
    let zone = zone_of(tx, actor, typed.branch, Some(&session), &mut problems).await?;
    if let Some(zone) = &zone {
        // The room is the place of the clocks: elsewhere the same moment is another hour.
        let same = zones::same_clock(session.starts_at, zone, &session.time_zone);
        problems.require(same, "branch", texts().problems.other_clocks);
    }
    let own = Some(&session);
    let audience = check_lists(tx, actor, form, &typed, own, &mut problems).await?;
    let kind = kind_of(tx, &typed).await?;
    // Nobody who is in the room loses the place, and nobody takes one meanwhile.
    attendance::store::lock(tx, session.id, true).await?;
    let here = attendance::store::counts_of(tx, session.id).await?.attended();
    let enough = typed.capacity.is_none_or(|capacity| capacity >= here);
    problems.require(enough, "capacity", (texts().problems.capacity_below)(here));
    let becomes = rules::job_training(session.state, typed.job_training, kind);
    if session.job_training.is_none()
        && becomes.is_some()
        && let Some(locked) = lock::inside(tx, Room::Session(session.id)).await?
    {
        problems.add("job_training", locked);
    }
    let (from, to, except) = (session.starts_at, session.ends_at, Some(session.id));
    let clashes = store::clashes(tx, &typed.facilitators, from, to, except).await?;
    add_clashes(&clashes, &session.time_zone, &mut problems);
    problems.into_result()?;
    let time_zone = zone.unwrap_or_else(|| session.time_zone.clone());
    Ok(filled(Session { agenda_html, time_zone, ..session }, typed, kind, audience))
}

/// What the programme of a session is, held until the end of the transaction: it is held before a
/// session is locked, as in whatever changes a programme with its sessions.
async fn kind_of(tx: &mut Tx, typed: &Typed) -> Result<Option<JobTraining>> {
    match typed.programme {
        Some((programme, _)) => programmes::store::held_kind(tx, programme).await,
        None => Ok(None),
    }
}

fn filled(
    session: Session,
    typed: Typed,
    kind: Option<JobTraining>,
    audience: Option<Vec<AudienceLine>>,
) -> Plan {
    let job_training = rules::job_training(session.state, typed.job_training, kind);
    let session = Session {
        programme_id: typed.programme.map(|(id, _)| id),
        stage_number: typed.programme.and_then(|(_, stage)| stage),
        audience_id: typed.programme.map_or(session.id.into(), |(id, _)| id.into()),
        topic: typed.topic,
        agenda: typed.agenda,
        prompt: typed.prompt,
        branch_id: typed.branch,
        room: typed.room,
        link: typed.link,
        capacity: typed.capacity,
        late_after_minutes: typed.late_after,
        job_training,
        ..session
    };
    Plan { session, facilitators: typed.facilitators, audience }
}

/// The zone in which the times of a form are meant: the branch's, or the organisation's. `None`
/// when the branch cannot be chosen; a session's own branch always can.
async fn zone_of(
    tx: &mut Tx,
    actor: &Actor,
    branch: Option<BranchId>,
    session: Option<&Session>,
    problems: &mut Problems,
) -> Result<Option<String>> {
    let t = &texts().problems;
    let stays = session.is_some_and(|session| session.branch_id == branch);
    let zone = match branch {
        None => Some(store::defaults(tx).await?.time_zone),
        Some(id) => {
            let found =
                people::store::branch(tx, id).await?.filter(|branch| branch.active || stays);
            found.map(|branch| branch.time_zone)
        }
    };
    let unknown = match branch {
        None => t.branch_missing,
        Some(_) => t.branch_forbidden,
    };
    let allowed = stays || rules::may_plan_at(actor, branch);
    let fits = problems.require(allowed && zone.is_some(), "branch", unknown);
    Ok(zone.filter(|_| fits))
}

/// The moments of start and end, or messages at the fields.
pub fn moment(
    when: &When,
    zone: &str,
    now: DateTime<Utc>,
    problems: &mut Problems,
) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let t = &texts().problems;
    let starts_at = match zones::local(when.date, when.time, zone) {
        Ok(at) => at,
        Err(NoMoment::Skipped) => {
            problems.add("time", t.time_skipped);
            return None;
        }
        Err(NoMoment::UnknownZone) => {
            problems.add("branch", t.branch_missing);
            return None;
        }
    };
    let ends_at = starts_at + TimeDelta::minutes(when.minutes);
    let today = zones::start_of_day(zones::in_zone(now, zone).date(), zone);
    let (field, message) = match rules::check_times(starts_at, ends_at, today) {
        Ok(()) => return Some((starts_at, ends_at)),
        Err(TimeProblem::TooShort) => ("minutes", t.too_short),
        Err(TimeProblem::TooLong) => ("minutes", t.lasts_too_long),
        Err(TimeProblem::Past) => ("date", t.past),
        Err(TimeProblem::TooFar) => ("date", t.too_far),
    };
    problems.add(field, message);
    None
}

/// Checks what was chosen from lists: programme and stage, facilitators, those invited. Answers
/// who is invited when the session stands alone.
async fn check_lists(
    tx: &mut Tx,
    actor: &Actor,
    form: &SessionForm,
    typed: &Typed,
    session: Option<&Session>,
    problems: &mut Problems,
) -> Result<Option<Vec<AudienceLine>>> {
    let t = &texts().problems;
    if let Some((programme, stage)) = typed.programme {
        let keep = session.and_then(|session| session.programme_id);
        let offered = store::programme_stages(tx, &actor.scope(), keep).await?;
        let known = offered
            .iter()
            .any(|row| row.id == programme && (stage.is_none() || row.number == stage));
        problems.require(known, "programme", t.programme_unknown);
    }
    let keep: Vec<PersonId> = match session {
        None => Vec::new(),
        Some(session) => {
            let mut of_session = store::facilitators(tx, &[session.id]).await?;
            let already = of_session.remove(&session.id).unwrap_or_default();
            already.into_iter().map(|facilitator| facilitator.id).collect()
        }
    };
    let offered: HashSet<PersonId> =
        store::facilitator_choices(tx, &keep).await?.into_iter().map(|person| person.id).collect();
    let known = typed.facilitators.iter().all(|id| offered.contains(id));
    problems.require(known, "facilitators", t.facilitator_unknown);
    if typed.programme.is_some() {
        // Its people come with the programme, whatever else is ticked.
        return Ok(None);
    }
    let audience = programmes::audience::chosen(tx, &form.audience).await?;
    problems.require(!audience.is_empty(), "audience", t.audience_missing);
    lock::check_named(tx, problems, typed.job_training, &audience).await?;
    Ok(Some(audience))
}

/// A message for everybody who is somewhere else at that time; times on the clocks of `zone`.
pub fn add_clashes(clashes: &[Clash], zone: &str, problems: &mut Problems) {
    add_clashes_at("facilitators", clashes, zone, problems);
}

/// The same at a field of another name.
pub fn add_clashes_at(field: &str, clashes: &[Clash], zone: &str, problems: &mut Problems) {
    for clash in clashes {
        problems.add(field, told(clash, zone));
    }
}

/// Who is busy, and when.
pub fn told(clash: &Clash, zone: &str) -> String {
    let (from, to) = (zones::in_zone(clash.starts_at, zone), zones::in_zone(clash.ends_at, zone));
    let span = dates::span(from.time(), to.time());
    let when = format!("{}, {span}", dates::day(lang(), from.date()));
    match clash.session_id {
        Some(_) => (texts().problems.busy)(&clash.person, &when),
        None => (onboarding::texts::texts().busy_onboarding)(&clash.person, &when),
    }
}

/// What to tell when the database has refused a booking because somebody else was quicker: the
/// same messages as before saving, at `field`. Called when the transaction that failed is gone.
pub async fn taken(field: &str, plan: &Session, facilitators: &[PersonId]) -> Error {
    let clashes = async {
        let mut tx = services().db.read().await?;
        store::clashes(&mut tx, facilitators, plan.starts_at, plan.ends_at, Some(plan.id)).await
    };
    let mut problems = Problems::default();
    let clashes = clashes.await.unwrap_or_default();
    add_clashes_at(field, &clashes, &plan.time_zone, &mut problems);
    if problems.is_empty() {
        problems.add(field, texts().problems.just_taken);
    }
    problems.into_result().err().unwrap_or(Error::Taken)
}
