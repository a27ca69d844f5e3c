//! A poll as people meet it: who sees what, and that nothing is told of a few answers.

use app::{
    db::{Db, testing::each_engine},
    polls::api::{AnswerPoll, ClosePoll, DeletePoll, OpenPoll, SavePoll, ShowPoll},
    request::Change,
};
use axum::http::StatusCode;
use tokio::sync::broadcast::error::TryRecvError;

use crate::support::{Browser, TestApp};

const QUESTION: &str = "¿Qué te frena aquí?";

/// An open poll with one choice in the session of today: its id, and the session's.
async fn opened(app: &TestApp, instructor: &mut Browser) -> (String, String) {
    let session = app.demo.calendar.today.to_string();
    let manage = format!("/sessions/{session}/polls");
    let fields = [
        ("session", &*session),
        ("kind", "one"),
        ("question", QUESTION),
        ("options", "El tiempo\r\nEl miedo"),
    ];
    let saved = instructor.submit::<SavePoll>(&format!("{manage}/new?kind=one"), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let id = saved.location().rsplit_once("poll-").expect("an anchor").1.to_owned();
    let opened = instructor.submit::<OpenPoll>(&manage, &[("id", &id)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    (id, session)
}

/// Joining, a poll, the phase and sharing would each like to be what one does next.
#[tokio::test]
async fn a_room_has_one_obvious_button() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let mut instructor = app.sign_in("instructor").await;
        let (_, session) = opened(&app, &mut instructor).await;
        for account in ["instructor", "employee", "newhire", "manager"] {
            let page = app.sign_in(account).await.get(&format!("/sessions/{session}")).await.text;
            assert_eq!(page.matches("button primary").count(), 1, "{account}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_room_answers_and_is_shown_the_results() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let mut instructor = app.sign_in("instructor").await;
        let (id, session) = opened(&app, &mut instructor).await;
        let (room, manage) = (format!("/sessions/{session}"), format!("/sessions/{session}/polls"));
        let mut told = app.services.live.subscribe();
        for (index, account) in ["employee", "newhire", "manager", "hr", "admin"].iter().enumerate()
        {
            let mut browser = app.sign_in(account).await;
            let page = browser.get(&room).await.text;
            assert!(
                page.contains(QUESTION) && page.contains("stored without your name"),
                "{account}"
            );
            let empty = browser.submit::<AnswerPoll>(&room, &[("id", &id)]).await;
            assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
            let answered =
                browser.submit::<AnswerPoll>(&room, &[("id", &id), ("choice", "1")]).await;
            assert_eq!(answered.status, StatusCode::SEE_OTHER, "{account} {}", answered.text);
            // They see that they have answered, and not what.
            let page = browser.get(&room).await.text;
            assert!(page.contains("You have answered"), "{account}");
            assert!(!page.contains("El miedo"), "{account}");
            let many = index == 4;
            for page in [page, instructor.get(&manage).await.text] {
                assert_eq!(page.contains("5 have answered"), many, "{account}");
                assert!(!page.contains("5 answers ·") && !page.contains("100 %"), "{account}");
            }
            let session = app.demo.calendar.today;
            let expected =
                if many { Ok(Some(Change::Polls(session))) } else { Err(TryRecvError::Empty) };
            assert_eq!(told.try_recv(), expected, "{account}");
            let twice = browser.submit::<AnswerPoll>(&room, &[("id", &id), ("choice", "0")]).await;
            assert!(twice.location().contains("done=answered-before"), "{}", twice.text);
        }
        let file = format!("/export/poll.csv?poll={id}");
        assert_eq!(instructor.get(&file).await.status, StatusCode::NOT_FOUND);
        let closed = instructor.submit::<ClosePoll>(&manage, &[("id", &id)]).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.text);
        let mut ana = app.sign_in("employee").await;
        assert!(!ana.get(&room).await.text.contains("El miedo"));
        let shown = instructor.submit::<ShowPoll>(&manage, &[("id", &id), ("shown", "on")]).await;
        assert_eq!(shown.status, StatusCode::SEE_OTHER, "{}", shown.text);
        let page = ana.get(&room).await.text;
        assert!(page.contains("El miedo") && page.contains("5 of 5"), "{page}");
        let csv = instructor.get(&file).await;
        assert_eq!(csv.status, StatusCode::OK);
        assert!(csv.text.contains("El miedo,5,1"), "{}", csv.text);
        assert_eq!(ana.get(&file).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn polls_by_role() {
    let app = TestApp::start().await;
    let mut instructor = app.sign_in("instructor").await;
    let (id, session) = opened(&app, &mut instructor).await;
    let manage = format!("/sessions/{session}/polls");
    for (account, status) in [
        ("employee", StatusCode::FORBIDDEN),
        ("newhire", StatusCode::FORBIDDEN),
        ("instructor", StatusCode::OK),
        ("hr", StatusCode::OK),
        ("admin", StatusCode::OK),
    ] {
        let mut browser = app.sign_in(account).await;
        for page in [manage.clone(), format!("{manage}/new"), format!("/polls/{id}/edit")] {
            assert_eq!(browser.get(&page).await.status, status, "{account} {page}");
        }
    }
    let mut ana = app.sign_in("employee").await;
    let room = format!("/sessions/{session}");
    let form = [
        ("session", &*session),
        ("kind", "words"),
        ("question", "?"),
        ("id", ""),
        ("revision", ""),
    ];
    for refused in [
        ana.submit::<SavePoll>(&room, &form).await,
        ana.submit::<OpenPoll>(&room, &[("id", &id)]).await,
        ana.submit::<ClosePoll>(&room, &[("id", &id)]).await,
        ana.submit::<ShowPoll>(&room, &[("id", &id), ("shown", "on")]).await,
        ana.submit::<DeletePoll>(&room, &[("id", &id)]).await,
    ] {
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    }
    let signed_out = app.browser().submit::<AnswerPoll>(&room, &[("id", &id)]).await;
    assert!(signed_out.text.contains("You were signed out meanwhile"), "{}", signed_out.text);
}
