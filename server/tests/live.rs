//! Open screens hear of a note within a second, and hear nothing more than that there is one.

use std::time::Duration;

use app::{
    access::api::SignOut,
    db::{
        Db,
        testing::{each_engine, on_postgres},
    },
    demo::Demo,
    knowledge::{
        WallNews, WallNote,
        api::{ShareNote, WallSince},
        store::places,
    },
    phases::api::MovePhase,
    request::Live,
};
use axum::{
    body::{Body, BodyDataStream},
    http::{StatusCode, header},
};
use futures::StreamExt;
use leptos::server_fn::ServerFn;
use tokio::time::timeout;
use uuid::Uuid;

use crate::support::{Browser, TestApp};

const SECRET: &str = "Nadie me lo enseñó";

/// What an open screen hears until it hears this.
async fn heard(stream: &mut BodyDataStream, until: &str) -> String {
    let mut text = String::new();
    while !text.contains(until) {
        let piece = timeout(Duration::from_secs(1), stream.next()).await.expect("within a second");
        let piece = piece.expect("the stream goes on").expect("a piece");
        text.push_str(&String::from_utf8_lossy(&piece));
    }
    text
}

async fn stream(browser: &mut Browser, events: &str) -> BodyDataStream {
    let response = browser.open(events).await;
    assert_eq!(response.status(), StatusCode::OK);
    let kind = response.headers()[header::CONTENT_TYPE].to_str().expect("a kind");
    assert!(kind.starts_with("text/event-stream"), "{kind}");
    Body::new(response.into_body()).into_data_stream()
}

async fn share(browser: &mut Browser, session: &str, once: Uuid, hidden: bool) -> String {
    let mut fields = vec![("session", session), ("note", SECRET)];
    if hidden {
        fields.push(("name_hidden", "on"));
    }
    let room = format!("/sessions/{session}");
    let answer = browser.submit_once::<ShareNote>(&room, once, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location().to_owned()
}

/// What a screen that was open from the beginning gets.
async fn all(app: &TestApp, browser: &mut Browser, session: &str) -> Vec<WallNote> {
    let mut tx = app.services.db.read().await.expect("a transaction");
    let known = places(&mut tx, session.parse().expect("an id")).await.expect("a query");
    let place = known.expect("a session").after(0);
    let fields = [("session", session), ("place", &*place)];
    let answer = browser.post_form(WallSince::PATH, &fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let news: WallNews = serde_json::from_str(&answer.text).expect("notes");
    news.notes
}

#[tokio::test]
async fn a_hidden_note_is_heard_of_without_its_author() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let session = app.demo.calendar.today.to_string();
        let events = format!("/sessions/{session}/events");
        let (mut ana, mut diego) = (app.sign_in("employee").await, app.sign_in("newhire").await);
        let mut screen = stream(&mut diego, &events).await;
        let hello = heard(&mut screen, "retry:").await;

        share(&mut ana, &session, Uuid::new_v4(), true).await;
        let told = heard(&mut screen, "event: wall\n").await;
        let notes = all(&app, &mut diego, &session).await;
        assert_eq!(notes.len(), 1);
        let card = notes[0].html.clone().expect("a card");
        let room = diego.get(&format!("/sessions/{session}")).await.text;
        let found = diego.get("/knowledge?q=ense%C3%B1o").await.text;
        let page = diego.get(&format!("/knowledge/{}", notes[0].id)).await.text;
        let author = app.demo.cast.employee.to_string();
        for text in [&hello, &told, &card, &room, &found, &page] {
            assert!(!text.contains("Ana Torres") && !text.contains(&author), "{text}");
        }
        for text in [&card, &room, &page] {
            assert!(text.contains(SECRET) && text.contains("Name hidden"), "{text}");
            assert!(!text.contains("/edit"), "{text}");
        }
        // Her own screen says whose it is, and that only she sees it.
        let own = all(&app, &mut ana, &session).await[0].html.clone().expect("a card");
        assert!(own.contains("Ana Torres") && own.contains("Only you see"), "{own}");
        assert!(own.contains("/edit?back=wall"), "{own}");
        // It tells the day, and nobody asks for what came after a number that they made up.
        let in_lima = app.services.clock.now() - chrono::TimeDelta::hours(5);
        let minute = in_lima.format("%H:%M").to_string();
        for text in [&card, &page] {
            assert!(!text.contains(&minute), "{text}");
        }
        assert!(!own.contains(&minute), "{own}");
        let made_up = [("session", &*session), ("place", "0")];
        let answer = diego.post_form(WallSince::PATH, &made_up).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
        // A projector shows what everybody may know, whoever runs it.
        let mut instructor = app.sign_in("instructor").await;
        let projected = instructor.get(&format!("/sessions/{session}/screen")).await.text;
        assert!(
            projected.contains("Name hidden") && !projected.contains("Ana Torres"),
            "{projected}"
        );
    })
    .await;
}

/// Two servers on one PostgreSQL: who looks at the one hears what happens at the other.
#[tokio::test]
async fn a_note_is_heard_of_at_the_other_server() {
    on_postgres(|db: Db| async move {
        let Some(pool) = db.pg_pool() else { panic!("no PostgreSQL") };
        let (near, far) = (Live::shared(pool.clone()), Live::shared(pool.clone()));
        let mut listening = far.subscribe();
        let first = TestApp::on(db.clone()).await;
        let demo = Demo {
            cast: first.demo.cast.clone(),
            calendar: first.demo.calendar.clone(),
            onboardings: None,
        };
        let first = first.with(|services| services.live = near);
        let second = TestApp::serving(db.clone(), demo, far, "http://localhost");
        // From now on the second listens to the database.
        let ready = timeout(Duration::from_secs(5), listening.recv()).await;
        assert_eq!(ready.expect("within five seconds"), Ok(None));

        let session = first.demo.calendar.today.to_string();
        let (mut ana, mut diego) =
            (first.sign_in("employee").await, second.sign_in("newhire").await);
        let mut screen = stream(&mut diego, &format!("/sessions/{session}/events")).await;
        heard(&mut screen, "retry:").await;
        // The phase's page counts who has shared.
        let programme = first.demo.calendar.current;
        let mut page = stream(&mut diego, &format!("/programmes/{programme}/events")).await;
        heard(&mut page, "retry:").await;
        share(&mut ana, &session, Uuid::new_v4(), true).await;
        heard(&mut screen, "event: wall\n").await;
        heard(&mut page, "event: programme\n").await;
        assert_eq!(all(&second, &mut diego, &session).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_note_that_is_sent_again_is_on_the_wall_once() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let session = app.demo.calendar.today.to_string();
        let mut ana = app.sign_in("employee").await;
        let once = Uuid::new_v4();
        let first = share(&mut ana, &session, once, false).await;
        assert_eq!(share(&mut ana, &session, once, false).await, first);
        // The island sends the same key in a header line.
        let mut island = app.browser().saying("idempotency-key", &once.to_string());
        island.cookies = ana.cookies.clone();
        let fields = [("session", session.as_str()), ("note", SECRET)];
        let again = island.post_form(ShareNote::PATH, &fields).await;
        assert_eq!(again.status, StatusCode::OK, "{}", again.text);
        assert_eq!(all(&app, &mut ana, &session).await.len(), 1);
    })
    .await;
}

/// Pages of the phases follow their programme, and so does the room of each of its sessions.
#[tokio::test]
async fn a_step_to_another_phase_is_heard_of_on_all_pages_of_the_programme() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let programme = app.demo.calendar.current.to_string();
        let session = app.demo.calendar.today.to_string();
        let (mut manager, mut ana) = (app.sign_in("manager").await, app.sign_in("employee").await);
        let mut page = stream(&mut ana, &format!("/programmes/{programme}/events")).await;
        let mut room = stream(&mut ana, &format!("/sessions/{session}/events")).await;
        heard(&mut page, "retry:").await;
        heard(&mut room, "retry:").await;
        let fields =
            [("programme", &*programme), ("from", "1"), ("to", "2"), ("reason", "Secreto")];
        let moved =
            manager.submit::<MovePhase>(&format!("/programmes/{programme}/phase"), &fields).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
        for stream in [&mut page, &mut room] {
            let told = heard(stream, "event: programme\ndata: 1\n").await;
            assert!(!told.contains("Secreto"), "{told}");
        }
        let shown = ana.get(&format!("/programmes/{programme}/phase")).await.text;
        let news = format!("data-events=\"/programmes/{programme}/events\"");
        assert!(shown.contains(&news) && shown.contains("/live.js"), "{shown}");
        assert!(!ana.get("/programmes").await.text.contains("/live.js"));
    })
    .await;
}

#[tokio::test]
async fn a_stream_ends_when_its_reader_signs_out() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let programme = app.demo.calendar.current;
        let session = app.demo.calendar.today;
        for events in
            [format!("/programmes/{programme}/events"), format!("/sessions/{session}/events")]
        {
            let mut ana = app.sign_in("employee").await;
            let mut other = app.sign_in("employee").await;
            let mut ends = stream(&mut ana, &events).await;
            let mut goes_on = stream(&mut other, &events).await;
            heard(&mut ends, "retry:").await;
            heard(&mut goes_on, "retry:").await;
            let out = ana.submit::<SignOut>("/me", &[]).await;
            assert_eq!(out.status, StatusCode::SEE_OTHER);
            let end = timeout(Duration::from_secs(1), ends.next()).await.expect("within a second");
            assert!(end.is_none(), "{end:?}");
            // Another browser of the same person stays signed in, and goes on listening.
            let silence = timeout(Duration::from_millis(300), goes_on.next()).await;
            assert!(silence.is_err(), "{silence:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn only_who_may_see_a_session_listens_until_the_server_stops() {
    let app = TestApp::start().await;
    let session = app.demo.calendar.of_2022[0];
    let events = format!("/sessions/{session}/events");
    let signed_out = app.browser().open(&events).await;
    assert_eq!(signed_out.status(), StatusCode::UNAUTHORIZED);
    let mut ana = app.sign_in("employee").await;
    let nobody = "01a2005e-24b9-7239-bc02-f7552663e816";
    for nowhere in [
        "/sessions/x/events".to_owned(),
        "/programmes/x/events".to_owned(),
        format!("/sessions/{nobody}/events"),
        format!("/programmes/{nobody}/events"),
        // A session is no programme.
        format!("/programmes/{session}/events"),
    ] {
        let nowhere = nowhere.as_str();
        assert_eq!(ana.open(nowhere).await.status(), StatusCode::NOT_FOUND, "{nowhere}");
    }
    let mut stream = stream(&mut ana, &events).await;
    heard(&mut stream, "retry:").await;
    // A server that stops ends its streams: a browser comes back to the next one.
    app.services.stop.cancel();
    while let Some(piece) = stream.next().await {
        piece.expect("a piece");
    }
}

#[tokio::test]
async fn a_refused_note_comes_back_with_its_text() {
    let app = TestApp::start().await;
    let closed = app.demo.calendar.of_2022[0].to_string();
    let mut ana = app.sign_in("employee").await;
    let fields = [("session", closed.as_str()), ("note", SECRET)];
    let late = ana.submit::<ShareNote>(&format!("/sessions/{closed}"), &fields).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.element("textarea").contains(SECRET), "{}", late.text);
    let today = app.demo.calendar.today.to_string();
    let long = "a".repeat(20_001);
    let fields = [("session", today.as_str()), ("note", &long), ("name_hidden", "on")];
    let refused = ana.submit::<ShareNote>(&format!("/sessions/{today}"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.element("textarea").contains(&long), "the text is there");
    assert!(refused.text.contains("Shorten it by one"), "{}", refused.text.replace(&long, "…"));
}
