//! For tests: letters that wait, as if there were a mail server.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use crate::{
    db::{Db, on},
    mail::{Content, LetterKind, Security, Setup, store},
    people::PersonId,
};

/// The settings of a mail server on this machine.
pub fn setup(host: &str, port: u16) -> Setup {
    Setup {
        host: host.into(),
        port: port.into(),
        security: Security::None,
        user_name: String::new(),
        password: String::new(),
        sender: "espiral@respira.example".into(),
        reply_to: String::new(),
        failures: 0,
        retry_at: None,
        fault: None,
        answer: String::new(),
        revision: 0,
    }
}

/// Letters are written from now on; nobody takes them.
pub async fn set_up(db: &Db) {
    let mut tx = db.write().await.expect("letters");
    store::save(&mut tx, &setup("localhost", 25)).await.expect("letters");
    tx.commit().await.expect("letters");
}

/// The letters that wait: whose, of which kind, and what they say.
pub async fn waiting(db: &Db) -> Vec<(PersonId, LetterKind, Content)> {
    const ALL: &str = "SELECT person_id, kind, content FROM letters WHERE state = 'waiting' \
                       ORDER BY created_at, id";
    let mut tx = db.read().await.expect("letters");
    let rows: Vec<(PersonId, LetterKind, Json<Content>)> =
        on!(tx, c => sqlx::query_as(ALL).fetch_all(c).await.expect("letters"));
    rows.into_iter().map(|(person, kind, content)| (person, kind, content.0)).collect()
}

/// As if the mail server had taken them all.
pub async fn delivered(db: &Db, now: DateTime<Utc>) {
    let mut tx = db.write().await.expect("letters");
    while let Some(letter) = store::claim(&mut tx, now).await.expect("letters") {
        store::sent(&mut tx, &letter, "250 Ok", now).await.expect("letters");
    }
    tx.commit().await.expect("letters");
}

/// What a letter says under a label; empty when it says nothing there.
pub fn fact<'a>(content: &'a Content, label: &str) -> &'a str {
    let found = content.facts.iter().find(|(name, _)| name == label);
    found.map_or("", |(_, value)| value)
}
