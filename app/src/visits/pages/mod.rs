//! The pages of the rota.

mod asked;
mod cover;
mod coverage;
mod crew;
mod draft;
mod form;
mod grid;
mod kept;
mod lacking;
mod misfits;
mod notices;
mod offline;
mod one;
mod parts;
mod rota;
mod running;
mod set_up;
mod swap;
mod visiting_branch;
mod visiting_person;
mod whereabouts;

pub use cover::cover;
pub use coverage::{coverage, export_coverage, export_visits};
pub use draft::{draft, draft_line};
pub use form::{change, plan};
pub use kept::{kept, kept_near, waits};
pub use notices::{kept_in_rota, seen};
pub use offline::offline;
pub use one::one;
pub use parts::lacks;
pub use rota::rota;
pub use set_up::{plan_setting, set_up};
pub use swap::swap;
pub use visiting_branch::visiting_branch;
pub use visiting_person::visiting_person;
pub use whereabouts::Whereabouts;
