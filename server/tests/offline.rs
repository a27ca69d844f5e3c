//! Reports of visits that a device has kept without a network: they come late, twice, at once, when
//! the visit is finished already, and when somebody else has signed in there.

use app::{
    attendance::{self, AttendanceState, Mark, api::MarkAttendance},
    db::{Db, testing::each_engine},
    knowledge::{self, api::ShareNote},
    people::PersonId,
    routes,
    sessions::SessionId,
    visits::{api::ReportVisit, store},
};
use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use crate::support::{Answer, Browser, TestApp};

const NOTE: &str = "Sin señal en el sótano: apuntan en papel.";

/// Today's visit of Marco, and who is expected there.
async fn todays(app: &TestApp) -> (SessionId, Vec<PersonId>) {
    on_march(app, 4).await
}

async fn on_march(app: &TestApp, day: u32) -> (SessionId, Vec<PersonId>) {
    let cast = &app.demo.cast;
    let mut tx = app.services.db.read().await.expect("a transaction");
    let scope = app::access::store::scope_of(&mut tx, cast.hr).await.expect("a scope");
    let day = NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
    let filter =
        store::Filter { from: day, to: day, branch: None, instructor: Some(cast.instructor2) };
    let id = store::list(&mut tx, &scope, &filter).await.expect("visits")[0].id;
    let session = app::sessions::store::by_id(&mut tx, id).await.expect("a query").expect("one");
    let left = attendance::store::unmarked(&mut tx, &session).await.expect("people");
    (id, left.into_iter().map(|one| one.person).collect())
}

async fn mark(app: &TestApp, id: SessionId, person: PersonId) -> Option<Mark> {
    let mut tx = app.services.db.read().await.expect("a transaction");
    attendance::store::mark(&mut tx, id, person).await.expect("a query")
}

/// Sends a report as the script does: to its command, with the key in the head.
async fn bring(browser: &Browser, app: &TestApp, key: Uuid, fields: &[(&str, &str)]) -> Answer {
    let mut again = app.browser().saying("idempotency-key", &key.to_string());
    again.cookies = browser.cookies.clone();
    again.post_form(ReportVisit::PATH, fields).await
}

fn report<'a>(id: &'a str, who: &'a str, press: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("id", id), ("present[]", who), ("note", NOTE), ("kind", "knowhow"), ("press", press)]
}

/// Whoever stands in for the instructor is on no list of the visit, and reports all of it.
#[tokio::test]
async fn whoever_stands_in_reports_with_a_note() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let (id, people) = todays(&app).await;
        let (text, one) = (id.to_string(), people[0].to_string());
        app.services.clock.advance(TimeDelta::hours(6));
        let mut tx = app.services.db.read().await.expect("a transaction");
        let hr = app.demo.cast.hr;
        let standing = knowledge::store::standing(&mut tx, id, hr).await.expect("a query");
        drop(tx);
        assert!(!standing.belongs(), "{standing:?}");
        let mut hr = app.sign_in("hr").await;
        let page = routes::visit(id);
        let sent = hr.submit::<ReportVisit>(&page, &report(&text, &one, "save")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        assert_eq!(
            mark(&app, id, people[0]).await.expect("a mark").state,
            AttendanceState::Present
        );
        assert_eq!(hr.get(&routes::session(id)).await.text.matches(NOTE).count(), 1);
        // Standing in is for the report alone: the wall has no form for them.
        let share = [("session", text.as_str()), ("note", "Una idea más"), ("kind", "idea")];
        let refused = hr.submit::<ShareNote>(&routes::session(id), &share).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        // A note that waited for the network while the visit was finished is taken, too.
        let done = hr.submit::<ReportVisit>(&page, &[("id", &text), ("press", "finish")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let mut fields = report(&text, &one, "finish");
        fields.push(("_waited", "600"));
        let kept = bring(&hr, &app, Uuid::new_v4(), &fields).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
        assert_eq!(hr.get(&routes::session(id)).await.text.matches(NOTE).count(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_a_device_kept_arrives_once_however_often_it_is_sent() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let (id, people) = todays(&app).await;
        let (text, one) = (id.to_string(), people[0].to_string());
        // Entered in the afternoon of the visit, and sent on the next day.
        app.services.clock.advance(TimeDelta::hours(30));
        let marco = app.sign_in("instructor2").await;
        let key = Uuid::new_v4();
        let sendings = (0..8).map(|n| {
            // Each says a little less: the key is what counts.
            let waited = (86_400 - n).to_string();
            let (marco, app, text, one) = (&marco, &app, &text, &one);
            async move {
                let mut fields = report(text, one, "finish");
                fields.push(("_waited", &waited));
                bring(marco, app, key, &fields).await
            }
        });
        for answer in futures::future::join_all(sendings).await {
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
            assert_eq!(answer.text, format!("\"/visits/{id}?done=visit-finished\""));
        }
        let attended = mark(&app, id, people[0]).await.expect("a mark");
        assert_eq!(attended.state, AttendanceState::Present);
        let missed = mark(&app, id, people[1]).await.expect("a mark");
        assert_eq!(missed.state, AttendanceState::Absent);
        let mut marco = marco;
        let room = marco.get(&routes::session(id)).await;
        assert_eq!(room.text.matches("Sin señal en el sótano").count(), 1);
        // The roster and the log say since when, by the server's clock.
        let roster = marco.get(&routes::roster(id)).await;
        let since = "Entered on 4\u{a0}Mar\u{a0}2026, 15:00, without a network";
        assert!(roster.text.contains(since));
        let mut admin = app.sign_in("admin").await;
        let log = admin.get("/settings/audit").await.text;
        assert!(log.contains("entered what a visit found") && log.contains(since));
    })
    .await;
}

#[tokio::test]
async fn a_report_adds_to_a_visit_that_somebody_finished_meanwhile() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let (id, people) = todays(&app).await;
        let text = id.to_string();
        app.services.clock.advance(TimeDelta::hours(6));
        let marco = app.sign_in("instructor2").await;
        let mut hr = app.sign_in("hr").await;
        let mut tx = app.services.db.read().await.expect("a transaction");
        let checks = store::checks_of(&mut tx, id).await.expect("checks");
        drop(tx);
        let (one, other) = (people[0].to_string(), people[1].to_string());
        let (mine, theirs) = (checks[0].id.to_string(), checks[1].id.to_string());
        // HR has marked one as excused, ticked a point and finished the visit.
        let excused = [("session", text.as_str()), ("person", &other), ("state", "excused")];
        let done = hr.submit::<MarkAttendance>(&routes::roster(id), &excused).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let fields = [("id", text.as_str()), ("checks[]", &theirs), ("press", "finish")];
        let done = hr.submit::<ReportVisit>(&routes::visit(id), &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);

        let mut fields = report(&text, &one, "finish");
        fields.extend([("present[]", other.as_str()), ("checks[]", &mine)]);
        // Sent at once it is refused, as ever.
        let refused = bring(&marco, &app, Uuid::new_v4(), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("is finished"));
        fields.push(("_waited", "1800"));
        let kept = bring(&marco, &app, Uuid::new_v4(), &fields).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
        // Whom only the end made absent was there; what somebody has decided stays.
        let state = |mark: Option<Mark>| mark.expect("a mark").state;
        assert_eq!(state(mark(&app, id, people[0]).await), AttendanceState::Present);
        assert_eq!(state(mark(&app, id, people[1]).await), AttendanceState::Excused);
        assert_eq!(state(mark(&app, id, people[2]).await), AttendanceState::Absent);
        let mut tx = app.services.db.read().await.expect("a transaction");
        let checks = store::checks_of(&mut tx, id).await.expect("checks");
        assert!(checks[0].ticked && checks[1].ticked);
        drop(tx);
        assert!(hr.get(&routes::session(id)).await.text.contains("Sin señal en el sótano"));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_taken_is_refused_and_leaves_nothing() {
    let app = TestApp::start().await;
    let (id, people) = todays(&app).await;
    let (text, one) = (id.to_string(), people[0].to_string());
    app.services.clock.advance(TimeDelta::hours(6));
    let marco = app.sign_in("instructor2").await;
    let key = Uuid::new_v4();
    let with = |more: &[(&'static str, &'static str)]| {
        let mut fields: Vec<_> = report(&text, &one, "save");
        fields.extend_from_slice(more);
        fields
    };
    let late = bring(&marco, &app, key, &with(&[("_waited", "172801")])).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text.contains("more than two days ago"), "{}", late.text);
    // On a shared phone somebody else is signed in: it waits for whoever entered it.
    let me = app.demo.cast.instructor2.to_string();
    let mut theirs = with(&[("_waited", "60")]);
    theirs.push(("_person", &me));
    let lucia = app.sign_in("instructor").await;
    let refused = bring(&lucia, &app, key, &theirs).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let nobody = bring(&app.browser(), &app, key, &theirs).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let employee = app.sign_in("employee").await;
    let hidden = bring(&employee, &app, key, &with(&[("_waited", "60")])).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    assert!(mark(&app, id, people[0]).await.is_none());
    // The same key is still unused.
    let taken = bring(&marco, &app, key, &theirs).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
    assert!(mark(&app, id, people[0]).await.is_some());
}

#[tokio::test]
async fn pages_of_who_visits_say_what_a_device_keeps_and_those_of_others_do_not() {
    let app = TestApp::start().await;
    let (id, people) = todays(&app).await;
    let mut marco = app.sign_in("instructor2").await;
    let pages = format!("data-pages=\"/visits /visits/{id}");
    for page in ["/".to_owned(), "/visits".to_owned(), routes::visit(id)] {
        assert!(marco.get(&page).await.text.contains(&pages), "{page}");
    }
    // Before its time the form is there, for a page that is kept, and not to be seen.
    let (tomorrow, _) = on_march(&app, 5).await;
    let early = marco.get(&routes::visit(tomorrow)).await.text;
    assert!(early.contains("hidden data-from=") && early.contains("Finish visit"), "{early}");
    // What waits is sent from whatever page is opened.
    assert!(marco.get("/sessions").await.text.contains("kept-visits"));
    let instead = marco.get(routes::OFFLINE).await.text;
    assert!(instead.contains(&format!("href=\"{}\"", routes::visit(id))), "{instead}");
    let mut there = app.as_person(people[0]).await;
    for page in ["/".to_owned(), routes::visit(id)] {
        assert!(!there.get(&page).await.text.contains("kept-visits"), "{page}");
    }
    let worker = marco.get("/sw.js").await;
    assert_eq!(worker.header("cache-control"), "no-cache");
    assert!(worker.text.contains("addEventListener(\"fetch\""));
    let policy = marco.get("/").await.header("content-security-policy").to_owned();
    assert!(policy.contains("worker-src 'self'"), "{policy}");
}
