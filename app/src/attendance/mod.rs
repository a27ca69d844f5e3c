//! Attendance: joining with a code, the roster, and who was there.

pub mod api;
pub mod islands;
pub mod rules;
pub mod texts;
mod types;
pub use types::*;

#[cfg(feature = "hydrate")]
mod listening;
/// Only browsers listen.
#[cfg(not(feature = "hydrate"))]
mod listening {
    pub fn listen<F>(_gap: u32, _at_most: u32, _ask: impl Fn() -> F + 'static) {}
}

#[cfg(feature = "ssr")]
pub mod codes;
#[cfg(feature = "ssr")]
pub mod joining;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod running;
#[cfg(feature = "ssr")]
mod screening;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
