//! What letters say, to whom, and that nothing gets into their header lines.

use mail_parser::{HeaderName, MimeHeaders};

use super::*;
use crate::{
    access::tokens,
    mail::{Recipient, compose::Envelope, compose::compose},
    people,
};

/// Everybody reads their own language, the organisation's when they have chosen none.
#[tokio::test]
async fn letters_are_in_the_language_of_who_gets_them() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        let mut tx = db.write().await.unwrap();
        for (person, lang) in [(scene.cast.hr, Lang::En), (scene.cast.employee, Lang::Es)] {
            crate::me::store::save(&mut tx, person, Some(lang), None).await.unwrap();
        }
        let english = people::store::by_id(&mut tx, scene.cast.hr).await.unwrap().unwrap();
        let spanish = people::store::by_id(&mut tx, scene.cast.employee).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        scene.post(LetterKind::Invitation, "one", &[english.id, spanish.id]).await;
        scene.round().await;
        let received = scene.server.received();
        let of = |address: &str| {
            let letter = received.iter().find(|letter| letter.to.starts_with(address)).unwrap();
            read(letter)
        };
        let letter = of("hr@");
        assert_eq!(letter.subject(), Some("Invitation: first aid"));
        let text = letter.body_text(0).unwrap().replace("\r\n", "\n");
        assert!(text.starts_with(&format!("Hello {},", english.name)), "{text}");
        assert!(text.contains("See it:\nhttps://espiral.example/sessions/1"), "{text}");
        let letter = of("employee@");
        assert_eq!(letter.subject(), Some("Invitación: primeros auxilios"));
        let text = letter.body_text(0).unwrap().replace("\r\n", "\n");
        assert!(text.starts_with(&format!("Hola, {}:", spanish.name)), "{text}");
        assert!(text.contains("Cuándo: 09:00"), "{text}");
        let html = letter.body_html(0).unwrap();
        assert!(html.contains("<html lang=\"es\">"), "{html}");
        assert!(html.contains("href=\"https://espiral.example/sessions/1\""), "{html}");
        // The header lines are ASCII, whatever the words.
        let data = &received[0].data;
        assert!(data.split("\r\n\r\n").next().unwrap().is_ascii());
        assert!(data.contains("Auto-Submitted: auto-generated\r\n"), "{data}");
        assert!(data.lines().all(|line| line.len() <= 998));
    })
    .await;
}

/// Names and topics with line breaks, header lines in them, and every script.
#[test]
fn nothing_gets_into_the_header_lines() {
    let wild = [
        "Ana\r\nBcc: all@respira.example",
        "Ana\nBcc: all@respira.example",
        "Ñandú \u{2028}Bcc: x@y.example",
        "김민준 \"Min\" <evil@x.example>",
        "👩‍⚕️ María, José; Óscar",
        &"largo ".repeat(80),
        "=?utf-8?q?=0D=0ABcc:_all@respira.example?=",
    ];
    for text in wild {
        let to = Recipient {
            id: PersonId::new(),
            name: text.into(),
            email: "ana@respira.example".into(),
            language: Lang::Es,
        };
        let envelope = Envelope {
            id: crate::mail::LetterId::new(),
            to: &to,
            written_at: now(),
            organisation: text,
            public_url: "https://espiral.example",
            unsubscribe: Some("https://espiral.example/unsubscribe/abc".into()),
        };
        let content = Content { subject: text.into(), ..said(Lang::Es) };
        let setup = crate::mail::Setup {
            host: "localhost".into(),
            port: 25,
            security: crate::mail::Security::None,
            user_name: String::new(),
            password: String::new(),
            sender: "espiral@respira.example".into(),
            reply_to: "rrhh@respira.example".into(),
            failures: 0,
            retry_at: None,
            fault: None,
            answer: String::new(),
            revision: 1,
        };
        let message = compose(&setup, &envelope, &content).unwrap();
        let data = String::from_utf8(message.formatted()).unwrap();
        let head = data.split("\r\n\r\n").next().unwrap();
        assert!(head.is_ascii(), "{head}");
        let names: Vec<&str> = head
            .lines()
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        let known = [
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Auto-Submitted",
            "Reply-To",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "MIME-Version",
            "Content-Type",
        ];
        assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
        assert_eq!(names.len(), known.len(), "{names:?}");
        assert_eq!(message.envelope().to().len(), 1);
        let parsed = MessageParser::new().parse(data.as_bytes()).unwrap();
        assert!(parsed.bcc().is_none(), "{head}");
        let addresses = parsed.to().unwrap();
        assert_eq!(addresses.iter().count(), 1, "{head}");
        assert_eq!(addresses.first().unwrap().address(), Some("ana@respira.example"));
        assert_eq!(
            parsed.header_raw("List-Unsubscribe").map(str::trim),
            Some("<https://espiral.example/unsubscribe/abc>")
        );
        assert!(parsed.header(HeaderName::ReplyTo).is_some());
        assert_eq!(parsed.content_type().unwrap().subtype(), Some("alternative"));
    }
}

/// What people type is text in the HTML of a letter, too.
#[test]
fn the_html_of_a_letter_is_made_of_text() {
    let to = Recipient {
        id: PersonId::new(),
        name: "<script>alert(1)</script>".into(),
        email: "ana@respira.example".into(),
        language: Lang::En,
    };
    let envelope = Envelope {
        id: crate::mail::LetterId::new(),
        to: &to,
        written_at: now(),
        organisation: "A & B <b>",
        public_url: "https://espiral.example",
        unsubscribe: None,
    };
    let content = Content {
        subject: "</title><img src=x onerror=alert(1)>".into(),
        lines: vec!["\"quoted\" 'single' <i>".into()],
        facts: vec![("<td>".into(), "</table>".into())],
        link: Some(("<a>".into(), "/x?a=1&b=\"2\"".into())),
        ..Content::default()
    };
    let html = crate::mail::compose::html(&envelope, &content);
    for wrong in ["<script", "<img", "<i>", "<td></table>", "b=\"2\"", "<b>"] {
        assert!(!html.contains(wrong), "{wrong} in {html}");
    }
    assert!(html.contains("A &amp; B &lt;b&gt;"));
}

/// The secret of a letter is in the letter alone.
#[tokio::test]
async fn reminders_end_by_the_letter_and_changes_do_not() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        let to = [scene.cast.employee];
        assert_eq!(scene.post(LetterKind::Reminder, "one", &to).await, 1);
        scene.round().await;
        let received = scene.server.received();
        let letter = read(&received[0]);
        let link = letter.header_raw("List-Unsubscribe").unwrap().trim();
        let token = link.trim_matches(['<', '>']).rsplit('/').next().unwrap().to_owned();
        assert!(letter.body_text(0).unwrap().contains(&token));
        assert_eq!(
            letter.header_raw("List-Unsubscribe-Post").map(str::trim),
            Some("List-Unsubscribe=One-Click")
        );

        let mut tx = db.read().await.unwrap();
        let found = store::of_token(&mut tx, &tokens::hash(&token)).await.unwrap();
        assert_eq!(found, Some((scene.cast.employee, true)));
        assert_eq!(store::of_token(&mut tx, token.as_bytes()).await, Ok(None));
        drop(tx);

        // What waits is taken back.
        scene.post(LetterKind::Reminder, "two", &to).await;
        assert_eq!(crate::mail::end_reminders(&scene.services, "nonsense").await, Ok(false));
        assert_eq!(crate::mail::end_reminders(&scene.services, &token).await, Ok(true));
        assert_eq!(crate::mail::end_reminders(&scene.services, &token).await, Ok(true));
        assert_eq!(scene.round().await, Round::default());
        assert_eq!(scene.post(LetterKind::Reminder, "three", &to).await, 0);
        assert_eq!(scene.post(LetterKind::Change, "four", &to).await, 1);
        assert_eq!(scene.round().await, Round { sent: 1, failed: 0 });
        let received = scene.server.received();
        assert!(read(&received[1]).header_raw("List-Unsubscribe").is_none());
    })
    .await;
}

/// A letter that gives access: the link works, and is nowhere in the database.
#[tokio::test]
async fn a_link_to_choose_a_password_is_made_as_its_letter_leaves() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        let person = scene.cast.newhire;
        let words = |lang| crate::mail::texts::of(lang).access("Respira");
        let letter = Letter {
            kind: LetterKind::Access,
            about: person.into(),
            occasion: "access:1".into(),
            expires_at: now() + TimeDelta::hours(24),
            words: &words,
        };
        let mut tx = db.write().await.unwrap();
        assert_eq!(post(&mut tx, now(), &letter, &[person]).await, Ok(1));
        tx.commit().await.unwrap();
        scene.round().await;
        let received = scene.server.received();
        let text = read(&received[0]).body_text(0).unwrap().into_owned();
        let token = text.split("https://espiral.example/access/").nth(1).unwrap();
        let token = token.split_whitespace().next().unwrap();
        let mut tx = db.read().await.unwrap();
        let found = crate::access::store::link(&mut tx, &tokens::hash(token), now()).await;
        assert_eq!(found, Ok(Some(Some(person))));
    })
    .await;
}

/// Who has left gets nothing, not even what was waiting.
#[tokio::test]
async fn nobody_is_written_to_who_cannot_or_should_not_get_it() {
    each_engine(|db| async move {
        let scene = Scene::on(&db).await;
        let employee = scene.cast.employee;
        scene.post(LetterKind::Change, "one", &[employee]).await;
        let mut tx = db.write().await.unwrap();
        let person = people::store::by_id(&mut tx, employee).await.unwrap().unwrap();
        people::store::set_active(&mut tx, employee, person.revision, false).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(scene.round().await, Round::default());
        assert_eq!(scene.letters().await[0].state, LetterState::Over);
        assert_eq!(scene.post(LetterKind::Change, "two", &[employee]).await, 0);
        assert!(scene.server.received().is_empty());
    })
    .await;
}
