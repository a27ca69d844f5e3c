//! Offering a release and saying what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;

use super::{
    Practice, PracticeId, PracticeState, Release, Target, letters, rules,
    store::{self, Step},
    texts::texts,
};
use crate::{
    access::Actor,
    archetypes::{self, ArchetypeId, Standing, building},
    db::Tx,
    error::{Error, Problems, Result},
    knowledge::{self, NoteId, draft::Draft, store::NewNote},
    people,
    phases::gate,
    programmes::{self, ProgrammeId},
    provenance::Kind,
    request::{Change, Work},
    reviews,
    writing::one_line,
};

/// The form of an offer as typed.
pub struct OfferTyped<'a> {
    pub release: &'a str,
    pub target: &'a str,
    pub name: &'a str,
    pub reason: &'a str,
    pub moved_on: &'a str,
}

/// Offers a release of the programme; answers the practice.
pub async fn offer(
    work: &mut Work,
    programme: ProgrammeId,
    typed: OfferTyped<'_>,
) -> Result<PracticeId> {
    let t = texts();
    let actor = work.actor.clone();
    let found = programmes::store::find(&mut work.tx, &actor.scope(), programme).await?;
    let found = found.ok_or(Error::NotFound)?.programme;
    gate::hold(&mut work.tx, programme, rules::PHASE).await?;
    let standing = archetypes::store::standing(&mut work.tx, &actor, &found, None).await?;
    building::require(rules::may_offer(standing))?;

    let mut problems = Problems::default();
    let release = release(&mut work.tx, programme, typed.release).await?;
    problems.require(release.is_some(), "release", t.release_missing);
    let target = target(&mut work.tx, typed.target, typed.name, &mut problems).await?;
    let reason = remark(typed.reason, "reason", t.reason_missing, &mut problems);
    let on = building::past(typed.moved_on, work, "moved_on", &mut problems);
    problems.into_result()?;
    let (Some(release), Some(target)) = (release, target) else {
        return Err(Error::field("release", t.release_missing));
    };

    let id = PracticeId::new();
    let (to, by, at) = (PracticeState::Offered, actor.id, work.now);
    let step = Step { to, on, reason: &reason, evidence: "", note: None, by, at };
    let added = store::offer(&mut work.tx, id, release, &target, &step).await;
    added.map_err(|error| match error {
        Error::Taken => Error::field("target", t.offered_before),
        other => other,
    })?;
    let offered = store::find(&mut work.tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    letters::offered(&mut work.tx, at, &offered, by).await?;
    let detail = json!({ "version": release.1, "target": target.kind() });
    work.audit("practice.offered", "practice", id, detail).await?;
    work.tell(Change::Programme(programme));
    Ok(id)
}

/// The releases of a programme that can be offered: not of an archetype that was retired or
/// superseded.
pub async fn offered(tx: &mut Tx, programme: ProgrammeId) -> Result<Vec<Release>> {
    let mut releases = store::releases(tx, programme).await?;
    let archetypes: Vec<_> = releases.iter().map(|one| one.archetype_id.into()).collect();
    let ended = reviews::store::ended(tx, Kind::Archetype, &archetypes).await?;
    releases.retain(|release| !ended.contains_key(&release.archetype_id.into()));
    Ok(releases)
}

/// The release that was chosen, if it is one of them.
async fn release(
    tx: &mut Tx,
    programme: ProgrammeId,
    typed: &str,
) -> Result<Option<(ArchetypeId, i64)>> {
    let known = offered(tx, programme).await?;
    let chosen = known.into_iter().find(|release| super::pages::release_value(release) == typed);
    Ok(chosen.map(|release| (release.archetype_id, release.number)))
}

/// The target that was chosen, if there is such a branch or department, or it has a name.
async fn target(
    tx: &mut Tx,
    chosen: &str,
    name: &str,
    problems: &mut Problems,
) -> Result<Option<Target>> {
    let t = texts();
    let target = Target::parse(chosen, &one_line(name));
    match &target {
        None => problems.add("target", t.target_missing),
        Some(Target::Branch(id)) => {
            let known = people::store::branch(tx, *id).await?.is_some();
            problems.require(known, "target", t.target_missing);
        }
        Some(Target::Department(id)) => {
            let all = people::store::departments(tx, false).await?;
            let known = all.iter().any(|department| department.id == *id);
            problems.require(known, "target", t.target_missing);
        }
        Some(Target::Named(_, name)) => {
            problems.require(!name.is_empty(), "name", t.name_missing);
            problems.require(name.chars().count() <= rules::NAME_MAX, "name", t.name_long);
        }
    }
    Ok(target)
}

fn remark(typed: &str, field: &str, missing: &str, problems: &mut Problems) -> String {
    let text = typed.trim().to_owned();
    problems.require(!text.is_empty(), field, missing);
    problems.require(text.chars().count() <= rules::REMARK_MAX, field, texts().remark_long);
    text
}

/// The form of a step as typed.
pub struct StepTyped<'a> {
    pub to: &'a str,
    pub moved_on: &'a str,
    pub reason: &'a str,
    pub evidence: &'a str,
    /// What was adapted, if anything.
    pub draft: Option<&'a Draft>,
}

/// Takes a practice a step on.
pub async fn take_on(
    work: &mut Work,
    id: PracticeId,
    revision: i64,
    typed: StepTyped<'_>,
) -> Result<()> {
    let t = texts();
    let actor = work.actor.clone();
    let scope = actor.scope();
    let practice = store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    gate::hold(&mut work.tx, practice.programme_id, rules::PHASE).await?;
    let standing = standing(&mut work.tx, &actor, &practice).await?;
    building::require(rules::may_move(&actor, standing, &practice))?;
    if practice.revision != revision {
        return Err(Error::Stale);
    }

    let next = rules::next(practice.state, rules::may_offer(standing));
    let mut problems = Problems::default();
    let to = PracticeState::parse(typed.to).filter(|to| next.contains(to));
    problems.require(to.is_some(), "to", t.state_missing);
    let to = to.unwrap_or(practice.state);
    let reason = remark(typed.reason, "reason", t.reason_missing, &mut problems);
    let evidence = typed.evidence.trim();
    let proven = !evidence.is_empty() || !rules::needs_evidence(to);
    problems.require(proven, "evidence", t.evidence_missing);
    let long = evidence.chars().count() > rules::REMARK_MAX;
    problems.require(!long, "evidence", t.remark_long);
    let adapts = to == PracticeState::Adapted;
    problems.require(!adapts || typed.draft.is_some(), "note", t.note_missing);
    let on = building::past(typed.moved_on, work, "moved_on", &mut problems);
    problems.into_result()?;

    let note = match typed.draft.filter(|_| adapts) {
        Some(draft) => Some(bring_back(work, &practice, draft).await?),
        None => None,
    };
    keep(&mut work.tx, &practice, to, (on, &reason, evidence), note, (actor.id, work.now)).await?;
    let moved = store::find(&mut work.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    match to {
        PracticeState::Offered => {
            letters::answered(&mut work.tx, &practice).await?;
            letters::offered(&mut work.tx, work.now, &moved, actor.id).await?;
        }
        PracticeState::Withdrawn => {
            let offerer = store::offered_by(&mut work.tx, id).await?;
            letters::withdrawn(&mut work.tx, work.now, &moved, (actor.id, offerer)).await?;
        }
        _ => letters::answered(&mut work.tx, &practice).await?,
    }
    work.tell(Change::Programme(practice.programme_id));
    let detail = json!({ "from": practice.state, "to": to });
    work.audit("practice.moved", "practice", id, detail).await
}

async fn keep(
    tx: &mut Tx,
    practice: &Practice,
    to: PracticeState,
    (on, reason, evidence): (NaiveDate, &str, &str),
    note: Option<NoteId>,
    (by, at): (people::PersonId, DateTime<Utc>),
) -> Result<()> {
    let step = Step { to, on, reason, evidence, note, by, at };
    store::take_on(tx, practice, practice.revision, &step).await
}

/// Puts what was adapted on the wall where the next turn begins.
async fn bring_back(work: &mut Work, practice: &Practice, draft: &Draft) -> Result<NoteId> {
    let wall = store::wall(&mut work.tx, practice.programme_id).await?;
    let (session, _) = wall.ok_or_else(|| Error::form(texts().no_wall))?;
    let sequence = knowledge::store::next_sequence(&mut work.tx, session).await?;
    let (id, author, at) = (NoteId::new(), work.actor.id, work.now);
    let note = NewNote { id, session, author, name_hidden: false, draft, sequence, at };
    knowledge::store::add(&mut work.tx, note).await?;
    work.tell(Change::Wall(session));
    Ok(id)
}

/// What ties a person to the programme and the archetype of a practice; nothing for those who see
/// the practice only because it came to them.
pub async fn standing(tx: &mut Tx, actor: &Actor, practice: &Practice) -> Result<Standing> {
    let found = archetypes::store::find(tx, &actor.scope(), practice.archetype_id).await?;
    match found {
        Some(found) => {
            archetypes::store::standing(tx, actor, &found.programme, Some(&found.archetype)).await
        }
        None => Ok(Standing::default()),
    }
}
