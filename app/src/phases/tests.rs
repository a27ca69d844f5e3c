//! Going from phase to phase, and what a phase refuses.

use chrono::{DateTime, Utc};
use futures::future::join_all;

use super::{Gap, moving, rules, store};
use crate::{
    access::{Actor, Grant, Role},
    archetypes::{
        ArchetypeId, Part,
        building::Written,
        store::{self as building, NewTrial},
    },
    db::{Db, testing::each_engine},
    demo::{self, Demo},
    error::{Error, Result},
    knowledge::{draft::Draft, sharing},
    people::PersonId,
    practices::{self, PracticeId, PracticeState, Target, TargetKind, store::Step},
    programmes::ProgrammeId,
    provenance::Kind,
    reviews::{self, store::NewEnding},
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

pub fn actor(demo: &Demo, id: PersonId, grants: &[Grant]) -> Actor {
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
        grants: grants.to_vec(),
    }
}

fn manager(demo: &Demo) -> Actor {
    actor(demo, demo.cast.manager, &[Grant::everywhere(Role::Manager)])
}

/// Facilitates the sessions of the current programme, without any role.
fn facilitator(demo: &Demo) -> Actor {
    actor(demo, demo.cast.instructor, &[])
}

async fn go(
    db: &Db,
    who: &Actor,
    programme: ProgrammeId,
    step: (i64, i64),
    reason: &str,
) -> Result<Vec<Gap>> {
    let mut tx = db.write().await?;
    let gaps = moving::go(&mut tx, who, programme, step, reason, now()).await?;
    tx.commit().await?;
    Ok(gaps)
}

async fn share(db: &Db, demo: &Demo, person: PersonId, text: &str) -> Result<()> {
    share_as(db, demo, person, text, false).await
}

async fn share_as(db: &Db, demo: &Demo, person: PersonId, text: &str, hidden: bool) -> Result<()> {
    let draft = Draft::of(text)?;
    let mut tx = db.write().await?;
    let who = actor(demo, person, &[]);
    sharing::share(&mut tx, &who, demo.calendar.today, &draft, hidden, now()).await?;
    tx.commit().await
}

async fn phase_of(db: &Db, programme: ProgrammeId) -> i64 {
    let mut tx = db.read().await.unwrap();
    store::standing(&mut tx, programme).await.unwrap().unwrap().phase
}

#[tokio::test]
async fn a_programme_goes_on_with_its_gaps_and_a_reason() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let current = demo.calendar.current;
        let (manager, facilitator) = (manager(&demo), facilitator(&demo));
        let ana = actor(&demo, demo.cast.employee, &[]);
        let participants = demo.cast.people_central.len() as i64;

        share(&db, &demo, demo.cast.employee, "Pregunto antes de llamar").await.unwrap();
        assert_eq!(go(&db, &ana, current, (1, 2), "x").await, Err(Error::Forbidden));
        // Somebody who may not see it does not learn that it exists.
        let stranger =
            demo.cast.people.iter().find(|id| !demo.cast.people_central.contains(id)).unwrap();
        let stranger = actor(&demo, *stranger, &[]);
        assert_eq!(go(&db, &stranger, current, (1, 2), "x").await, Err(Error::NotFound));
        let refused = go(&db, &facilitator, current, (1, 2), "x").await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        let refused = go(&db, &manager, current, (1, 2), "  ").await;
        assert!(
            matches!(&refused, Err(Error::Invalid(e)) if e[0].field == "reason"),
            "{refused:?}"
        );

        // A hidden note changes no number, whether its author has shown their name elsewhere or not.
        for person in [demo.cast.employee, demo.cast.newhire] {
            share_as(&db, &demo, person, "Sin mi nombre", true).await.unwrap();
        }
        let missing = participants - 1;
        let gaps = go(&db, &manager, current, (1, 2), " El resto  ya habló ").await.unwrap();
        assert_eq!(gaps, [Gap::NotSharedByName { missing, of: participants }]);
        assert_eq!(phase_of(&db, current).await, 2);
        let mut tx = db.read().await.unwrap();
        let moves = store::moves(&mut tx, current).await.unwrap();
        assert_eq!((moves[0].from_phase, moves[0].to_phase), (1, 2));
        assert_eq!((moves[0].reason.as_str(), &moves[0].gaps.0), ("El resto ya habló", &gaps));
        drop(tx);

        // What comes late is refused in words, and going back opens the phase again.
        let refused = share(&db, &demo, demo.cast.newhire, "tarde").await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        go(&db, &manager, current, (2, 1), "Falta escuchar a laboratorio").await.unwrap();
        share(&db, &demo, demo.cast.newhire, "a tiempo").await.unwrap();

        // Nothing lacks when everybody has shared: then the facilitator goes on alone.
        for person in &demo.cast.people_central {
            share(&db, &demo, *person, "yo también").await.unwrap();
        }
        assert_eq!(go(&db, &facilitator, current, (1, 2), "").await, Ok(Vec::new()));
    })
    .await;
}

/// From nothing built to everything answered, with what lacks on the way.
#[tokio::test]
async fn the_last_two_phases_say_what_they_lack() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (current, cast) = (demo.calendar.current, &demo.cast);
        let of = cast.people_central.len() as i64;
        let lacks = |phase| {
            let db = db.clone();
            async move {
                let mut tx = db.read().await.unwrap();
                rules::gaps(phase, &store::left(&mut tx, current).await.unwrap())
            }
        };
        let mut tx = db.write().await.unwrap();
        for from in 1..4 {
            assert!(store::set_phase(&mut tx, current, from, from + 1).await.unwrap());
        }
        tx.commit().await.unwrap();
        assert_eq!(lacks(4).await, [Gap::NoArchetype]);
        // Whoever only facilitates does not go on without; the manager does, and says why.
        let refused = go(&db, &facilitator(&demo), current, (4, 5), "x").await;
        assert!(matches!(&refused, Err(Error::Invalid(_))), "{refused:?}");
        let refused = go(&db, &manager(&demo), current, (4, 5), "").await;
        assert!(matches!(&refused, Err(Error::Invalid(e)) if e[0].field == "reason"));

        // Two begin, and both of two archetypes lack a release; what is retired lacks nothing.
        let mut tx = db.write().await.unwrap();
        let ids = [ArchetypeId::new(), ArchetypeId::new()];
        for id in ids {
            let name = id.to_string();
            building::add(&mut tx, id, current, &name, cast.manager, now()).await.unwrap();
        }
        let text = Written::of("Dar un número", "text").unwrap();
        let purpose = (ids[0], Part::Purpose);
        building::save_part(&mut tx, purpose, 0, &text, cast.employee, now()).await.unwrap();
        building::add_input(&mut tx, purpose, &text, cast.newhire, now()).await.unwrap();
        building::add_input(&mut tx, purpose, &text, cast.employee, now()).await.unwrap();
        tx.commit().await.unwrap();
        let contributed = Gap::NotContributed { missing: of - 2, of };
        assert_eq!(lacks(4).await, [contributed, Gap::Unreleased { missing: 2, of: 2 }]);

        let mut tx = db.write().await.unwrap();
        let thing = (Kind::Archetype, ids[1].into());
        let (reason, by, at) = ("Sobra", cast.manager, now());
        let ending = NewEnding { thing, successor: None, reason, by, at };
        reviews::store::end(&mut tx, ending).await.unwrap();
        building::make_version(&mut tx, ids[0], "", by, at).await.unwrap();
        let trial = NewTrial {
            branch: None,
            place: "Turno tarde",
            held_on: at.date_naive(),
            measured: "Minutos de espera",
            result: "De 41 a 18",
            to_change: "",
        };
        building::add_trial(&mut tx, (ids[0], 1), trial, by, at).await.unwrap();
        building::release(&mut tx, ids[0], 1, by, at).await.unwrap();
        for person in &cast.people_central {
            building::add_input(&mut tx, purpose, &text, *person, at).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(lacks(4).await, []);
        assert_eq!(go(&db, &facilitator(&demo), current, (4, 5), "").await, Ok(Vec::new()));

        assert_eq!(lacks(5).await, [Gap::NothingOffered]);
        let mut tx = db.write().await.unwrap();
        let client = Target::Named(TargetKind::Client, "Textil Ñandú".into());
        let id = PracticeId::new();
        let mut step = Step {
            to: PracticeState::Offered,
            on: at.date_naive(),
            reason: "Tienen la misma cola",
            evidence: "",
            note: None,
            by,
            at,
        };
        practices::store::offer(&mut tx, id, (ids[0], 1), &client, &step).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(lacks(5).await, [Gap::Unanswered { missing: 1, of: 1 }]);
        let mut tx = db.write().await.unwrap();
        let board = practices::store::board(&mut tx, current).await.unwrap();
        step.to = PracticeState::Declined;
        practices::store::take_on(&mut tx, &board[0], 1, &step).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(lacks(5).await, []);
    })
    .await;
}

#[tokio::test]
async fn of_several_who_go_on_at_once_one_does() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let current = demo.calendar.current;
        let all = (0..6).map(|_| {
            let (db, who) = (db.clone(), manager(&demo));
            tokio::spawn(async move { go(&db, &who, current, (1, 2), "Ya es hora").await })
        });
        let outcomes: Vec<_> =
            join_all(all).await.into_iter().map(|outcome| outcome.unwrap()).collect();
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        // The others are told where the programme is.
        let told = outcomes.iter().filter(
            |outcome| matches!(outcome, Err(Error::Invalid(e)) if e[0].message.contains("phase 2")),
        );
        assert_eq!(told.count(), 5, "{outcomes:?}");
        let mut tx = db.read().await.unwrap();
        assert_eq!(store::moves(&mut tx, current).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_slips_in_behind_a_move() {
    each_engine(|db| async move {
        let demo = std::sync::Arc::new(demo::fill(&db, now()).await.unwrap());
        let current = demo.calendar.current;
        let shares = (0..8).map(|place| {
            let (db, demo) = (db.clone(), demo.clone());
            let person = demo.cast.people_central[place];
            tokio::spawn(async move { share(&db, &demo, person, "a la vez").await })
        });
        let shares: Vec<_> = shares.collect();
        let gaps = go(&db, &manager(&demo), current, (1, 2), "Ya es hora").await.unwrap();
        let shared = join_all(shares).await.into_iter().filter(|share| matches!(share, Ok(Ok(()))));
        let shared = shared.count() as i64;
        // Whoever was acknowledged was counted; whoever came later was refused.
        let of = demo.cast.people_central.len() as i64;
        let expected = match shared {
            0 => Gap::NoNotes,
            shared => Gap::NotSharedByName { missing: of - shared, of },
        };
        assert_eq!(gaps, [expected]);
    })
    .await;
}

#[tokio::test]
async fn the_programme_of_2022_went_through_all_phases() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        assert_eq!(phase_of(&db, demo.calendar.reports).await, 5);
        let mut tx = db.read().await.unwrap();
        assert!(store::standing(&mut tx, demo.calendar.marketing).await.unwrap().is_none());
        let moves = store::moves(&mut tx, demo.calendar.reports).await.unwrap();
        let steps: Vec<_> = moves.iter().map(|moved| (moved.from_phase, moved.to_phase)).collect();
        assert_eq!(steps, [(4, 5), (3, 4), (2, 3), (1, 2)]);
        let of = demo.cast.people_central.len() as i64;
        assert_eq!(moves[3].gaps.0, [Gap::NotSharedByName { missing: of - 4, of }]);
        // Ten people built the one archetype, which was released before they went on.
        assert_eq!(moves[0].gaps.0, [Gap::NotContributed { missing: of - 10, of }]);
        assert!(!moves[0].reason.is_empty());
    })
    .await;
}
