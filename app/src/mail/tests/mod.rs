//! Letters on both engines, handed to a mail server that speaks SMTP over TCP.

mod setting_up;
mod troubles;
mod words;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use mail_parser::{Message, MessageParser};
use tokio::sync::Semaphore;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

use super::{
    Content, Letter, LetterKind, LetterState, Listed, post,
    sending::{Round, round},
    store,
    testing::{MailServer, Received},
};
use crate::{
    clock::Clock,
    db::{Db, testing::each_engine},
    demo::{self, Cast},
    lang::Lang,
    people::PersonId,
    request::{Asked, Assets, Limits, Live, Services},
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

/// A clinic whose letters go to a server of ours.
struct Scene {
    services: Services,
    server: MailServer,
    cast: Cast,
}

impl Scene {
    async fn on(db: &Db) -> Scene {
        let cast = demo::fill_cast(db, now()).await.unwrap();
        let server = MailServer::start().await;
        let services = serving(db.clone());
        let mut tx = db.write().await.unwrap();
        store::save(&mut tx, &server.setup()).await.unwrap();
        tx.commit().await.unwrap();
        Scene { services, server, cast }
    }

    /// Writes a letter and commits it.
    async fn post(&self, kind: LetterKind, occasion: &str, to: &[PersonId]) -> usize {
        let now = self.services.clock.now();
        let mut tx = self.services.db.write().await.unwrap();
        let written = post(&mut tx, now, &letter(kind, occasion, now), to).await.unwrap();
        tx.commit().await.unwrap();
        written
    }

    async fn round(&self) -> Round {
        round(&self.services).await.unwrap()
    }

    async fn letters(&self) -> Vec<Listed> {
        let mut tx = self.services.db.read().await.unwrap();
        store::latest(&mut tx, 100).await.unwrap()
    }

    fn wait(&self, minutes: i64) {
        self.services.clock.advance(TimeDelta::minutes(minutes));
    }
}

fn serving(db: Db) -> Services {
    Services {
        db,
        clock: Clock::fixed(now()),
        live: Live::local(),
        limits: Limits::default(),
        asked: Asked::default(),
        assets: Assets { pkg_dir: "".into(), stylesheet: "".into(), live: "".into() },
        public_url: "https://espiral.example".into(),
        demo: false,
        hashing: Arc::new(Semaphore::new(2)),
        stop: CancellationToken::new(),
        tasks: TaskTracker::new(),
        metrics_token: None,
    }
}

fn said(lang: Lang) -> Content {
    Content {
        subject: lang.pick("Invitation: first aid", "Invitación: primeros auxilios").into(),
        lines: vec![lang.pick("You are invited.", "Estás invitado(a).").into()],
        facts: vec![(lang.pick("When", "Cuándo").into(), "09:00".into())],
        link: Some((lang.pick("See it", "Verla").into(), "/sessions/1".into())),
        ..Content::default()
    }
}

fn letter(kind: LetterKind, occasion: &str, now: DateTime<Utc>) -> Letter<'static> {
    Letter {
        kind,
        about: Uuid::from_u128(7),
        occasion: occasion.into(),
        expires_at: now + TimeDelta::days(3),
        words: &said,
    }
}

/// A letter as the program of whoever gets it reads it.
fn read(received: &Received) -> Message<'_> {
    MessageParser::new().parse(received.data.as_bytes()).expect("a message")
}

#[tokio::test]
async fn a_letter_is_sent_once_and_only_when_its_command_was_done() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        let employee = scene.cast.employee;

        // A command that fails takes its letters along.
        let mut tx = db.write().await.unwrap();
        let undone = letter(LetterKind::Invitation, "undone", now());
        assert_eq!(post(&mut tx, now(), &undone, &[employee]).await, Ok(1));
        drop(tx);
        assert_eq!(scene.round().await, Round::default());
        assert_eq!(scene.server.connections(), 0);

        assert_eq!(scene.post(LetterKind::Invitation, "one", &[employee]).await, 1);
        // The same again is the same letter.
        assert_eq!(scene.post(LetterKind::Invitation, "one", &[employee]).await, 0);
        assert_eq!(scene.round().await, Round { sent: 1, failed: 0 });
        assert_eq!(scene.round().await, Round::default());
        scene.wait(60 * 24);
        assert_eq!(scene.round().await, Round::default());

        let received = scene.server.received();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].from, "espiral@respira.example");
        assert_eq!(received[0].to, "employee@respira.example");
        let sent = &scene.letters().await[0];
        assert_eq!((sent.state, sent.attempts), (LetterState::Sent, 1));
        assert_eq!(sent.answer, "250 2.0.0 Ok: queued as 1");
        assert_eq!(sent.sent_at, Some(now()));
    })
    .await;
}

/// Two servers on one database, and fifty letters.
#[tokio::test]
async fn two_workers_share_the_letters() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        for number in 0..50 {
            let occasion = format!("letter {number}");
            scene.post(LetterKind::Invitation, &occasion, &[scene.cast.employee]).await;
        }
        let workers = [serving(db.clone()), serving(db.clone()), serving(db.clone())];
        let rounds = futures::future::join_all(workers.iter().map(round)).await;
        let sent: usize = rounds.into_iter().map(|round| round.unwrap().sent).sum();
        assert_eq!(sent, 50);
        let received = scene.server.received();
        assert_eq!(received.len(), 50);
        let ids: std::collections::BTreeSet<String> =
            received.iter().map(|letter| read(letter).message_id().unwrap().to_owned()).collect();
        assert_eq!(ids.len(), 50);
        assert!(scene.server.connections() <= 3);
    })
    .await;
}

/// Without a mail server nothing is written, so nothing old is sent once there is one.
#[tokio::test]
async fn without_a_server_nothing_is_queued() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        scene.post(LetterKind::Invitation, "before", &[scene.cast.employee]).await;
        let mut tx = db.write().await.unwrap();
        store::remove(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(scene.post(LetterKind::Invitation, "without", &[scene.cast.employee]).await, 0);
        assert_eq!(scene.round().await, Round::default());
        let mut tx = db.write().await.unwrap();
        store::save(&mut tx, &scene.server.setup()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(scene.round().await, Round::default());
        let letters = scene.letters().await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].state, LetterState::Over);
    })
    .await;
}
