//! Whose sessions a calendar has, on both engines.

use super::*;
use crate::{
    calendar::store,
    db::{Db, testing::each_engine},
    demo::{self, Demo},
    execute,
    lang::Lang,
    people::PersonId,
    sessions,
};

const NOW: &str = "2026-03-04T14:00:00Z";

async fn entries(db: &Db, person: PersonId) -> Vec<(Entry, bool)> {
    let mut tx = db.read().await.unwrap();
    let (from, to) = crate::calendar::rules::window(utc(NOW));
    let kept = sessions::calendar::entries(&mut tx, person, Lang::Es, from, to).await.unwrap();
    kept.into_iter().map(|kept| (kept.entry, kept.cancelled_at.is_some())).collect()
}

#[tokio::test]
async fn a_calendar_has_what_somebody_is_invited_to_or_facilitates() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, utc(NOW)).await.unwrap();
        let today = format!("session-{}", calendar.today);
        for person in [cast.employee, cast.instructor] {
            let uids: Vec<String> =
                entries(&db, person).await.into_iter().map(|(entry, _)| entry.uid).collect();
            assert!(uids.contains(&today), "{uids:?}");
        }
        // An administrator sees every session and is invited to few.
        let mut tx = db.read().await.unwrap();
        let invited = entries(&db, cast.admin).await;
        for (entry, _) in &invited {
            let id: sessions::SessionId = entry.uid["session-".len()..].parse().unwrap();
            let session = sessions::store::by_id(&mut tx, id).await.unwrap().unwrap();
            let concerned = sessions::letters::Concerned::by(&mut tx, &session).await.unwrap();
            let here = concerned.invited.contains(&cast.admin)
                || concerned.facilitators.contains(&cast.admin);
            assert!(here, "{}", entry.title);
        }
    })
    .await;
}

#[tokio::test]
async fn a_change_has_a_higher_sequence_and_the_same_name() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, utc(NOW)).await.unwrap();
        let uid = format!("session-{}", calendar.this_week[0]);
        let find = async || {
            let all = entries(&db, cast.instructor).await;
            all.into_iter().find(|(entry, _)| entry.uid == uid).unwrap()
        };
        let (before, cancelled) = find().await;
        assert!(!cancelled && !before.cancelled);
        let mut tx = db.write().await.unwrap();
        let id = calendar.this_week[0];
        let session = sessions::store::by_id(&mut tx, id).await.unwrap().unwrap();
        sessions::store::cancel(&mut tx, &session, utc(NOW), "Lluvia").await.unwrap();
        tx.commit().await.unwrap();
        let (after, cancelled) = find().await;
        assert!(cancelled && after.cancelled);
        assert_eq!(after.sequence, before.sequence + 1);
        assert_eq!(after.changed_at, utc(NOW));
        assert!(after.notes.contains(&"Motivo: Lluvia".to_owned()), "{:?}", after.notes);
    })
    .await;
}

#[tokio::test]
async fn an_address_is_one_persons_until_it_is_renewed_or_they_leave() {
    each_engine(|db| async move {
        let cast = demo::fill_cast(&db, utc(NOW)).await.unwrap();
        let person = cast.employee;
        let mut tx = db.write().await.unwrap();
        store::keep(&mut tx, person, b"first", utc(NOW)).await.unwrap();
        store::keep(&mut tx, person, b"second", utc(NOW)).await.unwrap();
        assert_eq!(store::owner(&mut tx, b"first").await, Ok(None));
        let owner = store::owner(&mut tx, b"second").await.unwrap().unwrap();
        assert_eq!(owner.id, person);
        execute_leave(&mut tx, person).await.unwrap();
        assert_eq!(store::owner(&mut tx, b"second").await, Ok(None));
        // Nor do the names of entries change with the address of the clinic.
        assert_eq!(store::host(&mut tx).await, Ok(String::new()));
        store::keep_host(&mut tx, "before.example").await.unwrap();
        store::keep_host(&mut tx, "after.example").await.unwrap();
        assert_eq!(store::host(&mut tx).await, Ok("before.example".to_owned()));
        store::end(&mut tx, person).await.unwrap();
        assert_eq!(store::made_at(&mut tx, person).await, Ok(None));
    })
    .await;
}

async fn execute_leave(tx: &mut crate::db::Tx, person: PersonId) -> crate::error::Result<()> {
    execute!(tx, sqlx::query("UPDATE people SET active = FALSE WHERE id = $1").bind(person));
    Ok(())
}
