//! Knowledge that stays alive: earlier texts, links, comments, verifications, owners, retiring.

use app::{
    archetypes,
    comments::api::{
        AddComment, DeleteComment, EditComment, ReadMention, ReplyComment, TurnComment,
    },
    concepts::{
        self,
        api::{RestoreConcept, SaveConcept},
    },
    db::{Db, testing::each_engine},
    execute,
    knowledge::api::{EditNote, RestoreNote, ShareNote},
    reviews::api::{EndThing, KeepThing, ReviewThing, UndoEnding, VerifyText},
};
use axum::http::StatusCode;

use crate::support::{Browser, TestApp};

const SEEN: StatusCode = StatusCode::SEE_OTHER;
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const FORBIDDEN: StatusCode = StatusCode::FORBIDDEN;
const NOT_FOUND: StatusCode = StatusCode::NOT_FOUND;

/// An accepted concept of the programme of 2022.
async fn accepted(app: &TestApp) -> String {
    let mut tx = app.services.db.read().await.expect("a transaction");
    let found = archetypes::store::accepted(&mut tx, app.demo.calendar.reports).await;
    let found = found.expect("concepts");
    let aloud = found.iter().find(|source| source.title.starts_with("Leer en voz alta"));
    aloud.expect("the concept").id.to_string()
}

async fn archetype(app: &TestApp) -> String {
    let mut tx = app.services.db.read().await.expect("a transaction");
    let found = archetypes::store::list(&mut tx, app.demo.calendar.reports).await;
    found.expect("archetypes")[0].id.to_string()
}

/// The programme of 2022 in the phase of concepts again, so that its texts can be changed.
async fn in_phase_two(app: &TestApp) {
    const MOVE: &str = "UPDATE programmes SET phase = 2 WHERE id = $1";
    let mut tx = app.services.db.write().await.expect("a transaction");
    let moved = async {
        execute!(tx, sqlx::query(MOVE).bind(app.demo.calendar.reports));
        tx.commit().await
    };
    moved.await.expect("a move");
}

async fn save(browser: &mut Browser, app: &TestApp, id: &str, revision: &str, text: &str) {
    let concept: concepts::ConceptId = id.parse().expect("an id");
    let mut tx = app.services.db.read().await.expect("a transaction");
    let sources = concepts::store::sources(&mut tx, concept).await.expect("notes");
    let authors = concepts::store::authors(&mut tx, concept).await.expect("authors");
    drop(tx);
    let (source, author) = (sources[0].to_string(), authors[0].id.to_string());
    let fields = [
        ("id", id),
        ("revision", revision),
        ("title", "Leer en voz alta antes de guardar"),
        ("statement", text),
        ("method", "induction"),
        ("sources[]", source.as_str()),
        ("authors[]", author.as_str()),
    ];
    let saved = browser.submit::<SaveConcept>(&format!("/concepts/{id}/edit"), &fields).await;
    assert_eq!(saved.status, SEEN, "{}", saved.text);
}

#[tokio::test]
async fn an_earlier_text_comes_back_and_a_late_one_shows_both() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = accepted(&app).await;
        let mut manager = app.sign_in("manager").await;
        let first = format!("/concepts/{id}/versions/1");
        let now = manager.get(&first).await;
        assert!(now.text.contains("This is the text as it reads now"), "{}", now.text);
        in_phase_two(&app).await;
        save(&mut manager, &app, &id, "1", "Otro texto, con [[Doble control de informes]]").await;
        let earlier = manager.get(&first).await;
        assert!(earlier.text.contains("<del>") && earlier.text.contains("Restore revision 1"));

        // Somebody saves while the page is open.
        save(&mut manager, &app, &id, "2", "Un tercer texto").await;
        let of = [("id", id.as_str()), ("revision", "2"), ("of", "1")];
        let late = manager.submit::<RestoreConcept>(&first, &of).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text.contains("Somebody saved a newer text meanwhile"), "{}", late.text);
        assert!(late.text.contains("Un tercer texto") && late.text.contains("cinco segundos"));
        assert!(late.text.contains("name=\"revision\" value=\"3\""));

        let of = [("id", id.as_str()), ("revision", "3"), ("of", "1")];
        // Neither an author nor one of those who run the programme.
        let mut reader = app.as_person(app.demo.cast.people_central[11]).await;
        assert_eq!(reader.submit::<RestoreConcept>(&first, &of).await.status, FORBIDDEN);
        let restored = manager.submit::<RestoreConcept>(&first, &of).await;
        assert_eq!(restored.status, SEEN, "{}", restored.text);
        let page = manager.get(&format!("/concepts/{id}")).await;
        assert!(page.text.contains("Revision 4") && page.text.contains("Revision 2"));
        assert!(page.text.contains("Toma unos cinco segundos."));
        // The verification was for the first text, and these are the fourth's words.
        assert!(page.text.contains("Verified on an older text (revision 1)"), "{}", page.text);
        assert_eq!(manager.get(&format!("/concepts/{id}/versions/9")).await.status, NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_a_note_said_before_is_for_its_author() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let room = app.demo.calendar.today.to_string();
        let mut ana = app.sign_in("employee").await;
        let page = format!("/sessions/{room}");
        let shared = [("session", room.as_str()), ("note", "Lo dijo el doctor Ruiz")];
        let shared = ana.submit::<ShareNote>(&page, &shared).await;
        let id = shared.location().split("#note-").nth(1).expect("a note").to_owned();
        let edit = format!("/knowledge/{id}/edit");
        let fields = [
            ("id", id.as_str()),
            ("revision", "1"),
            ("note", "Lo dijo un doctor. Ver [[la bandeja ES un semaforo]] y [[Nada]]."),
            ("back", ""),
        ];
        assert_eq!(ana.submit::<EditNote>(&edit, &fields).await.status, SEEN);
        let page = format!("/knowledge/{id}");
        let own = ana.get(&page).await;
        assert!(own.text.contains("Earlier texts, shown to you alone"), "{}", own.text);
        assert!(own.text.contains("<del>Ruiz</del>") || own.text.contains("Ruiz"));
        assert!(own.text.contains("nothing that you can see has this title"));
        assert!(own.text.contains(">la bandeja ES un semaforo</a>"));
        let mut manager = app.sign_in("manager").await;
        let others = manager.get(&page).await;
        assert_eq!(others.status, StatusCode::OK);
        assert!(!others.text.contains("Ruiz") && !others.text.contains("Earlier texts"));
        let before = format!("{page}/versions/1");
        assert_eq!(manager.get(&before).await.status, NOT_FOUND);
        let of = [("id", id.as_str()), ("revision", "2"), ("of", "1")];
        assert_eq!(manager.submit::<RestoreNote>(&before, &of).await.status, NOT_FOUND);
        assert_eq!(ana.submit::<RestoreNote>(&before, &of).await.status, SEEN);
        assert!(ana.get(&page).await.text.contains("Lo dijo el doctor Ruiz"));
    })
    .await;
}

#[tokio::test]
async fn a_comment_stands_on_its_passage_and_calls_whom_it_may() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = accepted(&app).await;
        let mut ana = app.sign_in("employee").await;
        let page = format!("/concepts/{id}");
        let shown = ana.get(&page).await;
        // Each passage has its link, and what was said stands there.
        assert!(shown.text.contains(&format!("/comment/concept/{id}?passage=1")), "{}", shown.text);
        assert!(shown.text.contains("2 comments"));
        let form = format!("/comment/concept/{id}?passage=2");
        let asked = ana.get(&form).await;
        assert!(asked.text.contains("No necesita ningún sistema nuevo."), "{}", asked.text);

        let quote = "No necesita ningún sistema nuevo.";
        let about = [("kind", "concept"), ("id", id.as_str()), ("part", "")];
        let say = |quote, body| {
            let mut fields = about.to_vec();
            fields.extend([("quote", quote), ("body", body)]);
            fields
        };
        let empty = ana.submit::<AddComment>(&form, &say(quote, " ")).await;
        assert_eq!(empty.status, REFUSED);
        // A passage that does not stand there is chosen again, and the words are kept.
        let gone = ana.submit::<AddComment>(&form, &say("Nunca dicho", "Mi comentario")).await;
        assert_eq!(gone.status, REFUSED);
        assert!(gone.text.contains("Mi comentario") && gone.text.contains("Which passage"));

        // The manager of the north sees nothing of this programme but what came to her branch.
        let body = "@Diego Rojas León mira <b>esto</b>, y @nadie en particular";
        let said = ana.submit::<AddComment>(&form, &say(quote, body)).await;
        assert_eq!(said.status, SEEN, "{}", said.text);
        let comment = said.location().split("#comment-").nth(1).expect("a comment").to_owned();
        let shown = ana.get(&page).await;
        assert!(shown.text.contains("&lt;b&gt;esto"), "{}", shown.text);

        // An answer, a resolution, and what others may not.
        let mut manager = app.sign_in("manager").await;
        let mut other = app.as_person(app.demo.cast.people_central[11]).await;
        let answer = [("thread", comment.as_str()), ("body", "De acuerdo")];
        assert_eq!(manager.submit::<ReplyComment>(&page, &answer).await.status, SEEN);
        let words = [("id", comment.as_str()), ("revision", "1"), ("body", "Mío")];
        let edit = format!("/comments/{comment}/edit");
        assert_eq!(other.get(&edit).await.status, FORBIDDEN);
        assert_eq!(other.submit::<EditComment>(&edit, &words).await.status, FORBIDDEN);
        let gone = [("id", comment.as_str())];
        assert_eq!(other.submit::<DeleteComment>(&page, &gone).await.status, FORBIDDEN);
        let turn = [("id", comment.as_str()), ("resolved", "on")];
        assert_eq!(other.submit::<TurnComment>(&page, &turn).await.status, FORBIDDEN);
        assert_eq!(manager.submit::<TurnComment>(&page, &turn).await.status, SEEN);
        assert!(ana.get(&page).await.text.contains("1 resolved"));
        let words = [("id", comment.as_str()), ("revision", "1"), ("body", "Cambiado")];
        assert_eq!(ana.submit::<EditComment>(&edit, &words).await.status, SEEN);
        assert_eq!(ana.submit::<EditComment>(&edit, &words).await.status, StatusCode::CONFLICT);
        assert_eq!(ana.submit::<DeleteComment>(&page, &gone).await.status, SEEN);
        assert!(ana.get(&page).await.text.contains("This comment was taken back."));
    })
    .await;
}

#[tokio::test]
async fn who_is_mentioned_reads_it_once() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = accepted(&app).await;
        let mut ana = app.sign_in("employee").await;
        let today = ana.get("/").await;
        assert!(today.text.contains("You are mentioned"), "{}", today.text);
        assert!(ana.get("/me").await.text.contains("Where you are mentioned"));
        let begin = today.text.find("name=\"id\" value=\"").expect("the comment") + 17;
        let comment = today.text[begin..begin + 36].to_owned();
        let read = ana.submit::<ReadMention>("/", &[("id", &comment)]).await;
        assert!(read.location().contains(&format!("/concepts/{id}")), "{}", read.location());
        assert!(!ana.get("/").await.text.contains("You are mentioned"));

        // Whoever may not see the thing cannot be called there; the words are kept.
        let mut manager = app.sign_in("manager").await;
        let form = format!("/comment/concept/{id}");
        let outsider = outsider(&app).await;
        let body = format!("@{outsider}, mira esto");
        let fields =
            [("kind", "concept"), ("id", id.as_str()), ("quote", ""), ("body", body.as_str())];
        let refused = manager.submit::<AddComment>(&form, &fields).await;
        assert_eq!(refused.status, REFUSED);
        assert!(refused.text.contains("may not see this"), "{}", refused.text);
        assert!(refused.text.contains("mira esto"));
        // Looking for somebody shows those who may see it, and keeps what was typed.
        let search = [
            fields[0],
            fields[1],
            fields[2],
            ("body", "Hola"),
            ("who", "torres"),
            ("press", "find"),
        ];
        let found = manager.submit::<AddComment>(&form, &search).await;
        assert_eq!(found.status, StatusCode::OK);
        assert!(found.text.contains("Ana Torres Vega") && found.text.contains("Hola"));
    })
    .await;
}

/// The name of somebody who takes no part in the programme of 2022 and has no role.
async fn outsider(app: &TestApp) -> String {
    const FIND: &str = "SELECT p.name FROM people p WHERE p.active AND p.branch_id = $1 \
        AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.person_id = p.id) \
        AND NOT EXISTS (SELECT 1 FROM attendance t JOIN sessions s ON s.id = t.session_id \
                        WHERE t.person_id = p.id AND s.programme_id = $2) \
        ORDER BY p.id LIMIT 1";
    let mut tx = app.services.db.read().await.expect("a transaction");
    let found: app::error::Result<String> = async {
        Ok(app::on!(tx, c => sqlx::query_scalar(FIND)
            .bind(app.demo.cast.south)
            .bind(app.demo.calendar.reports)
            .fetch_one(c)
            .await?))
    }
    .await;
    found.expect("somebody")
}

/// Role by operation: verify, name an owner, review, retire, undo.
#[tokio::test]
async fn what_each_may_do() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = accepted(&app).await;
        let page = format!("/reviews/concept/{id}");
        let about = [("kind", "concept"), ("id", id.as_str())];
        for (account, verifies, keeps) in [
            ("employee", false, false),
            ("newhire", false, false),
            // Looks after it in the demo.
            ("instructor", true, true),
            ("instructor2", true, false),
            ("manager", true, true),
            ("hr", true, true),
            ("admin", true, true),
        ] {
            let mut browser = app.sign_in(account).await;
            let with = |more: &[(&'static str, &'static str)]| {
                let mut fields = about.to_vec();
                fields.extend(more);
                fields
            };
            // Refused for what was typed, not for who typed it.
            let long: &'static str = Box::leak("x".repeat(2_001).into_boxed_str());
            let verified = browser
                .submit::<VerifyText>(&page, &with(&[("mark", "1"), ("remark", long)]))
                .await;
            let expected = |may: bool| if may { REFUSED } else { FORBIDDEN };
            assert_eq!(verified.status, expected(verifies), "{account} verifies");
            let kept = with(&[("revision", "1"), ("owner", ""), ("review_on", "2020-01-01")]);
            let kept = browser.submit::<KeepThing>(&page, &kept).await;
            assert_eq!(kept.status, expected(keeps), "{account} keeps");
            let review =
                with(&[("mark", "1"), ("revision", "1"), ("remark", ""), ("next_on", "x")]);
            let reviewed = browser.submit::<ReviewThing>(&page, &review).await;
            assert_eq!(reviewed.status, expected(keeps), "{account} reviews");
            let ended = browser.submit::<EndThing>(&page, &with(&[("reason", "")])).await;
            assert_eq!(ended.status, expected(keeps), "{account} ends");
            let undone = browser.submit::<UndoEnding>(&page, &with(&[])).await;
            let nothing = if keeps { StatusCode::CONFLICT } else { FORBIDDEN };
            assert_eq!(undone.status, nothing, "{account} undoes");
        }
        // Who sees nothing of the programme sees nothing of this either; notes are not kept so.
        let mut north = app.sign_in("manager").await;
        assert_eq!(north.get(&format!("/reviews/note/{id}")).await.status, NOT_FOUND);
        assert_eq!(north.get("/reviews/concept/x").await.status, NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_review_sets_the_next_day_and_what_is_retired_says_so() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let id = archetype(&app).await;
        let mut manager = app.sign_in("manager").await;
        let today = manager.get("/").await;
        assert!(today.text.contains("To review"), "{}", today.text);
        let list = manager.get("/knowledge/reviews?whose=mine").await;
        assert!(list.text.contains("Doble control de informes") && list.text.contains("Overdue"));
        let page = format!("/reviews/archetype/{id}");
        assert!(manager.get(&page).await.text.contains("Verified on an older text (version 1)"));
        let about = [("kind", "archetype"), ("id", id.as_str())];
        let review = [
            about[0],
            about[1],
            ("mark", "2"),
            ("revision", "1"),
            ("remark", "Sigue igual"),
            ("next_on", "2026-09-04"),
        ];
        let reviewed = manager.submit::<ReviewThing>(&page, &review).await;
        assert_eq!(reviewed.status, SEEN, "{}", reviewed.text);
        // A second review of the same page comes too late.
        let late = manager.submit::<ReviewThing>(&page, &review).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(!manager.get("/").await.text.contains("To review"));
        let verify = [about[0], about[1], ("mark", "2"), ("remark", "")];
        assert_eq!(manager.submit::<VerifyText>(&page, &verify).await.status, SEEN);
        let stale = [about[0], about[1], ("mark", "1"), ("remark", "")];
        assert_eq!(manager.submit::<VerifyText>(&page, &stale).await.status, StatusCode::CONFLICT);

        let end = [about[0], about[1], ("successor", ""), ("reason", "Cambió el sistema")];
        assert_eq!(manager.submit::<EndThing>(&page, &end).await.status, SEEN);
        let mut ana = app.sign_in("employee").await;
        let shown = ana.get(&format!("/archetypes/{id}")).await;
        assert!(shown.text.contains("This archetype is retired"), "{}", shown.text);
        assert!(shown.text.contains("Cambió el sistema"));
        let programme = app.demo.calendar.reports;
        let board = ana.get(&format!("/programmes/{programme}/practices")).await;
        assert!(board.text.contains("Retired"));
        let begin = board.text.find("/practices/").expect("a practice") + 11;
        let practice = &board.text[begin..begin + 36];
        let practice = ana.get(&format!("/practices/{practice}")).await;
        assert!(practice.text.contains("The archetype of this practice is retired"));
        let undo = manager.submit::<UndoEnding>(&page, &about).await;
        assert_eq!(undo.status, SEEN);
        assert!(!ana.get(&format!("/archetypes/{id}")).await.text.contains("is retired"));
        assert!(manager.get(&page).await.text.contains("Taken into use again"));
    })
    .await;
}
