//! One's own calendar address.

use leptos::server;

use crate::{error::Result, request::Next};

/// Makes an address for one's calendar and shows it this once; one made before ends.
#[server]
pub async fn make_calendar() -> Result<Next> {
    use super::store;
    use crate::{
        access::tokens,
        request::{Done, Work},
    };

    let mut work = Work::begin().await?;
    let token = tokens::fresh();
    let (person, now) = (work.actor.id, work.now);
    store::keep(&mut work.tx, person, &tokens::hash(&token), now).await?;
    let shown = Next::to(format!("/me?calendar={token}#calendar")).saying(Done::CalendarMade);
    work.done_keeping(shown, Next::to("/me#calendar")).await
}

/// Ends the address of one's calendar.
#[server]
pub async fn end_calendar() -> Result<Next> {
    use super::store;
    use crate::request::{Done, Work};

    let mut work = Work::begin().await?;
    let person = work.actor.id;
    store::end(&mut work.tx, person).await?;
    work.done(Next::to("/me#calendar").saying(Done::CalendarEnded)).await
}
