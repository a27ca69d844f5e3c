//! Keeping people, branches, departments and positions.

use leptos::server;

use super::PersonBrief;
use crate::error::Result;

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
