//! Criteria, rounds, judgements, decisions, dissent.
//!
//! Judgements and dissent are not in the audit log: it would tell who judged when, and whose
//! name is hidden.

use leptos::server;

use crate::{
    error::Result,
    request::{Next, Typed},
};

/// Puts criteria of the library into the draft of a programme; the first ones begin it.
#[server]
pub async fn choose_criteria(
    programme: String,
    #[server(default)] chosen: Vec<String>,
) -> Result<Next> {
    use super::{library, texts::texts, working};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let entries: Vec<_> = chosen.iter().filter_map(|key| library::entry(key)).collect();
    if entries.is_empty() {
        return Err(Error::field("chosen", texts().problems.nothing_chosen));
    }
    let mut work = Work::begin().await?;
    let id = working::id(&programme)?;
    let (actor, now) = (work.actor.clone(), work.now);
    working::choose(&mut work.tx, &actor, id, &entries, now).await?;
    work.audit("judging.criteria", "programme", id, json!({ "added": chosen })).await?;
    work.tell(Change::Programme(id));
    work.done(Next::to(routes::criteria(id)).saying(Done::Added)).await
}

/// Adds a criterion of one's own, or changes one of the draft.
#[server]
pub async fn save_criterion(#[server(flatten)] typed: Typed) -> Result<Next> {
    use super::{forms, working};
    use crate::{
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let form = forms::criterion(&typed)?;
    let mut work = Work::begin().await?;
    let id = working::id(typed.one("programme"))?;
    let (actor, now) = (work.actor.clone(), work.now);
    working::save_criterion(&mut work.tx, &actor, id, &form, now).await?;
    let detail = json!({ "name": form.criterion.name, "kind": form.criterion.kind });
    work.audit("judging.criteria", "programme", id, detail).await?;
    work.tell(Change::Programme(id));
    work.done(Next::to(routes::criteria(id)).saying(Done::Saved)).await
}

/// Takes a criterion out of the draft.
#[server]
pub async fn remove_criterion(programme: String, criterion: String) -> Result<Next> {
    use super::working;
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let criterion = criterion.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let id = working::id(&programme)?;
    let actor = work.actor.clone();
    working::remove_criterion(&mut work.tx, &actor, id, criterion).await?;
    work.audit("judging.criteria", "programme", id, json!({ "removed": criterion })).await?;
    work.tell(Change::Programme(id));
    work.done(Next::to(routes::criteria(id)).saying(Done::Deleted)).await
}

/// Saves the weights of all criteria together, or proposes even ones.
#[server]
pub async fn save_weights(#[server(flatten)] typed: Typed) -> Result<Next> {
    use super::working;
    use crate::{
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let mut work = Work::begin().await?;
    let id = working::id(typed.one("programme"))?;
    let actor = work.actor.clone();
    let weights = working::save_weights(&mut work.tx, &actor, id, &typed).await?;
    work.audit("judging.weights", "programme", id, json!({ "weights": weights })).await?;
    work.tell(Change::Programme(id));
    work.done(Next::to(routes::criteria(id)).saying(Done::Saved)).await
}

/// Opens the draft: criteria and weights are frozen from now on, and everybody can judge. Concepts
/// that are left out stay undecided.
#[server]
pub async fn open_judging(
    programme: String,
    round: String,
    #[server(default)] left_out: Vec<String>,
) -> Result<Next> {
    use super::working;
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let round = round.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let id = working::id(&programme)?;
    let (actor, now) = (work.actor.clone(), work.now);
    let left_out: Vec<_> = left_out.iter().filter_map(|id| id.parse().ok()).collect();
    let number = working::open(&mut work.tx, &actor, id, round, &left_out, now).await?;
    let detail = json!({ "round": number, "left_out": left_out });
    work.audit("judging.opened", "programme", id, detail).await?;
    work.tell(Change::Programme(id));
    work.done(Next::to(routes::judging(id)).saying(Done::JudgingOpened)).await
}

/// Gives up a further round that nobody has judged yet, with its criteria.
#[server]
pub async fn discard_round(programme: String, round: String) -> Result<Next> {
    use super::working;
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let round = round.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let id = working::id(&programme)?;
    let actor = work.actor.clone();
    let given_up = working::discard(&mut work.tx, &actor, id, round).await?;
    let detail = json!({ "round": given_up.number, "note": given_up.note });
    work.audit("judging.discarded", "programme", id, detail).await?;
    work.tell(Change::Programme(id));
    work.done(Next::to(routes::judging(id)).saying(Done::Deleted)).await
}

/// Keeps what one person judges of one concept; what is left empty is judged later or never.
#[server]
pub async fn save_judgement(#[server(flatten)] typed: Typed) -> Result<Next> {
    use super::working;
    use crate::request::{Done, Work};

    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    // No screen is told: not even that somebody has judged.
    let next = working::judge(&mut work.tx, &actor, &typed).await?;
    work.done(next.saying(Done::Saved)).await
}

/// Publishes what was judged, once and for all.
#[server]
pub async fn reveal_judging(programme: String, round: String) -> Result<Next> {
    use super::working;
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let round = round.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let id = working::id(&programme)?;
    let (actor, now) = (work.actor.clone(), work.now);
    let number = working::reveal(&mut work.tx, &actor, id, round, now).await?;
    work.audit("judging.revealed", "programme", id, json!({ "round": number })).await?;
    work.tell(Change::Programme(id));
    work.done(Next::to(routes::judging(id)).saying(Done::JudgingRevealed)).await
}

/// Prepares another round after a discussion, with the same criteria.
#[server]
pub async fn judge_again(programme: String, note: String) -> Result<Next> {
    use super::{forms, texts::texts, working};
    use crate::{
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let note = forms::text("note", &note, texts().problems.note_missing)?;
    let mut work = Work::begin().await?;
    let id = working::id(&programme)?;
    let (actor, now) = (work.actor.clone(), work.now);
    let number = working::again(&mut work.tx, &actor, id, &note, now).await?;
    let detail = json!({ "round": number, "reason": note });
    work.audit("judging.again", "programme", id, detail).await?;
    work.tell(Change::Programme(id));
    work.done(Next::to(routes::criteria(id)).saying(Done::Added)).await
}

/// Decides about a concept; a later decision takes the place of an earlier one, which stays.
#[server]
pub async fn decide(#[server(flatten)] typed: Typed) -> Result<Next> {
    use super::{deciding, forms};
    use crate::{
        request::{Change, Done, Work},
        routes,
    };
    use serde_json::json;

    let form = forms::decision(&typed)?;
    let mut work = Work::begin().await?;
    let (actor, now) = (work.actor.clone(), work.now);
    let programme = deciding::decide(&mut work.tx, &actor, &form, now).await?;
    let detail = json!({
        "concept": form.concept,
        "revision": form.revision,
        "verdict": form.verdict,
        "reason": form.reasons,
    });
    work.audit("judging.decided", "programme", programme, detail).await?;
    work.tell(Change::Programme(programme));
    let next = routes::decision_on(programme, form.concept);
    work.done(Next::to(next).saying(Done::Decided)).await
}

/// Adds one's dissent to a decision, with one's name or without.
#[server]
pub async fn add_dissent(
    decision: String,
    dissent: String,
    name_hidden: Option<String>,
) -> Result<Next> {
    use super::{deciding, forms, texts::texts};
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };

    let id = decision.parse().map_err(|_| Error::NotFound)?;
    let body = forms::text("dissent", &dissent, texts().problems.dissent_missing)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let hidden = name_hidden.is_some();
    let (programme, concept) = deciding::dissent(&mut work.tx, &actor, id, hidden, &body).await?;
    work.tell(Change::Programme(programme));
    work.done(Next::to(routes::decision_on(programme, concept)).saying(Done::Added)).await
}

/// Takes one's dissent back, as long as its decision holds.
#[server]
pub async fn take_back_dissent(decision: String) -> Result<Next> {
    use super::deciding;
    use crate::{
        error::Error,
        request::{Change, Done, Work},
        routes,
    };

    let id = decision.parse().map_err(|_| Error::NotFound)?;
    let mut work = Work::begin().await?;
    let actor = work.actor.clone();
    let (programme, concept) = deciding::take_back(&mut work.tx, &actor, id).await?;
    work.tell(Change::Programme(programme));
    work.done(Next::to(routes::decision_on(programme, concept)).saying(Done::TakenBack)).await
}
