//! Signing in and out, passwords, one-time links, roles.

use leptos::{server, server_fn::ServerFn};
use serde::{Deserialize, Serialize};

use crate::{error::Result, mail::api::ChooseByLetter, people::PersonId, request::Next};

/// Signs in with e-mail address and password; `next` is where the person wanted to go.
#[server]
pub async fn sign_in(email: String, password: String, next: String) -> Result<Next> {
    super::signing::sign_in(email, password, next).await
}

/// Signs this browser out.
#[server]
pub async fn sign_out() -> Result<Next> {
    use super::{signing, store};
    use crate::request::{Change, Done, Work};

    let mut work = Work::begin().await?;
    let (id, sign_in) = (work.actor.id, work.actor.sign_in);
    store::remove_sign_in(&mut work.tx, id, sign_in).await?;
    work.tell(Change::Access(id));
    let next = work.done(Next::to("/sign-in").saying(Done::SignedOut)).await?;
    signing::clear_cookie();
    Ok(next)
}

/// Signs all other browsers of the person out.
#[server]
pub async fn sign_out_elsewhere() -> Result<Next> {
    use super::store;
    use crate::request::{Change, Done, Work};

    let mut work = Work::begin().await?;
    let (id, sign_in) = (work.actor.id, work.actor.sign_in);
    store::remove_sign_ins(&mut work.tx, id, Some(sign_in)).await?;
    work.tell(Change::Access(id));
    work.done(Next::to("/me#sign-ins").saying(Done::SignedOutElsewhere)).await
}

/// Signs one other browser of the person out.
#[server]
pub async fn sign_out_device(id: String) -> Result<Next> {
    use super::store;
    use crate::{
        error::Error,
        request::{Change, Done, Work},
    };

    let id = id.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let person = work.actor.id;
    store::remove_sign_in(&mut work.tx, person, id).await?;
    work.tell(Change::Access(person));
    work.done(Next::to("/me#sign-ins").saying(Done::SignedOutElsewhere)).await
}

/// Changes one's own password; the other browsers are signed out.
#[server]
pub async fn change_password(password: String, new_password: String) -> Result<Next> {
    super::signing::change_password(password, new_password).await
}

/// Sets a password by a one-time link and signs in.
#[server]
pub async fn use_link(token: String, new_password: String) -> Result<Next> {
    super::links::use_link(token, new_password).await
}

/// What the first administrator tells of the organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetUpForm {
    pub token: String,
    pub organisation: String,
    pub branch: String,
    pub time_zone: String,
    pub name: String,
    pub email: String,
    pub new_password: String,
}

/// Creates the organisation, its first branch and its first administrator.
#[server]
pub async fn set_up(#[server(flatten)] form: SetUpForm) -> Result<Next> {
    super::links::set_up(form).await
}

/// Makes a one-time link for a person; the page it leads to shows it once.
#[server]
pub async fn give_access(person: PersonId) -> Result<Next> {
    super::links::give_access(person).await
}

/// Takes a person's access away: no password, no browser signed in.
#[server]
pub async fn withdraw_access(person: PersonId) -> Result<Next> {
    super::grants::withdraw(person).await
}

/// Gives a person a role, for the whole company or for a branch or a department.
#[server]
pub async fn grant_role(
    person: PersonId,
    #[server(default)] role: String,
    #[server(default)] branch: String,
    #[server(default)] department: String,
) -> Result<Next> {
    super::grants::grant(person, &role, &branch, &department).await
}

/// Takes a role back.
#[server]
pub async fn revoke_role(person: PersonId, grant: uuid::Uuid) -> Result<Next> {
    super::grants::revoke(person, grant).await
}

/// Chooses the language before signing in.
#[server]
pub async fn choose_language(language: String) -> Result<Next> {
    super::signing::choose_language(&language)
}

/// The functions that answer somebody who is not signed in; all others refuse before they begin.
const PUBLIC: [&str; 5] =
    [SignIn::PATH, UseLink::PATH, SetUp::PATH, ChooseLanguage::PATH, ChooseByLetter::PATH];

/// Whether a function answers somebody who is not signed in.
pub fn is_public(path: &str) -> bool {
    PUBLIC.contains(&path)
}
