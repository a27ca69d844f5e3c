//! A programme that is job training, in browsers: who marks it, who is refused, what becomes of its
//! sessions.

use app::{
    db::{Db, testing::each_engine},
    error::Result,
    execute,
    knowledge::api::ShareNote,
    onboarding::{JobTraining, api::TurnLock},
    people::PersonId,
    programmes::{self, ProgrammeId, api::SaveProgramme},
    routes,
    sessions::{
        self, SessionId,
        api::{EditSession, PlanSession},
    },
};
use axum::http::StatusCode;
use leptos::server_fn::ServerFn;

use super::{REFUSED, SEEN, of};
use crate::support::{Answer, Browser, TestApp, now};

const LOCKED: &str = "Job training of Diego Rojas León is locked";

async fn save(
    app: &TestApp,
    browser: &mut Browser,
    id: ProgrammeId,
    kind: &str,
    audience: &[String],
) -> Answer {
    let mut tx = app.services.db.read().await.expect("a transaction");
    let found = programmes::store::by_id(&mut tx, id).await.expect("a query").expect("one");
    drop(tx);
    let (id, revision) = (id.to_string(), found.revision.to_string());
    let branch = found.branch_id.map(|branch| branch.to_string()).unwrap_or_default();
    let mut fields = vec![
        ("id", id.as_str()),
        ("revision", &revision),
        ("name", &found.name),
        ("problem", &found.problem),
        ("branch", &branch),
        ("job_training", kind),
        ("press", "save"),
    ];
    fields.extend(audience.iter().map(|line| ("audience[]", line.as_str())));
    browser.submit::<SaveProgramme>(&format!("/programmes/{id}/edit"), &fields).await
}

#[tokio::test]
async fn a_programme_becomes_job_training_and_opens_when_hr_says_so() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let cast = &app.demo.cast;
        let (id, today) = (app.demo.calendar.current, app.demo.calendar.today);
        let branch = format!("branch:{}", cast.central);
        let with_diego = [branch.clone(), format!("person:{}", cast.newhire)];
        let mut hr = app.sign_in("hr").await;
        let form = hr.get(&format!("/programmes/{id}/edit")).await;
        assert!(form.text.contains("already held stay as they are"), "{}", form.text);

        // Whose CS days are missing is not named; what was chosen is still there.
        let refused = save(&app, &mut hr, id, "technical", &with_diego).await;
        assert_eq!(refused.status, REFUSED);
        assert!(refused.text.contains(LOCKED) && refused.text.contains("2, 3"), "{}", refused.text);
        assert!(refused.text.matches("Diego Rojas León").count() > 1, "still to be seen as chosen");
        let saved = save(&app, &mut hr, id, "technical", std::slice::from_ref(&branch)).await;
        assert_eq!(saved.status, SEEN, "{}", saved.text);
        let page = hr.get(&routes::programme(id)).await;
        assert!(page.text.contains("Technical") && page.text.contains("CS days missing. Nobody"));

        // Diego reads why, on its page, in its session and among his first days.
        let mut diego = app.sign_in("newhire").await;
        for path in [routes::programme(id), routes::session(today)] {
            let page = diego.get(&path).await;
            assert!(page.text.contains("This is job training. It opens for you"), "{path}");
        }
        // He sees the reason instead of the room, and what he writes all the same is refused with it.
        let room = diego.get(&routes::session(today)).await;
        assert!(!room.text.contains(ShareNote::PATH), "{}", room.text);
        let session = today.to_string();
        let note = [("session", session.as_str()), ("note", "Las citas se cruzan los lunes.")];
        let refused = diego.submit::<ShareNote>(&routes::session(today), &note).await;
        assert_eq!(refused.status, REFUSED, "{}", refused.text);
        assert!(refused.text.contains("It opens for you"), "{}", refused.text);
        assert!(refused.text.contains("Las citas se cruzan los lunes."), "kept for its author");
        let own = diego.get("/onboarding").await;
        assert!(own.text.contains(&routes::programme(id)), "{}", own.text);
        let mut ana = app.sign_in("employee").await;
        assert!(!ana.get(&routes::programme(id)).await.text.contains("It opens for you"));

        // A session that is planned in it is job training, whatever the form says.
        let (programme, instructor) = (id.to_string(), cast.instructor.to_string());
        let central = cast.central.to_string();
        let fields = [
            ("topic", "Errores al digitar"),
            ("programme", programme.as_str()),
            ("facilitators[]", &instructor),
            ("branch", &central),
            ("date", "2026-05-06"),
            ("time", "09:00"),
            ("minutes", "60"),
            ("late_after", "10"),
            ("job_training", ""),
        ];
        let mut manager = app.sign_in("manager").await;
        let planned = manager.submit::<PlanSession>("/sessions/new", &fields).await;
        assert_eq!(planned.status, SEEN, "{}", planned.text);
        let session = planned.done().trim_start_matches("/sessions/").parse().expect("a session");
        let mut tx = app.services.db.read().await.expect("a transaction");
        let found = sessions::store::by_id(&mut tx, session).await.expect("a query").expect("one");
        assert_eq!(found.job_training, Some(JobTraining::Technical));
        drop(tx);
        let form = manager.get(&format!("/sessions/new?programme={id}")).await;
        assert!(form.text.contains("Sessions of a programme that is job training always are"));

        // Let through by HR he can be named.
        let new = of(&app).newhire.to_string();
        let turn = [("id", new.as_str()), ("turn", "release"), ("reason", "Falta personal")];
        let page = format!("/onboarding/{new}");
        assert_eq!(hr.submit::<TurnLock>(&page, &turn).await.status, SEEN);
        assert_eq!(save(&app, &mut hr, id, "technical", &with_diego).await.status, SEEN);
        assert!(!diego.get(&routes::programme(id)).await.text.contains("It opens for you"));
        // Of two with the same form one is told that it is old.
        let id = id.to_string();
        let old = [("id", id.as_str()), ("revision", "1"), ("name", "Otro"), ("problem", "Otro")];
        let stale = hr.submit::<SaveProgramme>(&format!("/programmes/{id}/edit"), &old).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
    })
    .await;
}

/// As it was before anybody thought of job training.
async fn is_inside(app: &TestApp, session: SessionId, person: PersonId) -> Result<()> {
    const INSIDE: &str = "INSERT INTO attendance (session_id, person_id, state, way, at, walk_in) \
                          VALUES ($1, $2, 'present', 'facilitator', $3, FALSE)";
    let mut tx = app.services.db.write().await?;
    execute!(tx, sqlx::query(INSIDE).bind(session).bind(person).bind(now()));
    tx.commit().await
}

/// Diego is in the room: who stands in the way is named at the field, for a programme and a session.
#[tokio::test]
async fn whoever_is_inside_already_is_named() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let (id, today) = (app.demo.calendar.current, app.demo.calendar.today);
        is_inside(&app, today, app.demo.cast.newhire).await.expect("marked");
        let mut hr = app.sign_in("hr").await;
        let everyone = ["everyone".to_owned()];
        let refused = save(&app, &mut hr, id, "technical", &everyone).await;
        assert_eq!(refused.status, REFUSED);
        let named = "CS days missing: Diego Rojas León. Undo those marks";
        assert!(refused.text.contains(named), "{}", refused.text);
        assert!(refused.text.contains("#f-job_training"), "at the field: {}", refused.text);

        let (text, programme) = (today.to_string(), format!("{id}/1"));
        let instructor = app.demo.cast.instructor.to_string();
        let fields = [
            ("id", text.as_str()),
            ("revision", "1"),
            ("topic", "Errores al digitar"),
            ("programme", &programme),
            ("facilitators[]", &instructor),
            ("late_after", "10"),
            ("job_training", "technical"),
        ];
        let page = format!("/sessions/{today}/edit");
        let refused = hr.submit::<EditSession>(&page, &fields).await;
        assert_eq!(refused.status, REFUSED);
        assert!(refused.text.contains(named), "{}", refused.text);
    })
    .await;
}

#[tokio::test]
async fn who_leads_programmes_marks_them() {
    let app = TestApp::start().await;
    let id = app.demo.calendar.current;
    let everyone = ["everyone".to_owned()];
    let roles = [
        ("employee", false),
        ("newhire", false),
        ("instructor", false),
        ("manager", true),
        ("hr", true),
        ("admin", true),
    ];
    for (account, may) in roles {
        let mut browser = app.sign_in(account).await;
        let status = save(&app, &mut browser, id, "behavioural", &everyone).await.status;
        let refused = [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND].contains(&status);
        assert!(if may { status == SEEN } else { refused }, "{account}: {status}");
    }
}
