//! The projector shows what the facilitator lets through, and the phone shows everything.

use app::{
    db::{Db, testing::each_engine},
    knowledge::api::ShareNote,
    projector::api::{LetThrough, SetApproval, TakeOff},
    request::Change,
};
use axum::http::StatusCode;

use crate::support::{Browser, TestApp};

const SAID: &str = "El formato viejo sigue en uso";

async fn share(browser: &mut Browser, session: &str, hidden: bool) {
    let mut fields = vec![("session", session), ("note", SAID)];
    if hidden {
        fields.push(("name_hidden", "on"));
    }
    let answer = browser.submit::<ShareNote>(&format!("/sessions/{session}"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
}

/// The note and its revision as the queue's form posts them.
fn seen(page: &str) -> String {
    let at = page.find("name=\"seen[]\" value=\"").expect("a note that waits") + 21;
    page[at..].split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_note_is_let_through_and_taken_off_again() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let session = app.demo.calendar.today.to_string();
        let (roster, screen) =
            (format!("/sessions/{session}/roster"), format!("/sessions/{session}/screen"));
        let mut instructor = app.sign_in("instructor").await;
        let on = [("session", &*session), ("on", "on")];
        let turned = instructor.submit::<SetApproval>(&roster, &on).await;
        assert_eq!(turned.status, StatusCode::SEE_OTHER, "{}", turned.text);
        let mut ana = app.sign_in("employee").await;
        share(&mut ana, &session, true).await;
        assert!(!instructor.get(&screen).await.text.contains(SAID));
        assert!(ana.get(&format!("/sessions/{session}")).await.text.contains(SAID));

        let page = instructor.get(&roster).await.text;
        assert!(page.contains(SAID) && page.contains("1 waiting"), "{page}");
        assert!(page.contains("Name hidden"), "{page}");
        let mut told = app.services.live.subscribe();
        let seen = seen(&page);
        let fields = [("session", &*session), ("seen[]", &*seen)];
        let shown = instructor.submit::<LetThrough>(&roster, &fields).await;
        assert_eq!(shown.status, StatusCode::SEE_OTHER, "{}", shown.text);
        // The walls of the phones are not asked to look again.
        assert_eq!(told.try_recv(), Ok(Some(Change::Screen(app.demo.calendar.today))));
        let page = instructor.get(&screen).await.text;
        assert!(page.contains(SAID) && page.contains("Name hidden"), "{page}");
        assert!(!page.contains("Ana Torres"), "{page}");

        let note = seen.split(' ').next().unwrap_or_default().to_owned();
        let fields = [("session", &*session), ("note", &*note)];
        let taken = instructor.submit::<TakeOff>(&roster, &fields).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
        assert!(!instructor.get(&screen).await.text.contains(SAID));
        // What reads otherwise by now is not let through.
        let stale = format!("{note} 7");
        let fields = [("session", &*session), ("seen[]", &*stale)];
        let refused = instructor.submit::<LetThrough>(&roster, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    })
    .await;
}

#[tokio::test]
async fn only_those_who_run_the_session_decide_what_is_on_the_screen() {
    let app = TestApp::start().await;
    let session = app.demo.calendar.today.to_string();
    let mut ana = app.sign_in("employee").await;
    let room = format!("/sessions/{session}");
    for refused in [
        ana.submit::<SetApproval>(&room, &[("session", &session), ("on", "on")]).await,
        ana.submit::<LetThrough>(&room, &[("session", &session)]).await,
        ana.submit::<TakeOff>(&room, &[("session", &session), ("note", &session)]).await,
        ana.get(&format!("{room}/screen")).await,
    ] {
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    }
}
