use std::sync::Arc;

use leptos::prelude::expect_context;
use tokio::sync::Semaphore;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::Live;
use crate::{
    access,
    clock::Clock,
    db::{Db, Together},
    error::Result,
    knowledge::{Follower, News},
};

/// What the process offers to every request.
#[derive(Clone)]
pub struct Services {
    pub db: Db,
    pub clock: Clock,
    pub live: Live,
    pub limits: Limits,
    /// What many ask at the same moment.
    pub asked: Asked,
    pub assets: Assets,
    /// The address that people use, without a slash at its end; links and QR codes start with it.
    pub public_url: Arc<str>,
    /// Shows the demo accounts on the sign-in page.
    pub demo: bool,
    /// How many passwords may be hashed at once; each takes 19 MiB and some tens of milliseconds.
    pub hashing: Arc<Semaphore>,
    /// Cancelled when the server is to stop: live streams end.
    pub stop: CancellationToken,
    /// What goes on although its browser may be gone; a stop waits for it.
    pub tasks: TaskTracker,
    /// What a collector of metrics must know; without it only this machine may ask.
    pub metrics_token: Option<Arc<str>>,
}

/// What every open screen asks at once when something is new, answered together.
#[derive(Clone, Default)]
pub struct Asked {
    /// Who is signed in with a token of this hash.
    pub sign_ins: Together<Vec<u8>, access::store::Known>,
    /// What is new on a wall.
    pub walls: Together<Follower, Result<News>>,
}

/// Where the browser finds scripts and styles; the folder's name changes with their content.
#[derive(Clone)]
pub struct Assets {
    pub pkg_dir: Arc<str>,
    pub stylesheet: Arc<str>,
    /// Keeps pages up to date that follow a stream.
    pub live: Arc<str>,
}

/// How long a browser stays signed in.
#[derive(Clone, Copy)]
pub struct Limits {
    /// Without any request.
    pub idle: chrono::Duration,
    /// Whatever happens.
    pub absolute: chrono::Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { idle: chrono::Duration::hours(12), absolute: chrono::Duration::days(7) }
    }
}

impl Services {
    /// Whether people reach us over https, so that cookies can insist on it.
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

/// The services of the request being answered.
pub fn services() -> Services {
    expect_context()
}
