//! Indexing what is not in the index: everything, after the update that brought the search or a
//! new analysis of words; nothing, on every other day.

use super::store;
use crate::{db::Db, error::Result};

/// So many things are indexed in one transaction: others write in between.
const BATCH: usize = 200;

/// Brings the index up to date with what there is; answers how many things were indexed. It can be
/// stopped and begun again.
pub async fn catch_up(db: &Db) -> Result<usize> {
    let missing = store::missing(&mut db.read().await?).await?;
    for batch in missing.chunks(BATCH) {
        let mut tx = db.write().await?;
        for (kind, id) in batch {
            store::keep(&mut tx, *kind, *id).await?;
        }
        tx.commit().await?;
    }
    let mut tx = db.write().await?;
    store::forget_strays(&mut tx).await?;
    tx.commit().await?;
    Ok(missing.len())
}
