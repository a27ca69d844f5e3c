//! The program is killed while people send: what was acknowledged is there, once.

use std::{
    io,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use app::{
    access::{self, tokens},
    clock::Clock,
    db::{Db, testing::each_engine},
    demo::{self, Demo},
    judging::{
        ConceptId, Criterion, CriterionId, CriterionKind, Direction, RoundId, api::SaveJudgement,
        store,
    },
    knowledge::api::ShareNote,
    on,
    people::PersonId,
    routes,
};
use futures::future::join_all;
use leptos::server_fn::ServerFn;
use sqlx::postgres::PgPool;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::sleep,
};
use uuid::Uuid;

const PEOPLE: usize = 6;
const KILLS: usize = 3;
/// How long everybody sends before each kill.
const LOAD: Duration = Duration::from_millis(800);

/// The clinic with a round of judging that is open.
struct Clinic {
    demo: Demo,
    round: RoundId,
    concept: ConceptId,
    criterion: CriterionId,
    people: Vec<(PersonId, String)>,
}

impl Clinic {
    async fn prepare(db: &Db) -> app::error::Result<Clinic> {
        let now = Clock::system().now();
        let demo = demo::fill(db, now).await?;
        let (cast, programme) = (&demo.cast, demo.calendar.current);
        let mut tx = db.write().await?;
        let concept = demo::ready_to_judge(&mut tx, cast, programme, now).await?[0];
        let round = store::add_round(&mut tx, programme, 1, "", cast.manager, now).await?;
        let criterion = Criterion {
            id: CriterionId::new(),
            name: "Costo".into(),
            kind: CriterionKind::Quantitative,
            unit: "S/".into(),
            direction: Direction::Less,
            low: String::new(),
            middle: String::new(),
            high: String::new(),
            department_id: None,
            department: None,
            part_of: None,
            whole: None,
            weight: 100,
        };
        store::add_criterion(&mut tx, round, &criterion).await?;
        store::put_up(&mut tx, round, &[(concept, 1)]).await?;
        store::open(&mut tx, round, cast.manager, now).await?;
        let mut people = Vec::new();
        for person in &cast.people_central[..PEOPLE] {
            let token = tokens::fresh();
            let hash = tokens::hash(&token);
            access::store::add_sign_in(&mut tx, *person, &hash, "", now).await?;
            people.push((*person, token));
        }
        tx.commit().await?;
        Ok(Clinic { criterion: criterion.id, demo, round, concept, people })
    }

    /// The n-th form of a person: a note, then a judgement, then a note.
    fn sending(&self, person: PersonId, n: usize) -> Sending {
        let (page, fields) = if n.is_multiple_of(2) {
            let session = self.demo.calendar.this_week[1];
            let fields = vec![
                ("_do".into(), ShareNote::PATH.into()),
                ("session".into(), session.to_string()),
                ("note".into(), format!("Nota {n} de {person}")),
            ];
            (routes::session(session), fields)
        } else {
            let programme = self.demo.calendar.current;
            let fields = vec![
                ("_do".into(), SaveJudgement::PATH.into()),
                ("programme".into(), programme.to_string()),
                ("round".into(), self.round.to_string()),
                ("concept".into(), self.concept.to_string()),
                (format!("c-{}", self.criterion), n.to_string()),
            ];
            (routes::judging(programme), fields)
        };
        Sending { key: Uuid::new_v4(), page, fields, acknowledged: false }
    }
}

/// A form with its key.
#[derive(Clone)]
struct Sending {
    key: Uuid,
    page: String,
    fields: Vec<(String, String)>,
    acknowledged: bool,
}

impl Sending {
    /// Sends it; answers the status, or an error when the server is gone.
    async fn send(&self, port: u16, token: &str) -> io::Result<u16> {
        let mut fields = self.fields.clone();
        fields.extend([("_key".into(), String::new()), ("_once".into(), self.key.to_string())]);
        let body = serde_urlencoded::to_string(fields).map_err(io::Error::other)?;
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
        let request = format!(
            "POST {} HTTP/1.1\r\nhost: localhost\r\ncookie: espiral={token}\r\n\
             sec-fetch-site: same-origin\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            self.page,
            body.len()
        );
        stream.write_all(request.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        let status = answer.get(9..12).and_then(|code| str::from_utf8(code).ok()?.parse().ok());
        status.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

struct Program {
    child: Child,
    port: u16,
}

impl Program {
    async fn start(database: &str) -> Program {
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("its address").port();
        drop(free);
        let child = Command::new(env!("CARGO_BIN_EXE_espiral"))
            .args(["serve", "--database", database, "--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        let program = Program { child, port };
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return program;
            }
            sleep(Duration::from_millis(50)).await;
        }
        panic!("the program did not answer");
    }
}

impl Drop for Program {
    /// As a power cut would: SIGKILL.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address of a database of `each_engine`.
async fn address(db: &Db) -> String {
    let Some(pool) = db.pg_pool() else {
        return format!("sqlite:{}", db.path().expect("a file").display());
    };
    let name = database(pool).await;
    let server = std::env::var("TEST_DATABASE_URL").expect("a server");
    server.replacen("/postgres?", &format!("/{name}?"), 1)
}

async fn database(pool: &PgPool) -> String {
    sqlx::query_scalar("SELECT current_database()").fetch_one(pool).await.expect("its name")
}

async fn count(db: &Db, find: &'static str, text: &str) -> app::error::Result<i64> {
    let mut tx = db.read().await?;
    Ok(on!(tx, c => sqlx::query_scalar(find).bind(text).fetch_one(c).await?))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_loses_nothing_acknowledged_and_doubles_nothing() {
    const ONE: &str = "SELECT COUNT(*) FROM notes WHERE body = $1";
    const ALL: &str = "SELECT COUNT(*) FROM notes WHERE body LIKE $1";
    each_engine(async |db: Db| {
        let clinic = Arc::new(Clinic::prepare(&db).await.expect("the clinic"));
        let database = address(&db).await;
        let mut sent: Vec<Vec<Sending>> = vec![Vec::new(); PEOPLE];
        let mut cut_off = 0;
        for _ in 0..KILLS {
            let program = Program::start(&database).await;
            let over = Arc::new(AtomicBool::new(false));
            let clients = clinic.people.iter().zip(sent).map(|((person, token), mut sent)| {
                let (clinic, person, token) = (clinic.clone(), *person, token.clone());
                let (port, over) = (program.port, over.clone());
                tokio::spawn(async move {
                    // First everything once more: what was answered and what was not.
                    for sending in &mut sent {
                        let Ok(status) = sending.send(port, &token).await else { return sent };
                        assert_eq!(status, 303, "{} is sent again", sending.page);
                        sending.acknowledged = true;
                    }
                    while !over.load(Ordering::Relaxed) {
                        let mut sending = clinic.sending(person, sent.len() + 1);
                        let answer = sending.send(port, &token).await;
                        sending.acknowledged = answer.is_ok();
                        sent.push(sending);
                        match answer {
                            Ok(status) => assert_eq!(status, 303),
                            // Gone, perhaps with what was sent.
                            Err(_) => break,
                        }
                    }
                    sent
                })
            });
            let clients: Vec<_> = clients.collect();
            sleep(LOAD).await;
            drop(program);
            over.store(true, Ordering::Relaxed);
            sent =
                join_all(clients).await.into_iter().map(|sent| sent.expect("a client")).collect();
            for sending in sent.iter().flatten().filter(|sending| sending.acknowledged) {
                let (_, text) = &sending.fields[2];
                if sending.page.starts_with("/sessions") {
                    let there = count(&db, ONE, text).await.expect("a count");
                    assert_eq!(there, 1, "{text} was acknowledged");
                }
            }
            cut_off += sent.iter().flatten().filter(|sending| !sending.acknowledged).count();
        }
        assert!(cut_off > 0, "no kill came while something was being sent");

        let program = Program::start(&database).await;
        for ((_, token), sent) in clinic.people.iter().zip(&sent) {
            for sending in sent {
                assert_eq!(sending.send(program.port, token).await.expect("an answer"), 303);
            }
        }
        drop(program);
        let notes = sent.iter().flatten().filter(|one| one.page.starts_with("/sessions")).count();
        assert!(notes >= PEOPLE, "{notes} notes");
        assert_eq!(count(&db, ALL, "Nota % de %").await.expect("a count"), notes as i64);
        // The last judgement of each holds: none that was sent again came after it.
        let mut tx = db.read().await.expect("a transaction");
        for ((person, _), sent) in clinic.people.iter().zip(&sent) {
            let last = sent.iter().rev().find(|one| one.page.ends_with("/judging"));
            let Some(last) = last else { continue };
            let own = store::own(&mut tx, clinic.round, *person).await.expect("judgements");
            let value: i64 = last.fields[4].1.parse().expect("a number");
            assert_eq!(own.get(&(clinic.concept, clinic.criterion)), Some(&Some(value * 100)));
        }
    })
    .await;
}
