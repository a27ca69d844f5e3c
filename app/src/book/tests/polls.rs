//! What a room was asked comes along with what it saw, and nothing of who answered.

use super::*;
use crate::{
    db::{execute, on, testing::each_engine},
    demo::{self, Demo},
    ops,
    polls::{
        self, Given, PollId, Tally, rules,
        running::{Asked, AskedTyped},
    },
    sessions::SessionId,
};

/// A poll that is over, with an answer of each of these.
async fn asked(
    tx: &mut Tx,
    demo: &Demo,
    session: SessionId,
    (kind, question, options): (&str, &str, &str),
    answers: &[Given],
) -> PollId {
    let typed = AskedTyped { kind, question, options, low: "Poco", high: "Mucho" };
    let poll = Asked::of(&typed).unwrap().into_poll(PollId::new(), session, 1);
    polls::store::add(tx, &poll, demo.cast.instructor, now()).await.unwrap();
    polls::store::open(tx, &poll).await.unwrap();
    let mut tally = polls::store::tally(tx, poll.id).await.unwrap();
    for (person, given) in demo.cast.people.iter().zip(answers) {
        polls::store::add_turnout(tx, poll.id, *person).await.unwrap();
        rules::count(&mut tally, given.clone());
    }
    polls::store::close(tx, poll.id).await.unwrap();
    polls::store::keep_tally(tx, poll.id, &rules::closed(tally)).await.unwrap();
    poll.id
}

fn words(all: [&str; 5]) -> Vec<Given> {
    all.iter().map(|one| Given::Words((*one).to_owned())).collect()
}

/// Polls of every kind; a session in which nothing else was said; and some that the room never saw.
async fn told(db: &Db) -> (Demo, Actor, SessionId) {
    let demo = demo::fill(db, now()).await.unwrap();
    let [first, second, ..] = demo.calendar.of_2022[..] else { panic!("a programme of 2022") };
    let mut tx = db.write().await.unwrap();
    const COUNT: &str = "SELECT COUNT(*) FROM notes WHERE session_id = $1";
    let notes = async |tx: &mut Tx, id: SessionId| -> Result<i64> {
        Ok(on!(tx, c => sqlx::query_scalar(COUNT).bind(id).fetch_one(c).await?))
    };
    let mut silent = None;
    for id in &demo.calendar.of_2022 {
        if notes(&mut tx, *id).await.unwrap() == 0 {
            silent = silent.or(Some(*id));
        }
    }
    let silent = silent.expect("a session without notes");
    let several = [vec![0, 1], vec![0], vec![1], vec![0, 2], vec![2]].map(Given::Chosen);
    let steps = [4, 4, 3, 0, 2].map(|step| Given::Chosen(vec![step]));
    let fear = words(["miedo", "la hora", "=1+1", "miedo", "+++"]);
    for (session, question, answers) in [
        (first, ("several", "¿Qué ayuda?", "Leer\nDos turnos\nUn piloto"), &several[..]),
        (silent, ("scale", "¿Cuánto?", ""), &steps[..]),
        (second, ("words", "¿Qué frena?", ""), &fear[..]),
    ] {
        let id = asked(&mut tx, &demo, session, question, answers).await;
        assert!(polls::store::show(&mut tx, id, true).await.unwrap());
    }
    // Nobody but who ran it saw this one, and of the other there is nothing to see.
    let unseen = ("words", "¿Quién falla?", "");
    asked(&mut tx, &demo, first, unseen, &words(["Luis", "Ana", "yo", "nadie", "todos"])).await;
    let few = asked(&mut tx, &demo, first, ("words", "¿Y tú?", ""), &fear[..4]).await;
    polls::store::show(&mut tx, few, true).await.unwrap();
    tx.commit().await.unwrap();
    let manager = sign_in(db, demo.cast.manager).await;
    (demo, manager, silent)
}

#[tokio::test]
async fn what_the_room_saw_comes_back_and_nobody_with_it() {
    each_engine(|db: Db| async move {
        let (demo, manager, _) = told(&db).await;
        let reports = demo.calendar.reports;
        let out = taken_out(&db, &manager, reports).await;
        let polls = |files: &[File]| -> Vec<File> {
            files.iter().filter(|(path, _)| path.starts_with("polls/")).cloned().collect()
        };
        // Three, and the one of the demo.
        assert_eq!(polls(&out).len(), 4);
        for unseen in ["¿Quién falla?", "nadie", "¿Y tú?"] {
            assert!(!polls(&out).iter().any(|(_, text)| text.contains(unseen)), "{unseen}");
        }
        let mut tx = db.read().await.unwrap();
        let found = programmes::store::find(&mut tx, &manager.scope(), reports).await.unwrap();
        let like = found.unwrap().programme;
        drop(tx);
        let copy = empty(&db, &like, None, manager.id).await;
        carried_in(&db, &manager, copy, &out).await.unwrap();
        let again = taken_out(&db, &manager, copy).await;
        assert_eq!(polls(&again), polls(&out));

        let mut tx = db.read().await.unwrap();
        let seen = store::polls(&mut tx, &manager.scope(), copy).await.unwrap();
        let (frightened, tally) =
            seen.iter().find(|(one, _)| one.question == "¿Qué frena?").unwrap();
        let sorted = ["+++", "=1+1", "la hora", "miedo", "miedo"].map(str::to_owned);
        assert_eq!(*tally, Tally { answers: 5, counts: Vec::new(), words: sorted.into() });
        for (poll, _) in &seen {
            assert_eq!(polls::store::people(&mut tx, poll.id).await, Ok(Vec::new()));
        }
        let session = frightened.session_id;
        let answered = polls::store::answered(&mut tx, session, demo.cast.people[0]).await;
        assert!(answered.unwrap().is_empty());
        for check in ops::all() {
            let violated = ops::store::violations(&mut tx, check).await.unwrap();
            assert!(violated.is_none_or(|count| count == 0), "{}", check.name);
        }
        drop(tx);
        // Nobody takes out a poll of a session that they may not see.
        for person in [demo.cast.newhire, demo.cast.manager_north] {
            let scope = sign_in(&db, person).await.scope();
            let mut tx = db.read().await.unwrap();
            let mut visible = Vec::new();
            for (poll, _) in store::polls(&mut tx, &manager.scope(), reports).await.unwrap() {
                let session = crate::sessions::store::find(&mut tx, &scope, poll.session_id);
                if session.await.unwrap().is_some() {
                    visible.push(poll.id);
                }
            }
            let mine = store::polls(&mut tx, &scope, reports).await.unwrap();
            assert_eq!(mine.into_iter().map(|(poll, _)| poll.id).collect::<Vec<_>>(), visible);
        }
    })
    .await;
}

#[tokio::test]
async fn a_programme_whose_room_was_asked_takes_nothing_in() {
    each_engine(|db: Db| async move {
        let (demo, manager, silent) = told(&db).await;
        let mut tx = db.read().await.unwrap();
        let (scope, reports) = (manager.scope(), demo.calendar.reports);
        let found = programmes::store::find(&mut tx, &scope, reports).await.unwrap();
        let like = found.unwrap().programme;
        drop(tx);
        let other = empty(&db, &like, None, manager.id).await;
        let mut tx = db.write().await.unwrap();
        assert!(store::is_empty(&mut tx, other).await.unwrap());
        const MOVE: &str = "UPDATE sessions SET programme_id = $2 WHERE id = $1";
        let moved = async |tx: &mut Tx| -> Result<()> {
            execute!(tx, sqlx::query(MOVE).bind(silent).bind(other));
            Ok(())
        };
        moved(&mut tx).await.unwrap();
        assert!(!store::is_empty(&mut tx, other).await.unwrap());
    })
    .await;
}

fn problems(poll: &str) -> Vec<(usize, String)> {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let files = [
        file("programme.md", "+++\nespiral = 1\nname = \"Reportes\"\n+++\n"),
        file("sessions/1.md", "+++\ntopic = \"Taller\"\nstarts = \"2022-07-08T14:00:00Z\"\n+++\n"),
        file("polls/1.md", poll),
    ];
    let problems = check(&files, &[], now()).err().unwrap_or_default();
    problems.into_iter().map(|one| (one.line, one.text)).collect()
}

#[test]
fn results_that_cannot_be_are_refused_with_their_line() {
    let good = "+++\nsession = \"sessions/1\"\nkind = \"one\"\noptions = [\"Sí\", \"No\"]\n\
                answers = 5\ncounts = [1, 4]\n+++\n\n¿Sirve?\n";
    assert_eq!(problems(good).len(), 0, "{:?}", problems(good));
    for (from, to, line) in [
        ("sessions/1", "sessions/2", 2),
        ("\"one\"", "\"vote\"", 3),
        ("[\"Sí\", \"No\"]", "[\"Sí\"]", 4),
        ("[\"Sí\", \"No\"]", "[\"Sí\", \"No\", \"Sí\"]", 4),
        // Among four it could be guessed who said what.
        ("answers = 5\ncounts = [1, 4]", "answers = 4\ncounts = [1, 3]", 5),
        ("[1, 4]", "[1, 5]", 5),
        ("[1, 4]", "[5]", 5),
        ("[1, 4]", "[-1, 6]", 5),
        ("¿Sirve?", " ", 9),
    ] {
        let found = problems(&good.replace(from, to));
        assert_eq!(found.first().map(|(line, _)| *line), Some(line), "{to}: {found:?}");
    }
    let written = "+++\nsession = \"sessions/1\"\nkind = \"words\"\nanswers = 5\n\
                   words = [\"a\", \"b\", \"c\", \"d\", \" \"]\n+++\n\n¿Qué?\n";
    assert_eq!(problems(&written.replace("\" \"", "\"e\"")).len(), 0);
    assert_eq!(problems(written).len(), 1);
}
