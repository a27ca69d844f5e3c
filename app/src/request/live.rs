//! Tells open screens that something changed; what it is they ask for themselves.
//!
//! A message carries no content, so nothing is lost when one is missed: a screen catches up by
//! its last sequence number whenever it hears anything, reconnects, or comes back to the front.
//! On PostgreSQL a task passes changes on to the other servers, gathered for a moment: a NOTIFY
//! inside each transaction would make commits wait for one another.

use std::{collections::HashSet, sync::Arc, time::Duration};

use sqlx::{PgPool, postgres::PgListener};
use tokio::sync::{broadcast, mpsc};

use uuid::Uuid;

use crate::{people::PersonId, programmes::ProgrammeId, sessions::SessionId};

/// How long changes gather before the other servers hear of them.
const GATHER: Duration = Duration::from_millis(150);
const CHANNEL: &str = "espiral_changes";

/// What changed, coarsely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// A note was shared, edited or deleted.
    Wall(SessionId),
    /// Somebody's attendance changed.
    Roster(SessionId),
    /// The session itself changed: opened, closed, moved, a new code.
    Session(SessionId),
    /// What its phases hold, or the programme itself. Never told of a judgement: they are blind.
    Programme(ProgrammeId),
    /// A poll of the session was made, opened or closed, its results shown, or its turnout grew.
    Polls(SessionId),
    /// What the session's projector may show changed; walls on phones are as they were.
    Screen(SessionId),
    /// Some of the person's browsers were signed out, or what they may see has changed.
    Access(PersonId),
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Session(SessionId),
    Programme(ProgrammeId),
    Person(PersonId),
}

impl Change {
    pub fn topic(self) -> Topic {
        match self {
            Change::Wall(id)
            | Change::Roster(id)
            | Change::Session(id)
            | Change::Polls(id)
            | Change::Screen(id) => Topic::Session(id),
            Change::Programme(id) => Topic::Programme(id),
            Change::Access(id) => Topic::Person(id),
        }
    }

    /// The event's name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Change::Wall(_) => "wall",
            Change::Roster(_) => "roster",
            Change::Session(_) => "session",
            Change::Programme(_) => "programme",
            Change::Polls(_) => "polls",
            Change::Screen(_) => "screen",
            Change::Access(_) => "access",
        }
    }

    /// As one server tells it to another.
    fn told(self) -> String {
        let id: Uuid = match self.topic() {
            Topic::Session(id) => id.into(),
            Topic::Programme(id) => id.into(),
            Topic::Person(id) => id.into(),
        };
        format!("{}:{id}", self.name())
    }

    fn parse(text: &str) -> Option<Change> {
        let (name, id) = text.split_once(':')?;
        let id = Uuid::parse_str(id).ok()?;
        match name {
            "wall" => Some(Change::Wall(id.into())),
            "roster" => Some(Change::Roster(id.into())),
            "session" => Some(Change::Session(id.into())),
            "programme" => Some(Change::Programme(id.into())),
            "polls" => Some(Change::Polls(id.into())),
            "screen" => Some(Change::Screen(id.into())),
            "access" => Some(Change::Access(id.into())),
            _ => None,
        }
    }
}

/// What a screen's stream hears: a change, or that some may have been missed.
pub type Heard = Option<Change>;

/// The hub of one process.
#[derive(Clone)]
pub struct Live {
    here: broadcast::Sender<Heard>,
    elsewhere: Option<mpsc::UnboundedSender<Change>>,
    /// Names this process, so that it does not hear its own words twice.
    me: Arc<str>,
}

impl Live {
    /// A hub for one process alone.
    pub fn local() -> Self {
        Live {
            here: broadcast::Sender::new(1024),
            elsewhere: None,
            me: uuid::Uuid::now_v7().to_string().into(),
        }
    }

    /// A hub that shares changes with the other servers of a PostgreSQL database.
    pub fn shared(pool: PgPool) -> Self {
        let (sender, receiver) = mpsc::unbounded_channel();
        let live = Live { elsewhere: Some(sender), ..Live::local() };
        tokio::spawn(pass_on(pool.clone(), receiver, live.me.clone()));
        tokio::spawn(listen(pool, live.clone()));
        live
    }

    pub fn tell(&self, change: Change) {
        // Nobody listening is fine.
        let _ = self.here.send(Some(change));
        if let Some(elsewhere) = &self.elsewhere {
            let _ = elsewhere.send(change);
        }
    }

    pub fn subscribe(&self) -> broadcast::Receiver<Heard> {
        self.here.subscribe()
    }
}

async fn pass_on(pool: PgPool, mut changes: mpsc::UnboundedReceiver<Change>, me: Arc<str>) {
    while let Some(first) = changes.recv().await {
        tokio::time::sleep(GATHER).await;
        let mut gathered = HashSet::from([first]);
        while let Ok(more) = changes.try_recv() {
            gathered.insert(more);
        }
        for change in gathered {
            let payload = format!("{me} {}", change.told());
            if let Err(error) = super::store::notify(&pool, CHANNEL, &payload).await {
                tracing::warn!(%error, "other servers were not told of a change");
            }
        }
    }
}

async fn listen(pool: PgPool, live: Live) {
    loop {
        if let Err(error) = hear(&pool, &live).await {
            tracing::warn!(%error, "listening for changes broke off");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

async fn hear(pool: &PgPool, live: &Live) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    // Others may have spoken before we listened.
    let _ = live.here.send(None);
    loop {
        let Some(heard) = listener.try_recv().await? else {
            // The connection broke; by now there is a new one.
            let _ = live.here.send(None);
            continue;
        };
        if let Some((from, change)) = heard.payload().split_once(' ')
            && from != &*live.me
            && let Some(change) = Change::parse(change)
        {
            let _ = live.here.send(Some(change));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_server_understands_every_change() {
        let id = Uuid::now_v7();
        for change in [
            Change::Wall(id.into()),
            Change::Roster(id.into()),
            Change::Session(id.into()),
            Change::Programme(id.into()),
            Change::Polls(id.into()),
            Change::Screen(id.into()),
            Change::Access(id.into()),
        ] {
            assert_eq!(Change::parse(&change.told()), Some(change));
        }
        assert_eq!(Change::parse("wall:x"), None);
    }
}
