//! Comments in the database. A comment leaves this module only as one recipient may see it.

mod changes;
mod reading;

pub use changes::{NewComment, add, delete, edit, read, set_mentions, turn};
pub use reading::{find, last_said, mentions_of, of, speaks_hidden};
