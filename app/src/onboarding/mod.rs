//! Onboarding: the CS days that somebody new has before job training.
//!
//! A *plan* says what is learnt on which day; it has versions, and people keep the one they began
//! with. An *onboarding* is one person's way through it: its days are proposed on the next free
//! mornings, marked and signed by an instructor, and until all of them are done job training stays
//! locked (`lock`). *Sit-ins* go beside it.

pub mod ahead_texts;
pub mod api;
pub mod rules;
pub mod texts;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
pub mod beginning;
#[cfg(feature = "ssr")]
pub mod calendar;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod letters;
#[cfg(feature = "ssr")]
pub mod lock;
#[cfg(feature = "ssr")]
mod module_texts;
#[cfg(feature = "ssr")]
mod own_time;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod planning;
#[cfg(feature = "ssr")]
pub mod proposing;
#[cfg(feature = "ssr")]
pub mod signing;
#[cfg(feature = "ssr")]
pub mod sites;
#[cfg(feature = "ssr")]
pub mod sitting;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod telling;
#[cfg(feature = "ssr")]
pub mod templates;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
pub mod training;
#[cfg(feature = "ssr")]
pub mod writing;
