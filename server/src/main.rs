//! The command line of Espiral.

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context;
use app::{
    clock::Clock,
    db::Db,
    request::{Assets, Limits, Live, Services},
};
use axum::serve::ListenerExt;
use clap::Parser;
use server::{
    assets,
    config::{Cli, Command, Serve},
    http,
};
use tokio::{net::TcpListener, sync::Semaphore};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    match cli.command {
        Command::Serve(options) => serve(&cli.database, options).await,
        _ => anyhow::bail!("not yet"),
    }
}

async fn serve(database: &str, options: Serve) -> anyhow::Result<()> {
    tracing_subscriber::fmt().with_target(false).init();
    let db = Db::open(database).await.context("the database does not open")?;
    db.migrate().await?;
    let live = db.pg_pool().map_or_else(Live::local, |pool| Live::shared(pool.clone()));
    let public_url = options.public_url.unwrap_or_else(|| format!("http://{}", options.listen));
    let services = Services {
        db: db.clone(),
        clock: Clock::system(),
        live,
        limits: Limits {
            idle: chrono::Duration::hours(options.idle_hours),
            absolute: chrono::Duration::days(options.sign_in_days),
        },
        assets: Assets {
            pkg_dir: assets::pkg_dir().into(),
            stylesheet: assets::stylesheet_href().into(),
        },
        public_url: public_url.trim_end_matches('/').into(),
        demo: options.demo,
        hashing: Arc::new(Semaphore::new(2)),
    };
    let listener = TcpListener::bind(options.listen).await?.tap_io(|stream| {
        // Without this an answer waits up to 40 ms for the acknowledgement of the one before.
        let _ = stream.set_nodelay(true);
    });
    println!("Espiral is at {}", services.public_url);
    let app = http::router(services).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app).await?;
    db.close().await;
    Ok(())
}
