//! The streams of a session's and of a programme's changes (server-sent events).
//!
//! An event is a name and nothing more, so it gives nothing away and losing one loses nothing: an
//! open page asks for what is new whenever it hears its name, and whenever the stream opens.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use app::{
    access::Actor,
    error::{Error, Result},
    people::PersonId,
    programmes::{self, ProgrammeId},
    request::{Heard, Services, Topic},
    sessions,
};
use axum::{
    Extension, Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response, Sse, sse},
    routing::get,
};
use futures::stream;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, Interval, interval_at, sleep_until},
};

use super::visitor;

/// All open streams together: each takes a connection and some 20 kB.
const STREAMS: usize = 4_000;
/// Those of one person: as many pages as anybody has in view.
const PER_PERSON: usize = 12;
/// What one command changes comes within this time and is told together.
const MOMENT: Duration = Duration::from_millis(20);
/// No page hears more often than this: a room of 200 checks in within seconds.
const PAUSE: Duration = Duration::from_millis(100);
/// Proxies close what is silent for a minute.
const KEEP_ALIVE: Duration = Duration::from_secs(20);
/// How often a stream looks whether its reader may still listen.
const CHECK: Duration = Duration::from_secs(120);
/// How long a browser waits before it comes back; each adds up to twice this.
const RETRY: Duration = Duration::from_millis(1_000);

/// What an open page may hear; when something was missed, all of it.
const NAMES: [&str; 6] = ["wall", "roster", "session", "programme", "polls", "screen"];

/// `GET /sessions/{id}/events` and `GET /programmes/{id}/events`. They share their places.
pub fn routes() -> Router<Services> {
    Router::new()
        .route("/sessions/{id}/events", get(of_session))
        .route("/programmes/{id}/events", get(of_programme))
        .layer(Extension(Places::default()))
}

async fn of_session(
    State(services): State<Services>,
    Extension(places): Extension<Places>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    match id.parse() {
        Ok(id) => listen(services, places, Topic::Session(id), headers).await,
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn of_programme(
    State(services): State<Services>,
    Extension(places): Extension<Places>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    match id.parse() {
        Ok(id) => listen(services, places, Topic::Programme(id), headers).await,
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn listen(services: Services, places: Places, topic: Topic, headers: HeaderMap) -> Response {
    // Listen first: what changes while we look is not missed.
    let changes = services.live.subscribe();
    let (actor, programme) = match reader(&services, &headers, topic).await {
        Ok(reader) => reader,
        Err(error) => return refused(&error),
    };
    let Some(place) = places.take(actor.id) else { return refused(&Error::Busy) };
    let check = interval_at(Instant::now() + CHECK, CHECK);
    let hello = sse::Event::default().retry(RETRY + RETRY.mul_f64(2.0 * rand::random::<f64>()));
    let queue = VecDeque::from([hello]);
    let listener = Listener {
        services,
        headers,
        topic,
        programme,
        person: actor.id,
        changes,
        check,
        told: Instant::now(),
        queue,
        _place: place,
    };
    let events = stream::unfold(listener, |mut listener| async {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    let keep_alive = sse::KeepAlive::new().interval(KEEP_ALIVE);
    let mut response = Sse::new(events).keep_alive(keep_alive).into_response();
    // nginx would hold events back until it has a bufferful.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// Who listens, if they may, and the programme to which a session belongs: its room shows where
/// that stands.
async fn reader(
    services: &Services,
    headers: &HeaderMap,
    topic: Topic,
) -> Result<(Actor, Option<ProgrammeId>)> {
    let actor = visitor::still_signed_in(services, headers).await?.ok_or(Error::SignedOut)?;
    let (mut tx, scope) = (services.db.read().await?, actor.scope());
    let programme = match topic {
        Topic::Session(id) => {
            let found = sessions::store::find(&mut tx, &scope, id).await?;
            found.ok_or(Error::NotFound)?.programme_id
        }
        Topic::Programme(id) => {
            programmes::store::find(&mut tx, &scope, id).await?.ok_or(Error::NotFound)?;
            Some(id)
        }
        Topic::Person(_) => return Err(Error::NotFound),
    };
    Ok((actor, programme))
}

fn refused(error: &Error) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CACHE_CONTROL, "no-store")]).into_response()
}

/// One open stream.
struct Listener {
    services: Services,
    /// With the cookie, to look again whether the person is still signed in.
    headers: HeaderMap,
    topic: Topic,
    programme: Option<ProgrammeId>,
    person: PersonId,
    changes: Receiver<Heard>,
    check: Interval,
    /// When its page last heard of a change.
    told: Instant,
    /// What is to be told next.
    queue: VecDeque<sse::Event>,
    _place: Place,
}

impl Listener {
    /// The next event; none when the server stops or the reader may not listen any more.
    async fn next(&mut self) -> Option<sse::Event> {
        loop {
            if let Some(event) = self.queue.pop_front() {
                return Some(event);
            }
            tokio::select! {
                () = self.services.stop.cancelled() => return None,
                _ = self.check.tick() => {
                    match reader(&self.services, &self.headers, self.topic).await {
                        Ok((_, programme)) => self.programme = programme,
                        // A busy database is no reason to send anybody away.
                        Err(Error::Busy | Error::Internal(_)) => {}
                        Err(_) => return None,
                    }
                }
                change = self.changes.recv() => {
                    let mut names = BTreeSet::new();
                    self.heard(change, &mut names)?;
                    if !names.is_empty() {
                        self.gather(&mut names).await;
                        self.queue.extend(names.into_iter().map(named));
                    }
                }
            }
        }
    }

    /// Adds what a change is called, if it is one to be told here.
    fn heard(
        &mut self,
        change: Result<Heard, RecvError>,
        names: &mut BTreeSet<&'static str>,
    ) -> Option<()> {
        match change {
            Ok(Some(change)) => match change.topic() {
                // Signed out, perhaps: look at once.
                Topic::Person(id) if id == self.person => self.check.reset_immediately(),
                Topic::Programme(id) if Some(id) == self.programme => {
                    names.insert(change.name());
                }
                topic if topic == self.topic => {
                    names.insert(change.name());
                }
                _ => {}
            },
            // Some were missed: anything may have changed.
            Ok(None) | Err(RecvError::Lagged(_)) => names.extend(NAMES),
            Err(RecvError::Closed) => return None,
        }
        Some(())
    }

    async fn gather(&mut self, names: &mut BTreeSet<&'static str>) {
        sleep_until((self.told + PAUSE).max(Instant::now() + MOMENT)).await;
        self.told = Instant::now();
        loop {
            use tokio::sync::broadcast::error::TryRecvError;
            let change = match self.changes.try_recv() {
                Ok(change) => Ok(change),
                Err(TryRecvError::Lagged(missed)) => Err(RecvError::Lagged(missed)),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            };
            self.heard(change, names);
        }
    }
}

fn named(name: &'static str) -> sse::Event {
    // Browsers drop an event without data.
    sse::Event::default().event(name).data("1")
}

/// Counts the open streams.
#[derive(Clone, Default)]
struct Places(Arc<Mutex<HashMap<PersonId, usize>>>);

impl Places {
    /// A place for one more stream of this person, if there is one.
    fn take(&self, person: PersonId) -> Option<Place> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = taken.values().sum();
        if all >= STREAMS || taken.get(&person).is_some_and(|own| *own >= PER_PERSON) {
            return None;
        }
        *taken.entry(person).or_default() += 1;
        Some(Place { places: self.clone(), person })
    }
}

/// Held while a stream is open.
struct Place {
    places: Places,
    person: PersonId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.get_mut(&self.person) {
            *own -= 1;
            if *own == 0 {
                taken.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_by_person_and_given_back() {
        let places = Places::default();
        let (ana, luis) = (PersonId::new(), PersonId::new());
        let mut held: Vec<Place> = (0..PER_PERSON).filter_map(|_| places.take(ana)).collect();
        assert_eq!(held.len(), PER_PERSON);
        assert!(places.take(ana).is_none());
        assert!(places.take(luis).is_some());
        held.pop();
        assert!(places.take(ana).is_some());
        drop(held);
        assert!(places.0.lock().unwrap().is_empty());
    }
}
