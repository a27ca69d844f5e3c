//! Several at once, through the router: one result, and everybody is told which.

use app::{
    archetypes::api::{AddInput, CreateArchetype, SavePart},
    concepts::api::AddConcept,
    db::{Db, testing::each_engine},
    demo,
    judging::api::{Decide, SaveJudgement},
    knowledge::api::ShareNote,
    on,
    phases::api::MovePhase,
};
use axum::http::StatusCode;
use futures::future::join_all;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use crate::{
    judging::Scene,
    support::{Answer, Browser, TestApp},
};

const SEEN: StatusCode = StatusCode::SEE_OTHER;
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const PEOPLE: usize = 8;

/// A form that somebody is about to send: the page, the fields, and what they typed.
type Form = (&'static str, String, Vec<(String, String)>, String);

async fn send(browser: &mut Browser, (command, page, fields, _): &Form) -> Answer {
    let once = Uuid::new_v4().to_string();
    let mut all = vec![("_do", *command), ("_key", ""), ("_once", &once)];
    all.extend(fields.iter().map(|(name, value)| (&**name, &**value)));
    browser.post_form(page, &all).await
}

async fn go_on(manager: &mut Browser, programme: &str, from: i64) -> Answer {
    let (from, to) = (from.to_string(), (from + 1).to_string());
    let once = Uuid::new_v4().to_string();
    let fields = [
        ("_do", MovePhase::PATH),
        ("_key", "on"),
        ("_once", &once),
        ("programme", programme),
        ("from", &from),
        ("to", &to),
        ("reason", "Ya hablamos"),
    ];
    manager.post_form(&format!("/programmes/{programme}/phase"), &fields).await
}

/// Everybody sends at the moment in which the manager goes on. What was acknowledged is there and
/// what was refused came too late: it comes back as typed, and there is nothing of it.
async fn while_going_on(
    scene: &Scene,
    phase: i64,
    form: impl AsyncFn(usize, &mut Browser) -> Form,
    there: impl AsyncFn(&str) -> bool,
) {
    let mut manager = scene.app.sign_in("manager").await;
    let mut writers = Vec::new();
    for index in 0..PEOPLE {
        let person = scene.app.demo.cast.people_central[index + 4];
        let mut browser = scene.app.as_person(person).await;
        let form = form(index, &mut browser).await;
        writers.push((browser, form));
    }
    let moving = tokio::spawn({
        let programme = scene.programme.clone();
        async move { go_on(&mut manager, &programme, phase).await }
    });
    let sent = writers.into_iter().map(|(mut browser, form)| {
        tokio::spawn(async move {
            let answer = send(&mut browser, &form).await;
            (answer, form, browser)
        })
    });
    let sent = join_all(sent).await;
    let moved = moving.await.expect("the manager");
    assert_eq!(moved.status, SEEN, "{}", moved.text);
    for sent in sent {
        let (answer, form, mut browser) = sent.expect("a writer");
        let (_, _, _, typed) = &form;
        match answer.status {
            SEEN => assert!(there(typed).await, "{typed} is lost"),
            REFUSED => {
                assert!(answer.text.contains(typed), "{typed} does not come back: {}", answer.text);
                assert!(answer.text.contains("is over"), "{}", answer.text);
                assert!(!there(typed).await, "{typed} was refused and is there");
            }
            other => panic!("{other}: {}", answer.text),
        }
        // Whoever comes now is too late.
        let late = send(&mut browser, &form).await;
        assert_eq!(late.status, REFUSED, "phase {phase}: {}", late.text);
    }
}

/// Whether a text stands on a page, as the manager reads it.
async fn shows(scene: &Scene, page: &str, text: &str) -> bool {
    scene.app.sign_in("manager").await.get(page).await.text.contains(text)
}

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

async fn begun(db: Db) -> Scene {
    let app = TestApp::on(db).await;
    let programme = app.demo.calendar.current.to_string();
    Scene { app, programme, concepts: Vec::new() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_note_while_the_programme_goes_on_is_there_or_comes_back() {
    each_engine(async |db: Db| {
        let scene = begun(db).await;
        let session = scene.app.demo.calendar.today.to_string();
        let room = format!("/sessions/{session}");
        let form = async |index: usize, _: &mut Browser| {
            let text = format!("Nota número {index} de ocho");
            let fields = owned(&[("session", &session), ("note", &text)]);
            (ShareNote::PATH, room.clone(), fields, text)
        };
        let there = async |text: &str| shows(&scene, &room, text).await;
        while_going_on(&scene, 1, form, there).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_concept_while_the_programme_goes_on_is_there_or_comes_back() {
    each_engine(async |db: Db| {
        let scene = begun(db).await;
        let session = scene.app.demo.calendar.today.to_string();
        let room = format!("/sessions/{session}");
        let mut ana = scene.app.sign_in("employee").await;
        let fields = [("session", &*session), ("note", "Doy números")];
        let shared = ana.submit::<ShareNote>(&room, &fields).await;
        let note = shared.location().split("#note-").nth(1).expect("a note").to_owned();
        let mut manager = scene.app.sign_in("manager").await;
        go_on(&mut manager, &scene.programme, 1).await.done();
        let list = scene.page("concepts");
        let form = async |index: usize, _: &mut Browser| {
            let title = format!("Concepto número {index}");
            let fields = owned(&[
                ("programme", &scene.programme),
                ("title", &title),
                ("statement", &title),
                ("method", "induction"),
                ("sources[]", &note),
            ]);
            (AddConcept::PATH, format!("{list}/new"), fields, title)
        };
        let there = async |text: &str| shows(&scene, &list, text).await;
        while_going_on(&scene, 2, form, there).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_score_while_the_programme_goes_on_is_there_or_comes_back() {
    each_engine(async |db: Db| {
        let scene = judged(db).await;
        let page = format!("{}?concept=1", scene.page("judging"));
        let form = async |index: usize, browser: &mut Browser| {
            let form = browser.get(&page).await;
            let criterion = form.names("c-").remove(0);
            let value = format!("{}", 123_450 + index);
            let mut fields = owned(&[("programme", &scene.programme), (&criterion, &value)]);
            for name in ["round", "concept"] {
                fields.push((name.to_owned(), form.value(name)));
            }
            (SaveJudgement::PATH, page.clone(), fields, value)
        };
        let there = async |value: &str| {
            const COUNT: &str = "SELECT COUNT(*) FROM judgements WHERE value = $1";
            let value = 100 * value.parse::<i64>().expect("a number");
            let mut tx = scene.app.services.db.read().await.expect("a transaction");
            let count = async {
                let count: i64 =
                    on!(tx, c => sqlx::query_scalar(COUNT).bind(value).fetch_one(c).await?);
                Ok::<_, app::error::Error>(count)
            };
            count.await.expect("a count") == 1
        };
        while_going_on(&scene, 3, form, there).await;
    })
    .await;
}

/// A programme in phase 3 with an open round.
async fn judged(db: Db) -> Scene {
    let mut scene = begun(db).await;
    let app = &scene.app;
    let (cast, now) = (&app.demo.cast, app.services.clock.now());
    let programme = app.demo.calendar.current;
    let mut tx = app.services.db.write().await.expect("a transaction");
    let concepts = demo::ready_to_judge(&mut tx, cast, programme, now).await.expect("concepts");
    tx.commit().await.expect("a commit");
    scene.concepts = concepts;
    scene.open_round().await;
    scene
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_addition_while_the_programme_goes_on_is_there_or_comes_back() {
    each_engine(async |db: Db| {
        let scene = begun(db).await;
        let (mut manager, one) = archetype(&scene).await;
        let id = one.rsplit('/').next().expect("an id").to_owned();
        let form = async |index: usize, _: &mut Browser| {
            let text = format!("Aporte número {index}");
            let fields = owned(&[("id", &id), ("part", "risks"), ("input", &text)]);
            (AddInput::PATH, one.clone(), fields, text)
        };
        assert_eq!(manager.get(&one).await.status, StatusCode::OK);
        let there = async |text: &str| shows(&scene, &one, text).await;
        while_going_on(&scene, 4, form, there).await;
    })
    .await;
}

/// A programme in phase 4 with an archetype: the manager, and its page.
async fn archetype(scene: &Scene) -> (Browser, String) {
    let mut manager = scene.app.sign_in("manager").await;
    for phase in 1..4 {
        go_on(&mut manager, &scene.programme, phase).await.done();
    }
    let fields = [("programme", &*scene.programme), ("name", "Cola")];
    let one = manager.submit::<CreateArchetype>(&scene.page("archetypes"), &fields).await.done();
    (manager, one)
}

/// Eight write in one section on top of the same text: one is saved, and the others read what it
/// says now beside what they wrote.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_eight_in_one_section_one_is_saved_and_all_are_told() {
    each_engine(async |db: Db| {
        let scene = begun(db).await;
        let (_, one) = archetype(&scene).await;
        let id = one.rsplit('/').next().expect("an id").to_owned();
        let edit = format!("{one}/edit/steps");
        let mut writers = Vec::new();
        for index in 0..PEOPLE {
            let person = scene.app.demo.cast.people_central[index + 4];
            let mut browser = scene.app.as_person(person).await;
            let text = format!("Texto número {index}");
            let (id, edit) = (id.clone(), edit.clone());
            writers.push(tokio::spawn(async move {
                let fields = [("id", &*id), ("part", "steps"), ("revision", "0"), ("text", &*text)];
                (browser.submit::<SavePart>(&edit, &fields).await, text.clone())
            }));
        }
        let (mut saved, mut told) = (Vec::new(), Vec::new());
        for writer in join_all(writers).await {
            let (answer, text) = writer.expect("a writer");
            match answer.status {
                SEEN => saved.push(text),
                StatusCode::CONFLICT => told.push((answer.text, text)),
                other => panic!("{other}: {}", answer.text),
            }
        }
        assert_eq!((saved.len(), told.len()), (1, PEOPLE - 1));
        for (page, mine) in told {
            assert!(page.contains(&mine) && page.contains(&saved[0]), "{mine}: {page}");
        }
    })
    .await;
}

/// Two who lead decide at once: one decision, and the other reads that there is one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_decide_at_once_both_are_told() {
    each_engine(async |db: Db| {
        let scene = judged(db).await;
        for account in ["employee", "newhire", "instructor"] {
            scene.judge_all(account, ["900", "4"]).await;
        }
        scene.reveal().await;
        let concept = scene.concepts[0].to_string();
        let owner = scene.app.demo.cast.employee.to_string();
        let mut deciding = Vec::new();
        for (account, verdict) in [("manager", "accept"), ("hr", "aside")] {
            let mut browser = scene.app.sign_in(account).await;
            let (concept, owner) = (concept.clone(), owner.clone());
            let page = scene.page("decisions");
            deciding.push(tokio::spawn(async move {
                let reasons = format!("Porque sí, dice {account}");
                let once = Uuid::new_v4().to_string();
                let fields = [
                    ("_do", Decide::PATH),
                    ("_key", &*concept),
                    ("_once", &once),
                    ("concept", &concept),
                    ("revision", "1"),
                    ("after", "0"),
                    ("verdict", verdict),
                    ("options", "Todo o nada"),
                    ("reasons", &reasons),
                    ("owner", &owner),
                    ("review_on", "2026-06-01"),
                ];
                (browser.post_form(&page, &fields).await, reasons.clone())
            }));
        }
        let mut statuses = Vec::new();
        let mut kept = String::new();
        for decided in join_all(deciding).await {
            let (answer, reasons) = decided.expect("somebody decides");
            statuses.push(answer.status);
            if answer.status == REFUSED {
                assert!(answer.text.contains("has decided about this concept meanwhile"));
                assert!(answer.text.contains(&reasons), "{}", answer.text);
            } else {
                kept = reasons;
            }
        }
        statuses.sort();
        assert_eq!(statuses, [SEEN, REFUSED]);
        let page = scene.app.sign_in("employee").await.get(&scene.page("decisions")).await.text;
        assert_eq!(page.matches("Porque sí, dice").count(), 1, "{page}");
        assert!(page.contains(&kept));
    })
    .await;
}
