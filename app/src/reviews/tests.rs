//! Vouching, looking after and ending, on each engine.

use chrono::{DateTime, NaiveDate, Utc};
use futures::future::join_all;
use uuid::Uuid;

use super::store::{self, Filter, NewEnding, NewReview, NewVerification};
use crate::{
    access::{self, Grant, Role},
    archetypes,
    db::{Db, Tx, testing::each_engine},
    demo::{self, Demo},
    error::Error,
    execute,
    people::PersonId,
    provenance::{Kind, Thing},
    today::store::{Around, What, waiting},
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn concept(tx: &mut Tx, demo: &Demo, place: usize) -> Thing {
    let accepted = archetypes::store::accepted(tx, demo.calendar.reports).await.unwrap();
    (Kind::Concept, accepted[place].id)
}

#[tokio::test]
async fn a_thing_has_one_owner_who_is_reminded_on_its_day() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let thing = concept(&mut tx, &demo, 0).await;
        let (owner, on) = (demo.cast.employee, day("2026-03-01"));
        store::keep(&mut tx, thing, 0, Some(owner), Some(on)).await.unwrap();
        // Whoever had the page open before names nobody else by mistake.
        let late = store::keep(&mut tx, thing, 0, Some(demo.cast.hr), None).await;
        assert_eq!(late, Err(Error::Stale));
        let keeping = store::keeping(&mut tx, thing).await.unwrap();
        assert_eq!(
            (keeping.owner_id, keeping.review_on, keeping.revision),
            (Some(owner), Some(on), 1)
        );

        let waits = async |tx: &mut Tx, until: &str| {
            let found = waiting(tx, Around::of(owner, now(), day(until))).await.unwrap();
            found.into_iter().filter(|one| one.what == What::Review).count()
        };
        assert_eq!(waits(&mut tx, "2026-02-28").await, 0);
        assert_eq!(waits(&mut tx, "2026-03-01").await, 1);

        let scope = access::store::scope_of(&mut tx, owner).await.unwrap();
        let mine = Filter { mine: true, ..Filter::default() };
        let (due, total) = store::due(&mut tx, &scope, mine, 1).await.unwrap();
        assert_eq!((due.len(), total, due[0].subject_id), (1, 1, thing.1));
        assert!(!due[0].name.is_empty() && due[0].target.is_empty());

        // Looked at: the next day is set, and the history keeps who looked.
        let next = Some(day("2026-09-04"));
        store::keep(&mut tx, thing, 1, Some(owner), next).await.unwrap();
        let review =
            NewReview { thing, mark: 1, remark: "Leído", next_on: next, by: owner, at: now() };
        store::review(&mut tx, review).await.unwrap();
        assert_eq!(waits(&mut tx, "2026-03-04").await, 0);
        assert_eq!(store::reviews(&mut tx, thing).await.unwrap()[0].next_on, next);

        // What is out of use is not reviewed.
        store::keep(&mut tx, thing, 2, Some(owner), Some(on)).await.unwrap();
        let ending = NewEnding { thing, successor: None, reason: "Ya no", by: owner, at: now() };
        store::end(&mut tx, ending).await.unwrap();
        assert_eq!(waits(&mut tx, "2026-03-04").await, 0);
        assert_eq!(store::due(&mut tx, &scope, mine, 1).await.unwrap().1, 0);
    })
    .await;
}

/// Asked for all who can facilitate at once, it is what each of them sees.
#[tokio::test]
async fn who_sees_a_text_is_the_same_one_by_one_and_at_once() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let cast = &demo.cast;
        let mut tx = db.write().await.unwrap();
        let owner = cast.manager;
        let thing = concept(&mut tx, &demo, 0).await;
        store::keep(&mut tx, thing, 0, Some(owner), None).await.unwrap();
        // Who leads another branch has nothing to do with the programme, who leads its own has.
        let own = Grant { role: Role::Manager, branch: Some(cast.central), department: None };
        access::store::set_grants(&mut tx, cast.employee, &[own]).await.unwrap();
        let people = [cast.instructor, cast.employee, cast.manager_north];
        let everything = access::store::see_everything(&mut tx).await.unwrap();
        let at_once = store::who_sees(&mut tx, owner).await.unwrap();
        let mut seeing = Vec::new();
        for person in people {
            let scope = access::store::scope_of(&mut tx, person).await.unwrap();
            assert_eq!(everything.contains(&person), scope.everything());
            for one in store::owned(&mut tx, &scope, owner).await.unwrap() {
                seeing.push((person, one.subject_id));
            }
        }
        let scope = access::store::scope_of(&mut tx, owner).await.unwrap();
        let owned = store::owned(&mut tx, &scope, owner).await.unwrap();
        let all: Vec<Uuid> = owned.into_iter().map(|one| one.subject_id).collect();
        assert!(all.len() > 1 && all.contains(&thing.1));
        let mut told: Vec<(PersonId, Uuid)> = Vec::new();
        for person in people {
            let pairs = all.iter().map(|id| (person, *id));
            told.extend(pairs.filter(|one| everything.contains(&person) || at_once.contains(one)));
        }
        seeing.sort();
        told.sort();
        assert_eq!(seeing, told);
        // Some see it, and not all: else there would be nothing to tell apart.
        assert!(!told.is_empty() && told.len() < people.len() * all.len(), "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn a_verification_stays_with_its_text_and_its_name() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let thing = concept(&mut tx, &demo, 0).await;
        let by = demo.cast.instructor;
        let given = NewVerification { thing, mark: 1, remark: "Lo probé", by, at: now() };
        store::verify(&mut tx, given).await.unwrap();
        let kept = store::verifications(&mut tx, thing).await.unwrap();
        assert_eq!((kept.len(), kept[0].mark, kept[0].person_id), (1, 1, by));
        store::withdraw(&mut tx, kept[0].id, now()).await.unwrap();
        assert_eq!(store::withdraw(&mut tx, kept[0].id, now()).await, Err(Error::Stale));
        tx.commit().await.unwrap();

        // Whoever has the database cannot move it to another text, or make it go away.
        for statement in [
            "UPDATE verifications SET mark = 2",
            "DELETE FROM verifications",
            "UPDATE reviews SET remark = 'x'",
            "DELETE FROM endings",
        ] {
            let mut tx = db.write().await.unwrap();
            if statement.contains("reviews") {
                let review = NewReview { thing, mark: 1, remark: "", next_on: None, by, at: now() };
                store::review(&mut tx, review).await.unwrap();
            }
            if statement.contains("endings") {
                let ending = NewEnding { thing, successor: None, reason: "x", by, at: now() };
                store::end(&mut tx, ending).await.unwrap();
            }
            let refused = change(&mut tx, statement).await;
            assert_eq!(refused, Err(Error::Taken), "{statement}");
        }
    })
    .await;
}

async fn change(tx: &mut Tx, statement: &'static str) -> crate::error::Result<()> {
    execute!(tx, sqlx::query(statement));
    Ok(())
}

#[tokio::test]
async fn what_two_end_at_once_is_ended_once_and_can_be_undone() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let thing = concept(&mut tx, &demo, 0).await;
        let other = concept(&mut tx, &demo, 1).await;
        drop(tx);
        let by = demo.cast.manager;
        let ending = |successor: Option<Uuid>| {
            let db = db.clone();
            async move {
                let mut tx = db.write().await?;
                let reason = "Hay otro mejor";
                store::end(&mut tx, NewEnding { thing, successor, reason, by, at: now() }).await?;
                tx.commit().await
            }
        };
        let outcomes = join_all([ending(Some(other.1)), ending(None), ending(None)]).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(()) | Err(Error::Taken))));

        let mut tx = db.write().await.unwrap();
        let kept = store::ending(&mut tx, thing).await.unwrap().unwrap();
        let replaced = store::replaced(&mut tx, other).await.unwrap();
        assert_eq!(replaced.len(), usize::from(kept.successor_id.is_some()));
        store::undo(&mut tx, kept.id, by, now()).await.unwrap();
        assert_eq!(store::undo(&mut tx, kept.id, by, now()).await, Err(Error::Stale));
        assert_eq!(store::ending(&mut tx, thing).await.unwrap(), None);
        // It can be ended again, and the history keeps both.
        let again =
            NewEnding { thing, successor: Some(other.1), reason: "Otra vez", by, at: now() };
        store::end(&mut tx, again).await.unwrap();
        assert_eq!(store::endings(&mut tx, thing).await.unwrap().len(), 2);
        assert_eq!(store::replaced(&mut tx, other).await.unwrap(), [thing.1]);
    })
    .await;
}

/// What may take the place of another is of its kind, in use, and may be seen.
#[tokio::test]
async fn successors_are_of_the_same_kind() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let scope = access::store::scope_of(&mut tx, demo.cast.manager).await.unwrap();
        let programme = Some(demo.calendar.reports);
        let thing = concept(&mut tx, &demo, 0).await;
        let found = store::candidates(&mut tx, &scope, thing, programme).await.unwrap();
        // Of six concepts two were merged into this one.
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().all(|(id, ..)| *id != thing.1));
        let board = crate::practices::store::board(&mut tx, demo.calendar.reports).await.unwrap();
        let practice = (Kind::Practice, board[0].id.into());
        let found = store::candidates(&mut tx, &scope, practice, programme).await.unwrap();
        assert_eq!(found.len(), board.len() - 1);
        assert!(found.iter().all(|(_, name, target, _)| !name.is_empty() && !target.is_empty()));
    })
    .await;
}
