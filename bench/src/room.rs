//! A full room comes in: 500 people behind one address, within less than a minute.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use app::{attendance::api::CheckIn, routes};
use hyper::StatusCode;
use server_fn::ServerFn;
use tokio::time::sleep;

use crate::{
    crowd::{Crowd, WAVES},
    goal,
    load::{self, Ask, Run},
    process::Server,
};

const PEOPLE: usize = 500;
/// Sooner than they have to.
const WITHIN: Duration = Duration::from_secs(30);
/// Every second one mistypes the code first.
const MISTYPED: &str = "ZZZZZ2";

/// Each scans the code, which opens the page, says "I'm here", and gets the room.
pub async fn measure(server: &Server, crowd: &Crowd, engine: &str) -> Result<()> {
    let (port, wave) = (server.port, WAVES - 1);
    let code = crowd.code(wave).await?;
    let room = routes::session(crowd.session(wave));
    let begun = Instant::now();
    let mut people = Vec::new();
    for (index, token) in crowd.tokens[..PEOPLE].iter().enumerate() {
        let said = |code: &str| {
            let fields = [("_do", CheckIn::PATH), ("code", code)];
            Ask::post(routes::join(code), token, &fields)
        };
        let wrong = said(MISTYPED)?.expecting(StatusCode::UNPROCESSABLE_ENTITY);
        let (scan, join) = (Ask::get(&routes::join(&code), token), said(&code)?);
        let look = Ask::get(&room, token);
        people.push(tokio::spawn(async move {
            sleep(WITHIN.mul_f64(index as f64 / PEOPLE as f64)).await;
            let mut sender = load::connect(port).await?;
            if index % 2 == 1 {
                load::timed(&mut sender, &wrong).await?;
            }
            load::timed(&mut sender, &scan).await?;
            let joined = load::timed(&mut sender, &join).await?;
            load::timed(&mut sender, &look).await?;
            anyhow::Ok(joined)
        }));
    }
    let (mut times, mut errors) = (Vec::new(), Vec::new());
    for person in people {
        match person.await? {
            Ok(time) => times.push(time),
            Err(error) => errors.push(error),
        }
    }
    let run = Run::new(begun.elapsed(), times);
    let present = crowd.present(wave).await?;
    if let Some(error) = errors.first() {
        println!("| {engine}: the first of {} errors | {error:#} |", errors.len());
    }
    let p95 = run.percentile(0.95);
    goal(
        engine,
        "500 people of one address join within 30 s, half of them mistype first (0 errors, p95 300 ms)",
        &format!("{} errors, join p50 {:.1}, p95 {p95:.1} ms", errors.len(), run.percentile(0.5)),
        errors.is_empty() && p95 <= 300.0,
    );
    ensure!(present == (PEOPLE - errors.len()) as i64, "a check-in was lost or double");
    Ok(())
}
