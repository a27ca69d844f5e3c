//! The reveal: 300 people have judged and wait for it.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use app::{
    judging::api::{RevealJudging, SaveJudgement},
    routes,
};
use server_fn::ServerFn;
use tokio::time::timeout;

use crate::{
    crowd::Crowd,
    goal,
    load::{self, Ask, Run},
    process::Server,
};

pub const JUDGES: usize = 300;
const PATIENCE: Duration = Duration::from_secs(20);

/// From the manager's tap until every open page has heard of it and has the results.
pub async fn measure(server: &Server, crowd: &Crowd, engine: &str) -> Result<()> {
    let (programme, round) = crowd.judge(JUDGES).await?;
    let page = routes::judging(programme);
    let events = routes::programme_events(programme);
    let mut waiting = Vec::new();
    for token in &crowd.tokens[..JUDGES] {
        let mut sender = load::connect(server.port).await?;
        let look = Ask::get(&page, token);
        load::timed(&mut sender, &look).await?;
        let mut stream = load::open(server.port, &Ask::get(&events, token)).await?;
        waiting.push(tokio::spawn(async move {
            load::hear(&mut stream, "event: programme").await?;
            let (_, body) = load::asked(&mut sender, &look).await?;
            let shown = String::from_utf8_lossy(&body);
            ensure!(!shown.contains(SaveJudgement::PATH), "the results are not there");
            anyhow::Ok(Instant::now())
        }));
    }
    let (programme, round) = (programme.to_string(), round.to_string());
    let fields = [("_do", RevealJudging::PATH), ("programme", &*programme), ("round", &*round)];
    let ask = Ask::post(page, crowd.manager(), &fields)?;
    let mut manager = load::connect(server.port).await?;
    let begun = Instant::now();
    let published = load::timed(&mut manager, &ask).await?;
    let mut times = Vec::new();
    for one in waiting {
        let shown = timeout(PATIENCE, one).await.context("somebody waits for ever")???;
        times.push((shown - begun).as_secs_f64() * 1000.0);
    }
    let run = Run::new(begun.elapsed(), times);
    let last = run.percentile(1.0);
    goal(
        engine,
        "the results of 300 judges are revealed, all see them (2 s)",
        &format!(
            "published after {published:.0} ms; p50 {:.0}, last {last:.0} ms",
            run.percentile(0.5)
        ),
        last <= 2_000.0,
    );
    Ok(())
}
