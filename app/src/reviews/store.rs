//! Verifications, owners, reviews and endings in the database.

mod changes;
mod lists;
mod reading;

pub use changes::{
    NewEnding, NewReview, NewVerification, end, entrust, keep, review, undo, verify, withdraw,
};
pub use lists::{A_PAGE, Filter, candidates, due, owned, programmes_with_owners, who_sees};
pub(crate) use lists::{kept_things, named_things};
pub use reading::{ended, ending, endings, keeping, replaced, reviews, verifications};
