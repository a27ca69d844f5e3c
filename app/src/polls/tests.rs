//! The story of a poll on both engines, who may do what, and many answering at once.

use chrono::{DateTime, Utc};
use futures::future::join_all;

use super::{
    Poll, PollId, PollState, Tally,
    answering::{self, Answered},
    running::{self, Asked, AskedTyped},
    store,
};
use crate::{
    access::{Actor, Grant, Role},
    db::{Db, Tx, on, testing::each_engine},
    demo::{self, Demo},
    error::{Error, Result},
    judging,
    people::PersonId,
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

/// Runs the session of today.
fn instructor(demo: &Demo) -> Actor {
    actor(demo, demo.cast.instructor, &[])
}

fn asked(kind: &str, options: &str) -> Asked {
    let typed = AskedTyped { kind, question: "¿Qué falta?", options, low: "Poco", high: "Mucho" };
    Asked::of(&typed).unwrap()
}

/// An open poll of today's session.
async fn opened(db: &Db, demo: &Demo, kind: &str, options: &str) -> PollId {
    let (actor, session) = (instructor(demo), demo.calendar.today);
    let mut tx = db.write().await.unwrap();
    let id = running::add(&mut tx, &actor, session, asked(kind, options), now()).await.unwrap();
    assert!(running::open(&mut tx, &actor, id).await.unwrap().1);
    tx.commit().await.unwrap();
    id
}

async fn answer(db: &Db, who: &Actor, id: PollId, choice: &str) -> Result<Answered> {
    answering::answer(db, who, id, &[choice.to_owned()], choice).await
}

async fn tally(db: &Db, id: PollId) -> Tally {
    store::tally(&mut db.read().await.unwrap(), id).await.unwrap()
}

async fn close(db: &Db, demo: &Demo, id: PollId) -> Poll {
    let mut tx = db.write().await.unwrap();
    assert!(running::close(&mut tx, &instructor(demo), id).await.unwrap().1);
    tx.commit().await.unwrap();
    found(db, demo, id).await
}

async fn found(db: &Db, demo: &Demo, id: PollId) -> Poll {
    let scope = instructor(demo).scope();
    store::find(&mut db.read().await.unwrap(), &scope, id).await.unwrap().unwrap()
}

async fn results(db: &Db, poll: &Poll) -> Option<Tally> {
    running::results(&mut db.read().await.unwrap(), poll).await.unwrap()
}

async fn number(tx: &mut Tx, find: &'static str) -> i64 {
    let found: Result<i64> =
        async { Ok(on!(tx, c => sqlx::query_scalar(find).fetch_one(c).await?)) }.await;
    found.unwrap()
}

/// Those who are invited today, as many as are asked for.
async fn people(db: &Db, demo: &Demo, count: usize) -> Vec<Actor> {
    let mut tx = db.read().await.unwrap();
    let invited = judging::store::participants(&mut tx, demo.calendar.current).await.unwrap();
    let people: Vec<Actor> =
        invited.iter().take(count).map(|person| actor(demo, person.id, &[])).collect();
    assert_eq!(people.len(), count);
    people
}

#[tokio::test]
async fn results_come_after_closing_and_from_five_answers_up() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let id = opened(&db, &demo, "one", "sí\nno").await;
        let mut turnouts = Vec::new();
        for (index, person) in people(&db, &demo, 5).await.iter().enumerate() {
            let choice = if index == 3 { "0" } else { "1" };
            let heard = answer(&db, person, id, choice).await.unwrap();
            assert!(heard.counted);
            turnouts.push(heard.turnout);
        }
        assert_eq!(turnouts, [None, None, None, None, Some(5)]);
        // The first answer counts, and it is not changed.
        let again = answer(&db, &people(&db, &demo, 1).await[0], id, "0").await.unwrap();
        assert!(!again.counted);
        assert_eq!(tally(&db, id).await.counts, [1, 4]);
        assert_eq!(results(&db, &found(&db, &demo, id).await).await, None);
        let mut tx = db.write().await.unwrap();
        let early = running::show(&mut tx, &instructor(&demo), id, true).await;
        assert!(matches!(early, Err(Error::Invalid(_))), "{early:?}");
        drop(tx);

        let poll = close(&db, &demo, id).await;
        assert_eq!(results(&db, &poll).await.unwrap().counts, [1, 4]);
        let late = answer(&db, &people(&db, &demo, 6).await[5], id, "0").await;
        assert!(matches!(late, Err(Error::Invalid(_))), "{late:?}");
        // Who answered in time hears so, also when the browser sends it again.
        assert!(!answer(&db, &people(&db, &demo, 1).await[0], id, "1").await.unwrap().counted);
        // It is never opened again: one more answer would be told by the difference.
        let mut tx = db.write().await.unwrap();
        let again = running::open(&mut tx, &instructor(&demo), id).await;
        assert!(matches!(again, Err(Error::Invalid(_))), "{again:?}");
        drop(tx);
        let mut tx = db.write().await.unwrap();
        running::delete(&mut tx, &instructor(&demo), id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(tally(&db, id).await, Tally::default());
    })
    .await;
}

#[tokio::test]
async fn of_four_answers_nothing_is_left() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let id = opened(&db, &demo, "words", "").await;
        for (person, words) in people(&db, &demo, 4).await.iter().zip(["b", "a", "c", "a"]) {
            answer(&db, person, id, words).await.unwrap();
        }
        assert_eq!(tally(&db, id).await.words, ["a", "a", "b", "c"]);
        let poll = close(&db, &demo, id).await;
        assert_eq!(results(&db, &poll).await, None);
        assert_eq!(tally(&db, id).await, Tally { answers: 4, ..Tally::default() });
    })
    .await;
}

/// One row for who, one row for what, and nothing of an answer anywhere else.
#[tokio::test]
async fn the_database_has_nothing_that_ties_an_answer_to_a_person() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let id = opened(&db, &demo, "words", "").await;
        const TRACES: [&str; 3] = [
            "SELECT COUNT(*) FROM once_keys",
            "SELECT COUNT(*) FROM audit",
            "SELECT COUNT(*) FROM poll_turnout",
        ];
        let mut before = Vec::new();
        for find in TRACES {
            before.push(number(&mut db.read().await.unwrap(), find).await);
        }
        // The later in the alphabet, the earlier they answer.
        let mut order = people(&db, &demo, 6).await;
        order.sort_by_key(|person| std::cmp::Reverse(person.id));
        for (person, words) in order.iter().zip(["f", "e", "d", "c", "b", "a"]) {
            answer(&db, person, id, words).await.unwrap();
        }
        for (find, before) in TRACES.iter().zip(before) {
            assert_eq!(number(&mut db.read().await.unwrap(), find).await, before, "{find}");
        }
        assert_eq!(tally(&db, id).await.words, ["a", "b", "c", "d", "e", "f"]);
        let mut sorted: Vec<PersonId> = order.iter().map(|person| person.id).collect();
        sorted.sort_unstable();
        let mut tx = db.read().await.unwrap();
        assert_eq!(store::people(&mut tx, id).await.unwrap(), sorted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn from_eight_tabs_at_once_somebody_answers_once() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let id = opened(&db, &demo, "several", "a\nb\nc").await;
        let everybody = people(&db, &demo, 12).await;
        let tasks = everybody.iter().flat_map(|person| std::iter::repeat_n(person.clone(), 8)).map(
            |person| {
                let db = db.clone();
                tokio::spawn(async move { answer(&db, &person, id, "1").await.unwrap().counted })
            },
        );
        let heard = join_all(tasks).await;
        let counted = heard.into_iter().filter(|counted| *counted.as_ref().unwrap()).count();
        assert_eq!(counted, 12);
        let tally = tally(&db, id).await;
        assert_eq!((tally.answers, tally.counts), (12, vec![0, 12, 0]));
        let mut tx = db.read().await.unwrap();
        assert_eq!(store::people(&mut tx, id).await.unwrap().len(), 12);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn who_answers_while_it_closes_is_counted_or_told() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let id = opened(&db, &demo, "scale", "").await;
        let everybody = people(&db, &demo, 14).await;
        let tasks = everybody.into_iter().map(|person| {
            let db = db.clone();
            tokio::spawn(async move { answer(&db, &person, id, "4").await.is_ok() })
        });
        let answers = join_all(tasks);
        let closing = async {
            tokio::time::sleep(std::time::Duration::from_millis(3)).await;
            close(&db, &demo, id).await
        };
        let (heard, poll) = tokio::join!(answers, closing);
        assert_eq!(poll.state, PollState::Closed);
        let counted = heard.into_iter().filter(|ok| *ok.as_ref().unwrap()).count() as i64;
        let tally = tally(&db, id).await;
        assert_eq!(tally.answers, counted);
        let kept = if counted < 5 { vec![] } else { vec![0, 0, 0, 0, counted] };
        assert_eq!(tally.counts, kept);
    })
    .await;
}

#[tokio::test]
async fn only_those_who_run_a_session_make_its_polls_and_only_its_people_answer() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let session = demo.calendar.today;
        let employee = actor(&demo, demo.cast.employee, &[]);
        let mut tx = db.write().await.unwrap();
        let added = running::add(&mut tx, &employee, session, asked("words", ""), now()).await;
        assert_eq!(added, Err(Error::Forbidden));
        let hr = actor(&demo, demo.cast.hr, &[Grant::everywhere(Role::Hr)]);
        let id = running::add(&mut tx, &hr, session, asked("words", ""), now()).await.unwrap();
        tx.commit().await.unwrap();
        let early = answer(&db, &employee, id, "x").await;
        assert!(matches!(early, Err(Error::Invalid(_))), "{early:?}");
        let mut tx = db.write().await.unwrap();
        running::save(&mut tx, &hr, (id, 1), asked("words", "")).await.unwrap();
        let stale = running::save(&mut tx, &hr, (id, 1), asked("words", "")).await;
        assert_eq!(stale, Err(Error::Stale));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        for refused in [
            running::open(&mut tx, &employee, id).await.map(|_| ()),
            running::close(&mut tx, &employee, id).await.map(|_| ()),
            running::show(&mut tx, &employee, id, true).await.map(|_| ()),
            running::delete(&mut tx, &employee, id).await.map(|_| ()),
        ] {
            assert_eq!(refused, Err(Error::Forbidden));
        }
    })
    .await;
}

#[test]
fn all_that_is_wrong_with_a_poll_is_said_at_once() {
    let wrong = |kind, question, options, low| {
        let typed = AskedTyped { kind, question, options, low, high: "Mucho" };
        match Asked::of(&typed).map(|_| ()) {
            Err(Error::Invalid(problems)) => problems.into_iter().map(|p| p.field).collect(),
            _ => Vec::new(),
        }
    };
    assert_eq!(wrong("one", " ", "sí\nsí", ""), ["question", "options"]);
    assert_eq!(wrong("one", "?", "1\n2\n3\n4\n5\n6\n7\n8\n9", ""), ["options"]);
    assert_eq!(wrong("scale", "?", "", " "), ["low"]);
    assert_eq!(wrong("words", "?", "", ""), Vec::<String>::new());
}
