//! The calendar of a person, as their telephone asks for it.

use app::{
    access::store as access,
    calendar::api::{EndCalendar, MakeCalendar},
    sessions::api::CancelSession,
};
use axum::http::StatusCode;

use super::{
    leaks::logs::Captured,
    support::{Browser, TestApp},
};

/// Makes an address and answers its path, as the page shows it.
async fn make(browser: &mut Browser) -> String {
    let answer = browser.submit::<MakeCalendar>("/me", &[]).await;
    answer.done();
    let page = browser.get(answer.location().split('#').next().unwrap_or_default()).await;
    let address = page.text.split("http://localhost/calendar/").nth(1).expect("an address");
    format!("/calendar/{}", address.split('<').next().unwrap_or_default().trim())
}

#[tokio::test]
async fn an_address_is_shown_once_and_read_without_signing_in() {
    let logs = Captured::begin();
    let app = TestApp::start().await;
    let mut me = app.sign_in("employee").await;
    assert!(me.get("/me").await.text.contains("Add to your phone"));
    let path = make(&mut me).await;
    let page = me.get("/me").await;
    assert!(!page.text.contains(&path) && page.text.contains("not shown again"));

    let mut phone = app.browser();
    let answer = phone.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert!(answer.text.starts_with("BEGIN:VCALENDAR\r\n"), "{}", answer.text);
    let today = format!("UID:session-{}", app.demo.calendar.today);
    assert!(answer.text.replace("\r\n ", "").contains(&today), "{}", answer.text);
    // No names of people.
    let unfolded = answer.text.replace("\r\n ", "");
    let mut tx = app.services.db.read().await.expect("a transaction");
    for id in [app.demo.cast.instructor, app.demo.cast.employee, app.demo.cast.manager] {
        let person = app::people::store::by_id(&mut tx, id).await.expect("a query");
        let name = person.expect("a person").name;
        assert!(!unfolded.contains(&name), "{name}");
    }
    drop(tx);

    let tag = answer.header("etag").to_owned();
    let mut again = app.browser().saying("if-none-match", &tag);
    let answer = again.get(&path).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let mut instructor = app.sign_in("instructor").await;
    let id = app.demo.calendar.today.to_string();
    let fields = [("id", &*id), ("revision", "1"), ("reason", "Lluvia")];
    instructor.submit::<CancelSession>(&format!("/sessions/{id}"), &fields).await.done();
    let answer = again.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text.contains("STATUS:CANCELLED\r\n"), "{}", answer.text);

    // A new address ends the one before, and ending ends it for good.
    let next = make(&mut me).await;
    assert_eq!(phone.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(phone.get(&next).await.status, StatusCode::OK);
    me.submit::<EndCalendar>("/me", &[]).await.done();
    assert_eq!(phone.get(&next).await.status, StatusCode::NOT_FOUND);
    for wrong in ["/calendar/x.ics", "/calendar/.ics", "/calendar/x"] {
        assert_eq!(phone.get(wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }

    let logs = logs.text();
    for path in [path, next] {
        let secret = path.trim_start_matches("/calendar/").trim_end_matches(".ics");
        assert!(secret.len() > 40 && !logs.contains(secret), "the secret is in the log");
    }
    assert!(logs.contains("/calendar/{file}"), "{logs}");
}

#[tokio::test]
async fn an_address_of_somebody_else_is_not_shown_as_ones_own() {
    let app = TestApp::start().await;
    let mut other = app.sign_in("instructor").await;
    let path = make(&mut other).await;
    let token = path.trim_start_matches("/calendar/").trim_end_matches(".ics").to_owned();
    let mut me = app.sign_in("employee").await;
    for wrong in [token.as_str(), "x", "%3Cscript%3E"] {
        let page = me.get(&format!("/me?calendar={wrong}")).await;
        assert!(!page.text.contains("Your calendar is ready"), "{wrong}");
    }
}

#[tokio::test]
async fn who_has_left_has_no_calendar() {
    let app = TestApp::start().await;
    let mut me = app.sign_in("employee").await;
    let path = make(&mut me).await;
    let mut tx = app.services.db.write().await.expect("a transaction");
    let id = app.demo.cast.employee;
    let person = app::people::store::by_id(&mut tx, id).await.expect("a query");
    let revision = person.expect("a person").revision;
    app::people::store::set_active(&mut tx, id, revision, false).await.expect("a change");
    access::remove_sign_ins(&mut tx, id, None).await.expect("signed out");
    tx.commit().await.expect("a commit");
    assert_eq!(app.browser().get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_session_is_a_file_for_whoever_sees_it() {
    let app = TestApp::start().await;
    let path = format!("/export/sessions/{}.ics", app.demo.calendar.today);
    let mut me = app.sign_in("employee").await;
    let page = me.get(&format!("/sessions/{}", app.demo.calendar.today)).await;
    assert!(page.text.contains(&path), "the page leads there");
    let answer = me.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text.contains("BEGIN:VEVENT\r\n"), "{}", answer.text);
    // Of another branch.
    assert_eq!(app.sign_in("manager2").await.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.browser().get(&path).await.status, StatusCode::SEE_OTHER);
}
