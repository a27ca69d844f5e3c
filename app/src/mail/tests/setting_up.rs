//! How letters leave, in the database.

use super::*;
use crate::{error::Error, mail::Setup};

#[tokio::test]
async fn settings_are_saved_once_for_each_revision() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        let mut tx = db.write().await.unwrap();
        // There are some already: whoever thought it was the first time is told.
        assert_eq!(store::save(&mut tx, &scene.server.setup()).await, Err(Error::Stale));
        let next = Setup {
            user_name: "ana".into(),
            password: "secreto".into(),
            revision: 1,
            ..scene.server.setup()
        };
        store::save(&mut tx, &next).await.unwrap();
        assert_eq!(store::save(&mut tx, &next).await, Err(Error::Stale));
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let saved = store::setup(&mut tx).await.unwrap().unwrap();
        assert_eq!((saved.password.as_str(), saved.revision), ("secreto", 2));
        assert!(!format!("{saved:?}").contains("secreto"));
    })
    .await;
}

/// Who has not heard of something need not hear that it has changed.
#[tokio::test]
async fn what_waits_is_withdrawn_and_what_is_under_way_is_not() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        let (one, two) = (scene.cast.employee, scene.cast.hr);
        scene.post(LetterKind::Invitation, "one", &[one]).await;
        let mut tx = db.write().await.unwrap();
        store::claim(&mut tx, now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        scene.post(LetterKind::Invitation, "two", &[two]).await;
        let mut tx = db.write().await.unwrap();
        let back = super::super::withdraw(&mut tx, Uuid::from_u128(7)).await.unwrap();
        assert_eq!(back, [(two, LetterKind::Invitation)]);
        tx.commit().await.unwrap();
        assert_eq!(scene.letters().await.len(), 1);
    })
    .await;
}
