//! Spreading a release in browsers, and the way back as a note.

use app::{
    db::{Db, testing::each_engine},
    knowledge::api::ShareNote,
    practices::{
        PracticeId,
        api::{MovePractice, OfferPractice},
        store,
    },
};
use axum::http::StatusCode;

use crate::support::TestApp;

const SEEN: StatusCode = StatusCode::SEE_OTHER;
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// The release of the demo as the form has it, and the practice at the southern branch.
async fn known(app: &TestApp) -> (String, PracticeId) {
    let mut tx = app.services.db.read().await.expect("a transaction");
    let programme = app.demo.calendar.reports;
    let release = store::releases(&mut tx, programme).await.expect("releases").remove(0);
    let board = store::board(&mut tx, programme).await.expect("the board");
    let at_south = board.iter().find(|p| p.branch_id == Some(app.demo.cast.south));
    (format!("{}:{}", release.archetype_id, release.number), at_south.expect("a practice").id)
}

#[tokio::test]
async fn an_offer_goes_out_once_with_a_reason() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let (release, _) = known(&app).await;
        let programme = app.demo.calendar.reports.to_string();
        let page = format!("/programmes/{programme}/practices");
        let mut manager = app.sign_in("manager").await;
        let board = manager.get(&page).await;
        assert!(board.text.contains("Minera Los Andes") && board.text.contains("Sede Norte"));
        let mut fields = vec![("programme", programme.as_str()), ("release", release.as_str())];
        fields.extend([
            ("target", "supplier"),
            ("name", ""),
            ("reason", ""),
            ("moved_on", "2026-03-04"),
        ]);
        let refused = manager.submit::<OfferPractice>(&page, &fields).await;
        assert_eq!(refused.status, REFUSED);
        assert!(
            refused.text.contains("Enter the name") && refused.text.contains("Give the reason")
        );
        fields[3].1 = "Laboratorio Luna";
        fields[4].1 = "Nos manda los resultados.";
        let offered = manager.submit::<OfferPractice>(&page, &fields).await;
        assert_eq!(offered.status, SEEN, "{}", offered.text);
        let again = manager.submit::<OfferPractice>(&page, &fields).await;
        assert_eq!(again.status, REFUSED);
        assert!(again.text.contains("was offered there already"));

        // Whoever only takes part does not offer.
        let mut ana = app.sign_in("employee").await;
        assert_eq!(ana.get(&page).await.status, StatusCode::OK);
        fields[3].1 = "Otro";
        let status = ana.submit::<OfferPractice>(&page, &fields).await.status;
        assert_eq!(status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn an_adaptation_comes_back_as_a_note() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let (_, id) = known(&app).await;
        let page = format!("/practices/{id}");
        let text = id.to_string();
        let mut manager = app.sign_in("manager").await;
        let mut fields = vec![("id", text.as_str()), ("revision", "2"), ("to", "adapted")];
        fields.extend([
            ("moved_on", "2026-03-04"),
            ("reason", "Con señas"),
            ("evidence", ""),
            ("note", ""),
        ]);
        let refused = manager.submit::<MovePractice>(&page, &fields).await;
        assert_eq!(refused.status, REFUSED);
        assert!(refused.text.contains("Say what shows it"), "{}", refused.text);
        assert!(
            refused.text.contains("Write what was changed") && refused.text.contains("Con señas")
        );
        fields[5].1 = "De 40 a 12 por 1000";
        fields[6].1 = "En el sur se señala con el dedo.";
        let moved = manager.submit::<MovePractice>(&page, &fields).await;
        assert_eq!(moved.status, SEEN, "{}", moved.text);
        let late = manager.submit::<MovePractice>(&page, &fields).await;
        assert_eq!(late.status, StatusCode::CONFLICT);

        let shown = manager.get(&page).await;
        assert!(shown.text.contains("De 40 a 12 por 1000") && shown.text.contains("/knowledge/"));
        let wall = manager.get(&format!("/sessions/{}", app.demo.calendar.of_2022[4])).await;
        assert!(wall.text.contains("En el sur se señala con el dedo."), "{}", wall.text);
        let way = manager.get(&format!("/provenance/practice/{id}")).await;
        assert!(
            way.text.contains("<svg") && way.text.contains("En el sur se señala"),
            "{}",
            way.text
        );

        // What of it stays open stands on the page of the turn that follows.
        let next = manager.get(&format!("/programmes/{}", app.demo.calendar.current)).await;
        assert!(next.text.contains("Carried over") && next.text.contains("Doble control"));
    })
    .await;
}

#[tokio::test]
async fn what_became_of_a_hidden_note_is_for_its_author() {
    const NOTE: &str = "SELECT id FROM notes WHERE body = $1";
    const LINK: &str = "INSERT INTO concept_sources (concept_id, note_id) VALUES ($1, $2)";
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let mut ana = app.sign_in("employee").await;
        let session = app.demo.calendar.today.to_string();
        let fields =
            [("session", session.as_str()), ("note", "Lo digo sin nombre"), ("name_hidden", "on")];
        let shared = ana.submit::<ShareNote>(&format!("/sessions/{session}"), &fields).await;
        assert_eq!(shared.status, SEEN, "{}", shared.text);
        assert!(ana.get("/me").await.text.contains("What became of what I shared"));

        let linked = async {
            let mut tx = app.services.db.write().await?;
            let accepted =
                app::archetypes::store::accepted(&mut tx, app.demo.calendar.reports).await?;
            let note: uuid::Uuid = app::on!(tx, c => sqlx::query_scalar(NOTE)
            .bind("Lo digo sin nombre")
            .fetch_one(c)
            .await?);
            app::execute!(tx, sqlx::query(LINK).bind(accepted[0].id).bind(note));
            tx.commit().await?;
            Ok::<_, app::error::Error>((accepted[0].id, accepted[0].title.clone()))
        };
        let (concept, title) = linked.await.expect("a link");
        let me = ana.get("/me").await;
        let became = me.text.split("id=\"became\"").nth(1).expect("the section");
        assert!(became.contains(&title) && became.contains("Sede Norte"), "{became}");

        // For everybody else the way begins with somebody.
        for account in ["manager", "hr", "admin", "instructor"] {
            let mut browser = app.sign_in(account).await;
            let way = browser.get(&format!("/provenance/concept/{concept}")).await;
            assert!(way.text.contains("Lo digo sin nombre"), "{account}");
            assert!(!way.text.contains("Ana Torres"), "{account}: {}", way.text);
        }
        let way = ana.get(&format!("/provenance/concept/{concept}")).await;
        assert!(way.text.contains("only you see your name"));
    })
    .await;
}
