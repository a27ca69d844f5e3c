//! What HR and hosts have to look at: days that cannot be held, people who came back, sit-ins that were
//! not so.

use app::{
    attendance::{self, AttendanceState, Gate, Way},
    db::{Db, testing::each_engine},
    error::Result,
    execute,
    onboarding::{
        OnboardingId, SitIn,
        api::{
            AddSitIn, BeginOnboarding, ChangeSitIn, ConfirmSitIn, DenySitIn, PlanSitIn, ShareSitIn,
            WithdrawSitIn,
        },
        store,
    },
    sessions,
};
use axum::http::StatusCode;
use leptos::server_fn::ServerFn;

use super::{REFUSED, SEEN, of};
use crate::support::{Browser, TestApp, now};

async fn sit_ins(app: &TestApp, id: OnboardingId) -> Vec<SitIn> {
    let mut tx = app.services.db.read().await.expect("a transaction");
    store::sit_ins(&mut tx, id).await.expect("sit-ins")
}

async fn run(app: &TestApp, text: &'static str, id: OnboardingId) {
    let mut tx = app.services.db.write().await.expect("a transaction");
    let done: Result<u64> = async { Ok(execute!(tx, sqlx::query(text).bind(id))) }.await;
    done.expect("a change");
    tx.commit().await.expect("kept");
}

/// The person was at no session so far.
const NOWHERE: &str = "UPDATE attendance SET state = 'absent' WHERE person_id = \
    (SELECT person_id FROM onboardings WHERE id = $1)";

#[tokio::test]
async fn a_sit_in_is_planned_and_then_written_down() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = of(&app).newhire;
        let (text, host) = (id.to_string(), app.demo.cast.employee.to_string());
        let mut diego = app.sign_in("newhire").await;
        let mut fields = vec![("id", text.as_str()), ("host", host.as_str())];
        fields.extend([("date", "2026-03-03"), ("time", "9:30"), ("minutes", "x")]);
        let refused = diego.submit::<PlanSitIn>("/onboarding", &fields).await;
        assert_eq!(refused.status, REFUSED, "{}", refused.text);
        fields.splice(2.., [("date", "2026-03-05"), ("time", "9:30"), ("minutes", "45")]);
        let planned = diego.submit::<PlanSitIn>("/onboarding", &fields).await;
        assert_eq!(planned.status, SEEN, "{}", planned.text);
        let known = sit_ins(&app, id).await;
        let one = known.iter().find(|one| one.held_on.to_string() == "2026-03-05").expect("kept");
        assert_eq!(one.starts_at.expect("a time").to_rfc3339(), "2026-03-05T14:30:00+00:00");
        // It is near: both read of it on Today, the host on the page, too.
        let mut ana = app.sign_in("employee").await;
        assert!(diego.get("/").await.text.contains("You sit in with Ana"));
        for path in ["/", "/onboarding"] {
            let page = ana.get(path).await;
            assert!(page.text.contains("sits in with you"), "{path}: {}", page.text);
        }
        // Nobody has anything to confirm before it is written down.
        let id = one.id.to_string();
        let early = ana.post_form(ConfirmSitIn::PATH, &[("id", id.as_str()), ("remark", "")]).await;
        assert_ne!(early.status, SEEN);
        let mut written = vec![("id", id.as_str()), ("revision", "1"), ("host", &host)];
        written.extend([("held_on", "2026-03-04"), ("observed", "Saludó."), ("reflection", "")]);
        let written = diego.submit::<ChangeSitIn>("/onboarding", &written).await;
        assert_eq!(written.status, SEEN, "{}", written.text);
        assert!(ana.get("/").await.text.contains("Sit-ins to confirm"));
    })
    .await;
}

#[tokio::test]
async fn a_sit_in_is_corrected_until_its_host_confirms_it() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = of(&app).newhire;
        let (text, host) = (id.to_string(), app.demo.cast.employee.to_string());
        run(&app, NOWHERE, id).await;
        let mut diego = app.sign_in("newhire").await;
        let mut fields = vec![("id", text.as_str()), ("host", host.as_str())];
        fields.extend([("held_on", "2026-03-03"), ("observed", "Saludó.")]);
        fields.push(("reflection", "Quien llega primero espera menos cuando le avisan."));
        // Diego has been at no session: the reflection is kept, and the form says when it can be shared.
        let form = diego.get("/onboarding").await;
        assert!(form.text.contains("Once you have been at a session"), "{}", form.text);
        fields.push(("wall", ""));
        let added = diego.submit::<AddSitIn>("/onboarding", &fields).await;
        assert_eq!(added.status, SEEN, "{}", added.text);
        let known = sit_ins(&app, id).await;
        let one = known.iter().find(|one| one.observed == "Saludó.").expect("it is kept").clone();
        assert_eq!(one.note_id, None);
        let sit_in = one.id.to_string();
        let share = [("id", sit_in.as_str())];
        let refused = diego.post_form(ShareSitIn::PATH, &share).await;
        assert_eq!(refused.status, REFUSED, "{}", refused.text);

        // The host says why it was not so; the author reads that and corrects it.
        let mut ana = app.sign_in("employee").await;
        let why = |remark| [("id", sit_in.as_str()), ("remark", remark)];
        let key = format!("no-{sit_in}");
        let mut silent = vec![("_do", DenySitIn::PATH), ("_key", key.as_str())];
        silent.push(("_once", "5c3d4fcb-1be5-4d61-8a4e-1f0f5c6f7a10"));
        silent.extend(why(""));
        let refused = ana.post_form("/onboarding", &silent).await;
        assert!(refused.text.contains("Say why it was not so"), "{}", refused.text);
        let today = ana.get("/").await;
        assert!(today.text.contains("Sit-ins to confirm"), "{}", today.text);
        let denied = ana.submit::<DenySitIn>("/onboarding", &why("Fue el lunes")).await;
        assert_eq!(denied.status, SEEN, "{}", denied.text);
        let again = ana.post_form(ConfirmSitIn::PATH, &why("")).await;
        assert_ne!(again.status, SEEN, "who said that it was not so waits for the correction");
        let read = diego.get("/onboarding").await;
        assert!(read.text.contains("not so") && read.text.contains("Fue el lunes"));

        let mut change = vec![("id", sit_in.as_str()), ("revision", "2"), ("host", &host)];
        change.extend([("held_on", "2026-03-02"), ("observed", "Saludó por su nombre.")]);
        change.push(("reflection", ""));
        let mut others = Vec::new();
        for account in ["employee", "manager2", "instructor"] {
            let mut browser: Browser = app.sign_in(account).await;
            let status = browser.post_form(ChangeSitIn::PATH, &change).await.status;
            let withdrawn = browser.post_form(WithdrawSitIn::PATH, &share).await.status;
            assert_eq!(status, withdrawn, "{account}");
            others.push(status);
        }
        assert_eq!(others, [StatusCode::NOT_FOUND, StatusCode::NOT_FOUND, StatusCode::FORBIDDEN]);
        let changed = diego.submit::<ChangeSitIn>("/onboarding", &change).await;
        assert_eq!(changed.status, SEEN, "{}", changed.text);
        // What was said before stays to be read, by both and by HR.
        let path = format!("/onboarding/{id}");
        let hr = app.sign_in("hr").await.get(&path).await;
        for page in [diego.get("/onboarding").await, hr, ana.get("/onboarding").await] {
            assert!(page.text.contains("Fue el lunes"), "{}", page.text);
        }
        // Of two corrections the second is told.
        let stale = diego.post_form(ChangeSitIn::PATH, &change).await;
        assert_ne!(stale.status, SEEN);
        let confirmed = ana.submit::<ConfirmSitIn>("/onboarding", &why("Así fue")).await;
        assert_eq!(confirmed.status, SEEN, "{}", confirmed.text);
        for late in [
            diego.post_form(ChangeSitIn::PATH, &change).await,
            diego.post_form(WithdrawSitIn::PATH, &share).await,
        ] {
            assert_eq!(late.status, REFUSED, "{}", late.text);
        }
        let known = sit_ins(&app, id).await;
        let kept = known.iter().find(|kept| kept.id == one.id).expect("it stays");
        assert_eq!(kept.observed, "Saludó por su nombre.");
        assert!(kept.confirmed_at.is_some() && kept.denied_at.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_reflection_is_shared_when_there_is_a_wall_for_it() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = of(&app).newhire;
        let (text, host) = (id.to_string(), app.demo.cast.employee.to_string());
        let mut diego = app.sign_in("newhire").await;
        let mut fields = vec![("id", text.as_str()), ("host", host.as_str())];
        fields.extend([("held_on", "2026-03-03"), ("observed", "Llamó antes.")]);
        fields.push(("reflection", "Una llamada antes de la cita evita la mitad de las faltas."));
        let added = diego.submit::<AddSitIn>("/onboarding", &fields).await;
        assert_eq!(added.status, SEEN, "{}", added.text);
        let known = sit_ins(&app, id).await;
        let one = known.iter().find(|one| one.observed == "Llamó antes.").expect("kept").clone();
        // Since then Diego has been at a session.
        let today = app.demo.calendar.today;
        let mut tx = app.services.db.write().await.expect("a transaction");
        let session = sessions::store::by_id(&mut tx, today).await.expect("a query").expect("one");
        let (gate, state) = (Gate::from(&session), AttendanceState::Present);
        let person = app.demo.cast.newhire;
        let came = attendance::store::add(&mut tx, &gate, person, state, Way::Code, now()).await;
        assert_eq!(came, Ok(true));
        tx.commit().await.expect("kept");
        let page = diego.get("/onboarding").await;
        assert!(page.text.contains("Share as a note"), "{}", page.text);
        let sit_in = one.id.to_string();
        let wall = today.to_string();
        let share = [("id", sit_in.as_str()), ("wall", wall.as_str())];
        // Only on a wall of a session at which Diego was.
        let other = [("id", sit_in.as_str()), ("wall", sit_in.as_str())];
        assert_eq!(diego.post_form(ShareSitIn::PATH, &other).await.status, REFUSED);
        let hr = app.sign_in("hr").await.post_form(ShareSitIn::PATH, &share).await;
        assert_eq!(hr.status, StatusCode::FORBIDDEN, "a reflection is its author's");
        let shared = diego.submit::<ShareSitIn>("/onboarding", &share).await;
        assert_eq!(shared.status, SEEN, "{}", shared.text);
        let known = sit_ins(&app, id).await;
        assert!(known.iter().any(|kept| kept.id == one.id && kept.note_id.is_some()));
        // It becomes one note, however often it is asked for.
        assert_ne!(diego.post_form(ShareSitIn::PATH, &share).await.status, SEEN);
    })
    .await;
}

#[tokio::test]
async fn hr_is_told_of_days_that_cannot_be_held_and_of_those_hired_again() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let mut hr = app.sign_in("hr").await;
        let today = hr.get("/").await;
        assert!(today.text.contains("Onboarding days to plan"), "{}", today.text);
        assert!(today.text.contains("Day 2 was missed and has no make-up day yet"));
        let employee = app.sign_in("employee").await.get("/").await;
        assert!(!employee.text.contains("Onboarding days to plan"));

        let done = of(&app).done;
        run(
            &app,
            "UPDATE people SET hired_on = '2026-03-03' WHERE id = \
             (SELECT person_id FROM onboardings WHERE id = $1)",
            done,
        )
        .await;
        let list = hr.get("/onboarding?q=daniela").await;
        assert!(list.text.contains("Hired again"), "{}", list.text);
        let page = format!("/onboarding/{done}");
        let shown = hr.get(&page).await;
        assert!(shown.text.contains("Begin another onboarding"), "{}", shown.text);
        let mut tx = app.services.db.read().await.expect("a transaction");
        let before = store::by_id(&mut tx, done).await.expect("a query").expect("one");
        drop(tx);
        let person = before.person_id.to_string();
        let counts =
            [("person", person.as_str()), ("hired_on", "2026-03-03"), ("earlier", "counts")];
        let counted = hr.submit::<BeginOnboarding>(&page, &counts).await;
        assert_eq!(counted.status, SEEN, "{}", counted.text);
        let mut tx = app.services.db.read().await.expect("a transaction");
        let after = store::of_person(&mut tx, before.person_id).await.expect("a query");
        let after = after.expect("one");
        assert!(after.counts_earlier && after.earlier_id == Some(done));
        drop(tx);
        assert!(!hr.get("/onboarding?q=daniela").await.text.contains("Hired again"));
    })
    .await;
}
