//! Names and other single lines: of people and places, themes, criteria, practices, objections,
//! programmes and files.

use app::{
    judging::api::{AddDissent, Decide, SaveCriterion},
    knowledge::api::GroupNotes,
    people::{
        ImportId,
        api::{
            AddPerson,
            places::{AddBranch, AddListName},
        },
        store::imports,
    },
    practices::{api::OfferPractice, store},
    programmes::api::SaveProgramme,
};
use axum::http::StatusCode;
use leptos::server_fn::ServerFn;

use super::{assert_harmless, corpus, cut, inspected};
use crate::{
    judging::Scene,
    support::{Browser, TestApp},
};

/// Sends a form in which an attempt stands; what is refused is inspected, too. Answers where it
/// led when it was taken.
async fn sent<C: ServerFn>(
    browser: &mut Browser,
    page: &str,
    fields: &[(&str, &str)],
) -> Option<String> {
    let answer = browser.submit::<C>(page, fields).await;
    if answer.status == StatusCode::UNPROCESSABLE_ENTITY {
        assert_harmless(&answer.text, page, &format!("{fields:?}"));
        return None;
    }
    Some(answer.done())
}

#[tokio::test]
async fn people_and_places_by_name() {
    let app = TestApp::start().await;
    let mut admin = app.sign_in("admin").await;
    let branch = app.demo.cast.central.to_string();
    let mut saved = 0;
    for attempt in corpus() {
        let (name, number) = (cut(&attempt, 120), cut(&attempt, 30));
        let person = [("name", &*name), ("employee_number", &*number), ("branch", &*branch)];
        if let Some(person) = sent::<AddPerson>(&mut admin, "/people/new", &person).await {
            inspected(&mut admin, &person, &attempt).await;
            saved += 1;
        }
        let branch = [("name", &*name), ("address", &*name), ("time_zone", "America/Lima")];
        if let Some(branch) = sent::<AddBranch>(&mut admin, "/branches/new", &branch).await {
            inspected(&mut admin, &branch, &attempt).await;
        }
        let named = [("list", "departments"), ("name", &*name)];
        sent::<AddListName>(&mut admin, "/departments", &named).await;
        let search = format!("/people?q={}", app::routes::encode(&attempt));
        inspected(&mut admin, &search, &attempt).await;
    }
    assert!(saved >= 150, "{saved} people");
    for path in [
        "/people",
        "/branches",
        "/departments",
        "/people/new",
        "/programmes/new",
        "/settings/audit",
    ] {
        inspected(&mut admin, path, "all of them").await;
    }
}

#[tokio::test]
async fn a_file_by_its_name_and_cells() {
    let app = TestApp::start().await;
    let mut admin = app.sign_in("admin").await;
    let quoted = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let lines: Vec<String> =
        corpus().iter().map(|text| format!("{},Sede Central", quoted(text))).collect();
    let content = format!("Nombre,Sede,{}\n{}\n", quoted(&corpus()[0]), lines.join("\n"));
    for attempt in corpus().iter().step_by(10) {
        let id = ImportId::new();
        let mut tx = app.services.db.write().await.expect("a transaction");
        let now = app.services.clock.now();
        imports::add(&mut tx, id, app.demo.cast.admin, attempt, content.as_bytes(), now)
            .await
            .expect("a file");
        tx.commit().await.expect("a commit");
        inspected(&mut admin, &format!("/people/import/{id}"), attempt).await;
    }
}

#[tokio::test]
async fn programmes_themes_criteria_and_objections() {
    let scene = Scene::set().await;
    let app = &scene.app;
    let mut manager = app.sign_in("manager").await;
    let mut facilitator = app.sign_in("instructor").await;
    let session = app.demo.calendar.today.to_string();
    let themes = format!("/sessions/{session}/themes");
    let (criteria, edit) = (scene.page("criteria"), scene.page("edit"));
    let reports = app.demo.calendar.reports;
    let decisions = scene.page("decisions");
    let concept = scene.concepts[0].to_string();
    let owner = app.demo.cast.employee.to_string();
    let board = format!("/programmes/{reports}/practices");
    let mut tx = app.services.db.read().await.expect("a transaction");
    let release = store::releases(&mut tx, reports).await.expect("releases").remove(0);
    drop(tx);
    let (release, reports) =
        (format!("{}:{}", release.archetype_id, release.number), reports.to_string());
    let branch = app.demo.cast.central.to_string();
    for (index, attempt) in corpus().iter().enumerate() {
        let theme = [("session", &*session), ("title", &*cut(attempt, 80))];
        sent::<GroupNotes>(&mut facilitator, &themes, &theme).await;
        let name = cut(attempt, 120);
        let audience = format!("branch:{branch}");
        let form = manager.get(&edit).await;
        let revision = form.value("revision");
        let fields = [
            ("id", &*scene.programme),
            ("revision", &*revision),
            ("name", &*name),
            ("problem", attempt),
            ("stages", attempt),
            ("audience[]", &*audience),
        ];
        if sent::<SaveProgramme>(&mut manager, &edit, &fields).await.is_some() {
            inspected(&mut manager, &scene.page(""), attempt).await;
        }
        let practice = [
            ("programme", &*reports),
            ("release", &*release),
            ("target", "supplier"),
            ("name", &**attempt),
            ("reason", attempt),
            ("moved_on", "2026-03-04"),
        ];
        if let Some(practice) = sent::<OfferPractice>(&mut manager, &board, &practice).await {
            inspected(&mut manager, &practice, attempt).await;
        }
        let unit = cut(attempt, 40);
        let criterion = [
            ("programme", &*scene.programme),
            ("name", &*name),
            ("kind", "quantitative"),
            ("unit", &*unit),
            ("direction", "down"),
        ];
        // Twelve fit; the others are refused and come back.
        sent::<SaveCriterion>(&mut manager, &criteria, &criterion).await;
        if index % 20 == 0 {
            for path in
                [&themes, &criteria, &board, "/programmes", "/knowledge", &scene.page("judging")]
            {
                inspected(&mut manager, path, attempt).await;
            }
        }
    }
    // Several at a time: every decision stays on the page.
    for (number, attempts) in corpus().chunks(6).enumerate() {
        let (after, text) = (number.to_string(), attempts.join("\n\n"));
        let decision = [
            ("concept", &*concept),
            ("revision", "1"),
            ("after", &*after),
            ("verdict", "rework"),
            ("options", &*text),
            ("reasons", &*text),
            ("change_reason", &*text),
            ("owner", &*owner),
            ("review_on", "2026-06-01"),
        ];
        let decided = sent::<Decide>(&mut manager, &decisions, &decision).await;
        assert!(decided.is_some(), "decision {number}: {text}");
        let decision = inspected(&mut manager, &decisions, &text).await.value("decision");
        let dissent = [("decision", &*decision), ("dissent", &*text)];
        sent::<AddDissent>(&mut manager, &decisions, &dissent).await;
    }
    inspected(&mut manager, &decisions, "all of them").await;
    for path in [&themes, &criteria, &board, "/programmes", "/knowledge", "/"] {
        inspected(&mut manager, path, "all of them").await;
    }
    let mut admin = app.sign_in("admin").await;
    inspected(&mut admin, "/settings/audit", "all of them").await;
}
