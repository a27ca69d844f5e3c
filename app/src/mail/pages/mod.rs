//! What people see of letters: the settings, their own choice, the page that a letter leads to.

mod choice;
mod settings;

pub use choice::{by_letter, mine};
pub use settings::{card, settings};
