//! Eight new people, each somewhere else on their way through the CS days.

use chrono::{
    DateTime, Datelike, Days, DurationRound, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday,
};

use super::{Cast, holidays, texts::NewPeople};
use crate::{
    db::Tx,
    error::{Error, Result},
    onboarding::{
        EventKind, JobTraining, OnboardingId, Presence, SitInId,
        beginning::{self, Started},
        store::{self, Appointment, Beginning, NewEvent, NewSitIn},
    },
    people::{self, BranchId, Person, PersonFacts, PersonId, PositionId},
    programmes::{self, AudienceKind, AudienceLine},
    sessions::{self, Session, SessionId, zones},
};

const ZONE: &str = "America/Lima";

/// The onboardings that tests name.
#[derive(Clone, Copy)]
pub struct Onboardings {
    /// One day done, two ahead.
    pub newhire: OnboardingId,
    /// Three days ahead.
    pub planned: OnboardingId,
    /// The second day is being signed today, by the second instructor.
    pub partial: OnboardingId,
    /// A day missed, and its make-up day ahead.
    pub make_up: OnboardingId,
    /// Hired weeks ago, one day done and one missed.
    pub late: OnboardingId,
    /// All done.
    pub done: OnboardingId,
    /// Let through by HR.
    pub overridden: OnboardingId,
    /// Nothing planned.
    pub unplanned: OnboardingId,
    /// A session of job training in some weeks, for everybody at the reception.
    pub job: SessionId,
}

/// The `n`-th working day from the last one up to `today`; nothing was planned on holidays ahead.
fn workday(today: NaiveDate, n: i64) -> NaiveDate {
    let works = |on: NaiveDate| !matches!(on.weekday(), Weekday::Sat | Weekday::Sun);
    let mut on = today;
    while !works(on) {
        on -= TimeDelta::days(1);
    }
    let (mut left, step) = (n.abs(), TimeDelta::days(n.signum()));
    while left > 0 {
        on += step;
        if works(on) && !(n > 0 && holidays::is_one(on)) {
            left -= 1;
        }
    }
    on
}

struct Clinic<'a> {
    cast: &'a Cast,
    t: &'static NewPeople,
    today: NaiveDate,
    now: DateTime<Utc>,
    reception: PositionId,
    number: usize,
}

pub(super) async fn add(
    tx: &mut Tx,
    cast: &Cast,
    t: &'static NewPeople,
    now: DateTime<Utc>,
) -> Result<Onboardings> {
    let diego = people::store::by_id(tx, cast.newhire).await?.ok_or(Error::NotFound)?;
    // He is at the reception, whatever that is called in the language of the clinic.
    let reception = diego.position_id.ok_or(Error::NotFound)?;
    let today = zones::in_zone(now, ZONE).date();
    let mut clinic = Clinic { cast, t, today, now, reception, number: 41 };
    for (index, (title, about)) in t.modules.into_iter().enumerate() {
        let kind = if index < 2 { JobTraining::Technical } else { JobTraining::Behavioural };
        store::add_module(tx, reception, kind, title, about, now).await?;
    }
    let (lucia, marco) = (cast.instructor, cast.instructor2);

    let newhire = clinic.begin(tx, &diego, workday(today, -2)).await?;
    clinic.hold(tx, newhire, 1, -1, (cast.central, lucia), Some(4)).await?;

    let partial = clinic.hire(tx, "Andrea Lozada Rey", cast.north, -2).await?;
    clinic.hold(tx, partial, 1, -1, (cast.north, marco), Some(4)).await?;
    clinic.hold(tx, partial, 2, 0, (cast.north, marco), Some(2)).await?;

    let make_up = clinic.hire(tx, "Bruno Salas Ticona", cast.north, -2).await?;
    clinic.miss(tx, make_up, 1, -1, (cast.north, marco)).await?;
    clinic.plan(tx, make_up, 1, 1, (cast.north, marco), true).await?;

    let late = clinic.hire(tx, "Carla Meza Yupanqui", cast.south, -16).await?;
    clinic.hold(tx, late, 1, -13, (cast.south, lucia), Some(4)).await?;
    clinic.miss(tx, late, 2, -12, (cast.south, lucia)).await?;

    let done = clinic.hire(tx, "Daniela Prado Ucañay", cast.callao, -25).await?;
    clinic.hold(tx, done, 1, -24, (cast.callao, marco), Some(4)).await?;
    clinic.hold(tx, done, 2, -23, (cast.callao, marco), Some(5)).await?;
    clinic.hold(tx, done, 3, -21, (cast.callao, marco), Some(5)).await?;
    clinic.after(tx, done).await?;

    let overridden = clinic.hire(tx, "Esteban Vera Quiroz", cast.callao, -4).await?;
    clinic.hold(tx, overridden, 1, -3, (cast.callao, lucia), Some(4)).await?;
    let reason = t.let_through;
    let who = (Some(cast.hr), clinic.at(-2, 11));
    store::release(tx, overridden, reason, false, who).await?;
    let start = Started { by: who.0, now: who.1 };
    beginning::event(tx, overridden, EventKind::Released, reason, start).await?;

    let job = clinic.job_training(tx).await?;
    let unplanned = clinic.hire(tx, "Fabiola Inca Rojas", cast.south, 0).await?;
    let planned = clinic.hire(tx, "Gonzalo Tello Marín", cast.callao, 0).await?;
    for id in [newhire, planned] {
        let one = store::by_id(tx, id).await?.ok_or(Error::NotFound)?;
        beginning::propose(tx, &one, Started { by: None, now }).await?;
    }
    clinic.sit_in(tx, newhire).await?;
    Ok(Onboardings { newhire, planned, partial, make_up, late, done, overridden, unplanned, job })
}

impl Clinic<'_> {
    /// An hour of a working day in Lima.
    fn at(&self, day: i64, hour: u32) -> DateTime<Utc> {
        let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        zones::local(workday(self.today, day), time, ZONE).unwrap_or(self.now)
    }

    async fn hire(
        &mut self,
        tx: &mut Tx,
        name: &str,
        branch: BranchId,
        day: i64,
    ) -> Result<OnboardingId> {
        self.number += 1;
        let hired_on = workday(self.today, day);
        let person = Person::new(PersonFacts {
            name: name.into(),
            employee_number: Some(format!("R{:03}", self.number)),
            email: None,
            branch_id: branch,
            department_id: None,
            position_id: Some(self.reception),
            hired_on: Some(hired_on),
        });
        people::store::add(tx, &person, self.at(day, 8)).await?;
        self.begin(tx, &person, hired_on).await
    }

    /// As on the day of the hire, but without proposing days.
    async fn begin(
        &self,
        tx: &mut Tx,
        person: &Person,
        hired_on: NaiveDate,
    ) -> Result<OnboardingId> {
        let at = self.now.min(zones::start_of_day(hired_on, ZONE) + TimeDelta::hours(8));
        let start = Started { by: Some(self.cast.hr), now: at };
        let plan = beginning::plan_for(tx, person.position_id, start).await?;
        let new = Beginning {
            id: OnboardingId::new(),
            person: person.id,
            plan: plan.id,
            version: plan.version,
            hired_on,
            job_training_on: Some(hired_on + Days::new(10)),
            earlier: None,
            by: start.by,
            at,
        };
        store::begin(tx, &new, ZONE).await?;
        beginning::event(tx, new.id, EventKind::Begun, "", start).await?;
        Ok(new.id)
    }

    async fn plan(
        &self,
        tx: &mut Tx,
        id: OnboardingId,
        number: i64,
        day: i64,
        (branch, instructor): (BranchId, PersonId),
        make_up: bool,
    ) -> Result<()> {
        let days = store::days(tx, &[id]).await?;
        let revision = days.iter().find(|day| day.number == number).map_or(1, |day| day.revision);
        let starts_at = match day {
            // What is signed today has begun, at whatever time the demo is made.
            0 => self
                .at(day, 9)
                .min(self.now.duration_trunc(TimeDelta::minutes(15)).unwrap_or(self.now)),
            _ => self.at(day, 9),
        };
        let appointment = Appointment {
            starts_at,
            ends_at: self.at(day, 12),
            zone: ZONE.into(),
            branch,
            place: self.t.place.into(),
            instructor,
            why: None,
            make_up,
            anyway: false,
        };
        store::plan_day(tx, id, number, revision, &appointment).await?;
        let at = self.now.min(self.at(day, 8));
        self.remember(tx, (id, number, None), EventKind::Planned, self.cast.hr, at).await
    }

    /// A day that was held; `signed` of its points were signed.
    async fn hold(
        &self,
        tx: &mut Tx,
        id: OnboardingId,
        number: i64,
        day: i64,
        place: (BranchId, PersonId),
        signed: Option<i64>,
    ) -> Result<()> {
        self.plan(tx, id, number, day, place, false).await?;
        let (by, at) = (place.1, self.now.min(self.at(day, 12)));
        store::mark_day(tx, id, number, Some(Presence::Present)).await?;
        self.remember(tx, (id, number, None), EventKind::Present, by, at).await?;
        for item in 1..=signed.unwrap_or(0) {
            let remark = if item == 2 { self.t.remark } else { "" };
            store::sign(tx, (id, number, item), remark, (by, at)).await?;
            self.remember(tx, (id, number, Some(item)), EventKind::Signed, by, at).await?;
        }
        let done = store::finish_day_if_done(tx, id, number, at).await?;
        if done && store::finish_if_done(tx, id, at).await? {
            let start = Started { by: Some(by), now: at };
            beginning::event(tx, id, EventKind::Finished, "", start).await?;
        }
        Ok(())
    }

    async fn miss(
        &self,
        tx: &mut Tx,
        id: OnboardingId,
        number: i64,
        day: i64,
        place: (BranchId, PersonId),
    ) -> Result<()> {
        self.plan(tx, id, number, day, place, false).await?;
        store::mark_day(tx, id, number, Some(Presence::Absent)).await?;
        let at = self.at(day, 12);
        self.remember(tx, (id, number, None), EventKind::Missed, place.1, at).await
    }

    /// What came after the days of somebody who is done: a sit-in, and two modules.
    async fn after(&self, tx: &mut Tx, id: OnboardingId) -> Result<()> {
        let one = store::by_id(tx, id).await?.ok_or(Error::NotFound)?;
        let hosts = store::colleagues(tx, one.person_id).await?;
        let host = hosts.first().map(|host| host.id).ok_or(Error::NotFound)?;
        let sit_in = NewSitIn {
            id: SitInId::new(),
            onboarding: id,
            host,
            held_on: workday(self.today, -20),
            time: None,
            observed: self.t.observed,
            reflection: self.t.reflection,
            note: None,
            by: one.person_id,
            at: self.at(-20, 17),
        };
        store::add_sit_in(tx, &sit_in).await?;
        store::confirm(tx, sit_in.id, self.t.host, self.at(-19, 9)).await?;
        let modules = store::modules(tx, Some(self.reception), None).await?;
        for module in modules.iter().take(2) {
            let who = (self.cast.instructor2, self.at(-10, 12));
            store::mark_module(tx, module.id, one.person_id, who).await?;
        }
        Ok(())
    }

    /// A sit-in that is planned for the week.
    async fn sit_in(&self, tx: &mut Tx, id: OnboardingId) -> Result<()> {
        let sit_in = NewSitIn {
            id: SitInId::new(),
            onboarding: id,
            host: self.cast.employee,
            held_on: workday(self.today, 4),
            time: Some((self.at(4, 15), self.at(4, 16))),
            observed: "",
            reflection: "",
            note: None,
            by: self.cast.newhire,
            at: self.now,
        };
        store::add_sit_in(tx, &sit_in).await
    }

    /// A session of job training to which the new ones are not admitted yet.
    async fn job_training(&self, tx: &mut Tx) -> Result<SessionId> {
        let starts_at = self.at(12, 15);
        let session = super::calendar::session(
            self.cast,
            self.t.place,
            self.t.job_training,
            starts_at,
            90,
            self.now,
        );
        let session = Session { job_training: Some(JobTraining::Technical), ..session };
        let audience = [AudienceLine::new(AudienceKind::Position, self.reception)];
        programmes::store::set_audience(tx, session.audience_id, &audience).await?;
        sessions::store::add(tx, &session, &[self.cast.instructor2], self.cast.hr).await?;
        Ok(session.id)
    }

    async fn remember(
        &self,
        tx: &mut Tx,
        (onboarding, number, item): (OnboardingId, i64, Option<i64>),
        kind: EventKind,
        by: PersonId,
        at: DateTime<Utc>,
    ) -> Result<()> {
        let (moved, detail, by) = ((None, None), "", Some(by));
        let event = NewEvent { onboarding, number, kind, item, moved, detail, by, at };
        store::remember(tx, &event).await
    }
}
