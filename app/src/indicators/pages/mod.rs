mod completed;
mod figures;
mod sheet;

pub use completed::completed_training;
pub use figures::present;
pub use sheet::export;
