//! What those hear who take a visit over or give one away.

use super::*;

/// Two visits of Lucía go to Marco at once.
async fn handed_over(db: &Db) -> (Cast, [SessionId; 3]) {
    let (cast, [one, two, other]) = rota_of_three(db).await;
    written::delivered(db, now()).await;
    let mut tx = db.write().await.unwrap();
    for id in [two, one] {
        let from = visit(&mut tx, cast.hr, id).await;
        let session = sessions::store::by_id(&mut tx, id).await.unwrap().unwrap();
        let before = Before::of(&mut tx, &session, now()).await.unwrap().unwrap();
        let to = Visit { instructor_id: cast.instructor2, ..from.clone() };
        let why = Why { by: cast.hr, at: now(), reason: "Paro" };
        store::save(&mut tx, &from, &to, &why).await.unwrap();
        before.tell_changes(&mut tx, now(), &session, "Paro", cast.hr).await.unwrap();
    }
    sessions::letters::together(&mut tx, now(), &[two, one]).await.unwrap();
    tx.commit().await.unwrap();
    (cast, [one, two, other])
}

/// One letter for him and one for her. When one of the visits changes before it is sent, what it said
/// of the other stays.
#[tokio::test]
async fn several_that_are_handed_over_at_once_are_one_letter() {
    each_engine(|db| async move {
        let (cast, [one, ..]) = handed_over(&db).await;

        let letters = waiting(&db).await;
        let of = |letters: &[(PersonId, LetterKind, Content)], person: PersonId| {
            let own = letters.iter().filter(|(id, ..)| *id == person);
            own.map(|(_, kind, content)| (*kind, content.clone())).collect::<Vec<_>>()
        };
        let marco = of(&letters, cast.instructor2);
        let [(LetterKind::Invitation, content)] = &marco[..] else { panic!("{marco:?}") };
        assert_eq!(content.subject, "2 cambios en tus visitas y sesiones");
        let labels: Vec<&str> = content.facts.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(labels, ["Planificada", "Planificada", "Motivo"], "{content:?}");
        assert!(content.facts[0].1.starts_with("Visita a la sede · lunes 9"), "{content:?}");
        assert_eq!(content.link.as_ref().unwrap().1, "/visits?on=2026-03-09");
        let lucia = of(&letters, cast.instructor);
        let [(LetterKind::Change, content)] = &lucia[..] else { panic!("{lucia:?}") };
        let labels: Vec<&str> = content.facts.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(labels[..2], ["Ya no hace falta que vayas"; 2], "{content:?}");
        assert_eq!((fact(content, "Motivo"), &content.link), ("Paro", &None));
        // Whoever leads one branch has one letter about one visit, as ever.
        let leads = of(&letters, cast.manager_north);
        assert_eq!(leads.len(), 1, "{leads:?}");
        assert_eq!(leads[0].1.link.as_ref().unwrap().1, crate::routes::visit(one));

        change(&db, cast.hr, one, later(2)).await;
        let letters = waiting(&db).await;
        let marco = of(&letters, cast.instructor2);
        let mut days: Vec<&str> =
            marco.iter().map(|(_, content)| fact(content, "Cuándo")).collect();
        days.sort();
        assert!(days.len() == 2 && days[0].starts_with("Martes 10"), "{marco:?}");
        assert!(days[1].starts_with("Miércoles 11"), "{marco:?}");
        assert!(marco.iter().all(|(kind, _)| *kind == LetterKind::Invitation));
        let lucia = of(&letters, cast.instructor);
        assert!(lucia.iter().any(|(_, content)| fact(content, "Cuándo").starts_with("Martes 10")));
    })
    .await;
}

/// Lucía loses a visit. That she need not go holds whatever becomes of it, until she is to go again.
#[tokio::test]
async fn a_farewell_stays_until_the_visit_is_theirs_again() {
    each_engine(|db| async move {
        let (cast, [one, ..]) = rota_of_three(&db).await;
        written::delivered(&db, now()).await;
        let to = |instructor_id| move |visit| Visit { instructor_id, ..visit };
        let lucia = async || {
            let letters = waiting(&db).await;
            let own = letters.into_iter().filter(|(id, ..)| *id == cast.instructor);
            own.map(|(_, kind, content)| (kind, content)).collect::<Vec<_>>()
        };
        change(&db, cast.hr, one, to(cast.instructor2)).await;
        let farewell = lucia().await;
        let [(LetterKind::Farewell, content)] = &farewell[..] else { panic!("{farewell:?}") };
        assert!(fact(content, "Cuándo").starts_with("Lunes 9"), "{content:?}");
        change(&db, cast.hr, one, later(2)).await;
        assert_eq!(lucia().await, farewell);

        // Hers again before it left: she reads what holds, as one who knows the visit.
        change(&db, cast.hr, one, to(cast.instructor)).await;
        let letters = lucia().await;
        let [(LetterKind::Change, content)] = &letters[..] else { panic!("{letters:?}") };
        assert_eq!(content.lines, ["Tienes a cargo esta visita."]);
        assert!(fact(content, "Cuándo").starts_with("Miércoles 11"), "{content:?}");
        change(&db, cast.hr, one, to(cast.instructor2)).await;
        let letters = lucia().await;
        assert!(matches!(&letters[..], [(LetterKind::Farewell, _)]), "{letters:?}");

        // Called off: Marco has heard nothing yet, and what Lucía was told stays right.
        let mut tx = db.write().await.unwrap();
        let session = sessions::store::by_id(&mut tx, one).await.unwrap().unwrap();
        let visit = visit(&mut tx, cast.hr, one).await;
        let why = Why { by: cast.hr, at: now(), reason: "Paro" };
        store::call_off(&mut tx, &visit, &why).await.unwrap();
        sessions::letters::cancelled(&mut tx, now(), &session, "Paro", cast.hr).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(lucia().await, letters);
        let marco = |(id, ..): &(PersonId, LetterKind, Content)| *id == cast.instructor2;
        assert!(!waiting(&db).await.iter().any(marco));
    })
    .await;
}
