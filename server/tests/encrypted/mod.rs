//! Letters over TLS, by the program itself: with a certificate that the machine trusts they arrive,
//! with another they wait.

use std::{
    net::SocketAddr,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use app::{
    clock::Clock,
    db::Db,
    demo,
    lang::Lang,
    mail::{
        Content, Fault, Letter, LetterKind, LetterState, Security, Setup, post, store,
        testing::MailServer,
    },
    people::PersonId,
};
use chrono::TimeDelta;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, copy_bidirectional},
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

/// Certificates for `localhost`, made by themselves and good until 2126. They and the key are for
/// this test and open nothing.
const OURS: &str = include_str!("ours.pem");
const KEY: &str = include_str!("ours.key");
const OTHER: &str = include_str!("other.pem");

fn encryption() -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_slice(OURS.as_bytes()).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(KEY.as_bytes()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("protocols")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a certificate for its key");
    TlsAcceptor::from(Arc::new(config))
}

/// What speaks TLS in front of a mail server that does not.
struct Front {
    address: SocketAddr,
    /// How many connections were encrypted, and how many should have been.
    encrypted: Arc<AtomicUsize>,
    tried: Arc<AtomicUsize>,
}

impl Front {
    async fn of(server: SocketAddr, security: Security) -> Front {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        let (encrypted, tried) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (counted, begun) = (encrypted.clone(), tried.clone());
        let acceptor = encryption();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, counted, begun) = (acceptor.clone(), counted.clone(), begun.clone());
                tokio::spawn(async move {
                    // Whoever does not trust it hangs up.
                    let stream = match security {
                        Security::StartTls => in_clear(stream).await?,
                        _ => stream,
                    };
                    let shaken = acceptor.accept(stream).await;
                    begun.fetch_add(1, Ordering::SeqCst);
                    let mut shaken = shaken?;
                    counted.fetch_add(1, Ordering::SeqCst);
                    let mut behind = BufReader::new(TcpStream::connect(server).await?);
                    if security == Security::StartTls {
                        // It has greeted already.
                        behind.read_line(&mut String::new()).await?;
                    }
                    copy_bidirectional(&mut shaken, &mut behind).await
                });
            }
        });
        Front { address, encrypted, tried }
    }
}

/// What is said before it is encrypted; no name and no letter may be in it.
async fn in_clear(stream: TcpStream) -> std::io::Result<TcpStream> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 localhost ready\r\n").await?;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let word = line.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        let answer: &[u8] = match word.as_str() {
            "EHLO" => b"250-localhost\r\n250 STARTTLS\r\n",
            "STARTTLS" => b"220 2.0.0 Go ahead\r\n",
            said => panic!("{said} in clear"),
        };
        stream.write_all(answer).await?;
        if word == "STARTTLS" {
            return Ok(stream.into_inner());
        }
    }
}

/// The program, serving; it ends when it is dropped.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.kill().expect("it runs");
        self.0.wait().expect("its end");
    }
}

/// A clinic in a file, with a letter that waits.
struct Clinic {
    folder: tempfile::TempDir,
}

impl Clinic {
    async fn with_letter(setup: &Setup) -> Clinic {
        let clinic = Clinic { folder: tempfile::tempdir().expect("a folder") };
        let db = clinic.db().await;
        let now = Clock::system().now();
        let cast = demo::fill_cast(&db, now).await.expect("the clinic's people");
        let mut tx = db.write().await.expect("a transaction");
        store::save(&mut tx, setup).await.expect("a mail server");
        let letter = Letter {
            kind: LetterKind::Invitation,
            about: PersonId::new().into(),
            occasion: "encrypted".into(),
            expires_at: now + TimeDelta::days(1),
            words: &said,
        };
        post(&mut tx, now, &letter, &[cast.employee]).await.expect("a letter");
        tx.commit().await.expect("a commit");
        clinic
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.folder.path().join("a.db").display())
    }

    async fn db(&self) -> Db {
        let db = Db::open(&self.url()).await.expect("a database");
        db.migrate().await.expect("its tables");
        db
    }

    /// Serves on a machine that trusts this certificate and no other.
    fn serve(&self, trusted: &str) -> Serving {
        let file: PathBuf = self.folder.path().join("trusted.pem");
        std::fs::write(&file, trusted).expect("a file");
        let child = Command::new(env!("CARGO_BIN_EXE_espiral"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("ESPIRAL_DATABASE", self.url())
            .env("SSL_CERT_FILE", file)
            .env_remove("SSL_CERT_DIR")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Serving(child.expect("the program"))
    }
}

fn said(lang: Lang) -> Content {
    let subject = lang.pick("Invitation: first aid", "Invitación: primeros auxilios").into();
    Content { subject, ..Content::default() }
}

async fn until(what: impl Fn() -> bool) {
    let waited = async {
        while !what() {
            sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(Duration::from_secs(60), waited).await.expect("in time");
}

async fn arrives_only_where_it_is_trusted(security: Security) {
    let server = MailServer::start().await;
    let front = Front::of(server.address, security).await;
    let setup = Setup {
        host: "localhost".into(),
        port: front.address.port().into(),
        security,
        ..server.setup()
    };
    let clinic = Clinic::with_letter(&setup).await;

    let serving = clinic.serve(OTHER);
    until(|| front.tried.load(Ordering::SeqCst) > 0).await;
    // What it makes of that is written before it stops.
    let mut found = None;
    for _ in 0..100 {
        sleep(Duration::from_millis(100)).await;
        let db = clinic.db().await;
        let mut tx = db.read().await.expect("a transaction");
        found = store::setup(&mut tx).await.expect("a setup");
        if found.as_ref().is_some_and(|setup| setup.failures > 0) {
            break;
        }
    }
    drop(serving);
    let found = found.expect("a setup");
    assert_eq!(found.fault, Some(Fault::Certificate), "{}", found.answer);
    assert!(server.received().is_empty() && server.connections() == 0);
    assert_eq!(front.encrypted.load(Ordering::SeqCst), 0);
    {
        let db = clinic.db().await;
        let mut tx = db.write().await.expect("a transaction");
        let letters = store::latest(&mut tx, 10).await.expect("letters");
        assert_eq!(letters.len(), 1, "{letters:?}");
        assert_eq!(letters[0].state, LetterState::Waiting);
        store::knock(&mut tx).await.expect("a knock");
        tx.commit().await.expect("a commit");
    }

    let _serving = clinic.serve(OURS);
    until(|| !server.received().is_empty()).await;
    let received = server.received();
    assert_eq!(received.len(), 1, "{received:?}");
    assert!(received[0].data.contains("Subject: ") && received[0].user.is_none());
    assert_eq!(front.encrypted.load(Ordering::SeqCst), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_goes_over_tls_to_a_server_that_is_trusted_and_else_waits() {
    arrives_only_where_it_is_trusted(Security::Tls).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_goes_over_starttls_to_a_server_that_is_trusted_and_else_waits() {
    arrives_only_where_it_is_trusted(Security::StartTls).await;
}
