//! What an open screen asks after every note: what is new on its wall.

use std::collections::{HashMap, hash_map::Entry};

use super::{Note, api::CHANGES, places::Places, store, wall};
use crate::{
    access::Scope,
    db::Tx,
    error::{Error, Result},
    links,
    request::{Look, services, visitor},
    sessions::SessionId,
};

/// A screen that asks what is new.
pub struct Follower {
    scope: Scope,
    session: SessionId,
    /// Up to where it has what happened.
    place: String,
}

/// What is new for one screen.
#[derive(Clone)]
pub struct News {
    /// From where to go on.
    pub place: String,
    pub more: bool,
    pub notes: Vec<Note>,
}

/// What changed on the wall of a session after a place, as the visitor may see it; asked together
/// with the other screens that ask right now.
pub async fn since(session: SessionId, place: String) -> Result<News> {
    let scope = visitor().signed_in()?.scope();
    let services = services();
    let db = services.db.clone();
    let answer = async move |followers: Vec<Follower>| {
        // More than one query, but none hangs on the moment of another.
        let mut tx = db.glance().await?;
        answers(&mut tx, followers).await
    };
    let mut news = services.asked.walls.ask(Follower { scope, session, place }, answer).await??;
    if news.notes.iter().any(|note| links::rules::leads_on(&note.html)) {
        wall::link(&mut Look::begin().await?, &mut news.notes, false).await?;
    }
    Ok(news)
}

async fn answers(tx: &mut Tx, followers: Vec<Follower>) -> Result<Vec<Result<News>>> {
    let mut places: HashMap<SessionId, Places> = HashMap::new();
    let mut walls: HashMap<(SessionId, i64), Vec<usize>> = HashMap::new();
    for (at, follower) in followers.iter().enumerate() {
        let session = follower.session;
        let known = match places.entry(session) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => match store::places(tx, session).await? {
                Some(known) => unknown.insert(known),
                None => continue,
            },
        };
        if let Some(number) = known.number(&follower.place) {
            walls.entry((session, number)).or_default().push(at);
        }
    }
    let mut answers = vec![Err(Error::NotFound); followers.len()];
    for ((session, since), asking) in walls {
        let readers: Vec<Scope> = asking.iter().map(|at| followers[*at].scope).collect();
        let changes = store::changes(tx, &readers, session, since, CHANGES).await?;
        for (at, notes) in asking.into_iter().zip(changes) {
            answers[at] = notes.map(|notes| news(&places[&session], since, notes));
        }
    }
    Ok(answers)
}

/// Notes without a name stand last, and not in the order in which they came.
fn news(places: &Places, since: i64, mut notes: Vec<Note>) -> News {
    let reached = notes.last().map_or(since, |note| note.sequence);
    let more = notes.len() as i64 == CHANGES;
    notes.sort_by_key(|note| note.unnamed().then_some(note.id));
    News { place: places.after(reached), more, notes }
}
