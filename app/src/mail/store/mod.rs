//! Letters in the database: how they leave, which there are, who wants them.

mod choices;
mod outbox;
mod setup;
mod several;
#[cfg(any(test, feature = "testing"))]
pub mod written;

pub use choices::{add_token, forget_tokens, of_token, set_reminders, wants_reminders};
pub use outbox::{
    Claimed, Counts, add, add_claimed, any_due, claim, counts, end, end_overdue, failed, forget,
    give_back, has_letter, later, latest, recipients, refused, retry, retry_all, sent, withdraw,
    withdraw_from,
};
pub use setup::{fine, hold_set_up, is_set_up, knock, remove, save, setup, trouble};
pub use several::{Part, just_written, put_together, take_apart};
