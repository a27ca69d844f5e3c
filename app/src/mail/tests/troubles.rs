//! What may go wrong between us and the mail server, and what becomes of the letters.

use super::*;
use crate::mail::{Fault, Security, testing::Mood};

/// A refusal for now is tried again, with pauses that grow, and in the end given up.
#[tokio::test]
async fn what_is_refused_for_now_is_tried_again() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        scene.post(LetterKind::Invitation, "one", &[scene.cast.employee]).await;
        scene.server.then([Mood::RefuseRecipient("451 4.7.1 Come back later")]);
        assert_eq!(scene.round().await, Round { sent: 0, failed: 1 });
        let letter = &scene.letters().await[0];
        assert_eq!(letter.state, LetterState::Waiting);
        assert_eq!(letter.fault, Some(Fault::RefusedForNow));
        assert!(letter.answer.contains("451") && letter.answer.contains("Come back later"));
        // Not before its pause is over.
        assert_eq!(scene.round().await, Round::default());
        scene.wait(1);
        assert_eq!(scene.round().await, Round { sent: 1, failed: 0 });
        let letter = &scene.letters().await[0];
        assert_eq!((letter.state, letter.fault), (LetterState::Sent, None));

        scene.post(LetterKind::Invitation, "two", &[scene.cast.employee]).await;
        scene.server.then(std::iter::repeat_n(Mood::RefuseText("452 4.3.1 Full"), 20));
        let mut tries = 0;
        for _ in 0..60 {
            tries += scene.round().await.failed;
            scene.wait(30);
        }
        assert_eq!(tries, 8);
        let letter = &scene.letters().await[0];
        assert_eq!((letter.state, letter.attempts), (LetterState::Failed, 8));
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_for_good_fails_at_once_and_can_be_sent_again() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        let both = [scene.cast.employee, scene.cast.hr];
        scene.post(LetterKind::Invitation, "one", &both).await;
        scene.server.then([Mood::RefuseRecipient("550 5.1.1 No such user")]);
        // The other one is sent all the same.
        assert_eq!(scene.round().await, Round { sent: 1, failed: 1 });
        let letters = scene.letters().await;
        let failed = letters.iter().find(|letter| letter.state == LetterState::Failed).unwrap();
        assert_eq!((failed.fault, failed.attempts), (Some(Fault::Refused), 1));
        assert!(failed.answer.starts_with("550"), "{}", failed.answer);
        scene.wait(600);
        assert_eq!(scene.round().await, Round::default());

        let now = scene.services.clock.now();
        let mut tx = db.write().await.unwrap();
        assert_eq!(store::retry(&mut tx, failed.id, now).await, Ok(true));
        assert_eq!(store::retry(&mut tx, failed.id, now).await, Ok(false));
        tx.commit().await.unwrap();
        assert_eq!(scene.round().await, Round { sent: 1, failed: 0 });
        assert_eq!(scene.server.received().len(), 2);
    })
    .await;
}

/// Nobody can know whether a letter was taken when the connection breaks before the answer. It is
/// sent again under the same Message-ID, so that the mailbox can tell.
#[tokio::test]
async fn a_connection_that_breaks_after_the_text_sends_the_same_letter_again() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        scene.post(LetterKind::Invitation, "one", &[scene.cast.employee]).await;
        scene.post(LetterKind::Invitation, "two", &[scene.cast.employee]).await;
        scene.server.then([Mood::HangUp]);
        assert_eq!(scene.round().await, Round { sent: 1, failed: 1 });
        scene.wait(1);
        assert_eq!(scene.round().await, Round { sent: 1, failed: 0 });
        let received = scene.server.received();
        assert_eq!(received.len(), 3);
        let ids: Vec<_> =
            received.iter().map(|letter| read(letter).message_id().unwrap().to_owned()).collect();
        assert_eq!(ids[0], ids[2]);
        assert_ne!(ids[0], ids[1]);
        let dates: Vec<_> = received.iter().map(|letter| read(letter).date().cloned()).collect();
        assert_eq!(dates[0], dates[2]);
    })
    .await;
}

/// Killed between the server's yes and our note of it.
#[tokio::test]
async fn a_letter_whose_worker_was_killed_is_sent_when_its_lease_ends() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        scene.post(LetterKind::Invitation, "one", &[scene.cast.employee]).await;
        let mut tx = db.write().await.unwrap();
        let claimed = store::claim(&mut tx, now()).await.unwrap().unwrap();
        assert!(store::claim(&mut tx, now()).await.unwrap().is_none());
        tx.commit().await.unwrap();
        scene.wait(4);
        assert_eq!(scene.round().await, Round::default());
        scene.wait(2);
        assert_eq!(scene.round().await, Round { sent: 1, failed: 0 });
        // The dead worker was only slow: what it reports changes nothing.
        let mut tx = db.write().await.unwrap();
        store::refused(&mut tx, &claimed, Fault::Refused, "late").await.unwrap();
        assert_eq!(store::sent(&mut tx, &claimed, "late", now()).await, Ok(false));
        tx.commit().await.unwrap();
        let letter = &scene.letters().await[0];
        assert_eq!((letter.state, letter.attempts), (LetterState::Sent, 2));
    })
    .await;
}

/// A server that is not there costs no letter an attempt, however long.
#[tokio::test]
async fn letters_wait_for_a_server_that_is_not_there() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        let mut tx = db.write().await.unwrap();
        let gone = Setup { port: free_port(), revision: 1, ..scene.server.setup() };
        store::save(&mut tx, &gone).await.unwrap();
        tx.commit().await.unwrap();
        scene.post(LetterKind::Invitation, "one", &[scene.cast.employee]).await;
        let mut pauses = Vec::new();
        for _ in 0..4 {
            assert_eq!(scene.round().await, Round::default());
            let mut tx = db.read().await.unwrap();
            let setup = store::setup(&mut tx).await.unwrap().unwrap();
            assert_eq!(setup.fault, Some(Fault::Unreachable), "{}", setup.answer);
            let pause = (setup.retry_at.unwrap() - scene.services.clock.now()).num_minutes();
            pauses.push(pause);
            scene.wait(pause);
        }
        assert_eq!(pauses, [1, 5, 15, 30]);
        assert_eq!(scene.letters().await[0].attempts, 0);

        let mut tx = db.write().await.unwrap();
        store::save(&mut tx, &Setup { revision: 2, ..scene.server.setup() }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(scene.round().await, Round { sent: 1, failed: 0 });
        let mut tx = db.read().await.unwrap();
        assert_eq!(store::setup(&mut tx).await.unwrap().unwrap().fault, None);
    })
    .await;
}

/// Too late to be of use: it is not sent, whatever kept it.
#[tokio::test]
async fn a_letter_that_comes_too_late_is_not_sent() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        scene.post(LetterKind::Reminder, "one", &[scene.cast.employee]).await;
        scene.wait(60 * 24 * 3);
        assert_eq!(scene.round().await, Round::default());
        let mut tx = db.write().await.unwrap();
        store::end_overdue(&mut tx, scene.services.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(scene.letters().await[0].state, LetterState::Over);
        assert_eq!(scene.server.connections(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_missing_encryption_are_told_apart() {
    let server = MailServer::start().await;
    server.ask_for("ana", "correcto");
    let open = |setup: Setup| async move {
        let opened = crate::mail::smtp::Connection::open(&setup).await;
        opened.err().map(|trouble| (trouble.fault, trouble.answer))
    };
    let signing_in = |password: &str| Setup {
        user_name: "ana".into(),
        password: password.into(),
        ..server.setup()
    };
    let (fault, answer) = open(signing_in("falso")).await.unwrap();
    assert_eq!(fault, Fault::SignIn);
    assert!(answer.contains("Bad user or password"), "{answer}");
    assert!(!answer.contains("falso"), "{answer}");
    assert_eq!(open(signing_in("correcto")).await, None);

    let encrypted = Setup { security: Security::StartTls, ..signing_in("correcto") };
    assert_eq!(open(encrypted).await.unwrap().0, Fault::NoEncryption);
    let encrypted = Setup { security: Security::Tls, ..signing_in("correcto") };
    assert!(matches!(open(encrypted).await.unwrap().0, Fault::Certificate | Fault::Unreachable));
    let unknown = Setup { host: "no-such-host.invalid".into(), ..server.setup() };
    assert_eq!(open(unknown).await.unwrap().0, Fault::UnknownHost);
    // The password was never sent in clear to a server that should have encrypted.
    assert!(server.received().is_empty());
}

/// A port where nobody listens.
fn free_port() -> i64 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port().into()
}

use crate::mail::Setup;
