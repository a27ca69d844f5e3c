use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{services, visitor};
use crate::{access::Actor, db::Tx, error::Result};

/// A signed-in person reading: all of a page's queries share one transaction.
pub struct Look {
    pub actor: Arc<Actor>,
    pub tx: Tx,
    pub now: DateTime<Utc>,
}

impl Look {
    pub async fn begin() -> Result<Look> {
        let actor = visitor().signed_in()?;
        let services = services();
        Ok(Look { actor, now: services.clock.now(), tx: services.db.read().await? })
    }
    /// For an answer that takes one query; a second one may see another moment.
    pub async fn glance() -> Result<Look> {
        let actor = visitor().signed_in()?;
        let services = services();
        Ok(Look { actor, now: services.clock.now(), tx: services.db.glance().await? })
    }
}
