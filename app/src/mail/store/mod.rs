//! Letters in the database: how they leave, which there are, who wants them.

mod choices;
mod lists;
mod outbox;
mod setup;
mod several;
mod withdrawing;
#[cfg(any(test, feature = "testing"))]
pub mod written;

pub use choices::{add_token, forget_tokens, of_token, set_reminders, wants_reminders};
pub use lists::{Counts, counts, failed, latest, of_occasions};
pub use outbox::{
    Claimed, add, add_claimed, any_due, claim, end, end_overdue, forget, give_back, later,
    recipients, refused, retry, retry_all, sent,
};
pub use setup::{fine, hold_set_up, is_set_up, knock, remove, save, setup, trouble};
pub use several::{Part, just_written, put_together, take_apart};
pub use withdrawing::{withdraw, withdraw_farewells, withdraw_from};
