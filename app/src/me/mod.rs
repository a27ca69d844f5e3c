//! Me: my record, my settings, my sign-ins.

pub mod api;
pub mod texts;

#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod store;
