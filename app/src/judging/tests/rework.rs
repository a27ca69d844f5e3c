//! What was sent back is reworked while nobody judges, and the next round judges the new text.

use futures::future::join_all;

use super::*;
use crate::{
    concepts::{
        self,
        draft::{Draft, Typed as Words},
        making,
    },
    db::testing::each_engine,
    judging::deciding,
    phases,
};

fn draft(title: &str) -> Draft {
    let words = Words { title, statement: title, method: "induction", ..Words::default() };
    Draft::of(words).unwrap()
}

/// Changes the text of a concept in a transaction of its own.
async fn rework(db: &Db, who: &Actor, id: ConceptId, revision: i64, title: &str) -> Result<()> {
    let mut tx = db.write().await?;
    making::restore(&mut tx, who, (id, revision), &draft(title), now()).await?;
    tx.commit().await
}

impl Scene {
    /// A first round, after which the first concept was sent back, and the draft of a second one.
    async fn sent_back(db: &Db) -> (Scene, RoundId) {
        let (scene, round, criteria) = Scene::open(db).await;
        for one in scene.judges(db, 3).await {
            judge(db, &one, &scene.judgement(round, 0, &criteria, &["7", "5"])).await.unwrap();
        }
        let (manager, programme) = (&scene.manager, scene.programme);
        let mut tx = db.write().await.unwrap();
        working::reveal(&mut tx, manager, programme, round, now()).await.unwrap();
        deciding::decide(&mut tx, manager, &scene.decision(0, 0, "rework"), now()).await.unwrap();
        working::again(&mut tx, manager, programme, "Falta el costo", now()).await.unwrap();
        let second = store::rounds(&mut tx, programme).await.unwrap()[0].id;
        tx.commit().await.unwrap();
        (scene, second)
    }
}

#[tokio::test]
async fn the_second_round_judges_the_reworked_text() {
    each_engine(|db| async move {
        let (scene, second) = Scene::sent_back(&db).await;
        let [first, other, _] = scene.concepts[..] else { panic!("three concepts") };
        let author = scene.employee.clone();
        let over = (phases::texts::texts().phase_over)(2, 3);

        // Its author and those who run the programme; nobody else, and nothing else.
        let stranger = actor(&db, scene.demo.cast.newhire).await;
        assert_eq!(rework(&db, &stranger, first, 1, "Ajena").await, Err(Error::Forbidden));
        assert_eq!(refusal(rework(&db, &stranger, other, 1, "Tarde").await), over);
        rework(&db, &author, first, 1, "Leer despacio").await.unwrap();
        assert_eq!(rework(&db, &author, first, 1, "Otra vez").await, Err(Error::Stale));
        rework(&db, &scene.manager, first, 2, "Leer despacio y claro").await.unwrap();
        // It is not made into two: that is work of the phase of concepts.
        let mut tx = db.write().await.unwrap();
        let half = |title| making::Half { draft: draft(title), sources: Vec::new(), field: "x" };
        let halves = [half("Una"), half("Dos")];
        let split = making::split(&mut tx, &author, (first, 3), halves, now()).await;
        assert_eq!(refusal(split), over);
        drop(tx);

        let mut tx = db.write().await.unwrap();
        working::open(&mut tx, &scene.manager, scene.programme, second, &[], now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let put_up = store::put_up_titles(&mut tx, second).await.unwrap();
        let words = (put_up[0].revision, put_up[0].title.as_str());
        assert_eq!(words, (3, "Leer despacio y claro"));
        drop(tx);
        // Under the eyes of those who judge, the text stays.
        let late = rework(&db, &author, first, 3, "Más tarde").await;
        assert_eq!(refusal(late), concepts::texts::texts().judged_late);
    })
    .await;
}

/// Either the round judges the new text, or the edit came too late.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_text_changes_before_the_round_opens_or_not_at_all() {
    each_engine(|db| async move {
        let (scene, second) = Scene::sent_back(&db).await;
        let id = scene.concepts[0];
        let edits = (0..4).map(|_| {
            let (db, who) = (db.clone(), scene.employee.clone());
            tokio::spawn(async move { rework(&db, &who, id, 1, "Leer despacio").await })
        });
        let edits: Vec<_> = edits.collect();
        let opening = {
            let (db, who, programme) = (db.clone(), scene.manager.clone(), scene.programme);
            tokio::spawn(async move {
                let mut tx = db.write().await?;
                working::open(&mut tx, &who, programme, second, &[], now()).await?;
                tx.commit().await
            })
        };
        opening.await.unwrap().unwrap();
        let edits: Vec<_> = join_all(edits).await.into_iter().map(|task| task.unwrap()).collect();
        let saved = edits.iter().filter(|edit| edit.is_ok()).count() as i64;
        assert!(saved <= 1, "{edits:?}");
        for refused in edits.into_iter().filter(|edit| edit.is_err() && *edit != Err(Error::Stale))
        {
            assert_eq!(refusal(refused), concepts::texts::texts().judged_late);
        }
        let mut tx = db.read().await.unwrap();
        let now_at = store::concepts(&mut tx, scene.programme).await.unwrap()[0].revision;
        let put_up = store::put_up_titles(&mut tx, second).await.unwrap()[0].revision;
        assert_eq!((now_at, put_up), (1 + saved, 1 + saved));
        assert!(store::is_open(&mut tx, scene.programme).await.unwrap());
    })
    .await;
}
