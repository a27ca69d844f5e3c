//! Talking to the mail server, and what its answers mean.

use std::{error::Error as _, io, time::Duration};

use lettre::{
    Message,
    transport::smtp::{
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        extension::ClientId,
        response::Response,
    },
};
use tokio::time::timeout;

use super::{Fault, Security, Setup};

/// For connecting, signing in, and for handing over one letter. All of it is shorter than a lease.
const PATIENCE: Duration = Duration::from_secs(12);
/// The longest answer that is kept, in characters.
const ANSWER_MAX: usize = 300;

/// Why it did not go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub fault: Fault,
    /// What the server said, or the machine.
    pub answer: String,
}

/// A server that has let us in.
pub struct Connection(AsyncSmtpConnection);

impl Connection {
    /// Connects, encrypts and signs in.
    pub async fn open(setup: &Setup) -> Result<Connection, Trouble> {
        match timeout(PATIENCE, connect(setup)).await {
            Ok(connected) => connected.map(Connection),
            Err(_) => Err(slow()),
        }
    }

    /// Hands a letter over; answers what the server said.
    pub async fn send(&mut self, message: &Message) -> Result<String, Trouble> {
        let text = message.formatted();
        match timeout(PATIENCE, self.0.send(message.envelope(), &text)).await {
            Ok(Ok(response)) => Ok(said(&response)),
            Ok(Err(error)) => Err(of_letter(&error)),
            Err(_) => {
                // Whatever comes back later would be taken for the answer to something else.
                let _ = timeout(Duration::from_secs(1), self.0.abort()).await;
                Err(slow())
            }
        }
    }

    /// Whether it can take another letter.
    pub fn is_open(&self) -> bool {
        !self.0.has_broken()
    }

    pub async fn close(mut self) {
        let _ = timeout(Duration::from_secs(2), self.0.quit()).await;
    }
}

async fn connect(setup: &Setup) -> Result<AsyncSmtpConnection, Trouble> {
    let port = u16::try_from(setup.port).unwrap_or(587);
    let hello = ClientId::default();
    let tls = || {
        TlsParameters::new(setup.host.clone()).map_err(|error| Trouble {
            fault: Fault::Certificate,
            answer: short(&error.to_string()),
        })
    };
    let from_start = match setup.security {
        Security::Tls => Some(tls()?),
        _ => None,
    };
    let address = (setup.host.as_str(), port);
    let mut connection =
        AsyncSmtpConnection::connect_tokio1(address, Some(PATIENCE), &hello, from_start, None)
            .await
            .map_err(|error| of_server(&error))?;
    if setup.security == Security::StartTls {
        if !connection.can_starttls() {
            connection.abort().await;
            return Err(Trouble { fault: Fault::NoEncryption, answer: String::new() });
        }
        connection.starttls(tls()?, &hello).await.map_err(|error| of_server(&error))?;
    }
    if !setup.user_name.is_empty() {
        let credentials = Credentials::new(setup.user_name.clone(), setup.password.clone());
        if let Err(error) = connection.auth(DEFAULT_MECHANISMS, &credentials).await {
            connection.abort().await;
            let trouble = of_server(&error);
            let refused = error.is_permanent() || error.is_client();
            let fault = if refused { Fault::SignIn } else { trouble.fault };
            return Err(Trouble { fault, ..trouble });
        }
    }
    Ok(connection)
}

/// What keeps us from talking to the server at all.
fn of_server(error: &lettre::transport::smtp::Error) -> Trouble {
    let fault = if error.status().is_some() {
        Fault::RefusedForNow
    } else if error.is_timeout() {
        Fault::Slow
    } else if error.is_tls() || in_words(error).contains("certificate") {
        Fault::Certificate
    } else if is_unknown(error) {
        Fault::UnknownHost
    } else {
        Fault::Unreachable
    };
    Trouble { fault, answer: answer(error) }
}

/// What a letter met with, on a connection that worked.
fn of_letter(error: &lettre::transport::smtp::Error) -> Trouble {
    let fault = if error.is_permanent() {
        Fault::Refused
    } else if error.is_transient() {
        Fault::RefusedForNow
    } else if error.is_timeout() {
        Fault::Slow
    } else if error.is_client() {
        Fault::Unwritable
    } else {
        Fault::Broken
    };
    Trouble { fault, answer: answer(error) }
}

fn slow() -> Trouble {
    Trouble { fault: Fault::Slow, answer: String::new() }
}

/// No address belongs to the name: the machine says so in an error of no kind of its own.
fn is_unknown(error: &lettre::transport::smtp::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(error) = error.downcast_ref::<io::Error>() {
            return error.raw_os_error().is_none() && error.to_string().contains("lookup");
        }
        source = error.source();
    }
    false
}

/// The number and the words of an answer: `550 No such user here`.
fn answer(error: &lettre::transport::smtp::Error) -> String {
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    short(&match error.status() {
        Some(code) => format!("{code} {words}"),
        None => in_words(error),
    })
}

/// The innermost reason, which says most.
fn in_words(error: &lettre::transport::smtp::Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        words = error.to_string();
        source = error.source();
    }
    words
}

fn said(response: &Response) -> String {
    let words: Vec<&str> = response.message().collect();
    short(&format!("{} {}", response.code(), words.join(" ")))
}

/// What a server says, in one line that is not too long.
fn short(text: &str) -> String {
    crate::writing::one_line(text).chars().take(ANSWER_MAX).collect()
}
