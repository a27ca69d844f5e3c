//! Sub-criteria: a department looks more closely at what everybody judges by.

use super::*;
use crate::{
    access::{Grant, Role},
    db::testing::each_engine,
    judging::texts::texts,
    people::{self, DepartmentId},
};

/// A criterion of a department as typed.
fn typed(scene: &Scene, part_of: Option<&Criterion>, department: DepartmentId) -> Typed {
    let (id, of) = (scene.programme.to_string(), part_of.map(|of| of.id.to_string()));
    let (of, department) = (of.unwrap_or_default(), department.to_string());
    let fields = [
        ("programme", id.as_str()),
        ("name", "Cola en recepción"),
        ("kind", "qualitative"),
        ("low", "Crece"),
        ("middle", "Igual"),
        ("high", "Baja"),
        ("department", &department),
        ("part_of", &of),
    ];
    fields.into_iter().collect()
}

async fn save(db: &Db, scene: &Scene, who: &Actor, form: &Typed) -> Result<()> {
    let form = forms::criterion(form)?;
    let mut tx = db.write().await?;
    working::save_criterion(&mut tx, who, scene.programme, &form, now()).await?;
    tx.commit().await
}

async fn criteria(db: &Db, scene: &Scene) -> Vec<Criterion> {
    let mut tx = db.read().await.unwrap();
    let round = store::rounds(&mut tx, scene.programme).await.unwrap()[0].id;
    store::criteria(&mut tx, round).await.unwrap()
}

fn field_of<T: std::fmt::Debug>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Invalid(problems)) => {
            problems.into_iter().map(|problem| problem.field).collect()
        }
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_department_adds_its_own_below_one_of_all() {
    each_engine(|db| async move {
        let scene = Scene::set(&db).await;
        let mut tx = db.write().await.unwrap();
        let entries: Vec<_> = ["impact", "cost"].into_iter().filter_map(library::entry).collect();
        working::choose(&mut tx, &scene.manager, scene.programme, &entries, now()).await.unwrap();
        let departments = people::store::departments(&mut tx, true).await.unwrap();
        tx.commit().await.unwrap();
        let [own, other] = [departments[0].id, departments[1].id];
        let mut head = scene.employee.clone();
        head.grants.push(Grant { role: Role::Manager, branch: None, department: Some(own) });
        let there = criteria(&db, &scene).await;
        let [impact, cost] = &there[..] else { panic!("two") };

        // Of one's own department and below another; nobody without a department to manage.
        let mine = typed(&scene, Some(impact), own);
        assert_eq!(save(&db, &scene, &scene.employee, &mine).await, Err(Error::Forbidden));
        let theirs = typed(&scene, Some(impact), other);
        assert_eq!(save(&db, &scene, &head, &theirs).await, Err(Error::Forbidden));
        let alone = save(&db, &scene, &head, &typed(&scene, None, own)).await;
        assert_eq!(field_of(alone), "part_of");
        save(&db, &scene, &head, &mine).await.unwrap();
        let there = criteria(&db, &scene).await;
        let [_, part, _] = &there[..] else { panic!("three") };
        assert_eq!((part.part_of, part.weight), (Some(impact.id), 0));
        assert!(part.title().ends_with(" › Cola en recepción"), "{}", part.title());

        // No part of a part, and what has parts stays for all.
        let deeper = save(&db, &scene, &scene.manager, &typed(&scene, Some(part), other)).await;
        assert_eq!(field_of(deeper), "part_of");
        let narrowed = Criterion { department_id: Some(other), ..impact.clone() };
        let form = forms::CriterionForm { new: false, criterion: narrowed };
        let mut tx = db.write().await.unwrap();
        let refused =
            working::save_criterion(&mut tx, &scene.manager, scene.programme, &form, now()).await;
        assert_eq!(refusal(refused), texts().problems.has_parts);

        // Its writer may take it out, but not the one above it; when that goes, it stands alone.
        let gone = working::remove_criterion(&mut tx, &head, scene.programme, cost.id).await;
        assert_eq!(gone, Err(Error::Forbidden));
        working::remove_criterion(&mut tx, &scene.manager, scene.programme, impact.id)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let there = criteria(&db, &scene).await;
        assert_eq!(there.iter().map(|one| one.part_of).collect::<Vec<_>>(), [None, None]);
    })
    .await;
}

#[tokio::test]
async fn parts_go_on_into_the_next_round() {
    each_engine(|db| async move {
        let scene = Scene::set(&db).await;
        let (manager, programme) = (&scene.manager, scene.programme);
        let judges = scene.judges(&db, 3).await;
        let mut tx = db.write().await.unwrap();
        let entries: Vec<_> = ["impact"].into_iter().filter_map(library::entry).collect();
        working::choose(&mut tx, manager, programme, &entries, now()).await.unwrap();
        let round = store::rounds(&mut tx, programme).await.unwrap()[0].id;
        let impact = store::criteria(&mut tx, round).await.unwrap().remove(0);
        let department = judges[0].department.unwrap();
        let form = forms::criterion(&typed(&scene, Some(&impact), department)).unwrap();
        working::save_criterion(&mut tx, manager, programme, &form, now()).await.unwrap();
        for (criterion, weight) in
            store::criteria(&mut tx, round).await.unwrap().iter().zip([70, 30])
        {
            store::set_weight(&mut tx, criterion.id, weight).await.unwrap();
        }
        working::open(&mut tx, manager, programme, round, &[], now()).await.unwrap();
        let first = store::criteria(&mut tx, round).await.unwrap();
        tx.commit().await.unwrap();
        for one in &judges {
            judge(&db, one, &scene.judgement(round, 0, &first[..1], &["1000"])).await.unwrap();
        }
        let mut tx = db.write().await.unwrap();
        working::reveal(&mut tx, manager, programme, round, now()).await.unwrap();
        let snapshot = store::published(&mut tx, round).await.unwrap().unwrap();
        assert_eq!(snapshot.criteria, first);
        working::again(&mut tx, manager, programme, "Falta mirar la cola", now()).await.unwrap();
        let next = store::rounds(&mut tx, programme).await.unwrap()[0].id;
        let copied = store::criteria(&mut tx, next).await.unwrap();
        assert_eq!((copied[1].part_of, copied[1].weight), (Some(copied[0].id), 30));
        assert_ne!(copied[0].id, first[0].id);
    })
    .await;
}
