//! A proposed rota from the question to the plan, a visit on the spot, and how branches are covered.

use app::{
    attendance,
    db::{Db, testing::each_engine},
    routes,
    sessions::SessionId,
    visits::{
        api::{
            AddAbsence, AddDraftLine, ChangeDraftLine, ChangeVisit, CountVisitsInPlan, DropDraft,
            ProposeRota, PublishDraft, PutBackDraftLine, RemoveDraftLine, ReportVisit,
            SaveChecklist,
        },
        store,
    },
};
use axum::http::StatusCode;
use chrono::NaiveDate;
use futures::future::join_all;
use uuid::Uuid;

use crate::support::{Browser, TestApp};

const SEEN: StatusCode = StatusCode::SEE_OTHER;
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const FORBIDDEN: StatusCode = StatusCode::FORBIDDEN;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

async fn propose(browser: &mut Browser, from: &str, to: &str) -> crate::support::Answer {
    let page = browser.get(routes::VISITS_DRAFT).await.text;
    // The proposal that it replaces, as the form of the page names it.
    let seen = page.split_once(r#"name="seen" value=""#);
    let seen = seen.and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default();
    let fields = [("seen", seen), ("from_day", from), ("to_day", to)];
    browser.submit::<ProposeRota>(routes::VISITS_DRAFT, &fields).await
}

/// The id of the open draft and what lies in it.
async fn draft(app: &TestApp) -> (String, Vec<app::visits::DraftLine>) {
    let mut tx = app.services.db.read().await.expect("a transaction");
    let draft = store::open_draft(&mut tx).await.expect("a query").expect("a draft");
    let span = (draft.from_day, draft.to_day);
    let lines = store::lines(&mut tx, draft.id, span).await.expect("lines");
    (draft.id.to_string(), lines)
}

async fn visits(app: &TestApp, from: NaiveDate, to: NaiveDate) -> Vec<app::visits::Visit> {
    let mut tx = app.services.db.read().await.expect("a transaction");
    let hr = app.demo.cast.hr;
    let scope = app::access::store::scope_of(&mut tx, hr).await.expect("a scope");
    let filter = store::Filter { from, to, branch: None, instructor: None };
    store::list(&mut tx, &scope, &filter).await.expect("visits")
}

#[tokio::test]
async fn a_rota_is_proposed_changed_and_published_once() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let mut hr = app.sign_in("hr").await;
        let wrong = propose(&mut hr, "2026-05-08", "2026-05-04").await;
        assert!(wrong.status == REFUSED && wrong.text.contains("before the first"));
        assert!(propose(&mut hr, "2026-03-01", "2026-03-09").await.text.contains("is over"));
        assert!(propose(&mut hr, "2026-05-04", "2026-09-04").await.text.contains("100 days"));
        assert_eq!(propose(&mut hr, "2026-05-04", "2026-05-15").await.status, SEEN);
        let page = hr.get(routes::VISITS_DRAFT).await;
        for said in ["Longest time without a visit", "target every 7", "minutes away"] {
            assert!(page.text.contains(said), "{said}");
        }
        let (id, lines) = draft(&app).await;
        // Three branches that wish for a visit every seven or ten days, and two who go.
        assert!(lines.len() >= 6, "{}", lines.len());
        // Nothing is planned yet, and somebody who does not plan everywhere does not see it.
        assert!(visits(&app, day(5, 4), day(5, 15)).await.is_empty());
        let mut manager = app.sign_in("manager").await;
        assert_eq!(manager.get(routes::VISITS_DRAFT).await.status, FORBIDDEN);
        assert_eq!(propose(&mut manager, "2026-05-04", "2026-05-15").await.status, FORBIDDEN);
        for refused in [
            manager.submit::<PublishDraft>("/visits", &[("draft", &id)]).await,
            manager.submit::<DropDraft>("/visits", &[("draft", &id)]).await,
            manager.submit::<RemoveDraftLine>("/visits", &[("draft", &id), ("line", &id)]).await,
        ] {
            assert_eq!(refused.status, FORBIDDEN);
        }

        // One is put elsewhere: not where somebody is proposed, nor on a Sunday.
        let line = &lines[0];
        let (line_id, instructor) = (line.id.to_string(), line.instructor_id.to_string());
        let seen = format!("{instructor}/{}", line.day);
        let change = routes::draft_line(line.id);
        assert!(hr.get(&change).await.text.contains("Change a proposed visit"));
        let mut fields = vec![
            ("draft", id.as_str()),
            ("line", line_id.as_str()),
            ("seen", seen.as_str()),
            ("instructor", instructor.as_str()),
            ("date", "2026-05-10"),
        ];
        let refused = hr.submit::<ChangeDraftLine>(&change, &fields).await;
        assert!(refused.status == REFUSED && refused.text.contains("no visits on this day"));
        fields[4].1 = "2026-06-01";
        assert!(hr.submit::<ChangeDraftLine>(&change, &fields).await.text.contains("outside"));
        let free = (4..=15)
            .map(|on| day(5, on))
            .find(|on| {
                use chrono::Datelike;
                on.weekday().num_days_from_monday() < 5
                    && lines.iter().all(|other| {
                        other.day != *on
                            || (other.branch_id != line.branch_id
                                && other.instructor_id != line.instructor_id)
                    })
            })
            .expect("a free morning")
            .to_string();
        fields[4].1 = &free;
        assert_eq!(hr.submit::<ChangeDraftLine>(&change, &fields).await.status, SEEN);
        let stale = hr.submit::<ChangeDraftLine>(&change, &fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(hr.get(&format!("/visits/draft?on={free}")).await.text.contains("by hand"));
        let last = lines.last().expect("a line").id.to_string();
        let out = [("draft", id.as_str()), ("line", last.as_str())];
        assert_eq!(hr.submit::<RemoveDraftLine>("/visits/draft", &out).await.status, SEEN);
        takes_out_and_puts_back(&app, &mut hr).await;
        let branch = lines[1].branch_id.to_string();
        let who = lines[1].instructor_id.to_string();
        let on = lines[1].day.to_string();
        let again =
            [("draft", id.as_str()), ("branch", &branch), ("instructor", &who), ("date", &on)];
        let refused = hr.submit::<AddDraftLine>("/visits/draft", &again).await;
        assert_eq!(refused.status, REFUSED, "{}", refused.text);

        // Somebody becomes absent meanwhile: it is said which visit does not fit.
        let away = [("person", who.as_str()), ("from_day", &on), ("to_day", "")];
        let page = routes::visiting_person(lines[1].instructor_id);
        assert_eq!(hr.submit::<AddAbsence>(&page, &away).await.status, SEEN);
        let refused = hr.submit::<PublishDraft>("/visits/draft", &[("draft", &id)]).await;
        assert!(refused.status == REFUSED && refused.text.contains("does not fit"));
        // Put back, it is a line of its own.
        let (_, now) = draft(&app).await;
        let same = |line: &&app::visits::DraftLine| {
            (line.day, line.branch_id) == (lines[1].day, lines[1].branch_id)
        };
        let out = now.iter().find(same).expect("a line").id.to_string();
        let out = [("draft", id.as_str()), ("line", out.as_str())];
        assert_eq!(hr.submit::<RemoveDraftLine>("/visits/draft", &out).await.status, SEEN);

        // Two publish at once: it is planned once.
        let (_, left) = draft(&app).await;
        let mut senders = Vec::new();
        for account in ["hr", "admin"] {
            senders.push((app.sign_in(account).await, id.clone()));
        }
        let sent = senders.into_iter().map(|(mut browser, id)| {
            tokio::spawn(async move {
                browser.submit::<PublishDraft>("/visits/draft", &[("draft", &id)]).await.status
            })
        });
        let mut done: Vec<StatusCode> =
            join_all(sent).await.into_iter().map(|one| one.expect("an answer")).collect();
        done.sort();
        assert_eq!(done, [SEEN, StatusCode::CONFLICT]);
        let planned = visits(&app, day(5, 4), day(5, 15)).await;
        assert_eq!(planned.len(), left.len());
        // Those who go are told.
        let mut marco = app.sign_in("instructor2").await;
        assert!(marco.get("/").await.text.contains("Changes to your visits"));
    })
    .await;
}

/// Taken out, a visit makes the next one of its branch wait longer; put back, all is as it was.
async fn takes_out_and_puts_back(app: &TestApp, hr: &mut Browser) {
    let (id, lines) = draft(app).await;
    let waited = |lines: &[app::visits::DraftLine], day: NaiveDate, branch| {
        let line = lines.iter().find(|line| line.day == day && line.branch_id == branch);
        line.and_then(|line| line.why.as_ref()).and_then(|why| why.0.waited)
    };
    let (first, next) = lines
        .iter()
        .filter(|line| line.why.is_some())
        .find_map(|line| {
            let later = |other: &&app::visits::DraftLine| {
                other.branch_id == line.branch_id && other.day > line.day
            };
            let next = lines.iter().find(later)?;
            next.why.is_some().then_some((line, next))
        })
        .expect("a branch that is visited twice");
    let before = waited(&lines, next.day, next.branch_id).expect("a reason");
    assert_eq!(before, (next.day - first.day).num_days());
    let line = first.id.to_string();
    let fields = [("draft", id.as_str()), ("line", &line)];
    let out = hr.submit::<RemoveDraftLine>(routes::VISITS_DRAFT, &fields).await;
    let here = out.location().split('#').next().unwrap_or_default().to_owned();
    let page = hr.get(&here).await;
    assert!(page.text.contains("Put back"), "{}", page.text);
    let (_, without) = draft(app).await;
    assert!(waited(&without, next.day, next.branch_id).is_none_or(|now| now > before));
    let visit = page.value("visit");
    let fields = [("draft", id.as_str()), ("visit", visit.as_str())];
    let mut manager = app.sign_in("manager").await;
    let refused = manager.submit::<PutBackDraftLine>("/visits", &fields).await;
    assert_eq!(refused.status, FORBIDDEN);
    assert_eq!(hr.submit::<PutBackDraftLine>(&here, &fields).await.status, SEEN);
    // Once: the second finds it there.
    let again = hr.submit::<PutBackDraftLine>(&here, &fields).await;
    assert!(again.status == REFUSED && again.text.contains("as proposed"), "{}", again.text);
    let facts = |lines: &[app::visits::DraftLine]| -> Vec<_> {
        let of = |line: &app::visits::DraftLine| {
            let why = line.why.as_ref().map(|why| why.0.clone());
            (line.day, line.branch_id, line.instructor_id, why)
        };
        lines.iter().map(of).collect()
    };
    assert_eq!(facts(&draft(app).await.1), facts(&lines));
}

#[tokio::test]
async fn the_same_proposal_comes_again_and_another_takes_its_place() {
    let app = TestApp::start().await;
    let mut lucia = app.sign_in("instructor").await;
    let told = async |app: &TestApp| {
        let (_, lines) = draft(app).await;
        let of = |line: &app::visits::DraftLine| (line.day, line.branch_id, line.instructor_id);
        lines.iter().map(of).collect::<Vec<_>>()
    };
    propose(&mut lucia, "2026-05-04", "2026-05-29").await.done();
    let one = told(&app).await;
    propose(&mut lucia, "2026-05-04", "2026-05-29").await.done();
    assert_eq!(told(&app).await, one);
    // What somebody has put there by hand stays, and nobody replaces a proposal unseen.
    let (id, lines) = draft(&app).await;
    let line = lines.last().expect("a line");
    let draft_id: app::visits::DraftId = id.parse().expect("an id");
    let mut tx = app.services.db.write().await.expect("a transaction");
    let by_hand = (line.instructor_id, line.day);
    store::change_line(&mut tx, draft_id, line, by_hand).await.expect("a change");
    tx.commit().await.expect("a commit");
    let unseen = [("from_day", "2026-05-04"), ("to_day", "2026-05-29")];
    let refused = lucia.submit::<ProposeRota>(routes::VISITS_DRAFT, &unseen).await;
    assert!(refused.status == REFUSED && refused.text.contains("has just proposed"));
    propose(&mut lucia, "2026-05-04", "2026-05-29").await.done();
    assert_eq!(told(&app).await, one);
    let (id, lines) = draft(&app).await;
    let kept: Vec<_> =
        lines.iter().filter(|line| line.why.is_none()).map(|line| line.day).collect();
    assert_eq!(kept, [by_hand.1]);
    assert_eq!(lucia.submit::<DropDraft>("/visits/draft", &[("draft", &id)]).await.status, SEEN);
    assert!(lucia.get(routes::VISITS_DRAFT).await.text.contains("Nothing is planned before"));
    let gone = lucia.submit::<PublishDraft>("/visits/draft", &[("draft", &id)]).await;
    assert_eq!(gone.status, StatusCode::CONFLICT);
}

/// Today's visit of Marco, whose morning has just begun.
async fn todays(app: &TestApp) -> SessionId {
    let today = visits(app, day(3, 4), day(3, 4)).await;
    today
        .into_iter()
        .find(|visit| visit.instructor_id == app.demo.cast.instructor2)
        .expect("one")
        .id
}

/// On a phone the week is a list: it tells what else instructors hold, each thing once.
#[tokio::test]
async fn the_list_tells_of_days_and_sessions_beside_visits() {
    let app = TestApp::start().await;
    let mut hr = app.sign_in("hr").await;
    let list = hr.get("/visits").await.text;
    let entries: Vec<&str> =
        list.split("<li>").filter(|entry| entry.contains("entry-time")).collect();
    let told = |text: &str| entries.iter().filter(|entry| entry.contains(text)).count();
    assert!(told("Onboarding day") > 0 && told("Session · ") > 0, "{list}");
    // A visit is itself, and not a session or a visit beside it.
    assert_eq!(told("Visit · "), 0);
    let branch = app.demo.cast.north;
    let of_branch = hr.get(&format!("/visits?branch={branch}")).await.text;
    assert!(!of_branch.contains("Onboarding day · "), "{of_branch}");
}

#[tokio::test]
async fn one_form_holds_a_visit() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = todays(&app).await;
        // It begins at two: an onboarding day comes before it.
        app.services.clock.advance(chrono::TimeDelta::hours(5));
        let (page, text) = (routes::visit(id), id.to_string());
        let mut hr = app.sign_in("hr").await;
        let list = "Saludo en recepción\n\n  Carteles   al día \nSaludo en recepción";
        let saved = hr.submit::<SaveChecklist>(routes::VISITS_SET_UP, &[("list", list)]).await;
        assert_eq!(saved.status, SEEN);
        let mut marco = app.sign_in("instructor2").await;
        let shown = marco.get(&page).await;
        for said in ["Who is there", "Carteles al día", "Finish visit", "Show the code"] {
            assert!(shown.text.contains(said), "{said}");
        }
        let mut tx = app.services.db.read().await.expect("a transaction");
        let checks = store::checks_of(&mut tx, id).await.expect("checks");
        let session = app::sessions::store::by_id(&mut tx, id).await.expect("a query");
        let session = session.expect("a session");
        let left = attendance::store::unmarked(&mut tx, &session).await.expect("people");
        drop(tx);
        assert_eq!(checks.len(), 2);
        let (one, other) = (left[0].person.to_string(), left[1].person.to_string());
        let check = checks[1].id.to_string();
        let fields = [
            ("id", text.as_str()),
            ("present[]", &one),
            ("present[]", &other),
            ("checks[]", &check),
            ("note", "Doblan el consentimiento para que se vea la firma."),
            ("kind", "knowhow"),
            ("press", "save"),
        ];
        // The same form twice, as from a phone that did not hear the answer.
        let once = Uuid::new_v4();
        for _ in 0..2 {
            let sent = marco.submit_once::<ReportVisit>(&page, once, &fields).await;
            assert_eq!(sent.status, SEEN, "{}", sent.text);
        }
        let mut tx = app.services.db.read().await.expect("a transaction");
        let counts = attendance::store::counts_of(&mut tx, id).await.expect("counts");
        assert_eq!((counts.present, counts.absent), (2, 0));
        assert!(store::checks_of(&mut tx, id).await.expect("checks")[1].ticked);
        drop(tx);
        let room = marco.get(&routes::session(id)).await;
        assert_eq!(room.text.matches("Doblan el consentimiento").count(), 1);

        // Whoever works elsewhere does not even find it.
        let mut ana = app.sign_in("employee").await;
        let refused = ana.submit::<ReportVisit>(&page, &fields).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        // Whoever works there comes, but does not hold it.
        let mut there = app.as_person(left[0].person).await;
        let shown = there.get(&page).await;
        assert!(shown.status == StatusCode::OK && !shown.text.contains("Finish visit"));
        let refused = there.submit::<ReportVisit>(&page, &fields).await;
        assert_eq!(refused.status, FORBIDDEN);
        let finish = [("id", text.as_str()), ("press", "finish")];
        let done = marco.submit::<ReportVisit>(&page, &finish).await;
        assert_eq!(done.status, SEEN, "{}", done.text);
        let shown = marco.get(&page).await;
        assert!(shown.text.contains("What came of it") && shown.text.contains("0 of 2 in order"));
        // What comes later is not lost: it comes back as typed, with why.
        let late = [("id", text.as_str()), ("note", "Una idea más"), ("press", "save")];
        let late = marco.submit::<ReportVisit>(&page, &late).await;
        assert!(late.status == REFUSED && late.text.contains("is finished"));
        assert!(late.text.contains("Una idea más"));
        // It is in the record of those who were there.
        assert!(there.get("/me").await.text.contains("Visita a"));
    })
    .await;
}

#[tokio::test]
async fn a_visit_that_is_not_near_is_not_held() {
    let app = TestApp::start().await;
    let ahead = visits(&app, day(3, 6), day(3, 31)).await;
    let marco = app.demo.cast.instructor2;
    let visit = ahead.iter().find(|visit| visit.instructor_id == marco).expect("one");
    let (page, text) = (routes::visit(visit.id), visit.id.to_string());
    let mut browser = app.sign_in("instructor2").await;
    assert!(browser.get(&page).await.text.contains("from one hour before"));
    let early = [("id", text.as_str()), ("note", "Algo"), ("press", "save")];
    let early = browser.submit::<ReportVisit>(&page, &early).await;
    assert!(early.status == REFUSED && early.value("id") == text);
}

#[tokio::test]
async fn whoever_is_free_covers_for_somebody_who_is_away() {
    let app = TestApp::start().await;
    let mut hr = app.sign_in("hr").await;
    let rota = hr.get("/visits").await;
    assert!(rota.text.contains("needs cover"), "{}", rota.text);
    let ahead = visits(&app, day(3, 5), day(3, 31)).await;
    let visit = ahead.iter().find(|visit| visit.gap.is_some()).expect("somebody is away");
    let (page, text) = (routes::cover_visit(visit.id), visit.id.to_string());
    let (lucia, on) = (app.demo.cast.instructor.to_string(), visit.day.to_string());
    let shown = hr.get(&page).await;
    // Her name stands there also when something keeps her.
    let free = shown.text.contains(&format!("value=\"{lucia}\""));
    let fields = [
        ("id", text.as_str()),
        ("revision", "1"),
        ("instructor", &lucia),
        ("date", &on),
        ("from", "09:00"),
        ("until", "12:00"),
        ("anyway", "on"),
        ("reason", "Marco está de viaje"),
    ];
    let done = hr.submit::<ChangeVisit>(&page, &fields).await;
    assert_eq!(done.status == SEEN, free, "{}", done.text);
}

#[tokio::test]
async fn coverage_is_a_page_and_a_file_for_those_who_may_see() {
    let app = TestApp::start().await;
    let mut hr = app.sign_in("hr").await;
    let page = hr.get(routes::VISITS_COVERAGE).await;
    for said in ["Sede Norte", "Hours of instructors", "Planned visits made"] {
        assert!(page.text.contains(said), "{said}");
    }
    let file = hr.file("/export/visit-coverage.csv").await;
    assert!(String::from_utf8_lossy(&file).contains("Sede Callao"));
    assert!(!hr.file("/export/visits.xlsx").await.is_empty());
    let mut elena = app.sign_in("manager2").await;
    let file = elena.file("/export/visits.csv").await;
    let text = String::from_utf8_lossy(&file);
    assert!(text.contains("Sede Norte") && !text.contains("Sede Sur"), "{text}");
    // Only administrators say whether visits count in the plan.
    let refused = hr.submit::<CountVisitsInPlan>("/visits", &[("in_plan", "on")]).await;
    assert_eq!(refused.status, FORBIDDEN);
    let mut admin = app.sign_in("admin").await;
    let set = admin.submit::<CountVisitsInPlan>("/visits", &[("in_plan", "on")]).await;
    assert_eq!(set.status, SEEN);
}
