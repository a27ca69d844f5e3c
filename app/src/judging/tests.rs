//! The story of judging on both engines, and what happens when people act at once.

mod parts;
mod races;
mod rework;
mod story;

use chrono::{DateTime, Utc};

use super::{
    ConceptId, Criterion, RoundId,
    forms::{self, DecisionForm},
    library, store,
    working::{self, field},
};
use crate::{
    access::{self, Actor},
    db::{Db, Tx, execute},
    demo::{self, Demo},
    error::{Error, Result},
    people::PersonId,
    programmes::ProgrammeId,
    request::{Limits, Typed},
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

/// A programme in its third phase, with three concepts.
struct Scene {
    demo: Demo,
    programme: ProgrammeId,
    concepts: Vec<ConceptId>,
    manager: Actor,
    employee: Actor,
}

impl Scene {
    async fn set(db: &Db) -> Scene {
        let demo = demo::fill(db, now()).await.unwrap();
        let programme = demo.calendar.current;
        let mut tx = db.write().await.unwrap();
        let concepts = demo::ready_to_judge(&mut tx, &demo.cast, programme, now()).await.unwrap();
        tx.commit().await.unwrap();
        Scene {
            manager: actor(db, demo.cast.manager).await,
            employee: actor(db, demo.cast.employee).await,
            programme,
            concepts,
            demo,
        }
    }

    /// With an open round by "impact" (60) and "feasible" (40).
    async fn open(db: &Db) -> (Scene, RoundId, Vec<Criterion>) {
        let scene = Scene::set(db).await;
        let mut tx = db.write().await.unwrap();
        let entries: Vec<_> =
            ["impact", "feasible"].into_iter().filter_map(library::entry).collect();
        working::choose(&mut tx, &scene.manager, scene.programme, &entries, now()).await.unwrap();
        let round = store::rounds(&mut tx, scene.programme).await.unwrap()[0].id;
        let criteria = store::criteria(&mut tx, round).await.unwrap();
        for (criterion, weight) in criteria.iter().zip([60, 40]) {
            store::set_weight(&mut tx, criterion.id, weight).await.unwrap();
        }
        working::open(&mut tx, &scene.manager, scene.programme, round, &[], now()).await.unwrap();
        tx.commit().await.unwrap();
        (scene, round, criteria)
    }

    /// The form of a judgement about one of the concepts.
    fn judgement(
        &self,
        round: RoundId,
        concept: usize,
        criteria: &[Criterion],
        values: &[&str],
    ) -> Typed {
        let ids =
            [self.programme.to_string(), round.to_string(), self.concepts[concept].to_string()];
        let fields: Vec<String> = criteria.iter().map(|criterion| field(criterion.id)).collect();
        ["programme", "round", "concept"]
            .into_iter()
            .zip(ids.iter().map(String::as_str))
            .chain(fields.iter().map(String::as_str).zip(values.iter().copied()))
            .collect()
    }

    /// The people of the central branch.
    async fn judges(&self, db: &Db, count: usize) -> Vec<Actor> {
        let mut judges = Vec::new();
        for person in &self.demo.cast.people_central[..count] {
            judges.push(actor(db, *person).await);
        }
        judges
    }

    fn decision(&self, concept: usize, after: i64, verdict: &str) -> DecisionForm {
        let (id, owner) = (self.concepts[concept].to_string(), self.employee.id.to_string());
        let after = after.to_string();
        let fields = [
            ("concept", id.as_str()),
            ("revision", "1"),
            ("after", &after),
            ("verdict", verdict),
            ("options", "Todo o nada"),
            ("reasons", "Conviene"),
            ("change_reason", "Cambió el costo"),
            ("owner", &owner),
            ("review_on", "2026-06-01"),
        ];
        forms::decision(&fields.into_iter().collect()).unwrap()
    }
}

async fn actor(db: &Db, person: PersonId) -> Actor {
    let mut tx = db.write().await.unwrap();
    let token = format!("{person}/{}", uuid::Uuid::now_v7());
    access::store::add_sign_in(&mut tx, person, token.as_bytes(), "", now()).await.unwrap();
    let found = access::store::actor(&mut tx, token.as_bytes(), Limits::default(), now()).await;
    tx.commit().await.unwrap();
    found.unwrap().unwrap().0
}

/// Judges in a transaction of its own.
async fn judge(db: &Db, actor: &Actor, form: &Typed) -> Result<String> {
    let mut tx = db.write().await?;
    let next = working::judge(&mut tx, actor, form).await?;
    tx.commit().await?;
    Ok(next.0)
}

/// What a refused form says about itself as a whole.
fn refusal<T: std::fmt::Debug>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Invalid(problems)) => {
            problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join(" ")
        }
        other => panic!("not refused: {other:?}"),
    }
}

/// Tries what only somebody at the database itself could do.
async fn by_hand(db: &Db, statement: &'static str) -> Result<()> {
    async fn run(tx: &mut Tx, statement: &'static str) -> Result<()> {
        execute!(tx, sqlx::query(statement));
        Ok(())
    }
    let mut tx = db.write().await?;
    run(&mut tx, statement).await?;
    tx.commit().await
}
