//! The process that serves the product: configuration, HTTP and background work.

pub mod assets;
pub mod config;
pub mod http;
