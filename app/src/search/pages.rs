//! `/knowledge`: what people know, in one place.

mod asked;
mod bar;
mod excerpt;
mod hits;
mod list;

pub use list::list;
