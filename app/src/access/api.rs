//! Signing in and out.

use leptos::server;

use crate::{error::Result, request::Next};

/// Signs in with e-mail address and password; `next` is where the person wanted to go.
#[server]
pub async fn sign_in(email: String, password: String, next: String) -> Result<Next> {
    super::signing::sign_in(email, password, next).await
}

/// Signs this browser out.
#[server]
pub async fn sign_out() -> Result<Next> {
    use super::{signing, store};
    use crate::request::{Done, Work};

    let mut work = Work::begin().await?;
    let (id, sign_in) = (work.actor.id, work.actor.sign_in);
    store::remove_sign_in(&mut work.tx, id, sign_in).await?;
    let next = work.done(Next::to("/sign-in").saying(Done::SignedOut)).await?;
    signing::clear_cookie();
    Ok(next)
}

/// Signs all other browsers of the person out.
#[server]
pub async fn sign_out_elsewhere() -> Result<Next> {
    use super::store;
    use crate::request::{Done, Work};

    let mut work = Work::begin().await?;
    let (id, sign_in) = (work.actor.id, work.actor.sign_in);
    store::remove_sign_ins(&mut work.tx, id, Some(sign_in)).await?;
    work.done(Next::to("/me").saying(Done::SignedOutElsewhere)).await
}
