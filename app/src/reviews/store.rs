//! Verifications, owners, reviews and endings in the database.

mod changes;
mod lists;
mod reading;

pub use changes::{
    NewEnding, NewReview, NewVerification, end, keep, review, undo, verify, withdraw,
};
pub use lists::{A_PAGE, Filter, Waiting, What, candidates, due, programmes_with_owners, waiting};
pub use reading::{ended, ending, endings, keeping, replaced, reviews, verifications};
