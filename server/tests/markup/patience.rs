//! Texts made to keep a server busy: they are rendered or refused in good time, and meanwhile it
//! answers others.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use app::knowledge::api::{PreviewNote, ShareNote};
use axum::http::StatusCode;
use leptos::server_fn::ServerFn;

use crate::support::TestApp;

/// The longest note, in characters.
const FULL: usize = 20_000;
/// In a debug build, on a machine that runs other tests as well.
const PATIENCE: Duration = Duration::from_secs(5);
/// Meanwhile, for everybody else.
const OTHERS: Duration = Duration::from_millis(1_500);

/// Everything has been tried.
static STOP: AtomicBool = AtomicBool::new(false);

/// Texts as long as a note may be, each of which makes some parser of Markdown slow.
fn hard() -> Vec<(&'static str, String)> {
    let full = |piece: &str| piece.repeat(FULL / piece.chars().count());
    let table = |columns: usize| {
        let head = format!("{}\n{}\n", "|a".repeat(columns), "|-".repeat(columns));
        let rows = "x\n".repeat((FULL - head.len()) / 2);
        head + &rows
    };
    vec![
        ("quotes", ">".repeat(10_000)),
        ("quotes with spaces", "> ".repeat(10_000)),
        ("lists", "- ".repeat(10_000)),
        ("numbered lists", "1) ".repeat(6_600)),
        ("brackets", "[".repeat(10_000)),
        ("closed brackets", format!("{}{}", "[".repeat(10_000), "]".repeat(10_000))),
        ("images", "![".repeat(10_000)),
        ("links in links", format!("{}a{}", "[".repeat(6_000), "](x)".repeat(3_400))),
        ("unfinished links", full("[a](b")),
        ("unfinished titles", full("[a](b \"")),
        ("emphasis", full("*a_")),
        ("nested emphasis", format!("{}a{}", "*".repeat(9_999), "*".repeat(9_999))),
        ("strong and not", full("a**b")),
        ("strikes", full("~~a~")),
        ("backticks", (1..198).map(|n| format!("{} ", "`".repeat(n))).collect()),
        ("angles", full("<a ")),
        ("comments", full("<!--")),
        ("declarations", full("<!A ")),
        ("processing", full("<?")),
        ("sections", full("<![CDATA[")),
        ("entities", full("&#x1F600;")),
        ("rules", full("* * * x\n")),
        ("mixed containers", full("> - 1. ")),
        ("indented lists", (0..138).map(|n| format!("{}- a\n", " ".repeat(2 * n))).collect()),
        ("one reference, often", format!("[a]: /{}\n\n{}", "x".repeat(9_000), "[a]".repeat(3_600))),
        ("many references", full("[a]: /x\n")),
        ("a wide table", table(2_500)),
        ("a square table", table(1_500)),
        ("pipes", full("|")),
        ("one word", full("a")),
        ("combining marks", full("e\u{301}")),
        ("lines", full("a\n")),
    ]
}

/// Two threads as on the smallest server. While one text after the other is shown to its author,
/// somebody else asks for pages.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_text_keeps_the_server_from_others() {
    let app = TestApp::start().await;
    let session = app.demo.calendar.today.to_string();
    let room = format!("/sessions/{session}");
    let mut ana = app.sign_in("employee").await;
    let mut diego = app.sign_in("newhire").await;
    let asking = tokio::spawn(async move {
        let mut slowest = Duration::ZERO;
        let mut asked = 0u32;
        loop {
            let begun = Instant::now();
            let answer = diego.get("/me").await;
            assert_eq!(answer.status, StatusCode::OK);
            (slowest, asked) = (slowest.max(begun.elapsed()), asked + 1);
            if STOP.load(Ordering::Relaxed) {
                break (slowest, asked);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    for (what, text) in hard() {
        assert!(text.chars().count() <= FULL, "{what}");
        let begun = Instant::now();
        let preview = ana.post_form(PreviewNote::PATH, &[("note", &text)]).await;
        assert_eq!(preview.status, StatusCode::OK, "{what}");
        let fields = [("session", &*session), ("note", &*text)];
        let shared = ana.submit::<ShareNote>(&room, &fields).await;
        assert_eq!(shared.status, StatusCode::SEE_OTHER, "{what}");
        let took = begun.elapsed();
        println!("{what}: {took:?}, {} kB", preview.text.len() / 1_000);
        assert!(took < PATIENCE, "{what} took {took:?}");
        assert!(preview.text.len() < 2_000_000, "{what} became {} bytes", preview.text.len());
    }
    STOP.store(true, Ordering::Relaxed);
    let (slowest, asked) = asking.await.expect("somebody asked");
    assert!(asked > 10 && slowest < OTHERS, "{asked} pages, the slowest after {slowest:?}");
    let begun = Instant::now();
    let wall = ana.get(&room).await;
    assert_eq!(wall.status, StatusCode::OK);
    println!("the wall with all of them: {:?}, {} kB", begun.elapsed(), wall.text.len() / 1_000);
    assert!(begun.elapsed() < PATIENCE);
}

/// A megabyte is more than any form takes: refused before it is looked at.
#[tokio::test]
async fn a_megabyte_is_refused_at_once() {
    let app = TestApp::start().await;
    let session = app.demo.calendar.today.to_string();
    let mut ana = app.sign_in("employee").await;
    let long = "palabra ".repeat(131_072);
    let begun = Instant::now();
    let fields = [("session", &*session), ("note", &*long)];
    let refused = ana.submit::<ShareNote>(&format!("/sessions/{session}"), &fields).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let refused = ana.post_form(PreviewNote::PATH, &[("note", &long)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(begun.elapsed() < PATIENCE);
}
