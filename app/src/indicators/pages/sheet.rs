//! The figures as a sheet.

use super::{completed::reason, figures};
use crate::{error::Result, indicators::texts::texts, lang::lang, programmes, request::Look};

/// Headings and rows of what the page shows.
pub async fn export() -> Result<(Vec<String>, Vec<Vec<String>>)> {
    let t = texts();
    let mut look = Look::begin().await?;
    let figures = figures::read(&mut look).await?;
    let headings = [
        t.quarter,
        t.session,
        t.programme,
        t.stage,
        t.branch,
        t.date,
        t.state,
        t.attended,
        t.marked,
        t.reason,
        t.in_plan,
    ];
    let mut rows = Vec::new();
    for quarter in figures.quarters {
        for read in quarter.planned.into_iter().chain(quarter.added) {
            let line = &read.line;
            let zone: chrono_tz::Tz = line.time_zone.parse().unwrap_or(chrono_tz::UTC);
            let stage = line.framework.zip(line.stage_number).map(|(framework, number)| {
                programmes::stages::stage_label(framework, number, lang())
            });
            rows.push(vec![
                quarter.quarter.to_string(),
                line.topic.clone(),
                line.programme.clone().unwrap_or_default(),
                stage.unwrap_or_default(),
                line.branch.clone().unwrap_or_default(),
                line.starts_at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string(),
                t.outcome(read.outcome).to_owned(),
                line.attended.to_string(),
                line.marked.to_string(),
                reason(line, read.outcome),
                if line.in_plan { t.yes } else { t.no }.to_owned(),
            ]);
        }
    }
    Ok((headings.map(str::to_owned).to_vec(), rows))
}
