//! A book between its arrival and its being carried in.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};
use leptos::prelude::Owner;
use sha2::{Digest, Sha256};

use super::{
    Problem,
    check::{Checked, check},
    folder,
    matching::{Match, matches},
    pack::{Unpacked, Unreadable, unpack},
    store,
};
use crate::{
    access::Scope,
    db::Tx,
    error::{Error, Result},
    people::{self, ImportId, PersonId},
    photos::{
        arriving::{Arrived as Photo, in_words},
        picture::develop,
    },
    programmes::ProgrammeId,
    request::services,
    writing::one_line,
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
        let (arrived, unpacked) =
            tokio::task::spawn_blocking(read).await.map_err(Error::internal)?;
        match arrived {
            Arrived::Good(checked) => Ok(developed(checked, unpacked).await),
            other => Ok(other),
        }
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

fn read(bytes: &[u8], now: DateTime<Utc>) -> (Arrived, Unpacked) {
    let unpacked = match unpack(bytes) {
        Ok(unpacked) => unpacked,
        Err(why) => return (Arrived::Unreadable(why), Unpacked::default()),
    };
    match check(&unpacked.files, &unpacked.photos, now) {
        Ok(checked) => (Arrived::Good(Box::new(checked)), unpacked),
        Err(problems) => (Arrived::Wrong(problems), unpacked),
    }
}

/// Makes pictures of our own of the photos of a book, one after the other.
pub async fn developed(mut checked: Box<Checked>, unpacked: Unpacked) -> Arrived {
    let mut files: HashMap<String, Vec<u8>> = unpacked.photos.into_iter().collect();
    let mut problems = Vec::new();
    for leaf in &checked.book.notes {
        let mut photos = Vec::new();
        for front in &leaf.front.photos {
            let (file, alt) = (&front.file, one_line(&front.alt));
            match develop(files.remove(file).unwrap_or_default()).await {
                Ok(picture) => photos.push(Photo { picture, alt }),
                Err(why) => {
                    let text = format!("{file}: {}", in_words(why));
                    problems.push(folder::problem(&unpacked.files, &leaf.key, file, text));
                }
            }
        }
        checked.photos.push(photos);
    }
    match problems.is_empty() {
        true => Arrived::Good(checked),
        false => Arrived::Wrong(problems),
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
