//! Settings: the organisation, its target and its holidays; the audit log.

pub mod api;
pub mod rules;
pub mod texts;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
mod audit;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
pub use audit::audit;
