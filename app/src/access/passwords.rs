//! Hashing and checking passwords: Argon2id with 19 MiB and two passes.

use std::{sync::LazyLock, time::Duration};

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{SaltString, rand_core::OsRng},
};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

use crate::error::{Error, Result};

/// How long a password waits for its turn. Two at a time are some sixty a second: whoever waits
/// longer stands behind a crowd that no clinic has.
const PATIENCE: Duration = Duration::from_secs(10);

fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The hash of a password, with a salt of its own. Takes tens of milliseconds of a core.
pub fn hash_now(password: &str) -> Result<String> {
    let salt = SaltString::generate(&mut OsRng);
    let hash = hasher()?.hash_password(password.as_bytes(), &salt).map_err(Error::internal)?;
    Ok(hash.to_string())
}

/// As [`hash_now`], off the threads that answer requests and a few at a time.
pub async fn hash(password: String, at_once: &Semaphore) -> Result<String> {
    let _turn = turn(at_once).await?;
    tokio::task::spawn_blocking(move || hash_now(&password)).await.map_err(Error::internal)?
}

async fn turn(at_once: &Semaphore) -> Result<SemaphorePermit<'_>> {
    let turn = timeout(PATIENCE, at_once.acquire()).await;
    turn.map_err(|_| Error::Busy)?.map_err(Error::internal)
}

/// Whether the password fits. Without a hash (nobody has that address) it takes as long,
/// so that the time of the answer does not tell who has an account.
pub async fn verify(password: String, hash: Option<String>, at_once: &Semaphore) -> Result<bool> {
    static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody").unwrap_or_default());

    let _turn = turn(at_once).await?;
    tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let text = hash.unwrap_or_else(|| NOBODY.clone());
        let parsed = PasswordHash::new(&text).map_err(Error::internal)?;
        Ok(hasher()?.verify_password(password.as_bytes(), &parsed).is_ok() && known)
    })
    .await
    .map_err(Error::internal)?
}

/// zxcvbn's score of 3 or 4 out of 4: safely unguessable, or better.
/// `about` are words an attacker would try first: the name, the address.
pub fn is_strong(password: &str, about: &[&str]) -> bool {
    zxcvbn::zxcvbn(password, about).score() >= zxcvbn::Score::Three
}
