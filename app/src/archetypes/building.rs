//! What the commands on an archetype have in common: finding it while its phase is held open, and
//! reading what was typed.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::{
    ArchetypeId, Standing, rules,
    store::{self, Found, NewTrial},
    texts::texts,
};
use crate::{
    db::Tx,
    error::{Error, Problems, Result},
    knowledge::{self, NoteId, markdown},
    links::Named,
    people::{self, BranchId},
    phases::gate,
    programmes::{self, Programme, ProgrammeId},
    provenance::Thing,
    request::Work,
    writing::{one_line, parse_date},
};

/// A text as it is kept, worked out before anything is locked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub body: String,
    pub html: String,
    /// What it leads to.
    pub links: Vec<Thing>,
}

impl Written {
    /// The same, its `[[titles]]` being links.
    pub fn linked(mut self, named: &Named) -> Written {
        self.links = named.links(&self.body);
        if !self.links.is_empty() {
            self.html = named.render(&self.body);
        }
        self
    }

    /// From what was typed; it may be empty. The message stands at `field`.
    pub fn of(typed: &str, field: &str) -> Result<Written> {
        let body = knowledge::rules::clean(typed);
        let body = if body.trim().is_empty() { String::new() } else { body };
        if body.chars().count() > rules::TEXT_MAX {
            return Err(Error::field(field, texts().text_long));
        }
        Ok(Written { html: markdown::render(&body), body, links: Vec::new() })
    }
}

/// An archetype whose programme takes work of this phase until the transaction ends.
pub async fn open(work: &mut Work, id: &str) -> Result<(Found, Standing)> {
    let id: ArchetypeId = id.parse().map_err(|_| Error::NotFound)?;
    let actor = work.actor.clone();
    let found = store::find(&mut work.tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    gate::hold(&mut work.tx, found.archetype.programme_id, rules::PHASE).await?;
    let standing =
        store::standing(&mut work.tx, &actor, &found.programme, Some(&found.archetype)).await?;
    Ok((found, standing))
}

/// A programme that takes work of this phase until the transaction ends.
pub async fn open_programme(work: &mut Work, id: &str) -> Result<(Programme, Standing)> {
    let id: ProgrammeId = id.parse().map_err(|_| Error::NotFound)?;
    let actor = work.actor.clone();
    let found = programmes::store::find(&mut work.tx, &actor.scope(), id).await?;
    let programme = found.ok_or(Error::NotFound)?.programme;
    gate::hold(&mut work.tx, id, rules::PHASE).await?;
    let standing = store::standing(&mut work.tx, &actor, &programme, None).await?;
    Ok((programme, standing))
}

/// Refuses who lacks the right.
pub fn require(may: bool) -> Result<()> {
    if may { Ok(()) } else { Err(Error::Forbidden) }
}

/// The name that was typed.
pub fn name(typed: &str, problems: &mut Problems) -> String {
    let t = texts();
    let name = one_line(typed);
    problems.require(!name.is_empty(), "name", t.name_missing);
    problems.require(name.chars().count() <= rules::NAME_MAX, "name", t.name_long);
    name
}

/// The concepts that were ticked: accepted ones of the programme, and those linked before.
pub async fn concepts(
    tx: &mut Tx,
    programme: ProgrammeId,
    archetype: Option<ArchetypeId>,
    typed: &[String],
) -> Result<Vec<Uuid>> {
    let mut known = store::accepted(tx, programme).await?;
    if let Some(id) = archetype {
        known.extend(store::concepts(tx, id).await?);
    }
    let mut ids: Vec<Uuid> = typed.iter().filter_map(|id| id.parse().ok()).collect();
    ids.retain(|id| known.iter().any(|source| source.id == *id));
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The notes that were ticked and that the person may see, and those linked before that they may
/// not: what one does not see one does not take away.
pub async fn notes(work: &mut Work, id: ArchetypeId, typed: &[String]) -> Result<Vec<NoteId>> {
    let scope = work.actor.scope();
    let mut notes: Vec<NoteId> = Vec::new();
    for note in typed.iter().filter_map(|id| id.parse().ok()) {
        if knowledge::store::find(&mut work.tx, &scope, note).await?.is_some() {
            notes.push(note);
        }
    }
    for before in store::notes(&mut work.tx, id).await? {
        let before = NoteId::from(before);
        if knowledge::store::find(&mut work.tx, &scope, before).await?.is_none() {
            notes.push(before);
        }
    }
    notes.sort_unstable();
    notes.dedup();
    Ok(notes)
}

/// The form of a trial run as typed.
pub struct TrialTyped {
    pub branch: String,
    pub place: String,
    pub held_on: String,
    pub measured: String,
    pub result: String,
    pub to_change: String,
}

/// Keeps a trial run of a version.
pub async fn try_out(
    work: &mut Work,
    id: ArchetypeId,
    number: i64,
    typed: &TrialTyped,
) -> Result<()> {
    let t = texts();
    let mut problems = Problems::default();
    let branch: Option<BranchId> = typed.branch.parse().ok();
    let known = match branch {
        Some(branch) => people::store::branch(&mut work.tx, branch).await?.is_some(),
        None => typed.branch.is_empty(),
    };
    let place = one_line(&typed.place);
    problems.require(known, "branch", t.branch_unknown);
    problems.require(branch.is_some() || !place.is_empty(), "place", t.place_missing);
    problems.require(place.chars().count() <= rules::LINE_MAX, "place", t.line_long);
    let held_on = past(&typed.held_on, work, "held_on", &mut problems);
    let long = |text: &str| text.chars().count() > rules::REMARK_MAX;
    for (field, text, missing) in [
        ("measured", &typed.measured, Some(t.measured_missing)),
        ("result", &typed.result, Some(t.result_missing)),
        ("to_change", &typed.to_change, None),
    ] {
        if let Some(missing) = missing {
            problems.require(!text.trim().is_empty(), field, missing);
        }
        problems.require(!long(text), field, t.remark_long);
    }
    problems.into_result()?;
    let trial = NewTrial {
        branch,
        place: if branch.is_some() { "" } else { &place },
        held_on,
        measured: typed.measured.trim(),
        result: typed.result.trim(),
        to_change: typed.to_change.trim(),
    };
    let (actor, now) = (work.actor.id, work.now);
    store::add_trial(&mut work.tx, (id, number), trial, actor, now).await?;
    let detail = json!({ "version": number, "on": held_on });
    work.audit("archetype.tried", "archetype", id, detail).await
}

/// A day that was typed and has come in the zone of the person.
pub fn past(typed: &str, work: &Work, field: &str, problems: &mut Problems) -> NaiveDate {
    let t = texts();
    let today = crate::sessions::zones::in_zone(work.now, &work.actor.zone).date();
    let day = parse_date(typed);
    problems.require(day.is_some(), field, t.day_wrong);
    problems.require(day.is_none_or(|day| day <= today), field, t.day_ahead);
    day.unwrap_or(today)
}
