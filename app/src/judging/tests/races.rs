use futures::future::join_all;

use super::*;
use crate::{
    db::testing::each_engine,
    judging::{deciding, texts::texts},
};

async fn reveal(db: &Db, actor: &Actor, programme: ProgrammeId, round: RoundId) -> Result<i64> {
    let mut tx = db.write().await?;
    let number = working::reveal(&mut tx, actor, programme, round, now()).await?;
    tx.commit().await?;
    Ok(number)
}

/// Whoever is told that it is saved is in the snapshot; whoever is refused is not.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_judgement_during_the_reveal_counts_or_is_refused() {
    each_engine(|db| async move {
        let (scene, round, criteria) = Scene::open(&db).await;
        let judges = scene.judges(&db, 14).await;
        let form = scene.judgement(round, 0, &criteria, &["7", "5"]);
        let (first, others) = judges.split_at(3);
        for one in first {
            judge(&db, one, &form).await.unwrap();
        }
        let late = others.iter().map(|one| {
            let (db, one, form) = (db.clone(), one.clone(), form.clone());
            tokio::spawn(async move { judge(&db, &one, &form).await })
        });
        let revealing = (0..2).map(|_| {
            let (db, manager) = (db.clone(), scene.manager.clone());
            let programme = scene.programme;
            tokio::spawn(async move { reveal(&db, &manager, programme, round).await })
        });
        let (late, revealing) = tokio::join!(
            join_all(late.collect::<Vec<_>>()),
            join_all(revealing.collect::<Vec<_>>())
        );

        // Two reveals: one result, the other is told.
        let (done, told): (Vec<_>, Vec<_>) =
            revealing.into_iter().map(|task| task.unwrap()).partition(Result::is_ok);
        assert_eq!((done.len(), told.len()), (1, 1));
        assert_eq!(refusal(told.into_iter().next().unwrap()), texts().problems.revealed_already);

        let mut counted = first.len() as i64;
        for outcome in late.into_iter().map(|task| task.unwrap()) {
            match outcome {
                Ok(_) => counted += 1,
                refused => assert_eq!(refusal(refused), texts().problems.too_late),
            }
        }
        let mut tx = db.read().await.unwrap();
        let snapshot = store::published(&mut tx, round).await.unwrap().unwrap();
        assert_eq!(snapshot.judges, counted);
        for cell in &snapshot.concepts[0].cells {
            assert_eq!(cell.n, counted);
        }
        assert_eq!(store::given(&mut tx, round).await.unwrap().len() as i64, 2 * counted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_decide_at_once_make_one_decision() {
    each_engine(|db| async move {
        let scene = Scene::set(&db).await;
        let hr = actor(&db, scene.demo.cast.hr).await;
        let deciding = [(scene.manager.clone(), "accept"), (hr, "aside")].map(|(who, verdict)| {
            let (db, form) = (db.clone(), scene.decision(0, 0, verdict));
            tokio::spawn(async move {
                let mut tx = db.write().await?;
                deciding::decide(&mut tx, &who, &form, now()).await?;
                tx.commit().await
            })
        });
        let outcomes = join_all(deciding).await.into_iter().map(|task| task.unwrap());
        let (done, told): (Vec<_>, Vec<_>) = outcomes.partition(Result::is_ok);
        assert_eq!((done.len(), told.len()), (1, 1));
        assert!(refusal(told.into_iter().next().unwrap()).contains("has decided"));
        let mut tx = db.read().await.unwrap();
        let all = store::decisions(&mut tx, scene.programme).await.unwrap();
        assert_eq!(all.len(), 1);
    })
    .await;
}
