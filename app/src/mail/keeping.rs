//! What the commands of `api` do.

use chrono::TimeDelta;
use serde_json::json;
use uuid::Uuid;

use super::{
    Fault, Letter, LetterId, LetterKind, Security, Setup,
    api::SetupForm,
    post, rules, sending, store,
    texts::{self, texts},
};
use crate::{
    access::{self, rules::clean_email, tokens},
    error::{Error, Problems, Result},
    people::{self, PersonId},
    request::{Done, Next, Services, Work, services, visitor},
    routes,
};

/// The page of these settings.
const PAGE: &str = routes::MAIL_SETTINGS;
/// In place of a letter: only the server is talked to again.
pub const TO_SERVER: &str = "server";

pub async fn save(form: SetupForm) -> Result<Next> {
    let mut problems = Problems::default();
    let typed = read(&form, &mut problems);
    let mut work = begin().await?;
    let before = store::setup(&mut work.tx).await?;
    let setup =
        Setup { password: password(&form, &typed, before.as_ref(), &mut problems), ..typed };
    problems.into_result()?;
    store::save(&mut work.tx, &setup).await?;
    // Never the password, and not whether there is one.
    let detail = json!({
        "host": setup.host,
        "port": setup.port,
        "security": setup.security,
        "user_name": setup.user_name,
        "sender": setup.sender,
        "reply_to": setup.reply_to,
    });
    work.audit("mail.saved", "organisation", Uuid::nil(), detail).await?;
    work.done(Next::to(PAGE).saying(Done::Saved)).await
}

/// What can be said of the form without knowing what was there before.
fn read(form: &SetupForm, problems: &mut Problems) -> Setup {
    let t = texts();
    let host = form.host.trim().to_lowercase();
    problems.require(rules::is_host(&host), "host", t.host_wrong);
    let port: Option<i64> = form.port.trim().parse().ok().filter(|port| (1..=65535).contains(port));
    problems.require(port.is_some(), "port", t.port_wrong);
    let security = Security::parse(&form.security);
    problems.require(security.is_some(), "security", t.security_missing);
    let user_name = form.user_name.trim().to_owned();
    let one_line = user_name.chars().count() <= 200 && !user_name.chars().any(char::is_control);
    problems.require(one_line, "user_name", t.user_name_wrong);
    let sender = clean_email(&form.sender);
    problems.require(sender.is_some(), "sender", t.address_wrong);
    let reply_to = form.reply_to.trim();
    let answers = clean_email(reply_to).filter(|_| !reply_to.is_empty());
    problems.require(reply_to.is_empty() || answers.is_some(), "reply_to", t.address_wrong);
    let security = security.unwrap_or(Security::StartTls);
    let shown = rules::would_show_password(security, &host, &user_name);
    problems.require(!shown, "security", t.password_in_clear);
    Setup {
        host,
        port: port.unwrap_or_default(),
        security,
        user_name,
        password: String::new(),
        sender: sender.unwrap_or_default(),
        reply_to: answers.unwrap_or_default(),
        failures: 0,
        retry_at: None,
        fault: None,
        answer: String::new(),
        revision: form.revision.parse().unwrap_or_default(),
    }
}

/// The password that was typed, else the one there is. It is kept for the same server and name
/// only: else whoever changes the server could have it sent to one of their own.
fn password(
    form: &SetupForm,
    typed: &Setup,
    before: Option<&Setup>,
    problems: &mut Problems,
) -> String {
    if typed.user_name.is_empty() {
        return String::new();
    }
    if !form.password.is_empty() {
        let fits = form.password.chars().count() <= 500;
        problems.require(fits, "password", texts().password_long);
        return form.password.clone();
    }
    let same = before.filter(|before| {
        !before.password.is_empty()
            && (&before.host, &before.user_name) == (&typed.host, &typed.user_name)
            && (before.security == typed.security || typed.security != Security::None)
    });
    problems.require(same.is_some(), "password", texts().password_missing);
    same.map(|before| before.password.clone()).unwrap_or_default()
}

pub async fn stop() -> Result<Next> {
    let mut work = begin().await?;
    store::remove(&mut work.tx).await?;
    work.audit("mail.stopped", "organisation", Uuid::nil(), json!({})).await?;
    work.done(Next::to(PAGE).saying(Done::Saved)).await
}

/// Sends a letter while the person waits. It does without a once-key: who tries again after a
/// failure wants it tried again.
pub async fn try_out() -> Result<Next> {
    let t = texts();
    let (services, visitor) = (services(), visitor());
    let actor = visitor.signed_in()?;
    if !rules::may_set_up(&actor) {
        return Err(Error::Forbidden);
    }
    if actor.email.is_empty() {
        return Err(Error::form(t.no_address_of_yours));
    }
    let now = services.clock.now();
    let words = sending::trial;
    let letter = Letter {
        kind: LetterKind::Test,
        about: actor.id.into(),
        occasion: format!("test:{}", Uuid::now_v7()),
        expires_at: now + TimeDelta::hours(1),
        words: &words,
    };
    let mut tx = services.db.write().await?;
    if !store::hold_set_up(&mut tx).await? {
        return Err(Error::form(t.not_set_up));
    }
    let recipient = store::recipients(&mut tx, &[actor.id], false).await?.pop();
    let lang = recipient.map_or(visitor.lang, |recipient| recipient.language);
    let content = sending::trial(lang);
    let claimed = store::add_claimed(&mut tx, &letter, actor.id, content, now).await?;
    tx.commit().await?;
    match sending::at_once(&services, &claimed).await? {
        Ok(_) => Ok(Next::to(PAGE).saying(Done::LetterSent)),
        Err(trouble) => Err(Error::form(t.trouble(trouble.fault, &trouble.answer))),
    }
}

pub async fn send_again(letter: &str) -> Result<Next> {
    let mut work = begin().await?;
    let now = work.now;
    // Letters wait only where there is a way for them to leave.
    if !store::hold_set_up(&mut work.tx).await? {
        return Err(Error::form(texts().not_set_up));
    }
    let some = match letter {
        TO_SERVER => false,
        "" => store::retry_all(&mut work.tx, now).await? > 0,
        id => {
            let id: LetterId = id.parse().map_err(|_| Error::NotFound)?;
            store::retry(&mut work.tx, id, now).await?
        }
    };
    let setup = store::setup(&mut work.tx).await?;
    let troubled = setup.is_some_and(|setup| setup.fault.is_some());
    store::knock(&mut work.tx).await?;
    if !some && !troubled {
        return Err(Error::form(texts().nothing_to_send));
    }
    work.audit("mail.again", "organisation", Uuid::nil(), json!({ "letter": letter })).await?;
    work.done(Next::to(PAGE).saying(Done::Retried)).await
}

/// Writes the letter with a one-time link. The link is made as the letter is sent.
pub async fn send_access(person: PersonId) -> Result<Next> {
    let t = access::texts::texts();
    let mut work = Work::begin().await?;
    if !access::rules::may_give_access(&work.actor) {
        return Err(Error::Forbidden);
    }
    let found = people::store::by_id(&mut work.tx, person).await?.ok_or(Error::NotFound)?;
    if !found.active {
        return Err(Error::form(t.inactive_person));
    }
    if found.email.is_none() {
        return Err(Error::form(t.no_email));
    }
    let now = work.now;
    let organisation = crate::settings::store::organisation(&mut work.tx).await?.name;
    let words = move |lang| texts::of(lang).access(&organisation);
    let letter = Letter {
        kind: LetterKind::Access,
        about: person.into(),
        occasion: format!("access:{}", Uuid::now_v7()),
        expires_at: now + TimeDelta::hours(24),
        words: &words,
    };
    if post(&mut work.tx, now, &letter, &[person]).await? == 0 {
        return Err(Error::form(texts().not_set_up));
    }
    work.audit("access.sent", "person", person, json!({})).await?;
    let page = format!("{}/access", routes::person(person));
    work.done(Next::to(page).saying(Done::LetterWritten)).await
}

pub async fn choose(reminders: bool) -> Result<Next> {
    let mut work = Work::begin().await?;
    let person = work.actor.id;
    store::set_reminders(&mut work.tx, person, reminders).await?;
    work.done(Next::to("/me#letters").saying(Done::Saved)).await
}

pub async fn choose_by_letter(token: &str, reminders: bool) -> Result<Next> {
    let services = services();
    let mut tx = services.db.write().await?;
    let found = store::of_token(&mut tx, &tokens::hash(token)).await?;
    let (person, _) = found.ok_or_else(|| Error::form(texts().token_unknown))?;
    store::set_reminders(&mut tx, person, reminders).await?;
    tx.commit().await?;
    Ok(Next::to(routes::unsubscribe(token)))
}

/// Ends the reminders of whoever this token was sent to; `false` when nobody knows it.
pub async fn end_reminders(services: &Services, token: &str) -> Result<bool> {
    let mut tx = services.db.write().await?;
    let found = store::of_token(&mut tx, &tokens::hash(token)).await?;
    let Some((person, _)) = found else { return Ok(false) };
    store::set_reminders(&mut tx, person, false).await?;
    tx.commit().await?;
    Ok(true)
}

async fn begin() -> Result<Work> {
    let work = Work::begin().await?;
    if rules::may_set_up(&work.actor) { Ok(work) } else { Err(Error::Forbidden) }
}

impl texts::Texts {
    /// What went wrong, with the words of the server when it had any.
    pub fn trouble(&self, fault: Fault, answer: &str) -> String {
        let words = (self.fault)(fault);
        if answer.is_empty() { words.to_owned() } else { (self.with_answer)(words, answer) }
    }
}
