//! A mail server on this machine for tests. It speaks SMTP over TCP, keeps what it accepted, and
//! misbehaves when it is told to.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufStream},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use super::{Setup, written};

/// A letter as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub from: String,
    pub to: String,
    /// Header lines and body, without the dots of the protocol.
    pub data: String,
    /// Who had signed in.
    pub user: Option<String>,
}

/// What the server does with the next letter, once it is asked to take the recipient or the text.
#[derive(Clone, Debug)]
pub enum Mood {
    Accept,
    /// Refuses the recipient with this line.
    RefuseRecipient(&'static str),
    /// Takes the text and refuses it with this line.
    RefuseText(&'static str),
    /// Takes the text, keeps it, and hangs up without a word.
    HangUp,
}

/// What it accepts, in their order, and what it is told.
#[derive(Default)]
struct Desk {
    received: Vec<Received>,
    moods: Vec<Mood>,
    password: Option<(String, String)>,
    connections: usize,
}

/// The server; it ends when it is dropped.
pub struct MailServer {
    pub address: SocketAddr,
    desk: Arc<Mutex<Desk>>,
    task: JoinHandle<()>,
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl MailServer {
    pub async fn start() -> MailServer {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let desk = Arc::new(Mutex::new(Desk::default()));
        let shared = desk.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let desk = shared.clone();
                tokio::spawn(async move {
                    // Whoever hangs up ends the conversation.
                    let _ = converse(stream, desk).await;
                });
            }
        });
        MailServer { address, desk, task }
    }

    /// Takes only those who sign in like this.
    pub fn ask_for(&self, user: &str, password: &str) {
        self.desk().password = Some((user.into(), password.into()));
    }

    /// What to do with the next letters, in this order; then all are accepted.
    pub fn then(&self, moods: impl IntoIterator<Item = Mood>) {
        let mut moods: Vec<Mood> = moods.into_iter().collect();
        moods.reverse();
        self.desk().moods = moods;
    }

    pub fn received(&self) -> Vec<Received> {
        self.desk().received.clone()
    }

    /// How often somebody connected.
    pub fn connections(&self) -> usize {
        self.desk().connections
    }

    /// The settings that lead here.
    pub fn setup(&self) -> Setup {
        written::setup("127.0.0.1", self.address.port())
    }

    fn desk(&self) -> std::sync::MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

type Line = Option<String>;

async fn read(stream: &mut BufStream<TcpStream>) -> std::io::Result<Line> {
    let mut line = String::new();
    let read = stream.read_line(&mut line).await?;
    Ok((read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
}

async fn say(stream: &mut BufStream<TcpStream>, line: &str) -> std::io::Result<()> {
    stream.write_all(format!("{line}\r\n").as_bytes()).await?;
    stream.flush().await
}

async fn converse(stream: TcpStream, desk: Arc<Mutex<Desk>>) -> std::io::Result<()> {
    let desk = || desk.lock().unwrap_or_else(PoisonError::into_inner);
    let mut stream = BufStream::new(stream);
    desk().connections += 1;
    say(&mut stream, "220 localhost ready").await?;
    let (mut user, mut from, mut to): (Line, Line, Line) = (None, None, None);
    let mut mood = Mood::Accept;
    while let Some(line) = read(&mut stream).await? {
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let signed_in = desk().password.is_none() || user.is_some();
        match word.as_str() {
            "EHLO" | "HELO" => {
                say(&mut stream, "250-localhost\r\n250-8BITMIME\r\n250 AUTH PLAIN").await?;
            }
            "AUTH" => {
                let given = line.rsplit(' ').next().unwrap_or_default();
                let given = BASE64_STANDARD.decode(given).unwrap_or_default();
                let given = String::from_utf8_lossy(&given).into_owned();
                let mut parts = given.split('\0').skip(1).map(str::to_owned);
                let given = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                if desk().password.as_ref() == Some(&given) {
                    user = Some(given.0);
                    say(&mut stream, "235 2.7.0 Welcome").await?;
                } else {
                    say(&mut stream, "535 5.7.8 Bad user or password").await?;
                }
            }
            "MAIL" if signed_in => {
                from = address(&line);
                to = None;
                say(&mut stream, "250 2.1.0 Ok").await?;
            }
            "RCPT" if from.is_some() => {
                mood = desk().moods.pop().unwrap_or(Mood::Accept);
                if let Mood::RefuseRecipient(refusal) = mood {
                    say(&mut stream, refusal).await?;
                } else {
                    to = address(&line);
                    say(&mut stream, "250 2.1.5 Ok").await?;
                }
            }
            "DATA" if to.is_some() => {
                say(&mut stream, "354 Go ahead").await?;
                let data = text(&mut stream).await?;
                if let Mood::RefuseText(refusal) = mood {
                    say(&mut stream, refusal).await?;
                    continue;
                }
                let (from, to) = (from.take().unwrap_or_default(), to.take().unwrap_or_default());
                desk().received.push(Received { from, to, data, user: user.clone() });
                if matches!(mood, Mood::HangUp) {
                    return Ok(());
                }
                let number = desk().received.len();
                say(&mut stream, &format!("250 2.0.0 Ok: queued as {number}")).await?;
            }
            "RSET" | "NOOP" => say(&mut stream, "250 2.0.0 Ok").await?,
            "QUIT" => {
                say(&mut stream, "221 2.0.0 Bye").await?;
                return Ok(());
            }
            "MAIL" => say(&mut stream, "530 5.7.0 Sign in first").await?,
            _ => say(&mut stream, "503 5.5.1 Not now").await?,
        }
    }
    Ok(())
}

/// The lines up to the one with a dot alone; dots that were doubled are single again.
async fn text(stream: &mut BufStream<TcpStream>) -> std::io::Result<String> {
    let mut data = String::new();
    while let Some(line) = read(stream).await? {
        if line == "." {
            break;
        }
        data += line.strip_prefix('.').unwrap_or(&line);
        data += "\r\n";
    }
    Ok(data)
}

fn address(line: &str) -> Line {
    let begin = line.find('<')? + 1;
    let end = line[begin..].find('>')? + begin;
    Some(line[begin..end].to_owned())
}
