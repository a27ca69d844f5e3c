//! What people type is text: a collection of attempts to make it more, through every way in which
//! text becomes HTML, read as a browser reads it.

mod fields;
mod inspect;
mod patience;

use std::collections::BTreeMap;

use app::{
    archetypes::api::{AddInput, CreateArchetype, MakeVersion, SaveArchetype, SavePart},
    concepts::api::AddConcept,
    knowledge::{
        NoteId, WallNews,
        api::{PreviewNote, ShareNote, WallSince},
        markdown,
        store::places,
    },
    phases::store::set_phase,
    sessions::api::EditSession,
};
use axum::http::StatusCode;
use leptos::server_fn::ServerFn;

use crate::support::{Answer, Browser, TestApp};

/// At least so many attempts.
const ENOUGH: usize = 200;

/// All attempts; the browser tests read the same file.
pub fn corpus() -> Vec<String> {
    let groups: BTreeMap<String, Vec<String>> =
        serde_json::from_str(include_str!("corpus.json")).expect("the collection");
    let all: Vec<String> = groups.into_values().flatten().collect();
    assert!(all.len() >= ENOUGH, "{} attempts", all.len());
    all
}

/// Opens a page and inspects it.
async fn inspected(browser: &mut Browser, path: &str, attempt: &str) -> Answer {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path} after {attempt:?}: {}", page.text);
    assert_harmless(&page.text, path, attempt);
    page
}

fn assert_harmless(html: &str, path: &str, attempt: &str) {
    let troubles = inspect::troubles(html);
    assert!(troubles.is_empty(), "{attempt:?} on {path}: {troubles:?}");
}

async fn in_phase(app: &TestApp, phase: i64) {
    let mut tx = app.services.db.write().await.expect("a transaction");
    for from in 1..phase {
        set_phase(&mut tx, app.demo.calendar.current, from, from + 1).await.expect("a move");
    }
    tx.commit().await.expect("a commit");
}

/// A text cut to what a field takes.
fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// The suite can fail: written into a page as they are, most attempts are found.
#[test]
fn an_attempt_that_gets_through_is_found() {
    let found = |html: &str| !inspect::troubles(html).is_empty();
    let page =
        |inside: &str| format!("<!DOCTYPE html><html><body><main>{inside}</main></body></html>");
    assert!(!found(&page("<p title=\"x\">hola <a href=\"/x?y=1\">x</a></p>")));
    let corpus = corpus();
    let raw = corpus.iter().filter(|attempt| found(&page(attempt))).count();
    assert!(raw >= 150, "{raw} of {} as HTML", corpus.len());
    // What Markdown makes of it before anything is taken away: links above all.
    let unclean = |text: &str| {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(text));
        html
    };
    let marked = corpus.iter().filter(|attempt| found(&page(&unclean(attempt)))).count();
    assert!(marked >= 200, "{marked} of {} as Markdown", corpus.len());
}

#[test]
fn no_attempt_survives_the_renderer() {
    for attempt in corpus() {
        for text in [
            attempt.clone(),
            format!("> - texto {attempt}\n\n{attempt}"),
            format!("{attempt}{attempt}"),
        ] {
            let html = markdown::render(&text);
            let troubles = inspect::troubles_of_piece(&html);
            assert!(troubles.is_empty(), "{attempt:?}: {troubles:?}");
            assert!(inspect::troubles(&html).is_empty(), "{attempt:?}");
        }
    }
}

#[tokio::test]
async fn notes_on_the_wall_and_on_their_pages() {
    let app = TestApp::start().await;
    let session = app.demo.calendar.today.to_string();
    let room = format!("/sessions/{session}");
    let (mut ana, mut diego) = (app.sign_in("employee").await, app.sign_in("newhire").await);
    let mut seen = 0;
    for attempt in corpus() {
        let (tags, step) = (cut(&attempt, 40), cut(&attempt, 80));
        let fields =
            [("session", &*session), ("note", &*attempt), ("tags", &*tags), ("step", &*step)];
        let shared = ana.submit::<ShareNote>(&room, &fields).await;
        // What is refused comes back as typed, which is a way, too.
        if shared.status == StatusCode::UNPROCESSABLE_ENTITY {
            assert_harmless(&shared.text, &room, &attempt);
            continue;
        }
        assert_eq!(shared.status, StatusCode::SEE_OTHER, "{attempt:?}");
        let note = shared.location().split("#note-").nth(1).expect("a note").to_owned();
        for page in ["", "/edit"] {
            inspected(&mut ana, &format!("/knowledge/{note}{page}"), &attempt).await;
        }
        inspected(&mut diego, &format!("/provenance/note/{note}"), &attempt).await;
        let preview = ana.post_form(PreviewNote::PATH, &[("note", &attempt)]).await;
        let html: String = serde_json::from_str(&preview.text).expect("a preview");
        assert!(inspect::troubles_of_piece(&html).is_empty(), "{attempt:?}: {html}");
        seen += 1;
    }
    assert!(seen >= ENOUGH, "{seen} notes");
    let mut facilitator = app.sign_in("instructor").await;
    for path in [&*room, &format!("{room}/screen"), &format!("{room}/themes"), "/knowledge", "/"] {
        inspected(&mut facilitator, path, "all of them").await;
    }
    for page in 1..=5 {
        inspected(&mut diego, &format!("/knowledge?q=alert&page={page}"), "all of them").await;
    }
    let mut tx = app.services.db.read().await.expect("a transaction");
    let known = places(&mut tx, app.demo.calendar.today).await.expect("a query");
    let mut place = known.expect("a session").after(0);
    let mut cards = 0;
    loop {
        let fields = [("session", &*session), ("place", &*place)];
        let answer = diego.post_form(WallSince::PATH, &fields).await;
        let news: WallNews = serde_json::from_str(&answer.text).expect("notes");
        place = news.place;
        for html in news.notes.iter().filter_map(|note| note.html.as_deref()) {
            assert!(inspect::troubles_of_piece(html).is_empty(), "{html}");
            cards += 1;
        }
        if !news.more {
            break;
        }
    }
    assert_eq!(cards, seen, "cards on the wall");
}

#[tokio::test]
async fn concepts_by_their_title_text_and_image() {
    let app = TestApp::start().await;
    let mut ana = app.sign_in("employee").await;
    let session = app.demo.calendar.today.to_string();
    let fields = [("session", &*session), ("note", "Doy números")];
    let shared = ana.submit::<ShareNote>(&format!("/sessions/{session}"), &fields).await;
    let note: NoteId =
        shared.location().split("#note-").nth(1).and_then(|id| id.parse().ok()).expect("a note");
    in_phase(&app, 2).await;
    let programme = app.demo.calendar.current.to_string();
    let (list, note) = (format!("/programmes/{programme}/concepts"), note.to_string());
    for attempt in corpus() {
        let (title, figure) = (cut(&attempt, 120), cut(&attempt, 600));
        let fields = [
            ("programme", &*programme),
            ("title", &*title),
            ("statement", &*attempt),
            ("method", "induction"),
            ("figure_kind", "metaphor"),
            ("figure", &*figure),
            ("sources[]", &*note),
        ];
        let made = ana.submit::<AddConcept>(&format!("{list}/new"), &fields).await;
        if made.status == StatusCode::UNPROCESSABLE_ENTITY {
            assert_harmless(&made.text, "new", &attempt);
            continue;
        }
        let concept = made.done();
        for page in ["", "/edit", "/split"] {
            inspected(&mut ana, &format!("{concept}{page}"), &attempt).await;
        }
    }
    let way = format!("/provenance/note/{note}");
    for path in [&*list, &way, &format!("/knowledge/{note}"), "/me"] {
        inspected(&mut ana, path, "all of them").await;
    }
}

#[tokio::test]
async fn archetypes_by_section_sheet_and_file() {
    const PARTS: [&str; 7] =
        ["purpose", "steps", "roles", "tools", "checklist", "measures", "risks"];
    let app = TestApp::start().await;
    in_phase(&app, 4).await;
    let mut manager = app.sign_in("manager").await;
    let programme = app.demo.calendar.current.to_string();
    let list = format!("/programmes/{programme}/archetypes");
    let fields = [("programme", &*programme), ("name", "Cola")];
    let one = manager.submit::<CreateArchetype>(&list, &fields).await.done();
    let id = one.rsplit('/').next().expect("an id").to_owned();
    let about = ("id", &*id);
    for (round, attempts) in corpus().chunks(PARTS.len()).enumerate() {
        for (part, attempt) in PARTS.into_iter().zip(attempts) {
            let edit = format!("{one}/edit/{part}");
            let revision = manager.get(&edit).await.value("revision");
            let fields = [about, ("part", part), ("revision", &*revision), ("text", attempt)];
            let saved = manager.submit::<SavePart>(&edit, &fields).await;
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{attempt:?}: {}", saved.text);
            let input = [about, ("part", part), ("input", &**attempt)];
            manager.submit::<AddInput>(&one, &input).await.done();
        }
        let (name, before) = (cut(&attempts[0], 100), (round + 1).to_string());
        let fields = [about, ("revision", &*before), ("name", &*name)];
        let named = manager.submit::<SaveArchetype>(&format!("{one}/edit"), &fields).await;
        assert_eq!(named.status, StatusCode::SEE_OTHER, "{name:?}: {}", named.text);
        let summary = cut(&attempts[0], 200);
        manager.submit::<MakeVersion>(&one, &[about, ("summary", &summary)]).await.done();
        let number = round + 1;
        for path in [
            one.clone(),
            list.clone(),
            format!("{one}/edit"),
            format!("{one}/edit/{}", PARTS[round % 7]),
            format!("{one}/handout"),
            format!("{one}/handout?version={number}"),
            format!("{one}/versions/{number}"),
            format!("{one}/changes?from={}", number.max(2) - 1),
            format!("/provenance/archetype/{id}"),
        ] {
            inspected(&mut manager, &path, &attempts[0]).await;
        }
        // A file is text, to be kept and not to be shown; whatever renders it gets Markdown.
        let file = manager.get(&format!("/export{one}.md")).await;
        assert_eq!(file.header("content-type"), "text/markdown; charset=utf-8");
        assert!(file.header("content-disposition").starts_with("attachment; "));
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        let name = file.header("content-disposition");
        assert!(!name.contains(['<', '>', '\\', '/']) && name.matches('"').count() == 2, "{name}");
        assert!(
            inspect::troubles_of_piece(&markdown::render(&file.text)).is_empty(),
            "{:?}",
            file.text
        );
    }
}

#[tokio::test]
async fn sessions_by_their_agenda_topic_and_room() {
    let app = TestApp::start().await;
    let mut manager = app.sign_in("manager").await;
    let session = app.demo.calendar.today;
    let edit = format!("/sessions/{session}/edit");
    let id = session.to_string();
    let programme = format!("{}/1", app.demo.calendar.current);
    let facilitator = app.demo.cast.instructor.to_string();
    let mut saved = 0;
    for attempt in corpus() {
        let revision = (saved + 1).to_string();
        let (topic, room, prompt) = (cut(&attempt, 200), cut(&attempt, 200), cut(&attempt, 500));
        let fields = [
            ("id", &*id),
            ("revision", &*revision),
            ("topic", &*topic),
            ("programme", &*programme),
            ("prompt", &*prompt),
            ("agenda", &*attempt),
            ("room", &*room),
            ("link", &*attempt),
            ("facilitators[]", &*facilitator),
            ("late_after", "10"),
        ];
        let mut answer = manager.submit::<EditSession>(&edit, &fields).await;
        if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
            // Most are no link to a meeting; without it the rest is kept.
            assert_harmless(&answer.text, &edit, &attempt);
            let fields =
                fields.map(|(name, value)| (name, if name == "link" { "" } else { value }));
            answer = manager.submit::<EditSession>(&edit, &fields).await;
        }
        if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
            assert_harmless(&answer.text, &edit, &attempt);
            continue;
        }
        answer.done();
        saved += 1;
        for page in ["", "/sheet", "/screen"] {
            inspected(&mut manager, &format!("/sessions/{session}{page}"), &attempt).await;
        }
    }
    assert!(saved >= ENOUGH, "{saved} were saved");
}
