use super::*;
use crate::{
    db::testing::each_engine,
    judging::{RoundState, Verdict, deciding, texts::texts},
    knowledge::Author,
    phases, provenance, reviews, today,
};

#[tokio::test]
async fn criteria_are_chosen_weighed_and_frozen() {
    each_engine(|db| async move {
        let scene = Scene::set(&db).await;
        let Scene { manager, programme, .. } = &scene;
        let mut tx = db.write().await.unwrap();
        let entries: Vec<_> = ["cost", "feasible", "team"].into_iter().filter_map(library::entry).collect();
        working::choose(&mut tx, manager, *programme, &entries, now()).await.unwrap();
        let id = programme.to_string();
        let own = [
            ("programme", id.as_str()), ("name", " Trato  en ventanilla "), ("kind", "qualitative"),
            ("unit", "dropped"), ("low", "Peor"), ("middle", "Igual"), ("high", "Mejor"),
        ];
        let own = forms::criterion(&own.into_iter().collect()).unwrap();
        working::save_criterion(&mut tx, manager, *programme, &own, now()).await.unwrap();
        let round = store::rounds(&mut tx, *programme).await.unwrap()[0].clone();
        let criteria = store::criteria(&mut tx, round.id).await.unwrap();
        assert_eq!(criteria.len(), 4);
        assert_eq!((criteria[3].name.as_str(), criteria[3].unit.as_str()), ("Trato en ventanilla", ""));
        working::remove_criterion(&mut tx, manager, *programme, criteria[2].id).await.unwrap();

        let opened = working::open(&mut tx, manager, *programme, round.id, &[], now()).await;
        assert!(refusal(opened).contains("Give every criterion a weight"));
        let weigh = |weights: [&str; 3]| -> Typed {
            let fields = [0, 1, 3].map(|index| format!("weight-{}", criteria[index].id));
            let typed = fields.iter().map(String::as_str).zip(weights);
            typed.chain([("programme", id.as_str())]).collect()
        };
        let wrong = working::save_weights(&mut tx, manager, *programme, &weigh(["50", "30", "10"])).await;
        assert_eq!(refusal(wrong), "The weights make 90: 10 more are needed");
        let wrong = working::save_weights(&mut tx, manager, *programme, &weigh(["50", "0", "x"])).await;
        assert_eq!(refusal(wrong).matches("whole number from 1").count(), 2);
        working::save_weights(&mut tx, manager, *programme, &weigh(["50", "30", "20"])).await.unwrap();
        let all = &scene.concepts[..];
        let none = working::open(&mut tx, manager, *programme, round.id, all, now()).await;
        assert_eq!(refusal(none), texts().problems.all_left_out);
        let twin = &scene.concepts[2..];
        let later = now() + chrono::TimeDelta::hours(1);
        working::open(&mut tx, manager, *programme, round.id, twin, later).await.unwrap();
        let texts = store::put_up_texts(&mut tx, round.id).await.unwrap();
        assert_eq!((texts.len(), texts[0].revision), (2, 1));
        let undecided = store::undecided(&mut tx, *programme).await.unwrap();
        assert_eq!(undecided.len(), 3);
        let left = store::left_out(&mut tx, round.id).await.unwrap();
        assert_eq!(left.iter().map(|(id, _)| *id).collect::<Vec<_>>(), twin);
        let late = working::remove_criterion(&mut tx, manager, *programme, criteria[0].id).await;
        assert_eq!(refusal(late), texts_frozen());
        tx.commit().await.unwrap();

        // Nor does the database allow it.
        for statement in [
            "UPDATE judging_criteria SET weight = 100 WHERE weight = 50",
            "DELETE FROM judging_criteria WHERE weight = 30",
            "INSERT INTO judging_criteria (id, round_id, position, name, kind) \
             SELECT round_id, round_id, 9, 'x', 'qualitative' FROM judging_criteria WHERE weight = 20",
        ] {
            assert!(by_hand(&db, statement).await.is_err(), "{statement}");
        }
    })
    .await;
}

fn texts_frozen() -> &'static str {
    texts().problems.frozen
}

#[tokio::test]
async fn from_blind_judgements_to_the_snapshot() {
    each_engine(|db| async move {
        let (scene, round, criteria) = Scene::open(&db).await;
        let judges = scene.judges(&db, 4).await;
        // Half of one concept: nobody has finished, and whoever judged goes on with the next one.
        let half = scene.judgement(round, 0, &criteria, &["", "4"]);
        let next = judge(&db, &judges[0], &half).await.unwrap();
        assert!(next.ends_with("/judging?concept=2"), "{next}");
        let wrong = scene.judgement(round, 0, &criteria, &["a lot", "6"]);
        assert!(refusal(judge(&db, &judges[0], &wrong).await).contains("from 1 to 5"));
        let mut tx = db.read().await.unwrap();
        let own = store::own(&mut tx, round, judges[0].id).await.unwrap();
        assert_eq!(own.values().copied().flatten().collect::<Vec<_>>(), [400]);
        assert_eq!(store::turnout(&mut tx, scene.programme, round).await.unwrap(), (0, 14));
        // What is left blank is an answer, and no judgement.
        assert_eq!((own.len(), store::given(&mut tx, round).await.unwrap().len()), (2, 1));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        let early = working::reveal(&mut tx, &scene.manager, scene.programme, round, now()).await;
        assert_eq!(refusal(early), texts().problems.too_few);
        drop(tx);

        // Impact 1,000 2,000 3,000 6,000 for the first, 500 for the second, nothing for the third.
        for (judge_, impact) in judges.iter().zip(["1000", "2,000", "3 000.00", "S/ 6000"]) {
            judge(&db, judge_, &scene.judgement(round, 0, &criteria, &[impact, "3"]))
                .await
                .unwrap();
            judge(&db, judge_, &scene.judgement(round, 1, &criteria, &["500", "5"])).await.unwrap();
        }
        // One of them takes a judgement back, another changes theirs.
        judge(&db, &judges[3], &scene.judgement(round, 0, &criteria, &["", "3"])).await.unwrap();
        judge(&db, &judges[2], &scene.judgement(round, 0, &criteria, &["5000", "3"]))
            .await
            .unwrap();

        let mut tx = db.write().await.unwrap();
        working::reveal(&mut tx, &scene.manager, scene.programme, round, now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let snapshot = store::published(&mut tx, round).await.unwrap().unwrap();
        drop(tx);
        assert_eq!((snapshot.judges, snapshot.participants), (4, 14));
        let [first, second, third] = &snapshot.concepts[..] else { panic!("three") };
        let spread = first.cells[0].spread.as_ref().unwrap();
        // 1,000 2,000 5,000: median 2,000 between 1,000 and 5,000, in half-hundredths.
        assert_eq!(
            (first.cells[0].n, spread.q1, spread.median, spread.q3),
            (3, 200_000, 400_000, 1_000_000)
        );
        // Impact 1 × 60 + (3 − 1) ÷ 4 × 40 = 80; the second 0 × 60 + 40; the third nothing.
        assert_eq!(
            first.weighted.as_ref().map(|total| (total.points, total.rank)),
            Some((8_000, Some(1)))
        );
        assert_eq!(
            second.weighted.as_ref().map(|total| (total.points, total.rank)),
            Some((4_000, Some(2)))
        );
        assert_eq!((&third.weighted, third.cells[0].n), (&None, 0));

        // What is published stays, whoever tries.
        let late = judge(&db, &judges[0], &scene.judgement(round, 2, &criteria, &["1", "1"])).await;
        assert_eq!(refusal(late), texts().problems.too_late);
        for statement in [
            "UPDATE judgements SET value = 100",
            "DELETE FROM judgements",
            "UPDATE judging_rounds SET snapshot = NULL, state = 'open' WHERE state = 'revealed'",
        ] {
            assert!(by_hand(&db, statement).await.is_err(), "{statement}");
        }
    })
    .await;
}

#[tokio::test]
async fn another_round_begins_with_the_same_criteria() {
    each_engine(|db| async move {
        let (scene, round, criteria) = Scene::open(&db).await;
        let mut tx = db.write().await.unwrap();
        let early = working::again(&mut tx, &scene.manager, scene.programme, "Nota", now()).await;
        assert_eq!(refusal(early), texts().problems.under_way);
        drop(tx);
        for one in scene.judges(&db, 3).await {
            judge(&db, &one, &scene.judgement(round, 0, &criteria, &["7", "2"])).await.unwrap();
        }
        let mut tx = db.write().await.unwrap();
        let (manager, programme) = (&scene.manager, scene.programme);
        working::reveal(&mut tx, manager, programme, round, now()).await.unwrap();
        working::again(&mut tx, manager, programme, "Faltó el costo", now()).await.unwrap();
        let rounds = store::rounds(&mut tx, programme).await.unwrap();
        assert_eq!((rounds[0].number, rounds[0].state), (2, RoundState::Draft));
        assert_eq!(rounds[0].note, "Faltó el costo");
        let copied = store::criteria(&mut tx, rounds[0].id).await.unwrap();
        let weights: Vec<_> = copied.iter().map(|c| (c.name.clone(), c.weight)).collect();
        let before: Vec<_> =
            criteria.iter().zip([60, 40]).map(|(c, w)| (c.name.clone(), w)).collect();
        assert_eq!(weights, before);
        working::open(&mut tx, manager, programme, rounds[0].id, &[], now()).await.unwrap();
        // A decision waits until nobody judges.
        let early =
            deciding::decide(&mut tx, manager, &scene.decision(0, 0, "accept"), now()).await;
        assert_eq!(refusal(early), texts().problems.still_judging);
    })
    .await;
}

#[tokio::test]
async fn a_decision_keeps_its_scores_and_gives_way_to_a_later_one() {
    each_engine(|db| async move {
        let (scene, round, criteria) = Scene::open(&db).await;
        for one in scene.judges(&db, 3).await {
            judge(&db, &one, &scene.judgement(round, 0, &criteria, &["7", "5"])).await.unwrap();
        }
        let (manager, programme) = (&scene.manager, scene.programme);
        let mut tx = db.write().await.unwrap();
        working::reveal(&mut tx, manager, programme, round, now()).await.unwrap();
        deciding::decide(&mut tx, manager, &scene.decision(0, 0, "accept"), now()).await.unwrap();
        let first = store::standing_decision(&mut tx, scene.concepts[0]).await.unwrap().unwrap();
        let scores = first.scores.as_ref().map(|scores| scores.0.clone()).unwrap();
        assert_eq!((scores.round, scores.revision), (1, 1));
        assert_eq!(
            scores.weighted.map(|total| (total.points, total.rank)),
            Some((10_000, Some(1)))
        );
        let concepts = store::concepts(&mut tx, programme).await.unwrap();
        assert_eq!(concepts[0].state, "accepted");

        // Hidden from everybody but its author; one each.
        let say = "No contaría con esto.";
        deciding::dissent(&mut tx, &scene.employee, first.id, true, say).await.unwrap();
        let again = deciding::dissent(&mut tx, &scene.employee, first.id, false, "Más").await;
        assert_eq!(refusal(again), texts().problems.dissented_already);
        for (recipient, own) in [(manager.id, false), (scene.employee.id, true)] {
            let dissents = store::dissents(&mut tx, programme, recipient).await.unwrap();
            assert_eq!((dissents.len(), dissents[0].own, dissents[0].body.as_str()), (1, own, say));
            assert_eq!(matches!(dissents[0].author, Author::Hidden), !own);
        }

        // Taken back as long as the decision holds: a number stays, and one may dissent anew.
        let nobody = deciding::take_back(&mut tx, manager, first.id).await;
        assert_eq!(nobody, Err(Error::NotFound));
        deciding::take_back(&mut tx, &scene.employee, first.id).await.unwrap();
        assert!(store::dissents(&mut tx, programme, manager.id).await.unwrap().is_empty());
        assert_eq!(store::decisions(&mut tx, programme).await.unwrap()[0].taken_back, 1);
        deciding::dissent(&mut tx, &scene.employee, first.id, true, say).await.unwrap();

        // Whoever has not seen the first decision is told.
        let unseen =
            deciding::decide(&mut tx, manager, &scene.decision(0, 0, "aside"), now()).await;
        assert!(refusal(unseen).contains("has decided about this concept meanwhile"));
        deciding::decide(&mut tx, manager, &scene.decision(0, 1, "rework"), now()).await.unwrap();
        let thing = (provenance::Kind::Concept, scene.concepts[0].into());
        let kept = reviews::store::keeping(&mut tx, thing).await.unwrap();
        let decided = scene.decision(0, 1, "rework");
        assert_eq!(
            (kept.owner_id, kept.review_on, kept.revision),
            (Some(decided.owner), Some(decided.review_on), 2)
        );
        let all = store::decisions(&mut tx, programme).await.unwrap();
        let told: Vec<_> =
            all.iter().map(|d| (d.number, d.verdict, d.change_reason.as_str())).collect();
        assert_eq!(told, [(2, Verdict::Rework, "Cambió el costo"), (1, Verdict::Accept, "")]);
        let late = deciding::dissent(&mut tx, manager, first.id, false, "Tarde").await;
        assert_eq!(refusal(late), texts().problems.replaced_meanwhile);
        let kept = deciding::take_back(&mut tx, &scene.employee, first.id).await;
        assert_eq!(refusal(kept), texts().problems.replaced_meanwhile);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_written_outside_the_phase_or_without_the_right() {
    each_engine(|db| async move {
        let (scene, round, criteria) = Scene::open(&db).await;
        let form = scene.judgement(round, 0, &criteria, &["7", "5"]);
        let north = actor(&db, scene.demo.cast.manager_north).await;
        assert_eq!(judge(&db, &north, &form).await, Err(Error::NotFound));
        // Sees everything, but does not take part.
        let looker = actor(&db, scene.demo.cast.instructor2).await;
        assert_eq!(judge(&db, &looker, &form).await, Err(Error::Forbidden));
        let mut tx = db.write().await.unwrap();
        let revealed =
            working::reveal(&mut tx, &scene.employee, scene.programme, round, now()).await;
        assert_eq!(revealed, Err(Error::Forbidden));
        drop(tx);
        by_hand(&db, "UPDATE programmes SET phase = 4 WHERE phase = 3").await.unwrap();
        let late = judge(&db, &scene.employee, &form).await;
        assert_eq!(refusal(late), (phases::texts::texts().phase_over)(3, 4));
        by_hand(&db, "UPDATE programmes SET phase = 2 WHERE phase = 4").await.unwrap();
        let early = judge(&db, &scene.employee, &form).await;
        assert_eq!(refusal(early), (phases::texts::texts().phase_not_yet)(3, 2));
    })
    .await;
}

/// The page of today calls to judge whoever takes part, until they have judged all.
#[tokio::test]
async fn judging_waits_for_those_who_have_not_judged_all() {
    each_engine(|db| async move {
        let (scene, round, criteria) = Scene::open(&db).await;
        let judges = scene.judges(&db, 2).await;
        let waits = async |person| {
            let mut tx = db.read().await.unwrap();
            let around = today::store::Around::of(person, now(), now().date_naive());
            let waiting = today::store::waiting(&mut tx, around).await.unwrap();
            let mut open =
                waiting.into_iter().filter(|one| one.what == today::store::What::Judging);
            open.next().map(|one| ProgrammeId::from(one.subject_id))
        };
        for place in 0..3 {
            assert_eq!(waits(judges[0].id).await, Some(scene.programme));
            let judged = scene.judgement(round, place, &criteria, &["1000", "3"]);
            judge(&db, &judges[0], &judged).await.unwrap();
        }
        assert_eq!(waits(judges[0].id).await, None);
        assert_eq!(waits(judges[1].id).await, Some(scene.programme));
        assert_eq!(waits(scene.demo.cast.manager_north).await, None);
    })
    .await;
}
