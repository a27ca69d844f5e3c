//! A form that is sent twice happens once.

use app::{
    db::{Db, testing::each_engine},
    knowledge::api::ShareNote,
    routes,
    settings::api::AddHoliday,
};
use axum::http::StatusCode;
use uuid::Uuid;

use crate::support::TestApp;

const EVE: [(&str, &str); 2] = [("day", "2026-12-24"), ("name", "Nochebuena")];

#[tokio::test]
async fn the_same_form_twice_happens_once_and_leads_to_the_same_page() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let mut browser = app.sign_in("admin").await;
        let key = Uuid::new_v4();
        let first = browser.submit_once::<AddHoliday>("/settings", key, &EVE).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text);
        let second = browser.submit_once::<AddHoliday>("/settings", key, &EVE).await;
        assert_eq!(second.status, StatusCode::SEE_OTHER);
        assert_eq!(second.location(), first.location());

        // With a key of its own it is another form, and the day is taken.
        let other = browser.submit::<AddHoliday>("/settings", &EVE).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(other.text.contains("value=\"Nochebuena\""));
    })
    .await;
}

#[tokio::test]
async fn eight_at_once_happen_once() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let signed_in = app.sign_in("admin").await;
        let key = Uuid::new_v4();
        let sendings = (0..8).map(|_| {
            let mut browser = app.browser();
            browser.cookies = signed_in.cookies.clone();
            async move { browser.submit_once::<AddHoliday>("/settings", key, &EVE).await.status }
        });
        let statuses = futures::future::join_all(sendings).await;
        assert_eq!(statuses, vec![StatusCode::SEE_OTHER; 8]);
    })
    .await;
}

#[tokio::test]
async fn a_refused_form_may_be_sent_again_with_its_key() {
    let app = TestApp::start().await;
    let mut browser = app.sign_in("admin").await;
    let key = Uuid::new_v4();
    let wrong = [("day", "someday"), ("name", "Nochebuena")];
    let refused = browser.submit_once::<AddHoliday>("/settings", key, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("value=\"someday\"") && refused.text.contains(&key.to_string()));
    let right = browser.submit_once::<AddHoliday>("/settings", key, &EVE).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
}

/// A browser that goes back shows the form it sent, with its key.
#[tokio::test]
async fn what_is_changed_after_going_back_is_another_form() {
    let app = TestApp::start().await;
    let mut browser = app.sign_in("admin").await;
    let key = Uuid::new_v4();
    for (day, name) in [("2026-12-24", "Nochebuena"), ("2026-12-23", "Inventario")] {
        let fields = [("day", day), ("name", name)];
        let answer = browser.submit_once::<AddHoliday>("/settings", key, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    }
    let settings = browser.get("/settings").await.text;
    assert!(settings.contains("Nochebuena") && settings.contains("Inventario"));
}

/// A script sends a text of several lines before the form itself does, and each ends lines its own way.
#[tokio::test]
async fn lines_that_end_otherwise_are_the_same_form() {
    let app = TestApp::start().await;
    let session = app.demo.calendar.today;
    let mut browser = app.sign_in("employee").await;
    let (key, room, session) = (Uuid::new_v4(), routes::session(session), session.to_string());
    let mut led = Vec::new();
    for note in ["Uno\nDos", "Uno\r\nDos"] {
        let fields = [("session", &*session), ("note", note)];
        let answer = browser.submit_once::<ShareNote>(&room, key, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        led.push(answer.location().to_owned());
    }
    assert_eq!(led[0], led[1]);
}
