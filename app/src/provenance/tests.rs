//! From a practice back to what was said, and onward, without a hidden name.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{StepKind, store};
use crate::{
    access, archetypes,
    db::testing::each_engine,
    demo::{self, Demo},
    knowledge, people,
    people::PersonId,
    practices,
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn the_whole_way_is_found_from_either_end() {
    each_engine(|db| async move {
        let Demo { cast, calendar, .. } = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let token = PersonId::new().to_string();
        access::store::add_sign_in(&mut tx, cast.manager, token.as_bytes(), "test", now())
            .await
            .unwrap();
        let limits = crate::request::Limits::default();
        let actor = access::store::actor(&mut tx, token.as_bytes(), limits, now()).await.unwrap();
        let scope = actor.unwrap().0.scope();

        let board = practices::store::board(&mut tx, calendar.reports).await.unwrap();
        let at_north = board.iter().find(|p| p.branch_id == Some(cast.north)).unwrap();
        let practice = (StepKind::Practice, Uuid::from(at_north.id));
        let chain = store::chain(&mut tx, practice).await.unwrap();
        let kinds = |kind| chain.things.iter().filter(|(other, _)| *other == kind).count();
        let accepted = archetypes::store::accepted(&mut tx, calendar.reports).await.unwrap();
        // One of the two accepted concepts was made of two others.
        assert_eq!(accepted.len(), 2);
        assert_eq!((kinds(StepKind::Archetype), kinds(StepKind::Concept)), (1, 4));
        // Both came in by what was decided about them.
        assert_eq!(kinds(StepKind::Decision), 2);
        let place = |id: Uuid| chain.things.iter().position(|(_, other)| *other == id).unwrap();
        for concept in &accepted {
            let archetype = place(at_north.archetype_id.into());
            assert!(!chain.links.contains(&(place(concept.id), archetype)));
            let next: Vec<_> =
                chain.links.iter().filter(|(from, _)| *from == place(concept.id)).collect();
            assert_eq!(chain.things[next[0].1].0, StepKind::Decision);
            let decision =
                store::node(&mut tx, &scope, StepKind::Decision, chain.things[next[0].1].1);
            let decision = decision.await.unwrap().unwrap();
            assert!(decision.href.ends_with(&format!("#concept-{}", concept.id)), "{decision:?}");
            assert!(decision.label.starts_with("Accepted: "), "{decision:?}");
        }
        assert!(kinds(StepKind::Note) >= 4, "{chain:?}");
        assert_eq!(chain.things.len() - 1, chain.before);

        // An adaptation comes back as a note, and the way goes on.
        let wall = knowledge::store::wall(&mut tx, calendar.of_2022[0], None, 1).await.unwrap();
        let step = practices::store::Step {
            to: practices::PracticeState::Adapted,
            on: "2026-03-04".parse().unwrap(),
            reason: "Con señas",
            evidence: "Se ve",
            note: Some(wall[0].id),
            by: cast.manager,
            at: now(),
        };
        practices::store::take_on(&mut tx, at_north, at_north.revision, &step).await.unwrap();
        let (after, _) = store::follow(&mut tx, &[practice], true).await.unwrap();
        assert_eq!(after[0], (StepKind::Note, Uuid::from(wall[0].id)));

        // From a note that became a concept, forward to the same practice and beyond.
        let concept = (StepKind::Concept, accepted[0].id);
        let (back, _) = store::follow(&mut tx, &[concept], false).await.unwrap();
        let (onward, _) = store::follow(&mut tx, &back[..1], true).await.unwrap();
        assert!(onward.contains(&concept) && onward.contains(&practice));

        // Nobody else is told whose a hidden note is.
        let mut hidden = 0;
        for (kind, id) in chain.things.iter().filter(|(kind, _)| *kind == StepKind::Note) {
            let node = store::node(&mut tx, &scope, *kind, *id).await.unwrap().unwrap();
            let note =
                knowledge::store::find(&mut tx, &scope, (*id).into()).await.unwrap().unwrap();
            if !matches!(note.author, knowledge::Author::Named { .. }) {
                hidden += 1;
                for person in people::store::briefs(&mut tx, &cast.people).await.unwrap() {
                    assert!(!node.about.contains(&person.name), "{node:?}");
                }
            }
        }
        assert!(hidden > 0);
    })
    .await;
}
