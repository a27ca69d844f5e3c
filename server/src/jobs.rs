//! What has to be done from time to time without anybody asking.
//!
//! Every server of a database does it, so each job may be done twice, and at once.

use std::time::Duration;

use app::{
    error::Result,
    indicators, ops,
    request::{Services, forget_keys},
};
use tokio::{task::JoinHandle, time::MissedTickBehavior};

const EVERY: Duration = Duration::from_secs(60);
/// A form is sent twice within seconds, or by going back within hours.
const KEEP_KEYS: chrono::Duration = chrono::Duration::days(2);
/// Whoever comes back to a preview later uploads the file again.
const KEEP_IMPORTS: chrono::Duration = chrono::Duration::days(1);
/// So long a link can still say that it has expired.
const KEEP_LINKS: chrono::Duration = chrono::Duration::days(30);

/// Works once a minute until the server stops.
pub fn start(services: Services) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut minute = tokio::time::interval(EVERY);
        minute.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = services.stop.cancelled() => break,
                _ = minute.tick() => run(&services).await,
            }
        }
    })
}

/// Does everything that is due. What fails is tried again in a minute.
pub async fn run(services: &Services) {
    if let Err(error) = forget(services).await {
        tracing::warn!(%error, "what is over was not forgotten");
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
    ops::store::forget_imports(&mut tx, now - KEEP_IMPORTS).await?;
    tx.commit().await
}
