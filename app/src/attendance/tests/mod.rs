//! The story of attendance on both engines, and what happens when many come at once.

mod races;
mod story;

use chrono::{DateTime, Utc};

use super::{
    AttendanceState,
    codes::Secret,
    joining::{self, Arrived, Refusal},
    store,
};
use crate::{
    access::{self, Actor},
    db::{Db, execute, on},
    demo::{self, Demo},
    error::Result,
    people::PersonId,
    request::Limits,
    sessions::SessionId,
};

/// Ten minutes before the first session of the present programme.
fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

async fn filled(db: &Db) -> Demo {
    demo::fill(db, now()).await.unwrap()
}

/// A person who is signed in.
async fn actor(db: &Db, person: PersonId) -> Actor {
    let mut tx = db.write().await.unwrap();
    let token = format!("{person}/{}", uuid::Uuid::now_v7());
    access::store::add_sign_in(&mut tx, person, token.as_bytes(), "", now()).await.unwrap();
    let found = access::store::actor(&mut tx, token.as_bytes(), Limits::default(), now()).await;
    tx.commit().await.unwrap();
    found.unwrap().unwrap().0
}

/// The code on the screen of a session.
async fn code(db: &Db, session: SessionId, at: DateTime<Utc>) -> String {
    let mut tx = db.read().await.unwrap();
    let key = store::key(&mut tx, session).await.unwrap().unwrap();
    Secret::new(&key.join_secret).code(at).to_string()
}

async fn check_in(
    db: &Db,
    actor: &Actor,
    code: &str,
    at: DateTime<Utc>,
) -> Result<Result<Arrived, Refusal>> {
    joining::check_in(db, actor, code, None, at).await
}

async fn state(db: &Db, session: SessionId, person: PersonId) -> Option<AttendanceState> {
    let mut tx = db.read().await.unwrap();
    store::mark(&mut tx, session, person).await.unwrap().map(|mark| mark.state)
}

/// How many rows of attendance and of history a session has.
async fn rows(db: &Db, session: SessionId) -> (i64, i64) {
    let mut tx = db.read().await.unwrap();
    async fn count(tx: &mut crate::db::Tx, find: &'static str, id: SessionId) -> Result<i64> {
        Ok(on!(tx, c => sqlx::query_scalar(find).bind(id).fetch_one(c).await?))
    }
    const ROWS: &str = "SELECT COUNT(*) FROM attendance WHERE session_id = $1";
    const HISTORY: &str = "SELECT COUNT(*) FROM attendance_history WHERE session_id = $1";
    (count(&mut tx, ROWS, session).await.unwrap(), count(&mut tx, HISTORY, session).await.unwrap())
}

async fn set_capacity(db: &Db, session: SessionId, places: i64) -> Result<()> {
    const SET: &str = "UPDATE sessions SET capacity = $2 WHERE id = $1";
    let mut tx = db.write().await?;
    execute!(tx, sqlx::query(SET).bind(session).bind(places));
    tx.commit().await
}
