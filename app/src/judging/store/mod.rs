//! Judging in the database.
//!
//! Judgements are read in `judgements` only, and there only by their author, as a number of
//! people who have finished, and by the reveal.

mod concepts;
mod criteria;
mod decisions;
mod judgements;
mod rounds;

pub use self::{concepts::*, criteria::*, decisions::*, judgements::*, rounds::*};
