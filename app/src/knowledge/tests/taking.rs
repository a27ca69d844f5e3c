//! A note that should not be read is taken away, corrected and put back.

use super::*;
use crate::{
    book,
    knowledge::taking,
    photos::{self, Size, testing::arrived},
    projector,
};

async fn take(db: &Db, who: &Actor, id: NoteId, reason: &str) -> Result<bool> {
    let mut tx = db.write().await?;
    let (_, taken) = taking::take_away(&mut tx, who, id, reason, now()).await?;
    tx.commit().await?;
    Ok(taken)
}

async fn put_back(db: &Db, who: &Actor, id: NoteId) -> Result<bool> {
    let mut tx = db.write().await?;
    let (_, put) = taking::put_back(&mut tx, who, id).await?;
    tx.commit().await?;
    Ok(put)
}

#[tokio::test]
async fn a_note_that_was_taken_away_is_for_its_author_and_those_who_decide() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (ana, diego, admin) = (employee(&demo), newhire(&demo), admin(&demo));
        let session = demo.calendar.today;
        let facilitator = actor(&demo, demo.cast.instructor, &[]);
        let manages =
            |branch| Grant { role: Role::Manager, branch: Some(branch), department: None };
        let manager = actor(&demo, demo.cast.manager, &[manages(demo.cast.central)]);
        let elsewhere = actor(&demo, demo.cast.manager, &[manages(demo.cast.north)]);
        let id = share(&db, &ana, session, "La paciente Quispe gritó", true).await.unwrap();
        let mut tx = db.write().await.unwrap();
        photos::put(&mut tx, id, &[arrived("Una hoja")]).await.unwrap();
        projector::store::set_approves(&mut tx, session, true).await.unwrap();
        assert!(projector::store::let_through(&mut tx, session, id, 1).await.unwrap());
        let photo = store::find(&mut tx, &ana.scope(), id).await.unwrap().unwrap().photos[0].id;
        tx.commit().await.unwrap();

        // Nobody decides about their own, nor without the right or a reason.
        for who in [&ana, &diego, &elsewhere] {
            assert_eq!(take(&db, who, id, "Nombra a alguien").await, Err(Error::Forbidden));
        }
        assert!(matches!(take(&db, &facilitator, id, " ").await, Err(Error::Invalid(_))));
        let (one, other) = tokio::join!(
            take(&db, &facilitator, id, "Nombra a una paciente"),
            take(&db, &admin, id, "Nombra a una paciente"),
        );
        assert_eq!([one.unwrap(), other.unwrap()].iter().filter(|taken| **taken).count(), 1);

        let mut tx = db.read().await.unwrap();
        for who in [&diego, &manager, &ana] {
            let scope = who.scope();
            assert!(on_wall(&db, session, Some(who)).await.is_empty());
            assert!(search(&db, who, "Quispe").await.is_empty());
            assert!(store::read(&mut tx, &scope, id).await.unwrap().is_none());
            assert!(store::some(&mut tx, &scope, &[id]).await.unwrap().is_empty());
            let news = news(&mut tx, who, session, 0).await;
            assert!(!said(news[0].clone()).contains("Quispe"));
            let told = taking::reads(&mut tx, who, id).await.unwrap();
            assert_eq!(told.is_some(), who.id != diego.id);
            let picture = photos::bytes(&mut tx, who, photo, Size::Small).await.unwrap();
            assert_eq!(picture.is_some(), who.id != diego.id);
            assert!(
                store::revisions(&mut tx, id, who.id).await.unwrap().is_empty() || who.id == ana.id
            );
        }
        assert!(store::on_screen(&mut tx, session, 9).await.unwrap().is_empty());
        assert_eq!(store::count(&mut tx, session).await.unwrap(), 0);
        // Whoever decides is not told who wrote it; the author is told who decided, and why.
        let decides = taking::reads(&mut tx, &manager, id).await.unwrap().unwrap();
        assert_eq!(decides.author, Author::Hidden);
        let own = taking::reads(&mut tx, &ana, id).await.unwrap().unwrap().taken.unwrap();
        assert_eq!((&*own.reason, own.changed), ("Nombra a una paciente", false));
        drop(tx);

        // Corrected, it stays away until somebody puts it back.
        edit(&db, &ana, id, 1, "Una persona gritó", false).await.unwrap();
        assert!(search(&db, &diego, "gritó").await.is_empty());
        assert_eq!(put_back(&db, &ana, id).await, Err(Error::Forbidden));
        assert_eq!(put_back(&db, &diego, id).await, Err(Error::NotFound));
        assert_eq!(put_back(&db, &manager, id).await, Ok(true));
        assert_eq!(put_back(&db, &facilitator, id).await, Ok(false));
        assert_eq!(search(&db, &diego, "gritó").await, [id]);
        let wall = on_wall(&db, session, Some(&diego)).await;
        assert_eq!((&*wall[0].body, wall[0].photos.len()), ("Una persona gritó", 1));
        // It waits for the projector again.
        let mut tx = db.read().await.unwrap();
        assert!(store::on_screen(&mut tx, session, 9).await.unwrap().is_empty());
    })
    .await;
}

/// What was said about it goes and comes with it; its concept keeps its source.
#[tokio::test]
async fn a_book_holds_nothing_that_was_taken_away() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (admin, programme) = (admin(&demo), demo.calendar.reports);
        let mut tx = db.read().await.unwrap();
        let before = book::store::notes(&mut tx, &admin.scope(), programme).await.unwrap();
        let id = before[0].id;
        drop(tx);
        assert!(take(&db, &admin, id, "Nombra a una paciente").await.unwrap());
        let mut tx = db.read().await.unwrap();
        let after = book::store::notes(&mut tx, &admin.scope(), programme).await.unwrap();
        assert_eq!(after.len(), before.len() - 1);
        assert!(after.iter().all(|note| note.id != id));
        drop(tx);
        assert!(put_back(&db, &admin, id).await.unwrap());
        let mut tx = db.read().await.unwrap();
        let again = book::store::notes(&mut tx, &admin.scope(), programme).await.unwrap();
        assert_eq!(again.len(), before.len());
    })
    .await;
}
