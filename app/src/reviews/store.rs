//! Verifications, owners, reviews and endings in the database.

mod changes;
mod lists;
mod reading;

pub use changes::{
    NewEnding, NewReview, NewVerification, end, keep, review, undo, verify, withdraw,
};
pub(crate) use lists::kept_things;
pub use lists::{A_PAGE, Filter, candidates, due, programmes_with_owners};
pub use reading::{ended, ending, endings, keeping, replaced, reviews, verifications};
