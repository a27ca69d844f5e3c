//! The knowledge of a programme out in one browser and into another programme in the next.

use app::{
    book::api::CarryIn,
    db::{Db, testing::each_engine},
    people::BranchId,
    programmes::{self, Framework, Programme, ProgrammeId, ProgrammeState, Stage},
};
use axum::http::StatusCode;

use crate::support::{Browser, TestApp};

const SEEN: StatusCode = StatusCode::SEE_OTHER;

/// A programme of five phases in which nothing was done yet.
async fn empty(app: &TestApp, branch: Option<BranchId>) -> ProgrammeId {
    let programme = Programme {
        id: ProgrammeId::new(),
        name: "Otra vuelta".into(),
        framework: Framework::Phases,
        problem: "Lo mismo en otra sede".into(),
        branch_id: branch,
        start_on: "2026-03-10".parse().expect("a day"),
        rhythm_days: 7,
        starts_at_minute: 540,
        minutes: 90,
        phase: 1,
        state: ProgrammeState::Active,
        state_reason: String::new(),
        copied_from: None,
        job_training: None,
        revision: 1,
    };
    let stages: Vec<Stage> = (1..=5).map(|number| Stage { number, name: String::new() }).collect();
    let mut tx = app.services.db.write().await.expect("a transaction");
    let (by, now) = (app.demo.cast.manager, app.services.clock.now());
    programmes::store::add(&mut tx, &programme, &stages, by, now).await.expect("a programme");
    tx.commit().await.expect("a commit");
    programme.id
}

/// The place of the hidden field `seen` of a preview.
fn seen(page: &str) -> String {
    let after = page.split("name=\"seen\" value=\"").nth(1).expect("a preview with its form");
    after.split('"').next().unwrap_or_default().to_owned()
}

async fn sent(browser: &mut Browser, into: ProgrammeId, file: &[u8]) -> String {
    let page = format!("/programmes/{into}/carry-in");
    let answer = browser.post_file(&page, "knowledge.zip", file).await;
    assert_eq!(answer.status, SEEN, "{}", answer.text);
    answer.location().to_owned()
}

#[tokio::test]
async fn knowledge_goes_out_and_in_again() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let from = app.demo.calendar.reports;
        let into = empty(&app, None).await;
        let mut manager = app.sign_in("manager").await;
        let page = manager.get(&format!("/programmes/{from}")).await;
        let address = format!("/export/programmes/{from}.zip");
        assert!(page.text.contains(&address), "{}", page.text);
        let file = manager.file(&address).await;
        assert_eq!(&file[..2], b"PK");

        let page = manager.get(&format!("/programmes/{into}")).await;
        assert!(page.text.contains(&format!("/programmes/{into}/carry-in")), "{}", page.text);
        let preview = sent(&mut manager, into, &file).await;
        let page = manager.get(&preview).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("2 unnamed"), "{}", page.text);
        let key = preview.rsplit('/').next().expect("an id").to_owned();
        let (into_text, seen) = (into.to_string(), seen(&page.text));
        let fields = [("programme", into_text.as_str()), ("id", &key), ("seen", &seen)];

        // What was looked at is what is done, and once.
        let other = [("programme", into_text.as_str()), ("id", &key), ("seen", "0")];
        let refused = manager.submit::<CarryIn>(&preview, &other).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let once = uuid::Uuid::new_v4();
        let done = manager.submit_once::<CarryIn>(&preview, once, &fields).await;
        assert_eq!(done.status, SEEN, "{}", done.text);
        let twice = manager.submit_once::<CarryIn>(&preview, once, &fields).await;
        assert_eq!(twice.location(), done.location());

        let concepts = manager.get(&format!("/programmes/{into}/concepts")).await;
        assert!(concepts.text.contains("La bandeja es un semáforo"), "{}", concepts.text);
        let notes = manager.get(&format!("/knowledge?programme={into}")).await;
        assert!(notes.text.contains("audiometría"), "{}", notes.text);
        let page = manager.get(&format!("/programmes/{into}")).await;
        assert!(page.text.contains("Carried knowledge in"), "{}", page.text);
        let late = sent(&mut manager, into, &file).await;
        let page = manager.get(&late).await;
        assert!(page.text.contains("carried into an empty one"), "{}", page.text);
    })
    .await;
}

#[tokio::test]
async fn only_those_who_lead_carry_in_and_files_are_their_own() {
    let app = TestApp::start().await;
    let from = app.demo.calendar.reports;
    let into = empty(&app, Some(app.demo.cast.central)).await;
    let address = format!("/export/programmes/{from}.zip");
    let page = format!("/programmes/{into}/carry-in");
    let mut manager = app.sign_in("manager").await;
    let file = manager.file(&address).await;
    let preview = sent(&mut manager, into, &file).await;
    for (account, out) in [
        ("employee", StatusCode::FORBIDDEN),
        ("instructor", StatusCode::OK),
        ("instructor2", StatusCode::FORBIDDEN),
        ("hr", StatusCode::OK),
        ("admin", StatusCode::OK),
    ] {
        let mut browser = app.sign_in(account).await;
        assert_eq!(browser.open(&address).await.status(), out, "{account}");
        let leads = matches!(account, "hr" | "admin");
        let form = browser.get(&page).await.status;
        assert_eq!(form == StatusCode::OK, leads, "{account}: {form}");
        // A file is for whoever sent it.
        assert_ne!(browser.get(&preview).await.status, StatusCode::OK, "{account}");
        let key = preview.rsplit('/').next().expect("an id").to_owned();
        let fields = [("programme", into.to_string()), ("id", key), ("seen", String::new())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = browser.submit::<CarryIn>(&preview, &fields).await;
        assert_ne!(refused.status, SEEN, "{account}");
    }
    let mut nobody = app.browser();
    assert_eq!(nobody.open(&address).await.status(), SEEN);
    let gone = format!("/export/programmes/{}.zip", ProgrammeId::new());
    assert_eq!(manager.open(&gone).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_wrong_file_is_told_with_its_line() {
    let app = TestApp::start().await;
    let into = empty(&app, None).await;
    let mut manager = app.sign_in("manager").await;
    let preview = sent(&mut manager, into, b"name,email\nAna,a@x.pe\n").await;
    let page = manager.get(&preview).await;
    assert!(page.text.contains("This is no .zip file"), "{}", page.text);
    let files = [
        ("programme.md".to_owned(), "+++\nespiral = 1\nname = \"X\"\n+++\n".to_owned()),
        ("notes/1.md".to_owned(), "+++\nsession = \"sessions/<b>\"\n+++\n".to_owned()),
    ];
    let packed = app::book::pack::pack(&files, &[]).expect("a zip");
    let preview = sent(&mut manager, into, &packed).await;
    let page = manager.get(&preview).await;
    assert!(page.text.contains("notes/1.md") && page.text.contains("line 2"), "{}", page.text);
    assert!(!page.text.contains("name=\"seen\""), "{}", page.text);
}
