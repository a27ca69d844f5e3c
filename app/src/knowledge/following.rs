//! What an open screen asks after every note: what is new on its wall.

use std::collections::HashMap;

use super::{Note, api::CHANGES, store, wall};
use crate::{
    access::Scope,
    error::{Error, Result},
    links,
    request::{Look, services, visitor},
    sessions::SessionId,
};

/// A screen that asks what is new.
pub struct Follower {
    scope: Scope,
    session: SessionId,
    /// The number of the last change it has.
    since: i64,
}

/// What changed on the wall of a session after number `since`, oldest change first, as the visitor
/// may see it; asked together with the other screens that ask right now.
pub async fn since(session: SessionId, since: i64) -> Result<Vec<Note>> {
    let scope = visitor().signed_in()?.scope();
    let services = services();
    let db = services.db.clone();
    let answer = async move |followers: Vec<Follower>| {
        let mut walls: HashMap<(SessionId, i64), Vec<usize>> = HashMap::new();
        for (place, follower) in followers.iter().enumerate() {
            walls.entry((follower.session, follower.since)).or_default().push(place);
        }
        let mut answers = vec![Err(Error::NotFound); followers.len()];
        // More than one query, but none hangs on the moment of another.
        let mut tx = db.glance().await?;
        for ((session, since), places) in walls {
            let readers: Vec<Scope> = places.iter().map(|place| followers[*place].scope).collect();
            let changes = store::changes(&mut tx, &readers, session, since, CHANGES).await?;
            for (place, notes) in places.into_iter().zip(changes) {
                answers[place] = notes;
            }
        }
        Ok(answers)
    };
    let mut notes = services.asked.walls.ask(Follower { scope, session, since }, answer).await??;
    if notes.iter().any(|note| links::rules::leads_on(&note.html)) {
        wall::link(&mut Look::begin().await?, &mut notes, false).await?;
    }
    Ok(notes)
}
