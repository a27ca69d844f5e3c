//! Taking a visit out of a proposal, and putting it back.

use std::fmt;

use super::{
    DraftLine, DraftLineId, conflicts,
    draft_texts::draft_texts,
    drafting::{check, held, refresh},
    proposing::{Fixed, Why},
    store,
};
use crate::{
    error::{Error, Result},
    request::{Done, Next, Work},
    routes,
};

/// A visit that was taken out, as an address names it: `branch/instructor/2026-03-04`, and `/hand`
/// when somebody had put it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenOut {
    pub visit: Fixed,
    pub by_hand: bool,
}

impl TakenOut {
    pub fn parse(text: &str) -> Option<TakenOut> {
        let (text, by_hand) = match text.strip_suffix("/hand") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let mut parts = text.split('/');
        let (branch, instructor, day) = (parts.next()?, parts.next()?, parts.next()?);
        let visit = Fixed {
            branch: branch.parse().ok()?,
            instructor: instructor.parse().ok()?,
            day: day.parse().ok()?,
        };
        parts.next().is_none().then_some(TakenOut { visit, by_hand })
    }
}

impl fmt::Display for TakenOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fixed { branch, instructor, day } = self.visit;
        let hand = if self.by_hand { "/hand" } else { "" };
        write!(f, "{branch}/{instructor}/{day}{hand}")
    }
}

impl From<&DraftLine> for TakenOut {
    fn from(line: &DraftLine) -> TakenOut {
        let DraftLine { branch_id, instructor_id, day, .. } = *line;
        let visit = Fixed { branch: branch_id, instructor: instructor_id, day };
        TakenOut { visit, by_hand: line.why.is_none() }
    }
}

pub async fn take_out(draft: &str, line: &str) -> Result<Next> {
    let mut work = Work::begin().await?;
    let draft = held(&mut work, draft).await?;
    let line: DraftLineId = line.parse().map_err(|_| Error::NotFound)?;
    let found = store::line(&mut work.tx, line).await?;
    store::remove_line(&mut work.tx, draft.id, line).await?;
    refresh(&mut work, &draft).await?;
    let next = match &found {
        Some(line) => routes::draft_without(line.day, &TakenOut::from(line).to_string()),
        // Somebody else was quicker.
        None => routes::VISITS_DRAFT.to_owned(),
    };
    work.done(Next::to(next).saying(Done::TakenOut)).await
}

/// As it was, if nothing else stands there now.
pub async fn put_back(draft: &str, visit: &str) -> Result<Next> {
    let TakenOut { visit, by_hand } = TakenOut::parse(visit).ok_or(Error::NotFound)?;
    let mut work = Work::begin().await?;
    let draft = held(&mut work, draft).await?;
    let Fixed { branch, instructor, day } = visit;
    let wanted = (branch, instructor, day);
    check(&mut work, &draft, None, wanted).await.map_err(conflicts::as_form)?;
    // Counted below, with all others.
    let why = (!by_hand).then(Why::default);
    match store::add_line(&mut work.tx, draft.id, wanted, why.as_ref()).await {
        Err(Error::Taken) => return Err(Error::form(draft_texts().taken)),
        other => other?,
    }
    refresh(&mut work, &draft).await?;
    let next = format!("{}#week", routes::draft_on(day));
    work.done(Next::to(next).saying(Done::PutBack)).await
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_was_taken_out_comes_back_from_its_address() {
        let visit = Fixed {
            branch: Uuid::from_u128(1).into(),
            instructor: Uuid::from_u128(2).into(),
            day: "2026-03-04".parse().unwrap(),
        };
        for by_hand in [false, true] {
            let out = TakenOut { visit, by_hand };
            assert_eq!(TakenOut::parse(&out.to_string()), Some(out));
        }
        for text in ["", "/hand", "1/2/3", "a/b/2026-03-04"] {
            assert_eq!(TakenOut::parse(text), None, "{text}");
        }
        assert_eq!(TakenOut::parse(&format!("{}/x", TakenOut { visit, by_hand: false })), None);
    }
}
