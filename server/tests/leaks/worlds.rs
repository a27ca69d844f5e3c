//! Two worlds that begin as the same database, and who plays which part in them.

use crate::{judging::Scene, support::TestApp};
use app::{
    attendance::{self, codes::Secret},
    db::{Db, testing::twins},
    demo::{self, Demo},
    people::PersonId,
    request::Live,
    routes,
};

/// Who does what nobody may find out.
#[derive(Clone)]
pub struct Who {
    /// Shares, adds and objects without a name.
    pub hidden: PersonId,
    /// Could have.
    pub silent: PersonId,
    /// Judge differently, in one department.
    pub high: PersonId,
    pub low: PersonId,
    /// Whether it is done before or after what others say meanwhile.
    pub early: bool,
}

impl Who {
    pub fn swapped(&self) -> Who {
        let Who { hidden, silent, high, low, early } = self.clone();
        Who { hidden: silent, silent: hidden, high: low, low: high, early: !early }
    }

    /// What must not stand in a log: whoever hides, however one may call them.
    pub fn traces(&self, worlds: &Worlds) -> Vec<String> {
        let name = |person: PersonId| {
            let mut names = worlds.names.iter();
            names.find(|(id, _)| *id == person).expect("a person").1.clone()
        };
        let id = self.hidden.to_string();
        let mut traces = vec![id.replace('-', ""), id, name(self.hidden), name(self.high)];
        traces.extend(["employee@".into(), self.high.to_string(), super::SENTINEL.into()]);
        traces
    }

    /// Where reading begins: what was made, and what one could search for.
    pub async fn seeds(&self, scene: &Scene, made: &[String]) -> Vec<String> {
        let mut seeds = judging_seeds(scene);
        seeds.splice(0..0, made.iter().cloned());
        let app = &scene.app;
        let mut tx = app.services.db.read().await.expect("a transaction");
        let key = attendance::store::key(&mut tx, app.demo.calendar.today).await.expect("a query");
        let secret = Secret::new(&key.expect("a session").join_secret);
        seeds.push(routes::join(&secret.code(app.services.clock.now()).to_string()));
        for words in ["Ana Torres", "Óscar Vargas", "papel", "papel Ana", "\"sin nombre\"", "costo"]
        {
            seeds.push(format!("/knowledge?q={}", routes::encode(words)));
            seeds.push(format!("/people?q={}", routes::encode(words)));
        }
        let mut new = onboarding_seeds(app);
        seeds.append(&mut new);
        // In a fixed order, whoever hides.
        let mut both = [self.hidden, self.silent];
        both.sort();
        for person in both {
            seeds.push(format!("/people/{person}"));
            seeds.push(format!("/knowledge?author={person}"));
            seeds.push(format!("/settings/audit?person={person}"));
        }
        seeds
    }
}

/// The pages of new people in all states.
fn onboarding_seeds(app: &TestApp) -> Vec<String> {
    let Some(new) = app.demo.onboardings else { return Vec::new() };
    let mut seeds: Vec<String> = ["", "/plans", "/plans/new", "/job-training"]
        .iter()
        .map(|page| format!("/onboarding{page}"))
        .collect();
    seeds.push(routes::onboarding_morning(app.services.clock.now().date_naive()));
    for id in [new.newhire, new.late, new.done, new.overridden] {
        seeds.push(routes::onboarding(id));
        seeds.push(routes::certificate(id));
        seeds.push(routes::verify(id));
        seeds.push(routes::onboarding_day(id, 2));
    }
    for page in ["", "/roster", "/edit"] {
        seeds.push(format!("/sessions/{}{page}", new.job));
    }
    for ending in ["csv", "xlsx"] {
        seeds.push(format!("/export/onboarding.{ending}"));
    }
    seeds
}

/// Where reading begins when one wants to know about judgements.
pub fn judging_seeds(scene: &Scene) -> Vec<String> {
    let mut seeds: Vec<String> =
        ["/", "/offline", "/join", "/sign-in", "/metrics", "/healthz", "/knowledge?q=costo"]
            .map(str::to_owned)
            .into();
    #[cfg(debug_assertions)]
    seeds.push("/design".into());
    for page in [
        "",
        "/phase",
        "/criteria",
        "/judging",
        "/judging?concept=1",
        "/judging?concept=2",
        "/judging?round=1",
        "/decisions",
    ] {
        seeds.push(format!("/programmes/{}{page}", scene.programme));
    }
    for ending in ["csv", "xlsx"] {
        for query in ["", "&round=1"] {
            seeds.push(format!("/export/judging.{ending}?programme={}{query}", scene.programme));
        }
        for table in ["people", "completed-training", "visits", "visit-coverage"] {
            seeds.push(format!("/export/{table}.{ending}"));
        }
    }
    let calendar = &scene.app.demo.calendar;
    for session in [calendar.today, calendar.this_week[0]] {
        for page in [
            "",
            "/roster",
            "/screen",
            "/sheet",
            "/edit",
            "/move",
            "/close",
            "/themes",
            "/polls",
            "/polls/new",
        ] {
            seeds.push(format!("/sessions/{session}{page}"));
        }
    }
    seeds.push("/settings/audit?kind=judging".into());
    seeds
}

pub struct Worlds {
    copies: [Db; 2],
    demo: Demo,
    pub names: Vec<(PersonId, String)>,
}

impl Worlds {
    /// The demo clinic twice, byte for byte the same.
    pub async fn alike(db: Db) -> Worlds {
        let demo = demo::fill(&db, crate::support::now()).await.expect("the demo clinic");
        let mut tx = db.read().await.expect("a transaction");
        let mut names = Vec::new();
        for id in &demo.cast.people {
            let person = app::people::store::by_id(&mut tx, *id).await.expect("a query");
            names.push((*id, person.expect("a person").name));
        }
        drop(tx);
        Worlds { copies: twins(db).await, demo, names }
    }

    pub fn who(&self) -> Who {
        let named = |name: &str| self.names.iter().find(|(_, n)| n == name).expect(name).0;
        Who {
            hidden: self.demo.cast.employee,
            // Of another department, in another position.
            silent: named("Óscar Vargas Pinto"),
            high: named("José Mendoza Arias"),
            low: named("Silvia Espinoza Cruz"),
            early: true,
        }
    }

    pub fn open(&self, world: usize) -> Scene {
        let (cast, calendar) = (self.demo.cast.clone(), self.demo.calendar.clone());
        let programme = calendar.current.to_string();
        let demo = Demo { cast, calendar, onboardings: self.demo.onboardings };
        let db = self.copies[world].clone();
        let app = TestApp::serving(db, demo, Live::local(), "http://localhost");
        Scene { app, programme, concepts: Vec::new() }
    }
}
