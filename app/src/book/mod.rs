//! The knowledge of a programme as a folder of Markdown files, out and in again.
//!
//! `fronts` says what each kind of file holds, `sheet` how one file reads, `folder` which files
//! there are, `pack` how they become one zip; all four do no I/O. `gather` makes a [`Book`] of
//! the database, `check` reads a book that arrived against every rule that typing it would meet,
//! and `carrying` adds it to an empty programme through the same store functions as commands do.
//! The format is written down in `docs/knowledge-files.md`.

pub mod api;
pub mod rules;
pub mod texts;

#[cfg(feature = "ssr")]
pub mod arriving;
#[cfg(feature = "ssr")]
pub mod carrying;
#[cfg(feature = "ssr")]
pub mod check;
#[cfg(feature = "ssr")]
pub mod folder;
#[cfg(feature = "ssr")]
pub mod fronts;
#[cfg(feature = "ssr")]
pub mod gather;
#[cfg(feature = "ssr")]
pub mod matching;
#[cfg(feature = "ssr")]
pub mod pack;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod sheet;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
mod tests;

#[cfg(feature = "ssr")]
pub use folder::{Book, Problem};
