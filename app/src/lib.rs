//! Espiral: staff training and knowledge creation.
//!
//! The domain is split by its own words; each folder holds its types, rules, store, operations
//! and pages. `ARCHITECTURE.md` walks through one request.

#![recursion_limit = "256"]

pub mod access;
pub mod archetypes;
pub mod attendance;
pub mod book;
pub mod calendar;
pub mod clock;
pub mod comments;
pub mod concepts;
#[cfg(feature = "ssr")]
pub mod db;
#[cfg(feature = "ssr")]
pub mod demo;
pub mod error;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod frame;
pub mod handover;
pub mod indicators;
pub mod judging;
pub mod kinds;
pub mod knowledge;
pub mod lang;
#[cfg(feature = "ssr")]
pub mod links;
pub mod mail;
pub mod me;
pub mod onboarding;
#[cfg(feature = "ssr")]
pub mod ops;
pub mod people;
pub mod phases;
pub mod photos;
pub mod polls;
pub mod practices;
pub mod programmes;
pub mod projector;
#[cfg(feature = "ssr")]
pub mod provenance;
pub mod request;
pub mod reviews;
#[cfg(feature = "ssr")]
pub mod revisions;
pub mod routes;
#[cfg(feature = "ssr")]
pub mod search;
pub mod sessions;
pub mod settings;
pub mod today;
pub mod ui;
pub mod visits;
pub mod writing;

/// Brings the islands of a page to life in the browser.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
