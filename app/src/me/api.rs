//! Changing one's own settings.

use leptos::server;

use crate::{error::Result, request::Next};

/// Saves language and time zone; an empty one follows the browser or the branch.
#[server]
pub async fn save_me(language: String, time_zone: String) -> Result<Next> {
    use super::{store, texts::texts};
    use crate::{
        error::Error,
        lang::Lang,
        request::{Done, Work},
    };

    let zone = Some(time_zone.trim().to_owned()).filter(|zone| !zone.is_empty());
    if zone.as_ref().is_some_and(|zone| zone.parse::<chrono_tz::Tz>().is_err()) {
        return Err(Error::field("time_zone", texts().zone_wrong));
    }
    let mut work = Work::begin().await?;
    let id = work.actor.id;
    store::save(&mut work.tx, id, Lang::parse(&language), zone.as_deref()).await?;
    work.audit("me.saved", "person", id, serde_json::json!({})).await?;
    work.done(Next::to("/me").saying(Done::Saved)).await
}
