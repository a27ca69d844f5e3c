//! The only SQL about people and the places where they work.

mod history;
pub mod imports;
mod list;
mod lookups;
mod people;
mod places;

pub use history::{HistoryRow, history};
pub use list::{List, PersonRow, Sort, list, places_of};
pub use lookups::*;
pub use people::*;
pub use places::*;
