//! Asks over HTTP/1.1 on connections that stay open, as a browser does.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use http_body_util::{BodyExt, Full};
use hyper::{
    Request, StatusCode,
    body::{Bytes, Incoming},
    client::conn::http1,
    header,
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// One request.
#[derive(Clone)]
pub struct Ask {
    path: String,
    cookie: String,
    form: Option<String>,
    expected: StatusCode,
}

impl Ask {
    pub fn get(path: &str, token: &str) -> Self {
        let cookie = format!("espiral={token}");
        Ask { path: path.into(), cookie, form: None, expected: StatusCode::OK }
    }

    /// A form, which leads on.
    pub fn post(path: String, token: &str, fields: &[(&str, &str)]) -> Result<Self> {
        let form = Some(serde_urlencoded::to_string(fields)?);
        let cookie = format!("espiral={token}");
        Ok(Ask { path, cookie, form, expected: StatusCode::SEE_OTHER })
    }

    /// The same with another answer than the usual one.
    pub fn expecting(self, expected: StatusCode) -> Self {
        Ask { expected, ..self }
    }

    fn request(&self) -> Result<Request<Full<Bytes>>> {
        let request = Request::builder()
            .uri(&self.path)
            .header(header::HOST, "127.0.0.1")
            // As every browser does; without it the organisation's own is looked up.
            .header(header::ACCEPT_LANGUAGE, "es-PE,es;q=0.9,en;q=0.5")
            .header(header::COOKIE, &self.cookie);
        Ok(match &self.form {
            None => request.body(Full::default())?,
            Some(form) => request
                .method("POST")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
                .body(Full::new(Bytes::from(form.clone())))?,
        })
    }
}

/// What a run measured.
pub struct Run {
    pub took: Duration,
    /// In milliseconds, ascending.
    times: Vec<f64>,
}

impl Run {
    pub fn new(took: Duration, mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Run { took, times }
    }

    pub fn rate(&self) -> f64 {
        self.times.len() as f64 / self.took.as_secs_f64()
    }

    /// The time within which this share of the answers came, in milliseconds.
    pub fn percentile(&self, share: f64) -> f64 {
        let index = (self.times.len() as f64 * share) as usize;
        self.times.get(index.min(self.times.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

/// Asks all of these once, on so many connections.
pub async fn all(port: u16, connections: usize, asks: &[Ask]) -> Result<Run> {
    let asks: Arc<[Ask]> = asks.into();
    let next = Arc::new(AtomicUsize::new(0));
    let mut opened = Vec::new();
    for _ in 0..connections {
        opened.push(connect(port).await?);
    }
    let start = Instant::now();
    let workers: Vec<_> = opened
        .into_iter()
        .map(|mut sender| {
            let (asks, next) = (asks.clone(), next.clone());
            tokio::spawn(async move {
                let mut times = Vec::new();
                while let Some(ask) = asks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    times.push(timed(&mut sender, ask).await?);
                }
                anyhow::Ok(times)
            })
        })
        .collect();
    collect(start, workers).await
}

/// Asks for a time, on so many connections; `make` gives the n-th request.
pub async fn for_seconds(
    port: u16,
    connections: usize,
    time: Duration,
    make: &impl Fn(usize) -> Ask,
) -> Result<Run> {
    let asks: Arc<[Ask]> = (0..4_000).map(make).collect();
    let start = Instant::now();
    let mut workers = Vec::new();
    for worker in 0..connections {
        let (asks, mut sender) = (asks.clone(), connect(port).await?);
        workers.push(tokio::spawn(async move {
            let mut times = Vec::new();
            let mut index = worker;
            while start.elapsed() < time {
                times.push(timed(&mut sender, &asks[index % asks.len()]).await?);
                index += connections;
            }
            anyhow::Ok(times)
        }));
    }
    collect(start, workers).await
}

async fn collect(
    start: Instant,
    workers: Vec<tokio::task::JoinHandle<Result<Vec<f64>>>>,
) -> Result<Run> {
    let mut times = Vec::new();
    for worker in workers {
        times.extend(worker.await??);
    }
    Ok(Run::new(start.elapsed(), times))
}

/// A connection that stays open.
pub type Sender = http1::SendRequest<Full<Bytes>>;

pub async fn connect(port: u16) -> Result<Sender> {
    let stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

/// How long an answer took, in milliseconds; an error when it was not the one expected.
pub async fn timed(sender: &mut Sender, ask: &Ask) -> Result<f64> {
    Ok(asked(sender, ask).await?.0)
}

/// The same with what was answered.
pub async fn asked(sender: &mut Sender, ask: &Ask) -> Result<(f64, Bytes)> {
    let start = Instant::now();
    sender.ready().await?;
    let response = sender.send_request(ask.request()?).await?;
    let status = response.status();
    let body = response.into_body().collect().await.context("the answer broke off")?.to_bytes();
    ensure!(
        status == ask.expected,
        "{} answered {status}: {}",
        ask.path,
        String::from_utf8_lossy(&body[..body.len().min(300)])
    );
    Ok((start.elapsed().as_secs_f64() * 1000.0, body))
}

/// Opens an answer that goes on.
pub async fn open(port: u16, ask: &Ask) -> Result<Incoming> {
    let mut sender = connect(port).await?;
    let response = sender.send_request(ask.request()?).await?;
    ensure!(response.status() == StatusCode::OK, "{} answered {}", ask.path, response.status());
    Ok(response.into_body())
}

/// Reads a stream until it says this.
pub async fn hear(stream: &mut Incoming, words: &str) -> Result<()> {
    while let Some(frame) = stream.frame().await {
        let frame = frame?;
        let data = frame.data_ref().map(|data| String::from_utf8_lossy(data));
        if data.is_some_and(|text| text.contains(words)) {
            return Ok(());
        }
    }
    anyhow::bail!("the stream ended without {words}")
}
