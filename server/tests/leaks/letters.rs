//! What leaves the product by itself: letters and calendars.

use app::{
    access::tokens,
    calendar,
    mail::{self, Content, LetterKind},
    on,
    onboarding::{self, api::ProposeDays},
    routes,
    sessions::{self, api::PlanSession},
    visits::api::PlanVisit,
};
use sqlx::types::Json;

use super::plain;
use crate::judging::Scene;

/// Letters are written from now on; nobody takes them.
pub async fn begin(scene: &Scene) {
    mail::written::set_up(&scene.app.services.db).await;
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

    // Somebody new has their days, and a branch a visit.
    let mut hr = scene.app.sign_in("hr").await;
    let newcomer = scene.app.demo.onboardings.expect("the new people of the demo").unplanned;
    let (page, id) = (routes::onboarding(newcomer), newcomer.to_string());
    assert!(hr.submit::<ProposeDays>(&page, &[("id", &id)]).await.done().starts_with(&page));
    let north = cast.north.to_string();
    let fields = [
        ("branch", north.as_str()),
        ("instructor", &facilitator),
        ("date", "2026-05-04"),
        ("from", ""),
        ("until", ""),
        ("topic", ""),
    ];
    hr.submit::<PlanVisit>(routes::NEW_VISIT, &fields).await.done();
}

/// All letters there are, reminders included, and everybody's calendar.
pub async fn all(scene: &Scene) -> Vec<String> {
    const ALL: &str = "SELECT kind, content FROM letters ORDER BY created_at, id";
    let (services, since) = (&scene.app.services, scene.app.since);
    let now = services.clock.now();
    sessions::letters::remind(&services.db, now).await.expect("reminders");
    onboarding::letters::remind(&services.db, now).await.expect("reminders");
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
