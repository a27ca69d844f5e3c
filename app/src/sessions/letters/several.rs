//! One letter for each person about several sessions that one change has touched.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    mail::{self, Content},
    routes::{self, Section},
    sessions::{SessionId, texts::letters::Words},
    visits,
};

/// Puts together what was written about these sessions in this transaction, after the last of them.
pub async fn together(tx: &mut Tx, now: DateTime<Utc>, sessions: &[SessionId]) -> Result<()> {
    let things: Vec<Uuid> = sessions.iter().map(|id| (*id).into()).collect();
    let first = visits::store::first_day(tx, sessions).await?;
    mail::gather(tx, now, &things, &|lang, parts| several(lang, parts, first)).await
}

/// A line for each: what became of it, and which it is. What is about visits only leads to the week of the
/// first of them.
fn several(lang: Lang, parts: &[Content], first: Option<NaiveDate>) -> Content {
    let t = Words::of(lang);
    let mut facts: Vec<(String, String)> =
        parts.iter().filter_map(|part| part.in_short.clone()).collect();
    // It is the same for all of them.
    let reason = parts.iter().flat_map(|part| &part.facts).find(|(label, _)| label == t.reason);
    facts.extend(reason.cloned());
    let paths = || parts.iter().filter_map(|part| part.link.as_ref()).map(|(_, to)| to);
    let visits = paths().all(|path| path.starts_with(Section::Visits.href()));
    let (see, to) = match first.filter(|_| visits) {
        Some(day) => (t.see_visits, routes::visits_on(day)),
        None => (t.see_today, Section::Today.href().to_owned()),
    };
    Content {
        subject: (t.several)(parts.len() as i64),
        lines: vec![t.several_text.to_owned()],
        facts,
        link: paths().next().map(|_| (see.to_owned(), to)),
        ..Content::default()
    }
}
