//! The rota as a story, on both engines: who sees it, how it changes, and that no morning is given
//! away twice.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use futures::future::join_all;

use super::{
    Absence, AbsenceId, Block, BlockId, Event, EventKind, Gap, Hours, Visit, Weekdays,
    store::{self, Filter, NewVisit, Why},
};
use crate::{
    access::{self, Grant, Role, Scope},
    attendance,
    db::{Db, Tx, testing::each_engine},
    demo::{self, Cast},
    error::{Error, Result},
    people::{self, BranchId, PersonId},
    sessions::{self, SessionId, SessionState, zones},
    settings::{self, Holiday, OnHoliday},
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

fn march(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

/// From nine to twelve at a branch in Lima.
fn morning(branch: BranchId, instructor: PersonId, day: NaiveDate) -> NewVisit {
    let starts_at = zones::start_of_day(day, "America/Lima") + TimeDelta::hours(9);
    NewVisit {
        id: SessionId::new(),
        topic: "Visita".into(),
        prompt: String::new(),
        branch,
        instructor,
        day,
        anyway: false,
        starts_at,
        ends_at: starts_at + TimeDelta::hours(3),
        time_zone: "America/Lima".into(),
        late_after_minutes: 10,
    }
}

fn why(by: PersonId, reason: &str) -> Why<'_> {
    Why { by, at: now(), reason }
}

async fn add(db: &Db, visit: &NewVisit, by: PersonId) -> Result<()> {
    let mut tx = db.write().await?;
    store::add(&mut tx, visit, &why(by, "")).await?;
    tx.commit().await
}

async fn scope(tx: &mut Tx, person: PersonId) -> Scope {
    access::store::scope_of(tx, person).await.unwrap()
}

async fn seen(db: &Db, by: PersonId, id: SessionId) -> Option<Visit> {
    let mut tx = db.read().await.unwrap();
    let scope = scope(&mut tx, by).await;
    store::find(&mut tx, &scope, id).await.unwrap()
}

async fn all(db: &Db, by: PersonId) -> Vec<SessionId> {
    let mut tx = db.read().await.unwrap();
    let scope = scope(&mut tx, by).await;
    let filter = Filter { from: march(1), to: march(31), branch: None, instructor: None };
    let found = store::list(&mut tx, &scope, &filter).await.unwrap();
    found.into_iter().map(|visit| visit.id).collect()
}

async fn two(db: &Db) -> (Cast, NewVisit, NewVisit) {
    let cast = demo::fill_cast(db, now()).await.unwrap();
    let north = morning(cast.north, cast.instructor, march(10));
    let south = morning(cast.south, cast.instructor2, march(10));
    add(db, &north, cast.hr).await.unwrap();
    add(db, &south, cast.hr).await.unwrap();
    (cast, north, south)
}

#[tokio::test]
async fn instructors_and_hr_see_all_and_others_their_branch() {
    each_engine(|db| async move {
        let (cast, north, south) = two(&db).await;
        for person in [cast.hr, cast.instructor, cast.instructor2, cast.admin] {
            assert_eq!(all(&db, person).await, [north.id, south.id]);
        }
        assert_eq!(all(&db, cast.manager_north).await, [north.id]);
        assert_eq!(all(&db, cast.employee).await, []);
        assert!(seen(&db, cast.employee, north.id).await.is_none());
        // Their people are invited to the session underneath.
        let mut tx = db.read().await.unwrap();
        let of_north = scope(&mut tx, cast.manager_north).await;
        let session = sessions::store::find(&mut tx, &of_north, north.id).await.unwrap().unwrap();
        assert_eq!(session.branch_id, Some(cast.north));
        assert_eq!(attendance::store::counts_of(&mut tx, north.id).await.unwrap().expected(), 10);
    })
    .await;
}

#[tokio::test]
async fn a_morning_is_given_away_once() {
    each_engine(|db| async move {
        let (cast, north, _) = two(&db).await;
        // The branch has somebody, and the instructor is elsewhere.
        let again = morning(cast.north, cast.hr, march(10));
        assert_eq!(add(&db, &again, cast.hr).await, Err(Error::Taken));
        let there = morning(cast.callao, cast.instructor, march(10));
        assert_eq!(add(&db, &there, cast.hr).await, Err(Error::Taken));
        // Not even at another hour of that morning.
        let early = NewVisit {
            starts_at: there.starts_at - TimeDelta::hours(4),
            ends_at: there.starts_at - TimeDelta::hours(3),
            ..there.clone()
        };
        assert_eq!(add(&db, &early, cast.hr).await, Err(Error::Taken));
        // A day later both are free; and so they are when the visit is called off.
        add(&db, &morning(cast.north, cast.instructor, march(11)), cast.hr).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let visit = Visit { revision: 1, ..seen(&db, cast.hr, north.id).await.unwrap() };
        store::call_off(&mut tx, &visit, &why(cast.hr, "Inventario")).await.unwrap();
        tx.commit().await.unwrap();
        add(&db, &there, cast.hr).await.unwrap();
        let visit = seen(&db, cast.hr, north.id).await.unwrap();
        assert_eq!((visit.state, &*visit.cancel_reason), (SessionState::Cancelled, "Inventario"));
        // It comes back only while both are free.
        let mut tx = db.write().await.unwrap();
        let back = store::reinstate(&mut tx, &visit, &why(cast.hr, "")).await;
        assert_eq!(back, Err(Error::Taken));
    })
    .await;
}

#[tokio::test]
async fn a_visit_keeps_clear_of_sessions_that_somebody_facilitates() {
    each_engine(|db| async move {
        let (cast, ..) = two(&db).await;
        let visit = morning(cast.callao, cast.instructor, march(12));
        let mut tx = db.write().await.unwrap();
        let session = sessions::Session {
            id: SessionId::new(),
            starts_at: visit.ends_at - TimeDelta::minutes(30),
            ends_at: visit.ends_at + TimeDelta::minutes(30),
            ..sessions::store::by_id(&mut tx, seen_id(&db, &cast).await).await.unwrap().unwrap()
        };
        sessions::store::add(&mut tx, &session, &[cast.instructor], cast.hr).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(add(&db, &visit, cast.hr).await, Err(Error::Taken));
        // And the other way round.
        let free = morning(cast.callao, cast.instructor, march(13));
        add(&db, &free, cast.hr).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let late = sessions::Session {
            id: SessionId::new(),
            starts_at: free.starts_at,
            ends_at: free.ends_at,
            ..session
        };
        let added = sessions::store::add(&mut tx, &late, &[cast.instructor], cast.hr).await;
        assert_eq!(added, Err(Error::Taken));
    })
    .await;
}

/// Some visit, whose session serves as a pattern.
async fn seen_id(db: &Db, cast: &Cast) -> SessionId {
    all(db, cast.hr).await[0]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_sixteen_who_want_one_morning_one_has_it() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let branches = [cast.central, cast.north, cast.south, cast.callao];
        // One instructor, wanted at four branches.
        let wanted = (0..16).map(|n| {
            let (db, by) = (db.clone(), cast.hr);
            let visit = morning(branches[n % 4], cast.instructor, march(10));
            tokio::spawn(async move { add(&db, &visit, by).await })
        });
        let one = outcomes(join_all(wanted).await);
        assert_eq!(one, (1, 15));
        // One branch, wanted by two instructors.
        let wanted = (0..16).map(|n| {
            let (db, by) = (db.clone(), cast.hr);
            let who = [cast.instructor, cast.instructor2][n % 2];
            let visit = morning(cast.north, who, march(11));
            tokio::spawn(async move { add(&db, &visit, by).await })
        });
        assert_eq!(outcomes(join_all(wanted).await), (1, 15));
    })
    .await;
}

/// How many succeeded, and how many were told that it is taken.
fn outcomes(all: Vec<std::result::Result<Result<()>, tokio::task::JoinError>>) -> (usize, usize) {
    let all: Vec<Result<()>> = all.into_iter().map(|one| one.unwrap()).collect();
    let taken = all.iter().filter(|one| **one == Err(Error::Taken)).count();
    (all.iter().filter(|one| one.is_ok()).count(), taken)
}

#[tokio::test]
async fn a_visit_moves_and_is_handed_over_with_its_reason() {
    each_engine(|db| async move {
        let (cast, north, south) = two(&db).await;
        let from = seen(&db, cast.hr, north.id).await.unwrap();
        let mut to = from.clone();
        to.day = march(11);
        to.starts_at += TimeDelta::days(1);
        to.ends_at += TimeDelta::days(1);
        to.instructor_id = cast.instructor2;
        let mut tx = db.write().await.unwrap();
        store::save(&mut tx, &from, &to, &why(cast.hr, "Feria")).await.unwrap();
        // Who saw an earlier one comes too late.
        let late = store::save(&mut tx, &from, &to, &why(cast.hr, "Feria")).await;
        assert_eq!(late, Err(Error::Stale));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        store::save(&mut tx, &from, &to, &why(cast.hr, "Feria")).await.unwrap();
        tx.commit().await.unwrap();
        let moved = seen(&db, cast.hr, north.id).await.unwrap();
        assert_eq!((moved.day, moved.instructor_id), (march(11), cast.instructor2));
        let mut tx = db.read().await.unwrap();
        let events = store::events(&mut tx, north.id).await.unwrap();
        assert_eq!(events.len(), 2);
        assert_eq!((events[0].kind, &*events[0].reason), (EventKind::Changed, "Feria"));
        assert_eq!(events[0].to_instructor.as_deref(), Some("Marco Huamán Díaz"));
        assert_eq!(sessions::store::moves(&mut tx, north.id).await.unwrap().len(), 1);
        let facilitates = sessions::store::facilitates(&mut tx, north.id, cast.instructor2).await;
        assert!(facilitates.unwrap());
        drop(tx);
        // His other visit of that day cannot come there, too.
        let from = seen(&db, cast.hr, south.id).await.unwrap();
        let to = Visit { day: march(11), ..from.clone() };
        let mut tx = db.write().await.unwrap();
        let taken = store::save(&mut tx, &from, &to, &why(cast.hr, "x")).await;
        assert_eq!(taken, Err(Error::Taken));
    })
    .await;
}

#[tokio::test]
async fn two_change_places_also_on_one_morning() {
    each_engine(|db| async move {
        let (cast, north, south) = two(&db).await;
        let one = seen(&db, cast.hr, north.id).await.unwrap();
        let other = seen(&db, cast.hr, south.id).await.unwrap();
        let mut tx = db.write().await.unwrap();
        store::swap(&mut tx, &one, &other, &why(cast.hr, "Más cerca")).await.unwrap();
        tx.commit().await.unwrap();
        let instructor = async |id| seen(&db, cast.hr, id).await.unwrap().instructor_id;
        assert_eq!(instructor(north.id).await, cast.instructor2);
        assert_eq!(instructor(south.id).await, cast.instructor);
        let mut tx = db.write().await.unwrap();
        // The history names the other visit; what happens to the session stands in it, too.
        store::ran(&mut tx, north.id, EventKind::Opened, &why(cast.instructor2, "")).await.unwrap();
        store::ran(&mut tx, SessionId::new(), EventKind::Opened, &why(cast.hr, "")).await.unwrap();
        let events = store::events(&mut tx, north.id).await.unwrap();
        let told = |event: &Event| (event.kind, event.other_branch.clone(), event.other_day);
        let all: Vec<_> = events.iter().map(told).collect();
        assert_eq!(
            all,
            [
                (EventKind::Opened, None, None),
                (EventKind::Swapped, Some(other.branch.clone()), Some(other.day)),
                (EventKind::Planned, None, None),
            ]
        );
        let late = store::swap(&mut tx, &one, &other, &why(cast.hr, "x")).await;
        assert_eq!(late, Err(Error::Stale));
    })
    .await;
}

/// A holiday that comes later, and a day of the week that a branch closes, ask for another morning; not
/// where somebody chose the day knowing that it is not usual.
#[tokio::test]
async fn a_day_that_becomes_unusual_leaves_visits_that_need_another() {
    each_engine(|db| async move {
        let (cast, north, south) = two(&db).await;
        let gaps = async || {
            let mut tx = db.read().await.unwrap();
            let scope = scope(&mut tx, cast.hr).await;
            let (found, _) = store::uncovered(&mut tx, &scope, march(1)).await.unwrap();
            found.into_iter().map(|visit| (visit.id, visit.gap)).collect::<Vec<_>>()
        };
        let (name, time_zone) = ("Aniversario".to_owned(), "Asia/Seoul".to_owned());
        let elsewhere = Holiday { day: march(10), name, time_zone };
        let here = Holiday { time_zone: "America/Lima".into(), ..elsewhere.clone() };
        let mut tx = db.write().await.unwrap();
        settings::store::add_holiday(&mut tx, &elsewhere).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(gaps().await, []);
        let mut tx = db.write().await.unwrap();
        settings::store::add_holiday(&mut tx, &here).await.unwrap();
        let planned = settings::store::on_holidays(&mut tx, march(1)).await.unwrap();
        assert_eq!(planned, [OnHoliday { day: march(10), visits: 2, days: 0 }]);
        tx.commit().await.unwrap();
        let both = [(north.id, Some(Gap::Holiday)), (south.id, Some(Gap::Holiday))];
        assert_eq!(gaps().await, both);
        // One is to be all the same; of the other the branch closes its Tuesdays.
        let from = seen(&db, cast.hr, north.id).await.unwrap();
        let to = Visit { anyway: true, ..from.clone() };
        let mut tx = db.write().await.unwrap();
        store::save(&mut tx, &from, &to, &why(cast.hr, "Piden que sea")).await.unwrap();
        settings::store::remove_holiday(&mut tx, march(10), "America/Lima").await.unwrap();
        let weekdays = Weekdays::read(&["1".to_owned(), "3".to_owned()]).unwrap();
        for branch in [north.branch, south.branch] {
            let hours = Hours { weekdays, ..Hours::usual(branch) };
            store::save_hours(&mut tx, &hours).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(gaps().await, [(south.id, Some(Gap::Weekday))]);
    })
    .await;
}

#[tokio::test]
async fn who_cannot_go_leaves_visits_that_need_cover() {
    each_engine(|db| async move {
        let (cast, north, south) = two(&db).await;
        let uncovered = async || {
            let mut tx = db.read().await.unwrap();
            let scope = scope(&mut tx, cast.hr).await;
            let (found, _) = store::uncovered(&mut tx, &scope, march(1)).await.unwrap();
            found.into_iter().map(|visit| (visit.id, visit.gap)).collect::<Vec<_>>()
        };
        assert_eq!(uncovered().await, []);
        let mut tx = db.write().await.unwrap();
        let away = Absence {
            id: AbsenceId::new(),
            whose: cast.instructor,
            from_day: march(9),
            to_day: march(10),
            reason: String::new(),
        };
        store::add_absence(&mut tx, &away, cast.hr, now()).await.unwrap();
        let marco = people::store::by_id(&mut tx, cast.instructor2).await.unwrap().unwrap();
        people::store::set_active(&mut tx, marco.id, marco.revision, false).await.unwrap();
        tx.commit().await.unwrap();
        let gaps = uncovered().await;
        assert_eq!(gaps, [(north.id, Some(Gap::Absent)), (south.id, Some(Gap::Left))]);
        // Somebody whose role goes is no instructor either; a branch that closes takes no visit.
        let mut tx = db.write().await.unwrap();
        store::remove_absence(&mut tx, cast.instructor, away.id).await.unwrap();
        let hr = Grant::everywhere(Role::Hr);
        access::store::set_grants(&mut tx, cast.instructor, &[hr]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(uncovered().await[0], (north.id, Some(Gap::Role)));
        // A branch that takes nobody that day comes before who would go.
        let mut tx = db.write().await.unwrap();
        let block = Block {
            id: BlockId::new(),
            whose: cast.north,
            from_day: march(8),
            to_day: north.day,
            reason: "Mudanza".into(),
        };
        store::add_block(&mut tx, &block, cast.hr, now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(uncovered().await[0], (north.id, Some(Gap::Blocked)));
    })
    .await;
}

#[tokio::test]
async fn hours_and_days_are_saved_once_per_revision() {
    each_engine(|db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let usual = store::hours(&mut tx, cast.north).await.unwrap();
        assert_eq!((usual.weekdays, usual.revision), (Weekdays::WORKING, 0));
        let tuesdays = Weekdays::read(&["2".into()]).unwrap();
        let set = Hours {
            weekdays: tuesdays,
            every_days: Some(14),
            contact: "Sra. Nancy".into(),
            ..usual.clone()
        };
        store::save_hours(&mut tx, &set).await.unwrap();
        let found = store::hours(&mut tx, cast.north).await.unwrap();
        assert_eq!(found, Hours { revision: 1, ..set.clone() });
        store::save_hours(&mut tx, &found).await.unwrap();
        assert_eq!(store::save_hours(&mut tx, &found).await, Err(Error::Stale));
        assert_eq!(store::all_hours(&mut tx).await.unwrap().len(), 1);

        let instructors = store::instructors(&mut tx).await.unwrap();
        let ids: Vec<_> = instructors.iter().map(|one| one.id).collect();
        assert_eq!(ids, [cast.instructor, cast.instructor2]);
        assert_eq!(instructors[0].weekdays, Weekdays::WORKING);
        store::save_days(&mut tx, cast.instructor, tuesdays, 0).await.unwrap();
        store::save_days(&mut tx, cast.instructor, tuesdays, 1).await.unwrap();
        let stale = store::save_days(&mut tx, cast.instructor, tuesdays, 1).await;
        assert_eq!(stale, Err(Error::Stale));
        // Whose role is for a branch goes nowhere else.
        let at = |branch| Grant { role: Role::Instructor, branch: Some(branch), department: None };
        let grants = [at(cast.north), at(cast.south)];
        access::store::set_grants(&mut tx, cast.instructor2, &grants).await.unwrap();
        let marco = store::instructor(&mut tx, cast.instructor2).await.unwrap().unwrap();
        let mut only = vec![cast.north, cast.south];
        only.sort();
        assert_eq!(marco.only_branches, only);
        assert_eq!(store::instructor(&mut tx, cast.employee).await.unwrap(), None);

        let block = Block {
            id: BlockId::new(),
            whose: cast.north,
            from_day: march(30),
            to_day: march(31),
            reason: "Mudanza".into(),
        };
        store::add_block(&mut tx, &block, cast.hr, now()).await.unwrap();
        let blocks = store::blocks(&mut tx, cast.north, march(31)).await.unwrap();
        assert_eq!(blocks, std::slice::from_ref(&block));
        assert_eq!(store::blocks(&mut tx, cast.south, march(1)).await.unwrap(), []);
        assert!(store::remove_block(&mut tx, cast.north, block.id).await.unwrap());
        assert!(!store::remove_block(&mut tx, cast.north, block.id).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_way_is_as_long_in_both_directions() {
    each_engine(|db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        store::set_travel(&mut tx, (cast.central, cast.north), Some(35)).await.unwrap();
        store::set_travel(&mut tx, (cast.north, cast.central), Some(40)).await.unwrap();
        let ways = store::travel(&mut tx).await.unwrap();
        assert_eq!(ways.get(&(cast.central, cast.north)), Some(&40));
        assert_eq!(ways.get(&(cast.north, cast.central)), Some(&40));
        store::set_travel(&mut tx, (cast.central, cast.north), None).await.unwrap();
        assert!(store::travel(&mut tx).await.unwrap().is_empty());
    })
    .await;
}

/// A visit is training; in the plan of completed training it counts when the organisation says so.
#[tokio::test]
async fn a_visit_is_in_no_plan_unless_the_organisation_says_so() {
    use crate::indicators::{self, Quarter};
    each_engine(|db| async move {
        const COUNT: &str = "UPDATE organisation SET visits_in_plan = TRUE";
        let (cast, ..) = two(&db).await;
        let quarter = Quarter { year: 2026, number: 1 };
        let midnight = |day| zones::start_of_day(day, "America/Lima");
        let bounds = (midnight(quarter.start()), midnight(quarter.end()));
        let mut tx = db.write().await.unwrap();
        let hr = scope(&mut tx, cast.hr).await;
        let planned = async |tx: &mut Tx| {
            let found = indicators::store::counted(tx, &hr, quarter, bounds).await.unwrap();
            found.iter().map(|alike| alike.sessions).sum::<i64>()
        };
        assert_eq!(planned(&mut tx).await, 0);
        let count = async |tx: &mut Tx| Ok::<u64, Error>(crate::execute!(tx, sqlx::query(COUNT)));
        count(&mut tx).await.unwrap();
        assert_eq!(planned(&mut tx).await, 2);
    })
    .await;
}

/// A branch closes with visits planned: they are shown to need a hand until they are called off.
#[tokio::test]
async fn visits_to_a_branch_that_closes_are_found() {
    each_engine(|db| async move {
        const CLOSE: &str = "UPDATE branches SET active = FALSE WHERE id = $1";
        let (cast, north, _) = two(&db).await;
        let mut tx = db.write().await.unwrap();
        let hr = scope(&mut tx, cast.hr).await;
        let found = async |tx: &mut Tx| store::uncovered(tx, &hr, march(1)).await.unwrap().0;
        assert_eq!(found(&mut tx).await, []);
        let close = async |tx: &mut Tx| {
            Ok::<u64, Error>(crate::execute!(tx, sqlx::query(CLOSE).bind(cast.north)))
        };
        close(&mut tx).await.unwrap();
        let open = found(&mut tx).await;
        assert_eq!(open.iter().map(|visit| visit.id).collect::<Vec<_>>(), [north.id]);
        assert!(open[0].branch_closed && open[0].gap.is_none());
        store::call_off(&mut tx, &open[0], &why(cast.hr, "La sede cierra")).await.unwrap();
        assert_eq!(found(&mut tx).await, []);
    })
    .await;
}
