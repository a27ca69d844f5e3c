//! From notes to concepts: written, changed, merged, split.

use chrono::{DateTime, Utc};
use futures::future::join_all;

use super::{
    ConceptId, ConceptState, choosing,
    choosing::Chosen,
    draft::{Draft, Typed},
    making::{self, Half},
    store,
    texts::texts,
    undo_texts, undoing,
};
use crate::{
    access::{Actor, Grant, Role},
    db::{Db, testing::each_engine},
    demo::{self, Demo},
    error::{Error, Result},
    knowledge::{self, NoteId, sharing},
    people::PersonId,
    phases, practices,
    programmes::ProgrammeId,
    projector,
    provenance::{self, Kind, StepKind},
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

fn draft(title: &str) -> Draft {
    let statement = "La cola avanza **sola** cuando se ve";
    Draft::of(Typed { title, statement, method: "induction", ..Typed::default() }).unwrap()
}

/// The demo, its current programme in the second phase, with two notes of one person.
async fn in_phase_two(db: &Db) -> (Demo, ProgrammeId, [NoteId; 2]) {
    let demo = demo::fill(db, now()).await.unwrap();
    let current = demo.calendar.current;
    let ana = actor(&demo, demo.cast.employee, &[]);
    let mut tx = db.write().await.unwrap();
    let mut notes = [NoteId::default(); 2];
    for (note, (text, hidden)) in
        notes.iter_mut().zip([("Doy números de papel", false), ("Me da pena hacer esperar", true)])
    {
        let draft = knowledge::draft::Draft::of(text).unwrap();
        let session = demo.calendar.today;
        *note = sharing::share(&mut tx, &ana, session, &draft, hidden, now()).await.unwrap();
    }
    assert!(phases::store::set_phase(&mut tx, current, 1, 2).await.unwrap());
    tx.commit().await.unwrap();
    (demo, current, notes)
}

fn chosen(sources: &[NoteId]) -> Chosen {
    Chosen { sources: sources.to_vec(), ..Chosen::default() }
}

async fn add(
    db: &Db,
    who: &Actor,
    programme: ProgrammeId,
    title: &str,
    chosen: Chosen,
) -> Result<ConceptId> {
    let mut tx = db.write().await?;
    let id = making::add(&mut tx, who, programme, &draft(title), &chosen, now()).await?;
    tx.commit().await?;
    Ok(id)
}

async fn save(
    db: &Db,
    who: &Actor,
    at: (ConceptId, i64),
    title: &str,
    chosen: Chosen,
) -> Result<()> {
    let mut tx = db.write().await?;
    making::save(&mut tx, who, at, &draft(title), &chosen, now()).await?;
    tx.commit().await
}

#[tokio::test]
async fn a_concept_comes_from_notes_and_keeps_every_version() {
    each_engine(|db| async move {
        let (demo, current, notes) = in_phase_two(&db).await;
        let ana = actor(&demo, demo.cast.employee, &[]);
        let diego = actor(&demo, demo.cast.newhire, &[]);
        let refused = add(&db, &diego, current, "Sin notas", chosen(&[])).await;
        assert!(
            matches!(&refused, Err(Error::Invalid(e)) if e[0].field == "sources"),
            "{refused:?}"
        );
        // A note of another programme is no source of this one.
        let mut tx = db.read().await.unwrap();
        let elsewhere = demo.calendar.of_2022[0];
        let elsewhere = knowledge::store::wall(&mut tx, elsewhere, None, 1).await.unwrap()[0].id;
        let participants = demo.cast.people_central.len();
        assert_eq!(store::without(&mut tx, current).await.unwrap().len(), participants);
        drop(tx);
        assert!(add(&db, &diego, current, "Ajena", chosen(&[elsewhere])).await.is_err());

        let with_ana = Chosen { authors: vec![ana.id], ..chosen(&notes) };
        let id = add(&db, &diego, current, "Cola a la vista", with_ana).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let concept = store::find(&mut tx, &ana.scope(), id).await.unwrap().unwrap();
        assert_eq!(concept.html, "<p>La cola avanza <strong>sola</strong> cuando se ve</p>\n");
        assert_eq!(store::authors(&mut tx, id).await.unwrap().len(), 2);
        assert_eq!(store::without(&mut tx, current).await.unwrap().len(), participants - 2);
        assert_eq!(store::from_note(&mut tx, &ana.scope(), notes[0]).await.unwrap()[0].id, id);
        drop(tx);

        // Of two who edit the same text, the older edit does not replace the newer one.
        let both = Chosen { authors: vec![ana.id, diego.id], ..chosen(&notes[..1]) };
        save(&db, &ana, (id, 1), "Cola que se ve", both.clone()).await.unwrap();
        let late = save(&db, &diego, (id, 1), "Cola ordenada", both.clone()).await;
        assert_eq!(late, Err(Error::Stale));
        let mut tx = db.read().await.unwrap();
        let revisions = store::revisions(&mut tx, id).await.unwrap();
        let titles: Vec<_> = revisions.iter().map(|r| (r.revision, r.title.as_str())).collect();
        assert_eq!(titles, [(2, "Cola que se ve"), (1, "Cola a la vista")]);
        assert_eq!(store::sources(&mut tx, id).await.unwrap(), notes[..1]);
        drop(tx);

        // Only authors and those who run the programme change it; strangers do not see it.
        let other = demo.cast.people_central.iter().find(|id| ![ana.id, diego.id].contains(id));
        let other = actor(&demo, *other.unwrap(), &[]);
        let tried = save(&db, &other, (id, 2), "Mía", both.clone()).await;
        assert_eq!(tried, Err(Error::Forbidden));
        let manager = actor(&demo, demo.cast.manager, &[Grant::everywhere(Role::Manager)]);
        save(&db, &manager, (id, 2), "De la jefatura", both.clone()).await.unwrap();
        let stranger =
            demo.cast.people.iter().find(|id| !demo.cast.people_central.contains(id)).unwrap();
        let stranger = actor(&demo, *stranger, &[]);
        let tried = save(&db, &stranger, (id, 3), "Mía", both.clone()).await;
        assert_eq!(tried, Err(Error::NotFound));

        // When the phase is over, a late edit is refused in words.
        let mut tx = db.write().await.unwrap();
        assert!(phases::store::set_phase(&mut tx, current, 2, 3).await.unwrap());
        tx.commit().await.unwrap();
        let late = save(&db, &ana, (id, 3), "Tarde", both).await;
        assert!(matches!(&late, Err(Error::Invalid(e)) if e[0].message.contains("phase 3")));
    })
    .await;
}

#[tokio::test]
async fn the_source_of_a_hidden_author_stays_hidden() {
    each_engine(|db| async move {
        let (demo, current, notes) = in_phase_two(&db).await;
        let diego = actor(&demo, demo.cast.newhire, &[]);
        let id = add(&db, &diego, current, "Cola a la vista", chosen(&notes)).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let seen = knowledge::store::of_concept(&mut tx, &diego.scope(), id).await.unwrap();
        let told = format!("{seen:?}");
        assert_eq!(told.matches("Ana Torres").count(), 1, "{told}");
        assert!(!told.contains(&demo.cast.employee.to_string()), "{told}");
        let offered = seen
            .iter()
            .map(|note| format!("{:?}", choosing::note_choice(note)))
            .collect::<String>();
        assert_eq!(offered.matches("Ana Torres").count(), 1, "{offered}");
        // Whoever does not see the session is told that there are notes, not which.
        let stranger =
            demo.cast.people.iter().find(|id| !demo.cast.people_central.contains(id)).unwrap();
        let stranger = actor(&demo, *stranger, &[]);
        let seen = knowledge::store::of_concept(&mut tx, &stranger.scope(), id).await.unwrap();
        assert!(seen.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_turn_goes_on_with_what_the_one_before_left() {
    each_engine(|db| async move {
        let (demo, current, _) = in_phase_two(&db).await;
        let diego = actor(&demo, demo.cast.newhire, &[]);
        let scope = diego.scope();
        let mut tx = db.read().await.unwrap();
        let open = choosing::left_open(&mut tx, &scope, current).await.unwrap();
        let [left] = &open[..] else { panic!("{open:?}") };
        let carried = practices::store::carried(&mut tx, current).await.unwrap();
        let note = carried.iter().find(|(kind, ..)| *kind == Kind::Note).unwrap().1;
        let next = choosing::goes_on_in(&mut tx, &diego, Kind::Note, note).await.unwrap();
        assert_eq!(next.map(|programme| programme.id), Some(current));
        let offer = choosing::offer(&mut tx, &diego, current, &Chosen::default()).await.unwrap();
        assert_eq!(offer.notes[0].notes[0].value, note.to_string());
        let before = store::sources(&mut tx, left.id).await.unwrap().len();
        drop(tx);
        add(&db, &diego, current, "De la nota", chosen(&[note.into()])).await.unwrap();

        // A concept that was left open brings its notes along, once, and stays where it was.
        let takes_up = Chosen { takes_up: Some(left.id), ..Chosen::default() };
        let taken = add(&db, &diego, current, "Otra vez", takes_up.clone()).await.unwrap();
        let again = add(&db, &diego, current, "Dos veces", takes_up).await;
        assert_eq!(again, Err(Error::form(texts().taken_up_already)));
        let mut tx = db.read().await.unwrap();
        assert_eq!(store::sources(&mut tx, taken).await.unwrap().len(), before);
        let origins = store::origins(&mut tx, &scope, taken).await.unwrap();
        assert_eq!((origins[0].id, origins[0].state), (left.id, left.state));
        let chain = provenance::store::chain(&mut tx, (StepKind::Concept, taken.into())).await;
        let leads_here = (StepKind::Concept, left.id.into());
        assert!(chain.unwrap().things.contains(&leads_here) && left.programme_id != current);
    })
    .await;
}

#[tokio::test]
async fn concepts_are_merged_and_split_and_stay() {
    each_engine(|db| async move {
        let (demo, current, notes) = in_phase_two(&db).await;
        let diego = actor(&demo, demo.cast.newhire, &[]);
        let one = add(&db, &diego, current, "Uno", chosen(&notes[..1])).await.unwrap();
        let with_ana = Chosen { authors: vec![demo.cast.employee], ..chosen(&notes[1..]) };
        let two = add(&db, &diego, current, "Dos", with_ana).await.unwrap();
        let alone = Chosen { origins: vec![one], ..Chosen::default() };
        let refused = add(&db, &diego, current, "Sola", alone).await;
        assert!(
            matches!(&refused, Err(Error::Invalid(e)) if e[0].field == "origins"),
            "{refused:?}"
        );
        // Merging what others wrote is for those who run the programme.
        let ana = actor(&demo, demo.cast.employee, &[]);
        let both = Chosen { origins: vec![one, two], ..Chosen::default() };
        assert!(add(&db, &ana, current, "Ambas", both.clone()).await.is_err());

        // Two who merge at once: one result.
        let merges = (0..4).map(|_| {
            let (db, who, both) = (db.clone(), diego.clone(), both.clone());
            tokio::spawn(async move { add(&db, &who, current, "Ambas", both).await })
        });
        let merged: Vec<_> = join_all(merges)
            .await
            .into_iter()
            .filter_map(|outcome| outcome.unwrap().ok())
            .collect();
        assert_eq!(merged.len(), 1);
        let mut tx = db.read().await.unwrap();
        let origin = store::find(&mut tx, &diego.scope(), one).await.unwrap().unwrap();
        let (state, revision) = (origin.state, origin.revision);
        assert_eq!((state, revision, origin.title.as_str()), (ConceptState::Merged, 1, "Uno"));
        let mut sources = store::sources(&mut tx, merged[0]).await.unwrap();
        sources.sort_unstable();
        let mut expected = notes.to_vec();
        expected.sort_unstable();
        assert_eq!(sources, expected);
        assert_eq!(store::origins(&mut tx, &diego.scope(), merged[0]).await.unwrap().len(), 2);
        assert_eq!(store::results(&mut tx, &diego.scope(), two).await.unwrap()[0].id, merged[0]);
        let authors = store::authors(&mut tx, merged[0]).await.unwrap();
        let mut authors: Vec<_> = authors.into_iter().map(|author| author.id).collect();
        authors.sort_unstable();
        let mut expected = vec![diego.id, ana.id];
        expected.sort_unstable();
        assert_eq!(authors, expected);
        drop(tx);
        let changed = save(&db, &diego, (one, 1), "Otra", chosen(&notes)).await;
        assert!(matches!(changed, Err(Error::Invalid(_))), "{changed:?}");

        // And apart again, each half with a note of its own.
        let half = |title, note| Half { draft: draft(title), sources: vec![note], field: "x" };
        let mut tx = db.write().await.unwrap();
        let halves = [half("Papel", notes[0]), half("Pena", notes[1])];
        let split = making::split(&mut tx, &diego, (merged[0], 1), halves, now()).await;
        let (_, made) = split.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let whole = store::find(&mut tx, &diego.scope(), merged[0]).await.unwrap().unwrap();
        assert_eq!(whole.state, ConceptState::Split);
        assert_eq!(store::sources(&mut tx, made[1]).await.unwrap(), [notes[1]]);
        assert_eq!(
            store::origins(&mut tx, &diego.scope(), made[0]).await.unwrap()[0].id,
            merged[0]
        );
        drop(tx);

        // That it was shown on the projector holds nothing up.
        let mut tx = db.write().await.unwrap();
        let today = demo.calendar.today;
        let shown = projector::store::let_concept_through(&mut tx, today, made[1], 1).await;
        assert_eq!(shown, Ok(true));
        tx.commit().await.unwrap();

        // Taken back, once, whoever else does it at the same moment: all is as it was before.
        let undone = join_all((0..3).map(|_| undo(&db, &diego, made[1]))).await;
        assert_eq!(undone.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{undone:?}");
        let mut tx = db.read().await.unwrap();
        let whole = store::find(&mut tx, &diego.scope(), merged[0]).await.unwrap().unwrap();
        assert_eq!((whole.state, whole.revision), (ConceptState::Open, 1));
        for gone in made {
            assert!(store::find(&mut tx, &diego.scope(), gone).await.unwrap().is_none());
        }
        drop(tx);
        // Not what somebody else merged, nor what was changed since.
        let other = demo.cast.people_central[12];
        assert!(![diego.id, ana.id].contains(&other));
        let eve = actor(&demo, other, &[]);
        assert_eq!(undo(&db, &eve, one).await, Err(Error::Forbidden));
        undo(&db, &ana, one).await.unwrap();
        let mut tx = db.read().await.unwrap();
        for origin in [one, two] {
            let origin = store::find(&mut tx, &diego.scope(), origin).await.unwrap().unwrap();
            assert_eq!((origin.state, origin.revision), (ConceptState::Open, 1));
        }
        drop(tx);
        let again = add(&db, &diego, current, "Ambas", both).await.unwrap();
        let authored = Chosen { authors: vec![diego.id], ..chosen(&notes) };
        save(&db, &diego, (again, 1), "Ambas, mejor", authored).await.unwrap();
        let late = undo(&db, &diego, one).await;
        assert_eq!(late, Err(Error::form(undo_texts::texts().changed)));
    })
    .await;
}

async fn undo(db: &Db, who: &Actor, id: ConceptId) -> Result<()> {
    let mut tx = db.write().await?;
    undoing::undo(&mut tx, who, id).await?;
    tx.commit().await
}
