use chrono::TimeDelta;

use super::*;
use crate::{
    attendance::{codes::Typo, running, screening},
    db::testing::each_engine,
    error::Error,
    sessions::SessionState,
};

#[tokio::test]
async fn somebody_checks_in_with_the_code_once() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = filled(&db).await;
        let (today, employee) = (calendar.today, actor(&db, cast.employee).await);
        let shown = code(&db, today, now()).await;

        let first = check_in(&db, &employee, &shown.to_lowercase(), now()).await.unwrap();
        let present = Arrived { session: today, state: AttendanceState::Present, changed: true };
        assert_eq!(first, Ok(present));
        // Later, when others are late, the answer is still the same.
        let later = now() + TimeDelta::minutes(4);
        let second = check_in(&db, &employee, &shown, later).await.unwrap();
        assert_eq!(second, Ok(Arrived { changed: false, ..present }));
        assert_eq!(rows(&db, today).await, (1, 1));

        let mut tx = db.read().await.unwrap();
        let record = store::of_person(&mut tx, cast.employee, 1, 0).await.unwrap();
        assert_eq!((record[0].session_id, record[0].walk_in), (today, false));
        assert_eq!(record[0].at, now());
        let marks = store::marks_of(&mut tx, cast.employee, &[today]).await.unwrap();
        assert_eq!(marks[&today].state, AttendanceState::Present);
    })
    .await;
}

#[tokio::test]
async fn codes_that_do_not_fit_say_why() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = filled(&db).await;
        let employee = actor(&db, cast.employee).await;
        let today = calendar.today;
        let shown = code(&db, today, now()).await;
        let refused = async |code: &str, at| check_in(&db, &employee, code, at).await.unwrap();

        assert_eq!(refused("K7PQ2O", now()).await, Err(Refusal::Typo(Typo::Lookalike)));
        let later = now() + TimeDelta::minutes(10);
        assert_eq!(refused(&shown, later).await, Err(Refusal::Old));

        // Tomorrow's session starts at 14:10; check-in opens at 13:55, which is 8:55 in Lima.
        let soon = now() + TimeDelta::minutes(15);
        let early = code(&db, calendar.this_week[0], soon).await;
        let opens = "2026-03-05T08:55:00".parse().unwrap();
        assert_eq!(refused(&early, soon).await, Err(Refusal::NotYet { opens }));

        // Who is asked for one session and types the code of another.
        let other = joining::check_in(&db, &employee, &early, Some(today), soon).await.unwrap();
        let topic = "Poner en palabras cómo ordenamos la cola".to_owned();
        assert_eq!(other, Err(Refusal::Other { topic }));

        // A new secret makes earlier codes worthless at once.
        let facilitator = actor(&db, cast.instructor).await;
        let mut tx = db.write().await.unwrap();
        running::renew(&mut tx, &facilitator, today).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(refused(&shown, now()).await, Err(Refusal::Unknown));
        assert_eq!(rows(&db, today).await, (0, 0));
    })
    .await;
}

#[tokio::test]
async fn only_wrong_guesses_count_and_ten_are_enough() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = filled(&db).await;
        let [employee, newhire] = [actor(&db, cast.employee).await, actor(&db, cast.newhire).await];
        let shown = code(&db, calendar.today, now()).await;
        for _ in 0..10 {
            let wrong = check_in(&db, &employee, "222222", now()).await.unwrap();
            assert_eq!(wrong, Err(Refusal::Unknown));
        }
        let stopped = check_in(&db, &employee, &shown, now()).await.unwrap();
        assert_eq!(stopped, Err(Refusal::TooOften));
        // Somebody at the same address is not stopped, and right codes don't count.
        for _ in 0..12 {
            assert!(check_in(&db, &newhire, &shown, now()).await.unwrap().is_ok());
        }
        let later = now() + TimeDelta::minutes(10);
        let shown = code(&db, calendar.today, later).await;
        assert!(check_in(&db, &employee, &shown, later).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_session_from_opening_to_closing() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = filled(&db).await;
        let today = calendar.today;
        let facilitator = actor(&db, cast.instructor).await;
        let mark = async |person, state, reason: &str, at| {
            let mut tx = db.write().await?;
            let to = (state, reason);
            let from = running::mark(&mut tx, &facilitator, today, person, to, at).await?;
            tx.commit().await?;
            Ok::<_, Error>(from)
        };

        let mut tx = db.write().await.unwrap();
        assert!(running::open(&mut tx, &facilitator, today, now()).await.unwrap());
        assert!(!running::open(&mut tx, &facilitator, today, now()).await.unwrap());
        tx.commit().await.unwrap();

        // Excused beforehand, and came after all, fifteen minutes late.
        mark(cast.newhire, AttendanceState::Excused, "", now()).await.unwrap();
        let late = now() + TimeDelta::minutes(25);
        let newhire = actor(&db, cast.newhire).await;
        let shown = code(&db, today, late).await;
        let arrived = check_in(&db, &newhire, &shown, late).await.unwrap().unwrap();
        assert_eq!((arrived.state, arrived.changed), (AttendanceState::Late, true));

        // Works elsewhere, and came without an invitation.
        let guest = *cast.people.iter().find(|id| !cast.people_central.contains(id)).unwrap();
        mark(guest, AttendanceState::Present, "", late).await.unwrap();
        // A correction says why.
        let corrected = mark(guest, AttendanceState::Late, " ", late).await;
        assert!(matches!(corrected, Err(Error::Invalid(_))), "{corrected:?}");
        mark(guest, AttendanceState::Late, "Came at 9:20", late).await.unwrap();
        // The same again is nothing new.
        assert_eq!(mark(guest, AttendanceState::Late, "", late).await.unwrap(), None);

        // The one who facilitates is not expected to check in.
        let invited = cast.people_central.len() as i64 - 1;
        let mut tx = db.read().await.unwrap();
        let counts = store::counts_of(&mut tx, today).await.unwrap();
        assert_eq!((counts.attended(), counts.late), (2, 2));
        assert_eq!((counts.expected(), counts.unmarked), (invited + 1, invited - 1));
        let session = screening::shown(&mut tx, &facilitator, today).await.unwrap().session;
        let all = store::roster(&mut tx, &session, store::Filter::All, "", 100, 0).await.unwrap();
        assert_eq!(all.len() as i64, invited + 1);
        let walked_in: Vec<_> = all.iter().filter(|entry| entry.walk_in).collect();
        assert_eq!((walked_in.len(), walked_in[0].person), (1, guest));
        let unmarked = store::Filter::Unmarked;
        let some = store::roster(&mut tx, &session, unmarked, "torres", 100, 0).await.unwrap();
        assert_eq!(some.iter().map(|entry| entry.person).collect::<Vec<_>>(), [cast.employee]);
        assert!(store::outsiders(&mut tx, &session, "torres vega").await.unwrap().is_empty());
        let history = store::history(&mut tx, today, &[guest]).await.unwrap();
        assert_eq!(history.len(), 2);
        assert_eq!(history[1].from_state, Some(AttendanceState::Present));
        assert_eq!(history[1].reason, "Came at 9:20");
        assert_eq!(history[1].actor_id, cast.instructor);
        drop(tx);

        // Closing marks the rest; the employee is excused.
        let over = now() + TimeDelta::minutes(70);
        let mut tx = db.write().await.unwrap();
        let left = running::close(&mut tx, &facilitator, today, &[cast.employee], over).await;
        assert_eq!(left.unwrap(), Some(invited as usize - 1));
        let again = running::close(&mut tx, &facilitator, today, &[], over).await;
        assert_eq!(again.unwrap(), None);
        tx.commit().await.unwrap();
        assert_eq!(state(&db, today, cast.employee).await, Some(AttendanceState::Excused));
        assert_eq!(state(&db, today, cast.admin).await, Some(AttendanceState::Absent));
        let mut tx = db.read().await.unwrap();
        let counts = store::counts_of(&mut tx, today).await.unwrap();
        assert_eq!((counts.expected(), counts.unmarked), (invited + 1, 0));
        drop(tx);

        // Too late for the others; who was there hears the same as before.
        let employee = actor(&db, cast.employee).await;
        let shown = code(&db, today, over).await;
        assert_eq!(check_in(&db, &employee, &shown, over).await.unwrap(), Err(Refusal::Closed));
        let again = check_in(&db, &newhire, &shown, over).await.unwrap().unwrap();
        assert_eq!((again.state, again.changed), (AttendanceState::Late, false));

        // Opened again, whoever was given up can still come.
        let mut tx = db.write().await.unwrap();
        assert!(running::reopen(&mut tx, &facilitator, today, "").await.is_err());
        drop(tx);
        let mut tx = db.write().await.unwrap();
        assert!(running::reopen(&mut tx, &facilitator, today, "Closed by mistake").await.unwrap());
        tx.commit().await.unwrap();
        let arrived = check_in(&db, &employee, &shown, over).await.unwrap().unwrap();
        assert_eq!((arrived.state, arrived.changed), (AttendanceState::Late, true));
    })
    .await;
}

#[tokio::test]
async fn who_waits_gets_a_place_in_the_order_of_coming() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = filled(&db).await;
        let today = calendar.today;
        set_capacity(&db, today, 1).await.unwrap();
        let facilitator = actor(&db, cast.instructor).await;
        let [one, two, three] = [0, 1, 2].map(|place| cast.people_central[place]);
        let shown = code(&db, today, now()).await;
        for (minute, person) in [one, two, three].into_iter().enumerate() {
            let at = now() + TimeDelta::minutes(minute as i64);
            let person = actor(&db, person).await;
            check_in(&db, &person, &shown, at).await.unwrap().unwrap();
        }
        let mark = async |person, state, reason: &str| {
            let mut tx = db.write().await?;
            running::mark(&mut tx, &facilitator, today, person, (state, reason), now()).await?;
            tx.commit().await
        };
        let is = async |person| state(&db, today, person).await.unwrap();
        assert_eq!(is(one).await, AttendanceState::Present);
        assert_eq!(is(two).await, AttendanceState::Waiting);

        // The room is full; a free place goes to nobody by itself.
        assert!(mark(two, AttendanceState::Present, "").await.is_err());
        mark(one, AttendanceState::Excused, "Called to the reception").await.unwrap();
        assert_eq!(is(two).await, AttendanceState::Waiting);
        let mut tx = db.read().await.unwrap();
        let (first, ..) = store::waiting(&mut tx, today).await.unwrap().unwrap();
        let at = now() + TimeDelta::minutes(2);
        let line = store::place_in_line(&mut tx, today, three, at).await.unwrap();
        assert_eq!((first, line), (two, 2));
        drop(tx);

        // Not the first in line: only with a reason.
        assert!(mark(three, AttendanceState::Present, "").await.is_err());
        mark(two, AttendanceState::Present, "").await.unwrap();
        assert_eq!(is(two).await, AttendanceState::Present);
    })
    .await;
}

#[tokio::test]
async fn a_roster_is_for_those_who_run_the_session() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = filled(&db).await;
        for (person, expected) in [
            (cast.instructor, Ok(())),
            (cast.manager, Ok(())),
            (cast.hr, Ok(())),
            (cast.instructor2, Ok(())),
            (cast.admin, Ok(())),
            (cast.employee, Err(Error::Forbidden)),
            (cast.manager_north, Err(Error::NotFound)),
        ] {
            let actor = actor(&db, person).await;
            let mut tx = db.read().await.unwrap();
            let shown = screening::shown(&mut tx, &actor, calendar.today).await;
            assert_eq!(shown.map(|_| ()), expected, "{}", actor.name);
            drop(tx);
            let mut tx = db.write().await.unwrap();
            let opened = running::open(&mut tx, &actor, calendar.today, now()).await;
            assert_eq!(opened.map(|_| ()), expected, "{}", actor.name);
        }
    })
    .await;
}

#[tokio::test]
async fn a_session_of_the_past_keeps_the_people_it_had() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = filled(&db).await;
        let facilitator = actor(&db, cast.hr).await;
        let mut tx = db.read().await.unwrap();
        let past = calendar.of_2022[0];
        let session = screening::shown(&mut tx, &facilitator, past).await.unwrap().session;
        assert_eq!(session.state, SessionState::Closed);
        assert!(store::unmarked(&mut tx, &session).await.unwrap().is_empty());
        let ids = [past, calendar.today, calendar.of_2022[10]];
        let counts = store::counts(&mut tx, &ids).await.unwrap();
        let central = cast.people_central.len() as i64;
        assert_eq!((counts[&past].expected(), counts[&past].unmarked), (central, 0));
        assert_eq!(counts[&calendar.today].unmarked, central - 1, "without who facilitates");
        // Cancelled: nobody was expected.
        assert_eq!(counts[&calendar.of_2022[10]].expected(), 0);
    })
    .await;
}
