//! The demo × 100: 4,100 people who are signed in, and sessions for them to check in to.

use anyhow::{Context, Result};
use app::{
    access::{self, tokens},
    attendance::{self, api::CheckIn, codes::Secret},
    clock::Clock,
    db::Db,
    demo::{self, Demo},
    judging::{
        Criterion, CriterionId, CriterionKind, Direction, RoundId,
        store::{self, Place},
    },
    knowledge,
    people::PersonId,
    programmes::{self, AudienceKind, AudienceLine, ProgrammeId},
    sessions::{self, Session, SessionId},
};
use server_fn::ServerFn;

use crate::{library, load::Ask};

const TIMES: usize = 100;
/// One session for each run that checks people in; the last is the room of [`crate::room`].
pub const WAVES: usize = 7;

pub struct Crowd {
    db: Db,
    clock: Clock,
    pub tokens: Vec<String>,
    people: Vec<PersonId>,
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
        Ok(Crowd { db, clock, tokens, people, sessions: waves, clinics })
    }

    /// The session of a wave, to which everybody is invited.
    pub fn session(&self, wave: usize) -> SessionId {
        self.sessions[wave]
    }

    /// The code that opens the session of a wave now.
    pub async fn code(&self, wave: usize) -> Result<String> {
        let mut tx = self.db.read().await?;
        let key =
            attendance::store::key(&mut tx, self.sessions[wave]).await?.context("no session")?;
        Ok(Secret::new(&key.join_secret).code(self.clock.now()).to_string())
    }

    /// The place on the wall of a session before its first note.
    pub async fn place(&self, wave: usize) -> Result<String> {
        let mut tx = self.db.read().await?;
        let places = knowledge::store::places(&mut tx, self.sessions[wave]).await?;
        Ok(places.context("no session")?.after(0))
    }

    /// Adds what they have written down in years.
    pub async fn write_down(&self) -> Result<()> {
        library::fill(&self.db, &self.clinics, self.clock.now()).await?;
        Ok(self.db.analyze().await?)
    }

    /// Everybody's check-in to the session of a wave.
    pub async fn check_ins(&self, wave: usize) -> Result<Vec<Ask>> {
        let code = self.code(wave).await?;
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

    /// The manager's sign-in.
    pub fn manager(&self) -> &str {
        let manager = self.clinics[0].cast.manager;
        let manager = self.people.iter().position(|person| *person == manager);
        &self.tokens[manager.unwrap_or_default()]
    }

    /// The first of the crowd judge three concepts by all that a round asks; it is still open.
    pub async fn judge(&self, judges: usize) -> Result<(ProgrammeId, RoundId)> {
        let (cast, programme) = (&self.clinics[0].cast, self.clinics[0].calendar.current);
        let (judges, now) = (&self.people[..judges], self.clock.now());
        let mut tx = self.db.write().await?;
        let invited: Vec<AudienceLine> =
            judges.iter().map(|person| AudienceLine::new(AudienceKind::Person, *person)).collect();
        programmes::store::set_audience(&mut tx, programme.into(), &invited).await?;
        let concepts = demo::ready_to_judge(&mut tx, cast, programme, now).await?;
        let round = store::add_round(&mut tx, programme, 1, "", cast.manager, now).await?;
        let mut criteria = Vec::new();
        for (name, kind) in
            [("Costo", CriterionKind::Quantitative), ("Se puede", CriterionKind::Qualitative)]
        {
            let criterion = criterion(name, kind);
            store::add_criterion(&mut tx, round, &criterion).await?;
            criteria.push(criterion.id);
        }
        let concepts: Vec<_> = concepts.into_iter().map(|concept| (concept, 1)).collect();
        store::put_up(&mut tx, round, &concepts).await?;
        store::open(&mut tx, round, cast.manager, now).await?;
        for (index, person) in (0i64..).zip(judges) {
            for (concept, _) in &concepts {
                for (place, criterion) in (0i64..).zip(&criteria) {
                    let (concept, criterion, person) = (*concept, *criterion, *person);
                    let value = 100 * (1 + (index + place) % 5);
                    let place = Place { round, concept, criterion, person };
                    store::judge(&mut tx, place, Some(value)).await?;
                }
            }
        }
        tx.commit().await?;
        Ok((programme, round))
    }
}

fn criterion(name: &str, kind: CriterionKind) -> Criterion {
    let quantity = kind == CriterionKind::Quantitative;
    let word = |word: &str| if quantity { String::new() } else { word.to_owned() };
    Criterion {
        id: CriterionId::new(),
        name: name.into(),
        kind,
        unit: if quantity { "S/".into() } else { String::new() },
        direction: Direction::Less,
        low: word("Nada"),
        middle: word("Algo"),
        high: word("Mucho"),
        department_id: None,
        department: None,
        part_of: None,
        whole: None,
        weight: 50,
    }
}
