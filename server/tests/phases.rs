//! Phases, echoes, themes and concepts as people meet them, with who may not.

use app::{
    concepts::api::{AddConcept, SaveConcept, SplitConcept},
    knowledge::api::{EchoNote, GroupNotes, RemoveTheme, ShareNote},
    phases::api::MovePhase,
};
use axum::http::StatusCode;
use leptos::server_fn::ServerFn;
use uuid::Uuid;

use super::support::{Answer, Browser, TestApp};

/// The id behind a piece of an address.
fn id_after(text: &str, piece: &str) -> String {
    let begin = text.find(piece).unwrap_or_else(|| panic!("no {piece} in {text}")) + piece.len();
    text[begin..begin + 36].to_owned()
}

async fn share(browser: &mut Browser, session: &str, text: &str, hidden: bool) -> String {
    let page = format!("/sessions/{session}");
    let mut fields = vec![
        ("session", session),
        ("note", text),
        ("kind", "knowhow"),
        ("tags", "Cola, turno tarde"),
        ("step", "Llamar"),
    ];
    if hidden {
        fields.push(("name_hidden", "on"));
    }
    let answer = browser.submit::<ShareNote>(&page, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    id_after(answer.location(), "#note-")
}

async fn go(browser: &mut Browser, programme: &str, from: &str, to: &str, why: &str) -> Answer {
    let page = format!("/programmes/{programme}/phase");
    let once = Uuid::new_v4().to_string();
    let fields = [
        ("_do", MovePhase::PATH),
        ("_key", "on"),
        ("_once", &once),
        ("programme", programme),
        ("from", from),
        ("to", to),
        ("reason", why),
    ];
    browser.post_form(&page, &fields).await
}

#[tokio::test]
async fn from_a_hidden_note_to_a_concept() {
    let app = TestApp::start().await;
    let session = app.demo.calendar.today.to_string();
    let programme = app.demo.calendar.current.to_string();
    let room = format!("/sessions/{session}");
    let mut employee = app.sign_in("employee").await;
    let mut newhire = app.sign_in("newhire").await;
    let mut manager = app.sign_in("manager").await;

    let note = share(&mut employee, &session, "Doy números de papel", true).await;
    let wall = newhire.get(&room).await;
    for words in ["Doy números", "Know-how", "#turno tarde", "It happens to me too", "Phase 1 of 5"]
    {
        assert!(wall.text.contains(words), "{words}: {}", wall.text);
    }
    // The author is not asked about the own note.
    assert!(!employee.get(&room).await.text.contains("It happens to me too"));
    let echo = [("id", note.as_str()), ("too", "on")];
    assert_eq!(newhire.submit::<EchoNote>(&room, &echo).await.status, StatusCode::SEE_OTHER);
    let wall = employee.get(&room).await;
    assert!(wall.text.contains("It happens to one more person"), "{}", wall.text);
    assert!(newhire.get("/knowledge?tag=Turno%20Tarde").await.text.contains("Doy números"));
    assert!(!newhire.get("/knowledge?kind=idea&tag=cola").await.text.contains("Doy números"));

    // Something lacks, so the manager says why; what was typed is kept when it is missing.
    let refused = go(&mut manager, &programme, "1", "2", "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Say why"), "{}", refused.text);
    let gone = go(&mut manager, &programme, "1", "2", "Ya hablaron todos").await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text);
    let page = newhire.get(&format!("/programmes/{programme}/phase")).await;
    assert!(
        page.text.contains("Ya hablaron todos")
            && page.text.contains("people in the programme have")
    );
    assert!(!page.text.contains("Go back"), "{}", page.text);

    // A note that arrives late is refused in words, and its text is still there.
    let late = [("session", session.as_str()), ("note", "Llegué tarde"), ("kind", "idea")];
    let late = employee.submit::<ShareNote>(&room, &late).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text.contains("Llegué tarde") && late.text.contains("Phase 1 is over"));

    // The search in the form goes on with what was typed; then the concept is saved.
    let new = format!("/programmes/{programme}/concepts/new?note={note}");
    let offered = newhire.get(&new).await;
    assert!(offered.text.contains("Doy números") && !offered.text.contains("Ana Torres Vega · "));
    let mut fields = vec![
        ("programme", programme.as_str()),
        ("title", "La cola se ve"),
        ("statement", "Quien ve su turno **espera** mejor"),
        ("method", "abduction"),
        ("figure_kind", "metaphor"),
        ("figure", ""),
        ("sources[]", note.as_str()),
        ("find", "papel"),
        ("press", "find-notes"),
    ];
    let found = newhire.submit::<AddConcept>(&new, &fields).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.text);
    assert!(found.text.contains("La cola se ve"));
    fields.pop();
    fields.push(("found", "papel"));
    let refused = newhire.submit::<AddConcept>(&new, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Write the image"), "{}", refused.text);
    fields[5].1 = "La cola es un río";
    let saved = newhire.submit::<AddConcept>(&new, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let concept = id_after(saved.location(), "/concepts/");

    // It shows its note with the name hidden, also to the manager; the note shows it.
    for browser in [&mut newhire, &mut manager] {
        let page = browser.get(&format!("/concepts/{concept}")).await;
        assert!(page.text.contains("<strong>espera</strong>") && page.text.contains("Doy números"));
        assert!(page.text.contains("Name hidden") && !page.text.contains("Ana Torres"));
        let page = browser.get(&format!("/knowledge/{note}")).await;
        assert!(page.text.contains("La cola se ve") && !page.text.contains("Ana Torres"));
    }
    // Only who runs the programme is told who has none.
    let list = format!("/programmes/{programme}/concepts");
    assert!(manager.get(&list).await.text.contains("Participants without a concept"));
    assert!(!newhire.get(&list).await.text.contains("Participants without a concept"));

    // The older edit does not replace the newer one; both are shown.
    let edit = format!("/concepts/{concept}/edit");
    let me = app.demo.cast.newhire.to_string();
    let mut fields = vec![
        ("id", concept.as_str()),
        ("revision", "1"),
        ("title", "La cola a la vista"),
        ("statement", "Quien ve su turno se queda"),
        ("method", "abduction"),
        ("sources[]", note.as_str()),
        ("authors[]", me.as_str()),
    ];
    let saved = manager.submit::<SaveConcept>(&edit, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    fields[3].1 = "Mi otra versión";
    let stale = newhire.submit::<SaveConcept>(&edit, &fields).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text.contains("Mi otra versión") && stale.text.contains("se queda"));
}

/// The phase of archetypes and that of practices are left as the others: with what they lack and a
/// reason that stays, by who leads.
#[tokio::test]
async fn the_fourth_phase_is_not_left_without_a_word() {
    let app = TestApp::start().await;
    let programme = app.demo.calendar.current.to_string();
    let page = format!("/programmes/{programme}/phase");
    let mut manager = app.sign_in("manager").await;
    for (from, to) in [("1", "2"), ("2", "3"), ("3", "4")] {
        let gone = go(&mut manager, &programme, from, to, "Seguimos").await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text);
    }
    let mut facilitator = app.sign_in("instructor").await;
    let shown = facilitator.get(&page).await;
    assert!(shown.text.contains("There is no archetype yet."), "{}", shown.text);
    assert!(shown.text.contains("The manager can go on without it"), "{}", shown.text);
    let refused = go(&mut facilitator, &programme, "4", "5", "x").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = go(&mut manager, &programme, "4", "5", "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Say why"), "{}", refused.text);
    let gone = go(&mut manager, &programme, "4", "5", "Se compra hecho").await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text);
    let shown = facilitator.get(&page).await;
    for words in ["Nothing has been offered", "Se compra hecho", "There is no archetype yet."] {
        assert!(shown.text.contains(words), "{words}: {}", shown.text);
    }
    // Of 2022 the southern branch still tries, and a department has not answered.
    let shown = manager.get(&format!("/programmes/{}/phase", app.demo.calendar.reports)).await;
    assert!(shown.text.contains("2 of 6 practices have no outcome yet."), "{}", shown.text);
}

#[tokio::test]
async fn who_does_not_take_part_is_refused() {
    let app = TestApp::start().await;
    let session = app.demo.calendar.today.to_string();
    let programme = app.demo.calendar.current.to_string();
    let room = format!("/sessions/{session}");
    let mut employee = app.sign_in("employee").await;
    let mut facilitator = app.sign_in("instructor").await;
    let note = share(&mut employee, &session, "Doy números", false).await;

    let own = employee.submit::<EchoNote>(&room, &[("id", &note), ("too", "on")]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    assert_eq!(go(&mut employee, &programme, "1", "2", "x").await.status, StatusCode::FORBIDDEN);
    let themes = format!("/sessions/{session}/themes");
    let theme = [("session", session.as_str()), ("title", "Papel")];
    let refused = employee.submit::<GroupNotes>(&themes, &theme).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!employee.get(&themes).await.text.contains("Add theme"));

    let added = facilitator.submit::<GroupNotes>(&themes, &theme).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    let twice = facilitator.submit::<GroupNotes>(&themes, &theme).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = facilitator.get(&themes).await;
    let option = page.text.find(">Papel</option>").expect("the theme to choose");
    let of_theme =
        id_after(&page.text[..option][page.text[..option].rfind("<option").unwrap()..], "value=\"");
    let (was, now) = (format!("was-{note}"), format!("theme-{note}"));
    let grouped = [
        ("session", session.as_str()),
        ("notes[]", note.as_str()),
        (was.as_str(), ""),
        (now.as_str(), of_theme.as_str()),
    ];
    let refused = employee.submit::<GroupNotes>(&themes, &grouped).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let saved = facilitator.submit::<GroupNotes>(&themes, &grouped).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert!(employee.get(&themes).await.text.contains(">Papel</h2>"));
    let gone = employee.submit::<RemoveTheme>(&themes, &[("id", of_theme.as_str())]).await;
    assert_eq!(gone.status, StatusCode::FORBIDDEN);

    // The concepts of 2022 can be read, but their phase is over.
    let reports = app.demo.calendar.reports.to_string();
    let list = employee.get(&format!("/programmes/{reports}/concepts")).await;
    assert!(
        list.text.contains("La bandeja es un semáforo") && !list.text.contains("Create concept")
    );
    let concept = id_after(&list.text, "/concepts/");
    assert_eq!(employee.get(&format!("/concepts/{concept}")).await.status, StatusCode::OK);
    let mut manager = app.sign_in("manager").await;
    for page in ["edit", "split"] {
        let path = format!("/concepts/{concept}/{page}");
        assert_eq!(employee.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        // Whoever could in its phase is told that the phase is over, and gets no form.
        let told = manager.get(&path).await;
        assert_eq!(told.status, StatusCode::OK);
        assert!(told.text.contains("This phase is over: the programme is in phase 5"), "{path}");
        assert!(!told.text.contains("name=\"revision\""), "{path}");
    }
    let split = [
        ("id", concept.as_str()),
        ("revision", "1"),
        ("method", "induction"),
        ("first_title", "a"),
        ("first_statement", "a"),
        ("second_title", "b"),
        ("second_statement", "b"),
    ];
    let path = format!("/concepts/{concept}/split");
    let late = employee.submit::<SplitConcept>(&path, &split).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text.contains("Phase 2 is over"), "{}", late.text);

    // A programme of levels has no phases, and nobody from elsewhere finds these pages.
    let marketing = app.demo.calendar.marketing;
    for path in ["phase", "concepts", "concepts/new"] {
        let path = format!("/programmes/{marketing}/{path}");
        assert_eq!(manager.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    // Signed out, one is led to the sign-in page.
    let mut nobody = app.browser();
    let away = nobody.get(&format!("/concepts/{concept}")).await;
    assert_eq!(away.status, StatusCode::SEE_OTHER);
}
