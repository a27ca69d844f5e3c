//! The story of the index: what is in it, who finds it and in which order.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use futures::future::join_all;
use uuid::Uuid;

use super::{
    State, catching_up,
    finding::{self, Filter},
    store::{self, Within},
    words::Query,
};
use crate::{
    access::{Actor, Grant, Role},
    archetypes::{self, ArchetypeId, Part, building::Written},
    concepts::{self, ConceptState},
    db::{Db, Tx, execute, on, testing::each_engine},
    demo::{self, Demo},
    knowledge::{self, NoteId, draft::Draft, sharing},
    people::{self, PersonId},
    provenance::{self, Kind, Thing},
    reviews,
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

fn actor(demo: &Demo, id: PersonId, grants: &[Grant]) -> Actor {
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

fn admin(demo: &Demo) -> Actor {
    actor(demo, demo.cast.admin, &[Grant::everywhere(Role::Admin)])
}

fn manager_north(demo: &Demo) -> Actor {
    let grant = Grant { role: Role::Manager, branch: Some(demo.cast.north), department: None };
    actor(demo, demo.cast.manager_north, &[grant])
}

/// Somebody of another branch, without a role.
fn stranger(demo: &Demo) -> Actor {
    let away = |id: &&PersonId| !demo.cast.people_central.contains(id) && **id != demo.cast.hr;
    let id = demo.cast.people.iter().rev().find(away).unwrap();
    actor(demo, *id, &[])
}

async fn find(db: &Db, who: &Actor, filter: Filter) -> Vec<Thing> {
    let mut tx = db.read().await.unwrap();
    let places = store::places(&mut tx, &who.scope()).await.unwrap();
    let found = finding::find(&mut tx, &who.scope(), &places, &filter).await.unwrap();
    assert!(!found.more);
    found.things.into_iter().map(|(thing, _)| thing).collect()
}

async fn search(db: &Db, who: &Actor, words: &str) -> Vec<Thing> {
    find(db, who, Filter { query: Query::of(words), ..Filter::default() }).await
}

fn kinds(things: &[Thing]) -> BTreeSet<Kind> {
    things.iter().map(|(kind, _)| *kind).collect()
}

/// Everything there is.
async fn all(tx: &mut Tx) -> Vec<Thing> {
    const ALL: &str = "SELECT 'note' AS kind, id FROM notes WHERE deleted_at IS NULL AND taken_at IS NULL \
        UNION ALL SELECT 'concept', id FROM concepts \
        UNION ALL SELECT 'archetype', id FROM archetypes \
        UNION ALL SELECT 'practice', id FROM practices";
    on!(tx, c => sqlx::query_as(ALL).fetch_all(c).await).unwrap()
}

/// A note of a moment.
async fn share(db: &Db, demo: &Demo, who: &Actor, text: &str, hidden: bool) -> NoteId {
    let draft = Draft::of(text).unwrap();
    let mut tx = db.write().await.unwrap();
    let session = demo.calendar.today;
    let id = sharing::share(&mut tx, who, session, &draft, hidden, now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn archetype(db: &Db, demo: &Demo) -> ArchetypeId {
    let mut tx = db.read().await.unwrap();
    archetypes::store::list(&mut tx, demo.calendar.reports).await.unwrap()[0].id
}

#[tokio::test]
async fn everybody_finds_exactly_what_their_pages_show() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let employee = actor(&demo, demo.cast.employee, &[]);
        let instructor = actor(&demo, demo.cast.instructor, &[Grant::everywhere(Role::Instructor)]);
        // A note of hers in a session that she does not see.
        let strange = stranger(&demo);
        let draft = Draft::of("Una nota de antes").unwrap();
        let mut tx = db.write().await.unwrap();
        let own = knowledge::store::NewNote {
            id: NoteId::new(),
            session: demo.calendar.today,
            author: strange.id,
            name_hidden: true,
            draft: &draft,
            sequence: knowledge::store::next_sequence(&mut tx, demo.calendar.today).await.unwrap(),
            at: now(),
        };
        knowledge::store::add(&mut tx, own).await.unwrap();
        tx.commit().await.unwrap();

        let mut seen = Vec::new();
        for who in [admin(&demo), employee, instructor, manager_north(&demo), strange] {
            let found: BTreeSet<Thing> =
                find(&db, &who, Filter::default()).await.into_iter().collect();
            let mut tx = db.read().await.unwrap();
            let mut shown = BTreeSet::new();
            for (kind, id) in all(&mut tx).await {
                let node = provenance::store::node(&mut tx, &who.scope(), kind, id).await.unwrap();
                // What is only read because of a practice is reached from there, not by searching.
                shown.extend(node.filter(|node| !node.only_read).map(|_| (kind, id)));
            }
            assert_eq!(found, shown, "{}", who.id);
            seen.push(found.len());
        }
        // All, and of the others each something else: five practices, one archetype, six concepts.
        assert!(seen[0] > 6 + 6 + 1 + 5, "{seen:?}");
        assert!(seen[4] >= 1 && seen[4] < seen[0], "{seen:?}");
    })
    .await;
}

#[tokio::test]
async fn all_kinds_are_found_and_titles_come_first() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let admin = admin(&demo);
        let found = search(&db, &admin, "informes").await;
        assert_eq!(kinds(&found).len(), 4, "{found:?}");
        // "Doble control de informes" and the practices of it, before texts that mention one.
        assert_ne!(found[0].0, Kind::Note);
        assert!(found.len() > 6);
        assert_eq!(search(&db, &admin, "\"control doble\"").await, []);
        let phrase = search(&db, &admin, "\"doble control\"").await;
        assert_eq!(kinds(&phrase), [Kind::Archetype, Kind::Practice].into());

        let of = |kind| Filter { kind: Some(kind), ..Filter::default() };
        assert_eq!(kinds(&find(&db, &admin, of(Kind::Concept)).await), [Kind::Concept].into());
        let state = |state| Filter { state: Some(state), ..Filter::default() };
        // Two became part of another one, and stay to be found as such.
        let merged = find(&db, &admin, state(State::Merged)).await;
        assert_eq!((merged.len(), kinds(&merged)), (2, [Kind::Concept].into()));
        let query = Query::of("DNI en voz alta");
        assert_eq!(find(&db, &admin, Filter { query, ..state(State::Merged) }).await.len(), 1);
        assert_eq!(find(&db, &admin, state(State::Adopted)).await.len(), 2);
        assert_eq!(find(&db, &admin, state(State::Declined)).await.len(), 1);
        assert_eq!(find(&db, &admin, state(State::Released)).await.len(), 1);
        assert_eq!(find(&db, &admin, state(State::Building)).await, []);
        // A branch has the practices that came to it, what its programmes made, and notes about it.
        let within = |within| Filter { within, ..Filter::default() };
        let north = Within { branch: Some(demo.cast.north), ..Within::default() };
        let north = find(&db, &admin, within(north)).await;
        assert_eq!((north.len(), kinds(&north)), (2, [Kind::Note, Kind::Practice].into()));
        let reports = Within { programme: Some(demo.calendar.reports), ..Within::default() };
        assert_eq!(kinds(&find(&db, &admin, within(reports)).await).len(), 4);
    })
    .await;
}

#[tokio::test]
async fn the_newest_come_first_when_no_words_are_asked() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let ana = actor(&demo, demo.cast.employee, &[]);
        let note = share(&db, &demo, &ana, "La última", false).await;
        let mut tx = db.read().await.unwrap();
        let places = store::places(&mut tx, &ana.scope()).await.unwrap();
        let found =
            finding::find(&mut tx, &ana.scope(), &places, &Filter::default()).await.unwrap();
        assert_eq!(found.things[0], ((Kind::Note, note.into()), now()));
        let moments: Vec<_> = found.things.iter().map(|(_, at)| *at).collect();
        assert!(moments.is_sorted_by(|one, next| one >= next), "{moments:?}");
        let july: DateTime<Utc> = "2022-07-15T00:00:00Z".parse().unwrap();
        let august: DateTime<Utc> = "2022-08-01T00:00:00Z".parse().unwrap();
        let filter = Filter { from: Some(july), until: Some(august), ..Filter::default() };
        let between = find(&db, &ana, filter).await;
        let expected = moments.iter().filter(|at| (july..august).contains(*at)).count();
        assert!(expected > 0);
        assert_eq!(between.len(), expected);
    })
    .await;
}

#[tokio::test]
async fn a_hidden_author_is_found_by_nobody_else() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (ana, admin) = (actor(&demo, demo.cast.employee, &[]), admin(&demo));
        let open = share(&db, &demo, &ana, "Abierta", false).await;
        let hidden = share(&db, &demo, &ana, "Escondida", true).await;
        let by_name = async |who: &Actor, name: &str| {
            let people = people::store::named(&mut db.read().await.unwrap(), name).await.unwrap();
            find(&db, who, Filter { people: Some(people), ..Filter::default() }).await
        };
        let (open, hidden) = ((Kind::Note, open.into()), (Kind::Note, Uuid::from(hidden)));
        for who in [&admin, &ana] {
            let found = by_name(who, "torres ANA").await;
            assert!(found.contains(&open) && !found.contains(&hidden));
        }
        for words in ["Ana Torres", "ana", &format!("h{}", Uuid::from(ana.id).simple())] {
            assert!(!search(&db, &admin, words).await.contains(&hidden), "{words}");
        }
        // By her address nobody is found, whose name does not hold it.
        assert_eq!(by_name(&admin, "employee@respira.example").await, []);
        assert_eq!(by_name(&admin, "Nadie Así").await, []);
        let mine = Filter { mine: true, ..Filter::default() };
        let found = find(&db, &ana, mine.clone()).await;
        assert!(found.contains(&open) && found.contains(&hidden));
        assert!(!find(&db, &admin, mine).await.contains(&hidden));

        // Whoever hides their name later is not found by it any more.
        let draft = Draft::of("Abierta").unwrap();
        let mut tx = db.write().await.unwrap();
        sharing::edit(&mut tx, &ana, open.1.into(), 1, &draft, true, now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!by_name(&admin, "Ana Torres").await.contains(&open));
    })
    .await;
}

#[tokio::test]
async fn what_is_changed_is_found_as_it_is_now() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let admin = admin(&demo);
        let id = archetype(&db, &demo).await;
        let thing = (Kind::Archetype, Uuid::from(id));
        let mut tx = db.write().await.unwrap();
        archetypes::store::rename(&mut tx, id, 1, "Relevo sin papeles").await.unwrap();
        let text = Written::of("Usamos un tablero kanban", "text").unwrap();
        let part = archetypes::store::parts(&mut tx, id).await.unwrap().remove(3);
        archetypes::store::save_part(
            &mut tx,
            (id, part.part),
            part.revision,
            &text,
            admin.id,
            now(),
        )
        .await
        .unwrap();
        // Read inside the same transaction, as whoever changes it would.
        tx.commit().await.unwrap();
        assert_eq!(search(&db, &admin, "relevo").await[0], thing);
        assert!(search(&db, &admin, "kanbans").await.contains(&thing));
        assert!(
            !search(&db, &admin, "carnés viejos lector código barras puesto")
                .await
                .contains(&thing)
        );

        // A practice is found by where it went, whatever that is called by now.
        let mut tx = db.write().await.unwrap();
        let north = people::store::branch(&mut tx, demo.cast.north).await.unwrap().unwrap();
        let form = people::BranchForm {
            name: "Sede Los Olivos".into(),
            address: north.address,
            time_zone: north.time_zone,
        };
        let saved = people::store::update_branch(&mut tx, north.id, north.revision, &form).await;
        saved.unwrap();
        tx.commit().await.unwrap();
        let found = search(&db, &admin, "olivos").await;
        assert_eq!((found.len(), kinds(&found)), (1, [Kind::Practice].into()));

        // A concept that is set aside is found in its new state at once.
        let mut tx = db.write().await.unwrap();
        let listed = concepts::store::list(&mut tx, demo.calendar.reports, "").await.unwrap();
        let one = listed.into_iter().find(|one| one.concept.state != ConceptState::Merged).unwrap();
        concepts::store::set_state(&mut tx, &one.concept, ConceptState::Split).await.unwrap();
        tx.commit().await.unwrap();
        let split = Filter { state: Some(State::Split), ..Filter::default() };
        assert_eq!(find(&db, &admin, split).await, [(Kind::Concept, one.concept.id.into())]);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_used_any_more_is_found_as_such() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let admin = admin(&demo);
        let thing = (Kind::Archetype, Uuid::from(archetype(&db, &demo).await));
        let retired = Filter { state: Some(State::Retired), ..Filter::default() };
        assert_eq!(find(&db, &admin, retired.clone()).await, []);
        let mut tx = db.write().await.unwrap();
        let (by, at) = (admin.id, now());
        let ending = reviews::store::NewEnding { thing, successor: None, reason: "x", by, at };
        reviews::store::end(&mut tx, ending).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(find(&db, &admin, retired.clone()).await, [thing]);
        // It stays what it was.
        let released = Filter { state: Some(State::Released), ..Filter::default() };
        assert_eq!(find(&db, &admin, released).await, [thing]);
        let mut tx = db.write().await.unwrap();
        let ending = reviews::store::ending(&mut tx, thing).await.unwrap().unwrap();
        reviews::store::undo(&mut tx, ending.id, by, at).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(find(&db, &admin, retired).await, []);
    })
    .await;
}

#[tokio::test]
async fn two_who_write_in_one_archetype_are_both_found() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (admin, id) = (admin(&demo), archetype(&db, &demo).await);
        let writers = Part::ALL.iter().enumerate().map(|(index, part)| {
            let (db, by) = (db.clone(), admin.id);
            tokio::spawn(async move {
                let text = Written::of(&format!("palabra{index}"), "text").unwrap();
                let mut tx = db.write().await.unwrap();
                let parts = archetypes::store::parts(&mut tx, id).await.unwrap();
                let now_at = parts.iter().find(|text| text.part == *part).unwrap().revision;
                archetypes::store::save_part(&mut tx, (id, *part), now_at, &text, by, now())
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
            })
        });
        for writer in join_all(writers).await {
            writer.unwrap();
        }
        for index in 0..Part::ALL.len() {
            let found = search(&db, &admin, &format!("palabra{index}")).await;
            assert_eq!(found, [(Kind::Archetype, id.into())], "{index}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_not_in_the_index_is_caught_up_once() {
    each_engine(|db| async move {
        demo::fill(&db, now()).await.unwrap();
        assert_eq!(catching_up::catch_up(&db).await.unwrap(), 0);
        let mut tx = db.write().await.unwrap();
        let there = all(&mut tx).await.len();
        execute_all(
            &mut tx,
            &[
                "DELETE FROM findable WHERE kind IN ('note', 'practice')",
                "UPDATE findable SET analysis = 0 WHERE kind = 'archetype'",
                "UPDATE findable SET subject_id = place_id WHERE kind = 'concept' AND number = \
             (SELECT MIN(number) FROM findable WHERE kind = 'concept')",
            ],
        )
        .await;
        tx.commit().await.unwrap();
        // Two of these may run at once, as two servers do that are started together.
        let (one, other) = tokio::join!(catching_up::catch_up(&db), catching_up::catch_up(&db));
        assert!(one.unwrap() > 0 || other.unwrap() > 0);
        assert_eq!(catching_up::catch_up(&db).await.unwrap(), 0);
        let mut tx = db.read().await.unwrap();
        const COUNT: &str = "SELECT COUNT(*) FROM findable";
        let indexed: i64 = on!(tx, c => sqlx::query_scalar(COUNT).fetch_one(c).await).unwrap();
        assert_eq!(indexed, there as i64);
    })
    .await;
}

async fn execute_all(tx: &mut Tx, statements: &[&'static str]) {
    for statement in statements {
        let mut changed =
            async || -> crate::error::Result<u64> { Ok(execute!(tx, sqlx::query(*statement))) };
        assert!(changed().await.unwrap() > 0, "{statement}");
    }
}

#[tokio::test]
async fn many_things_of_one_moment_are_all_found() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let ana = actor(&demo, demo.cast.employee, &[]);
        let (db, demo, ana) = (&db, &demo, &ana);
        let shared =
            join_all((0..40).map(|n| async move {
                share(db, demo, ana, &format!("Momento {n}"), false).await
            }))
            .await;
        let found: BTreeSet<Thing> = search(db, ana, "momento").await.into_iter().collect();
        assert_eq!(found, shared.into_iter().map(|id| (Kind::Note, id.into())).collect());
    })
    .await;
}

#[tokio::test]
async fn a_reader_of_many_places_finds_the_same_as_one_of_few() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let ana = actor(&demo, demo.cast.employee, &[]);
        let mut tx = db.read().await.unwrap();
        let scope = ana.scope();
        let places = store::places(&mut tx, &scope).await.unwrap();
        let reach = store::reach(&mut tx, &scope, &places, Within::default()).await.unwrap();
        let store::Reach::Only(few) = &reach else { panic!("she does not see everything") };
        // Beside what she sees, places where nothing is.
        let many = few.iter().copied().chain((0..300).map(|_| Uuid::now_v7())).collect();
        let many = store::Reach::Only(many);
        for words in ["", "informe", "\"voz alta\"", "고객"] {
            let query = Query::of(words);
            let mut found = Vec::new();
            for reach in [&reach, &many] {
                let asked = store::Asked {
                    query: query.as_ref(),
                    facts: Vec::new(),
                    reach,
                    numbers: (None, None),
                };
                let hits = store::candidates(&mut tx, &asked, false, 100).await.unwrap();
                found.push(hits.into_iter().map(|hit| hit.number).collect::<Vec<_>>());
            }
            assert_eq!(found[0], found[1], "{words}");
            assert_eq!(found[0].is_empty(), words == "고객", "{words}");
        }
    })
    .await;
}

/// PostgreSQL finds what is common from the newest on, and what only seems to be common by its index.
#[tokio::test]
async fn a_word_that_became_common_is_found_from_the_first_time_on() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let admin = admin(&demo);
        let before = search(&db, &admin, "mampara").await.len();
        let author = demo.cast.employee;
        let mut expected = Vec::new();
        for batch in 0..6 {
            let mut tx = db.write().await.unwrap();
            for number in 0..100 {
                let id = NoteId::new();
                let text = match (batch, number % 2) {
                    // The first time of all.
                    (0, _) if number > 0 => "Nada de eso".to_owned(),
                    (_, 0) => format!("La mampara {number} de la sede"),
                    _ => format!("La puerta {number}"),
                };
                if text.contains("mampara") {
                    expected.push((Kind::Note, id.into()));
                }
                let draft = Draft::of(&text).unwrap();
                let session = demo.calendar.today;
                let new = knowledge::store::NewNote {
                    id,
                    session,
                    author,
                    name_hidden: false,
                    draft: &draft,
                    sequence: knowledge::store::next_sequence(&mut tx, session).await.unwrap(),
                    at: now() + chrono::Duration::seconds(batch * 100 + number),
                };
                knowledge::store::add(&mut tx, new).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
        let found = search(&db, &admin, "mampara").await;
        assert_eq!(found.len(), before + expected.len());
        assert!(expected.iter().all(|thing| found.contains(thing)));
        assert_eq!(search(&db, &admin, "\"la mampara\"").await.len(), expected.len());

        // More than are ranked: the newest of them, and it says so.
        let query = Query::of("la");
        let mut tx = db.read().await.unwrap();
        let places = store::places(&mut tx, &admin.scope()).await.unwrap();
        let filter = Filter { query, ..Filter::default() };
        let found = finding::find(&mut tx, &admin.scope(), &places, &filter).await.unwrap();
        assert_eq!((found.things.len(), found.more), (finding::MOST, true));
    })
    .await;
}
