//! What is let through to a projector, on both engines.

use chrono::{DateTime, Utc};

use super::store;
use crate::{
    access::Actor,
    concepts,
    db::{Db, Tx, testing::each_engine},
    demo::{self, Demo},
    knowledge::{self, NoteId, draft::Draft, sharing},
    people::PersonId,
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

/// The notes on the screen of today's session, by their first line.
async fn screen(db: &Db, demo: &Demo) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    let notes = knowledge::store::on_screen(&mut tx, demo.calendar.today, 50).await.unwrap();
    notes.into_iter().map(|note| note.body).collect()
}

async fn share(db: &Db, demo: &Demo, text: &str) -> NoteId {
    let (ana, draft) = (actor(demo, demo.cast.employee), Draft::of(text).unwrap());
    let mut tx = db.write().await.unwrap();
    let id = sharing::share(&mut tx, &ana, demo.calendar.today, &draft, false, now()).await;
    tx.commit().await.unwrap();
    id.unwrap()
}

async fn let_through(db: &Db, demo: &Demo, note: NoteId, revision: i64) -> bool {
    let mut tx = db.write().await.unwrap();
    let shown = store::let_through(&mut tx, demo.calendar.today, note, revision).await.unwrap();
    tx.commit().await.unwrap();
    shown
}

async fn set_approves(db: &Db, demo: &Demo, approves: bool) {
    let mut tx = db.write().await.unwrap();
    store::set_approves(&mut tx, demo.calendar.today, approves).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_note_waits_until_it_is_let_through_as_it_reads() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let first = share(&db, &demo, "uno").await;
        assert_eq!(screen(&db, &demo).await, ["uno"]);
        set_approves(&db, &demo, true).await;
        assert!(screen(&db, &demo).await.is_empty());
        let second = share(&db, &demo, "dos").await;
        assert!(let_through(&db, &demo, second, 1).await);
        assert!(let_through(&db, &demo, second, 1).await);
        assert_eq!(screen(&db, &demo).await, ["dos"]);

        // Edited, it waits again; the revision that was read before is not let through.
        let (ana, draft) = (actor(&demo, demo.cast.employee), Draft::of("dos, otra cosa").unwrap());
        let mut tx = db.write().await.unwrap();
        sharing::edit(&mut tx, &ana, second, 1, &draft, false, now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(screen(&db, &demo).await.is_empty());
        assert!(!let_through(&db, &demo, second, 1).await);
        assert!(let_through(&db, &demo, second, 2).await);
        assert_eq!(screen(&db, &demo).await, ["dos, otra cosa"]);

        let mut tx = db.write().await.unwrap();
        store::take_off(&mut tx, demo.calendar.today, second).await.unwrap();
        // A note of another session is none of this one's.
        let other = demo.calendar.of_2022[0];
        assert!(!store::let_through(&mut tx, other, first, 1).await.unwrap());
        tx.commit().await.unwrap();
        assert!(screen(&db, &demo).await.is_empty());
        // A wall on a phone shows all of them, always.
        let mut tx = db.read().await.unwrap();
        let wall = knowledge::store::wall(&mut tx, demo.calendar.today, None, 50).await.unwrap();
        assert_eq!(wall.len(), 2);
        drop(tx);
        set_approves(&db, &demo, false).await;
        assert_eq!(screen(&db, &demo).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_concept_waits_like_a_note() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (session, programme) = (demo.calendar.of_2022[1], demo.calendar.reports);
        let mut tx = db.write().await.unwrap();
        let concept =
            concepts::store::list(&mut tx, programme, "").await.unwrap().remove(0).concept;
        let (id, seen) = (concept.id, concept.revision);
        assert!(!store::let_concept_through(&mut tx, session, id, seen + 1).await.unwrap());
        // One of another programme is none of this session's.
        let other = demo.calendar.today;
        assert!(!store::let_concept_through(&mut tx, other, id, seen).await.unwrap());
        assert!(store::let_concept_through(&mut tx, session, id, seen).await.unwrap());
        assert!(store::let_concept_through(&mut tx, session, id, seen).await.unwrap());
        let through = async |tx: &mut Tx| store::concepts_through(tx, programme).await.unwrap();
        assert_eq!(through(&mut tx).await.get(&id), Some(&seen));
        store::take_concept_off(&mut tx, other, id).await.unwrap();
        assert_eq!(through(&mut tx).await.len(), 1);
        store::take_concept_off(&mut tx, session, id).await.unwrap();
        assert_eq!(through(&mut tx).await.len(), 0);
    })
    .await;
}
