//! Out of one programme and into another, and what is refused.

mod job;
mod polls;
mod refused;
mod round;
mod written;

use chrono::{DateTime, Utc};

use super::{
    arriving::{Arrived, developed},
    carrying::{carry, enter},
    check::check,
    folder::{self, File, PhotoFile},
    gather,
    matching::matches,
    pack::Unpacked,
    store,
};
use crate::{
    access::{self, Actor},
    db::{Db, Tx},
    error::Result,
    people::{BranchId, PersonId},
    programmes::{self, Framework, Programme, ProgrammeId, ProgrammeState, Stage},
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

async fn actor(tx: &mut Tx, person: PersonId) -> Actor {
    let token = PersonId::new().to_string();
    access::store::add_sign_in(tx, person, token.as_bytes(), "test", now()).await.unwrap();
    let limits = crate::request::Limits::default();
    access::store::actor(tx, token.as_bytes(), limits, now()).await.unwrap().unwrap().0
}

async fn sign_in(db: &Db, person: PersonId) -> Actor {
    let mut tx = db.write().await.unwrap();
    let actor = actor(&mut tx, person).await;
    tx.commit().await.unwrap();
    actor
}

/// A programme of five phases in which nothing was done yet.
async fn empty(db: &Db, like: &Programme, branch: Option<BranchId>, by: PersonId) -> ProgrammeId {
    let programme = Programme {
        id: ProgrammeId::new(),
        framework: Framework::Phases,
        branch_id: branch,
        phase: 1,
        state: ProgrammeState::Active,
        copied_from: None,
        revision: 1,
        ..like.clone()
    };
    let mut tx = db.write().await.unwrap();
    let stages: Vec<Stage> = (1..=5).map(|number| Stage { number, name: String::new() }).collect();
    programmes::store::add(&mut tx, &programme, &stages, by, now()).await.unwrap();
    tx.commit().await.unwrap();
    programme.id
}

/// What a programme is taken out as.
#[derive(Clone, PartialEq)]
struct Taken {
    files: Vec<File>,
    photos: Vec<PhotoFile>,
}

impl std::ops::Deref for Taken {
    type Target = Vec<File>;

    fn deref(&self) -> &Vec<File> {
        &self.files
    }
}

impl From<&[File]> for Taken {
    fn from(files: &[File]) -> Self {
        Taken { files: files.to_vec(), photos: Vec::new() }
    }
}

/// The files of a programme, as this person takes them out.
async fn taken_out(db: &Db, actor: &Actor, id: ProgrammeId) -> Taken {
    let mut tx = db.read().await.unwrap();
    let found = programmes::store::find(&mut tx, &actor.scope(), id).await.unwrap().unwrap();
    let gathered = gather::book(&mut tx, &actor.scope(), &found.programme, now()).await;
    let (book, photos) = gathered.unwrap();
    Taken { files: folder::write(&book).unwrap(), photos }
}

/// Carries files into a programme.
async fn carried_in(db: &Db, actor: &Actor, id: ProgrammeId, taken: &Taken) -> Result<()> {
    let Taken { files, photos } = taken.clone();
    let checked = check(&files, &photos, now()).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let unpacked = Unpacked { files, photos };
    let Arrived::Good(checked) = developed(Box::new(checked), unpacked).await else {
        panic!("a photo cannot be read")
    };
    let mut tx = db.write().await?;
    let programme = enter(&mut tx, actor, id).await?;
    let all = store::everybody(&mut tx, &actor.scope(), id).await?;
    let matches = matches(&checked.people, &all);
    carry(&mut tx, actor, programme, &checked, &matches, now()).await?;
    tx.commit().await
}
