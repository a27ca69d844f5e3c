//! What every request has: the visitor, the services it may use, and the two ways to the
//! database: [`Look`] to read for a page, [`Work`] to change something by a command.

mod answer;
mod done;
mod next;
mod typed;

pub use answer::{Answer, JsonText};
pub use done::Done;
pub use next::Next;
pub use typed::Typed;

#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
mod live;
#[cfg(feature = "ssr")]
mod look;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod posted;
#[cfg(feature = "ssr")]
mod services;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod visitor;
#[cfg(feature = "ssr")]
mod work;

#[cfg(feature = "ssr")]
pub use self::{
    document::{Rendered, render, render_error},
    files::{Content, File},
    live::{Change, Heard, Live, Topic},
    look::Look,
    page::{Follows, Frame, Page},
    posted::{Posted, refused},
    services::{Asked, Assets, Limits, Services, services},
    store::forget_keys,
    visitor::{Visitor, query, visitor},
    work::{Work, audit},
};
