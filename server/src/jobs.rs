//! What has to be done from time to time without anybody asking.
//!
//! Every server of a database does it, so each job may be done twice, and at once.

use std::time::Duration;

use app::{
    error::Result,
    indicators, mail, onboarding, ops, people,
    request::{Services, forget_keys},
    sessions,
};
use tokio::{task::JoinHandle, time::MissedTickBehavior};
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_secs(60);
/// Somebody may be waiting for a link.
const LETTERS_EVERY: Duration = Duration::from_secs(5);
/// A form is sent twice within seconds, or by going back within hours; a report of a visit, from a
/// phone without a network, within two days (`visits::rules::WAITS_AT_MOST`), after which it is refused.
const KEEP_KEYS: chrono::Duration = chrono::Duration::days(3);
/// Whoever comes back to a preview later uploads the file again.
const KEEP_IMPORTS: chrono::Duration = chrono::Duration::days(2);
/// So long the settings tell what became of a letter.
const KEEP_LETTERS: chrono::Duration = chrono::Duration::days(30);
/// So long the link in a letter ends reminders.
const KEEP_MAIL_TOKENS: chrono::Duration = chrono::Duration::days(365);
/// So long a link can still say that it has expired.
const KEEP_LINKS: chrono::Duration = chrono::Duration::days(30);

/// Works once a minute until the server stops, and hands letters over meanwhile.
pub fn start(services: Services) -> JoinHandle<()> {
    // Each in a task of its own: should one end in panic, the other goes on.
    let sender = services.clone();
    let letters = tokio::spawn(async move {
        repeat(LETTERS_EVERY, &sender.stop, || send_letters(&sender)).await;
    });
    tokio::spawn(async move {
        repeat(EVERY, &services.stop, || run(&services)).await;
        if let Err(error) = letters.await {
            tracing::error!(%error, "letters were not handed over any more");
        }
    })
}

/// Does something again and again; what has begun is finished before a stop.
async fn repeat<Doing: Future<Output = ()>>(
    every: Duration,
    stop: &CancellationToken,
    run: impl Fn() -> Doing,
) {
    let mut ticks = tokio::time::interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = stop.cancelled() => break,
            _ = ticks.tick() => run().await,
        }
    }
}

/// Hands over the letters that are due.
pub async fn send_letters(services: &Services) {
    match mail::sending::round(services).await {
        Ok(round) if round == mail::sending::Round::default() => {}
        Ok(mail::sending::Round { sent, failed }) => {
            tracing::info!(sent, failed, "letters were handed over");
        }
        Err(error) => tracing::warn!(%error, "letters were not handed over"),
    }
}

/// Does everything that is due. What fails is tried again in a minute.
pub async fn run(services: &Services) {
    if let Err(error) = forget(services).await {
        tracing::warn!(%error, "what is over was not forgotten");
    }
    if let Err(error) = sessions::letters::remind(&services.db, services.clock.now()).await {
        tracing::warn!(%error, "reminders were not written");
    }
    if let Err(error) = onboarding::letters::remind(&services.db, services.clock.now()).await {
        tracing::warn!(%error, "reminders of onboarding days were not written");
    }
    match indicators::freeze_due(&services.db, services.clock.now()).await {
        Ok(true) => tracing::info!("the plan of the quarter is frozen"),
        Ok(false) => {}
        Err(error) => tracing::warn!(%error, "the plan of the quarter was not frozen"),
    }
}

async fn forget(services: &Services) -> Result<()> {
    let now = services.clock.now();
    let mut tx = services.db.write().await?;
    forget_keys(&mut tx, now - KEEP_KEYS).await?;
    ops::store::forget_sign_ins(&mut tx, services.limits, now).await?;
    ops::store::forget_attempts(&mut tx, now).await?;
    ops::store::forget_links(&mut tx, now - KEEP_LINKS).await?;
    mail::store::end_overdue(&mut tx, now).await?;
    mail::store::forget(&mut tx, now - KEEP_LETTERS).await?;
    mail::store::forget_tokens(&mut tx, now - KEEP_MAIL_TOKENS).await?;
    people::store::imports::forget(&mut tx, now - KEEP_IMPORTS).await?;
    tx.commit().await
}
