//! Today: what a person does next.

#[cfg(feature = "ssr")]
pub mod page;
