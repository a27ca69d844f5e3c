//! Handing over what an instructor still has, in browsers: who may, what is refused at its line,
//! and two who do it at once.

use app::{
    access::{self, Grant, Role},
    archetypes,
    db::{Db, testing::each_engine},
    handover::api::HandOver,
    people::{PersonId, api::DeactivatePerson},
    practices,
    provenance::{Kind, Thing},
    reviews::{self, Keeping},
    routes,
    sessions::SessionId,
    visits::{Visit, store},
};
use axum::http::StatusCode;
use chrono::{Days, NaiveDate};

use crate::support::{Answer, Browser, TestApp};

const SEEN: StatusCode = StatusCode::SEE_OTHER;
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// Makes Ana an instructor of the whole company: she has nothing planned.
async fn ana_can_go(app: &TestApp) -> PersonId {
    let ana = app.demo.cast.employee;
    let mut tx = app.services.db.write().await.expect("a transaction");
    let grants = [Grant::everywhere(Role::Instructor)];
    access::store::set_grants(&mut tx, ana, &grants).await.expect("a role");
    tx.commit().await.expect("a commit");
    ana
}

/// The planned visits of somebody from the day after today on.
async fn visits_of(app: &TestApp, person: PersonId) -> Vec<Visit> {
    let mut tx = app.services.db.read().await.expect("a transaction");
    let hr = access::store::scope_of(&mut tx, app.demo.cast.hr).await.expect("a scope");
    let from: NaiveDate = "2026-03-05".parse().expect("a day");
    let filter =
        store::Filter { from, to: from + Days::new(400), branch: None, instructor: Some(person) };
    let mut visits = store::list(&mut tx, &hr, &filter).await.expect("visits");
    visits.retain(|visit| visit.state == app::sessions::SessionState::Planned);
    visits
}

/// The fields of the page as it was shown, with these besides.
async fn send(
    browser: &mut Browser,
    page: &Answer,
    who: PersonId,
    more: &[(&str, &str)],
) -> Answer {
    let fields = fields(page, who, more);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.submit::<HandOver>(&routes::hand_over(who), &fields).await
}

fn fields(page: &Answer, who: PersonId, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = vec![("person".to_owned(), who.to_string())];
    for name in page.names("seen-") {
        let key = name.trim_start_matches("seen-").to_owned();
        fields.push(("lines[]".into(), key));
        fields.push((name.clone(), page.value(&name)));
    }
    fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

#[tokio::test]
async fn everything_goes_to_whoever_is_free_in_one_step() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let ana = ana_can_go(&app).await;
        let lucia = app.demo.cast.instructor;
        let before = visits_of(&app, lucia).await;
        assert!(before.len() > 2, "{before:?}");
        let mut hr = app.sign_in("hr").await;
        assert!(hr.get(&routes::person(lucia)).await.text.contains(&routes::hand_over(lucia)));
        let page = hr.get(&routes::hand_over(lucia)).await;
        assert!(page.text.contains("Branch visit") && page.text.contains("Day 2"), "{}", page.text);
        assert!(page.text.contains("Ana Torres Vega · can take"), "{}", page.text);
        let text = ana.to_string();

        // A reason is asked for, and what was chosen is still chosen.
        let refused = send(&mut hr, &page, lucia, &[("all", &text), ("reason", "")]).await;
        assert!(refused.status == REFUSED && refused.text.contains("Give the reason"));
        let chosen = format!("value=\"{text}\" selected");
        assert!(refused.text.contains(&chosen), "{}", refused.text);
        let nothing = send(&mut hr, &page, lucia, &[("all", ""), ("reason", "Se va")]).await;
        assert!(nothing.status == REFUSED && nothing.text.contains("Choose who takes something"));

        // One stays, the rest goes.
        let stays = format!("to-visit-{}", before[0].id);
        let more = [("all", text.as_str()), (&stays, "stays"), ("reason", "Se va en marzo")];
        let done = send(&mut hr, &page, lucia, &more).await;
        assert_eq!(done.status, SEEN, "{}", done.text);
        assert_eq!(done.done(), routes::hand_over(lucia));
        let left = visits_of(&app, lucia).await;
        assert_eq!(left.iter().map(|visit| visit.id).collect::<Vec<_>>(), [before[0].id]);
        assert_eq!(visits_of(&app, ana).await.len(), before.len() - 1);
        let visit = hr.get(&routes::visit(before[1].id)).await;
        assert!(visit.text.contains("Ana Torres Vega") && visit.text.contains("Se va en marzo"));
        let page = hr.get(&routes::hand_over(lucia)).await;
        assert!(!page.text.contains("Day 2") && page.text.contains(&stays), "{}", page.text);
        // What she holds now is hers on Today, in both tongues.
        let mut of_ana = app.sign_in("employee").await;
        assert!(of_ana.get(&routes::hand_over(ana)).await.text.contains("Day 2"));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_handed_over_says_why_at_its_line() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let ana = ana_can_go(&app).await.to_string();
        let (lucia, marco) = (app.demo.cast.instructor, app.demo.cast.instructor2.to_string());
        let mut hr = app.sign_in("hr").await;
        let page = hr.get(&routes::hand_over(lucia)).await;
        let hers = visits_of(&app, lucia).await;
        let his = visits_of(&app, app.demo.cast.instructor2).await;
        let same = hers.iter().find(|visit| his.iter().any(|other| other.day == visit.day));
        let busy = format!("to-visit-{}", same.expect("a morning on which both go").id);
        let free = format!("to-visit-{}", hers[0].id);
        let more = [(busy.as_str(), marco.as_str()), ("all", &ana), ("reason", "Se va")];
        let refused = send(&mut hr, &page, lucia, &more).await;
        assert_eq!(refused.status, REFUSED);
        assert!(refused.text.contains("is not free any more"), "{}", refused.text);
        // Nothing of it was done.
        assert_eq!(visits_of(&app, lucia).await.len(), hers.len());

        // Somebody hands one over meanwhile: who is late is told, and what is left can go.
        let one = [(free.as_str(), ana.as_str()), ("reason", "Se va")];
        assert_eq!(send(&mut hr, &page, lucia, &one).await.status, SEEN);
        let late = send(&mut hr, &page, lucia, &one).await;
        assert!(late.status == REFUSED && late.text.contains("in other hands"), "{}", late.text);
        let rest = [("all", ana.as_str()), ("reason", "Se va")];
        assert_eq!(send(&mut hr, &page, lucia, &rest).await.status, SEEN);
        assert_eq!(visits_of(&app, lucia).await.len(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_at_once_one_hands_over_and_the_other_is_told() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let ana = ana_can_go(&app).await.to_string();
        let lucia = app.demo.cast.instructor;
        let all = visits_of(&app, lucia).await.len();
        let (mut hr, mut admin) = (app.sign_in("hr").await, app.sign_in("admin").await);
        let page = hr.get(&routes::hand_over(lucia)).await;
        let key = format!("to-visit-{}", visits_of(&app, lucia).await[0].id);
        let more = [(key.as_str(), ana.as_str()), ("all", &ana), ("reason", "Se va")];
        let (one, other) =
            tokio::join!(send(&mut hr, &page, lucia, &more), send(&mut admin, &page, lucia, &more));
        let mut both = [one.status, other.status];
        both.sort();
        assert_eq!(both, [SEEN, REFUSED], "{}{}", one.text, other.text);
        assert_eq!(visits_of(&app, app.demo.cast.employee).await.len(), all);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_left_is_still_handed_over_and_roles_decide() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let ana = ana_can_go(&app).await.to_string();
        let lucia = app.demo.cast.instructor;
        let page = routes::hand_over(lucia);
        let (id, mut hr) = (lucia.to_string(), app.sign_in("hr").await);
        let person = hr.get(&routes::person(lucia)).await;
        let fields = [("id", id.as_str()), ("revision", &person.value("revision"))];
        let left = hr.submit::<DeactivatePerson>(&routes::person(lucia), &fields).await;
        assert_eq!(left.status, SEEN, "{}", left.text);
        for path in [routes::person(lucia), "/visits".into()] {
            assert!(hr.get(&path).await.text.contains(&page), "{path}");
        }
        let first: SessionId = visits_of(&app, lucia).await[0].id;
        let key = format!("to-visit-{first}");
        let more = [(key.as_str(), ana.as_str()), ("reason", "Ya no trabaja aquí")];
        let shown = hr.get(&page).await;
        // Somebody new may neither see nor do it; a manager sees, and plans no visits.
        let mut diego = app.sign_in("newhire").await;
        assert_eq!(diego.get(&page).await.status, StatusCode::FORBIDDEN);
        let refused = send(&mut diego, &shown, lucia, &more).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        let mut manager = app.sign_in("manager").await;
        assert!(manager.get(&page).await.text.contains("whoever plans there can"));
        assert_eq!(send(&mut manager, &shown, lucia, &more).await.status, REFUSED);
        assert!(visits_of(&app, lucia).await.iter().any(|visit| visit.id == first));
        assert_eq!(send(&mut hr, &shown, lucia, &more).await.status, SEEN);
        assert!(!visits_of(&app, lucia).await.iter().any(|visit| visit.id == first));
        // Nobody who has nothing is looked at by those who do not see people.
        let mut marco = app.sign_in("instructor2").await;
        let diego = routes::hand_over(app.demo.cast.newhire);
        assert_eq!(marco.get(&diego).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

/// A practice and a concept of the manager beside the archetype that is theirs in the demo.
async fn manager_looks_after(app: &TestApp) -> [Thing; 3] {
    let manager = app.demo.cast.manager;
    let mut tx = app.services.db.write().await.expect("a transaction");
    let reports = app.demo.calendar.reports;
    let board = practices::store::board(&mut tx, reports).await.expect("a board");
    let practice = (Kind::Practice, board[0].id.into());
    let accepted = archetypes::store::accepted(&mut tx, reports).await.expect("concepts");
    let concept = (Kind::Concept, accepted[0].id);
    for (thing, day) in [(practice, Some("2026-03-20")), (concept, None)] {
        let before = reviews::store::keeping(&mut tx, thing).await.expect("its owner");
        let day = day.map(|day| day.parse().expect("a day"));
        reviews::store::keep(&mut tx, thing, before.revision, Some(manager), day)
            .await
            .expect("an owner");
    }
    tx.commit().await.expect("a commit");
    [practice, concept, (Kind::Archetype, board[0].archetype_id.into())]
}

async fn keepers(app: &TestApp, things: &[Thing]) -> Vec<Keeping> {
    let mut tx = app.services.db.read().await.expect("a transaction");
    let mut all = Vec::new();
    for thing in things {
        all.push(reviews::store::keeping(&mut tx, *thing).await.expect("its owner"));
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_somebody_looks_after_goes_with_the_rest() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let things = manager_looks_after(&app).await;
        let (manager, lucia) = (app.demo.cast.manager, app.demo.cast.instructor);
        let [practice, concept, archetype] =
            things.map(|(kind, id)| format!("to-{}-{id}", kind.as_str()));
        let mut hr = app.sign_in("hr").await;
        let page = hr.get(&routes::hand_over(manager)).await;
        for shown in [&*practice, &concept, &archetype, "Review by 20", "No review date"] {
            assert!(page.text.contains(shown), "{shown} in {}", page.text);
        }
        // Away for some days: what is due by then goes along.
        let away = format!("{}?until=2026-03-19", routes::hand_over(manager));
        let away = hr.get(&away).await.text;
        assert!(away.contains(&archetype), "{away}");
        assert!(!away.contains(&practice) && !away.contains(&concept), "{away}");

        // One that cannot go, and nothing goes: somebody new does not see it.
        let (to, new) = (lucia.to_string(), app.demo.cast.newhire.to_string());
        let before = keepers(&app, &things).await;
        let more = [("all", to.as_str()), (&practice, &new), ("reason", "Se va")];
        let refused = send(&mut hr, &page, manager, &more).await;
        assert!(refused.status == REFUSED && refused.text.contains("Choose somebody else"));
        assert_eq!(keepers(&app, &things).await, before);

        // Two at once give it to different people: one of them is told.
        let marco = app.demo.cast.instructor2.to_string();
        let mut admin = app.sign_in("admin").await;
        let [one, other] = [&to, &marco].map(|to| [(&*concept, to.as_str()), ("reason", "Se va")]);
        let (one, other) = tokio::join!(
            send(&mut hr, &page, manager, &one),
            send(&mut admin, &page, manager, &other)
        );
        let mut both = [one.status, other.status];
        both.sort();
        assert_eq!(both, [SEEN, REFUSED], "{}{}", one.text, other.text);

        let page = hr.get(&routes::hand_over(manager)).await;
        assert!(!page.text.contains(&concept), "{}", page.text);
        let more = [("all", to.as_str()), ("reason", "Se va")];
        let done = send(&mut hr, &page, manager, &more).await;
        assert_eq!(done.status, SEEN, "{}", done.text);
        let after = keepers(&app, &things).await;
        for (index, kept) in after.iter().enumerate().filter(|(index, _)| *index != 1) {
            assert_eq!(kept.owner_id, Some(lucia));
            assert_eq!(kept.review_on, before[index].review_on);
        }
        let mut instructor = app.sign_in("instructor").await;
        let today = instructor.get("/").await.text;
        assert!(today.contains("Doble control de informes"), "{today}");
        assert!(today.contains("Overdue"), "{today}");
    })
    .await;
}

#[tokio::test]
async fn in_spanish_and_within_days() {
    let app = TestApp::start().await;
    let lucia = app.demo.cast.instructor;
    let mut hr = app.sign_in("hr").await.saying("accept-language", "es-PE");
    let page = hr.get(&routes::hand_over(lucia)).await;
    assert!(page.text.contains("Encargar a otras personas"), "{}", page.text);
    assert!(page.text.contains("Visita a sede") && page.text.contains("libre"));
    let later = format!("{}?from=2026-05-16&until=2026-05-17", routes::hand_over(lucia));
    assert!(hr.get(&later).await.text.contains("Nada por encargar"));
}
