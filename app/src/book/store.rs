//! What a book is made of, read by ids; and what is only kept of knowledge that was carried in.
//!
//! Everything is of one programme that the caller may see. Whose note or dissent it is leaves
//! here only as far as everybody may know.

mod built;
mod keeping;
mod made;
mod phases;
mod polls;
mod rounds;
mod said;
mod talk;

pub use built::*;
pub use keeping::*;
pub use made::*;
pub use phases::*;
pub use polls::*;
pub use rounds::*;
pub use said::*;
pub use talk::*;

/// All rows of a query that asks for one programme.
macro_rules! of_programme {
    ($tx:expr, $programme:expr, $find:expr) => {
        $crate::on!($tx, c => sqlx::query_as($find).bind($programme).fetch_all(c).await?)
    };
}
use of_programme;
