//! The rota in browsers: who may do what, what a refused form says, and sixteen who want one morning.

use app::{
    db::{Db, testing::each_engine},
    routes,
    sessions::SessionId,
    visits::{
        api::{
            AddAbsence, AddBlock, CancelVisit, ChangeVisit, PlanVisit, ReinstateVisit, SaveDays,
            SaveHours, SaveWays, SwapVisits,
        },
        store,
    },
};
use axum::http::StatusCode;
use chrono::NaiveDate;
use futures::future::join_all;

use crate::support::{Answer, Browser, TestApp};

const SEEN: StatusCode = StatusCode::SEE_OTHER;
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// A Monday far from the visits of the demo.
const DAY: &str = "2026-05-04";

async fn plan(browser: &mut Browser, branch: &str, instructor: &str, day: &str) -> Answer {
    let fields = [
        ("branch", branch),
        ("instructor", instructor),
        ("date", day),
        ("from", ""),
        ("until", ""),
        ("topic", ""),
    ];
    browser.submit::<PlanVisit>(routes::NEW_VISIT, &fields).await
}

/// The visit that an answer leads to.
fn planned(answer: &Answer) -> SessionId {
    answer.done().trim_start_matches("/visits/").parse().expect("a visit")
}

async fn revision(app: &TestApp, id: SessionId) -> String {
    let mut tx = app.services.db.read().await.expect("a transaction");
    let session = app::sessions::store::by_id(&mut tx, id).await.expect("a query");
    session.expect("a session").revision.to_string()
}

#[tokio::test]
async fn a_visit_is_planned_changed_swapped_and_called_off() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let cast = &app.demo.cast;
        let [north, south] = [cast.north, cast.south].map(|id| id.to_string());
        let [lucia, marco] = [cast.instructor, cast.instructor2].map(|id| id.to_string());
        let mut hr = app.sign_in("hr").await;
        let page = hr.get(&format!("{}?branch={north}&date={DAY}", routes::NEW_VISIT)).await;
        assert!(page.text.contains("Sede Norte") && page.value("date") == DAY);
        let one = planned(&plan(&mut hr, &north, &lucia, DAY).await);
        let other = planned(&plan(&mut hr, &south, &marco, DAY).await);

        // The hours of the branch held, and its people are told.
        let page = hr.get(&routes::visit(one)).await;
        assert!(
            page.text.contains("09:00") && page.text.contains("Nancy Aguilar"),
            "{}",
            page.text
        );
        let mut elena = app.sign_in("manager2").await;
        assert!(elena.get(&format!("/visits?on={DAY}")).await.text.contains("Lucía Fernández"));
        assert_eq!(elena.get(&routes::visit(other)).await.status, StatusCode::NOT_FOUND);

        // A reason is asked for, and what was typed comes back.
        let (id, seen) = (one.to_string(), revision(&app, one).await);
        let mut fields = vec![
            ("id", id.as_str()),
            ("revision", seen.as_str()),
            ("instructor", lucia.as_str()),
            ("date", "2026-05-05"),
            ("from", "08:30"),
            ("until", "11:00"),
            ("topic", "Saludo y despedida"),
            ("reason", ""),
        ];
        let edit = routes::change_visit(one);
        let refused = hr.submit::<ChangeVisit>(&edit, &fields).await;
        assert_eq!(refused.status, REFUSED);
        assert!(refused.text.contains("Give the reason") && refused.value("from") == "08:30");
        fields[7].1 = "Feria de salud";
        assert_eq!(hr.submit::<ChangeVisit>(&edit, &fields).await.status, SEEN);
        let page = elena.get(&routes::visit(one)).await;
        assert!(page.text.contains("Feria de salud") && page.text.contains("08:30"));
        // Somebody who saw it before that is told so.
        let stale = hr.submit::<ChangeVisit>(&edit, &fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);

        let swap = routes::swap_visit(one);
        assert!(hr.get(&swap).await.text.contains("Marco Huamán"));
        let seen = revision(&app, one).await;
        let with = format!("{other}/{}", revision(&app, other).await);
        let fields = [
            ("id", id.as_str()),
            ("revision", &seen),
            ("other", &with),
            ("reason", "Queda más cerca"),
        ];
        assert_eq!(hr.submit::<SwapVisits>(&swap, &fields).await.status, SEEN);
        assert!(hr.get(&routes::visit(one)).await.text.contains("Marco Huamán"));
        let again = hr.submit::<SwapVisits>(&swap, &fields).await;
        assert_eq!(again.status, StatusCode::CONFLICT);

        let page = routes::visit(one);
        let seen = revision(&app, one).await;
        let fields = [("id", id.as_str()), ("revision", &seen), ("reason", "Inventario")];
        assert_eq!(hr.submit::<CancelVisit>(&page, &fields).await.status, SEEN);
        assert!(elena.get(&page).await.text.contains("Inventario"));
        // The morning is free for another, and then it does not come back.
        planned(&plan(&mut hr, &north, &marco, "2026-05-05").await);
        let refused = hr.submit::<ReinstateVisit>(&page, &[("id", &id)]).await;
        assert_eq!(refused.status, REFUSED);
        assert!(refused.text.contains("already"), "{}", refused.text);
        // A session's own commands leave a visit alone.
        assert_eq!(hr.get(&routes::session_edit(other)).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_away_on_the_other_morning_is_not_offered_to_swap_with() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let cast = &app.demo.cast;
        let [north, south] = [cast.north, cast.south].map(|id| id.to_string());
        let [lucia, marco] = [cast.instructor, cast.instructor2].map(|id| id.to_string());
        let mut hr = app.sign_in("hr").await;
        let one = planned(&plan(&mut hr, &north, &lucia, DAY).await);
        let other = planned(&plan(&mut hr, &south, &marco, "2026-05-06").await);
        let (page, back) = (routes::swap_visit(one), routes::swap_visit(other));
        let with = format!("{other}/{}", revision(&app, other).await);
        let from_there = format!("{one}/{}", revision(&app, one).await);
        assert!(hr.get(&page).await.text.contains(&with));
        assert!(hr.get(&back).await.text.contains(&from_there));
        // Nor does it fit as long as either has another visit then.
        let central = cast.central.to_string();
        let third = planned(&plan(&mut hr, &central, &lucia, "2026-05-06").await);
        assert!(!hr.get(&page).await.text.contains(&with));
        let (id, seen) = (third.to_string(), revision(&app, third).await);
        let fields = [("id", id.as_str()), ("revision", &seen), ("reason", "Ya no")];
        assert_eq!(hr.submit::<CancelVisit>(&routes::visit(third), &fields).await.status, SEEN);
        assert!(hr.get(&page).await.text.contains(&with));
        let away = [
            ("person", lucia.as_str()),
            ("from_day", "2026-05-06"),
            ("to_day", ""),
            ("reason", "Vacaciones"),
        ];
        let days = routes::visiting_person(cast.instructor);
        assert_eq!(hr.submit::<AddAbsence>(&days, &away).await.status, SEEN);
        // Not from either side, and the command says the same.
        assert!(!hr.get(&page).await.text.contains(&with));
        assert!(!hr.get(&back).await.text.contains(&from_there));
        let (id, seen) = (one.to_string(), revision(&app, one).await);
        let fields =
            [("id", id.as_str()), ("revision", &seen), ("other", &with), ("reason", "Cerca")];
        let refused = hr.submit::<SwapVisits>(&page, &fields).await;
        assert_eq!(refused.status, REFUSED, "{}", refused.text);
        assert_eq!(revision(&app, one).await, seen);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifteen_are_told_who_has_the_morning() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let cast = &app.demo.cast;
        let lucia = cast.instructor.to_string();
        let branches = [cast.north, cast.south, cast.callao].map(|id| id.to_string());
        let mut senders = Vec::new();
        for n in 0..16 {
            let browser = app.sign_in("hr").await;
            senders.push((browser, branches[n % 3].clone(), lucia.clone()));
        }
        let sent = senders.into_iter().map(|(mut browser, branch, lucia)| {
            tokio::spawn(async move { plan(&mut browser, &branch, &lucia, DAY).await })
        });
        let mut done = 0;
        for answer in join_all(sent).await {
            let answer = answer.expect("an answer");
            if answer.status == SEEN {
                done += 1;
                continue;
            }
            assert_eq!(answer.status, REFUSED, "{}", answer.text);
            let told = answer.text.contains("Lucía Fernández Soto visits Sede")
                || answer.text.contains("Lucía Fernández Soto already")
                || answer.text.contains("on Monday 4 May");
            assert!(told, "{}", answer.text);
        }
        assert_eq!(done, 1);
    })
    .await;
}

#[tokio::test]
async fn what_stands_against_a_morning_is_said_at_its_field() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let cast = &app.demo.cast;
        let north = cast.north.to_string();
        let lucia = cast.instructor.to_string();
        let mut hr = app.sign_in("hr").await;
        let nothing = plan(&mut hr, "", "", "").await;
        for said in ["Choose a branch", "Choose an instructor", "Enter a date"] {
            assert!(nothing.text.contains(said), "{said}");
        }
        // A Sunday is not usual; somebody may want it all the same.
        let sunday = "2026-05-03";
        let refused = plan(&mut hr, &north, &lucia, sunday).await;
        assert!(refused.text.contains("has no visits on a Sunday"), "{}", refused.text);
        let fields = [
            ("branch", north.as_str()),
            ("instructor", &lucia),
            ("date", sunday),
            ("from", "10:00"),
            ("until", "09:00"),
            ("topic", ""),
            ("anyway", "on"),
        ];
        let refused = hr.submit::<PlanVisit>(routes::NEW_VISIT, &fields).await;
        assert!(refused.text.contains("a quarter of an hour") && refused.value("from") == "10:00");
        let mut fields = fields;
        fields[4].1 = "11:00";
        assert_eq!(hr.submit::<PlanVisit>(routes::NEW_VISIT, &fields).await.status, SEEN);
        assert!(plan(&mut hr, &north, &lucia, "2026-03-03").await.text.contains("is over"));

        // A blocked day and an absence stop everybody.
        let page = routes::visiting_branch(cast.north);
        let block = [
            ("branch", north.as_str()),
            ("from_day", "2026-05-05"),
            ("to_day", "2026-05-06"),
            ("reason", "Mudanza"),
        ];
        assert_eq!(hr.submit::<AddBlock>(&page, &block).await.status, SEEN);
        assert!(hr.get(&page).await.text.contains("Mudanza"));
        assert!(plan(&mut hr, &north, &lucia, "2026-05-06").await.text.contains("Mudanza"));
        let page = routes::visiting_person(cast.instructor);
        let away = [
            ("person", lucia.as_str()),
            ("from_day", "2026-05-07"),
            ("to_day", ""),
            ("reason", "Vacaciones"),
        ];
        assert_eq!(hr.submit::<AddAbsence>(&page, &away).await.status, SEEN);
        let refused = plan(&mut hr, &north, &lucia, "2026-05-07").await;
        assert!(refused.text.contains("is away on this day"), "{}", refused.text);
    })
    .await;
}

#[tokio::test]
async fn roles_and_what_they_may_do() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let cast = &app.demo.cast;
        let mut tx = app.services.db.read().await.expect("a transaction");
        let scope = app::access::store::scope_of(&mut tx, cast.hr).await.expect("a scope");
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
        let filter = store::Filter {
            from: day(3, 5),
            to: day(3, 31),
            branch: Some(cast.north),
            instructor: Some(cast.instructor2),
        };
        let visit = store::list(&mut tx, &scope, &filter).await.expect("visits").remove(0);
        drop(tx);
        let (id, north) = (visit.id.to_string(), cast.north.to_string());
        let marco = cast.instructor2.to_string();
        let ok = StatusCode::OK;
        let (no, gone) = (StatusCode::FORBIDDEN, StatusCode::NOT_FOUND);
        // Who; the visit; what plans; the days of Marco.
        let table = [
            ("hr", ok, ok, ok),
            ("admin", ok, ok, ok),
            ("instructor", ok, ok, no),
            ("instructor2", ok, ok, ok),
            ("manager", ok, no, no),
            ("manager2", ok, no, no),
            ("employee", gone, no, no),
        ];
        for (account, sees, plans, days) in table {
            let mut browser = app.sign_in(account).await;
            assert_eq!(browser.get("/visits").await.status, ok, "{account}");
            assert_eq!(browser.get(&routes::visit(visit.id)).await.status, sees, "{account}");
            for page in [
                routes::NEW_VISIT.into(),
                routes::VISITS_SET_UP.into(),
                routes::visiting_branch(cast.north),
            ] {
                assert_eq!(browser.get(&page).await.status, plans, "{account} {page}");
            }
            // Whoever does not see it, finds nothing to change either.
            let edits = if sees == gone { gone } else { plans };
            for page in [routes::change_visit(visit.id), routes::swap_visit(visit.id)] {
                assert_eq!(browser.get(&page).await.status, edits, "{account} {page}");
            }
            let person = routes::visiting_person(cast.instructor2);
            assert_eq!(browser.get(&person).await.status, days, "{account}");

            if plans == no {
                let answer = plan(&mut browser, &north, &marco, DAY).await;
                assert_eq!(answer.status, no, "{account}");
                let fields = [("id", id.as_str()), ("revision", "1"), ("reason", "x")];
                let refused = browser.submit::<CancelVisit>("/visits", &fields).await;
                assert_eq!(refused.status, edits, "{account}");
                let fields = [
                    ("id", id.as_str()),
                    ("revision", "1"),
                    ("instructor", &marco),
                    ("date", DAY),
                    ("reason", "x"),
                ];
                let refused = browser.submit::<ChangeVisit>("/visits", &fields).await;
                assert_eq!(refused.status, edits, "{account}");
                let other = format!("{id}/1");
                let fields =
                    [("id", id.as_str()), ("revision", "1"), ("other", &other), ("reason", "x")];
                let refused = browser.submit::<SwapVisits>("/visits", &fields).await;
                assert_eq!(refused.status, edits, "{account}");
                let refused = browser.submit::<ReinstateVisit>("/visits", &[("id", &id)]).await;
                assert_eq!(refused.status, edits, "{account}");
                let hours = [
                    ("branch", north.as_str()),
                    ("revision", "1"),
                    ("weekdays[]", "1"),
                    ("from", "09:00"),
                    ("until", "12:00"),
                ];
                let refused = browser.submit::<SaveHours>("/visits", &hours).await;
                assert_eq!(refused.status, no, "{account}");
                let block = [("branch", north.as_str()), ("from_day", DAY)];
                let refused = browser.submit::<AddBlock>("/visits", &block).await;
                assert_eq!(refused.status, no, "{account}");
                let refused = browser.submit::<SaveWays>("/visits", &[("branch", &north)]).await;
                assert_eq!(refused.status, no, "{account}");
            }
            if days == no {
                let fields = [("person", marco.as_str()), ("revision", "0"), ("weekdays[]", "1")];
                let refused = browser.submit::<SaveDays>("/visits", &fields).await;
                assert_eq!(refused.status, no, "{account}");
                let away = [("person", marco.as_str()), ("from_day", DAY)];
                let refused = browser.submit::<AddAbsence>("/visits", &away).await;
                assert_eq!(refused.status, no, "{account}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_set_up_is_kept_and_comes_back_when_it_is_wrong() {
    let app = TestApp::start().await;
    let cast = &app.demo.cast;
    let north = cast.north.to_string();
    let page = routes::visiting_branch(cast.north);
    let mut lucia = app.sign_in("instructor").await;
    let mut fields = vec![
        ("branch", north.as_str()),
        ("revision", "1"),
        ("from", "08:00"),
        ("until", "08:10"),
        ("every_days", "0"),
        ("contact", "Sra. Nancy"),
        ("telephone", "01 555 0142"),
    ];
    let refused = lucia.submit::<SaveHours>(&page, &fields).await;
    assert_eq!(refused.status, REFUSED);
    for said in ["at least one day", "a quarter of an hour", "from 1 to 366"] {
        assert!(refused.text.contains(said), "{said}");
    }
    assert_eq!(refused.value("contact"), "Sra. Nancy");
    fields[3].1 = "11:30";
    fields[4].1 = "14";
    fields.extend([("weekdays[]", "2"), ("weekdays[]", "4")]);
    assert_eq!(lucia.submit::<SaveHours>(&page, &fields).await.status, SEEN);
    let set_up = lucia.get(routes::VISITS_SET_UP).await;
    assert!(set_up.text.contains("every 14 days") && set_up.text.contains("Tue, Thu"));
    // Whoever saw it before is told.
    assert_eq!(lucia.submit::<SaveHours>(&page, &fields).await.status, StatusCode::CONFLICT);

    let central = format!("minutes-{}", cast.central);
    let wrong = [("branch", north.as_str()), (central.as_str(), "far")];
    let refused = lucia.submit::<SaveWays>(&page, &wrong).await;
    assert_eq!((refused.status, refused.value(&central)), (REFUSED, "far".to_owned()));
    let right = [("branch", north.as_str()), (central.as_str(), "45")];
    assert_eq!(lucia.submit::<SaveWays>(&page, &right).await.status, SEEN);
    assert_eq!(lucia.get(&page).await.value(&central), "45");
}

/// Others' changes of one's visits stand on Today until one has looked.
#[tokio::test]
async fn an_instructor_hears_of_changes_on_today() {
    let app = TestApp::start().await;
    let cast = &app.demo.cast;
    let mut marco = app.sign_in("instructor2").await;
    let news = "Changes to your visits";
    assert!(!marco.get("/").await.text.contains(news));
    let mut hr = app.sign_in("hr").await;
    let (callao, instructor) = (cast.callao.to_string(), cast.instructor2.to_string());
    planned(&plan(&mut hr, &callao, &instructor, DAY).await);
    assert!(marco.get("/").await.text.contains(news));
    assert!(!hr.get("/").await.text.contains(news));
    // Somebody is away in a week, and HR is told.
    assert!(hr.get("/").await.text.contains("Needs cover"));
    let read = marco.submit::<app::visits::api::ReadVisitNews>("/", &[]).await;
    assert_eq!(read.status, SEEN);
    assert!(!marco.get("/").await.text.contains(news));
}
