//! The first days of somebody new in browsers: who sees them, who signs, what stays locked.

mod care;
mod programmes;
mod roles;

use app::{
    db::{Db, testing::each_engine},
    demo::Onboardings,
    onboarding::{
        api::{
            AddSitIn, BeginOnboarding, PlanOnboardingDay, SaveOnboardingPlan, SignOnboarding,
            TurnLock,
        },
        store,
    },
    people::api::AddPerson,
};
use axum::http::StatusCode;
use leptos::server_fn::ServerFn;

use crate::support::TestApp;

const SEEN: StatusCode = StatusCode::SEE_OTHER;
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn of(app: &TestApp) -> Onboardings {
    app.demo.onboardings.expect("the new people of the demo")
}

#[tokio::test]
async fn hr_sees_who_is_where_and_a_hire_begins_by_itself() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let mut hr = app.sign_in("hr").await;
        let list = hr.get("/onboarding").await;
        for word in ["Carla Meza Yupanqui", "Late", "Partly signed", "Skipped", "Not planned"] {
            assert!(list.text.contains(word), "{word}: {}", list.text);
        }
        let late = hr.get("/onboarding?state=late").await;
        assert!(late.text.contains("Carla Meza") && !late.text.contains("Diego Rojas"));
        let file = hr.get("/export/onboarding.csv?state=late").await;
        assert!(file.text.contains("Carla Meza") && !file.text.contains("Diego Rojas"));

        let branch = app.demo.cast.central.to_string();
        let mut person = vec![("name", "Nora Inca"), ("employee_number", "N1"), ("email", "")];
        person.extend([("branch", branch.as_str()), ("department", ""), ("position", "")]);
        person.push(("hired_on", "2026-03-04"));
        let added = hr.submit::<AddPerson>("/people/new", &person).await;
        assert_eq!(added.status, SEEN, "{}", added.text);
        assert!(hr.get("/onboarding?q=nora").await.text.contains("Planned"));
        // Whoever needs none is there as well, with the reason.
        person[0].1 = "Olga Inca";
        person[1].1 = "N2";
        person.push(("exempt", "Trained at the other clinic"));
        person.push(("job_training_on", "soon"));
        let refused = hr.submit::<AddPerson>("/people/new", &person).await;
        assert_eq!(refused.status, REFUSED);
        assert!(refused.text.contains("Trained at the other clinic"), "{}", refused.text);
        person.last_mut().expect("a field").1 = "2026-03-16";
        hr.submit::<AddPerson>("/people/new", &person).await;
        let olga = hr.get("/onboarding?q=olga").await;
        assert!(olga.text.contains("Olga Inca") && olga.text.contains("Exempt"), "{}", olga.text);
    })
    .await;
}

#[tokio::test]
async fn an_instructor_signs_once_in_order_and_undoes() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = of(&app).partial.to_string();
        let page = "/onboarding/days/2026-03-04";
        let mut marco = app.sign_in("instructor2").await;
        let morning = marco.get(page).await;
        assert!(morning.text.contains("Andrea Lozada Rey"), "{}", morning.text);
        let act = |deed: &'static str, number: &'static str| {
            vec![("id", ""), ("number", number), ("deed", deed), ("remark", ""), ("back", page)]
        };
        let with = |mut fields: Vec<(&'static str, &'static str)>, id: &str| {
            fields.remove(0);
            let mut fields: Vec<(String, String)> =
                fields.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
            fields.push(("id".into(), id.to_owned()));
            fields
        };
        let as_sent = |fields: &[(String, String)]| -> Vec<(String, String)> { fields.to_vec() };
        let fields = as_sent(&with(act("all", "2"), &id));
        let sent: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
        let signed = marco.submit::<SignOnboarding>(page, &sent).await;
        assert_eq!(signed.status, SEEN, "{}", signed.text);
        assert!(marco.get(page).await.text.contains("5 of 5 signed"));

        // Ana is nobody's instructor, and does not learn that it exists.
        let mut ana = app.sign_in("employee").await;
        let refused = ana.submit::<SignOnboarding>("/onboarding", &sent).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert_eq!(ana.get(page).await.status, StatusCode::FORBIDDEN);
        assert_eq!(ana.get(&format!("/onboarding/{id}")).await.status, StatusCode::NOT_FOUND);

        let fields = with(act("unsign:1", "2"), &id);
        let sent: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
        let undone = marco.submit::<SignOnboarding>(page, &sent).await;
        assert_eq!(undone.status, SEEN);
        // It leads back to the line that was changed.
        let line = format!("s-{id}-2-1");
        assert!(undone.location().ends_with(&format!("#{line}")), "{}", undone.location());
        let morning = marco.get(page).await;
        assert!(morning.text.contains(&format!("id=\"{line}\"")));
        assert!(morning.text.contains("4 of 5 signed"));
        // Day 3 has no time, and comes after day 2.
        let fields = with(act("all", "3"), &id);
        let sent: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
        let refused = marco.submit::<SignOnboarding>(page, &sent).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    })
    .await;
}

#[tokio::test]
async fn a_day_is_planned_moved_and_refused_in_words() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let (cast, id) = (&app.demo.cast, of(&app).make_up);
        let page = format!("/onboarding/{id}/days/2");
        let text = id.to_string();
        let (north, marco) = (cast.north.to_string(), cast.instructor2.to_string());
        let mut hr = app.sign_in("hr").await;
        let mut fields = vec![("id", text.as_str()), ("number", "2"), ("revision", "1")];
        fields.extend([("date", "2026-03-06"), ("time", "17:30"), ("minutes", "180")]);
        fields.extend([("branch", north.as_str()), ("place", "Sala 2"), ("reason", "")]);
        fields.push(("instructor", ""));
        let refused = hr.submit::<PlanOnboardingDay>(&page, &fields).await;
        assert_eq!(refused.status, REFUSED);
        assert!(refused.text.contains("Choose an instructor") && refused.text.contains("Sala 2"));
        fields[9].1 = &marco;
        let planned = hr.submit::<PlanOnboardingDay>(&page, &fields).await;
        assert_eq!(planned.status, SEEN, "{}", planned.text);
        // Moving asks for the reason, and the revision has grown.
        fields[2].1 = "2";
        fields[3].1 = "2026-03-09";
        let refused = hr.submit::<PlanOnboardingDay>(&page, &fields).await;
        assert!(refused.text.contains("Give the reason"), "{}", refused.text);
        fields[8].1 = "Feria de salud";
        assert_eq!(hr.submit::<PlanOnboardingDay>(&page, &fields).await.status, SEEN);
        let shown = hr.get(&format!("/onboarding/{id}")).await;
        assert!(shown.text.contains("Feria de salud"), "{}", shown.text);
        // A day that is not usual takes a tick, as a visit does.
        fields[2].1 = "3";
        fields[3].1 = "2026-03-14";
        let refused = hr.submit::<PlanOnboardingDay>(&page, &fields).await;
        assert_eq!(refused.status, REFUSED, "{}", refused.text);
        assert!(refused.text.contains("does not work on a Saturday"), "{}", refused.text);
        fields.push(("anyway", "on"));
        assert_eq!(hr.submit::<PlanOnboardingDay>(&page, &fields).await.status, SEEN);
        // The same once more changes nothing, and nobody reads that it was moved.
        fields[2].1 = "4";
        let moved = |text: &str| text.matches("Day 2 · Moved").count();
        let before = moved(&hr.get(&format!("/onboarding/{id}")).await.text);
        assert_eq!(hr.submit::<PlanOnboardingDay>(&page, &fields).await.status, SEEN);
        assert_eq!(moved(&hr.get(&format!("/onboarding/{id}")).await.text), before);
        fields.pop();
        // An instructor keeps the order; HR may change it.
        let mut instructor = app.sign_in("instructor").await;
        fields[2].1 = "4";
        fields[3].1 = "2026-03-04";
        fields[4].1 = "18:00";
        let refused = instructor.submit::<PlanOnboardingDay>(&page, &fields).await;
        assert!(refused.text.contains("The days come in order"), "{}", refused.text);
        assert!(!refused.text.contains("name=\"unordered\""), "{}", refused.text);
        let asked = hr.submit::<PlanOnboardingDay>(&page, &fields).await;
        assert_eq!(asked.status, REFUSED);
        assert!(asked.text.contains("name=\"unordered\""), "{}", asked.text);
        fields.push(("unordered", "on"));
        assert_eq!(hr.submit::<PlanOnboardingDay>(&page, &fields).await.status, SEEN);
    })
    .await;
}

#[tokio::test]
async fn hr_opens_job_training_with_a_reason_that_stays() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = of(&app).newhire.to_string();
        let page = format!("/onboarding/{id}");
        let mut hr = app.sign_in("hr").await;
        let mut fields = [("id", id.as_str()), ("turn", "release"), ("reason", "")];
        // There are several forms of this command on the page; the message stands in the one sent.
        let once = uuid::Uuid::new_v4().to_string();
        let form = [("_do", TurnLock::PATH), ("_key", "release"), ("_once", &*once)];
        let refused = hr.post_form(&page, &[&form[..], &fields[..]].concat()).await;
        assert!(refused.text.contains("Give the reason"), "{}", refused.text);
        // Neither a manager nor an instructor opens it.
        fields[2].1 = "Falta personal";
        for account in ["manager", "instructor"] {
            let status = app.sign_in(account).await.submit::<TurnLock>(&page, &fields).await.status;
            assert_eq!(status, StatusCode::FORBIDDEN, "{account}");
        }
        assert_eq!(hr.submit::<TurnLock>(&page, &fields).await.status, SEEN);
        let mut diego = app.sign_in("newhire").await;
        let mine = diego.get("/onboarding").await;
        assert!(mine.text.contains("Falta personal") && mine.text.contains("Your first days"));
        // Opening is not the same as not needing the days: what is planned stays, until HR says.
        let ahead = async || {
            let mut tx = app.services.db.read().await.expect("a transaction");
            let days = store::days(&mut tx, &[of(&app).newhire]).await.expect("the days");
            let open = days.iter().filter(|day| day.attendance.is_none() && day.done_at.is_none());
            open.map(|day| day.starts_at.is_some()).collect::<Vec<_>>()
        };
        assert_eq!(ahead().await, [true, true]);
        assert!(diego.get("/").await.text.contains("Your next onboarding day"));
        // Locking again takes a reason, too.
        fields[1].1 = "lock";
        fields[2].1 = " ";
        let form = [("_do", TurnLock::PATH), ("_key", "lock"), ("_once", "")];
        let refused = hr.post_form(&page, &[&form[..], &fields[..]].concat()).await;
        assert!(refused.text.contains("Give the reason"), "{}", refused.text);
        fields[2].1 = "Ya hay personal";
        assert_eq!(hr.submit::<TurnLock>(&page, &fields).await.status, SEEN);
        assert_eq!(ahead().await, [true, true]);
        assert!(!diego.get("/onboarding").await.text.contains("Falta personal"));
        assert!(hr.get(&page).await.text.contains("Ya hay personal"));
        let mut off = vec![("id", id.as_str()), ("turn", "release"), ("reason", "Ya lo sabe todo")];
        off.push(("off", "on"));
        assert_eq!(hr.submit::<TurnLock>(&page, &off).await.status, SEEN);
        assert_eq!(ahead().await, [false, false]);
        let shown = hr.get(&page).await.text;
        assert!(!shown.contains("the person left"), "{shown}");
        assert!(shown.contains("These have no date and are to be planned then: 2, 3."), "{shown}");
    })
    .await;
}

#[tokio::test]
async fn somebody_new_sees_their_days_and_writes_down_a_sit_in() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = of(&app).newhire.to_string();
        let mut diego = app.sign_in("newhire").await;
        let today = diego.get("/").await;
        assert!(today.text.contains("Your next onboarding day"), "{}", today.text);
        let mine = diego.get("/onboarding").await;
        assert!(mine.text.contains("Para quién estamos") && mine.text.contains("What to bring"));
        assert!(!mine.text.contains("Move day") && !mine.text.contains("Sign all"));
        let host = app.demo.cast.employee.to_string();
        let mut fields = vec![("id", id.as_str()), ("host", ""), ("held_on", "2026-03-03")];
        fields.extend([("observed", "Saludó primero."), ("reflection", "")]);
        let refused = diego.submit::<AddSitIn>("/onboarding", &fields).await;
        assert!(refused.text.contains("Choose with whom") && refused.text.contains("Saludó"));
        fields[1].1 = &host;
        let added = diego.submit::<AddSitIn>("/onboarding", &fields).await;
        assert_eq!(added.status, SEEN, "{}", added.text);
        let mut ana = app.sign_in("employee").await;
        assert!(ana.get("/onboarding").await.text.contains("To be confirmed by you"));
        // The certificate is there when all is done, and anybody signed in can check it.
        let done = of(&app).done;
        let own = diego.get(&format!("/onboarding/{id}/certificate")).await;
        assert_eq!(own.status, StatusCode::NOT_FOUND);
        let checked = ana.get(&format!("/onboarding/{done}/verify")).await;
        assert!(checked.text.contains("This certificate is valid"), "{}", checked.text);
        let paper = app.sign_in("hr").await.get(&format!("/onboarding/{done}/certificate")).await;
        assert!(paper.text.contains("Daniela Prado") && paper.text.contains("<svg"));
    })
    .await;
}

#[tokio::test]
async fn a_plan_is_edited_as_another_version() {
    let app = TestApp::start().await;
    let mut tx = app.services.db.read().await.expect("a transaction");
    let plan = store::plan_for(&mut tx, None).await.expect("plans").expect("a plan");
    drop(tx);
    let (id, page) = (plan.id.to_string(), format!("/onboarding/plans/{}", plan.id));
    let mut hr = app.sign_in("hr").await;
    let mut fields = vec![("id", id.as_str()), ("version", "1"), ("name", "CS"), ("count", "1")];
    fields.extend([("title-1", "Uno"), ("items-1", ""), ("time-1", "9:00")]);
    fields.extend([("minutes-1", "60"), ("signer-1", "any"), ("press", "save")]);
    let refused = hr.submit::<SaveOnboardingPlan>(&page, &fields).await;
    assert!(refused.text.contains("Enter at least one behaviour"), "{}", refused.text);
    // At its field, with what was typed.
    assert!(refused.text.contains("id=\"f-items-1-problem\""), "{}", refused.text);
    assert!(refused.text.contains("value=\"Uno\""), "{}", refused.text);
    let more = [&fields[..fields.len() - 1], &[("press", "more")]].concat();
    let longer = hr.submit::<SaveOnboardingPlan>(&page, &more).await;
    assert!(longer.text.contains("value=\"Uno\"") && longer.text.contains("title-2"));
    fields[5].1 = "Saluda\nEscucha";
    assert_eq!(hr.submit::<SaveOnboardingPlan>(&page, &fields).await.status, SEEN);
    assert_eq!(hr.submit::<SaveOnboardingPlan>(&page, &fields).await.status, StatusCode::CONFLICT);
    let status =
        app.sign_in("instructor").await.submit::<SaveOnboardingPlan>(&page, &fields).await.status;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn only_hr_begins_an_onboarding_by_hand() {
    let app = TestApp::start().await;
    let person = app.demo.cast.employee.to_string();
    let page = format!("/people/{person}");
    let fields = [("person", person.as_str()), ("hired_on", "2026-03-04"), ("job_training_on", "")];
    for account in ["employee", "manager", "instructor"] {
        let mut browser = app.sign_in(account).await;
        let answer = browser.submit::<BeginOnboarding>("/onboarding", &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{account}");
    }
    let mut hr = app.sign_in("hr").await;
    assert_eq!(hr.submit::<BeginOnboarding>(&page, &fields).await.status, SEEN);
    let again = hr.submit::<BeginOnboarding>(&page, &fields).await;
    assert!(again.text.contains("already in progress"), "{}", again.text);
}
