//! The story of the photos of a note, from the room to the last that sees them.

use chrono::{DateTime, Utc};
use futures::future::join_all;

use super::{PhotoId, Size, arriving::Kept, keeping, store, testing::arrived};
use crate::{
    access::{Actor, Scope},
    db::{Db, testing::each_engine},
    demo::{self, Demo},
    error::{Error, Result},
    knowledge::{self, Note, NoteId, draft::Draft, sharing},
    people::PersonId,
    projector,
    sessions::SessionId,
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

fn actor(demo: &Demo, id: PersonId) -> Actor {
    Actor {
        id,
        sign_in: Default::default(),
        name: String::new(),
        email: String::new(),
        branch: demo.cast.central,
        branch_name: String::new(),
        department: None,
        position: None,
        lang: None,
        zone: "America/Lima".into(),
        grants: Vec::new(),
    }
}

/// A note of today with its name hidden, and a photo of it.
async fn shared(db: &Db, who: &Actor, session: SessionId) -> NoteId {
    let mut tx = db.write().await.unwrap();
    let draft = Draft::of("La hoja con el código tachado").unwrap();
    let note = sharing::share(&mut tx, who, session, &draft, true, now()).await.unwrap();
    keeping::put(&mut tx, note, &[arrived("Una hoja")]).await.unwrap();
    tx.commit().await.unwrap();
    note
}

async fn add(db: &Db, who: &Actor, note: NoteId) -> Result<()> {
    let mut tx = db.write().await?;
    keeping::add(&mut tx, who, note, &[arrived("")]).await?;
    tx.commit().await
}

async fn seen(db: &Db, scope: &Scope, note: NoteId) -> Option<Note> {
    let mut tx = db.read().await.unwrap();
    knowledge::store::find(&mut tx, scope, note).await.unwrap()
}

async fn bytes(db: &Db, scope: &Scope, photo: PhotoId) -> Option<Vec<u8>> {
    let mut tx = db.read().await.unwrap();
    store::bytes(&mut tx, scope, photo, Size::Small).await.unwrap()
}

#[tokio::test]
async fn photos_are_seen_with_their_note_and_go_with_it() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let ana = actor(&demo, demo.cast.employee);
        let colleague = actor(&demo, demo.cast.newhire);
        let elsewhere = actor(&demo, demo.cast.manager_north);
        let note = shared(&db, &ana, demo.calendar.today).await;

        // Whoever sees the note sees the photo, on the wall and by itself, and nobody else.
        let found = seen(&db, &colleague.scope(), note).await.unwrap();
        assert_eq!(found.photos.len(), 1);
        assert_eq!((found.photos[0].alt.as_str(), found.photos[0].width), ("Una hoja", 64));
        let photo = found.photos[0].id;
        assert!(bytes(&db, &colleague.scope(), photo).await.unwrap().starts_with(b"\xff\xd8\xff"));
        assert!(seen(&db, &elsewhere.scope(), note).await.is_none());
        assert_eq!(bytes(&db, &elsewhere.scope(), photo).await, None);
        let mut tx = db.read().await.unwrap();
        let wall = knowledge::store::wall(&mut tx, demo.calendar.today, None, 5).await.unwrap();
        assert_eq!(wall[0].photos.len(), 1);
        drop(tx);

        // Only the author adds; others are told the same as without photos.
        assert_eq!(add(&db, &colleague, note).await, Err(Error::Forbidden));
        assert_eq!(add(&db, &elsewhere, note).await, Err(Error::NotFound));
        let before = found.sequence;
        add(&db, &ana, note).await.unwrap();
        let found = seen(&db, &ana.scope(), note).await.unwrap();
        assert_eq!(found.photos.len(), 2);
        assert!(found.sequence > before && !found.edited);

        let mut tx = db.write().await.unwrap();
        let told = |id, alt: &str, away| Kept { id, alt: alt.to_owned(), away };
        let (first, second) = (found.photos[0].id, found.photos[1].id);
        let said = [told(first, "Una hoja con tachones", false), told(second, "", true)];
        // What the form of another note says of them counts for nothing.
        keeping::keep(&mut tx, NoteId::new(), &[told(first, "x", true)]).await.unwrap();
        keeping::keep(&mut tx, note, &said).await.unwrap();
        tx.commit().await.unwrap();
        let found = seen(&db, &ana.scope(), note).await.unwrap();
        assert_eq!(found.photos.len(), 1);
        assert_eq!(found.photos[0].alt, "Una hoja con tachones");

        // Taken back, it takes its photos along.
        let mut tx = db.write().await.unwrap();
        sharing::delete(&mut tx, &ana, note, now()).await.unwrap();
        assert_eq!(store::note_of(&mut tx, photo).await.unwrap(), None);
        tx.commit().await.unwrap();
        assert_eq!(bytes(&db, &ana.scope(), photo).await, None);
        assert_eq!(add(&db, &ana, note).await, Err(Error::NotFound));
    })
    .await;
}

#[tokio::test]
async fn a_note_has_four_photos_however_many_arrive_at_once() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let ana = actor(&demo, demo.cast.employee);
        let note = shared(&db, &ana, demo.calendar.today).await;
        let outcomes = join_all((0..6).map(|_| {
            let (db, ana) = (db.clone(), ana.clone());
            tokio::spawn(async move { add(&db, &ana, note).await })
        }))
        .await;
        let added = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Ok(())))).count();
        assert_eq!(added, 3, "{outcomes:?}");
        let refused = outcomes.iter().filter(|o| matches!(o, Ok(Err(Error::Invalid(_))))).count();
        assert_eq!(refused, 3, "{outcomes:?}");
        assert_eq!(seen(&db, &ana.scope(), note).await.unwrap().photos.len(), 4);
    })
    .await;
}

/// The room sees what its facilitator let through, and a photo that came later was not there.
#[tokio::test]
async fn no_photo_comes_onto_the_screen_behind_its_note() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (ana, today) = (actor(&demo, demo.cast.employee), demo.calendar.today);
        let note = shared(&db, &ana, today).await;
        let revision = seen(&db, &ana.scope(), note).await.unwrap().revision;
        let mut tx = db.write().await.unwrap();
        projector::store::set_approves(&mut tx, today, true).await.unwrap();
        projector::store::let_through(&mut tx, today, note, revision).await.unwrap();
        let shown = knowledge::store::on_screen(&mut tx, today, 5).await.unwrap();
        assert_eq!(shown[0].photos.len(), 1);
        tx.commit().await.unwrap();
        add(&db, &ana, note).await.unwrap();
        let mut tx = db.read().await.unwrap();
        assert!(knowledge::store::on_screen(&mut tx, today, 5).await.unwrap().is_empty());
    })
    .await;
}

/// The one goes first or the other: never is there a photo without its note.
#[tokio::test]
async fn a_photo_that_meets_the_end_of_its_note_is_gone_with_it() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let ana = actor(&demo, demo.cast.employee);
        for _ in 0..5 {
            let note = shared(&db, &ana, demo.calendar.today).await;
            let taken_back = async {
                let mut tx = db.write().await?;
                sharing::delete(&mut tx, &ana, note, now()).await?;
                tx.commit().await
            };
            let (added, taken_back) = tokio::join!(add(&db, &ana, note), taken_back);
            assert_eq!(taken_back, Ok(()));
            assert!(matches!(added, Ok(()) | Err(Error::NotFound)), "{added:?}");
            let mut tx = db.read().await.unwrap();
            let orphans = crate::ops::all().find(|check| check.name.starts_with("a photo belongs"));
            let left = crate::ops::store::violations(&mut tx, orphans.unwrap()).await.unwrap();
            assert_eq!(left, Some(0));
        }
    })
    .await;
}

#[test]
fn an_id_that_a_browser_made_is_random() {
    let random = "3f2b8c1a-5d4e-4f60-8a7b-9c0d1e2f3a4b";
    assert_eq!(sharing::chosen_id(random).to_string(), random);
    let of_a_moment = uuid::Uuid::now_v7().to_string();
    for other in ["", "x", "00000000-0000-0000-0000-000000000000", &of_a_moment] {
        assert_ne!(sharing::chosen_id(other).to_string(), other);
    }
}
