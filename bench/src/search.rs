//! Searching in what a large company has written down: by common and rare words, phrases, filters and
//! deep pages, for who sees everything, who sees a branch, and who sees their own sessions.

use anyhow::Result;

use crate::{
    crowd::Crowd,
    library::THINGS,
    load::{self, Ask},
    median,
};

/// How often each question is asked.
const TIMES: usize = 40;

const QUESTIONS: [(&str, &str); 15] = [
    ("the commonest word", "q=informe"),
    ("two common words", "q=informes+error"),
    ("three common words", "q=sistema+turno+paciente"),
    ("a rare word", "q=EX4711"),
    ("a word that is nowhere", "q=carburador"),
    ("a phrase", "q=%22control+de+calidad%22"),
    ("a phrase of common words", "q=%22el+informe%22"),
    ("a common word in one kind", "q=informe&kind=concept"),
    ("a common word under a tag", "q=informe&kind=idea&tag=DNI"),
    ("a common word of one person", "q=informe&author=Ana+Torres"),
    ("a common word in a span of time", "q=informe&from=2024-01-01&to=2024-03-31"),
    ("the last page of a common word", "q=informe&page=25"),
    ("no words", ""),
    ("no words, the last page", "page=25"),
    ("only mine", "mine=on"),
];

/// Asks everything and prints what it took.
pub async fn measure(crowd: &Crowd, port: u16, engine: &str) -> Result<()> {
    // Administrator, manager of one branch, employee: by their places in the clinic.
    let readers = [0, 3, 6].map(|place| &crowd.tokens[place]);
    let mut all: Vec<(f64, f64, &str)> = Vec::new();
    for (what, query) in QUESTIONS {
        let ask =
            |index: usize| Ask::get(&format!("/knowledge?{query}"), readers[index % readers.len()]);
        let asks: Vec<Ask> = (0..TIMES * readers.len()).map(ask).collect();
        load::all(port, 1, &asks[..readers.len()]).await?;
        let run = load::all(port, 1, &asks).await?;
        all.push((run.percentile(0.50), run.percentile(0.95), what));
    }
    let p50 = median(all.iter().map(|(p50, ..)| *p50));
    let (_, p95, slowest) =
        all.iter().copied().max_by(|one, other| one.1.total_cmp(&other.1)).unwrap_or_default();
    println!(
        "| {engine}: search among {} things, {} kinds of question | p50 {p50:.1}; the slowest, \
         {slowest}, p95 {p95:.1} ms |",
        THINGS,
        all.len(),
    );
    if std::env::var_os("BENCH_DETAILS").is_some() {
        for (p50, p95, what) in all {
            println!("|   {what} | p50 {p50:.1}, p95 {p95:.1} ms |");
        }
    }
    Ok(())
}
