//! Concepts in the database.

mod changes;
mod reading;
mod undoing;

pub use changes::{NewConcept, add, add_origin, revise, set_authors, set_sources, set_state};
pub use reading::{
    Listed, authors, authors_of, came, find, from_note, list, origins, results, revision,
    revisions, some, sources, taken_up, without, written_by,
};
pub use undoing::{Rests, derived_from, made_of, put_back, remove, rests_on};
