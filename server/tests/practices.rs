//! Spreading a release in browsers, and the way back as a note.

use app::{
    db::{Db, testing::each_engine},
    knowledge::api::ShareNote,
    mail::{self, Content},
    on,
    people::PersonId,
    practices::{
        PracticeId,
        api::{MovePractice, OfferPractice},
        store,
    },
};
use axum::http::StatusCode;
use sqlx::types::Json;

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
        // On the wall with which the next turn has begun, no longer on that of the last one.
        let room = format!("/sessions/{}", app.demo.calendar.today);
        let wall = manager.get(&room).await;
        assert!(wall.text.contains("En el sur se señala con el dedo."), "{}", wall.text);
        let last = manager.get(&format!("/sessions/{}", app.demo.calendar.of_2022[4])).await;
        assert!(!last.text.contains("En el sur se señala"), "{}", last.text);
        let way = manager.get(&format!("/provenance/practice/{id}")).await;
        assert!(
            way.text.contains("<svg") && way.text.contains("En el sur se señala"),
            "{}",
            way.text
        );

        // What of it stays open stands on the page of the turn that follows.
        let next = manager.get(&format!("/programmes/{}", app.demo.calendar.current)).await;
        assert!(next.text.contains("Carried over") && next.text.contains("Doble control"));
        // And in the room in which that turn begins, for whoever may see it, until the phase is over.
        let begins = manager.get(&room).await;
        let (carried, wall) = begins.text.split_once("id=\"wall\"").expect("the wall");
        assert!(carried.contains("Carried over") && carried.contains("Doble control"), "{carried}");
        // What was adapted after the turn began is not part of what was carried.
        assert!(!carried.contains("En el sur se") && wall.contains("En el sur se"), "{carried}");
        let mut tx = app.services.db.write().await.expect("a transaction");
        let current = app.demo.calendar.current;
        app::phases::store::set_phase(&mut tx, current, 1, 2).await.expect("a move");
        tx.commit().await.expect("a commit");
        assert!(!manager.get(&room).await.text.contains("Carried over"));
    })
    .await;
}

/// Offered once more to the north: whoever leads it finds it on the page of the day, and answers.
#[tokio::test]
async fn an_offer_reaches_whoever_leads_the_branch() {
    let app = TestApp::start().await;
    let mut tx = app.services.db.read().await.expect("a transaction");
    let board = store::board(&mut tx, app.demo.calendar.reports).await.expect("the board");
    drop(tx);
    let north = board.iter().find(|p| p.branch_id == Some(app.demo.cast.north)).expect("one");
    let (id, page) = (north.id.to_string(), format!("/practices/{}", north.id));
    let step = |revision: i64, to: &'static str| {
        vec![
            ("id", id.clone()),
            ("revision", revision.to_string()),
            ("to", to.to_owned()),
            ("moved_on", "2026-03-04".to_owned()),
            ("reason", "Con otra gente".to_owned()),
            ("evidence", String::new()),
            ("note", String::new()),
        ]
    };
    mail::written::set_up(&app.services.db).await;
    let mut manager = app.sign_in("manager").await;
    let mut leads = app.sign_in("manager2").await;
    const WAITS: &str = "Practices offered to your branch";
    assert!(!leads.get("/").await.text.contains(WAITS));
    for (revision, to) in [(north.revision, "declined"), (north.revision + 1, "offered")] {
        let fields = step(revision, to);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let moved = manager.submit::<MovePractice>(&page, &fields).await;
        assert_eq!(moved.status, SEEN, "{}", moved.text);
    }
    let today = leads.get("/").await;
    assert!(today.text.contains(WAITS) && today.text.contains(&page), "{}", today.text);
    assert!(today.text.contains("Say whether you try it."));
    // And a letter, to nobody else.
    let waiting = letters(&app).await;
    let [(person, letter)] = &waiting[..] else { panic!("one letter: {waiting:?}") };
    assert_eq!(*person, app.demo.cast.manager_north);
    assert!(letter.contains("Práctica ofrecida a Sede Norte: Doble control"), "{letter}");
    assert!(letter.contains("Con otra gente") && letter.contains(&page), "{letter}");
    // Not on the page of those who lead elsewhere.
    assert!(!manager.get("/").await.text.contains(WAITS));
    let fields = step(north.revision + 2, "in-trial");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answered = leads.submit::<MovePractice>(&page, &fields).await;
    assert_eq!(answered.status, SEEN, "{}", answered.text);
    let today = leads.get("/").await;
    assert!(today.text.contains("say what came of it"), "{}", today.text);
    // What is answered is not written about any more.
    assert!(letters(&app).await.is_empty());
}

/// The letters that wait, and to whom they go.
async fn letters(app: &TestApp) -> Vec<(PersonId, String)> {
    const WAITING: &str = "SELECT person_id, content FROM letters WHERE state = 'waiting'";
    let mut tx = app.services.db.read().await.expect("a transaction");
    let found: Vec<(PersonId, Json<Content>)> =
        on!(tx, c => sqlx::query_as(WAITING).fetch_all(c).await.expect("letters"));
    found.into_iter().map(|(person, content)| (person, format!("{:?}", content.0))).collect()
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

/// The addresses of a kind that a page leads to.
fn leads(text: &str, to: &str) -> Vec<String> {
    let start = format!("href=\"{to}");
    let mut all: Vec<String> = (text.split(&start).skip(1))
        .filter_map(|rest| rest.split(['"', '#', '?']).next())
        .map(|rest| format!("{to}{rest}"))
        .collect();
    all.sort();
    all.dedup();
    all
}

/// Whoever leads the branch to which a practice came is not of its programme, and follows it back
/// to what was said: to read, and no more.
#[tokio::test]
async fn a_branch_follows_its_practice_back() {
    const DRAFT: &str = "UPDATE archetype_parts SET html = '<p>Borrador nuevo</p>'";
    const REWORK: &str = "UPDATE concepts SET state = 'rework' WHERE state = 'accepted'";
    const EDITED: &str = "UPDATE concepts SET revision = revision + 1 WHERE state = 'accepted'";
    const ELSEWHERE: &str = "UPDATE practices SET branch_id = $1, target_key = 'x' || target_key \
                             WHERE branch_id = $2";
    const NOTES: &str =
        "SELECT id FROM notes WHERE id NOT IN (SELECT note_id FROM concept_sources)";
    // A long story: boxed, or the stack of a test would be too small for it.
    each_engine(|db: Db| Box::pin(async move {
        let app = TestApp::on(db).await;
        let programme = app.demo.calendar.reports;
        let mut tx = app.services.db.read().await.expect("a transaction");
        let board = store::board(&mut tx, programme).await.expect("the board");
        drop(tx);
        let north = board.iter().find(|p| p.branch_id == Some(app.demo.cast.north)).expect("one");
        let mut leader = app.sign_in("manager2").await;
        assert_eq!(leader.get(&format!("/programmes/{programme}")).await.status, 404);
        let way = leader.get(&format!("/provenance/practice/{}", north.id)).await;
        let archetype = leads(&way.text, "/archetypes/").remove(0);
        let concepts = leads(&way.text, "/concepts/");
        let notes = leads(&way.text, "/knowledge/");
        assert_eq!((concepts.len(), notes.len() > 2), (2, true), "{}", way.text);
        // The two that one of them was made of were not accepted themselves.
        assert_eq!(way.text.matches("A concept that you do not see").count() % 2, 0);
        assert!(!way.text.contains("A note of a session that you do not see"), "{}", way.text);
        assert!(!way.text.contains("A decision that you do not see"));

        let mut tx = app.services.db.write().await.expect("a transaction");
        on!(tx, c => sqlx::query(DRAFT).execute(c).await.map(drop).expect("changed"));
        on!(tx, c => sqlx::query(EDITED).execute(c).await.map(drop).expect("changed"));
        tx.commit().await.expect("kept");
        let release = leader.get(&archetype).await;
        assert!(release.text.contains("a practice that you see came of it"), "{}", release.text);
        assert!(!release.text.contains("Borrador nuevo"), "{}", release.text);
        assert!(release.text.contains("Made on an older text"), "{}", release.text);
        assert_eq!(leads(&release.text, "/concepts/"), concepts);
        assert!(leads(&release.text, "/programmes").len() < 2, "{}", release.text);
        let concept = leader.get(&concepts[0]).await;
        assert!(concept.text.contains("id=\"decisions\""), "{}", concept.text);
        assert!(concept.text.contains("Made on an older text"), "{}", concept.text);
        let note = leader.get(&notes[0]).await;
        assert!(note.text.contains("came of it") && note.text.contains("/provenance/note/"));
        let mut refused = vec![
            format!("{archetype}/versions/1"),
            format!("{archetype}/edit"),
            format!("{archetype}/handout"),
            format!("{archetype}/handout?version=1"),
            format!("{archetype}/changes?from=1"),
            format!("{}/edit", concepts[0]),
            format!("{}/versions/1", concepts[0]),
            format!("{}/edit", notes[0]),
        ];
        for (kind, path) in
            [("archetype", &archetype), ("concept", &concepts[0]), ("note", &notes[0])]
        {
            let id = path.rsplit('/').next().expect("an id");
            refused.push(format!("/comment/{kind}/{id}"));
            refused.push(format!("/reviews/{kind}/{id}"));
        }
        for page in &refused {
            assert_eq!(leader.get(page).await.status, 404, "{page}");
        }
        // Nothing there sends anything, and no session is open to them.
        for page in [&release, &concept, &note] {
            assert!(leads(&page.text, "/sessions/").is_empty(), "{}", page.text);
            let own = page.text.split("<main").nth(1).expect("a page");
            assert!(!own.contains("method=\"post\""), "{own}");
        }
        for page in [format!("{archetype}/handout?version=2"), format!("{archetype}/versions/2")] {
            assert_eq!(leader.get(&page).await.status, 200, "{page}");
        }
        let mut tx = app.services.db.read().await.expect("a transaction");
        let others: Vec<uuid::Uuid> =
            on!(tx, c => sqlx::query_scalar(NOTES).fetch_all(c).await.expect("notes"));
        drop(tx);
        let mut closed = 0;
        for id in others {
            let path = format!("/knowledge/{id}");
            closed += usize::from(leader.get(&path).await.status == 404);
        }
        assert!(closed > 0, "every other note is open");

        // What is not accepted any more is closed, with its notes.
        let mut tx = app.services.db.write().await.expect("a transaction");
        on!(tx, c => sqlx::query(REWORK).execute(c).await.map(drop).expect("changed"));
        tx.commit().await.expect("kept");
        assert_eq!(leader.get(&concepts[0]).await.status, 404);
        assert_eq!(leader.get(&archetype).await.status, 200);
        let handout = leader.get(&format!("{archetype}/handout?version=2")).await;
        assert!(!handout.text.contains("Made of"), "{}", handout.text);

        // And what came to another branch leads nobody here anywhere.
        let mut tx = app.services.db.write().await.expect("a transaction");
        let (to, from) = (app.demo.cast.central, app.demo.cast.north);
        on!(tx, c => sqlx::query(ELSEWHERE).bind(to).bind(from).execute(c).await.map(drop).expect("changed"));
        tx.commit().await.expect("kept");
        for page in concepts.iter().chain(&notes).chain([&archetype]) {
            assert_eq!(leader.get(page).await.status, 404, "{page}");
        }
    }))
    .await;
}
