//! A thousand open screens: what they take, and how soon a note is on all of them.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use app::{
    knowledge::{
        WallNews,
        api::{ShareNote, WallSince},
    },
    routes,
};
use hyper::{StatusCode, body::Incoming};
use server_fn::ServerFn;
use tokio::{
    sync::{Barrier, mpsc},
    time::{sleep, timeout},
};

use crate::{
    crowd::{Crowd, WAVES},
    goal,
    load::{self, Ask, Run},
    process::Server,
};

const SCREENS: usize = 1_000;
const NOTES: usize = 5;
const PATIENCE: Duration = Duration::from_secs(10);

/// When a screen heard of a note and when it had the card.
type Seen = (Instant, Instant);

pub async fn measure(server: &Server, crowd: &Crowd, engine: &str) -> Result<()> {
    let session = crowd.session(WAVES - 1);
    let place = crowd.place(WAVES - 1).await?;
    let before = server.memory_mb()?;
    let (told, mut seen) = mpsc::unbounded_channel::<Result<Seen>>();
    let ready = Arc::new(Barrier::new(SCREENS + 1));
    for token in crowd.tokens.iter().skip(1).take(SCREENS) {
        let events = Ask::get(&routes::session_events(session), token);
        let stream = load::open(server.port, &events).await?;
        let screen = Screen {
            token: token.clone(),
            session: session.to_string(),
            place: place.clone(),
            port: server.port,
        };
        tokio::spawn(screen.watch(stream, ready.clone(), told.clone()));
    }
    timeout(PATIENCE, ready.wait()).await.context("a screen did not open")?;
    sleep(Duration::from_secs(2)).await;
    let more = server.memory_mb()?.saturating_sub(before);
    goal(
        engine,
        "1,000 open event streams (100 MB more)",
        &format!("{more} MB more memory, from {before} MB"),
        more <= 100,
    );

    let (mut heard, mut shown) = (Vec::new(), Vec::new());
    for note in 0..NOTES {
        let text = format!("Nota {note}: leo el código dos veces antes de guardar");
        let fields =
            [("_do", ShareNote::PATH), ("session", &*session.to_string()), ("note", &text)];
        let share = Ask::post(routes::session(session), &crowd.tokens[0], &fields)?;
        let mut author = load::connect(server.port).await?;
        let begun = Instant::now();
        load::timed(&mut author, &share).await?;
        for _ in 0..SCREENS {
            let next = timeout(PATIENCE, seen.recv()).await.context("a screen missed a note")?;
            let (one, two) = next.context("no screens")??;
            heard.push((one - begun).as_secs_f64() * 1000.0);
            shown.push((two - begun).as_secs_f64() * 1000.0);
        }
        sleep(Duration::from_millis(500)).await;
    }
    let (heard, shown) = (Run::new(PATIENCE, heard), Run::new(PATIENCE, shown));
    let p95 = shown.percentile(0.95);
    goal(
        engine,
        "a note reaches 1,000 screens (p95 500 ms)",
        &format!(
            "heard of p95 {:.0} ms; there p50 {:.0}, p95 {p95:.0}, last {:.0} ms",
            heard.percentile(0.95),
            shown.percentile(0.5),
            shown.percentile(1.0)
        ),
        p95 <= 500.0,
    );
    Ok(())
}

struct Screen {
    token: String,
    session: String,
    /// Up to where it has what happened on the wall.
    place: String,
    port: u16,
}

impl Screen {
    /// Tells what it sees until the server stops.
    async fn watch(
        mut self,
        stream: Incoming,
        ready: Arc<Barrier>,
        told: mpsc::UnboundedSender<Result<Seen>>,
    ) {
        if let Err(error) = self.follow(stream, &ready, &told).await {
            let _ = told.send(Err(error));
        }
    }

    /// Does what the island does: hears the name, asks for what is new.
    async fn follow(
        &mut self,
        mut stream: Incoming,
        ready: &Barrier,
        told: &mpsc::UnboundedSender<Result<Seen>>,
    ) -> Result<()> {
        let mut sender = load::connect(self.port).await?;
        load::hear(&mut stream, "retry:").await?;
        ready.wait().await;
        loop {
            load::hear(&mut stream, "event: wall").await?;
            let heard = Instant::now();
            // A server that has just begun to listen to the others tells everything once.
            if !self.ask(&mut sender).await? {
                continue;
            }
            let _ = told.send(Ok((heard, Instant::now())));
        }
    }

    /// Asks for what changed; answers whether anything did.
    async fn ask(&mut self, sender: &mut load::Sender) -> Result<bool> {
        let fields = [("session", &*self.session), ("place", &*self.place)];
        let ask =
            Ask::post(WallSince::PATH.into(), &self.token, &fields)?.expecting(StatusCode::OK);
        let (_, body) = load::asked(sender, &ask).await?;
        let news: WallNews = serde_json::from_slice(&body)?;
        self.place = news.place;
        Ok(!news.notes.is_empty())
    }
}
