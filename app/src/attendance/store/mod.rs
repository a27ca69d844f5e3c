//! The rows of attendance and their history, the roster, the counts, and a session's opening and
//! closing.

mod counts;
mod door;
mod marks;
mod roster;
mod running;

pub use counts::{counts, counts_of};
pub use door::{Key, Locked, key, keys_around, lock, spoken_for, taken};
pub use marks::{add, change, mark, marks_of, of_person, place_in_line, remember, remember_many};
pub use roster::{
    Change, Entry, Filter, PAGE, Someone, anybody_admitted, count_roster, facilitators_invited,
    history, is_invited, not_admitted, outsiders, roster, unmarked, waiting,
};
pub use running::{
    Running, branch_name, close, facilitators, locked, open, renew, reopen, running,
};

/// Whether a person `p` is invited by the audience of this owner, as a condition.
#[macro_export]
macro_rules! invited {
    ($owner:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM audiences a WHERE a.owner_id = ",
            $owner,
            " AND (a.kind = 'everyone' \
               OR a.target_id IN (p.id, p.branch_id, p.department_id, p.position_id)))"
        )
    };
}
