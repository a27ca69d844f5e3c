//! Who sees which sessions, and how they are planned, moved, cancelled and fought over.

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;

use super::{Session, SessionId, SessionState, store};
use crate::{
    access::{self, Actor, Scope},
    db::{Db, Tx, testing::each_engine},
    demo::{self, Cast},
    error::{Error, Result},
    people::{BranchId, PersonId},
    programmes::{self, AudienceKind, AudienceLine},
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

async fn scope(tx: &mut Tx, person: PersonId) -> Scope {
    actor(tx, person).await.scope()
}

async fn actor(tx: &mut Tx, person: PersonId) -> Actor {
    let token = PersonId::new().to_string();
    access::store::add_sign_in(tx, person, token.as_bytes(), "test", now()).await.unwrap();
    let limits = crate::request::Limits::default();
    access::store::actor(tx, token.as_bytes(), limits, now()).await.unwrap().unwrap().0
}

/// An hour at a branch, for the people who work there.
fn session(branch: BranchId, starts_at: DateTime<Utc>) -> Session {
    let id = SessionId::new();
    Session {
        id,
        programme_id: None,
        stage_number: None,
        audience_id: id.into(),
        topic: "Errores comunes al digitar".into(),
        agenda: String::new(),
        agenda_html: String::new(),
        prompt: String::new(),
        starts_at,
        ends_at: starts_at + TimeDelta::hours(1),
        time_zone: "America/Lima".into(),
        branch_id: Some(branch),
        room: "Sala 2".into(),
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

async fn add(db: &Db, session: &Session, facilitator: PersonId, by: PersonId) -> Result<()> {
    let mut tx = db.write().await?;
    store::add(&mut tx, session, &[facilitator], by).await?;
    if let Some(branch) = session.branch_id {
        let line = AudienceLine { kind: AudienceKind::Branch, target_id: branch.into() };
        programmes::store::set_audience(&mut tx, session.audience_id, &[line]).await?;
    }
    tx.commit().await
}

async fn load(db: &Db, id: SessionId) -> Session {
    let mut tx = db.read().await.unwrap();
    store::by_id(&mut tx, id).await.unwrap().unwrap()
}

async fn topics(db: &Db, person: PersonId, filter: &store::Filter) -> Vec<SessionId> {
    let mut tx = db.write().await.unwrap();
    let scope = scope(&mut tx, person).await;
    let found = store::upcoming(&mut tx, &scope, filter, now(), 1).await.unwrap();
    assert_eq!(store::counts(&mut tx, &scope, filter, now()).await.unwrap().0, found.len() as i64);
    found.into_iter().map(|session| session.id).collect()
}

async fn two_branches(db: &Db) -> (Cast, Session, Session) {
    let cast = demo::fill_cast(db, now()).await.unwrap();
    let central = session(cast.central, now() + TimeDelta::days(1));
    let north = session(cast.north, now() + TimeDelta::days(2));
    add(db, &central, cast.instructor, cast.manager).await.unwrap();
    add(db, &north, cast.instructor2, cast.manager).await.unwrap();
    (cast, central, north)
}

#[tokio::test]
async fn everybody_sees_the_sessions_of_their_own() {
    each_engine(|db| async move {
        let (cast, central, north) = two_branches(&db).await;
        let all = store::Filter::default();
        // By the branch they work at.
        assert_eq!(topics(&db, cast.employee, &all).await, [central.id]);
        // By the branch of their role.
        assert_eq!(topics(&db, cast.manager_north, &all).await, [north.id]);
        // The whole company.
        assert_eq!(topics(&db, cast.manager, &all).await, [central.id, north.id]);
        assert_eq!(topics(&db, cast.instructor, &all).await, [central.id, north.id]);

        let mut tx = db.write().await.unwrap();
        let employee = scope(&mut tx, cast.employee).await;
        let of_north = scope(&mut tx, cast.manager_north).await;
        assert!(store::find(&mut tx, &employee, central.id).await.unwrap().is_some());
        assert!(store::find(&mut tx, &employee, north.id).await.unwrap().is_none());
        assert!(store::find(&mut tx, &of_north, central.id).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn who_facilitates_elsewhere_sees_it_too() {
    each_engine(|db| async move {
        let (cast, central, _) = two_branches(&db).await;
        let mut tx = db.write().await.unwrap();
        let both = [cast.instructor, cast.manager_north];
        store::set_facilitators(&mut tx, &central, &both).await.unwrap();
        let of_north = scope(&mut tx, cast.manager_north).await;
        assert!(store::find(&mut tx, &of_north, central.id).await.unwrap().is_some());
        assert!(store::facilitates(&mut tx, central.id, cast.manager_north).await.unwrap());
        let found = store::facilitators(&mut tx, &[central.id]).await.unwrap();
        let names: Vec<_> = found[&central.id].iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Elena Castañeda Ruiz", "Lucía Fernández Soto"]);
    })
    .await;
}

#[tokio::test]
async fn filters_narrow_the_list() {
    each_engine(|db| async move {
        let (cast, central, north) = two_branches(&db).await;
        let any = store::Filter::default;
        let hr = cast.hr;
        let by_branch = store::Filter { branch: Some(cast.north), ..any() };
        assert_eq!(topics(&db, hr, &by_branch).await, [north.id]);
        let by_person = store::Filter { facilitator: Some(cast.instructor), ..any() };
        assert_eq!(topics(&db, hr, &by_person).await, [central.id]);
        let by_state = store::Filter { state: Some(SessionState::Open), ..any() };
        assert_eq!(topics(&db, hr, &by_state).await, []);
        // Without accents, in any order.
        let by_words = store::Filter { search: "DIGITÁR comunes".into(), ..any() };
        assert_eq!(topics(&db, hr, &by_words).await, [central.id, north.id]);
        let by_other_words = store::Filter { search: "100%".into(), ..any() };
        assert_eq!(topics(&db, hr, &by_other_words).await, []);
        let span = store::Filter { from: central.starts_at, to: north.starts_at, ..any() };
        assert_eq!(topics(&db, hr, &span).await, [central.id]);

        let mut tx = db.write().await.unwrap();
        let scope = scope(&mut tx, hr).await;
        let later = now() + TimeDelta::days(30);
        let past = store::past(&mut tx, &scope, &any(), later, 1).await.unwrap();
        assert_eq!(past.iter().map(|s| s.id).collect::<Vec<_>>(), [north.id, central.id]);
        assert_eq!(store::counts(&mut tx, &scope, &any(), later).await.unwrap(), (0, 2));
        let month = store::between(&mut tx, &scope, &any()).await.unwrap();
        assert_eq!(month.len(), 2);
        assert_eq!(month[0].branch.as_deref(), Some("Sede Central"));
    })
    .await;
}

#[tokio::test]
async fn of_two_who_book_the_same_person_one_wins() {
    each_engine(|db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let tries = (0..6).map(|index| {
            let (db, cast) = (db.clone(), cast.clone());
            tokio::spawn(async move {
                // They overlap, each a little later than the one before.
                let starts_at = now() + TimeDelta::days(1) + TimeDelta::minutes(10 * index);
                add(&db, &session(cast.central, starts_at), cast.instructor, cast.manager).await
            })
        });
        let outcomes: Vec<Result<()>> =
            join_all(tries).await.into_iter().map(|joined| joined.unwrap()).collect();
        let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        assert_eq!(won, 1, "{outcomes:?}");
        for lost in outcomes.iter().filter_map(|outcome| outcome.as_ref().err()) {
            assert_eq!(*lost, Error::Taken);
        }
        let all = store::Filter::default();
        assert_eq!(topics(&db, cast.hr, &all).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_clash_says_who_where_and_when() {
    each_engine(|db| async move {
        let (cast, central, _) = two_branches(&db).await;
        let mut tx = db.read().await.unwrap();
        let both = [cast.instructor, cast.instructor2];
        let (from, to) = (central.starts_at, central.ends_at);
        let found = store::clashes(&mut tx, &both, from, to, None).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].person, "Lucía Fernández Soto");
        assert_eq!(
            (found[0].session_id, found[0].starts_at),
            (Some(central.id), central.starts_at)
        );
        // Itself is no clash, and neither is what only touches.
        let of = async |tx: &mut Tx, from, to, except| {
            store::clashes(tx, &both, from, to, except).await.unwrap().len()
        };
        assert_eq!(of(&mut tx, from, to, Some(central.id)).await, 0);
        assert_eq!(of(&mut tx, to, to + TimeDelta::hours(1), None).await, 0);
        assert_eq!(of(&mut tx, from - TimeDelta::hours(1), from, None).await, 0);
        assert!(store::clashes(&mut tx, &[], from, to, None).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_saves_last_learns_that_it_changed() {
    each_engine(|db| async move {
        let (_, central, _) = two_branches(&db).await;
        let mut tx = db.write().await.unwrap();
        let first = Session { topic: "Nuevo tema".into(), ..central.clone() };
        store::save(&mut tx, &first).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = db.write().await.unwrap();
        let second = Session { topic: "Otro tema".into(), ..central.clone() };
        assert_eq!(store::save(&mut tx, &second).await, Err(Error::Stale));
        drop(tx);
        let kept = load(&db, central.id).await;
        assert_eq!((kept.topic.as_str(), kept.revision), ("Nuevo tema", 2));
    })
    .await;
}

fn because(by: PersonId, text: &str) -> store::Reason<'_> {
    store::Reason { by, at: now(), text }
}

#[tokio::test]
async fn a_move_takes_the_bookings_along_and_is_remembered() {
    each_engine(|db| async move {
        let (cast, central, _) = two_branches(&db).await;
        let (starts, ends) =
            (central.starts_at + TimeDelta::days(7), central.ends_at + TimeDelta::days(7));
        let mut tx = db.write().await.unwrap();
        let reason = because(cast.manager, "La sala está ocupada");
        store::reschedule(&mut tx, &central, starts, ends, &reason).await.unwrap();
        tx.commit().await.unwrap();

        let moved = load(&db, central.id).await;
        assert_eq!((moved.starts_at, moved.ends_at, moved.revision), (starts, ends, 2));
        // The old time is free again, the new one is taken.
        add(&db, &session(cast.central, central.starts_at), cast.instructor, cast.manager)
            .await
            .unwrap();
        let again = add(&db, &session(cast.central, starts), cast.instructor, cast.manager).await;
        assert_eq!(again, Err(Error::Taken));

        // Longer is not elsewhere.
        let mut tx = db.write().await.unwrap();
        let longer = ends + TimeDelta::minutes(30);
        let reason = because(cast.manager, "Más tiempo");
        store::reschedule(&mut tx, &moved, starts, longer, &reason).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = db.read().await.unwrap();
        let moves = store::moves(&mut tx, central.id).await.unwrap();
        assert_eq!(moves.len(), 1);
        assert_eq!((moves[0].from_start, moves[0].to_start), (central.starts_at, starts));
        assert_eq!(moves[0].reason, "La sala está ocupada");
        assert_eq!(moves[0].who.as_deref(), Some("Julio Paredes Núñez"));
    })
    .await;
}

#[tokio::test]
async fn a_move_into_a_booked_time_changes_nothing() {
    each_engine(|db| async move {
        let (cast, central, _) = two_branches(&db).await;
        let other = session(cast.central, central.starts_at + TimeDelta::hours(3));
        add(&db, &other, cast.instructor, cast.manager).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let (starts, ends) = (other.starts_at, other.ends_at);
        let reason = because(cast.manager, "Antes");
        let moved = store::reschedule(&mut tx, &central, starts, ends, &reason).await;
        assert_eq!(moved, Err(Error::Taken));
        drop(tx);
        assert_eq!(load(&db, central.id).await, central);
        let mut tx = db.read().await.unwrap();
        assert!(store::moves(&mut tx, central.id).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn cancelling_frees_the_time_and_reinstating_needs_it() {
    each_engine(|db| async move {
        let (cast, central, _) = two_branches(&db).await;
        let mut tx = db.write().await.unwrap();
        store::cancel(&mut tx, &central, now(), "Descanso médico").await.unwrap();
        tx.commit().await.unwrap();
        let cancelled = load(&db, central.id).await;
        assert_eq!(cancelled.state, SessionState::Cancelled);
        assert_eq!(cancelled.cancel_reason, "Descanso médico");

        // Cancelled is cancelled, and cannot be moved.
        let mut tx = db.write().await.unwrap();
        let again = store::cancel(&mut tx, &cancelled, now(), "Otra vez").await;
        assert_eq!(again, Err(Error::Stale));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        let (starts, ends) = (central.starts_at, central.ends_at);
        let reason = because(cast.manager, "x");
        let moved = store::reschedule(&mut tx, &cancelled, starts, ends, &reason).await;
        assert_eq!(moved, Err(Error::Stale));
        drop(tx);

        // Somebody takes the time that is free now.
        let other = session(cast.central, central.starts_at);
        add(&db, &other, cast.instructor, cast.manager).await.unwrap();
        let mut tx = db.write().await.unwrap();
        assert_eq!(store::reinstate(&mut tx, central.id).await, Err(Error::Taken));
        drop(tx);

        let mut tx = db.write().await.unwrap();
        store::cancel(&mut tx, &other, now(), "Error").await.unwrap();
        store::reinstate(&mut tx, central.id).await.unwrap();
        tx.commit().await.unwrap();
        let planned = load(&db, central.id).await;
        assert_eq!((planned.state, planned.cancelled_at), (SessionState::Planned, None));
        let taken = add(&db, &session(cast.central, starts), cast.instructor, cast.manager).await;
        assert_eq!(taken, Err(Error::Taken));
    })
    .await;
}

#[tokio::test]
async fn what_has_begun_is_not_moved() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let executed = load(&db, demo.calendar.of_2022[0]).await;
        let mut tx = db.write().await.unwrap();
        let (starts, ends) =
            (executed.starts_at + TimeDelta::days(1), executed.ends_at + TimeDelta::days(1));
        let reason = because(demo.cast.manager, "x");
        let moved = store::reschedule(&mut tx, &executed, starts, ends, &reason).await;
        assert_eq!(moved, Err(Error::Stale));
        let cancelled = store::cancel(&mut tx, &executed, now(), "x").await;
        assert_eq!(cancelled, Err(Error::Stale));
    })
    .await;
}

#[tokio::test]
async fn the_form_offers_what_the_person_has_to_do_with() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let manager = scope(&mut tx, demo.cast.manager).await;
        let rows = store::programme_stages(&mut tx, &manager, None).await.unwrap();
        assert_eq!(rows.len(), 15);
        // The north has no programme of its own, but one names a department, not a branch.
        let north = scope(&mut tx, demo.cast.manager_north).await;
        assert!(store::programme_stages(&mut tx, &north, None).await.unwrap().is_empty());
        let keep = Some(demo.calendar.reports);
        assert_eq!(store::programme_stages(&mut tx, &north, keep).await.unwrap().len(), 5);

        let people = store::facilitator_choices(&mut tx, &[]).await.unwrap();
        assert_eq!(people.len(), 4);
        let people = store::facilitator_choices(&mut tx, &[demo.cast.employee]).await.unwrap();
        assert_eq!(people.len(), 5);

        let frozen = store::frozen_from(&mut tx, (2022, 3)).await.unwrap();
        assert_eq!(frozen, [(2022, 3)]);
        assert!(store::frozen_from(&mut tx, (2022, 4)).await.unwrap().is_empty());
        let line = store::programme_line(&mut tx, demo.calendar.today).await.unwrap().unwrap();
        assert_eq!((line.stage_number, line.stages), (Some(1), 5));
    })
    .await;
}
