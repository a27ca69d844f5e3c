use chrono::{DateTime, Duration, Utc};

use super::{
    store::{self, Filter},
    *,
};
use crate::{
    access::{Actor, Grant, Role, SignInId},
    db::{Db, Tx, testing::each_engine},
    demo::{self, Cast},
    people::PersonId,
    sessions,
};

const Q3: Quarter = Quarter { year: 2022, number: 3 };

fn now() -> DateTime<Utc> {
    "2022-11-04T14:00:00Z".parse().unwrap()
}

fn actor(id: PersonId, cast: &Cast, grants: Vec<Grant>) -> Actor {
    Actor {
        id,
        sign_in: SignInId::default(),
        name: String::new(),
        email: String::new(),
        branch: cast.central,
        branch_name: String::new(),
        department: None,
        position: None,
        lang: None,
        zone: "America/Lima".into(),
        grants,
    }
}

fn manager(cast: &Cast) -> Actor {
    actor(cast.manager, cast, vec![Grant::everywhere(Role::Manager)])
}

async fn lines(tx: &mut Tx, actor: &Actor, filter: &Filter) -> Vec<Line> {
    let bounds = bounds(Q3, "America/Lima");
    store::lines(tx, &actor.scope(), filter, Q3, bounds).await.unwrap()
}

/// What Today shows; it has to agree with the lines.
async fn counted(tx: &mut Tx, actor: &Actor) -> Tally {
    let plan = store::counted(tx, &actor.scope(), Q3, bounds(Q3, "America/Lima")).await.unwrap();
    rules::tally_counted(&plan)
}

fn tally_of(lines: &[Line]) -> Tally {
    let (start, end) = bounds(Q3, "America/Lima");
    let planned = lines.iter().filter(|line| line.in_plan);
    rules::tally(planned.map(|line| rules::outcome(line, start, end, now())))
}

async fn filled(db: &Db) -> demo::Demo {
    demo::fill(db, now()).await.unwrap()
}

#[tokio::test]
async fn the_demo_reads_ten_of_thirteen() {
    each_engine(|db: Db| async move {
        let demo = filled(&db).await;
        let mut tx = db.read().await.unwrap();
        let all = lines(&mut tx, &manager(&demo.cast), &Filter::default()).await;
        assert_eq!(tally_of(&all), Tally { executed: 10, planned: 13 });
        assert_eq!(counted(&mut tx, &manager(&demo.cast)).await, tally_of(&all));
        let programme = Filter { programme: Some(demo.calendar.reports), ..Filter::default() };
        let of_programme = lines(&mut tx, &manager(&demo.cast), &programme).await;
        assert_eq!(tally_of(&of_programme), Tally { executed: 5, planned: 5 });
        let north = Filter { branch: Some(demo.cast.north), ..Filter::default() };
        assert_eq!(lines(&mut tx, &manager(&demo.cast), &north).await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_manager_of_a_branch_reads_that_branch() {
    each_engine(|db: Db| async move {
        let demo = filled(&db).await;
        let cast = &demo.cast;
        let grant = Grant { role: Role::Manager, branch: Some(cast.north), department: None };
        let north = actor(cast.manager_north, cast, vec![grant]);
        let mut tx = db.read().await.unwrap();
        assert_eq!(lines(&mut tx, &north, &Filter::default()).await.len(), 0);
        assert_eq!(counted(&mut tx, &north).await, Tally::default());
    })
    .await;
}

/// The plan stays as it was; what happens to it later is shown apart.
#[tokio::test]
async fn a_frozen_plan_does_not_change() {
    each_engine(|db: Db| async move {
        let demo = filled(&db).await;
        let boss = manager(&demo.cast);
        let mut tx = db.write().await.unwrap();
        let moved = demo.calendar.of_2022[12];
        let mut session = sessions::store::by_id(&mut tx, moved).await.unwrap().unwrap();
        session.id = sessions::SessionId::new();
        session.audience_id = session.id.into();
        session.starts_at += Duration::days(1);
        session.ends_at += Duration::days(1);
        session.created_at = "2022-08-01T12:00:00Z".parse().unwrap();
        session.plan_reason = "Pedido de un cliente".into();
        sessions::store::add(&mut tx, &session, &[], demo.cast.manager).await.unwrap();
        let all = lines(&mut tx, &boss, &Filter::default()).await;
        assert_eq!(tally_of(&all), Tally { executed: 10, planned: 13 });
        assert_eq!(counted(&mut tx, &boss).await, tally_of(&all));
        let added: Vec<&Line> = all.iter().filter(|line| !line.in_plan).collect();
        assert_eq!(added.len(), 1);
        assert_eq!(added[0].plan_reason, "Pedido de un cliente");
    })
    .await;
}

#[tokio::test]
async fn freezing_takes_what_was_planned_at_the_start() {
    each_engine(|db: Db| async move {
        // Everything of the demo around "now" was planned at that moment.
        let now: DateTime<Utc> = "2022-09-30T14:00:00Z".parse().unwrap();
        let demo = demo::fill(&db, now).await.unwrap();
        let fourth = Q3.next();
        let (start, end) = bounds(fourth, "America/Lima");
        let mut tx = db.write().await.unwrap();
        let scope = manager(&demo.cast).scope();
        let filter = Filter::default();
        let before = store::lines(&mut tx, &scope, &filter, fourth, (start, end)).await.unwrap();
        assert!(
            before.iter().all(|line| line.in_plan),
            "a plan that is not frozen is what is planned"
        );
        tx.commit().await.unwrap();

        assert!(freeze_due(&db, start + Duration::minutes(1)).await.unwrap());
        assert!(!freeze_due(&db, start + Duration::minutes(2)).await.unwrap());
        let mut tx = db.read().await.unwrap();
        assert_eq!(store::frozen_at(&mut tx, fourth).await.unwrap(), Some(start));
        let after = store::lines(&mut tx, &scope, &filter, fourth, (start, end)).await.unwrap();
        assert_eq!(after, before);
    })
    .await;
}

/// In the quarter in which an organisation begins, nothing was planned at its start.
#[tokio::test]
async fn the_first_quarter_is_not_frozen_by_itself() {
    each_engine(|db: Db| async move {
        demo::fill_cast(&db, now()).await.unwrap();
        assert!(!freeze_due(&db, now() + Duration::hours(1)).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn eight_servers_freeze_once() {
    each_engine(|db: Db| async move {
        demo::fill_cast(&db, now() - Duration::days(60)).await.unwrap();
        let mut tries = Vec::new();
        for _ in 0..8 {
            let db = db.clone();
            tries.push(tokio::spawn(async move { freeze_due(&db, now()).await.unwrap() }));
        }
        let mut frozen = 0;
        for one in tries {
            frozen += usize::from(one.await.unwrap());
        }
        assert_eq!(frozen, 1);
    })
    .await;
}
