//! Letters from the settings to a mail server that speaks SMTP, and the ways back from a letter.

use app::{
    access::api::UseLink,
    mail::{
        api::{ChooseByLetter, ChooseLetters, SaveMail, SendAccess, SendAgain, StopMail, TryMail},
        testing::{MailServer, Mood},
    },
    sessions::api::{CancelSession, PlanSession},
};
use axum::http::StatusCode;
use chrono::TimeDelta;

use super::support::{Answer, Browser, TestApp};

const SETTINGS: &str = "/settings/mail";

/// Fields that lead to a server.
fn fields(server: &MailServer) -> [(&'static str, String); 8] {
    [
        ("host", "127.0.0.1".into()),
        ("port", server.address.port().to_string()),
        ("security", "none".into()),
        ("user_name", String::new()),
        ("password", String::new()),
        ("sender", "espiral@respira.example".into()),
        ("reply_to", String::new()),
        ("revision", "0".into()),
    ]
}

async fn save(
    browser: &mut Browser,
    fields: [(&'static str, String); 8],
    instead: &[(&'static str, &str)],
) -> Answer {
    let fields = fields.map(|(name, value)| {
        let other = instead.iter().find(|(given, _)| *given == name);
        (name, other.map_or(value, |(_, value)| (*value).to_owned()))
    });
    browser.submit::<SaveMail>(SETTINGS, &fields.each_ref().map(|(n, v)| (*n, v.as_str()))).await
}

async fn set_up(app: &TestApp, server: &MailServer) -> Browser {
    let mut admin = app.sign_in("admin").await;
    assert_eq!(save(&mut admin, fields(server), &[]).await.done(), SETTINGS);
    admin
}

#[tokio::test]
async fn without_a_server_the_page_says_so_and_nothing_is_offered() {
    let app = TestApp::start().await;
    let mut admin = app.sign_in("admin").await;
    let page = admin.get(SETTINGS).await;
    assert!(page.text.contains("No e-mail is sent"), "{}", page.text);
    assert!(!page.text.contains("Send me a test letter"));
    assert!(admin.get("/settings").await.text.contains("No e-mail is sent"));
    let access = format!("/people/{}/access", app.demo.cast.newhire);
    assert!(!admin.get(&access).await.text.contains("Send the link by e-mail"));
    let answer = admin.submit::<TryMail>(SETTINGS, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("person", &*app.demo.cast.newhire.to_string())];
    let answer = admin.submit::<SendAccess>(&access, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    // HR reads how it stands and cannot change it.
    let mut hr = app.sign_in("hr").await;
    let page = hr.get("/settings").await;
    assert!(page.text.contains("No e-mail is sent") && !page.text.contains("/settings/mail"));
}

#[tokio::test]
async fn wrong_settings_come_back_with_a_message_at_each_field() {
    let app = TestApp::start().await;
    let server = MailServer::start().await;
    let mut admin = app.sign_in("admin").await;
    let wrong = [
        ("host", "smtp respira"),
        ("port", "70000"),
        ("security", "maybe"),
        ("sender", "nobody"),
        ("reply_to", "neither"),
    ];
    let answer = save(&mut admin, fields(&server), &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for message in [
        "Enter the name of a server",
        "Enter a number from 1 to 65535",
        "Choose the encryption",
        "Enter an address such as",
    ] {
        assert!(answer.text.contains(message), "{message}");
    }
    assert_eq!(answer.value("host"), "smtp respira");
    assert_eq!(answer.value("sender"), "nobody");

    let clear = [("host", "smtp.respira.example"), ("user_name", "ana"), ("password", "secreto")];
    let answer = save(&mut admin, fields(&server), &clear).await;
    assert!(answer.text.contains("could read the password"), "{}", answer.text);
    assert!(!answer.text.contains("secreto"));
}

#[tokio::test]
async fn a_password_is_kept_for_its_server_and_never_shown() {
    let app = TestApp::start().await;
    let server = MailServer::start().await;
    server.ask_for("ana", "c0rrecto-secreto");
    let mut admin = app.sign_in("admin").await;
    let with = [("user_name", "ana"), ("password", "c0rrecto-secreto")];
    save(&mut admin, fields(&server), &with).await.done();
    let page = admin.get(SETTINGS).await;
    assert!(!page.text.contains("c0rrecto-secreto"));
    assert!(page.text.contains("Leave the field empty to keep it"));
    assert!(!admin.get("/settings/audit").await.text.contains("c0rrecto-secreto"));
    // Everything else can be changed without typing it again.
    let kept = [("user_name", "ana"), ("reply_to", "rrhh@respira.example"), ("revision", "1")];
    save(&mut admin, fields(&server), &kept).await.done();
    admin.submit::<TryMail>(SETTINGS, &[]).await.done();
    assert_eq!(server.received()[0].user.as_deref(), Some("ana"));
    // Another server does not get it.
    let elsewhere = [("host", "localhost"), ("user_name", "ana"), ("revision", "2")];
    let answer = save(&mut admin, fields(&server), &elsewhere).await;
    assert!(answer.text.contains("Enter the password of this user"), "{}", answer.text);
    // Of two who change them at once, one is told.
    let answer =
        save(&mut admin, fields(&server), &[("user_name", "ana"), ("revision", "1")]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn trying_says_what_the_server_says() {
    let app = TestApp::start().await;
    let server = MailServer::start().await;
    let mut admin = set_up(&app, &server).await;
    server.then([Mood::RefuseRecipient("550 5.7.1 We do not know you")]);
    let answer = admin.submit::<TryMail>(SETTINGS, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("refuses it for good"), "{}", answer.text);
    assert!(answer.text.contains("We do not know you"));
    // The same form again is tried again.
    let answer = admin.submit::<TryMail>(SETTINGS, &[]).await;
    assert!(answer.location().contains("done=letter-sent"), "{}", answer.text);
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].to, "admin@respira.example");
    let page = admin.get(SETTINGS).await;
    assert!(page.text.contains("250 2.0.0 Ok: queued as 1"), "{}", page.text);
}

/// A session from its planning to the letter, its cancellation, and a letter that failed.
#[tokio::test]
async fn an_invitation_leaves_after_its_command() {
    let app = TestApp::start().await;
    let server = MailServer::start().await;
    let mut admin = set_up(&app, &server).await;
    let mut instructor = app.sign_in("instructor").await;
    let employee = app.demo.cast.employee;
    let person = format!("person:{employee}");
    let facilitator = app.demo.cast.instructor.to_string();
    let central = app.demo.cast.central.to_string();
    let plan = [
        ("topic", "Cartas que llegan"),
        ("date", "2026-03-12"),
        ("time", "16:00"),
        ("minutes", "60"),
        ("branch", &central),
        ("room", "Sala 1"),
        ("link", ""),
        ("capacity", ""),
        ("late_after", "10"),
        ("agenda", ""),
        ("prompt", ""),
        ("programme", ""),
        ("plan_reason", "Nueva"),
        ("facilitators[]", &facilitator),
        ("audience[]", &person),
        ("audience_find", ""),
    ];
    let page = instructor.submit::<PlanSession>("/sessions/new", &plan).await.done();
    server.then([Mood::RefuseRecipient("550 5.1.1 No such user")]);
    server::jobs::send_letters(&app.services).await;
    assert!(server.received().is_empty());
    let settings = admin.get(SETTINGS).await;
    assert!(settings.text.contains("Not delivered"), "{}", settings.text);
    assert!(settings.text.contains("No such user"));
    admin.submit::<SendAgain>(SETTINGS, &[("letter", "")]).await.done();
    server::jobs::send_letters(&app.services).await;
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].to, "employee@respira.example");
    assert!(received[0].data.contains(&format!("http://localhost{page}")), "{}", received[0].data);

    let id = page.rsplit('/').next().unwrap_or_default().to_owned();
    let fields = [("id", &*id), ("revision", "1"), ("reason", "Lluvia")];
    instructor.submit::<CancelSession>(&page, &fields).await.done();
    server::jobs::send_letters(&app.services).await;
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert!(received[1].data.contains("Lluvia"), "{}", received[1].data);
    // Stopping takes the settings away, and the password with them.
    admin.submit::<StopMail>(SETTINGS, &[]).await.done();
    assert!(admin.get(SETTINGS).await.text.contains("No e-mail is sent"));
    // Then no letter is made to wait for ever.
    let refused = admin.submit::<SendAgain>(SETTINGS, &[("letter", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn access_comes_by_letter() {
    let app = TestApp::start().await;
    let server = MailServer::start().await;
    let mut admin = set_up(&app, &server).await;
    let person = app.demo.cast.newhire.to_string();
    let page = format!("/people/{person}/access");
    assert!(admin.get(&page).await.text.contains("Send the link by e-mail"));
    admin.submit::<SendAccess>(&page, &[("person", &person)]).await.done();
    server::jobs::send_letters(&app.services).await;
    let data = server.received()[0].data.replace("=\r\n", "");
    let token = data.split("http://localhost/access/").nth(1).expect("a link");
    let token = token.split(|c: char| c.is_whitespace() || c == '"').next().expect("a token");
    let address = format!("/access/{token}");
    let mut newhire = app.browser();
    let fields = [("token", token), ("new_password", "una buena frase larga 42")];
    newhire.submit::<UseLink>(&address, &fields).await.done();
    assert_eq!(newhire.get("/me").await.status, StatusCode::OK);
}

/// One click of the mail program, or the button of the page; opening the link changes nothing.
#[tokio::test]
async fn reminders_end_without_signing_in() {
    let app = TestApp::start().await;
    let server = MailServer::start().await;
    set_up(&app, &server).await;
    let mut me = app.sign_in("employee").await;
    let checked = async |me: &mut Browser| {
        let page = me.get("/me").await;
        let field = page.text.split("name=\"reminders\"").nth(1).expect("a box").to_owned();
        field.split('>').next().unwrap_or_default().contains("checked")
    };
    assert!(checked(&mut me).await);
    // The day before the sessions of this week.
    for _ in 0..6 {
        server::jobs::run(&app.services).await;
        server::jobs::send_letters(&app.services).await;
        app.services.clock.advance(TimeDelta::hours(12));
    }
    let received = server.received();
    let letter = received.iter().find(|letter| letter.to.starts_with("employee@"));
    let data = &letter.expect("a reminder").data;
    let line = data.lines().find(|line| line.starts_with("List-Unsubscribe: "));
    let link = line.expect("a link").split(['<', '>']).nth(1).expect("an address");
    let path = link.strip_prefix("http://localhost").expect("ours").to_owned();
    assert!(data.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));

    let mut browser = app.browser();
    let page = browser.get(&path).await;
    assert!(page.text.contains("End reminders"), "{}", page.text);
    let mut me = app.sign_in("employee").await;
    assert!(checked(&mut me).await, "a look has changed something");

    // What providers send: no cookie, no origin, no session.
    let mut provider = app.browser().saying("sec-fetch-site", "").saying("accept-language", "");
    let answer = provider.post_form(&path, &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(!checked(&mut me).await);
    let wrong = provider.post_form("/unsubscribe/x", &[("List-Unsubscribe", "One-Click")]).await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);

    let page = browser.get(&path).await;
    assert!(page.text.contains("You get no more reminders"), "{}", page.text);
    let token = path.rsplit('/').next().unwrap_or_default();
    let fields = [("token", token), ("reminders", "on")];
    assert_eq!(browser.submit::<ChooseByLetter>(&path, &fields).await.done(), path);
    assert!(checked(&mut me).await);
    // Under Me it is the same choice.
    me.submit::<ChooseLetters>("/me", &[]).await.done();
    assert!(!checked(&mut me).await);
}
