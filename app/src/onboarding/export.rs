//! Who is where, as a file.

use super::{
    pages::{Ask, shown},
    rules, store,
    texts::texts,
};
use crate::{
    error::{Error, Result},
    export::{Sheet, Value},
    request::{Look, query},
    sessions::zones,
};

/// Everybody in the filtered list with each of their days.
pub async fn onboarding() -> Result<Sheet> {
    let t = texts();
    let mut look = Look::begin().await?;
    if !rules::may_see_others(&look.actor) {
        return Err(Error::Forbidden);
    }
    let ask: Ask = query();
    let (_, rows, late_days) = shown(&mut look, &ask).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.onboarding.id).collect();
    let days = store::days(&mut look.tx, &ids).await?;
    let most = days.iter().map(|day| day.number).max().unwrap_or(3);
    let mut headers: Vec<String> =
        [t.person, t.position, t.branch, t.hired_on, t.state].map(str::to_owned).to_vec();
    for number in 1..=most {
        headers.push((t.day)(number));
        headers.push(format!("{} · {}", (t.day)(number), t.date));
    }
    headers.extend([t.job_training, t.finished_on, t.reason].map(str::to_owned));
    let cells = rows
        .into_iter()
        .map(|row| {
            let one = &row.onboarding;
            let mut cells: Vec<Value> = vec![
                one.name.clone().into(),
                one.position.clone().into(),
                one.branch.clone().into(),
                one.hired_on.into(),
                (t.standing)(row.standing).into(),
            ];
            for number in 1..=most {
                let day = days.iter().find(|d| d.onboarding_id == one.id && d.number == number);
                let state =
                    day.map(|day| rules::day_state(one, day, late_days, row.today, look.now));
                cells.push(state.map(|state| (t.day_state)(state)).into());
                cells.push(day.and_then(|day| day.on).into());
            }
            let finished = one.finished_at.map(|at| zones::in_zone(at, &one.branch_zone).date());
            let open = if rules::is_unlocked(one) { t.open } else { t.locked };
            let rest: [Value; 3] =
                [open.into(), finished.into(), one.release_reason.clone().into()];
            cells.extend(rest);
            cells
        })
        .collect();
    Ok(Sheet::new(t.export_name, headers, cells))
}
