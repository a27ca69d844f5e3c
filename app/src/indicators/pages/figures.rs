//! Reads what the page and its export show.

use chrono::{DateTime, Datelike, Utc};
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    indicators::{Line, Outcome, Quarter, Tally, bounds, rules, store},
    request::{Look, query},
    settings::{self, Organisation},
};

/// What the address asks for.
#[derive(Clone, Default, Deserialize)]
pub struct Ask {
    /// "2022-Q3" or "2022".
    pub quarter: Option<String>,
    pub branch: Option<String>,
    pub department: Option<String>,
    pub programme: Option<String>,
    pub framework: Option<String>,
}

/// A quarter, or a whole year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Quarter(Quarter),
    Year(i32),
}

impl Period {
    fn parse(text: &str) -> Option<Period> {
        let year = || text.parse().ok().filter(|year| (1900..=9998).contains(year));
        Quarter::parse(text).map(Period::Quarter).or_else(|| year().map(Period::Year))
    }

    pub fn quarters(self) -> Vec<Quarter> {
        match self {
            Period::Quarter(quarter) => vec![quarter],
            Period::Year(year) => (1..=4).map(|number| Quarter { year, number }).collect(),
        }
    }

    /// As it stands in the address.
    pub fn value(self) -> String {
        match self {
            Period::Quarter(quarter) => quarter.to_string(),
            Period::Year(year) => year.to_string(),
        }
    }
}

/// One session with what became of it.
pub struct Read {
    pub line: Line,
    pub outcome: Outcome,
}

/// One quarter, read.
pub struct QuarterRead {
    pub quarter: Quarter,
    pub frozen_at: Option<DateTime<Utc>>,
    /// Its first moment.
    pub start: DateTime<Utc>,
    pub planned: Vec<Read>,
    pub added: Vec<Read>,
}

impl QuarterRead {
    pub fn tally(&self) -> Tally {
        rules::tally(self.planned.iter().map(|read| read.outcome))
    }
}

/// All that the page shows.
pub struct Figures {
    pub ask: Ask,
    pub period: Period,
    pub organisation: Organisation,
    pub quarters: Vec<QuarterRead>,
    /// The quarter of today.
    pub present: Quarter,
    /// The quarter of the earliest session.
    pub earliest: Quarter,
}

impl Figures {
    pub fn tally(&self) -> Tally {
        store::sum(self.quarters.iter().map(QuarterRead::tally))
    }
}

/// Reads the figures that the address asks for. [`Error::Forbidden`] for who may not.
pub async fn read(look: &mut Look) -> Result<Figures> {
    if !rules::may_read(&look.actor) {
        return Err(Error::Forbidden);
    }
    let ask: Ask = query();
    let organisation = settings::store::organisation(&mut look.tx).await?;
    let zone = crate::sessions::zones::named(&organisation.time_zone);
    let today = look.now.with_timezone(&zone).date_naive();
    let present = Quarter::of(today);
    let earliest = store::earliest(&mut look.tx)
        .await?
        .map_or(present, |first| Quarter::of(first.with_timezone(&zone).date_naive()))
        .min(present);
    let period = ask.quarter.as_deref().and_then(Period::parse).unwrap_or(Period::Quarter(present));
    let mut quarters = Vec::new();
    for quarter in period.quarters() {
        quarters.push(read_quarter(look, &ask, &organisation, quarter).await?);
    }
    Ok(Figures { ask, period, organisation, quarters, present, earliest })
}

/// The present quarter's tally, of what the person manages.
pub async fn present(look: &mut Look) -> Result<(Quarter, Tally)> {
    let organisation = settings::store::organisation(&mut look.tx).await?;
    let zone = crate::sessions::zones::named(&organisation.time_zone);
    let quarter = Quarter::of(look.now.with_timezone(&zone).date_naive());
    let (start, end) = bounds(quarter, &organisation.time_zone);
    let scope = look.actor.scope();
    let plan = store::counted(&mut look.tx, &scope, quarter, (start, end)).await?;
    Ok((quarter, rules::tally_counted(&plan)))
}

/// The tallies of the quarters up to and including `last`, the earliest first.
pub async fn trend(
    look: &mut Look,
    figures: &Figures,
    last: Quarter,
    count: usize,
) -> Result<Vec<(Quarter, Tally)>> {
    let mut quarters = vec![last];
    while quarters.len() < count && quarters[quarters.len() - 1] > figures.earliest {
        quarters.push(quarters[quarters.len() - 1].previous());
    }
    let mut trend = Vec::new();
    for quarter in quarters.into_iter().rev() {
        let read = read_quarter(look, &figures.ask, &figures.organisation, quarter).await?;
        trend.push((quarter, read.tally()));
    }
    Ok(trend)
}

async fn read_quarter(
    look: &mut Look,
    ask: &Ask,
    organisation: &Organisation,
    quarter: Quarter,
) -> Result<QuarterRead> {
    let id = |text: &Option<String>| text.clone().unwrap_or_default();
    let filter = store::Filter {
        branch: id(&ask.branch).parse().ok(),
        department: id(&ask.department).parse().ok(),
        programme: id(&ask.programme).parse().ok(),
        framework: id(&ask.framework).parse().ok(),
    };
    let (start, end) = bounds(quarter, &organisation.time_zone);
    let scope = look.actor.scope();
    let frozen_at = store::frozen_at(&mut look.tx, quarter).await?;
    let lines = store::lines(&mut look.tx, &scope, &filter, quarter, (start, end)).await?;
    let (planned, added) = lines
        .into_iter()
        .map(|line| Read { outcome: rules::outcome(&line, start, end, look.now), line })
        .partition(|read| read.line.in_plan);
    Ok(QuarterRead { quarter, frozen_at, start, planned, added })
}

/// The years that can be chosen, the latest first.
pub fn years(figures: &Figures, now: DateTime<Utc>) -> Vec<i32> {
    (figures.earliest.year..=figures.present.year.max(now.year())).rev().collect()
}
