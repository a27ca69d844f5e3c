//! Sends what is due.
//!
//! A letter is claimed, handed over, and then written down as sent: three steps, of which the
//! second is not ours. A server that is killed between the second and the third has sent a letter
//! that still waits; when its lease ends it is sent once more, with the same Message-ID. So it errs on the side
//! of a second copy: a reminder that comes twice costs a glance, one that never comes a session.

use chrono::{DateTime, Utc};

use super::{
    Content, Fault, LetterKind, Setup,
    compose::{Envelope, Unwritable, compose},
    rules,
    smtp::{Connection, Trouble},
    store::{self, Claimed},
};
use crate::{
    access::{self, tokens},
    error::{Error, Result},
    request::Services,
    routes, settings,
};

/// What became of a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    pub sent: usize,
    pub failed: usize,
}

/// Sends everything that is due; several servers share the work. Ends early when the mail server
/// cannot be talked to, or when this one is to stop.
pub async fn round(services: &Services) -> Result<Round> {
    let mut round = Round::default();
    let Some(setup) = due(services).await? else { return Ok(round) };
    let mut connection = match open(services, &setup).await? {
        Some(connection) => connection,
        None => return Ok(round),
    };
    while !services.stop.is_cancelled() {
        let Some(letter) = claim(services).await? else { break };
        if !connection.is_open() {
            connection = match open(services, &setup).await? {
                Some(connection) => connection,
                None => {
                    give_back(services, &letter).await?;
                    return Ok(round);
                }
            };
        }
        match hand_over(services, &setup, &mut connection, &letter).await? {
            Some(Ok(answer)) => {
                sent(services, &letter, &answer).await?;
                round.sent += 1;
            }
            Some(Err(trouble)) => {
                failed(services, &letter, &trouble).await?;
                round.failed += 1;
            }
            // There is nobody to send it to any more.
            None => {}
        }
    }
    connection.close().await;
    Ok(round)
}

/// How letters leave, when there are any to send and the server may be talked to.
async fn due(services: &Services) -> Result<Option<Setup>> {
    let now = services.clock.now();
    let mut tx = services.db.read().await?;
    let Some(setup) = store::setup(&mut tx).await? else { return Ok(None) };
    let may = setup.retry_at.is_none_or(|at| at <= now);
    Ok((may && store::any_due(&mut tx, now).await?).then_some(setup))
}

/// A connection, or a note of why there is none.
async fn open(services: &Services, setup: &Setup) -> Result<Option<Connection>> {
    let opened = Connection::open(setup).await;
    let now = services.clock.now();
    let mut tx = services.db.write().await?;
    let connection = match opened {
        Ok(connection) => {
            store::fine(&mut tx).await?;
            Some(connection)
        }
        Err(Trouble { fault, answer }) => {
            tracing::warn!(%fault, "the mail server cannot be talked to");
            let again = rules::knock_again(setup.failures + 1, now);
            store::trouble(&mut tx, fault, &answer, again).await?;
            None
        }
    };
    tx.commit().await?;
    Ok(connection)
}

async fn claim(services: &Services) -> Result<Option<Claimed>> {
    let now = services.clock.now();
    let mut tx = services.db.write().await?;
    let claimed = store::claim(&mut tx, now).await?;
    tx.commit().await?;
    Ok(claimed)
}

async fn give_back(services: &Services, letter: &Claimed) -> Result<()> {
    let now = services.clock.now();
    let mut tx = services.db.write().await?;
    store::give_back(&mut tx, letter, now).await?;
    tx.commit().await
}

/// Composes a letter and hands it to the server; `None` when nobody is there to get it.
async fn hand_over(
    services: &Services,
    setup: &Setup,
    connection: &mut Connection,
    letter: &Claimed,
) -> Result<Option<Result<String, Trouble>>> {
    let Some(message) = written(services, setup, letter).await? else { return Ok(None) };
    Ok(Some(match message {
        Ok(message) => connection.send(&message).await,
        Err(error) => Err(Trouble { fault: Fault::Unwritable, answer: error.to_string() }),
    }))
}

/// The message, with the secrets that only it knows: they are made here, and the database gets
/// their hashes.
async fn written(
    services: &Services,
    setup: &Setup,
    letter: &Claimed,
) -> Result<Option<Result<lettre::Message, Unwritable>>> {
    let now = services.clock.now();
    let optional = rules::can_do_without(letter.kind);
    let mut tx = services.db.write().await?;
    let mut found = store::recipients(&mut tx, &[letter.person_id], optional).await?;
    let Some(recipient) = found.pop() else {
        store::end(&mut tx, letter).await?;
        tx.commit().await?;
        return Ok(None);
    };
    let organisation = settings::store::organisation(&mut tx).await?.name;
    let unsubscribe = if optional {
        let token = tokens::fresh();
        store::add_token(&mut tx, &tokens::hash(&token), letter.person_id, now).await?;
        Some(format!("{}{}", services.public_url, routes::unsubscribe(&token)))
    } else {
        None
    };
    let mut content = letter.content.0.clone();
    if letter.kind == LetterKind::Access {
        let path = access::path_of_new_link(&mut tx, letter.person_id, now).await?;
        content.link = content.link.map(|(label, _)| (label, path));
    }
    tx.commit().await?;
    let envelope = Envelope {
        id: letter.id,
        to: &recipient,
        written_at: letter.created_at,
        organisation: &organisation,
        public_url: &services.public_url,
        unsubscribe,
    };
    Ok(Some(compose(setup, &envelope, &content)))
}

async fn sent(services: &Services, letter: &Claimed, answer: &str) -> Result<()> {
    let now = services.clock.now();
    let mut tx = services.db.write().await?;
    if !store::sent(&mut tx, letter, answer, now).await? {
        tracing::warn!(letter = %letter.id, "a letter was sent after its lease had ended");
    }
    tx.commit().await
}

async fn failed(services: &Services, letter: &Claimed, trouble: &Trouble) -> Result<()> {
    let now = services.clock.now();
    let Trouble { fault, answer } = trouble;
    let mut tx = services.db.write().await?;
    match next_try(letter, *fault, now) {
        Some(at) => store::later(&mut tx, letter, *fault, answer, at).await?,
        None => store::refused(&mut tx, letter, *fault, answer).await?,
    }
    tx.commit().await
}

/// When a letter is tried again; a refusal for good is the end.
fn next_try(letter: &Claimed, fault: Fault, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match fault {
        Fault::Refused | Fault::Unwritable => None,
        _ => rules::again(letter.attempts, now),
    }
}

/// Sends one letter at once and says what the server answered: for trying the settings. It is
/// written down like any other.
pub async fn at_once(services: &Services, letter: &Claimed) -> Result<Result<String, Trouble>> {
    let mut tx = services.db.read().await?;
    let setup = store::setup(&mut tx).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let mut connection = match Connection::open(&setup).await {
        Ok(connection) => connection,
        Err(trouble) => {
            refused(services, letter, &trouble).await?;
            return Ok(Err(trouble));
        }
    };
    let outcome = hand_over(services, &setup, &mut connection, letter).await?;
    let outcome = outcome.ok_or(Error::NotFound)?;
    match &outcome {
        Ok(answer) => {
            connection.close().await;
            sent(services, letter, answer).await?;
        }
        Err(trouble) => refused(services, letter, trouble).await?,
    }
    let mut tx = services.db.write().await?;
    store::knock(&mut tx).await?;
    tx.commit().await?;
    Ok(outcome)
}

async fn refused(services: &Services, letter: &Claimed, trouble: &Trouble) -> Result<()> {
    let mut tx = services.db.write().await?;
    store::refused(&mut tx, letter, trouble.fault, &trouble.answer).await?;
    tx.commit().await
}

/// A short letter that says that letters arrive.
pub fn trial(lang: crate::lang::Lang) -> Content {
    let t = super::texts::of(lang);
    Content {
        subject: t.trial_subject.into(),
        lines: vec![t.trial_text.into()],
        link: Some((t.trial_link.into(), routes::MAIL_SETTINGS.into())),
        ..Content::default()
    }
}
