//! Handing over: what somebody still has ahead of them goes to others, all at once.
//!
//! Whoever leaves, or is away for long, has visits, onboarding days and sessions that are planned, and
//! texts that they look after. Each of them can be changed on its own page; here they are together,
//! each with who is free then.
//! Nothing is kept of a handover but what the changes themselves remember.

pub mod api;
pub mod texts;
#[cfg(feature = "ssr")]
mod types;
#[cfg(feature = "ssr")]
pub use types::*;

#[cfg(feature = "ssr")]
mod finding;
#[cfg(feature = "ssr")]
mod handing;
#[cfg(feature = "ssr")]
mod kept;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
mod store;
