//! Where releases go, who sees them, and what the next turn takes along.

use chrono::{DateTime, Utc};

use super::{
    Practice, PracticeId, PracticeState, Target, TargetKind, letters, spreading,
    store::{self, Step},
    turn,
};
use crate::{
    access::{self, Actor},
    archetypes,
    db::{Tx, on, testing::each_engine},
    demo::{self, Demo},
    error::Error,
    knowledge,
    mail::written,
    people::PersonId,
    phases,
    provenance::Kind,
    reviews::{self, store::NewEnding},
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

async fn actor(tx: &mut Tx, person: PersonId) -> Actor {
    let token = PersonId::new().to_string();
    access::store::add_sign_in(tx, person, token.as_bytes(), "test", now()).await.unwrap();
    let limits = crate::request::Limits::default();
    access::store::actor(tx, token.as_bytes(), limits, now()).await.unwrap().unwrap().0
}

fn step(to: PracticeState, by: PersonId) -> Step<'static> {
    let on = "2026-03-04".parse().unwrap();
    Step { to, on, reason: "Porque sí sirve", evidence: "", note: None, by, at: now() }
}

#[tokio::test]
async fn a_release_goes_to_a_target_once_and_step_by_step() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let release = store::releases(&mut tx, calendar.reports).await.unwrap().remove(0);
        assert_eq!((release.number, release.name.as_str()), (2, "Doble control de informes"));
        drop(tx);
        let key = (release.archetype_id, release.number);
        let client = |name: &str| Target::Named(TargetKind::Client, name.into());

        let mut tx = db.write().await.unwrap();
        let offered = step(PracticeState::Offered, cast.manager);
        let id = PracticeId::new();
        store::offer(&mut tx, id, key, &client("Textil Ñandú"), &offered).await.unwrap();
        // The same client in other letters is the same client.
        let same = client("TEXTIL ñandu");
        let again = store::offer(&mut tx, PracticeId::new(), key, &same, &offered).await;
        assert_eq!(again, Err(Error::Taken));
        drop(tx);

        let mut tx = db.write().await.unwrap();
        store::offer(&mut tx, id, key, &client("Textil Ñandú"), &offered).await.unwrap();
        let scope = actor(&mut tx, cast.manager).await.scope();
        let practice = store::find(&mut tx, &scope, id).await.unwrap().unwrap();
        assert_eq!(
            (practice.state, practice.target.as_str()),
            (PracticeState::Offered, "Textil Ñandú")
        );
        let trial = step(PracticeState::InTrial, cast.manager);
        store::take_on(&mut tx, &practice, 1, &trial).await.unwrap();
        let late = step(PracticeState::Declined, cast.hr);
        assert_eq!(store::take_on(&mut tx, &practice, 1, &late).await, Err(Error::Stale));
        let moves = store::moves(&mut tx, id).await.unwrap();
        assert_eq!(
            moves.iter().map(|m| m.to_state).collect::<Vec<_>>(),
            [PracticeState::InTrial, PracticeState::Offered]
        );
        // What is not used any more stays on the board, but is offered to nobody.
        let (by, at) = (cast.manager, now());
        let thing = (Kind::Archetype, release.archetype_id.into());
        let ending = NewEnding { thing, successor: None, reason: "Hay otro mejor", by, at };
        assert!(!spreading::offered(&mut tx, calendar.reports).await.unwrap().is_empty());
        reviews::store::end(&mut tx, ending).await.unwrap();
        assert!(spreading::offered(&mut tx, calendar.reports).await.unwrap().is_empty());
        assert!(!store::releases(&mut tx, calendar.reports).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn whom_a_practice_came_to_sees_it_and_its_sheet() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let board = store::board(&mut tx, calendar.reports).await.unwrap();
        let at_north = board.iter().find(|p| p.branch_id == Some(cast.north)).unwrap();
        let at_south = board.iter().find(|p| p.branch_id == Some(cast.south)).unwrap();
        assert_eq!(at_north.state, PracticeState::Adopted);

        // The manager of the north is not of the programme, but the practice came to her.
        let scope = actor(&mut tx, cast.manager_north).await.scope();
        assert!(
            archetypes::store::find(&mut tx, &scope, at_north.archetype_id)
                .await
                .unwrap()
                .is_none()
        );
        assert!(store::find(&mut tx, &scope, at_north.id).await.unwrap().is_some());
        assert!(store::find(&mut tx, &scope, at_south.id).await.unwrap().is_none());
        let archetype = at_north.archetype_id;
        assert!(store::offered_to(&mut tx, &scope, archetype, 2).await.unwrap());
        assert!(!store::offered_to(&mut tx, &scope, archetype, 1).await.unwrap());

        // An offer that was withdrawn stays to be seen, with its reason; what it was made of does not.
        let again = step(PracticeState::Withdrawn, cast.manager);
        store::take_on(&mut tx, at_north, at_north.revision, &again).await.unwrap();
        let seen = store::find(&mut tx, &scope, at_north.id).await.unwrap().unwrap();
        assert_eq!((seen.state, &*seen.reason), (PracticeState::Withdrawn, "Porque sí sirve"));
        assert!(!store::offered_to(&mut tx, &scope, archetype, 2).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn the_next_turn_takes_open_commitments_along_first() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        // Of the demo: one practice in trial and one offered, a concept to be worked on again, then
        // the release, and what Callao brought back.
        let kinds = |carried: &[(Kind, uuid::Uuid, bool)]| {
            carried.iter().map(|(kind, _, open)| (*kind, *open)).collect::<Vec<_>>()
        };
        let open = (Kind::Practice, true);
        let carried = store::carried(&mut tx, calendar.current).await.unwrap();
        let (rework, release) = ((Kind::Concept, true), (Kind::Archetype, false));
        let note = (Kind::Note, false);
        assert_eq!(kinds(&carried), [open, open, rework, release, note]);
        // What is still open when that turn ends, goes on.
        let on = store::to_carry(&mut tx, calendar.current).await.unwrap();
        assert_eq!(on, carried[..3]);

        // The south adapts what it tried: no longer open, but there is a note to begin with.
        let board = store::board(&mut tx, calendar.reports).await.unwrap();
        let at_south = board.iter().find(|p| p.branch_id == Some(cast.south)).unwrap();
        let wall = knowledge::store::wall(&mut tx, calendar.of_2022[0], None, 1).await.unwrap();
        let adapted = Step { note: Some(wall[0].id), ..step(PracticeState::Adapted, cast.manager) };
        store::take_on(&mut tx, at_south, at_south.revision, &adapted).await.unwrap();
        let next = store::to_carry(&mut tx, calendar.reports).await.unwrap();
        assert_eq!(kinds(&next), [open, rework, release, note, note]);
        assert_eq!(next[3].1, uuid::Uuid::from(wall[0].id));

        // A concept that nobody has decided on is a commitment as open as one to be reworked.
        const UNDECIDED: &str = "UPDATE concepts SET state = 'open' WHERE state = 'rework'";
        on!(tx, c => sqlx::query(UNDECIDED).execute(c).await.map(drop)).unwrap();
        let next = store::to_carry(&mut tx, calendar.reports).await.unwrap();
        assert_eq!(kinds(&next), [open, rework, release, note, note]);

        let none = turn::carry(&mut tx, calendar.marketing, calendar.reports).await;
        assert_eq!(none, Ok(0));

        // What is adapted comes back where the next turn begins, until that goes on; then to the end.
        let wall = async |tx: &mut Tx| store::wall(tx, calendar.reports).await.unwrap().unwrap().0;
        assert_eq!(wall(&mut tx).await, calendar.today);
        phases::store::set_phase(&mut tx, calendar.current, 1, 2).await.unwrap();
        assert_eq!(wall(&mut tx).await, calendar.of_2022[4]);
    })
    .await;
}

#[tokio::test]
async fn whoever_heard_of_an_offer_hears_that_it_was_withdrawn() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, now()).await.unwrap();
        written::set_up(&db).await;
        let mut tx = db.write().await.unwrap();
        let board = store::board(&mut tx, calendar.reports).await.unwrap();
        let north = board.into_iter().find(|p| p.branch_id == Some(cast.north)).unwrap();
        let offered = Practice { state: PracticeState::Offered, ..north };
        let withdrawn =
            Practice { state: PracticeState::Withdrawn, revision: 9, ..offered.clone() };
        let (by, other) = (cast.manager, Some(cast.instructor));
        letters::offered(&mut tx, now(), &offered, by).await.unwrap();
        tx.commit().await.unwrap();

        // Who leads the branch has not heard of it; who had offered it is told.
        let mut tx = db.write().await.unwrap();
        letters::withdrawn(&mut tx, now(), &withdrawn, (by, other)).await.unwrap();
        tx.commit().await.unwrap();
        let people = async || {
            let letters = written::waiting(&db).await;
            letters.into_iter().map(|(person, ..)| person).collect::<Vec<_>>()
        };
        assert_eq!(people().await, [cast.instructor]);

        // With the letter of the offer gone, the branch hears, too.
        let again = Practice { revision: 10, ..offered };
        let mut tx = db.write().await.unwrap();
        letters::offered(&mut tx, now(), &again, by).await.unwrap();
        tx.commit().await.unwrap();
        written::delivered(&db, now()).await;
        let mut tx = db.write().await.unwrap();
        let withdrawn = Practice { revision: 11, ..withdrawn };
        letters::withdrawn(&mut tx, now(), &withdrawn, (by, Some(by))).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(people().await, [cast.manager_north]);
    })
    .await;
}
