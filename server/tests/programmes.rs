//! Planning a programme in a browser, without JavaScript: basics, proposed sessions, saved whole.

use app::programmes::api::{CancelProgramme, PlanProgramme};
use axum::http::StatusCode;

use crate::support::{Answer, Browser, TestApp};

/// The first value of the field in the answer.
fn value(answer: &Answer, name: &str) -> String {
    let begin = answer.text.find(&format!("name=\"{name}\"")).expect(name);
    // The attributes of an element come in any order.
    let element = answer.text[..begin].rfind('<').expect("an element");
    let end = begin + answer.text[begin..].find('>').expect("its end");
    let element = &answer.text[element..end];
    let value = element.split(" value=\"").nth(1).unwrap_or_default();
    value.split('"').next().unwrap_or_default().to_owned()
}

/// The basics of a programme that starts on Friday 6 March 2026 and meets weekly.
const BASICS: [(&str, &str); 12] = [
    ("step", "basics"),
    ("framework", "phases"),
    ("stages", ""),
    ("name", "Citas a la hora"),
    ("problem", "Las citas empiezan tarde."),
    ("audience[]", "everyone"),
    ("branch", ""),
    ("room", "Sala 1"),
    ("start_on", "2026-03-06"),
    ("rhythm", "7"),
    ("time", "09:00"),
    ("minutes", "60"),
];

async fn send(browser: &mut Browser, fields: &[(&str, &str)]) -> Answer {
    browser.submit::<PlanProgramme>("/programmes/new", fields).await
}

/// What the second step shows, to be sent from there.
fn carried(answer: &Answer) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> =
        BASICS.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    fields[0].1 = "sessions".into();
    for name in ["proposed_for", "rows"] {
        fields.push((name.into(), value(answer, name)));
    }
    let rows: usize = value(answer, "rows").parse().expect("a number");
    for row in 1..=rows {
        for name in ["stage", "topic", "date", "time", "room"] {
            let name = format!("{name}-{row}");
            let value = value(answer, &name);
            fields.push((name, value));
        }
    }
    fields
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn from_the_basics_over_the_proposal_to_the_programme() {
    let app = TestApp::start().await;
    let mut browser = app.sign_in("manager").await;
    assert_eq!(browser.get("/programmes/new").await.status, StatusCode::OK);

    // Something is missing: the rest is kept.
    let mut fields = BASICS.to_vec();
    fields[3].1 = "";
    fields.push(("press", "propose"));
    let refused = send(&mut browser, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Las citas empiezan tarde."));
    assert_eq!(value(&refused, "start_on"), "2026-03-06");

    fields[3].1 = "Citas a la hora";
    let proposed = send(&mut browser, &fields).await;
    assert_eq!(proposed.status, StatusCode::OK, "{}", proposed.text);
    let days: Vec<_> = (1..=5).map(|row| value(&proposed, &format!("date-{row}"))).collect();
    assert_eq!(days, ["2026-03-06", "2026-03-13", "2026-03-20", "2026-03-27", "2026-04-03"]);

    // Nothing was saved so far.
    assert!(!browser.get("/programmes").await.text.contains("Citas a la hora"));

    // One session less; what was typed stays with its session.
    let mut fields = carried(&proposed);
    let topic = fields.iter_mut().find(|(name, _)| name == "topic-3").expect("a topic");
    topic.1 = "Con qué medimos la espera".into();
    fields.push(("press".into(), "remove-2".into()));
    let fewer = send(&mut browser, &borrowed(&fields)).await;
    assert_eq!(value(&fewer, "rows"), "4");
    assert_eq!(value(&fewer, "topic-2"), "Con qué medimos la espera");
    assert_eq!(value(&fewer, "date-2"), "2026-03-20");

    // A row that cannot be saved says why, and nothing of the others is saved either.
    let mut fields = carried(&fewer);
    fields.push(("press".into(), "save".into()));
    let mut wrong = fields.clone();
    wrong.iter_mut().find(|(name, _)| name == "topic-4").expect("a topic").1 = String::new();
    let refused = send(&mut browser, &borrowed(&wrong)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("#f-topic-4"));
    assert!(!browser.get("/programmes").await.text.contains("Citas a la hora"));

    let saved = send(&mut browser, &borrowed(&fields)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let path = saved.location().split('?').next().expect("a path").to_owned();
    let page = browser.get(&path).await;
    assert_eq!(page.element("h1"), "Citas a la hora");
    assert!(page.text.contains("Con qué medimos la espera"));

    // Its copy begins with all of it but the dates.
    let id = path.rsplit('/').next().expect("an id").to_owned();
    let copy = browser.get(&format!("/programmes/new?copy={id}")).await;
    assert_eq!(value(&copy, "name"), "Citas a la hora");
    assert_eq!(value(&copy, "topic-2"), "Con qué medimos la espera");

    // Called off with a reason.
    let form = [("id", id.as_str()), ("revision", "1"), ("reason", "Mudanza de la sede")];
    let cancelled = browser.submit::<CancelProgramme>(&path, &form).await;
    assert_eq!(cancelled.status, StatusCode::SEE_OTHER, "{}", cancelled.text);
    assert!(browser.get(&path).await.text.contains("Mudanza de la sede"));
}

#[tokio::test]
async fn only_those_who_lead_plan_programmes() {
    let app = TestApp::start().await;
    let mut fields = BASICS.to_vec();
    fields.push(("press", "propose"));
    for account in ["employee", "instructor"] {
        let mut browser = app.sign_in(account).await;
        assert_eq!(browser.get("/programmes/new").await.status, StatusCode::FORBIDDEN);
        assert_eq!(send(&mut browser, &fields).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn people_are_found_without_losing_the_form() {
    let app = TestApp::start().await;
    let mut browser = app.sign_in("hr").await;
    let mut fields = BASICS.to_vec();
    // Whoever types a name and goes on at once sees whom it finds first.
    fields.extend([("audience_find", "torres"), ("audience_found", ""), ("press", "propose")]);
    let found = send(&mut browser, &fields).await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.text.contains("Ana Torres Vega"));
    assert_eq!(value(&found, "name"), "Citas a la hora");
    assert_eq!(value(&found, "audience_found"), "torres");
}
