//! The demo clinic: an occupational-health clinic in Lima with its calendar of 2022, and three
//! sessions around today. Its cast serves the demo, the tests and the browser tests alike.

mod blueprint;
mod calendar;
mod cast;
mod concepts;
mod holidays;
mod judging;
mod network;
mod onboarding;
mod photo;
mod polls;
mod store;
mod texts;
mod upkeep;
mod visits;

pub use calendar::Calendar;
pub use cast::{ACCOUNTS, Cast, PASSWORD, holder};
use chrono::{DateTime, Utc};
pub use judging::ready_to_judge;
pub use onboarding::Onboardings;

use crate::{
    db::Db,
    error::{Error, Result},
    lang::Lang,
    sessions::zones,
};

/// Who is there and what is planned, for tests that need to name them.
#[derive(Clone)]
pub struct Demo {
    pub cast: Cast,
    pub calendar: Calendar,
    /// Those who are new; nobody in a copy.
    pub onboardings: Option<Onboardings>,
}

/// How the demo is told.
#[derive(Clone, Copy)]
pub struct Told {
    /// What people said is in this language.
    pub lang: Lang,
    /// With twelve branches instead of four; see `network.rs`.
    pub network: bool,
}

/// Fills an empty database, in the language of the clinic. [`Error::Taken`] when it holds anything.
pub async fn fill(db: &Db, now: DateTime<Utc>) -> Result<Demo> {
    fill_as(Told { lang: Lang::Es, network: false }, db, now).await
}

/// The same, told in another way.
pub async fn fill_as(told: Told, db: &Db, now: DateTime<Utc>) -> Result<Demo> {
    let t = texts::of(told.lang);
    let hash = crate::access::passwords::hash_now(PASSWORD)?;
    let mut tx = db.write().await?;
    if crate::ops::store::holds_anything(&mut tx).await? {
        return Err(Error::Taken);
    }
    let cast = cast::add(&mut tx, t, &hash, 0, now).await?;
    holidays::add(&mut tx, t, zones::in_zone(now, visits::ZONE).date()).await?;
    let calendar = calendar::add(&mut tx, &cast, t, now).await?;
    concepts::add(&mut tx, &cast, &calendar, t).await?;
    judging::add(&mut tx, &cast, calendar.reports, t).await?;
    concepts::go_on_to_build(&mut tx, &cast, &calendar).await?;
    blueprint::add_all(&mut tx, &cast, &calendar, t).await?;
    concepts::go_on_to_spread(&mut tx, &cast, &calendar, t).await?;
    upkeep::add(&mut tx, &cast, &calendar, t, now).await?;
    let onboardings = Some(onboarding::add(&mut tx, &cast, &t.new, now).await?);
    polls::add(&mut tx, &cast, &calendar, told.lang, now).await?;
    let mut stops = visits::stops(&cast, t);
    if told.network {
        stops.extend(network::add(&mut tx, &cast, t, now).await?);
    }
    visits::add(&mut tx, &cast, t, &stops, now).await?;
    tx.commit().await?;
    Ok(Demo { cast, calendar, onboardings })
}

/// The same clinic once more, under other names and without accounts: what the benchmark makes a
/// large company of. `copy` counts from 1.
pub async fn fill_copy(db: &Db, copy: usize, now: DateTime<Utc>) -> Result<Demo> {
    let mut tx = db.write().await?;
    let t = texts::of(Lang::Es);
    let cast = cast::add(&mut tx, t, "", copy, now).await?;
    let calendar = calendar::add(&mut tx, &cast, t, now).await?;
    tx.commit().await?;
    Ok(Demo { cast, calendar, onboardings: None })
}

/// Only the people and where they work: what most tests start from.
pub async fn fill_cast(db: &Db, now: DateTime<Utc>) -> Result<Cast> {
    let hash = crate::access::passwords::hash_now(PASSWORD)?;
    let mut tx = db.write().await?;
    let cast = cast::add(&mut tx, texts::of(Lang::Es), &hash, 0, now).await?;
    tx.commit().await?;
    Ok(cast)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::each_engine;

    #[test]
    fn the_calendar_of_2022_has_thirteen_sessions() {
        assert_eq!(calendar::planned_in_2022(), 13);
    }

    #[tokio::test]
    async fn the_demo_is_told_in_either_language_and_size() {
        each_engine(|db| async move {
            let now = "2026-03-04T14:00:00Z".parse().unwrap();
            fill_as(Told { lang: Lang::En, network: true }, &db, now).await.unwrap();
            let mut tx = db.read().await.unwrap();
            let organisation = crate::settings::store::organisation(&mut tx).await.unwrap();
            assert_eq!(organisation.language, Lang::En);
            let branches = crate::people::store::branches(&mut tx, true).await.unwrap();
            assert_eq!(branches.len(), 12);
            for check in crate::ops::all() {
                let found = crate::ops::store::violations(&mut tx, check).await.unwrap();
                assert_eq!(found.unwrap_or(0), 0, "{}", check.name);
            }
        })
        .await;
    }

    #[tokio::test]
    async fn the_demo_fills_an_empty_database_once() {
        each_engine(|db| async move {
            let now = "2026-03-04T14:00:00Z".parse().unwrap();
            fill(&db, now).await.unwrap();
            assert!(matches!(fill(&db, now).await, Err(Error::Taken)));
        })
        .await;
    }
}
