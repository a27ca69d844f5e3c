//! A hidden name is for its author alone, and a judgement for whoever gave it until the reveal:
//! every page, file, stream, answer and line of the log is read by everybody else.
//!
//! Nobody lists what could leak. Two worlds begin as the same database and differ only in who
//! hides: what is read in the one must be read in the other, byte by byte. A page that is new is
//! followed by its links like all others, and a page that nobody reaches fails the test.
//!
//! Both worlds of both engines are one long story: its parts are boxed, or the stack of a test
//! would be too small for it.

mod letters;
pub mod logs;
mod plain;
mod reading;
mod story;
mod talk;
mod worlds;

use std::{collections::BTreeSet, slice::from_ref};

use app::{
    db::{
        Db,
        testing::{each_engine, on_postgres, on_sqlite},
    },
    execute, routes,
};

use crate::{judging::Scene, support::Browser};
use reading::{Listening, Read, everything};
use worlds::{Who, Worlds};

/// A cost that stands nowhere else, and the ways in which it could be written. Long enough for no time
/// and no id in a log to hold it by chance.
const SENTINEL: &str = "987654321.12";
const TRACES: [&str; 3] = ["987654321", "987,654,321", "197530864224"];

const EVERYBODY: [&str; 8] =
    ["nobody", "newhire", "instructor", "instructor2", "manager2", "manager", "hr", "admin"];

/// Pages with a secret in their address, or of a file that one uploads.
const BY_SECRET: [&str; 5] = [
    "/unsubscribe/{token}",
    "/access/{token}",
    "/setup/{token}",
    "/people/import/{id}",
    "/programmes/{id}/carry-in/{file}",
];

async fn reader(scene: &Scene, account: &str) -> Browser {
    match account {
        "nobody" => scene.app.browser(),
        account => scene.app.sign_in(account).await,
    }
}

/// What one world shows to each account.
struct Seen {
    read: Vec<(&'static str, Vec<Read>)>,
    /// What their open screens heard.
    heard: Vec<BTreeSet<String>>,
    logs: String,
    /// What leaves by itself.
    letters: Vec<String>,
}

impl Seen {
    /// Plays a turn of the spiral with open screens, and reads everything half-way and at its end.
    async fn of(scene: Scene, who: &Who) -> Seen {
        let logs = logs::Captured::begin();
        let calendar = &scene.app.demo.calendar;
        let streams =
            [routes::session_events(calendar.today), routes::programme_events(calendar.current)];
        let (mut readers, mut screens) = (Vec::new(), Vec::new());
        for account in EVERYBODY {
            let mut browser = reader(&scene, account).await;
            for events in &streams {
                screens.push(Listening::to(&mut browser, events).await);
            }
            readers.push((account, browser));
        }
        Box::pin(letters::begin(&scene)).await;
        let mut read = Vec::new();
        let begun = Box::pin(story::begin(&scene, who)).await;
        let mut seeds = who.seeds(&scene, &begun.made).await;
        for (account, browser) in &mut readers {
            read.push((*account, everything(&scene.app, browser, &seeds).await));
        }
        seeds.extend(Box::pin(story::finish(&scene, who, begun)).await);
        for (account, browser) in &mut readers {
            read.push((*account, everything(&scene.app, browser, &seeds).await));
        }
        let mut heard = Vec::new();
        for screen in screens {
            heard.push(screen.end().await);
        }
        let letters = Box::pin(letters::all(&scene)).await;
        Seen { read, heard, logs: logs.text(), letters }
    }

    fn shown<'a>(&'a self, account: &'a str) -> impl Iterator<Item = &'a Read> {
        self.read.iter().filter(move |(name, _)| *name == account).flat_map(|(_, read)| read)
    }
}

/// Where two readings of the same person differ, with the places.
fn differences(one: &[Read], two: &[Read]) -> Vec<(String, [String; 2])> {
    // Figures count the requests of all tests.
    let pairs = one.iter().zip(two).filter(|(one, _)| one.path != "/metrics");
    let mut apart: Vec<_> = pairs
        .filter_map(|(one, two)| {
            let led = plain::first_difference(&one.path, &two.path);
            let told = led.or_else(|| plain::first_difference(&one.text, &two.text));
            Some((one.path.clone(), told?))
        })
        .collect();
    if one.len() != two.len() {
        apart.push((format!("{} or {} pages", one.len(), two.len()), Default::default()));
    }
    apart
}

/// The suite can fail: were the names of notes shown, it would find them wherever they are.
#[tokio::test]
async fn a_name_that_is_shown_is_found() {
    each_engine(async |db| Box::pin(names_are_found(db)).await).await;
}

async fn names_are_found(db: Db) {
    const SHOW: &str = "UPDATE notes SET name_hidden = FALSE";
    let worlds = Worlds::alike(db).await;
    let mut readings = Vec::new();
    for (world, who) in [worlds.who(), worlds.who().swapped()].iter().enumerate() {
        let scene = worlds.open(world);
        let begun = Box::pin(story::begin(&scene, who)).await;
        let show = async {
            let mut tx = scene.app.services.db.write().await?;
            execute!(tx, sqlx::query(SHOW));
            tx.commit().await
        };
        show.await.expect("names");
        let mut browser = reader(&scene, "newhire").await;
        let seeds = who.seeds(&scene, &begun.made).await;
        readings.push(everything(&scene.app, &mut browser, &seeds).await);
    }
    let apart = differences(&readings[0], &readings[1]);
    for place in ["/knowledge/#1", "/sessions/", "wall_since", "/provenance/", "/concepts/"] {
        assert!(apart.iter().any(|(path, _)| path.contains(place)), "{place}: {apart:?}");
    }
}

// The engines are tests of their own, because each takes a minute or two.
#[tokio::test]
async fn who_hides_is_told_to_nobody() {
    on_sqlite(async |db| Box::pin(nobody_is_told(db)).await).await;
}

#[tokio::test]
async fn who_hides_is_told_to_nobody_on_postgres() {
    on_postgres(async |db| Box::pin(nobody_is_told(db)).await).await;
}

async fn nobody_is_told(db: Db) {
    let worlds = Worlds::alike(db).await;
    let (who, other) = (worlds.who(), worlds.who().swapped());
    let one = Box::pin(Seen::of(worlds.open(0), &who)).await;
    let two = Box::pin(Seen::of(worlds.open(1), &other)).await;
    for ((account, one), (_, two)) in one.read.iter().zip(&two.read) {
        let apart = differences(one, two);
        assert!(apart.is_empty(), "{account} can tell on {:?}", apart[0]);
    }
    assert_eq!(one.heard, two.heard);
    assert_eq!(one.letters, two.letters);
    // Who may not see the session hears nothing at all.
    let listeners: Vec<_> = one.heard.iter().filter(|heard| !heard.is_empty()).collect();
    assert!(listeners.len() >= 10, "{} listen", listeners.len());
    for heard in listeners {
        let allowed = ["wall", "roster", "session", "programme", "polls", "screen"];
        let harmless = |line: &str| match line.strip_prefix("event: ") {
            Some(name) => allowed.contains(&name),
            None => ["data: 1", "retry: "].contains(&line),
        };
        assert!(heard.iter().all(|line| harmless(line)), "{heard:?}");
        assert!(heard.contains("event: wall") || heard.contains("event: programme"), "{heard:?}");
    }
    for (seen, who) in [(&one, &who), (&two, &other)] {
        for trace in who.traces(&worlds) {
            assert!(!seen.logs.contains(&trace), "{trace} is in the log");
            let mut letters = seen.letters.iter();
            assert!(letters.all(|text| !text.contains(&trace)), "{trace} is in a letter");
            let metrics = seen.shown("nobody").filter(|read| read.path == "/metrics").last();
            assert!(!metrics.expect("the figures").text.contains(&trace), "{trace} is counted");
        }
        assert!(seen.logs.contains("answered"), "nothing was logged");
    }

    // The suite has read what it is about: else it could not fail.
    for account in ["newhire", "instructor", "manager", "hr", "admin"] {
        for words in story::HIDDEN.into_iter().chain(talk::HIDDEN) {
            let mut shown = one.shown(account);
            assert!(shown.any(|read| read.text.contains(words)), "{account}: {words}");
        }
    }
    // To the north a practice came: its people read what is behind it, and no more.
    for (words, read) in
        [(story::HIDDEN[0], true), (story::HIDDEN[2], true), ("Se gasta la pintura", false)]
    {
        let found = one.shown("manager2").any(|read| read.text.contains(words));
        assert_eq!(found, read, "manager2: {words}");
    }
    let reached: BTreeSet<&str> =
        one.read.iter().flat_map(|(_, read)| read).filter_map(|read| read.pattern).collect();
    let missed: Vec<&str> =
        routes::patterns().filter(|it| !reached.contains(it) && !BY_SECRET.contains(it)).collect();
    assert!(missed.is_empty(), "nobody has read {missed:?}: lead there from a page or a seed");
    assert_eq!(reading::functions_not_asked(), Vec::<String>::new());
}

#[tokio::test]
async fn not_a_byte_of_a_judgement_is_received_before_the_reveal() {
    on_sqlite(async |db| Box::pin(nothing_is_received(db)).await).await;
}

#[tokio::test]
async fn not_a_byte_of_a_judgement_is_received_before_the_reveal_on_postgres() {
    on_postgres(async |db| Box::pin(nothing_is_received(db)).await).await;
}

async fn nothing_is_received(db: Db) {
    let scene = Scene::open_on(db).await;
    let seeds = worlds::judging_seeds(&scene);
    let logs = logs::Captured::begin();
    let mut readers = Vec::new();
    for account in EVERYBODY {
        let mut browser = reader(&scene, account).await;
        let before = everything(&scene.app, &mut browser, &seeds).await;
        readers.push((account, browser, before));
    }
    // Somebody judges everything, and somebody else a part of it.
    scene.judge_all("employee", [SENTINEL, "5"]).await;
    let hr = readers.iter_mut().find(|(account, ..)| *account == "hr").expect("HR");
    scene.judge(&mut hr.1, 1, [SENTINEL, ""]).await.done();
    for (account, browser, before) in &mut readers {
        let mut after = everything(&scene.app, browser, &seeds).await;
        assert_eq!(before.len(), after.len(), "{account}");
        for read in after.iter_mut().filter(|_| *account == "hr") {
            // How far one has come is told oneself, in the rooms, too.
            read.text = read.text.replace("You have judged 1 of 3", "You have judged 0 of 3");
        }
        for (before, after) in before.iter().zip(&after) {
            let path = &after.path;
            // HR sees their own.
            if *account == "hr" && path.starts_with(&scene.page("judging")) {
                continue;
            }
            for trace in TRACES {
                assert!(!after.text.contains(trace), "{account} reads {trace} on {path}");
            }
            let apart = differences(from_ref(before), from_ref(after));
            assert!(apart.is_empty(), "{account} sees a difference: {apart:?}");
        }
    }
    for trace in TRACES {
        assert!(!logs.text().contains(trace), "{trace} is in the log");
    }
    // Their own page shows their own.
    let mut own = scene.app.sign_in("employee").await;
    let page = own.get(&format!("{}?concept=1", scene.page("judging"))).await;
    assert!(page.text.contains(SENTINEL));
    // The turnout says nothing of fewer than three.
    let mut manager = scene.app.sign_in("manager").await;
    let page = manager.get(&scene.page("judging")).await;
    assert!(page.text.contains("Fewer than 3 of 14 have finished"), "{}", page.text);
    for account in ["newhire", "admin"] {
        scene.judge_all(account, ["12", "3"]).await;
    }
    let page = manager.get(&scene.page("judging")).await;
    assert!(page.text.contains("3 of 14 have finished"), "{}", page.text);
    let page = own.get(&scene.page("judging")).await;
    assert!(!page.text.contains("of 14"), "{}", page.text);
}
