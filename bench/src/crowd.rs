//! The demo × 100: 4,100 people who are signed in, and sessions for them to check in to.

use anyhow::{Context, Result};
use app::{
    access::{self, tokens},
    attendance::{self, api::CheckIn, codes::Secret},
    clock::Clock,
    db::Db,
    demo::{self, Demo},
    people::PersonId,
    programmes::{self, AudienceKind, AudienceLine},
    sessions::{self, Session, SessionId},
};
use server_fn::ServerFn;

use crate::{library, load::Ask};

const TIMES: usize = 100;
/// One session for each run that checks people in.
const WAVES: usize = 6;

pub struct Crowd {
    db: Db,
    clock: Clock,
    pub tokens: Vec<String>,
    sessions: Vec<SessionId>,
    clinics: Vec<Demo>,
}

impl Crowd {
    pub async fn gather(database: &str) -> Result<Self> {
        let db = Db::open(database).await?;
        db.migrate().await?;
        let clock = Clock::system();
        let now = clock.now();
        let demo = demo::fill(&db, now).await?;
        let today = demo.calendar.today;
        let manager = demo.cast.manager;
        let mut clinics = vec![demo];
        for copy in 1..TIMES {
            clinics.push(demo::fill_copy(&db, copy, now).await?);
        }
        let people: Vec<PersonId> =
            clinics.iter().flat_map(|clinic| clinic.cast.people.clone()).collect();
        let mut tokens = Vec::new();
        let mut tx = db.write().await?;
        for person in &people {
            let token = tokens::fresh();
            access::store::add_sign_in(&mut tx, *person, &tokens::hash(&token), "bench", now)
                .await?;
            tokens.push(token);
        }
        let model = sessions::store::by_id(&mut tx, today).await?.context("no session")?;
        let mut waves = Vec::new();
        for _ in 0..WAVES {
            let id = SessionId::new();
            let session = Session {
                id,
                programme_id: None,
                stage_number: None,
                audience_id: id.into(),
                starts_at: now,
                ..model.clone()
            };
            let everyone =
                AudienceLine { kind: AudienceKind::Everyone, target_id: uuid::Uuid::nil() };
            programmes::store::set_audience(&mut tx, id.into(), &[everyone]).await?;
            sessions::store::add(&mut tx, &session, &[], manager).await?;
            waves.push(id);
        }
        tx.commit().await?;
        db.analyze().await?;
        Ok(Crowd { db, clock, tokens, sessions: waves, clinics })
    }

    /// Adds what they have written down in years.
    pub async fn write_down(&self) -> Result<()> {
        library::fill(&self.db, &self.clinics, self.clock.now()).await?;
        Ok(self.db.analyze().await?)
    }

    /// Everybody's check-in to the session of a wave.
    pub async fn check_ins(&self, wave: usize) -> Result<Vec<Ask>> {
        let mut tx = self.db.read().await?;
        let key =
            attendance::store::key(&mut tx, self.sessions[wave]).await?.context("no session")?;
        let code = Secret::new(&key.join_secret).code(self.clock.now()).to_string();
        self.tokens
            .iter()
            .map(|token| {
                let fields = [("_do", CheckIn::PATH), ("code", code.as_str())];
                Ask::post(format!("/join/{code}"), token, &fields)
            })
            .collect()
    }

    /// How many are present in the session of a wave.
    pub async fn present(&self, wave: usize) -> Result<i64> {
        let mut tx = self.db.read().await?;
        Ok(attendance::store::counts_of(&mut tx, self.sessions[wave]).await?.present)
    }
}
