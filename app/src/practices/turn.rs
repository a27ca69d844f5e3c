//! The next turn of the spiral.

use super::store;
use crate::{db::Tx, error::Result, programmes::ProgrammeId};

/// Lets a new programme take along what the one before leaves; answers how many things.
pub async fn carry(tx: &mut Tx, from: ProgrammeId, to: ProgrammeId) -> Result<usize> {
    let carried = store::to_carry(tx, from).await?;
    store::carry(tx, to, &carried).await?;
    Ok(carried.len())
}
