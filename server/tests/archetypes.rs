//! Building an archetype in browsers: two in one section, versions, trial runs, the release.

use app::{
    archetypes::{
        ArchetypeId,
        api::{
            AddInput, AddTrial, CreateArchetype, MakeVersion, ReleaseVersion, SaveArchetype,
            SavePart,
        },
    },
    db::{Db, testing::each_engine},
    execute,
    programmes::{AudienceKind, AudienceLine, store::set_audience},
};
use axum::http::StatusCode;

use crate::support::{Answer, Browser, TestApp};

const SEEN: StatusCode = StatusCode::SEE_OTHER;
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// The programme of today in a phase.
async fn in_phase(app: &TestApp, phase: i64) {
    move_to(app, phase).await.expect("a move");
}

async fn move_to(app: &TestApp, phase: i64) -> app::error::Result<()> {
    const MOVE: &str = "UPDATE programmes SET phase = $2 WHERE id = $1";
    let mut tx = app.services.db.write().await?;
    execute!(tx, sqlx::query(MOVE).bind(app.demo.calendar.current).bind(phase));
    tx.commit().await
}

/// The clinic with a new archetype of the programme of today.
async fn begun(app: &TestApp) -> ArchetypeId {
    in_phase(app, 4).await;
    let mut manager = app.sign_in("manager").await;
    let programme = app.demo.calendar.current.to_string();
    let page = format!("/programmes/{programme}/archetypes");
    let fields = [("programme", programme.as_str()), ("name", "Cola por colores")];
    let made = manager.submit::<CreateArchetype>(&page, &fields).await;
    assert_eq!(made.status, SEEN, "{}", made.text);
    let path = made.location().split('?').next().expect("a path").to_owned();
    path.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id")
}

async fn save(browser: &mut Browser, id: ArchetypeId, revision: &str, text: &str) -> Answer {
    let page = format!("/archetypes/{id}/edit/steps");
    let id = id.to_string();
    let fields = [("id", id.as_str()), ("part", "steps"), ("revision", revision), ("text", text)];
    browser.submit::<SavePart>(&page, &fields).await
}

#[tokio::test]
async fn two_in_one_section_and_nothing_typed_is_lost() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = begun(&app).await;
        let (mut ana, mut diego) = (app.sign_in("employee").await, app.sign_in("newhire").await);
        assert_eq!(save(&mut ana, id, "0", "Llamar por color y nombre").await.status, SEEN);

        let clash = save(&mut diego, id, "0", "Llamar por color y número <b>").await;
        assert_eq!(clash.status, StatusCode::CONFLICT, "{}", clash.text);
        let text = &clash.text;
        assert!(
            text.contains("Saved by Ana Torres Vega") && text.contains("What you wrote"),
            "{text}"
        );
        assert!(text.contains("Llamar por color y nombre"), "{text}");
        // What was typed is in the field, and beside it as text.
        assert!(text.matches("Llamar por color y número &lt;b&gt;").count() >= 2, "{text}");
        assert!(text.contains("<del>") && text.contains("<ins>"), "{text}");
        assert!(!text.contains("número <b>"), "{text}");

        // The form saves on top of what the other saved.
        let joined = save(&mut diego, id, "1", "Llamar por color, nombre y número").await;
        assert_eq!(joined.status, SEEN, "{}", joined.text);
        let history = ana.get(&format!("/archetypes/{id}/edit/steps")).await;
        assert!(history.text.contains("Revision 2") && history.text.contains("Revision 1"));

        // The same words again are no revision.
        let again = save(&mut ana, id, "2", "Llamar por color, nombre y número").await;
        assert_eq!(again.status, SEEN);
        assert!(
            !ana.get(&format!("/archetypes/{id}/edit/steps")).await.text.contains("Revision 3")
        );
    })
    .await;
}

#[tokio::test]
async fn late_work_is_refused_and_kept_for_its_author() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = begun(&app).await;
        let mut ana = app.sign_in("employee").await;
        in_phase(&app, 5).await;
        let late = save(&mut ana, id, "0", "Llegué tarde").await;
        assert_eq!(late.status, REFUSED);
        assert!(
            late.text.contains("Phase 4 is over: the programme is in phase 5"),
            "{}",
            late.text
        );
        assert!(late.text.contains("Llegué tarde"));
        let page = format!("/archetypes/{id}");
        let id = id.to_string();
        let fields = [("id", id.as_str()), ("part", "risks"), ("input", "También tarde")];
        let late = ana.submit::<AddInput>(&page, &fields).await;
        assert_eq!(late.status, REFUSED);
        assert!(late.text.contains("También tarde"));
        // Nobody is offered what would be refused.
        let shown = ana.get(&page).await;
        assert!(!shown.text.contains("id=\"contribute\""));
    })
    .await;
}

#[tokio::test]
async fn from_a_contribution_to_the_release() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = begun(&app).await;
        let (mut manager, mut ana) = (app.sign_in("manager").await, app.sign_in("employee").await);
        let page = format!("/archetypes/{id}");
        let text = id.to_string();
        let about = ("id", text.as_str());

        let empty = manager.submit::<MakeVersion>(&page, &[about, ("summary", "")]).await;
        assert_eq!(empty.status, REFUSED);
        let fields = [about, ("part", "risks"), ("input", "Se gasta la **pintura**")];
        assert_eq!(ana.submit::<AddInput>(&page, &fields).await.status, SEEN);
        let shown = ana.get(&page).await;
        assert!(shown.text.contains("<strong>pintura</strong>"));
        assert!(shown.text.contains("1 of "), "{}", shown.text);

        assert_eq!(save(&mut ana, id, "0", "Uno").await.status, SEEN);
        let made = manager.submit::<MakeVersion>(&page, &[about, ("summary", "")]).await;
        assert_eq!(made.status, SEEN, "{}", made.text);
        let twice = manager.submit::<MakeVersion>(&page, &[about, ("summary", "")]).await;
        assert_eq!(twice.status, REFUSED);
        assert!(twice.text.contains("Nothing has changed since version 1"));

        let version = format!("{page}/versions/1");
        let number = ("number", "1");
        let untried = manager.submit::<ReleaseVersion>(&version, &[about, number]).await;
        assert_eq!(untried.status, REFUSED);
        let mut trial = vec![about, number, ("branch", ""), ("place", "Turno tarde")];
        trial.extend([
            ("held_on", "2026-03-05"),
            ("measured", "Espera"),
            ("result", "18"),
            ("to_change", ""),
        ]);
        // Tomorrow is no trial run.
        let ahead = ana.submit::<AddTrial>(&version, &trial).await;
        assert_eq!(ahead.status, REFUSED);
        assert!(ahead.text.contains("Turno tarde"));
        trial[4].1 = "2026-03-04";
        assert_eq!(ana.submit::<AddTrial>(&version, &trial).await.status, SEEN);
        let released = manager.submit::<ReleaseVersion>(&version, &[about, number]).await;
        assert_eq!(released.status, SEEN, "{}", released.text);
        let again = manager.submit::<ReleaseVersion>(&version, &[about, number]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);

        // The sheet and its file.
        let sheet = ana.get(&format!("{page}/handout?version=1")).await;
        assert!(sheet.text.contains("<svg") && sheet.text.contains("Version 1"), "{}", sheet.text);
        let file = ana.get(&format!("/export/archetypes/{id}.md?version=1")).await;
        assert_eq!(file.header("content-type"), "text/markdown; charset=utf-8");
        assert!(file.text.starts_with("# Cola por colores\n"), "{}", file.text);
        assert!(file.text.contains("## Steps\n\nUno\n"), "{}", file.text);

        // What changed since, by words.
        assert_eq!(save(&mut ana, id, "1", "Uno y dos").await.status, SEEN);
        let changes = ana.get(&format!("{page}/changes?from=1")).await;
        assert!(changes.text.contains("<ins> y dos</ins>") || changes.text.contains("<ins>"));
        assert_eq!(ana.get(&format!("{page}/changes?from=7")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

/// Who is of the programme contributes; who facilitates shapes; who leads it releases.
#[tokio::test]
async fn what_each_may_do() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = begun(&app).await;
        let page = format!("/archetypes/{id}");
        let text = id.to_string();
        let about = ("id", text.as_str());
        let forbidden = StatusCode::FORBIDDEN;
        for (account, shapes, releases) in [
            ("employee", forbidden, forbidden),
            ("newhire", forbidden, forbidden),
            ("instructor", REFUSED, forbidden),
            ("manager", REFUSED, REFUSED),
            ("hr", REFUSED, REFUSED),
            ("admin", REFUSED, REFUSED),
        ] {
            let mut browser = app.sign_in(account).await;
            // Refused for what was typed, not for who typed it.
            let input =
                browser.submit::<AddInput>(&page, &[about, ("part", ""), ("input", "")]).await;
            assert_eq!(input.status, REFUSED, "{account}");
            let name = [about, ("revision", "1"), ("name", "Otro")];
            let named = browser.submit::<SaveArchetype>(&page, &name).await;
            let expected =
                if shapes == REFUSED { [SEEN, StatusCode::CONFLICT] } else { [shapes; 2] };
            assert!(expected.contains(&named.status), "{account} {}", named.status);
            let made = browser.submit::<MakeVersion>(&page, &[about, ("summary", "")]).await;
            assert_eq!(made.status, releases, "{account}");
        }
        // Not invited, no part in it: it is not there.
        let north = AudienceLine::new(AudienceKind::Branch, app.demo.cast.north);
        let mut tx = app.services.db.write().await.expect("a transaction");
        set_audience(&mut tx, app.demo.calendar.current.into(), &[north])
            .await
            .expect("an audience");
        tx.commit().await.expect("a commit");
        let mut ana = app.sign_in("employee").await;
        let programme = app.demo.calendar.current;
        for path in [
            page.clone(),
            format!("{page}/edit"),
            format!("{page}/edit/steps"),
            format!("{page}/handout"),
            format!("/export/archetypes/{id}.md"),
            format!("/programmes/{programme}/archetypes"),
            format!("/programmes/{programme}/practices"),
            format!("/provenance/archetype/{id}"),
        ] {
            assert_eq!(ana.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(save(&mut ana, id, "0", "x").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
