//! The product in a process of its own: the real router on a fresh demo clinic.

mod answer;
mod browser;

use std::{sync::Arc, time::SystemTime};

use app::{
    access::{self, tokens},
    clock::Clock,
    db::Db,
    demo::{self, Demo},
    people::PersonId,
    request::{Asked, Assets, Limits, Live, Services},
};
use axum::Router;
use chrono::{DateTime, Utc};
use tempfile::TempDir;
use tokio::sync::{OnceCell, Semaphore};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

pub use answer::Answer;
pub use browser::Browser;

/// When the tests take place, unless they move the clock.
const NOW: &str = "2026-03-04T14:00:00Z";

pub fn now() -> DateTime<Utc> {
    NOW.parse().expect("a time")
}

/// The file of a demo clinic: some tests begin a hundred times.
static FILLED: OnceCell<(Vec<u8>, Demo)> = OnceCell::const_new();

async fn filled() -> (Vec<u8>, Demo) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("test.db");
    let db = Db::open(&format!("sqlite:{}", path.display())).await.expect("a new database");
    db.migrate().await.expect("the migrations");
    let demo = demo::fill(&db, now()).await.expect("the demo clinic");
    db.close().await;
    (std::fs::read(&path).expect("the file"), demo)
}

/// The product, with the demo clinic in it.
pub struct TestApp {
    pub services: Services,
    /// Who is there and what is planned.
    pub demo: Demo,
    /// What was made since has a newer id than this, in milliseconds.
    pub since: u64,
    router: Router,
    /// Where the database is, unless the test brought its own.
    _folder: Option<TempDir>,
}

impl TestApp {
    pub async fn start() -> TestApp {
        TestApp::start_at("http://localhost").await
    }

    /// The same behind another public address.
    pub async fn start_at(public_url: &str) -> TestApp {
        let (file, demo) = FILLED.get_or_init(filled).await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("test.db");
        std::fs::write(&path, file).expect("a copy");
        let db = Db::open(&format!("sqlite:{}", path.display())).await.expect("the copy");
        let app = TestApp::serving(db, demo.clone(), Live::local(), public_url);
        TestApp { _folder: Some(folder), ..app }
    }

    /// The same on a fresh database that the test was given: `each_engine` does so.
    pub async fn on(db: Db) -> TestApp {
        let demo = demo::fill(&db, now()).await.expect("the demo clinic");
        TestApp::serving(db, demo, Live::local(), "http://localhost")
    }

    /// One server of several on the same database.
    pub fn serving(db: Db, demo: Demo, live: Live, public_url: &str) -> TestApp {
        let services = services(db, live, public_url);
        let router = server::http::router(services.clone());
        let since = SystemTime::UNIX_EPOCH.elapsed().expect("a time").as_millis() as u64;
        TestApp { services, demo, since, router, _folder: None }
    }

    /// The same with a change to what the process offers.
    pub fn with(mut self, change: impl FnOnce(&mut Services)) -> TestApp {
        change(&mut self.services);
        self.router = server::http::router(self.services.clone());
        self
    }

    /// A browser that has not been here before.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which one of the cast is signed in: `sign_in("employee")`.
    pub async fn sign_in(&self, account: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_in(account, demo::PASSWORD).await;
        browser
    }

    /// A browser in which somebody is signed in, with an account or without.
    pub async fn as_person(&self, person: PersonId) -> Browser {
        signed_in(&self.services, &self.router, person).await
    }
}

/// What a server on this database offers.
pub fn services(db: Db, live: Live, public_url: &str) -> Services {
    Services {
        db,
        clock: Clock::fixed(now()),
        live,
        limits: Limits::default(),
        asked: Asked::default(),
        assets: Assets {
            pkg_dir: "pkg/test".into(),
            stylesheet: "/pkg/test/main.css".into(),
            live: "/pkg/test/live.js".into(),
        },
        public_url: public_url.into(),
        demo: false,
        hashing: Arc::new(Semaphore::new(2)),
        stop: CancellationToken::new(),
        tasks: TaskTracker::new(),
        metrics_token: None,
    }
}

/// A browser in which somebody is signed in.
pub async fn signed_in(services: &Services, router: &Router, person: PersonId) -> Browser {
    let token = tokens::fresh();
    let mut tx = services.db.write().await.expect("a transaction");
    let (hash, now) = (tokens::hash(&token), services.clock.now());
    access::store::add_sign_in(&mut tx, person, &hash, "", now).await.expect("a sign-in");
    tx.commit().await.expect("a commit");
    let mut browser = Browser::new(router.clone());
    let name = access::cookie_name(services.secure());
    browser.cookies.insert(name.into(), token);
    browser
}
