//! Who hears of visits, on both engines.

use chrono::TimeDelta;

use super::*;
use crate::{
    db::{Db, testing::each_engine},
    demo::{self, Cast},
    mail::written::{self, fact, waiting},
    people::BranchId,
    sessions::{self, SessionId, letters::Before},
    visits::{
        Visit,
        proposing::{Outcome, Proposal},
        store::{NewVisit, Why},
    },
};

mod handing;

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

fn march(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn rota() -> Rota {
    Rota { id: DraftId::from(uuid::Uuid::from_u128(7)), from: march(9), to: march(20) }
}

async fn add(
    tx: &mut Tx,
    by: PersonId,
    (branch, instructor, day): (BranchId, PersonId, u32),
) -> SessionId {
    let starts_at = zones::start_of_day(march(day), "America/Lima") + TimeDelta::hours(9);
    let visit = NewVisit {
        id: SessionId::new(),
        topic: "Visita a la sede".into(),
        prompt: String::new(),
        branch,
        instructor,
        day: march(day),
        anyway: false,
        starts_at,
        ends_at: starts_at + TimeDelta::hours(3),
        time_zone: "America/Lima".into(),
        late_after_minutes: 10,
    };
    let why = Why { by, at: now(), reason: "" };
    store::add(tx, &visit, &why).await.unwrap();
    visit.id
}

/// Two visits of Lucía and one of Marco; the rota is told.
async fn rota_of_three(db: &Db) -> (Cast, [SessionId; 3]) {
    let cast = demo::fill_cast(db, now()).await.unwrap();
    written::set_up(db).await;
    let mut tx = db.write().await.unwrap();
    let one = add(&mut tx, cast.hr, (cast.north, cast.instructor, 9)).await;
    let two = add(&mut tx, cast.hr, (cast.south, cast.instructor, 10)).await;
    let other = add(&mut tx, cast.hr, (cast.north, cast.instructor2, 16)).await;
    keep_draft(&mut tx, cast.hr).await;
    published(&mut tx, now(), rota(), cast.hr).await.unwrap();
    tx.commit().await.unwrap();
    (cast, [one, two, other])
}

async fn keep_draft(tx: &mut Tx, by: PersonId) {
    let outcome = Outcome::default();
    let proposal = Proposal { lines: Vec::new(), outcome };
    let span = (rota().from, rota().to);
    store::add_draft(tx, rota().id, span, &proposal, by, now()).await.unwrap();
    store::end_draft(tx, rota().id, "published", by, now()).await.unwrap();
}

async fn visit(tx: &mut Tx, by: PersonId, id: SessionId) -> Visit {
    let scope = crate::access::store::scope_of(tx, by).await.unwrap();
    store::find(tx, &scope, id).await.unwrap().unwrap()
}

/// Another day or another instructor, as the command does it.
async fn change(db: &Db, by: PersonId, id: SessionId, to: impl Fn(Visit) -> Visit) {
    let mut tx = db.write().await.unwrap();
    let from = visit(&mut tx, by, id).await;
    let session = sessions::store::by_id(&mut tx, id).await.unwrap().unwrap();
    let before = Before::of(&mut tx, &session, now()).await.unwrap().unwrap();
    let to = to(from.clone());
    store::save(&mut tx, &from, &to, &Why { by, at: now(), reason: "Paro" }).await.unwrap();
    before.tell_changes(&mut tx, now(), &session, "Paro", by).await.unwrap();
    tx.commit().await.unwrap();
}

fn later(days: i64) -> impl Fn(Visit) -> Visit {
    move |visit| Visit {
        day: visit.day + TimeDelta::days(days),
        starts_at: visit.starts_at + TimeDelta::days(days),
        ends_at: visit.ends_at + TimeDelta::days(days),
        ..visit
    }
}

#[tokio::test]
async fn a_rota_is_one_letter_for_each_person() {
    each_engine(|db| async move {
        let (cast, _) = rota_of_three(&db).await;
        let letters = waiting(&db).await;
        let of = |person: PersonId| {
            let mut found = letters.iter().filter(|(id, ..)| *id == person);
            let one = found.next().unwrap();
            assert!(found.next().is_none(), "{letters:?}");
            &one.2
        };
        let lucia = of(cast.instructor);
        assert!(lucia.subject.starts_with("Tus visitas del "), "{lucia:?}");
        let branches: Vec<&str> = lucia.facts.iter().map(|(_, branch)| branch.as_str()).collect();
        assert_eq!(branches, ["Sede Norte", "Sede Sur"]);
        assert_eq!(of(cast.instructor2).facts.len(), 1);
        let leads = of(cast.manager_north);
        assert!(leads.subject.starts_with("Visitas a tu sede del "), "{leads:?}");
        assert_eq!(leads.facts.len(), 2);
        assert!(leads.facts[1].1.contains("Marco"), "{leads:?}");
        // Neither the people of the branches nor whoever published it.
        assert!(letters.iter().all(|(id, ..)| ![cast.employee, cast.hr].contains(id)));
    })
    .await;
}

#[tokio::test]
async fn a_rota_that_waits_is_written_anew_when_a_visit_changes() {
    each_engine(|db| async move {
        let (cast, [one, ..]) = rota_of_three(&db).await;
        let many = waiting(&db).await.len();
        change(&db, cast.hr, one, later(2)).await;
        let letters = waiting(&db).await;
        assert_eq!(letters.len(), many, "{letters:?}");
        let mine = &letters.iter().find(|(id, ..)| *id == cast.instructor).unwrap().2;
        assert!(mine.facts[1].0.starts_with("Miércoles 11 de marzo"), "{mine:?}");

        // Called off before anybody heard of it: it is in no list, and no letter is about it.
        let mut tx = db.write().await.unwrap();
        let session = sessions::store::by_id(&mut tx, one).await.unwrap().unwrap();
        let visit = visit(&mut tx, cast.hr, one).await;
        let why = Why { by: cast.hr, at: now(), reason: "Paro" };
        store::call_off(&mut tx, &visit, &why).await.unwrap();
        sessions::letters::cancelled(&mut tx, now(), &session, "Paro", cast.hr).await.unwrap();
        tx.commit().await.unwrap();
        let letters = waiting(&db).await;
        assert_eq!(letters.len(), many);
        let mine = &letters.iter().find(|(id, ..)| *id == cast.instructor).unwrap().2;
        assert_eq!(mine.facts.len(), 1, "{mine:?}");
    })
    .await;
}

#[tokio::test]
async fn a_visit_that_is_moved_or_handed_over_is_told_to_those_it_concerns() {
    each_engine(|db| async move {
        let (cast, [one, _, other]) = rota_of_three(&db).await;
        written::delivered(&db, now()).await;
        change(&db, cast.hr, one, later(2)).await;
        let letters = waiting(&db).await;
        let mut told: Vec<PersonId> = letters.iter().map(|(person, ..)| *person).collect();
        told.sort();
        let mut expected = vec![cast.instructor, cast.manager_north];
        expected.sort();
        assert_eq!(told, expected);
        let (_, kind, content) = &letters[0];
        assert_eq!(*kind, LetterKind::Change);
        assert_eq!(content.lines, ["Hay un cambio en esta visita."]);
        assert!(fact(content, "Cuándo").starts_with("Miércoles 11"), "{content:?}");
        assert!(fact(content, "Cuándo").contains("(antes: Lunes 9"), "{content:?}");
        assert_eq!(fact(content, "Motivo"), "Paro");
        assert_eq!(content.link.as_ref().unwrap().1, crate::routes::visit(one));

        // Handed over: one goes, one need not, and the branch hears who comes.
        written::delivered(&db, now()).await;
        let to = cast.instructor;
        change(&db, cast.hr, other, move |visit| Visit { instructor_id: to, ..visit }).await;
        let letters = waiting(&db).await;
        assert_eq!(letters.len(), 3, "{letters:?}");
        let of = |person: PersonId| letters.iter().find(|(id, ..)| *id == person).unwrap();
        assert_eq!(of(cast.instructor).1, LetterKind::Invitation);
        assert_eq!(of(cast.instructor).2.lines, ["Tienes a cargo esta visita."]);
        assert_eq!(of(cast.instructor2).2.lines, ["Ya no tienes a cargo esta visita."]);
        assert!(fact(&of(cast.manager_north).2, "Va").contains("(antes: Marco"));
    })
    .await;
}
