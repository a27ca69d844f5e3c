//! What a reveal published: totals, disagreement, and each criterion by itself.

use leptos::prelude::*;

use super::{
    around::Around,
    judging::{discussed, judged_by, left_out},
    parts::{self, Meaning, measure},
    spread,
};
use crate::{
    error::Result,
    judging::{JudgedConcept, Round, Snapshot, Total, store, texts::texts},
    lang::lang,
    request::Look,
    sessions::zones::in_zone,
    ui::{
        self, Badge, Bar, BarChart, Card, Cell, Column, Notice, Row, Table, TitleCell, Tone, dates,
        numbers,
    },
};

/// The results of a revealed round.
pub async fn section(look: &mut Look, around: &Around, round: &Round) -> Result<AnyView> {
    let t = texts();
    let snapshot = store::published(&mut look.tx, round.id).await?.unwrap_or_default();
    let concepts = store::concepts(&mut look.tx, around.programme.id).await?;
    let when = round.revealed_at.map(|at| dates::moment(lang(), in_zone(at, &look.actor.zone)));
    let revealed = (t.revealed_on)(&when.unwrap_or_default());
    let older = snapshot.concepts.iter().any(|judged| {
        concepts.iter().any(|now| now.id == judged.concept && now.revision > judged.revision)
    });
    let older = older.then(|| view! { <Notice tone=Tone::Warn><p>{t.scores_older}</p></Notice> });
    let note = discussed(round);
    let left_out = left_out(look, round).await?;
    let who = judged_by(snapshot.judges, snapshot.participants);
    let (totals, disagreement) = (totals(&snapshot, &concepts), disagreement(&snapshot));
    let criteria = snapshot.criteria.iter().enumerate().map(|(index, criterion)| {
        let (title, aside) = (criterion.title(), (t.weight_of)(criterion.weight));
        let how = measure(criterion);
        let body = spread::of_criterion(&snapshot, index);
        let criterion = criterion.clone();
        view! {
            <ui::Section title aside>
                <p class="muted">{how}</p>
                <Meaning criterion />
                {body}
            </ui::Section>
        }
    });
    let criteria: Vec<_> = criteria.collect();
    Ok(view! {
        {note}
        {older}
        <p class="muted">{format!("{who} · {revealed}")}</p>
        {totals}
        {left_out}
        {disagreement}
        {criteria}
        <details class="form-section">
            <summary>{t.how_computed}</summary>
            <p>{t.how_median}</p>
            <p>{t.how_points}</p>
            <p>{t.how_missing}</p>
            <p>{t.how_small}</p>
        </details>
    }
    .into_any())
}

/// The concepts with the best first, then totals without a place, then those without a total.
fn ranked(snapshot: &Snapshot) -> Vec<&JudgedConcept> {
    let mut concepts: Vec<&JudgedConcept> = snapshot.concepts.iter().collect();
    concepts.sort_by_key(|concept| match &concept.weighted {
        Some(Total { rank: Some(rank), .. }) => (0, *rank),
        Some(apart) => (1, -apart.points),
        None => (2, 0),
    });
    concepts
}

/// Each concept with its weighted total, the best first: for a screen.
pub fn totals_in_order(snapshot: &Snapshot) -> Vec<(String, String)> {
    let all = snapshot.criteria.len();
    let line = |concept: &JudgedConcept| {
        let total = concept.weighted.as_ref();
        let total = total.map_or_else(|| parts::total(None), |total| parts::total_of(total, all));
        (concept.title.clone(), total)
    };
    ranked(snapshot).into_iter().map(line).collect()
}

fn totals(snapshot: &Snapshot, now: &[store::Concept]) -> AnyView {
    let t = texts();
    let concepts = ranked(snapshot);
    let all = snapshot.criteria.len();
    let apart = concepts
        .iter()
        .any(|concept| concept.weighted.as_ref().is_some_and(|total| total.rank.is_none()));
    let apart = apart.then(|| view! { <p class="muted">{t.without_place}</p> });
    let bars: Vec<Bar> = concepts
        .iter()
        .filter_map(|concept| {
            let total = concept.weighted.as_ref()?;
            let text = parts::total_of(total, all);
            let bar = Bar::new(&*concept.title, total.points as f64 / 100.0, text);
            Some(if total.rank == Some(1) { bar.strong() } else { bar })
        })
        .collect();
    let columns = vec![
        Column::text(t.concept),
        Column::number(t.weighted),
        Column::number(t.plain),
        Column::number(t.counted),
    ];
    let rows = concepts.into_iter().map(|concept| {
        let revision = now.iter().find(|now| now.id == concept.concept).map(|now| now.revision);
        let older = revision.and_then(|now| parts::older(concept.revision, now));
        let (weighted, plain) = (concept.weighted.as_ref(), concept.plain.as_ref());
        let counted = weighted.map_or_else(
            || t.nothing_counts.to_owned(),
            |total| (t.counted_of)(total.criteria, all as i64, total.weight),
        );
        let (weighted, plain) = (parts::placed(weighted), parts::placed(plain));
        let title = concept.title.clone();
        view! {
            <Row>
                <TitleCell>{title} {older}</TitleCell>
                <Cell label=t.weighted numeric=true>{weighted}</Cell>
                <Cell label=t.plain numeric=true>{plain}</Cell>
                <Cell label=t.counted numeric=true>{counted}</Cell>
            </Row>
        }
    });
    let rows = rows.collect_view();
    let heads = (t.concept.to_owned(), t.weighted.to_owned());
    let chart = (!bars.is_empty()).then(|| {
        view! { <Card><BarChart title=t.weighted_chart columns=heads bars max=100.0 /></Card> }
    });
    view! {
        <ui::Section title=t.totals aside=t.totals_aside>
            {chart}
            {apart}
            <Table caption=t.totals columns>{rows}</Table>
        </ui::Section>
    }
    .into_any()
}

fn disagreement(snapshot: &Snapshot) -> AnyView {
    let t = texts();
    let rows = snapshot.disagreements.iter().filter_map(|found| {
        let concept = snapshot.concepts.iter().find(|one| one.concept == found.concept)?;
        let index = snapshot.criteria.iter().position(|one| one.id == found.criterion)?;
        let spread = concept.cells.get(index)?.spread.as_ref()?;
        let criterion = &snapshot.criteria[index];
        let text = (t.half_between)(&parts::span(spread.q1, spread.q3, criterion));
        let share = numbers::percent(found.share, 10_000, 0);
        let title = format!("{} · {}", concept.title, criterion.title());
        Some(view! {
            <li>
                <span>{title}</span>
                <span class="muted">{text} " " <Badge tone=Tone::Warn>{(t.of_scale)(&share)}</Badge></span>
            </li>
        })
    });
    let rows: Vec<_> = rows.collect();
    let body = match rows.is_empty() {
        true => view! { <p class="muted">{t.agreement}</p> }.into_any(),
        false => view! { <Card><ul class="gaps">{rows}</ul></Card> }.into_any(),
    };
    view! { <ui::Section title=t.disagreement>{body}</ui::Section> }.into_any()
}
