//! One letter for each person about several sessions that one change has touched.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    db::Tx,
    error::Result,
    lang::Lang,
    mail::{self, Content},
    routes::Section,
    sessions::{SessionId, texts::letters::Words},
};

/// Puts together what was written about these sessions in this transaction, after the last of them.
pub async fn together(tx: &mut Tx, now: DateTime<Utc>, sessions: &[SessionId]) -> Result<()> {
    let things: Vec<Uuid> = sessions.iter().map(|id| (*id).into()).collect();
    mail::gather(tx, now, &things, &several).await
}

/// A line for each: what became of it, and which it is.
fn several(lang: Lang, parts: &[Content]) -> Content {
    let t = Words::of(lang);
    let mut facts: Vec<(String, String)> =
        parts.iter().filter_map(|part| part.in_short.clone()).collect();
    // It is the same for all of them.
    let reason = parts.iter().flat_map(|part| &part.facts).find(|(label, _)| label == t.reason);
    facts.extend(reason.cloned());
    let paths = || parts.iter().filter_map(|part| part.link.as_ref()).map(|(_, to)| to);
    let visits = paths().all(|path| path.starts_with(Section::Visits.href()));
    let (see, section) = match visits {
        true => (t.see_visits, Section::Visits),
        false => (t.see_today, Section::Today),
    };
    Content {
        subject: (t.several)(parts.len() as i64),
        lines: vec![t.several_text.to_owned()],
        facts,
        link: paths().next().map(|_| (see.to_owned(), section.href().to_owned())),
        ..Content::default()
    }
}
