//! A chain as a picture: columns from left to right, each box a link.

use leptos::prelude::*;

use super::{
    Chain, Node, StepKind,
    rules::{columns, wrap},
    texts::texts,
};
use crate::request::services;

const WIDTH: usize = 190;
const HEIGHT: usize = 88;
const STEP_X: usize = 226;
const STEP_Y: usize = 104;
/// Room around the boxes, for the mark of the focus.
const EDGE: usize = 6;
/// How much of a label fits into a box: so many letters in a line, and so many lines.
const FITS: usize = 23;
const LINES: usize = 3;
/// From the foot of one line to that of the next.
const LINE: usize = 18;

/// Where the upper left corner of each box is, and the size of the whole.
fn places(chain: &Chain) -> (Vec<(usize, usize)>, (usize, usize)) {
    let columns = columns(chain.things.len(), &chain.links);
    let mut rows = vec![0; columns.iter().max().map_or(0, |last| last + 1)];
    let at: Vec<(usize, usize)> = columns
        .iter()
        .map(|column| {
            let row = rows[*column];
            rows[*column] += 1;
            (*column, row)
        })
        .collect();
    let tallest = rows.iter().max().copied().unwrap_or(1).max(1);
    // Short columns stand in the middle: lines are short, and whoever looks at one sees its neighbours.
    let place = |(column, row): (usize, usize)| {
        let lower = (tallest - rows[column]) * STEP_Y / 2;
        (EDGE + column * STEP_X, EDGE + lower + row * STEP_Y)
    };
    let places: Vec<_> = at.into_iter().map(place).collect();
    let width = rows.len().max(1) * STEP_X - (STEP_X - WIDTH) + 2 * EDGE;
    (places, (width, tallest * STEP_Y - (STEP_Y - HEIGHT) + 2 * EDGE))
}

/// `nodes` belong to the things of the chain; none is one that the reader may not see.
#[component]
pub fn Picture(chain: Chain, nodes: Vec<Option<Node>>) -> impl IntoView {
    let t = texts();
    let (places, (width, height)) = places(&chain);
    let lines = chain
        .links
        .iter()
        .map(|(from, to)| view! { <path class="chain-link" d=line(places[*from], places[*to])></path> })
        .collect_view();
    let boxes = nodes
        .into_iter()
        .enumerate()
        .map(|(index, node)| {
            let (kind, _) = chain.things[index];
            boxed(places[index], kind, node, index == 0)
        })
        .collect_view();
    let script = format!("/{}/here.js", services().assets.pkg_dir);
    view! {
        <p class="to-here"><a href="#here">{t.to_here}</a></p>
        <div class="chain" tabindex="0" role="region" aria-label=t.picture>
            <svg viewBox=format!("0 0 {width} {height}") width=width.to_string() height=height.to_string()
                role="group" aria-label=t.picture>
                {lines}
                {boxes}
            </svg>
        </div>
        <script type="module" src=script></script>
    }
}

/// From the end of one box to the beginning of another.
fn line((x1, y1): (usize, usize), (x2, y2): (usize, usize)) -> String {
    let (x1, y1, y2) = (x1 + WIDTH, y1 + HEIGHT / 2, y2 + HEIGHT / 2);
    let middle = (x1 + x2) / 2;
    format!("M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}")
}

fn boxed((x, y): (usize, usize), kind: StepKind, node: Option<Node>, here: bool) -> AnyView {
    let t = texts();
    let label = node.as_ref().map_or((t.unseen)(kind), |node| &node.label).to_owned();
    let (word, phase) = match kind {
        StepKind::Note => (t.note, "chain-note"),
        StepKind::Concept => (t.concept, "chain-concept"),
        StepKind::Decision => (t.decision, "chain-decision"),
        StepKind::Archetype => (t.archetype, "chain-archetype"),
        StepKind::Practice => (t.practice, "chain-practice"),
    };
    let word = if here { format!("{word} · {}", t.this) } else { word.to_owned() };
    let class = if here { format!("chain-box {phase} here") } else { format!("chain-box {phase}") };
    let at = |dx: usize, dy: usize| ((x + dx).to_string(), (y + dy).to_string());
    let ((x0, y0), (x1, y1)) = (at(0, 0), at(12, 22));
    // Where it was said takes the last line.
    let said_in = node.as_ref().and_then(|node| node.said_in.as_deref());
    let room = LINES - usize::from(said_in.is_some());
    let lines = wrap(&label, FITS, room).into_iter().enumerate().map(|(row, line)| {
        let (x, y) = at(12, 42 + row * LINE);
        view! { <tspan x=x y=y>{line}</tspan> }
    });
    let said_in = said_in.map(|topic| {
        let (x, y) = at(12, 42 + room * LINE);
        view! { <text class="chain-where" x=x y=y>{wrap(topic, FITS, 1)}</text> }
    });
    // Who said it, when and in which session, for whoever points at it or listens.
    let mut about = node.as_ref().map_or(word.clone(), |node| node.about.clone());
    if here && node.is_some() {
        about = format!("{about} · {}", t.this);
    }
    let inner = view! {
        <title>{format!("{label} · {about}")}</title>
        <rect x=x0 y=y0 width=WIDTH.to_string() height=HEIGHT.to_string() rx="8"></rect>
        <text class="chain-kind" x=x1 y=y1>{word}</text>
        <text>{lines.collect_view()}</text>
        {said_in}
    };
    match node {
        Some(node) if !here => view! { <a class=class href=node.href>{inner}</a> }.into_any(),
        _ => view! { <g class=class role="img" id=here.then_some("here")>{inner}</g> }.into_any(),
    }
}
