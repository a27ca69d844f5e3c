//! The list of people as a file.

use crate::{error::Result, export::Sheet};

/// The people of the filtered list.
pub async fn people() -> Result<Sheet> {
    Err(crate::error::Error::NotFound)
}
