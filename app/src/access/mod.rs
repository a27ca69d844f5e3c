//! Who is signed in and what they may do: actors, roles, sign-ins, one-time links.

pub mod api;
pub mod rules;
pub mod texts;
mod types;
pub use types::*;

#[cfg(feature = "ssr")]
mod grants;
#[cfg(feature = "ssr")]
mod links;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod passwords;
#[cfg(feature = "ssr")]
mod signing;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
#[cfg(feature = "ssr")]
pub mod tokens;
#[cfg(feature = "ssr")]
pub use links::path_of_new_link;
#[cfg(feature = "ssr")]
pub use signing::{LANG_COOKIE, cookie_name};
