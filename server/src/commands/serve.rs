use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use app::{
    access,
    clock::Clock,
    db::Db,
    demo, ops,
    request::{Asked, Assets, Limits, Live, Services},
};
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::Semaphore,
    time::timeout,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{migrate, open, plain};
use crate::{assets, config::Serve, http, jobs, listen, logs};

/// How long the link to create the first administrator can be used.
const SETUP_HOURS: i64 = 24;
/// How long the database may take to write down the last of it.
const LAST_WRITES: Duration = Duration::from_secs(5);

pub async fn run(database: &str, options: Serve) -> anyhow::Result<()> {
    logs::start(options.log_json);
    // A taken port is known before anything is changed.
    let listener = listen::bind(options.listen).await?;
    let db = open(database).await?;
    migrate(&db).await?;
    let mut services = services(db.clone(), listener.local_addr()?, &options);
    if options.shows_demo() {
        fill_if_empty(&mut services, options.told.into()).await?;
    }
    // Before anybody is told that we are here: who asks us to stop at once is heard.
    stop_on_signal(services.stop.clone())?;
    announce(&services).await?;

    let router = http::router(services.clone());
    let jobs = jobs::start(services.clone());
    http::metrics::keep_up(services.stop.clone());
    listen::serve(listener, router, options.connections, services.stop.clone()).await;

    services.tasks.close();
    if timeout(listen::GRACE, services.tasks.wait()).await.is_err() {
        tracing::warn!("some commands took too long and were cut off");
    }
    jobs.await.ok();
    if timeout(LAST_WRITES, db.close()).await.is_err() {
        tracing::warn!("the database did not close in time");
    }
    tracing::info!("stopped");
    Ok(())
}

fn services(db: Db, listen: SocketAddr, options: &Serve) -> Services {
    let live = db.pg_pool().map_or_else(Live::local, |pool| Live::shared(pool.clone()));
    let local = format!("http://{listen}");
    let public_url = options.public_url.as_deref().unwrap_or(&local);
    Services {
        db,
        clock: Clock::system(),
        live,
        limits: Limits {
            idle: chrono::Duration::hours(options.idle_hours.into()),
            absolute: chrono::Duration::days(options.sign_in_days.into()),
        },
        asked: Asked::default(),
        assets: Assets {
            pkg_dir: assets::pkg_dir().into(),
            stylesheet: assets::stylesheet_href().into(),
            live: assets::live_href().into(),
        },
        public_url: public_url.trim_end_matches('/').into(),
        demo: options.shows_demo(),
        hashing: Arc::new(Semaphore::new(2)),
        stop: CancellationToken::new(),
        tasks: TaskTracker::new(),
        metrics_token: options.metrics_token.as_deref().map(Into::into),
    }
}

/// Adds the demo clinic to a database with nothing in it. One with people of its own is served as
/// what it is: no accounts of a demo are shown that are not there.
async fn fill_if_empty(services: &mut Services, told: demo::Told) -> anyhow::Result<()> {
    let mut tx = services.db.read().await.map_err(plain)?;
    let filled = ops::store::holds_anything(&mut tx).await.map_err(plain)?;
    let administrator = access::store::account(&mut tx, "admin@respira.example").await;
    drop(tx);
    if filled {
        services.demo = administrator.map_err(plain)?.is_some();
        return Ok(());
    }
    let filled = demo::fill_as(told, &services.db, services.clock.now()).await;
    filled.map_err(plain).context("the demo clinic cannot be added")?;
    Ok(())
}

/// Says where to go and, at first, how to get in.
async fn announce(services: &Services) -> anyhow::Result<()> {
    println!("Espiral is at {}", services.public_url);
    if services.demo {
        println!("Accounts, all with the password {}:", demo::PASSWORD);
        for account in demo::ACCOUNTS {
            println!("  {account}@respira.example");
        }
        return Ok(());
    }
    let mut tx = services.db.read().await.map_err(plain)?;
    let anybody = access::store::anybody(&mut tx).await.map_err(plain)?;
    drop(tx);
    if !anybody {
        let link = setup_link(services).await.map_err(plain)?;
        println!("Nobody can sign in yet. Create the administrator here, within 24 hours:");
        println!("  {link}");
    }
    Ok(())
}

/// A link that creates the first administrator; the ones of earlier starts end.
async fn setup_link(services: &Services) -> app::error::Result<String> {
    let token = access::tokens::fresh();
    let now = services.clock.now();
    let expires = now + chrono::Duration::hours(SETUP_HOURS);
    let mut tx = services.db.write().await?;
    access::store::add_link(&mut tx, &access::tokens::hash(&token), None, now, expires).await?;
    tx.commit().await?;
    Ok(format!("{}/setup/{token}", services.public_url))
}

/// SIGTERM and Ctrl-C stop in good order; a second one stops at once.
fn stop_on_signal(stop: CancellationToken) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        for _ in 0..2 {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            if stop.is_cancelled() {
                std::process::exit(1);
            }
            tracing::info!("stopping");
            stop.cancel();
        }
    });
    Ok(())
}
