//! The results as a sheet: one line for each concept, criterion and group.

use serde::Deserialize;

use super::{around::Around, parts::measure};
use crate::{
    error::{Error, Result},
    export::{Sheet, Value},
    judging::{RoundState, Snapshot, Spread, Total, store, texts::texts},
    lang::lang,
    request::{Look, query},
};

#[derive(Default, Deserialize)]
struct Ask {
    #[serde(default)]
    programme: String,
    round: Option<i64>,
}

/// What a round published; there is no file before.
pub async fn export() -> Result<Sheet> {
    let t = texts();
    let mut look = Look::begin().await?;
    let ask: Ask = query();
    let id = ask.programme.parse().map_err(|_| Error::NotFound)?;
    let around = Around::load(&mut look, id).await?;
    let revealed = around.rounds.iter().filter(|round| round.state == RoundState::Revealed);
    let mut revealed = revealed.filter(|round| ask.round.is_none_or(|asked| asked == round.number));
    let round = revealed.next().ok_or(Error::NotFound)?;
    let snapshot = store::published(&mut look.tx, round.id).await?.ok_or(Error::NotFound)?;
    let headings = [
        t.concept,
        t.revision,
        t.weighted,
        t.rank_weighted,
        t.plain,
        t.rank_plain,
        t.criterion,
        t.unit,
        t.weight,
        t.department,
        t.judgements,
        t.median,
        t.lower_quartile,
        t.upper_quartile,
        t.lowest,
        t.highest,
        "1",
        "2",
        "3",
        "4",
        "5",
        t.points,
    ];
    let name = lang().pick("judging", "evaluacion");
    Ok(Sheet::new(format!("{name}-{}", round.number), headings, lines(&snapshot)))
}

fn lines(snapshot: &Snapshot) -> Vec<Vec<Value>> {
    let t = texts();
    let mut lines = Vec::new();
    for concept in &snapshot.concepts {
        let (weighted, plain) = (of(concept.weighted.as_ref()), of(concept.plain.as_ref()));
        for (cell, criterion) in concept.cells.iter().zip(&snapshot.criteria) {
            let all = std::iter::once((t.everybody, cell.n, cell.spread.as_ref(), cell.points));
            let groups = cell.groups.iter().map(|group| {
                let name = match group.department.as_str() {
                    "" => t.other_departments,
                    name => name,
                };
                (name, group.n, Some(&group.spread), None)
            });
            for (group, n, spread, points) in all.chain(groups) {
                let mut line = vec![concept.title.clone().into(), concept.revision.into()];
                line.extend(weighted.iter().chain(&plain).cloned());
                line.extend([
                    criterion.title().into(),
                    measure(criterion).into(),
                    criterion.weight.into(),
                    group.into(),
                    n.into(),
                ]);
                line.extend(values(spread));
                line.push(points.map_or(Value::Nothing, |points| number(points, 100)));
                lines.push(line);
            }
        }
    }
    lines
}

fn of(total: Option<&Total>) -> [Value; 2] {
    match total {
        Some(total) => [number(total.points, 100), total.rank.into()],
        None => [Value::Nothing, Value::Nothing],
    }
}

/// Median, quartiles, ends, and how many chose each of the five.
fn values(spread: Option<&Spread>) -> Vec<Value> {
    let Some(spread) = spread else { return vec![Value::Nothing; 10] };
    let ends = [spread.median, spread.q1, spread.q3, spread.min, spread.max];
    let counts = (0..5).map(|choice| spread.counts.get(choice).copied().into());
    ends.map(|halves| number(halves, 200)).into_iter().chain(counts).collect()
}

fn number(value: i64, of: i64) -> Value {
    if value % of == 0 { Value::Whole(value / of) } else { Value::Number(value as f64 / of as f64) }
}
