//! Looking for people, and keeping them. Places are kept in `places`, files are read in `imports`.

use leptos::server;

use super::{PersonBrief, PersonForm};
use crate::{error::Result, request::Next};

pub mod imports;
pub mod places;

/// Active people whose name, e-mail address or number holds every word of the text, for pickers.
#[server]
pub async fn search_people(text: String) -> Result<Vec<PersonBrief>> {
    use super::{rules, store};
    use crate::{error::Error, request::Look};

    /// More than fit on a phone's screen; the next letter narrows them.
    const MOST: i64 = 12;

    let mut look = Look::begin().await?;
    if !rules::may_pick_people(&look.actor) {
        return Err(Error::Forbidden);
    }
    store::find_active_by_text(&mut look.tx, &look.actor.scope(), &text, MOST).await
}

/// Adds a person. Whoever was just hired begins their onboarding, unless they are exempt.
#[server]
pub async fn add_person(
    #[server(default)] job_training_on: String,
    #[server(default)] exempt: String,
    #[server(flatten)] form: PersonForm,
) -> Result<Next> {
    use super::keeping;
    use crate::request::Work;

    let mut work = Work::begin().await?;
    let id = keeping::add(&mut work, &form, &job_training_on, &exempt).await?;
    work.done(Next::to(crate::routes::person(id)).saying(crate::request::Done::Added)).await
}

/// Changes what is known of a person.
#[server]
pub async fn save_person(
    #[server(default)] id: String,
    #[server(default)] revision: String,
    #[server(flatten)] form: PersonForm,
) -> Result<Next> {
    use super::keeping;
    use crate::request::Work;

    let mut work = Work::begin().await?;
    let id = keeping::save(&mut work, &id, &revision, &form).await?;
    work.done(Next::to(crate::routes::person(id)).saying(crate::request::Done::Saved)).await
}

/// Ends somebody's work: they are signed out everywhere and stay in the history.
#[server]
pub async fn deactivate_person(
    #[server(default)] id: String,
    #[server(default)] revision: String,
) -> Result<Next> {
    use super::keeping;
    use crate::request::Work;

    let mut work = Work::begin().await?;
    let id = keeping::deactivate(&mut work, &id, &revision).await?;
    work.done(Next::to(crate::routes::person(id)).saying(crate::request::Done::Deactivated)).await
}

/// Resumes somebody's work. They sign in with the password they had.
#[server]
pub async fn reactivate_person(
    #[server(default)] id: String,
    #[server(default)] revision: String,
) -> Result<Next> {
    use super::keeping;
    use crate::request::Work;

    let mut work = Work::begin().await?;
    let id = keeping::reactivate(&mut work, &id, &revision).await?;
    work.done(Next::to(crate::routes::person(id)).saying(crate::request::Done::Restored)).await
}
