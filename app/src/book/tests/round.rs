//! A whole turn of the spiral, out and in again.

use super::*;
use crate::{
    comments::{self, CommentId, store::NewComment},
    concepts::{
        self,
        draft::{Draft, Typed},
    },
    db::{execute, on, testing::each_engine},
    demo::{self, Demo},
    error::Error,
    knowledge::Author,
    ops,
    practices::{self, PracticeState, store::Step},
    provenance::{Kind, Thing},
    reviews::{
        self,
        store::{NewEnding, NewReview, NewVerification},
    },
    search::{finding, words::Query},
};

/// The demo clinic, with what its story lacks: a concept that was revised, an adaptation that
/// came back, and a text that could be taken for the format itself.
async fn told(db: &Db) -> (Demo, Actor) {
    let demo = demo::fill(db, now()).await.unwrap();
    let manager = sign_in(db, demo.cast.manager).await;
    let mut tx = db.write().await.unwrap();
    let made = store::concepts(&mut tx, demo.calendar.reports).await.unwrap();
    let last = made.last().unwrap();
    let typed = Typed {
        title: "Leer en voz baja antes de guardar",
        statement: "Uno [[la bandeja es un semáforo]]\n\n## Pasos <!-- steps -->\n\n+++\n\n<script>alert(1)</script>",
        method: "abduction",
        figure_kind: "analogy",
        figure: "Como un \"piloto\"\ncon su lista: \\ +++ '''",
    };
    let draft = Draft::of(typed).unwrap();
    let (id, by) = (last.id, demo.cast.employee);
    concepts::store::revise(&mut tx, (id, 1), &draft, by, now()).await.unwrap();
    let board = practices::store::board(&mut tx, demo.calendar.reports).await.unwrap();
    let adopted = board.iter().find(|one| one.state == PracticeState::Adopted).unwrap();
    let said = store::notes(&mut tx, &manager.scope(), demo.calendar.reports).await.unwrap();
    let step = Step {
        to: PracticeState::Adapted,
        on: "2022-09-20".parse().unwrap(),
        reason: "Dos turnos\ny un solo lector.",
        evidence: "7 por 1000",
        note: Some(said[0].id),
        by: demo.cast.manager_north,
        at: now(),
    };
    practices::store::take_on(&mut tx, adopted, adopted.revision, &step).await.unwrap();
    talked(&mut tx, &demo, (Kind::Concept, last.id.into()), &said).await;
    tx.commit().await.unwrap();
    (demo, manager)
}

/// What is said about a concept and about a note whose author is hidden, and who keeps it right.
async fn talked(tx: &mut Tx, demo: &Demo, concept: Thing, said: &[store::Said]) {
    let cast = &demo.cast;
    let unnamed = said.iter().find(|note| note.author.is_none()).unwrap();
    let note = (Kind::Note, unnamed.id.into());
    const AUTHOR: &str = "SELECT author_id FROM notes WHERE id = $1";
    let find = async |tx: &mut Tx| -> Result<PersonId> {
        Ok(on!(tx, c => sqlx::query_scalar(AUTHOR).bind(unnamed.id).fetch_one(c).await?))
    };
    let hidden = find(tx).await.unwrap();
    let say = async |tx: &mut Tx, thing, thread, author, body: &'static str, quote| {
        let id = CommentId::new();
        let (part, html, text_revision, at) = ("", "", 1, now());
        let new =
            NewComment { id, thing, part, quote, text_revision, thread, author, body, html, at };
        comments::store::add(tx, new).await.unwrap();
        id
    };
    let first = say(tx, note, None, cast.manager, "¿Y si falta alguien?", "").await;
    say(tx, note, Some(first), hidden, "Lo hace la jefa.\n\n## Uno <!-- comment 1 -->", "").await;
    comments::store::turn(tx, first, true, hidden, now()).await.unwrap();
    let begun = say(tx, concept, None, cast.employee, "Falta **algo**", "Uno").await;
    say(tx, concept, Some(begun), cast.manager, "Sí", "").await;
    let edited = ("Falta algo más", "<p>Falta algo más</p>");
    comments::store::edit(tx, (begun, 1), cast.employee, edited, now()).await.unwrap();
    comments::store::set_mentions(tx, begun, &[cast.manager, cast.newhire]).await.unwrap();
    comments::store::set_mentions(tx, first, &[cast.employee]).await.unwrap();
    let gone = say(tx, concept, Some(begun), cast.manager, "Nada", "").await;
    comments::store::delete(tx, gone, cast.manager, now()).await.unwrap();
    let empty = say(tx, concept, None, cast.manager, "Nada", "").await;
    comments::store::delete(tx, empty, cast.manager, now()).await.unwrap();
    let answered = say(tx, concept, None, cast.manager, "Lo retiro", "").await;
    say(tx, concept, Some(answered), cast.employee, "¿Por qué?", "").await;
    comments::store::delete(tx, answered, cast.manager, now()).await.unwrap();
    comments::store::turn(tx, answered, true, cast.employee, now()).await.unwrap();
    comments::store::turn(tx, answered, false, cast.employee, now()).await.unwrap();

    let (thing, by, at) = (concept, cast.manager, now());
    let day = "2026-09-01".parse().ok();
    let before = reviews::store::keeping(tx, thing).await.unwrap().revision;
    reviews::store::keep(tx, thing, before, Some(cast.employee), day).await.unwrap();
    let given = NewVerification { thing, mark: 1, remark: "Leído", by, at };
    let id = reviews::store::verify(tx, given).await.unwrap();
    reviews::store::withdraw(tx, id, at).await.unwrap();
    let given = NewVerification { thing, mark: 2, remark: "", by, at };
    reviews::store::verify(tx, given).await.unwrap();
    let review = NewReview { thing, mark: 2, remark: "Sigue bien", next_on: day, by, at };
    reviews::store::review(tx, review).await.unwrap();
    let ending = NewEnding { thing, successor: None, reason: "Hay otro", by, at };
    let id = reviews::store::end(tx, ending).await.unwrap();
    reviews::store::undo(tx, id, cast.employee, at).await.unwrap();
}

/// What is compared: everything but the programme's own file, which is not carried over.
fn compared(files: &[File]) -> Vec<&File> {
    files.iter().filter(|(path, _)| path.contains('/') || path == "people.md").collect()
}

async fn sound(db: &Db) {
    let mut tx = db.read().await.unwrap();
    for check in ops::all() {
        let violated = ops::store::violations(&mut tx, check).await.unwrap();
        assert!(violated.is_none_or(|count| count == 0), "{}", check.name);
    }
}

#[tokio::test]
async fn what_is_carried_in_is_what_was_taken_out() {
    each_engine(|db: Db| async move {
        let (demo, manager) = told(&db).await;
        let reports = demo.calendar.reports;
        let out = taken_out(&db, &manager, reports).await;
        for folder in [
            "sessions",
            "notes",
            "polls",
            "concepts",
            "rounds",
            "decisions",
            "archetypes",
            "versions",
            "practices",
            "comments",
            "upkeep",
        ] {
            let some = out.iter().any(|(path, _)| path.starts_with(&format!("{folder}/")));
            assert!(some, "{folder}");
        }
        // Whoever hid behind the note is in no file.
        let about = |words: &str| out.iter().find(|(_, text)| text.contains(words)).unwrap();
        let (path, thread) = about("Lo hace la jefa.");
        assert!(path.starts_with("comments/"));
        assert_eq!(thread.matches("\nby = ").count(), 1, "{thread}");
        assert!(!thread.contains("turned_by"), "{thread}");
        assert!(about("Falta algo más").1.contains("\nmentions = ["));
        // What was taken back is a gap where somebody answered it, and nothing elsewhere.
        assert!(about("¿Por qué?").1.contains("\ntaken_back = "));
        let mut talk = out.iter().filter(|(path, _)| path.starts_with("comments/"));
        assert!(!talk.any(|(_, text)| text.contains("Nada") || text.contains("Lo retiro")));
        assert!(!out.photos.is_empty());
        let mut tx = db.read().await.unwrap();
        let found = programmes::store::find(&mut tx, &manager.scope(), reports).await.unwrap();
        let like = found.unwrap().programme;
        drop(tx);
        let copy = empty(&db, &like, like.branch_id, manager.id).await;
        carried_in(&db, &manager, copy, &out).await.unwrap();
        let again = taken_out(&db, &manager, copy).await;
        for (one, other) in compared(&out).into_iter().zip(compared(&again)) {
            assert_eq!(one, other);
        }
        assert_eq!(compared(&out).len(), compared(&again).len());
        assert!(out.photos == again.photos);
        // The way through the phases, with what lacked and why they went on.
        let moves = |files: &[File]| folder::read(files).unwrap().0.programme.front.moves;
        let way = moves(&out);
        let [first, .., last] = &way[..] else { panic!("moves") };
        assert_eq!((first.from, last.to, last.gaps.is_empty()), (1, 5, false));
        assert!(last.by.is_some() && !last.reason.is_empty());
        assert_eq!(way, moves(&again));
        // What the reveal published reads there as here, points and places included.
        let published = async |tx: &mut Tx, id| {
            let round = crate::judging::store::rounds(tx, id).await.unwrap().remove(0);
            let snapshot = crate::judging::store::published(tx, round.id).await.unwrap().unwrap();
            let totals = snapshot.concepts.into_iter();
            let totals: Vec<_> =
                totals.map(|one| (one.title, one.weighted, one.plain, one.revision)).collect();
            (totals, snapshot.disagreements.len(), snapshot.judges, snapshot.participants)
        };
        let mut tx = db.read().await.unwrap();
        assert_eq!(published(&mut tx, reports).await, published(&mut tx, copy).await);
        drop(tx);
        // Who was called there is not called again here.
        let mut tx = db.read().await.unwrap();
        let called = comments::store::mentions_of(&mut tx, demo.cast.newhire, 9).await.unwrap();
        let here = called.iter().filter(|one| one.comment.body == "Falta algo más");
        assert_eq!(here.map(|one| one.read).collect::<Vec<_>>(), [false, true]);
        drop(tx);
        sound(&db).await;
        // A programme that has something takes nothing.
        let refused = carried_in(&db, &manager, copy, &out).await.unwrap_err();
        assert_eq!(refused.status(), 422);
    })
    .await;
}

/// In another clinic nobody is known by name or address.
#[tokio::test]
async fn in_another_clinic_names_stay_names() {
    each_engine(|db: Db| async move {
        let (demo, manager) = told(&db).await;
        let reports = demo.calendar.reports;
        let out = taken_out(&db, &manager, reports).await;
        const STRANGERS: &str = "UPDATE people SET name = name || ' Otro', \
            folded = folded || ' otro', email = 'otro.' || email";
        const COUNT: &str = "SELECT COUNT(*) FROM people";
        let mut tx = db.write().await.unwrap();
        let before: i64 = on!(tx, c => sqlx::query_scalar(COUNT).fetch_one(c).await.unwrap());
        let found = programmes::store::find(&mut tx, &manager.scope(), reports).await.unwrap();
        async fn strangers(tx: &mut Tx, text: &'static str) -> Result<()> {
            execute!(tx, sqlx::query(text));
            Ok(())
        }
        strangers(&mut tx, STRANGERS).await.unwrap();
        tx.commit().await.unwrap();
        let like = found.unwrap().programme;
        let copy = empty(&db, &like, None, manager.id).await;
        carried_in(&db, &manager, copy, &out).await.unwrap();
        let again = taken_out(&db, &manager, copy).await;
        let without_people = |files: &[File]| {
            files.iter().filter(|(path, _)| path.contains('/')).cloned().collect::<Vec<_>>()
        };
        assert_eq!(without_people(&out), without_people(&again));
        let people = again.iter().find(|(path, _)| path == "people.md").unwrap();
        assert!(!people.1.contains("email"), "{}", people.1);

        // The names are nobody: not in the list of people, not to be opened, not invited.
        let mut tx = db.read().await.unwrap();
        let after: i64 = on!(tx, c => sqlx::query_scalar(COUNT).fetch_one(c).await.unwrap());
        assert!(after > before);
        let all = crate::people::store::List::default();
        let admin = sign_in(&db, demo.cast.admin).await;
        let (listed, _) =
            crate::people::store::list(&mut tx, &admin.scope(), &all, 5, 0).await.unwrap();
        assert_eq!(listed, before);
        let known = store::everybody(&mut tx, &admin.scope(), copy).await.unwrap();
        let name = known.iter().find(|one| one.name_only && one.name != "—").unwrap().id;
        let opened = crate::people::store::find(&mut tx, &admin.scope(), name, now()).await;
        assert_eq!(opened.unwrap_err(), Error::NotFound);
        sound(&db).await;
    })
    .await;
}

#[tokio::test]
async fn hidden_names_do_not_travel_and_notes_are_found() {
    each_engine(|db: Db| async move {
        let (demo, manager) = told(&db).await;
        let reports = demo.calendar.reports;
        const HIDE: &str = "UPDATE notes SET name_hidden = TRUE WHERE author_id = $1";
        // Also from whoever takes out what they wrote themselves.
        async fn hide(tx: &mut Tx, author: PersonId) -> Result<()> {
            execute!(tx, sqlx::query(HIDE).bind(author));
            Ok(())
        }
        let mut tx = db.write().await.unwrap();
        let said = store::notes(&mut tx, &manager.scope(), reports).await.unwrap();
        let author = said.iter().find_map(|note| note.author).unwrap();
        hide(&mut tx, author).await.unwrap();
        tx.commit().await.unwrap();
        let admin = sign_in(&db, demo.cast.admin).await;
        let out = taken_out(&db, &admin, reports).await;
        let mut tx = db.read().await.unwrap();
        let found = programmes::store::find(&mut tx, &admin.scope(), reports).await.unwrap();
        let like = found.unwrap().programme;
        drop(tx);
        let unnamed: Vec<_> = out
            .iter()
            .filter(|(path, text)| path.starts_with("notes/") && !text.contains("\nauthor ="))
            .collect();
        assert!(!unnamed.is_empty());
        let copy = empty(&db, &like, None, admin.id).await;
        carried_in(&db, &admin, copy, &out).await.unwrap();

        let mut tx = db.read().await.unwrap();
        let scope = admin.scope();
        let notes = finding::notes_of(&mut tx, &scope, copy, None, 100).await.unwrap();
        let hidden = notes.iter().filter(|note| note.author == Author::Hidden).count();
        assert_eq!(hidden, unnamed.len(), "of {}", notes.len());
        assert!(notes.iter().all(|note| !note.own));
        let query = Query::of("apellido");
        assert!(query.is_some());
        let found = finding::notes_of(&mut tx, &scope, copy, query, 100).await.unwrap();
        assert!(!found.is_empty());
        // What was typed as HTML is text here, too.
        let made = store::concepts(&mut tx, copy).await.unwrap();
        let last = concepts::store::find(&mut tx, &admin.scope(), made.last().unwrap().id).await;
        let html = last.unwrap().unwrap().html;
        // A title leads to what came along, not to where it led before.
        let tray = made.iter().find(|one| one.title == "La bandeja es un semáforo").unwrap().id;
        assert!(html.contains(&format!("/concepts/{tray}")), "{html}");
        let thing = (crate::provenance::Kind::Concept, tray.into());
        // The concept above, and a section of the archetype.
        assert_eq!(crate::links::store::mentioning(&mut tx, thing).await.unwrap().len(), 2);
        assert!(html.contains("&lt;script") && !html.contains("<script"), "{html}");
    })
    .await;
}

#[tokio::test]
async fn of_two_who_carry_in_at_once_one_does() {
    each_engine(|db: Db| async move {
        let (demo, manager) = told(&db).await;
        let out = taken_out(&db, &manager, demo.calendar.reports).await;
        let mut tx = db.read().await.unwrap();
        let scope = manager.scope();
        let found = programmes::store::find(&mut tx, &scope, demo.calendar.reports).await.unwrap();
        let like = found.unwrap().programme;
        drop(tx);
        let copy = empty(&db, &like, None, manager.id).await;
        let carry = || {
            let (db, manager, out) = (db.clone(), manager.clone(), out.clone());
            tokio::spawn(async move { carried_in(&db, &manager, copy, &out).await })
        };
        let both = [carry(), carry()];
        let mut done = 0;
        for one in both {
            done += usize::from(one.await.unwrap().is_ok());
        }
        assert_eq!(done, 1);
        let again = taken_out(&db, &manager, copy).await;
        assert_eq!(compared(&out).len(), compared(&again).len());
    })
    .await;
}
