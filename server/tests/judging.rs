//! Before the reveal nobody receives a byte of what others judge; afterwards all see the same.

use app::{
    db::{Db, testing::each_engine},
    demo,
    judging::{
        ConceptId,
        api::{
            AddDissent, ChooseCriteria, Decide, DiscardRound, JudgeAgain, OpenJudging,
            RevealJudging, SaveJudgement, SaveWeights,
        },
    },
    request::Change,
};
use axum::http::StatusCode;
use leptos::server_fn::ServerFn;
use tokio::sync::broadcast::error::TryRecvError;

use crate::support::{Answer, Browser, TestApp};

/// A cost that stands nowhere else.
const SENTINEL: &str = "987654.32";

/// A programme in phase 3 with three concepts.
pub struct Scene {
    pub app: TestApp,
    pub programme: String,
    pub concepts: Vec<ConceptId>,
}

impl Scene {
    pub async fn set() -> Scene {
        Scene::of(TestApp::start().await).await
    }

    async fn of(app: TestApp) -> Scene {
        let programme = app.demo.calendar.current;
        let now = app.services.clock.now();
        let mut tx = app.services.db.write().await.expect("a transaction");
        let cast = &app.demo.cast;
        let concepts = demo::ready_to_judge(&mut tx, cast, programme, now).await.expect("concepts");
        tx.commit().await.expect("kept");
        Scene { app, programme: programme.to_string(), concepts }
    }

    /// With an open round by cost (60) and by how feasible it is (40).
    pub async fn open() -> Scene {
        let scene = Scene::set().await;
        scene.open_round().await;
        scene
    }

    /// The same on a fresh database that the test was given.
    pub async fn open_on(db: Db) -> Scene {
        let scene = Scene::of(TestApp::on(db).await).await;
        scene.open_round().await;
        scene
    }

    pub async fn open_round(&self) {
        let mut manager = self.app.sign_in("manager").await;
        let programme = ("programme", &*self.programme);
        let fields = [programme, ("chosen[]", "cost"), ("chosen[]", "feasible")];
        done(manager.submit::<ChooseCriteria>(&self.page("criteria"), &fields).await);
        let weights = manager.get(&self.page("criteria")).await.names("weight-");
        let mut fields = vec![programme, ("press", "save")];
        fields.extend([(&*weights[0], "60"), (&*weights[1], "40")]);
        done(manager.submit::<SaveWeights>(&self.page("criteria"), &fields).await);
        let round = self.round(&mut manager).await;
        let fields = [programme, ("round", &round)];
        done(manager.submit::<OpenJudging>(&self.page("judging"), &fields).await);
    }

    pub fn page(&self, name: &str) -> String {
        format!("/programmes/{}/{name}", self.programme)
    }

    /// The round that is under way, as the manager's page has it.
    pub async fn round(&self, manager: &mut Browser) -> String {
        manager.get(&self.page("judging")).await.value("round")
    }

    /// Judges one concept by cost and by how feasible it is.
    pub async fn judge(&self, browser: &mut Browser, place: usize, values: [&str; 2]) -> Answer {
        let page = format!("{}?concept={place}", self.page("judging"));
        let form = browser.get(&page).await;
        let criteria = form.names("c-");
        let (round, concept) = (form.value("round"), form.value("concept"));
        let fields = [
            ("programme", &*self.programme),
            ("round", &*round),
            ("concept", &*concept),
            (&*criteria[0], values[0]),
            (&*criteria[1], values[1]),
        ];
        browser.submit::<SaveJudgement>(&page, &fields).await
    }

    pub async fn judge_all(&self, account: &str, values: [&str; 2]) {
        let mut browser = self.app.sign_in(account).await;
        for place in 1..=self.concepts.len() {
            done(self.judge(&mut browser, place, values).await);
        }
    }

    pub async fn reveal(&self) {
        let mut manager = self.app.sign_in("manager").await;
        let round = self.round(&mut manager).await;
        let fields = [("programme", &*self.programme), ("round", &*round)];
        done(manager.submit::<RevealJudging>(&self.page("judging"), &fields).await);
    }
}

fn done(answer: Answer) {
    answer.done();
}

/// Not even that somebody has judged is told to an open screen; that all is revealed is.
#[tokio::test]
async fn a_judgement_is_told_to_no_stream() {
    let scene = Scene::open().await;
    let mut told = scene.app.services.live.subscribe();
    for account in ["employee", "newhire", "admin"] {
        scene.judge_all(account, ["12", "3"]).await;
    }
    assert_eq!(told.try_recv(), Err(TryRecvError::Empty));
    scene.reveal().await;
    let programme = scene.app.demo.calendar.current;
    assert_eq!(told.try_recv(), Ok(Some(Change::Programme(programme))));
}

#[tokio::test]
async fn the_reveal_shows_everybody_the_same_and_late_judgements_keep_their_text() {
    let scene = Scene::open().await;
    for (account, cost) in [("employee", "900"), ("newhire", "1,000"), ("instructor", "2000")] {
        scene.judge_all(account, [cost, "4"]).await;
    }
    // The form is open while the results are revealed.
    let mut late = scene.app.sign_in("admin").await;
    let page = format!("{}?concept=2", scene.page("judging"));
    let form = late.get(&page).await;
    let criteria = form.names("c-");
    let (round, concept) = (form.value("round"), form.value("concept"));
    scene.reveal().await;
    let fields = [
        ("programme", &*scene.programme),
        ("round", &*round),
        ("concept", &*concept),
        (&*criteria[0], SENTINEL),
        (&*criteria[1], "2"),
    ];
    let refused = late.submit::<SaveJudgement>(&page, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("The results were revealed before this reached us"));
    assert_eq!(refused.value(&criteria[0]), SENTINEL);

    // One frozen result for all who see the programme.
    let mut shown = Vec::new();
    for account in ["employee", "hr", "instructor2"] {
        let page = scene.app.sign_in(account).await.get(&scene.page("judging")).await;
        assert!(page.text.contains("3 of 14 people judged"), "{}", page.text);
        assert!(!page.text.contains("987,654"));
        let section = page.text.find("3 of 14").expect("the results");
        let end = page.text.find("How this is computed").expect("their end");
        shown.push(page.text[section..end].to_owned());
    }
    assert_eq!((&shown[0], &shown[0]), (&shown[1], &shown[2]));
    let file = format!("/export/judging.csv?programme={}&round=1", scene.programme);
    let csv = scene.app.sign_in("employee").await.get(&file).await;
    assert_eq!(csv.status, StatusCode::OK);
    // Three people of three departments: no department by itself.
    assert_eq!(csv.text.lines().count(), 1 + 3 * 2, "{}", csv.text);
    assert!(csv.text.contains(",1000,900,2000,900,2000,"), "{}", csv.text);
    let other = scene.app.sign_in("manager2").await.get(&file).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);

    // Decided on, with somebody's hidden dissent.
    let mut manager = scene.app.sign_in("manager").await;
    let concept = scene.concepts[0].to_string();
    let owner = scene.app.demo.cast.employee.to_string();
    let decision = [
        ("concept", &*concept),
        ("revision", "1"),
        ("after", "0"),
        ("verdict", "accept"),
        ("options", "Todo o nada"),
        ("reasons", "Conviene"),
        ("owner", &*owner),
        ("review_on", "2026-06-01"),
    ];
    done(manager.submit::<Decide>(&scene.page("decisions"), &decision).await);
    // Whoever has not seen it decides again, and is told in the form of that concept.
    let mut unseen = vec![("_do", Decide::PATH), ("_key", &*concept)];
    unseen.extend(decision);
    let told = manager.post_form(&scene.page("decisions"), &unseen).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.text.contains("has decided about this concept meanwhile"), "{}", told.text);
    assert!(told.text.contains(">\nTodo o nada</textarea>"), "{}", told.text);
    let mut newhire = scene.app.sign_in("newhire").await;
    let page = newhire.get(&scene.page("decisions")).await;
    let id = page.value("decision");
    let fields = [("decision", &*id), ("dissent", "No contaría con esto"), ("name_hidden", "on")];
    done(newhire.submit::<AddDissent>(&scene.page("decisions"), &fields).await);
    for account in ["employee", "manager", "hr", "admin"] {
        let page = scene.app.sign_in(account).await.get(&scene.page("decisions")).await;
        let dissent = page.text.find("No contaría con esto").expect("the dissent");
        let around = &page.text[dissent..(dissent + 400).min(page.text.len())];
        assert!(around.contains("Name hidden"), "{around}");
        // As an owner to choose, everybody's name stands in the form of those who lead.
        if account == "employee" {
            assert!(!page.text.contains("Diego Rojas"), "{}", page.text);
        }
    }
}

#[tokio::test]
async fn what_is_refused_comes_back_as_typed() {
    let scene = Scene::set().await;
    let mut manager = scene.app.sign_in("manager").await;
    let page = scene.page("criteria");
    let fields = [("programme", &*scene.programme), ("chosen[]", "cost"), ("chosen[]", "team")];
    done(manager.submit::<ChooseCriteria>(&page, &fields).await);
    let weights = manager.get(&page).await.names("weight-");
    let mut fields = vec![("programme", &*scene.programme), ("press", "save")];
    fields.extend([(&*weights[0], "70"), (&*weights[1], "20")]);
    let refused = manager.submit::<SaveWeights>(&page, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("The weights make 90: 10 more are needed"));
    assert_eq!([refused.value(&weights[0]), refused.value(&weights[1])], ["70", "20"]);
    fields[1].1 = "even";
    let proposed = manager.submit::<SaveWeights>(&page, &fields).await;
    assert_eq!(proposed.status, StatusCode::OK);
    assert_eq!([proposed.value(&weights[0]), proposed.value(&weights[1])], ["50", "50"]);

    let scene = Scene::open().await;
    let mut ana = scene.app.sign_in("employee").await;
    let refused = scene.judge(&mut ana, 1, ["a lot", "5"]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let criteria = refused.names("c-");
    assert_eq!(refused.value(&criteria[0]), "a lot");
    assert!(refused.text.contains(&format!("f-{}-problem", criteria[0])), "{}", refused.text);
}

/// What each of the cast gets: through or refused for what was typed (`yes`), forbidden (`no`),
/// or nothing at all (`-`).
#[tokio::test]
async fn commands_by_role() {
    let scene = Scene::set().await;
    let mut manager = scene.app.sign_in("manager").await;
    let decision_of = |concept: &str, after: &str| -> Vec<(&'static str, String)> {
        let owner = scene.app.demo.cast.employee.to_string();
        vec![
            ("concept", concept.to_owned()),
            ("revision", "1".into()),
            ("after", after.into()),
            ("verdict", "accept".into()),
            ("options", "a".into()),
            ("reasons", "b".into()),
            ("change_reason", "c".into()),
            ("owner", owner),
            ("review_on", "2026-06-01".into()),
        ]
    };
    let first = decision_of(&scene.concepts[2].to_string(), "0");
    done(manager.submit::<Decide>(&scene.page("decisions"), &borrowed(&first)).await);
    let decision = manager.get(&scene.page("decisions")).await.value("decision");
    let programme = scene.programme.clone();
    let mut table = Table::default();
    let of = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
    };
    let fields = of(&[("decision", &decision), ("dissent", "No")]);
    table.row::<AddDissent>(&scene.app, "dissent", &fields).await;
    let fields = of(&[("programme", &programme), ("chosen[]", "team")]);
    table.row::<ChooseCriteria>(&scene.app, "choose criteria", &fields).await;
    let fields = of(&[("programme", &programme), ("press", "save")]);
    table.row::<SaveWeights>(&scene.app, "save weights", &fields).await;
    // Manager, HR and administrator added one each.
    let page = manager.get(&scene.page("criteria")).await;
    let weights = page.names("weight-");
    assert_eq!(weights.len(), 3);
    let mut all = vec![("programme", &*programme), ("press", "save")];
    all.extend(weights.iter().map(String::as_str).zip(["34", "33", "33"]));
    done(manager.submit::<SaveWeights>(&scene.page("criteria"), &all).await);
    let round = scene.round(&mut manager).await;
    let fields = of(&[("programme", &programme), ("round", &round)]);
    table.row::<OpenJudging>(&scene.app, "open", &fields).await;
    let concept = scene.concepts[0].to_string();
    let fields = of(&[("programme", &programme), ("round", &round), ("concept", &concept)]);
    table.row::<SaveJudgement>(&scene.app, "judge", &fields).await;
    let fields = of(&[("programme", &programme), ("round", &round)]);
    table.row::<RevealJudging>(&scene.app, "reveal", &fields).await;
    let fields = of(&[("programme", &programme), ("note", "Otra vez")]);
    table.row::<JudgeAgain>(&scene.app, "judge again", &fields).await;
    table.row::<Decide>(&scene.app, "decide", &decision_of(&concept, "0")).await;
    assert_eq!(table.0.trim(), BY_ROLE.trim(), "\n{}", table.0);
}

/// A round that is only prepared hides the results from nobody, and can be given up.
#[tokio::test]
async fn a_draft_beside_results_is_for_those_who_lead() {
    const OVER: &str = "UPDATE programmes SET phase = 5 WHERE phase = 3";
    each_engine(|db: Db| async move {
        let scene = Scene::open_on(db).await;
        for account in ["employee", "newhire", "instructor"] {
            scene.judge_all(account, ["900", "4"]).await;
        }
        scene.reveal().await;
        let (mut manager, mut ana) =
            (scene.app.sign_in("manager").await, scene.app.sign_in("employee").await);
        let page = scene.page("judging");
        let again = [("programme", &*scene.programme), ("note", "Faltó el costo")];
        manager.submit::<JudgeAgain>(&page, &again).await.done();

        let seen = ana.get(&page).await.text;
        assert!(seen.contains("Totals") && !seen.contains("Judging is not open yet"), "{seen}");
        assert!(!seen.contains("Round 2") && !seen.contains("Discard this round"), "{seen}");
        let led = manager.get(&page).await.text;
        assert!(led.contains("Round 2") && led.contains("Discard this round"), "{led}");
        let round = scene.round(&mut manager).await;
        let fields = [("programme", &*scene.programme), ("round", &*round)];
        let status = ana.post_form(DiscardRound::PATH, &fields).await.status;
        assert_eq!(status, StatusCode::FORBIDDEN);

        // Also when its phase is over, and it could never be opened. Once.
        let mut tx = scene.app.services.db.write().await.expect("a transaction");
        app::on!(tx, c => sqlx::query(OVER).execute(c).await.map(drop).expect("a move"));
        tx.commit().await.expect("kept");
        manager.submit::<DiscardRound>(&page, &fields).await.done();
        let led = manager.get(&page).await.text;
        assert!(led.contains("Totals") && !led.contains("Round 2"), "{led}");
        let late = manager.post_form(DiscardRound::PATH, &fields).await.status;
        assert_eq!(late, StatusCode::CONFLICT);
    })
    .await;
}

/// manager2 manages another branch; instructor2 sees everything and takes part in nothing.
const ACCOUNTS: [&str; 6] = ["employee", "instructor2", "manager2", "manager", "hr", "admin"];

const BY_ROLE: &str = "
dissent              yes   no    -  yes  yes  yes
choose criteria       no   no    -  yes  yes  yes
save weights          no   no    -  yes  yes  yes
open                  no   no    -  yes  yes  yes
judge                yes   no    -  yes  yes  yes
reveal                no   no    -  yes  yes  yes
judge again           no   no    -  yes  yes  yes
decide                no   no    -  yes  yes  yes
";

#[derive(Default)]
struct Table(String);

impl Table {
    async fn row<C: ServerFn>(
        &mut self,
        app: &TestApp,
        name: &str,
        fields: &[(&'static str, String)],
    ) {
        self.0.push_str(&format!("{name:<19}"));
        for account in ACCOUNTS {
            let mut browser = app.sign_in(account).await;
            let status = browser.post_form(C::PATH, &borrowed(fields)).await.status;
            let word = match status {
                StatusCode::SEE_OTHER | StatusCode::OK | StatusCode::UNPROCESSABLE_ENTITY => "yes",
                StatusCode::FORBIDDEN => "no",
                StatusCode::NOT_FOUND => "-",
                other => panic!("{name} by {account} answered {other}"),
            };
            self.0.push_str(&format!("{word:>5}"));
        }
        self.0.push('\n');
    }
}

fn borrowed<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[tokio::test]
async fn pages_by_role() {
    let scene = Scene::set().await;
    let pages = [
        ("criteria", [403, 403, 404, 200, 200, 200]),
        ("judging", [200, 200, 404, 200, 200, 200]),
        ("decisions", [200, 200, 404, 200, 200, 200]),
    ];
    for (page, expected) in pages {
        for (account, expected) in ACCOUNTS.into_iter().zip(expected) {
            let status = scene.app.sign_in(account).await.get(&scene.page(page)).await.status;
            assert_eq!(status.as_u16(), expected, "{page} by {account}");
        }
    }
    // A programme of levels has no concepts to justify.
    let levels = format!("/programmes/{}/judging", scene.app.demo.calendar.marketing);
    assert_eq!(scene.app.sign_in("manager").await.get(&levels).await.status, StatusCode::NOT_FOUND);
}
