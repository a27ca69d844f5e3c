//! What is typed into the forms of judging, checked as far as it needs no database.

use chrono::NaiveDate;

use super::{
    ConceptId, Criterion, CriterionId, CriterionKind, Direction, Verdict, rules, texts::texts,
};
use crate::{
    error::{Error, Problems, Result},
    people::PersonId,
    request::Typed,
    writing::{one_line, parse_date},
};

/// A criterion as typed: a new one, or one of the draft with everything but its weight.
pub struct CriterionForm {
    pub new: bool,
    pub criterion: Criterion,
}

pub fn criterion(typed: &Typed) -> Result<CriterionForm> {
    let t = &texts().problems;
    let mut problems = Problems::default();
    let id: Option<CriterionId> = match typed.one("criterion") {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::NotFound)?),
    };
    let kind = CriterionKind::parse(typed.one("kind"));
    problems.require(kind.is_some(), "kind", t.kind_missing);
    let quantity = kind == Some(CriterionKind::Quantitative);
    let quality = kind == Some(CriterionKind::Qualitative);
    let mut line = |field: &str, most: usize, missing: Option<&'static str>| {
        let text = one_line(typed.one(field));
        if let Some(missing) = missing {
            problems.require(!text.is_empty(), field, missing);
        }
        let fits = text.chars().count() <= most;
        problems.require(fits, field, (t.too_long)(most as i64));
        text
    };
    let name = line("name", rules::NAME_MAX, Some(t.name_missing));
    let unit = line("unit", rules::UNIT_MAX, quantity.then_some(t.unit_missing));
    let anchor = quality.then_some(t.anchor_missing);
    let [low, middle, high] =
        ["low", "middle", "high"].map(|field| line(field, rules::ANCHOR_MAX, anchor));
    let direction = Direction::parse(typed.one("direction"));
    problems.require(!quantity || direction.is_some(), "direction", t.direction_missing);
    let department_id = typed.one("department").parse().ok();
    let known = department_id.is_some() || typed.one("department").is_empty();
    problems.require(known, "department", t.choose_again);
    let part_of: Option<CriterionId> = typed.one("part_of").parse().ok();
    let known = part_of.is_some() || typed.one("part_of").is_empty();
    problems.require(known, "part_of", t.choose_again);
    let own = part_of.is_none() || department_id.is_some();
    problems.require(own, "department", t.part_of_department);
    problems.into_result()?;
    // What belongs to the other kind is not kept.
    let of = |wanted: bool, text: String| if wanted { text } else { String::new() };
    let criterion = Criterion {
        id: match id {
            Some(id) => id,
            None => CriterionId::new(),
        },
        name,
        kind: kind.unwrap_or(CriterionKind::Qualitative),
        unit: of(quantity, unit),
        direction: direction.filter(|_| quantity).unwrap_or(Direction::More),
        low: of(quality, low),
        middle: of(quality, middle),
        high: of(quality, high),
        department_id,
        department: None,
        part_of,
        whole: None,
        weight: 0,
    };
    Ok(CriterionForm { new: id.is_none(), criterion })
}

/// A decision as typed.
pub struct DecisionForm {
    pub concept: ConceptId,
    /// The revision of the concept that whoever decides has read.
    pub revision: i64,
    /// The number of the decision that whoever decides has seen; 0 when there was none.
    pub after: i64,
    pub verdict: Verdict,
    pub options: String,
    pub reasons: String,
    /// Why an earlier decision no longer holds.
    pub change_reason: String,
    pub owner: PersonId,
    pub review_on: NaiveDate,
}

pub fn decision(typed: &Typed) -> Result<DecisionForm> {
    let t = &texts().problems;
    let concept = typed.one("concept").parse().map_err(|_| Error::NotFound)?;
    let revision = typed.one("revision").parse().map_err(|_| Error::Stale)?;
    let after: i64 = typed.one("after").parse().map_err(|_| Error::Stale)?;
    let mut problems = Problems::default();
    let verdict = Verdict::parse(typed.one("verdict"));
    problems.require(verdict.is_some(), "verdict", t.verdict_missing);
    let mut long = |field: &str, missing: &'static str| {
        let text = clean(typed.one(field));
        problems.require(!text.is_empty(), field, missing);
        let fits = text.chars().count() <= rules::TEXT_MAX;
        problems.require(fits, field, (t.too_long)(rules::TEXT_MAX as i64));
        text
    };
    let options = long("options", t.options_missing);
    let reasons = long("reasons", t.reasons_missing);
    let change_reason =
        if after > 0 { long("change_reason", t.change_reason_missing) } else { String::new() };
    let owner: Option<PersonId> = typed.one("owner").parse().ok();
    problems.require(owner.is_some(), "owner", t.owner_missing);
    let review_on = parse_date(typed.one("review_on"));
    problems.require(review_on.is_some(), "review_on", t.date_wrong);
    problems.into_result()?;
    Ok(DecisionForm {
        concept,
        revision,
        after,
        verdict: verdict.ok_or(Error::Stale)?,
        options,
        reasons,
        change_reason,
        owner: owner.ok_or(Error::Stale)?,
        review_on: review_on.ok_or(Error::Stale)?,
    })
}

/// A text of several lines that has to be there.
pub fn text(field: &str, typed: &str, missing: &str) -> Result<String> {
    let text = clean(typed);
    if text.is_empty() {
        return Err(Error::field(field, missing));
    }
    if text.chars().count() > rules::TEXT_MAX {
        return Err(Error::field(field, (texts().problems.too_long)(rules::TEXT_MAX as i64)));
    }
    Ok(text)
}

fn clean(text: &str) -> String {
    crate::knowledge::rules::clean(text).trim().to_owned()
}
