//! Building archetypes: sections, contributions, versions, trial runs, releases.

#![expect(clippy::too_many_arguments, reason = "one argument for each field of a form")]

use leptos::server;

use crate::{error::Result, request::Next};

/// Begins an archetype made of these concepts.
#[server]
pub async fn create_archetype(
    programme: String,
    name: String,
    #[server(default)] concepts: Vec<String>,
) -> Result<Next> {
    use super::{ArchetypeId, building, rules, store};
    use crate::{
        error::Problems,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let mut problems = Problems::default();
    let name = building::name(&name, &mut problems);
    problems.into_result()?;
    let mut work = Work::begin().await?;
    let (programme, standing) = building::open_programme(&mut work, &programme).await?;
    building::require(rules::may_shape(standing))?;
    let concepts = building::concepts(&mut work.tx, programme.id, None, &concepts).await?;
    let (id, actor, now) = (ArchetypeId::new(), work.actor.id, work.now);
    store::add(&mut work.tx, id, programme.id, &name, actor, now).await?;
    store::set_sources(&mut work.tx, id, &concepts, &[]).await?;
    let detail = json!({ "name": name, "concepts": concepts.len() });
    work.audit("archetype.created", "archetype", id, detail).await?;
    work.tell(Change::Programme(programme.id));
    work.done(Next::to(routes::archetype(id)).saying(Done::Added)).await
}

/// Renames an archetype and chooses what it is made of.
#[server]
pub async fn save_archetype(
    id: String,
    revision: String,
    name: String,
    #[server(default)] concepts: Vec<String>,
    #[server(default)] notes: Vec<String>,
) -> Result<Next> {
    use super::{building, rules, store};
    use crate::{
        error::{Error, Problems},
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let mut problems = Problems::default();
    let name = building::name(&name, &mut problems);
    problems.into_result()?;
    let revision = revision.parse().map_err(|_| Error::Stale)?;
    let mut work = Work::begin().await?;
    let (found, standing) = building::open(&mut work, &id).await?;
    building::require(rules::may_shape(standing))?;
    let id = found.archetype.id;
    let programme = found.programme.id;
    store::rename(&mut work.tx, id, revision, &name).await?;
    let concepts = building::concepts(&mut work.tx, programme, Some(id), &concepts).await?;
    let notes = building::notes(&mut work, id, &notes).await?;
    store::set_sources(&mut work.tx, id, &concepts, &notes).await?;
    let detail = json!({ "name": name, "concepts": concepts.len(), "notes": notes.len() });
    work.audit("archetype.saved", "archetype", id, detail).await?;
    work.tell(Change::Programme(programme));
    work.done(Next::to(routes::archetype(id)).saying(Done::Saved)).await
}

/// Replaces the text of a section as of the revision that was edited.
#[server]
pub async fn save_part(id: String, part: String, revision: String, text: String) -> Result<Next> {
    use super::{Part, building, rules, store};
    use crate::{
        error::Error,
        links::Named,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let part = Part::parse(&part).ok_or(Error::NotFound)?;
    let named = Named::of(&[&text]).await?;
    let text = building::Written::of(&text, "text")?.linked(&named);
    let revision = revision.parse().map_err(|_| Error::Stale)?;
    let mut work = Work::begin().await?;
    let (found, standing) = building::open(&mut work, &id).await?;
    building::require(rules::may_contribute(standing))?;
    let id = found.archetype.id;
    let parts = store::parts(&mut work.tx, id).await?;
    // The same words again are no change, whoever wrote them.
    if parts.iter().any(|kept| kept.part == part && kept.body != text.body) {
        let (actor, now) = (work.actor.id, work.now);
        store::save_part(&mut work.tx, (id, part), revision, &text, actor, now).await?;
        let detail = json!({ "section": part, "revision": revision + 1 });
        work.audit("archetype.written", "archetype", id, detail).await?;
        work.tell(Change::Programme(found.programme.id));
    }
    work.done(Next::to(routes::archetype_part(id, part)).saying(Done::Saved)).await
}

/// Brings an earlier text of a section back as its next revision.
#[server]
pub async fn restore_part(id: String, part: String, revision: String, of: String) -> Result<Next> {
    use super::{Part, building, rules, store};
    use crate::{
        error::Error,
        links::Named,
        request::{Change, Done, Look, Work},
        routes,
    };
    use serde_json::json;

    let part = Part::parse(&part).ok_or(Error::NotFound)?;
    let archetype = id.parse().map_err(|_| Error::NotFound)?;
    let revision = revision.parse().map_err(|_| Error::Stale)?;
    let of: i64 = of.parse().map_err(|_| Error::NotFound)?;
    let mut look = Look::begin().await?;
    let once = store::revision(&mut look.tx, archetype, part, of).await?.ok_or(Error::NotFound)?;
    drop(look);
    let named = Named::of(&[&once.body]).await?;
    let text = building::Written::of(&once.body, "text")?.linked(&named);
    let mut work = Work::begin().await?;
    let (found, standing) = building::open(&mut work, &id).await?;
    building::require(rules::may_contribute(standing))?;
    let (id, actor, now) = (found.archetype.id, work.actor.id, work.now);
    store::save_part(&mut work.tx, (id, part), revision, &text, actor, now).await?;
    work.tell(Change::Programme(found.programme.id));
    let detail = json!({ "section": part, "revision": revision + 1, "of": of });
    work.audit("archetype.restored", "archetype", id, detail).await?;
    work.done(Next::to(routes::archetype_part(id, part)).saying(Done::TextRestored)).await
}

/// Adds one's own contribution to a section.
#[server]
pub async fn add_input(id: String, part: String, input: String) -> Result<Next> {
    use super::{Part, building, rules, store, texts::texts};
    use crate::{
        error::{Error, Problems},
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let t = texts();
    let text = building::Written::of(&input, "input")?;
    let mut problems = Problems::default();
    let part = Part::parse(&part);
    problems.require(part.is_some(), "part", t.part_missing);
    problems.require(!text.body.is_empty(), "input", t.input_missing);
    problems.into_result()?;
    let part = part.ok_or(Error::NotFound)?;
    let mut work = Work::begin().await?;
    let (found, standing) = building::open(&mut work, &id).await?;
    building::require(rules::may_contribute(standing))?;
    let (id, actor, now) = (found.archetype.id, work.actor.id, work.now);
    store::add_input(&mut work.tx, (id, part), &text, actor, now).await?;
    work.audit("archetype.contributed", "archetype", id, json!({ "section": part })).await?;
    work.tell(Change::Programme(found.programme.id));
    work.done(Next::to(routes::archetype_part(id, part)).saying(Done::Contributed)).await
}

/// Takes one's own contribution back, until a version is released.
#[server]
pub async fn take_back_input(id: String, input: String) -> Result<Next> {
    use super::{InputId, building, rules, store, texts::texts};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let input: InputId = input.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let (found, _) = building::open(&mut work, &id).await?;
    let (id, actor, now) = (found.archetype.id, work.actor.id, work.now);
    store::hold(&mut work.tx, id).await?;
    let inputs = store::inputs(&mut work.tx, id).await?;
    let input = inputs.into_iter().find(|one| one.id == input).ok_or(Error::NotFound)?;
    let versions = store::versions(&mut work.tx, id).await?;
    let released = versions.iter().any(|version| version.released_at.is_some());
    if released && rules::may_take_back(actor, &input, false) {
        return Err(Error::form(texts().released_meanwhile));
    }
    building::require(rules::may_take_back(actor, &input, released))?;
    store::take_back(&mut work.tx, input.id, now).await?;
    work.audit("archetype.taken_back", "archetype", id, json!({ "section": input.part })).await?;
    work.tell(Change::Programme(found.programme.id));
    work.done(Next::to(routes::archetype_part(id, input.part)).saying(Done::TakenBack)).await
}

/// Freezes all sections as the next version.
#[server]
pub async fn make_version(id: String, summary: String) -> Result<Next> {
    use super::{building, rules, store, texts::texts};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let t = texts();
    let summary = crate::writing::one_line(&summary);
    if summary.chars().count() > rules::REMARK_MAX {
        return Err(Error::field("summary", t.remark_long));
    }
    let mut work = Work::begin().await?;
    let (found, standing) = building::open(&mut work, &id).await?;
    building::require(rules::may_release(standing))?;
    let id = found.archetype.id;
    let (actor, now) = (work.actor.id, work.now);
    // The number comes first: it locks the archetype, so a second version sees the one before.
    let number = store::make_version(&mut work.tx, id, &summary, actor, now).await?;
    let made = store::copy(&mut work.tx, id, number).await?;
    let before = store::copy(&mut work.tx, id, number - 1).await?;
    if made.iter().all(|frozen| frozen.body.is_empty()) {
        return Err(Error::form(t.nothing_written));
    }
    if number > 1 && made.iter().zip(&before).all(|(now, then)| now.body == then.body) {
        return Err(Error::form((t.nothing_changed)(number - 1)));
    }
    work.audit("archetype.version", "archetype", id, json!({ "version": number })).await?;
    work.tell(Change::Programme(found.programme.id));
    work.done(Next::to(routes::archetype_version(id, number)).saying(Done::Added)).await
}

/// Reports a trial run of a version.
#[server]
pub async fn add_trial(
    id: String,
    number: String,
    branch: String,
    place: String,
    held_on: String,
    measured: String,
    result: String,
    to_change: String,
) -> Result<Next> {
    use super::{
        building::{self, TrialTyped},
        rules, store,
    };
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };

    let number: i64 = number.parse().map_err(|_| Error::NotFound)?;
    let typed = TrialTyped { branch, place, held_on, measured, result, to_change };
    let mut work = Work::begin().await?;
    let (found, standing) = building::open(&mut work, &id).await?;
    building::require(rules::may_contribute(standing))?;
    let id = found.archetype.id;
    store::version(&mut work.tx, id, number).await?.ok_or(Error::NotFound)?;
    building::try_out(&mut work, id, number, &typed).await?;
    work.tell(Change::Programme(found.programme.id));
    work.done(Next::to(routes::archetype_version(id, number)).saying(Done::Added)).await
}

/// Releases a version that was tried. Nothing of it changes afterwards.
#[server]
pub async fn release_version(id: String, number: String) -> Result<Next> {
    use super::{building, rules, store, texts::texts};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let number: i64 = number.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let (found, standing) = building::open(&mut work, &id).await?;
    building::require(rules::may_release(standing))?;
    let id = found.archetype.id;
    let version = store::version(&mut work.tx, id, number).await?.ok_or(Error::NotFound)?;
    if version.trials == 0 {
        return Err(Error::form(texts().untried));
    }
    let (actor, now) = (work.actor.id, work.now);
    store::hold(&mut work.tx, id).await?;
    store::release(&mut work.tx, id, number, actor, now).await?;
    work.audit("archetype.released", "archetype", id, json!({ "version": number })).await?;
    work.tell(Change::Programme(found.programme.id));
    work.done(Next::to(routes::archetype_version(id, number)).saying(Done::Released)).await
}
