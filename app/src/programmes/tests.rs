//! Who sees which programmes, what their sessions tell of them, and how they end.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    AudienceKind, AudienceLine, AudienceSummary, Framework, Programme, ProgrammeId, ProgrammeState,
    Stage,
    progress::{self, Gap, StageState},
    store::{self, Filter},
};
use crate::{
    access::{self, Actor},
    db::{Db, Tx, testing::each_engine},
    demo::{self, Cast, Demo},
    error::Error,
    people::PersonId,
    sessions::{self, Session, SessionId, SessionState},
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

async fn actor(tx: &mut Tx, person: PersonId) -> Actor {
    let token = PersonId::new().to_string();
    access::store::add_sign_in(tx, person, token.as_bytes(), "test", now()).await.unwrap();
    let limits = crate::request::Limits::default();
    access::store::actor(tx, token.as_bytes(), limits, now()).await.unwrap().unwrap().0
}

async fn sees(db: &Db, person: PersonId, filter: &Filter) -> Vec<ProgrammeId> {
    let mut tx = db.write().await.unwrap();
    let scope = actor(&mut tx, person).await.scope();
    let total = store::count(&mut tx, &scope, filter).await.unwrap();
    let listed = store::list(&mut tx, &scope, filter, 50, 0).await.unwrap();
    assert_eq!(listed.len() as i64, total);
    let mut ids: Vec<_> = listed.iter().map(|listed| listed.programme.id).collect();
    // A programme is found exactly when it is listed.
    for id in &ids {
        assert!(store::find(&mut tx, &scope, *id).await.unwrap().is_some());
    }
    assert!(store::names(&mut tx, &scope).await.unwrap().len() >= ids.len());
    ids.sort_unstable();
    ids
}

fn programme(cast: &Cast) -> Programme {
    Programme {
        id: ProgrammeId::new(),
        name: "Ánimo en recepción".into(),
        framework: Framework::Own,
        problem: "Las llamadas se quedan sin responder.".into(),
        branch_id: Some(cast.south),
        start_on: "2026-03-09".parse().unwrap(),
        rhythm_days: 7,
        starts_at_minute: 540,
        minutes: 60,
        phase: 1,
        state: ProgrammeState::Active,
        state_reason: String::new(),
        copied_from: None,
        job_training: None,
        revision: 1,
    }
}

fn session(programme: &Programme, stage: i64, starts_at: DateTime<Utc>) -> Session {
    Session {
        id: SessionId::new(),
        programme_id: Some(programme.id),
        stage_number: Some(stage),
        audience_id: programme.id.into(),
        topic: format!("Tema {stage}"),
        agenda: String::new(),
        agenda_html: String::new(),
        prompt: String::new(),
        starts_at,
        ends_at: starts_at + TimeDelta::hours(1),
        time_zone: "America/Lima".into(),
        branch_id: programme.branch_id,
        room: "Sala 1".into(),
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
        created_at: now(),
        revision: 1,
    }
}

fn to(kind: AudienceKind, target: impl Into<uuid::Uuid>) -> AudienceLine {
    AudienceLine::new(kind, target)
}

#[tokio::test]
async fn the_demo_tells_its_story() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let scope = actor(&mut tx, cast.employee).await.scope();
        let found = store::find(&mut tx, &scope, calendar.reports).await.unwrap().unwrap();
        assert_eq!(found.branch.as_deref(), Some("Sede Central"));
        let stages = store::stages(&mut tx, calendar.reports).await.unwrap();
        let meetings = store::meetings(&mut tx, &[calendar.reports]).await.unwrap();
        let progress = progress::progress(&stages, &meetings, Some(5), now());
        assert!(progress.iter().all(|step| step.state == StageState::Executed));
        assert!(meetings[0].attended > 0 && meetings[0].marked >= meetings[0].attended);
        assert_eq!(meetings[0].facilitators, ["Lucía Fernández Soto"]);
        assert_eq!(progress::current(&progress), None);

        // The current programme has three sessions to come and two stages without one.
        let stages = store::stages(&mut tx, calendar.current).await.unwrap();
        let meetings = store::meetings(&mut tx, &[calendar.current]).await.unwrap();
        let progress = progress::progress(&stages, &meetings, Some(1), now());
        let audience = store::audience_summary(&mut tx, calendar.current.into()).await.unwrap();
        assert_eq!(audience.people, cast.people_central.len() as i64);
        assert_eq!(
            progress::gaps(&progress, &meetings, audience.people, now()),
            [Gap::NoSession { stage: 4 }, Gap::NoSession { stage: 5 }]
        );
    })
    .await;
}

#[tokio::test]
async fn people_see_the_programmes_that_concern_them() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, now()).await.unwrap();
        let mut all = vec![calendar.reports, calendar.marketing, calendar.current];
        all.sort_unstable();
        let everything = Filter::default();
        for person in [cast.admin, cast.hr, cast.manager, cast.instructor] {
            assert_eq!(sees(&db, person, &everything).await, all);
        }
        // Works at the central branch, in reports: invited to two of them, attended the third.
        let mut tx = db.write().await.unwrap();
        let own = programme(&cast);
        let stages = [Stage { number: 1, name: "Escuchar".into() }];
        store::add(&mut tx, &own, &stages, cast.admin, now()).await.unwrap();
        store::set_audience(&mut tx, own.id.into(), &[to(AudienceKind::Branch, cast.north)])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(!sees(&db, cast.employee, &everything).await.contains(&own.id));
        // The manager of the northern branch sees whom it invites there, and nothing else.
        assert!(sees(&db, cast.manager_north, &everything).await.contains(&own.id));
        assert!(!sees(&db, cast.manager_north, &everything).await.contains(&calendar.current));
        // Facilitating one of its sessions is enough, too.
        let mut tx = db.write().await.unwrap();
        let session = session(&own, 1, now() + TimeDelta::days(6));
        sessions::store::add(&mut tx, &session, &[cast.employee], cast.admin).await.unwrap();
        tx.commit().await.unwrap();
        assert!(sees(&db, cast.employee, &everything).await.contains(&own.id));
        // Everyone is everyone.
        let mut tx = db.write().await.unwrap();
        store::set_audience(&mut tx, own.id.into(), &[AudienceLine::EVERYONE]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(sees(&db, cast.newhire, &everything).await.contains(&own.id));
    })
    .await;
}

#[tokio::test]
async fn the_list_is_narrowed() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, now()).await.unwrap();
        let found = async |filter: Filter| sees(&db, cast.hr, &filter).await;
        let text = |text: &str| Filter { text: text.into(), ..Filter::default() };
        assert_eq!(found(text("INFORMES sin")).await, [calendar.reports]);
        assert_eq!(found(text("100%")).await, []);
        let levels = Filter { framework: Some(Framework::Levels), ..Filter::default() };
        assert_eq!(found(levels).await, [calendar.marketing]);
        let central = Filter { branch: Some(cast.central), ..Filter::default() };
        assert_eq!(found(central).await, [calendar.reports]);
        let archived = Filter { state: Some(ProgrammeState::Archived), ..Filter::default() };
        assert_eq!(found(archived).await, []);
    })
    .await;
}

#[tokio::test]
async fn an_audience_is_named_and_counted_once() {
    each_engine(|db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let owner = uuid::Uuid::now_v7();
        let none = store::audience_summary(&mut tx, owner).await.unwrap();
        assert_eq!(none, AudienceSummary::default());
        // Somebody of the branch named again: still one person.
        let lines =
            [to(AudienceKind::Branch, cast.central), to(AudienceKind::Person, cast.employee)];
        store::set_audience(&mut tx, owner, &lines).await.unwrap();
        let summary = store::audience_summary(&mut tx, owner).await.unwrap();
        assert_eq!(summary.people, cast.people_central.len() as i64);
        assert_eq!(
            summary.names,
            [
                (AudienceKind::Branch, "Sede Central".to_owned()),
                (AudienceKind::Person, "Ana Torres Vega".to_owned())
            ]
        );
        // What does not exist, or is something else than it says, is not named.
        let wrong = [
            to(AudienceKind::Department, cast.central),
            to(AudienceKind::Person, uuid::Uuid::now_v7()),
        ];
        assert_eq!(store::named(&mut tx, &wrong).await.unwrap(), []);
        let everyone = store::summary_of(&mut tx, &[AudienceLine::EVERYONE]).await.unwrap();
        assert_eq!(everyone.people, cast.people.len() as i64);
    })
    .await;
}

#[tokio::test]
async fn calling_off_frees_what_is_to_come_and_leaves_what_was() {
    each_engine(|db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let own = programme(&cast);
        let stages = [
            Stage { number: 1, name: "Escuchar".into() },
            Stage { number: 2, name: "Probar".into() },
        ];
        store::add(&mut tx, &own, &stages, cast.manager, now()).await.unwrap();
        let past = session(&own, 1, now() - TimeDelta::days(7));
        let ahead = session(&own, 2, now() + TimeDelta::days(7));
        for session in [&past, &ahead] {
            sessions::store::add(&mut tx, session, &[cast.instructor], cast.manager).await.unwrap();
        }
        assert!(store::any_ahead(&mut tx, own.id, now()).await.unwrap());
        store::set_state(&mut tx, &own, ProgrammeState::Cancelled, "Mudanza").await.unwrap();
        let cancelled = store::cancel_sessions(&mut tx, own.id, "Mudanza", now()).await.unwrap();
        assert_eq!(cancelled, [ahead.id]);
        assert!(!store::any_ahead(&mut tx, own.id, now()).await.unwrap());
        let load = async |tx: &mut Tx, id| sessions::store::by_id(tx, id).await.unwrap().unwrap();
        assert_eq!(load(&mut tx, past.id).await.state, SessionState::Planned);
        let gone = load(&mut tx, ahead.id).await;
        assert_eq!((gone.state, gone.cancel_reason.as_str()), (SessionState::Cancelled, "Mudanza"));
        // The facilitator is free at that time again.
        let instead = Session { id: SessionId::new(), ..session(&own, 2, ahead.starts_at) };
        sessions::store::add(&mut tx, &instead, &[cast.instructor], cast.manager).await.unwrap();
        // Who edits from before does not undo it unseen.
        assert_eq!(store::save(&mut tx, &own).await, Err(Error::Stale));
        let stale = store::set_state(&mut tx, &own, ProgrammeState::Active, "").await;
        assert_eq!(stale, Err(Error::Stale));
    })
    .await;
}

#[tokio::test]
async fn a_programme_is_saved_and_its_stages_renamed() {
    each_engine(|db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let mut own = programme(&cast);
        let stages = [Stage { number: 1, name: "Escuchar".into() }];
        store::add(&mut tx, &own, &stages, cast.manager, now()).await.unwrap();
        own.name = "Recepción que responde".into();
        own.branch_id = None;
        store::save(&mut tx, &own).await.unwrap();
        let stage = Stage { number: 1, name: "Oír".into() };
        store::rename_stage(&mut tx, own.id, &stage).await.unwrap();
        let scope = actor(&mut tx, cast.hr).await.scope();
        let found = store::find(&mut tx, &scope, own.id).await.unwrap().unwrap();
        assert_eq!(found.programme, Programme { revision: 2, ..own });
        assert_eq!(found.created_by.as_deref(), Some("Julio Paredes Núñez"));
        assert_eq!(store::stages(&mut tx, found.programme.id).await.unwrap(), [stage]);
    })
    .await;
}

#[tokio::test]
async fn bookings_are_known_before_they_collide() {
    each_engine(|db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let own = programme(&cast);
        store::add(&mut tx, &own, &[], cast.manager, now()).await.unwrap();
        let session = session(&own, 1, now());
        sessions::store::add(&mut tx, &session, &[cast.instructor], cast.manager).await.unwrap();
        let people = [cast.instructor, cast.instructor2];
        let hour = TimeDelta::hours(1);
        let booked = store::booked(&mut tx, &people, now() - hour, now() + hour).await.unwrap();
        assert_eq!(booked.len(), 1);
        assert_eq!((booked[0].person_id, booked[0].ends_at), (cast.instructor, now() + hour));
        let after = store::booked(&mut tx, &people, now() + hour, now() + hour * 2).await.unwrap();
        assert!(after.is_empty());
    })
    .await;
}
