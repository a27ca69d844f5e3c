mod link;
mod person;
mod sign_in;

pub use link::{set_up, use_link};
pub use person::person;
pub use sign_in::sign_in;
