//! When a quarter begins, its plan is frozen.

use chrono::{DateTime, Utc};

use super::{Quarter, store};
use crate::{
    db::Db,
    error::Result,
    sessions::zones::{named, start_of_day},
    settings,
};

/// The first moment of a quarter and the first after it, in a zone.
pub fn bounds(quarter: Quarter, zone: &str) -> (DateTime<Utc>, DateTime<Utc>) {
    (start_of_day(quarter.start(), zone), start_of_day(quarter.end(), zone))
}

/// Freezes the plan of the present quarter if that has not been done: as it was at the quarter's
/// first moment, however late we come. In the quarter in which the organisation starts there was
/// no plan then; somebody freezes it by hand.
pub async fn freeze_due(db: &Db, now: DateTime<Utc>) -> Result<bool> {
    let mut tx = db.read().await?;
    let organisation = match settings::store::organisation(&mut tx).await {
        Ok(organisation) => organisation,
        Err(crate::error::Error::NotFound) => return Ok(false),
        Err(error) => return Err(error),
    };
    let zone = named(&organisation.time_zone);
    let quarter = Quarter::of(now.with_timezone(&zone).date_naive());
    let (start, end) = bounds(quarter, &organisation.time_zone);
    let due = store::frozen_at(&mut tx, quarter).await?.is_none()
        && store::at_work_before(&mut tx, start).await?;
    drop(tx);
    if !due {
        return Ok(false);
    }
    let mut tx = db.write().await?;
    let frozen = store::freeze(&mut tx, quarter, (start, end), start).await?;
    tx.commit().await?;
    Ok(frozen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_begins_at_local_midnight() {
        let third = Quarter { year: 2022, number: 3 };
        let (start, end) = bounds(third, "America/Lima");
        assert_eq!(start.to_rfc3339(), "2022-07-01T05:00:00+00:00");
        assert_eq!(end.to_rfc3339(), "2022-10-01T05:00:00+00:00");
        let (start, _) = bounds(third, "Asia/Seoul");
        assert_eq!(start.to_rfc3339(), "2022-06-30T15:00:00+00:00");
    }
}
