//! Small pieces that several pages of judging show.

use leptos::prelude::*;

use crate::{
    judging::{Criterion, CriterionKind, Direction, Scores, Spread, Total, rules, texts::texts},
    ui::{Badge, Fact, Facts, Tone, numbers},
};

/// How a criterion is measured: "S/ per month · less is better", "1 to 5".
pub fn measure(criterion: &Criterion) -> String {
    let t = texts();
    match (criterion.kind, criterion.direction) {
        (CriterionKind::Qualitative, _) => t.one_to_five.to_owned(),
        (_, Direction::More) => format!("{} · {}", criterion.unit, t.more_is_better),
        (_, Direction::Less) => format!("{} · {}", criterion.unit, t.less_is_better),
    }
}

/// A value in half-hundredths as people read it; money has two decimals or none.
pub fn value(halves: i64, criterion: &Criterion) -> String {
    match halves {
        whole if whole % 200 == 0 => numbers::number(whole / 200),
        tenth if tenth % 20 == 0 && !rules::is_money(&criterion.unit) => {
            numbers::decimal(tenth as f64 / 200.0, 1)
        }
        other => numbers::decimal(other as f64 / 200.0, 2),
    }
}

/// From one value to another.
pub fn span(from: i64, to: i64, criterion: &Criterion) -> String {
    let (low, high) = (value(from, criterion), value(to, criterion));
    if from == to { low } else { format!("{low} – {high}") }
}

/// Points on the scale to 100.
pub fn points(points: i64) -> String {
    numbers::decimal(points as f64 / 100.0, 1)
}

/// "70.0 · 1st", "66.5 · 2nd (a tie)", "100.0" without a place.
pub fn placed(total: Option<&Total>) -> String {
    let t = texts();
    let Some(total) = total else { return "–".into() };
    let tie = if total.tied { format!(" ({})", t.tie) } else { String::new() };
    let place = total.rank.map(|rank| format!(" · {}{tie}", (t.rank)(rank)));
    format!("{}{}", points(total.points), place.unwrap_or_default())
}

/// The same, with what it is made of when it has no place: "100.0 · only 1 criterion, weight 30".
pub fn total(total: Option<&Total>) -> String {
    let apart = total.filter(|total| total.rank.is_none());
    let of =
        apart.map(|total| format!(" · {}", (texts().counts_only)(total.criteria, total.weight)));
    format!("{}{}", placed(total), of.unwrap_or_default())
}

/// The same beside others, of so many criteria: "100.0 · 1 of 2, weight 30" when not all count.
pub fn total_of(total: &Total, all: usize) -> String {
    let all = all as i64;
    let part = (total.criteria < all)
        .then(|| format!(" · {}", (texts().counted_short)(total.criteria, all, total.weight)));
    format!("{}{}", placed(Some(total)), part.unwrap_or_default())
}

/// How many chose each of the five: "1: 0 · 2: 1 · 3: 4 · 4: 5 · 5: 2".
pub fn counts(spread: &Spread) -> String {
    let counted = spread.counts.iter().zip(1..).map(|(count, choice)| format!("{choice}: {count}"));
    counted.collect::<Vec<_>>().join(" · ")
}

/// What 1, 3 and 5 mean; the department that judges it.
#[component]
pub fn Meaning(criterion: Criterion) -> impl IntoView {
    let t = texts();
    let department = criterion.department.as_ref().map(|name| (t.only_department)(name));
    let anchors = (criterion.kind == CriterionKind::Qualitative).then(|| {
        view! {
            <Facts>
                <Fact label="1">{criterion.low}</Fact>
                <Fact label="3">{criterion.middle}</Fact>
                <Fact label="5">{criterion.high}</Fact>
            </Facts>
        }
    });
    view! {
        {department.map(|text| view! { <p><Badge tone=Tone::Info>{text}</Badge></p> })}
        {anchors}
    }
}

/// "Made on an older text", when it was.
pub fn older(made_on: i64, now: i64) -> Option<AnyView> {
    (made_on < now).then(|| {
        view! { <Badge tone=Tone::Warn>{(texts().older_text)(made_on, now)}</Badge> }.into_any()
    })
}

/// The scores that a decision keeps, in a line.
pub fn scores(scores: &Scores) -> String {
    let t = texts();
    format!(
        "{} {} · {} {} · {}",
        t.weighted,
        total(scores.weighted.as_ref()),
        t.plain,
        total(scores.plain.as_ref()),
        (t.of_round)(scores.round),
    )
}
