//! Who hears of which days, on both engines.

use chrono::{NaiveDate, TimeDelta};

use super::*;
use crate::{
    db::{Db, testing::each_engine},
    demo::{self, Cast},
    mail::written::{self, fact, waiting},
    onboarding::{
        Presence,
        beginning::{self, Hire, Started},
        store::Appointment,
        telling,
    },
    people,
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

fn start(by: PersonId) -> Started {
    Started { by: Some(by), now: now() }
}

/// Diego is hired: three days are proposed, of Thursday, Friday and Monday.
async fn hired(db: &Db) -> (Cast, OnboardingId) {
    let cast = demo::fill_cast(db, now()).await.unwrap();
    written::set_up(db).await;
    let mut tx = db.write().await.unwrap();
    let person = people::store::by_id(&mut tx, cast.newhire).await.unwrap().unwrap();
    let hire = Hire { person, job_training_on: None, exempt: String::new() };
    assert_eq!(beginning::hired(&mut tx, &[hire], start(cast.hr)).await, Ok(1));
    let one = store::of_person(&mut tx, cast.newhire).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    (cast, one.id)
}

async fn day(db: &Db, id: OnboardingId, number: i64) -> Day {
    let mut tx = db.read().await.unwrap();
    let days = store::days(&mut tx, &[id]).await.unwrap();
    days.into_iter().find(|day| day.number == number).unwrap()
}

/// Puts a day elsewhere, as the form does.
async fn plan(
    db: &Db,
    id: OnboardingId,
    number: i64,
    by: PersonId,
    later: TimeDelta,
    to: PersonId,
) {
    let before = day(db, id, number).await;
    let starts_at = before.starts_at.unwrap() + later;
    let appointment = Appointment {
        starts_at,
        ends_at: starts_at + TimeDelta::hours(2),
        zone: before.time_zone.clone(),
        branch: before.branch_id.unwrap(),
        place: "Sala 2".into(),
        instructor: to,
        why: None,
        make_up: before.attendance == Some(Presence::Absent),
        anyway: false,
    };
    let mut tx = db.write().await.unwrap();
    store::plan_day(&mut tx, id, number, before.revision, &appointment).await.unwrap();
    let (onboarding, before) = (id, &[before]);
    let change = Change { onboarding, before, reason: "Feriado local", by: Some(by), at: now() };
    telling::days_changed(&mut tx, &change).await.unwrap();
    tx.commit().await.unwrap();
}

fn of(
    letters: &[(PersonId, LetterKind, Content)],
    person: PersonId,
) -> &(PersonId, LetterKind, Content) {
    let mut found = letters.iter().filter(|(id, ..)| *id == person);
    let one = found.next().unwrap();
    assert!(found.next().is_none(), "two letters: {letters:?}");
    one
}

#[tokio::test]
async fn whoever_is_hired_has_one_letter_with_all_days_and_so_has_the_instructor() {
    each_engine(|db| async move {
        let (cast, id) = hired(&db).await;
        let letters = waiting(&db).await;
        let holder = day(&db, id, 1).await.instructor_id.unwrap();
        assert_eq!(letters.len(), 2, "{letters:?}");
        let (_, kind, content) = of(&letters, cast.newhire);
        assert_eq!(*kind, LetterKind::Invitation);
        assert_eq!(content.subject, "Tus primeros días con nosotros");
        let first = fact(content, "Día 1 · Para quién estamos");
        assert!(first.starts_with("Jueves 5 de marzo"), "{first}");
        assert!(first.contains("09:00–") && first.contains(" · con "), "{first}");
        assert_eq!(content.facts.iter().filter(|(label, _)| label.starts_with("Día")).count(), 3);
        assert_eq!(content.link.as_ref().unwrap().1, "/onboarding");
        let (_, kind, content) = of(&letters, holder);
        assert_eq!(*kind, LetterKind::Invitation);
        assert!(fact(content, "Quién ingresa").contains("Diego"), "{content:?}");
        assert!(!fact(content, "Día 1 · Para quién estamos").contains(" · con "));
    })
    .await;
}

#[tokio::test]
async fn who_has_heard_hears_what_is_different_and_who_has_not_hears_all() {
    each_engine(|db| async move {
        let (cast, id) = hired(&db).await;
        let holder = day(&db, id, 1).await.instructor_id.unwrap();
        plan(&db, id, 2, cast.hr, TimeDelta::hours(2), holder).await;
        // Nothing had been sent: one letter each with all three, as they are now.
        let letters = waiting(&db).await;
        assert_eq!(letters.len(), 2, "{letters:?}");
        for person in [cast.newhire, holder] {
            let (_, kind, content) = of(&letters, person);
            assert_eq!(*kind, LetterKind::Invitation);
            let days = content.facts.iter().filter(|(label, _)| label.starts_with("Día"));
            assert_eq!(days.count(), 3, "{content:?}");
            assert!(content.facts[2..].iter().any(|(_, text)| text.contains("11:00–13:00")));
        }

        written::delivered(&db, now()).await;
        plan(&db, id, 2, cast.hr, TimeDelta::hours(1), holder).await;
        let letters = waiting(&db).await;
        let (_, kind, content) = of(&letters, cast.newhire);
        assert_eq!(*kind, LetterKind::Change);
        let labels: Vec<&str> = content.facts.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(labels.len(), 3, "{labels:?}");
        assert!(labels[0].starts_with("Día 2 · ") && labels[1..] == ["Día 2, antes", "Motivo"]);
        assert!(content.facts[0].1.contains("12:00–14:00"), "{content:?}");
        assert!(content.facts[1].1.contains("11:00–13:00"), "{content:?}");

        // Another change before that left: all of it, as a change, because they know the first one.
        plan(&db, id, 3, holder, TimeDelta::hours(1), holder).await;
        let letters = waiting(&db).await;
        for person in [cast.newhire, holder] {
            let (_, kind, content) = of(&letters, person);
            assert_eq!(*kind, LetterKind::Change);
            let days = content.facts.iter().filter(|(label, _)| label.starts_with("Día"));
            assert_eq!(days.count(), 3, "{content:?}");
        }

        // Whoever makes a change knows it.
        written::delivered(&db, now()).await;
        plan(&db, id, 3, holder, TimeDelta::hours(1), holder).await;
        let letters = waiting(&db).await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].0, cast.newhire);
    })
    .await;
}

#[tokio::test]
async fn a_day_that_is_handed_over_is_told_to_both_and_one_that_is_called_off_too() {
    each_engine(|db| async move {
        let (cast, id) = hired(&db).await;
        written::delivered(&db, now()).await;
        let holder = day(&db, id, 1).await.instructor_id.unwrap();
        let other = if holder == cast.instructor { cast.instructor2 } else { cast.instructor };
        plan(&db, id, 1, cast.hr, TimeDelta::zero(), other).await;
        let letters = waiting(&db).await;
        assert_eq!(letters.len(), 3, "{letters:?}");
        let (_, kind, content) = of(&letters, other);
        assert_eq!((*kind, content.facts.len()), (LetterKind::Invitation, 3));
        let (_, kind, content) = of(&letters, holder);
        assert_eq!((*kind, &content.link), (LetterKind::Change, &None));
        assert!(content.subject.starts_with("Ya no hace falta que vayas"), "{content:?}");
        // It takes place, with somebody else.
        let told = &content.facts[1].1;
        assert!(told.starts_with("Ahora va ") && told.contains("Era: Jueves 5"), "{content:?}");

        // Whoever is new leaves: who was to hold the days is free; those who have not heard yet stay
        // untold.
        let mut tx = db.write().await.unwrap();
        beginning::left(&mut tx, cast.newhire, start(cast.hr)).await.unwrap();
        tx.commit().await.unwrap();
        let letters = waiting(&db).await;
        assert!(!letters.iter().any(|(id, ..)| *id == other), "{letters:?}");
        let (_, kind, content) = of(&letters, holder);
        assert_eq!(*kind, LetterKind::Change);
        assert_eq!(content.lines, ["Ya no tienes a cargo ninguno de estos días."]);
    })
    .await;
}

#[tokio::test]
async fn reminders_come_once_the_day_before_and_stop_when_nobody_wants_them() {
    each_engine(|db| async move {
        let (cast, id) = hired(&db).await;
        written::delivered(&db, now()).await;
        let third = day(&db, id, 3).await;
        let eve = third.starts_at.unwrap() - TimeDelta::hours(24);
        assert_eq!(remind(&db, eve - TimeDelta::minutes(1)).await, Ok(0));
        let at_once = futures::future::join_all([remind(&db, eve), remind(&db, eve)]).await;
        let written: usize = at_once.into_iter().map(|written| written.unwrap()).sum();
        assert_eq!(written, 2);
        assert_eq!(remind(&db, eve + TimeDelta::hours(2)).await, Ok(0));
        let letters = waiting(&db).await;
        let holder = third.instructor_id.unwrap();
        let (_, kind, content) = of(&letters, holder);
        assert_eq!(*kind, LetterKind::Reminder);
        assert!(content.facts.iter().any(|(name, _)| name.contains("Diego")), "{content:?}");
        // Moved before it left: both hear of the new time, and of no other.
        plan(&db, id, 3, cast.hr, TimeDelta::days(1), holder).await;
        let letters = waiting(&db).await;
        for person in [cast.newhire, holder] {
            assert_eq!(of(&letters, person).1, LetterKind::Change);
        }
        written::delivered(&db, now()).await;
        let mut tx = db.write().await.unwrap();
        mail::store::set_reminders(&mut tx, cast.newhire, false).await.unwrap();
        tx.commit().await.unwrap();
        let next = eve + TimeDelta::days(1);
        assert_eq!(remind(&db, next).await, Ok(1));
        assert_eq!(remind(&db, next).await, Ok(0));
    })
    .await;
}

#[tokio::test]
async fn hr_hears_once_of_those_who_become_late() {
    each_engine(|db| async move {
        let (cast, id) = hired(&db).await;
        written::delivered(&db, now()).await;
        let mut tx = db.write().await.unwrap();
        let hired_on = store::by_id(&mut tx, id).await.unwrap().unwrap().hired_on;
        beginning::call_off(&mut tx, id, "", start(cast.hr)).await.unwrap();
        tx.commit().await.unwrap();
        written::delivered(&db, now()).await;
        let first_late = hired_on + chrono::Days::new(11);
        let morning = |on: NaiveDate, hour| {
            crate::sessions::zones::local(
                on,
                chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap(),
                "America/Lima",
            )
            .unwrap()
        };
        let working = first_late
            .iter_days()
            .find(|day| chrono::Datelike::weekday(day).num_days_from_monday() < 5)
            .unwrap();
        assert_eq!(remind(&db, morning(working, 7)).await, Ok(0));
        assert_eq!(remind(&db, morning(working, 8)).await, Ok(1));
        assert_eq!(remind(&db, morning(working, 9)).await, Ok(0));
        let letters = waiting(&db).await;
        let (person, kind, content) = &letters[0];
        assert_eq!((*person, *kind), (cast.hr, LetterKind::Reminder));
        assert_eq!(content.subject, "1 persona va atrasada con su inducción");
        assert!(content.facts[0].1.contains("0 de 3 días hechos"), "{content:?}");
        // The next morning it is no news.
        assert_eq!(remind(&db, morning(working + chrono::Days::new(1), 9)).await, Ok(0));
    })
    .await;
}
