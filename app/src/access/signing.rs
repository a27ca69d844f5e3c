//! Signing a browser in: the limits on guessing, the check, the cookie.

use axum::http::{HeaderValue, header::SET_COOKIE};
use chrono::Duration;
use leptos::prelude::expect_context;
use leptos_axum::ResponseOptions;

use super::{passwords, rules, store, texts, tokens};
use crate::{
    db::Tx,
    error::{Error, Problems, Result},
    lang::Lang,
    people::PersonId,
    request::{Change, Done, Next, Services, Visitor, services, visitor},
};

/// Failures are counted in windows of this length, per account and per address.
const WINDOW: Duration = Duration::minutes(15);
/// Holds a language chosen without being signed in.
pub const LANG_COOKIE: &str = "lang";
const PER_ACCOUNT: i64 = 10;
/// A whole clinic may share one address.
const PER_ADDRESS: i64 = 100;

pub async fn sign_in(email: String, password: String, next: String) -> Result<Next> {
    let (services, visitor) = (services(), visitor());
    let t = texts::of(visitor.lang);
    let mut problems = Problems::default();
    problems.require(!email.trim().is_empty(), "email", t.email_missing);
    problems.require(!password.is_empty(), "password", t.password_missing);
    problems.into_result()?;

    let email = rules::clean_email(&email).unwrap_or_else(|| email.trim().to_lowercase());
    let buckets = [
        (format!("sign-in/account/{email}"), PER_ACCOUNT),
        (format!("sign-in/address/{}", visitor.address), PER_ADDRESS),
    ];
    // Counted before the password is looked at, so that a burst cannot outrun the limit.
    let now = services.clock.now();
    let mut tx = services.db.write().await?;
    let mut too_many = false;
    for (bucket, most) in &buckets {
        too_many |= store::count_attempt(&mut tx, bucket, WINDOW, now).await? > *most;
    }
    let account = store::account(&mut tx, &email).await?;
    tx.commit().await?;
    if too_many {
        return Err(Error::form(t.too_many_attempts));
    }

    let hash = account.as_ref().and_then(|(_, hash)| hash.clone());
    // A password longer than any we set cannot fit, and hashing it would cost us.
    let fits = password.len() <= 4 * rules::PASSWORD_MAX
        && passwords::verify(password, hash, &services.hashing).await?;
    let Some((person, _)) = account.filter(|_| fits) else {
        return Err(Error::form(t.wrong_sign_in));
    };
    let mut tx = services.db.write().await?;
    store::clear_attempts(&mut tx, &buckets[0].0).await?;
    store::uncount_attempt(&mut tx, &buckets[1].0).await?;
    let token = start(&mut tx, person, &services, &visitor).await?;
    tx.commit().await?;
    set_cookie(&token);
    Ok(Next::to(rules::safe_return(&next)))
}

/// Begins a sign-in with a token of its own; one that this browser had before ends.
pub async fn start(
    tx: &mut Tx,
    person: PersonId,
    services: &Services,
    visitor: &Visitor,
) -> Result<String> {
    if let Some(before) = &visitor.actor {
        store::remove_sign_in(tx, before.id, before.sign_in).await?;
    }
    let token = tokens::fresh();
    let now = services.clock.now();
    store::add_sign_in(tx, person, &tokens::hash(&token), &visitor.device, now).await?;
    Ok(token)
}

/// Changes the password of the person signed in, here and now; elsewhere they are signed out.
pub async fn change_password(password: String, new_password: String) -> Result<Next> {
    let (services, visitor) = (services(), visitor());
    let actor = visitor.signed_in()?;
    let t = texts::of(visitor.lang);
    let bucket = format!("password/{}", actor.id);
    let now = services.clock.now();
    let mut tx = services.db.read().await?;
    if store::attempts(&mut tx, &bucket, now).await? >= PER_ACCOUNT {
        return Err(Error::form(t.too_many_attempts));
    }
    let account = store::account(&mut tx, &actor.email).await?;
    drop(tx);
    let hash = account.and_then(|(_, hash)| hash);
    let same = password == new_password;
    let fits = password.len() <= 4 * rules::PASSWORD_MAX
        && passwords::verify(password, hash, &services.hashing).await?;
    if !fits {
        let mut tx = services.db.write().await?;
        store::count_attempt(&mut tx, &bucket, WINDOW, now).await?;
        tx.commit().await?;
        return Err(Error::field("password", t.current_password_wrong));
    }
    if same {
        return Err(Error::field("new_password", t.same_password));
    }
    check_new(&new_password, &[&actor.name, &actor.email])?;
    let hash = passwords::hash(new_password, &services.hashing).await?;
    let mut tx = services.db.write().await?;
    store::set_password(&mut tx, actor.id, &hash).await?;
    store::remove_sign_ins(&mut tx, actor.id, None).await?;
    let token = start(&mut tx, actor.id, &services, &visitor).await?;
    crate::request::audit(
        &mut tx,
        now,
        Some(actor.id),
        "password.changed",
        "person",
        actor.id.into(),
        serde_json::json!({}),
    )
    .await?;
    tx.commit().await?;
    services.live.tell(Change::Access(actor.id));
    set_cookie(&token);
    Ok(Next::to("/me").saying(Done::PasswordChanged))
}

/// Whether a new password will do; the message says what is missing.
pub fn check_new(password: &str, about: &[&str]) -> Result<()> {
    let t = texts::texts();
    let length = password.chars().count();
    let problem = if length < rules::PASSWORD_MIN {
        Some(t.password_short)
    } else if length > rules::PASSWORD_MAX {
        Some(t.password_long)
    } else if !passwords::is_strong(password, about) {
        Some(t.password_weak)
    } else {
        None
    };
    problem.map_or(Ok(()), |problem| Err(Error::field("new_password", problem)))
}

/// Keeps a language for a visitor who is not signed in.
pub fn choose_language(language: &str) -> Result<Next> {
    let lang = Lang::parse(language).ok_or(Error::NotFound)?;
    let cookie = format!("{LANG_COOKIE}={lang}; Path=/; SameSite=Lax; Max-Age=31536000");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        expect_context::<ResponseOptions>().append_header(SET_COOKIE, value);
    }
    Ok(Next::to("/sign-in"))
}

/// The cookie's name; over https the browser itself then insists on our host and path.
pub fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-espiral" } else { "espiral" }
}

pub fn set_cookie(token: &str) {
    let services = services();
    let seconds = services.limits.absolute.num_seconds();
    write_cookie(services.secure(), token, seconds);
}

pub fn clear_cookie() {
    write_cookie(services().secure(), "", 0);
}

fn write_cookie(secure: bool, value: &str, seconds: i64) {
    let name = cookie_name(secure);
    let secure = if secure { "; Secure" } else { "" };
    let cookie =
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        expect_context::<ResponseOptions>().append_header(SET_COOKIE, value);
    }
}
