//! The process that serves the product: the command line, HTTP and background work.

pub mod assets;
pub mod commands;
pub mod config;
mod copies;
pub mod http;
pub mod jobs;
pub mod listen;
mod logs;
