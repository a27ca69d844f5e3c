//! What leaves the product by itself: letters and calendars.

use app::{
    access::tokens,
    calendar,
    mail::{self, Content, LetterKind, Security, Setup},
    on,
    sessions::{self, api::PlanSession},
};
use sqlx::types::Json;

use super::plain;
use crate::judging::Scene;

/// Letters are written from now on; nobody takes them.
pub async fn begin(scene: &Scene) {
    let setup = Setup {
        host: "localhost".into(),
        port: 25,
        security: Security::None,
        user_name: String::new(),
        password: String::new(),
        sender: "espiral@respira.example".into(),
        reply_to: String::new(),
        failures: 0,
        retry_at: None,
        fault: None,
        answer: String::new(),
        revision: 0,
    };
    let mut tx = scene.app.services.db.write().await.expect("a transaction");
    mail::store::save(&mut tx, &setup).await.expect("settings");
    tx.commit().await.expect("a commit");
    let cast = &scene.app.demo.cast;
    let (facilitator, central) = (cast.instructor.to_string(), cast.central.to_string());
    let audience = format!("branch:{central}");
    let fields = [
        ("topic", "Cartas que llegan"),
        ("date", "2026-03-12"),
        ("time", "16:00"),
        ("minutes", "60"),
        ("branch", &central),
        ("room", "Sala 1"),
        ("link", ""),
        ("capacity", ""),
        ("late_after", "10"),
        ("agenda", ""),
        ("prompt", ""),
        ("programme", ""),
        ("plan_reason", "Nueva"),
        ("facilitators[]", &facilitator),
        ("audience[]", &audience),
        ("audience_find", ""),
    ];
    let mut manager = scene.app.sign_in("manager").await;
    manager.submit::<PlanSession>("/sessions/new", &fields).await.done();
}

/// All letters there are, reminders included, and everybody's calendar.
pub async fn all(scene: &Scene) -> Vec<String> {
    const ALL: &str = "SELECT kind, content FROM letters ORDER BY created_at, id";
    let (services, since) = (&scene.app.services, scene.app.since);
    sessions::letters::remind(&services.db, services.clock.now()).await.expect("reminders");
    let mut tx = services.db.write().await.expect("a transaction");
    let letters: Vec<(LetterKind, Json<Content>)> =
        on!(tx, c => sqlx::query_as(ALL).fetch_all(c).await.expect("letters"));
    assert!(letters.iter().any(|(kind, _)| *kind == LetterKind::Invitation));
    let mut all: Vec<String> =
        letters.into_iter().map(|(kind, content)| format!("{kind} {:?}", content.0)).collect();
    for person in &scene.app.demo.cast.people {
        let hash = tokens::hash(&person.to_string());
        let now = services.clock.now();
        calendar::store::keep(&mut tx, *person, &hash, now).await.expect("an address");
    }
    tx.commit().await.expect("a commit");
    for person in &scene.app.demo.cast.people {
        let text = calendar::feed::by_token(services, &person.to_string()).await;
        all.push(text.expect("a calendar").expect("an owner").replace("\r\n ", ""));
    }
    all.iter().map(|text| plain::numbered(text, since)).collect()
}
