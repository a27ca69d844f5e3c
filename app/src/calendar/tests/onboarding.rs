//! Onboarding days in calendars, on both engines: planned, moved, handed over, called off.

use super::*;
use crate::{
    calendar::{feed::Kept, rules},
    db::{Db, testing::each_engine},
    demo,
    lang::Lang,
    onboarding::{
        self, Day, OnboardingId,
        beginning::{self, Started},
        store::{self, Appointment},
        telling::{self, Change},
    },
    people::{self, PersonId},
};

const NOW: &str = "2026-03-04T14:00:00Z";

async fn entries(db: &Db, person: PersonId) -> Vec<Entry> {
    let mut tx = db.read().await.unwrap();
    let (from, to) = rules::window(utc(NOW));
    let kept = onboarding::calendar::entries(&mut tx, person, Lang::Es, from, to).await.unwrap();
    for Kept { entry, cancelled_at } in &kept {
        assert_eq!(entry.cancelled, cancelled_at.is_some());
    }
    kept.into_iter().map(|kept| kept.entry).collect()
}

async fn days(db: &Db, id: OnboardingId) -> Vec<Day> {
    let mut tx = db.read().await.unwrap();
    store::days(&mut tx, &[id]).await.unwrap()
}

async fn plan(db: &Db, before: &Day, later: TimeDelta, to: PersonId, by: PersonId) {
    let starts_at = before.starts_at.unwrap() + later;
    let appointment = Appointment {
        starts_at,
        ends_at: starts_at + TimeDelta::hours(2),
        zone: before.time_zone.clone(),
        branch: before.branch_id.unwrap(),
        place: "Sala 2".into(),
        instructor: to,
        why: None,
        make_up: false,
        anyway: false,
    };
    let mut tx = db.write().await.unwrap();
    let (id, number) = (before.onboarding_id, before.number);
    store::plan_day(&mut tx, id, number, before.revision, &appointment).await.unwrap();
    let (by, at) = (Some(by), utc(NOW));
    let before = std::slice::from_ref(before);
    let change = Change { onboarding: id, before, reason: "", by, at };
    telling::days_changed(&mut tx, &change).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn days_stand_in_both_calendars_and_follow_every_change() {
    each_engine(|db| async move {
        let cast = demo::fill_cast(&db, utc(NOW)).await.unwrap();
        let start = Started { by: Some(cast.hr), now: utc(NOW) };
        let mut tx = db.write().await.unwrap();
        for person in [cast.newhire, cast.employee] {
            let person = people::store::by_id(&mut tx, person).await.unwrap().unwrap();
            let hired_on = "2026-03-02".parse().unwrap();
            beginning::begin(&mut tx, &person, hired_on, None, start).await.unwrap();
        }
        let id = store::of_person(&mut tx, cast.newhire).await.unwrap().unwrap().id;
        tx.commit().await.unwrap();
        let all = days(&db, id).await;
        let holder = all[0].instructor_id.unwrap();
        let other = if holder == cast.instructor { cast.instructor2 } else { cast.instructor };

        let own = entries(&db, cast.newhire).await;
        assert_eq!(own.len(), 3);
        assert_eq!(own[0].uid, format!("onboarding-{id}-1"));
        assert_eq!(own[0].title, "Inducción, día 1: Para quién estamos");
        let name = people_name(&db, holder).await;
        for entry in own.iter().chain(&entries(&db, holder).await) {
            assert!(!format!("{entry:?}").contains(&name), "{entry:?}");
        }

        // Moved: the same name, a higher number, and read alike by both programs.
        let before = entry_of(&own, id, 2);
        plan(&db, &all[1], TimeDelta::hours(3), holder, cast.hr).await;
        let moved = entries(&db, cast.newhire).await;
        let after = entry_of(&moved, id, 2);
        assert_eq!((moved.len(), &after.uid), (3, &before.uid));
        assert!(after.sequence > before.sequence && after.starts_at != before.starts_at);
        let text = write("Respira", &moved, "https://espiral.example", "espiral.example");
        assert_eq!(seen(&text).len(), 3);

        // Handed over: crossed out for one, there for the other, the same for the new person.
        let day = days(&db, id).await.swap_remove(1);
        plan(&db, &day, TimeDelta::hours(1), other, cast.hr).await;
        let lost = entry_of(&entries(&db, holder).await, id, 2);
        let gained = entry_of(&entries(&db, other).await, id, 2);
        assert!(lost.cancelled && !gained.cancelled && lost.sequence > after.sequence);
        assert_eq!(lost.starts_at, after.starts_at);
        assert!(!entry_of(&entries(&db, cast.newhire).await, id, 2).cancelled);
        // And back again.
        let day = days(&db, id).await.swap_remove(1);
        plan(&db, &day, TimeDelta::hours(1), holder, cast.hr).await;
        assert!(!entry_of(&entries(&db, holder).await, id, 2).cancelled);
        assert!(entry_of(&entries(&db, other).await, id, 2).cancelled);

        // Called off: crossed out for both, once each.
        let mut tx = db.write().await.unwrap();
        beginning::call_off(&mut tx, id, "", start).await.unwrap();
        tx.commit().await.unwrap();
        let own = entries(&db, cast.newhire).await;
        assert_eq!(own.len(), 3);
        assert!(own.iter().all(|entry| entry.cancelled));
        let text = write("Respira", &own, "https://espiral.example", "espiral.example");
        assert!(seen(&text).iter().all(|seen| seen.status == "CANCELLED"));
        let held = entries(&db, holder).await;
        assert!(
            held.iter().filter(|entry| entry.uid.contains(&id.to_string())).all(|e| e.cancelled)
        );
    })
    .await;
}

fn entry_of(all: &[Entry], id: OnboardingId, number: i64) -> Entry {
    let uid = format!("onboarding-{id}-{number}");
    all.iter().find(|entry| entry.uid == uid).unwrap().clone()
}

async fn people_name(db: &Db, person: PersonId) -> String {
    let mut tx = db.read().await.unwrap();
    people::store::by_id(&mut tx, person).await.unwrap().unwrap().name
}
