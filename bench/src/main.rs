//! `make bench`: how fast the product answers, with server and generator on one machine.
//!
//! The release is started as people start it, on a database of the demo × 100 (some 4,000
//! people), and asked over HTTP. Every figure is the median of several runs.

mod crowd;
mod judging;
mod library;
mod load;
mod process;
mod room;
mod rota;
mod search;
mod streams;

use std::time::Duration;

use anyhow::{Context, Result};
use crowd::Crowd;
use load::{Ask, Run};
use process::Server;

const RUNS: usize = 3;
const SECONDS: u64 = 4;

#[tokio::main]
async fn main() -> Result<()> {
    let program =
        std::env::args().nth(1).context("usage: bench PROGRAM [postgres://…] | bench rota")?;
    let folder = tempfile::tempdir()?;
    let file = format!("sqlite:{}", folder.path().join("bench.db").display());
    println!("| what | figure |\n|---|---|");
    if wanted("rota") {
        rota::measure();
    }
    if program == "rota" {
        return Ok(());
    }
    let engines = [Some((file, "SQLite")), std::env::args().nth(2).map(|url| (url, "PostgreSQL"))];
    for (database, engine) in engines.into_iter().flatten() {
        let crowd = Crowd::gather(&database).await?;
        let server = Server::start(&program, &database).await?;
        if wanted("pages") {
            pages(&server, &crowd, engine).await?;
        }
        if wanted("room") {
            room::measure(&server, &crowd, engine).await?;
        }
        if wanted("streams") {
            streams::measure(&server, &crowd, engine).await?;
        }
        if wanted("judging") {
            judging::measure(&server, &crowd, engine).await?;
        }
        server.stop().await?;
        if wanted("search") {
            crowd.write_down().await?;
            let server = Server::start(&program, &database).await?;
            search::measure(&crowd, server.port, engine).await?;
            server.stop().await?;
        }
    }
    Ok(())
}

/// Looking for what is slow, one need not wait for the rest: `BENCH_ONLY=streams`.
fn wanted(part: &str) -> bool {
    std::env::var("BENCH_ONLY").map_or(true, |only| only == part)
}

async fn pages(server: &Server, crowd: &Crowd, engine: &str) -> Result<()> {
    println!("| {engine}: start to first answer | {} ms |", server.start.as_millis());

    let pages = |index: usize| Ask::get("/", &crowd.tokens[index % crowd.tokens.len()]);
    load::for_seconds(server.port, 16, Duration::from_secs(2), &pages).await?;
    let runs = repeat(async || {
        load::for_seconds(server.port, 16, Duration::from_secs(SECONDS), &pages).await
    })
    .await?;
    row(engine, "Today page, 16 connections", &runs, "pages/s");

    // Each run fills sessions of its own: nobody checks in twice.
    let mut runs = Vec::new();
    for wave in 0..RUNS {
        let asks = crowd.check_ins(wave).await?;
        let run = load::all(server.port, 64, &asks).await?;
        anyhow::ensure!(
            crowd.present(wave).await? == asks.len() as i64,
            "a check-in was lost or double"
        );
        runs.push(run);
    }
    row(engine, "check-in, 64 connections", &runs, "check-ins/s");

    let mut bursts = Vec::new();
    for wave in RUNS..2 * RUNS {
        let asks = crowd.check_ins(wave).await?;
        let burst = load::all(server.port, 200, &asks[..200]).await?;
        anyhow::ensure!(
            crowd.present(wave).await? == 200,
            "a check-in of the burst was lost or double"
        );
        bursts.push(burst);
    }
    let median = median(bursts.iter().map(|run| run.took.as_secs_f64() * 1000.0));
    println!("| {engine}: 200 people check in at once, all answered after | {median:.0} ms |");
    println!("| {engine}: memory after the run | {} MB |", server.memory_mb()?);
    Ok(())
}

async fn repeat(mut once: impl AsyncFnMut() -> Result<Run>) -> Result<Vec<Run>> {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        runs.push(once().await?);
    }
    Ok(runs)
}

fn row(engine: &str, what: &str, runs: &[Run], unit: &str) {
    let rate = median(runs.iter().map(Run::rate));
    let [p50, p95, p99] =
        [0.50, 0.95, 0.99].map(|share| median(runs.iter().map(|run| run.percentile(share))));
    println!(
        "| {engine}: {what} | {rate:.0} {unit}; p50 {p50:.1}, p95 {p95:.1}, p99 {p99:.1} ms |"
    );
}

/// A figure that is to be reached, with whether it was.
fn goal(engine: &str, what: &str, figures: &str, reached: bool) {
    let word = if reached { "reached" } else { "MISSED" };
    println!("| {engine}: {what} | {figures}; {word} |");
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
