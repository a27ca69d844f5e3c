//! What stands in somebody's calendar: each domain gives its own.

use chrono::{DateTime, Utc};

use super::{Entry, Owner, rules, store, texts::texts_of, write};
use crate::{
    access::tokens,
    db::Tx,
    error::{Error, Result},
    lang::{Lang, lang},
    onboarding,
    people::PersonId,
    request::{Look, Services, services},
    sessions::{self, SessionId},
};

/// Everything in somebody's calendar between two moments, in their language.
async fn entries(
    tx: &mut Tx,
    person: PersonId,
    lang: Lang,
    now: DateTime<Utc>,
) -> Result<Vec<Entry>> {
    let (from, to) = rules::window(now);
    let mut all = sessions::calendar::entries(tx, person, lang, from, to).await?;
    all.extend(onboarding::calendar::entries(tx, person, lang, from, to).await?);
    all.retain(|entry| entry.stands_at(now));
    let mut all: Vec<Entry> = all.into_iter().map(|kept| kept.entry).collect();
    all.sort_by(|a, b| (a.starts_at, &a.uid).cmp(&(b.starts_at, &b.uid)));
    Ok(all)
}

/// An entry, and when it was cancelled if it was.
pub struct Kept {
    pub entry: Entry,
    pub cancelled_at: Option<DateTime<Utc>>,
}

impl Kept {
    fn stands_at(&self, now: DateTime<Utc>) -> bool {
        self.cancelled_at.is_none_or(|at| rules::still_shows(at, now))
    }
}

/// The calendar behind a secret; `None` when it is no calendar's, or not any more.
pub async fn by_token(services: &Services, token: &str) -> Result<Option<String>> {
    let now = services.clock.now();
    let mut tx = services.db.read().await?;
    let Some(owner) = store::owner(&mut tx, &tokens::hash(token)).await? else { return Ok(None) };
    let Owner { id, language, organisation } = owner;
    let entries = entries(&mut tx, id, language, now).await?;
    let name = (texts_of(language).calendar_name)(&organisation);
    drop(tx);
    let host = host(services).await?;
    Ok(Some(write(&name, &entries, &services.public_url, &host)))
}

/// The host under which the first calendar was written, kept then: an address may change, the names of
/// entries may not.
async fn host(services: &Services) -> Result<String> {
    let kept = store::host(&mut services.db.read().await?).await?;
    if !kept.is_empty() {
        return Ok(kept);
    }
    let now = services.public_url.split("://").last().unwrap_or_default();
    let mut tx = services.db.write().await?;
    store::keep_host(&mut tx, now).await?;
    let kept = store::host(&mut tx).await?;
    tx.commit().await?;
    Ok(kept)
}

/// A single session as a file, for whoever may see it.
pub async fn session(id: SessionId) -> Result<(String, String)> {
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let session = sessions::store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let entry = sessions::calendar::entry(&mut look.tx, &session, lang()).await?;
    drop(look);
    let services = services();
    let host = host(&services).await?;
    let text = write(&session.topic, &[entry], &services.public_url, &host);
    Ok(("espiral.ics".to_owned(), text))
}
