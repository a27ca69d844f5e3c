//! The holidays of Peru that have the same date every year, for the year to come.

use chrono::{Datelike, Days, NaiveDate};

use super::texts::Texts;
use crate::{
    db::Tx,
    error::Result,
    settings::{self, Holiday},
};

/// Month and day, in the order of their names in the texts.
const DATES: [(u32, u32); 14] = [
    (1, 1),
    (5, 1),
    (6, 7),
    (6, 29),
    (7, 23),
    (7, 28),
    (7, 29),
    (8, 6),
    (8, 30),
    (10, 8),
    (11, 1),
    (12, 8),
    (12, 9),
    (12, 25),
];

pub(super) fn is_one(day: NaiveDate) -> bool {
    DATES.contains(&(day.month(), day.day()))
}

pub(super) async fn add(tx: &mut Tx, t: &Texts, today: NaiveDate) -> Result<()> {
    for day in today.iter_days().take_while(|day| *day < today + Days::new(365)) {
        let named =
            DATES.iter().zip(t.holidays).find(|(date, _)| **date == (day.month(), day.day()));
        if let Some((_, name)) = named {
            let holiday = Holiday { day, name: name.into(), time_zone: String::new() };
            settings::store::add_holiday(tx, &holiday).await?;
        }
    }
    Ok(())
}
