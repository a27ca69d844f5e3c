use super::*;
use crate::{
    db::{Db, testing::each_engine},
    demo,
    error::Error,
    request::Limits,
};

fn now() -> chrono::DateTime<chrono::Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn a_sign_in_ends_when_idle_or_old() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let hash = tokens::hash("token");
        let id = store::add_sign_in(&mut tx, cast.employee, &hash, "phone", now()).await.unwrap();
        let limits = Limits::default();
        let hours = chrono::Duration::hours;

        let (actor, due) = store::actor(&mut tx, &hash, limits, now()).await.unwrap().unwrap();
        assert_eq!(
            (actor.id, actor.branch_name.as_str(), due),
            (cast.employee, "Sede Central", false)
        );
        assert!(actor.grants.is_empty() && !actor.scope().everything());
        let (_, due) =
            store::actor(&mut tx, &hash, limits, now() + hours(11)).await.unwrap().unwrap();
        assert!(due);
        assert!(store::actor(&mut tx, &hash, limits, now() + hours(13)).await.unwrap().is_none());
        for day in 1..=7 {
            store::seen(&mut tx, id, now() + hours(24 * day)).await.unwrap();
        }
        let week = now() + hours(24 * 7);
        assert!(store::actor(&mut tx, &hash, limits, week).await.unwrap().is_some());
        let more = week + hours(1);
        assert!(store::actor(&mut tx, &hash, limits, more).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_link_is_used_once_even_by_eight_at_a_time() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let hash = tokens::hash("link");
        let mut tx = db.write().await.unwrap();
        let until = now() + chrono::Duration::hours(1);
        store::add_link(&mut tx, &hash, Some(cast.newhire), now(), until).await.unwrap();
        tx.commit().await.unwrap();
        let mut tries = Vec::new();
        for _ in 0..8 {
            let (db, hash) = (db.clone(), hash.clone());
            tries.push(tokio::spawn(async move {
                let mut tx = db.write().await.unwrap();
                let used = store::use_link(&mut tx, &hash, now()).await.unwrap();
                tx.commit().await.unwrap();
                used
            }));
        }
        let mut used = 0;
        for one in tries {
            used += usize::from(one.await.unwrap());
        }
        assert_eq!(used, 1);
    })
    .await;
}

#[tokio::test]
async fn a_link_expires_and_a_new_one_replaces_the_old() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let until = now() + chrono::Duration::hours(1);
        let person = Some(cast.newhire);
        store::add_link(&mut tx, &tokens::hash("old"), person, now(), until).await.unwrap();
        store::add_link(&mut tx, &tokens::hash("new"), person, now(), until).await.unwrap();
        assert_eq!(store::link(&mut tx, &tokens::hash("old"), now()).await.unwrap(), None);
        assert_eq!(store::link(&mut tx, &tokens::hash("new"), now()).await.unwrap(), Some(person));
        assert_eq!(store::link(&mut tx, &tokens::hash("new"), until).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn attempts_are_counted_in_windows() {
    each_engine(|db: Db| async move {
        let mut tx = db.write().await.unwrap();
        let window = chrono::Duration::minutes(15);
        for _ in 0..3 {
            store::count_attempt(&mut tx, "door", window, now()).await.unwrap();
        }
        assert_eq!(store::attempts(&mut tx, "door", now()).await.unwrap(), 3);
        let later = now() + window;
        assert_eq!(store::attempts(&mut tx, "door", later).await.unwrap(), 0);
        store::count_attempt(&mut tx, "door", window, later).await.unwrap();
        assert_eq!(store::attempts(&mut tx, "door", later).await.unwrap(), 1);
    })
    .await;
}

/// Two administrators take each other's role at the same moment: one of them remains.
#[tokio::test]
async fn the_last_administrator_remains() {
    each_engine(|db: Db| async move {
        let cast = demo::fill_cast(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        store::set_grants(&mut tx, cast.hr, &[Grant::everywhere(Role::Admin)]).await.unwrap();
        tx.commit().await.unwrap();
        let mut tries = Vec::new();
        for person in [cast.admin, cast.hr] {
            let db = db.clone();
            tries.push(tokio::spawn(async move {
                let mut tx = db.write().await?;
                store::lock_administrators(&mut tx).await?;
                let grants = store::grants_with_ids(&mut tx, person).await?;
                store::remove_grant(&mut tx, person, grants[0].0).await?;
                if !store::any_administrator(&mut tx).await? {
                    return Err(Error::Forbidden);
                }
                tx.commit().await
            }));
        }
        let mut removed = 0;
        for one in tries {
            removed += usize::from(one.await.unwrap().is_ok());
        }
        assert_eq!(removed, 1);
        let mut tx = db.read().await.unwrap();
        assert!(store::any_administrator(&mut tx).await.unwrap());
    })
    .await;
}
