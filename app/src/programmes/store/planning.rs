//! What is asked while a programme is being planned.

use chrono::{DateTime, Utc};

use crate::{
    db::{Tx, on},
    error::Result,
    people::PersonId,
};

/// A time at which somebody facilitates already.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Booked {
    pub person_id: PersonId,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
}

/// When these people facilitate or hold an onboarding day already, within two moments.
pub async fn booked(
    tx: &mut Tx,
    people: &[PersonId],
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Booked>> {
    const FIND: &str = "SELECT person_id, starts_at, ends_at FROM \
        (SELECT person_id, starts_at, ends_at FROM bookings \
         UNION ALL SELECT instructor_id, starts_at, ends_at FROM onboarding_days \
         WHERE instructor_id IS NOT NULL AND COALESCE(attendance, '') <> 'absent') AS held \
        WHERE starts_at < ";
    if people.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(FIND);
        query.push_bind(to).push(" AND ends_at > ").push_bind(from).push(" AND person_id IN (");
        let mut list = query.separated(", ");
        for id in people {
            list.push_bind(*id);
        }
        query.push(") ORDER BY starts_at").build_query_as().fetch_all(c).await?
    }))
}
