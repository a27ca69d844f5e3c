//! Indicators: completed training, its frozen plan, and what it reads.
//!
//! Completed training = executed ÷ planned sessions of a quarter. The plan is frozen when the
//! quarter begins; what is added or moved later is shown apart and does not change it.

pub mod api;
pub mod rules;
pub mod texts;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
mod freezing;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
pub use freezing::{bounds, freeze_due};
#[cfg(feature = "ssr")]
pub use pages::present;
