//! Operation: whether the database is sound, and what it may forget.

pub mod checks;
pub mod store;
#[cfg(test)]
mod tests;

pub use checks::{Check, SOUND, all};
