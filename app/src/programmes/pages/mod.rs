//! The pages of programmes.

mod basics;
mod edit;
mod list;
mod new;
mod one;
mod sessions;
mod side;
mod steps;

pub use edit::edit;
pub use list::list;
pub use new::new;
pub use one::one;
