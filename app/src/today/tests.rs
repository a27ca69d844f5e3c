use chrono::{DateTime, Duration, Utc};

use super::*;
use crate::{
    access::{Actor, SignInId},
    db::{Db, testing::each_engine},
    demo, people,
    people::PersonId,
    phases,
    practices::{self, PracticeState, store::Step},
    programmes::{
        self, Meeting,
        progress::{StageState, progress},
    },
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

async fn actor(db: &Db, id: PersonId) -> Actor {
    let mut tx = db.read().await.unwrap();
    let person = people::store::by_id(&mut tx, id).await.unwrap().unwrap();
    Actor {
        id,
        sign_in: SignInId::default(),
        name: person.name,
        email: String::new(),
        branch: person.branch_id,
        branch_name: String::new(),
        department: person.department_id,
        position: person.position_id,
        lang: None,
        zone: "America/Lima".into(),
        grants: Vec::new(),
    }
}

#[tokio::test]
async fn an_organisation_begins_once() {
    each_engine(|db: Db| async move {
        let mut tx = db.read().await.unwrap();
        assert!(store::nothing_yet(&mut tx).await.unwrap());
        drop(tx);
        demo::fill(&db, now()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        assert!(!store::nothing_yet(&mut tx).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn the_next_session_comes_first_and_only_ones_own() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let employee = actor(&db, demo.cast.employee).await;
        let north = actor(&db, demo.cast.manager_north).await;
        let instructor = actor(&db, demo.cast.instructor).await;
        let mut tx = db.read().await.unwrap();
        let until = now() + rules::AHEAD;
        let mine = store::mine(&mut tx, &employee, now(), until, 6).await.unwrap();
        let ids: Vec<_> = mine.iter().map(|one| one.id).collect();
        let [second, third] = demo.calendar.this_week;
        assert_eq!(ids, [demo.calendar.today, second, third]);
        assert_eq!((mine[0].my_state, mine[0].facilitating), (None, false));
        // At the northern branch there are only visits.
        let there = store::mine(&mut tx, &north, now(), until, 6).await.unwrap();
        assert!(!there.is_empty() && there.iter().all(|one| one.visit && !one.facilitating));
        let running = store::mine(&mut tx, &instructor, now(), until, 6).await.unwrap();
        let held = running.iter().filter(|one| !one.visit).count();
        assert!(held == 3 && running.iter().all(|one| one.facilitating));

        let (stages, meetings) = store::path(&mut tx, demo.calendar.current).await.unwrap();
        let states: Vec<_> =
            progress(&stages, &meetings, Some(1), now()).iter().map(|step| step.state).collect();
        use StageState::{Empty, Planned};
        assert_eq!(states, [Planned, Planned, Planned, Empty, Empty]);
        // The same as the programme itself reads.
        let own = programmes::store::meetings(&mut tx, &[demo.calendar.current]).await.unwrap();
        let ids = |meetings: &[Meeting]| meetings.iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(ids(&meetings), ids(&own));
    })
    .await;
}

#[tokio::test]
async fn a_session_that_was_not_closed_is_to_be_finished() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let instructor = actor(&db, demo.cast.instructor).await;
        let later = now() + Duration::hours(3);
        let mut tx = db.read().await.unwrap();
        let day = later.date_naive();
        let around = |person| store::Around::of(person, later, day);
        let waiting = store::waiting(&mut tx, around(instructor.id)).await.unwrap();
        let found: Vec<_> = waiting.iter().filter(|one| one.what == store::What::Session).collect();
        assert_eq!(found.len(), 1);
        let today: uuid::Uuid = demo.calendar.today.into();
        assert_eq!((found[0].subject_id, found[0].opened), (today, false));
        // The employee is called in a comment, and the manager has a review to do.
        let of = async |tx: &mut crate::db::Tx, person| {
            let waiting = store::waiting(tx, around(person)).await.unwrap();
            waiting.into_iter().map(|one| one.what).collect::<Vec<_>>()
        };
        assert_eq!(of(&mut tx, demo.cast.employee).await, [store::What::Mention]);
        assert_eq!(of(&mut tx, demo.cast.manager).await, [store::What::Review]);
    })
    .await;
}

#[tokio::test]
async fn an_offer_waits_for_whoever_leads_the_branch() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (cast, reports) = (&demo.cast, demo.calendar.reports);
        let mut tx = db.write().await.unwrap();
        let around = |person| store::Around::of(person, now(), now().date_naive());
        let of = async |tx: &mut crate::db::Tx, person| {
            let waiting = store::waiting(tx, around(person)).await.unwrap();
            let open = waiting.into_iter().filter(|one| one.what == store::What::Practice);
            open.map(|one| (one.name, one.target, one.day, one.opened)).collect::<Vec<_>>()
        };
        // The north has adopted what it was offered: nothing waits.
        assert_eq!(of(&mut tx, cast.manager_north).await, []);

        // It comes again, and then is tried.
        let day: chrono::NaiveDate = "2026-03-02".parse().unwrap();
        for (to, on, waits) in [
            (PracticeState::Declined, day, None),
            (PracticeState::Offered, day, Some(false)),
            (PracticeState::InTrial, day.succ_opt().unwrap(), Some(true)),
        ] {
            let board = practices::store::board(&mut tx, reports).await.unwrap();
            let north = board.iter().find(|one| one.branch_id == Some(cast.north)).unwrap();
            // A moment later each time: the latest step says since when.
            let at = now() + Duration::minutes(north.revision);
            let (reason, by) = ("Con otra gente", cast.manager);
            let step = Step { to, on, reason, evidence: "", note: None, by, at };
            practices::store::take_on(&mut tx, north, north.revision, &step).await.unwrap();
            let name = "Doble control de informes".to_owned();
            let expected: Vec<_> = waits
                .map(|opened| (name, north.target.clone(), Some(on), opened))
                .into_iter()
                .collect();
            assert_eq!(of(&mut tx, cast.manager_north).await, expected, "{to}");
        }
        // Nobody else's business: people of the branch, and who leads another one or all.
        for person in [cast.instructor2, cast.employee, cast.manager, cast.hr] {
            assert_eq!(of(&mut tx, person).await, []);
        }
        // What nobody could answer now does not wait.
        assert!(phases::store::set_phase(&mut tx, reports, 5, 4).await.unwrap());
        assert_eq!(of(&mut tx, cast.manager_north).await, []);
    })
    .await;
}
