//! A book between its arrival and its being carried in.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::Owner;
use sha2::{Digest, Sha256};

use super::{
    Problem,
    check::{Checked, check},
    matching::{Match, matches},
    pack::{Unreadable, unpack},
    store,
};
use crate::{
    access::Scope,
    db::Tx,
    error::{Error, Result},
    people::{self, ImportId, PersonId},
    programmes::ProgrammeId,
    request::services,
};

/// What came of reading a file.
pub enum Arrived {
    /// It is no folder of text files.
    Unreadable(Unreadable),
    /// It is one with which something is wrong.
    Wrong(Vec<Problem>),
    Good(Box<Checked>),
}

/// A file that was sent.
pub struct Sent {
    pub name: String,
    bytes: Arc<Vec<u8>>,
}

/// Finds a file that this person has sent.
pub async fn find(tx: &mut Tx, id: ImportId, by: PersonId) -> Result<Sent> {
    let (name, bytes) = people::store::imports::find(tx, id, by).await?;
    Ok(Sent { name, bytes: Arc::new(bytes) })
}

impl Sent {
    /// Reads and checks it. It takes a while, so it happens off the threads that answer requests,
    /// and no transaction that writes is open meanwhile.
    pub async fn read(&self) -> Result<Arrived> {
        let (bytes, now) = (self.bytes.clone(), services().clock.now());
        // What is wrong is said in the language of the request.
        let owner = Owner::current().unwrap_or_default();
        let read = move || owner.with(|| read(&bytes, now));
        tokio::task::spawn_blocking(read).await.map_err(Error::internal)
    }

    /// Changes with the file and with whom its names mean: what was looked at is what is done.
    pub fn fingerprint(&self, matches: &[Match]) -> String {
        let mut hash = Sha256::new();
        hash.update(self.bytes.as_slice());
        for one in matches {
            hash.update(&one.key);
            hash.update(one.person.as_ref().map(|(id, ..)| id.to_string()).unwrap_or_default());
        }
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

fn read(bytes: &[u8], now: DateTime<Utc>) -> Arrived {
    let files = match unpack(bytes) {
        Ok(files) => files,
        Err(why) => return Arrived::Unreadable(why),
    };
    match check(&files, now) {
        Ok(checked) => Arrived::Good(Box::new(checked)),
        Err(problems) => Arrived::Wrong(problems),
    }
}

/// Whom the names of a book mean here and now.
pub async fn recognise(
    tx: &mut Tx,
    scope: &Scope,
    programme: ProgrammeId,
    checked: &Checked,
) -> Result<Vec<Match>> {
    Ok(matches(&checked.people, &store::everybody(tx, scope, programme).await?))
}

/// The book, if nothing is wrong with it.
pub fn good(arrived: Arrived) -> Result<Box<Checked>> {
    match arrived {
        Arrived::Good(checked) => Ok(checked),
        // The preview of the same file says what is wrong, and has no form.
        Arrived::Unreadable(_) | Arrived::Wrong(_) => Err(Error::NotFound),
    }
}
