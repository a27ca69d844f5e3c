//! Attendance: joining with a code, the roster, and who was there.

mod types;
pub use types::*;
