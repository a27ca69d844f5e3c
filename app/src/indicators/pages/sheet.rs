//! The figures as a sheet.

use super::{completed::reason, figures};
use crate::{error::Result, export::Sheet, indicators::texts::texts, lang::lang, request::Look};

/// What the page shows, as a sheet.
pub async fn export() -> Result<Sheet> {
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
    for quarter in &figures.quarters {
        for read in quarter.planned.iter().chain(&quarter.added) {
            let line = &read.line;
            let zone = crate::sessions::zones::named(&line.time_zone);
            let stage = line.stage(lang());
            rows.push(vec![
                quarter.quarter.to_string().into(),
                line.topic.clone().into(),
                line.programme.clone().into(),
                stage.into(),
                line.branch.clone().into(),
                line.starts_at.with_timezone(&zone).date_naive().into(),
                t.outcome(read.outcome).into(),
                line.attended.into(),
                line.marked.into(),
                reason(line, read.outcome).into(),
                if line.in_plan { t.yes } else { t.no }.into(),
            ]);
        }
    }
    let name = lang().pick("completed-training", "capacitaciones-cumplidas");
    Ok(Sheet::new(format!("{name}-{}", figures.period.value()), headings, rows))
}
