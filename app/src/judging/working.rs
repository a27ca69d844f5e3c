//! Criteria, rounds and judgements: each change in one transaction, the programme held in its
//! phase first, then the round. A reveal and a late judgement so come one after the other.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{
    ConceptId, Criterion, CriterionId, Round, RoundId, RoundState,
    forms::CriterionForm,
    library::Entry,
    rules::{self, scoring},
    store::{self, Place},
    texts::texts,
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Problems, Result},
    lang::lang,
    people, phases,
    programmes::{self, Programme, ProgrammeId},
    request::{Next, Typed},
    routes,
};

/// The id of a programme as a form posts it.
pub fn id(programme: &str) -> Result<ProgrammeId> {
    programme.parse().map_err(|_| Error::NotFound)
}

/// The programme, held in the phase of judging, if the person may see it.
pub async fn hold(tx: &mut Tx, actor: &Actor, id: ProgrammeId) -> Result<Programme> {
    let found = programmes::store::find(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    phases::gate::hold(tx, id, rules::PHASE).await?;
    Ok(found.programme)
}

/// The same for those who may lead it.
pub async fn hold_to_lead(tx: &mut Tx, actor: &Actor, id: ProgrammeId) -> Result<Programme> {
    let found = programmes::store::find(tx, &actor.scope(), id).await?.ok_or(Error::NotFound)?;
    if !rules::may_lead(actor, &found.programme) {
        return Err(Error::Forbidden);
    }
    phases::gate::hold(tx, id, rules::PHASE).await?;
    Ok(found.programme)
}

/// Copies criteria of the library into the draft, which the first ones begin.
pub async fn choose(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    entries: &[&'static Entry],
    now: DateTime<Utc>,
) -> Result<()> {
    hold_to_lead(tx, actor, programme).await?;
    let round = draft(tx, actor, programme, now).await?;
    room_for(tx, round, entries.len(), "chosen").await?;
    for entry in entries {
        let words = entry.words(lang());
        let criterion = Criterion {
            id: CriterionId::new(),
            name: words.name.into(),
            kind: entry.kind,
            unit: words.unit.into(),
            direction: entry.direction,
            low: words.low.into(),
            middle: words.middle.into(),
            high: words.high.into(),
            department_id: None,
            department: None,
            part_of: None,
            whole: None,
            weight: 0,
        };
        store::add_criterion(tx, round, &criterion).await?;
    }
    Ok(())
}

pub async fn save_criterion(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    form: &CriterionForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let held = hold(tx, actor, programme).await?;
    if !rules::may_lead(actor, &held) && form.criterion.part_of.is_none() {
        return Err(match rules::departments_led(actor).is_empty() {
            true => Error::Forbidden,
            false => Error::field("part_of", texts().problems.choose_again),
        });
    }
    may_write(actor, &held, &form.criterion)?;
    let round = draft(tx, actor, programme, now).await?;
    let there = store::criteria(tx, round).await?;
    let find = |id: CriterionId| there.iter().find(|criterion| criterion.id == id);
    if let Some(of) = form.criterion.part_of {
        let fits = find(of).is_some_and(|of| rules::can_be_part(&form.criterion, of));
        // What has parts of its own is for all.
        let whole = there.iter().any(|part| part.part_of == Some(form.criterion.id));
        if !fits || whole {
            return Err(Error::field("part_of", texts().problems.choose_again));
        }
    }
    if let Some(department) = form.criterion.department_id {
        let known = people::store::departments(tx, true).await?;
        if !known.iter().any(|named| named.id == department) {
            return Err(Error::field("department", texts().problems.choose_again));
        }
    }
    if form.new {
        room_for(tx, round, 1, "name").await?;
        return store::add_criterion(tx, round, &form.criterion).await;
    }
    may_write(actor, &held, find(form.criterion.id).ok_or(Error::Stale)?)?;
    let has_parts = there.iter().any(|part| part.part_of == Some(form.criterion.id));
    if has_parts && form.criterion.department_id.is_some() {
        return Err(Error::field("department", texts().problems.has_parts));
    }
    let saved = store::save_criterion(tx, round, &form.criterion).await?;
    if saved { Ok(()) } else { Err(Error::Stale) }
}

pub async fn remove_criterion(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    criterion: CriterionId,
) -> Result<()> {
    let held = hold(tx, actor, programme).await?;
    let round = existing_draft(tx, programme).await?;
    let there = store::criteria(tx, round.id).await?;
    match there.iter().find(|one| one.id == criterion) {
        Some(found) => may_write(actor, &held, found)?,
        None if rules::may_lead(actor, &held) => {}
        None => return Err(Error::Forbidden),
    }
    store::remove_criterion(tx, round.id, criterion).await
}

fn may_write(actor: &Actor, programme: &Programme, criterion: &Criterion) -> Result<()> {
    if rules::may_write(actor, programme, criterion) { Ok(()) } else { Err(Error::Forbidden) }
}

/// Saves the weights if they make 100; with `press` = `even`, proposes even ones instead.
pub async fn save_weights(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    typed: &Typed,
) -> Result<Vec<i64>> {
    hold_to_lead(tx, actor, programme).await?;
    let round = existing_draft(tx, programme).await?;
    let criteria = store::criteria(tx, round.id).await?;
    let field = |criterion: &Criterion| format!("weight-{}", criterion.id);
    if typed.one("press") == "even" {
        let even = rules::even_weights(criteria.len());
        let proposed = criteria.iter().zip(even);
        return Err(Error::Continued(
            proposed.map(|(criterion, weight)| (field(criterion), weight.to_string())).collect(),
        ));
    }
    let t = &texts().problems;
    let mut problems = Problems::default();
    let mut weights = Vec::new();
    for criterion in &criteria {
        let field = field(criterion);
        let weight = typed.one(&field).trim_end_matches('%').trim().parse::<i64>().ok();
        let weight = weight.filter(|weight| (1..=100).contains(weight));
        problems.require(weight.is_some(), &field, (t.weight_wrong)(&criterion.name));
        weights.extend(weight);
    }
    let sum: i64 = weights.iter().sum();
    problems.require(!problems.is_empty() || sum == 100, "", (t.weights_sum)(sum));
    problems.into_result()?;
    for (criterion, weight) in criteria.iter().zip(&weights) {
        store::set_weight(tx, criterion.id, *weight).await?;
    }
    Ok(weights)
}

/// Opens the draft with the concepts that nobody has decided on, but for those that are left out.
/// Answers its number.
pub async fn open(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    id: RoundId,
    left_out: &[ConceptId],
    now: DateTime<Utc>,
) -> Result<i64> {
    hold_to_lead(tx, actor, programme).await?;
    let round = of_programme(store::hold_alone(tx, id).await?, programme)?;
    if round.state != RoundState::Draft {
        return Err(Error::form(texts().problems.opened_already));
    }
    let weights: Vec<i64> =
        store::criteria(tx, id).await?.iter().map(|criterion| criterion.weight).collect();
    let concepts = store::undecided(tx, programme).await?;
    let judged = concepts.iter().filter(|one| !left_out.contains(&one.concept));
    let judged: Vec<(ConceptId, i64)> = judged.map(|one| (one.concept, one.revision)).collect();
    let people = store::participants(tx, programme).await?.len() as i64;
    let mut problems = Problems::default();
    problems.require(
        !judged.is_empty() || concepts.is_empty(),
        "left_out",
        texts().problems.all_left_out,
    );
    for lack in rules::lacks(&weights, concepts.len(), people) {
        problems.add("", texts().lack(lack));
    }
    problems.into_result()?;
    store::put_up(tx, id, &judged).await?;
    store::open(tx, id, actor.id, now).await?;
    Ok(round.number)
}

/// Keeps the judgements of one person about one concept, all of them or none. Answers where to
/// go on: to the next concept that is not judged whole.
pub async fn judge(tx: &mut Tx, actor: &Actor, typed: &Typed) -> Result<Next> {
    let t = texts();
    let programme = id(typed.one("programme"))?;
    let concept: ConceptId = typed.one("concept").parse().map_err(|_| Error::NotFound)?;
    let round: RoundId = typed.one("round").parse().map_err(|_| Error::NotFound)?;
    hold(tx, actor, programme).await?;
    let round = of_programme(store::hold(tx, round).await?, programme)?;
    match round.state {
        RoundState::Draft => return Err(Error::Stale),
        RoundState::Open => {}
        RoundState::Revealed => return Err(Error::form(t.problems.too_late)),
    }
    if !store::takes_part(tx, programme, actor.id).await? {
        return Err(Error::Forbidden);
    }
    let concepts = store::put_up_titles(tx, round.id).await?;
    if !concepts.iter().any(|judged| judged.concept == concept) {
        return Err(Error::NotFound);
    }
    let mut criteria = store::criteria(tx, round.id).await?;
    criteria.retain(|criterion| rules::judges(criterion, actor.department));
    let mut problems = Problems::default();
    let mut values = Vec::new();
    for criterion in &criteria {
        let field = field(criterion.id);
        let value = match typed.one(&field) {
            "" => None,
            text => {
                let value = rules::parse_judgement(criterion.kind, text);
                problems.require(value.is_some(), &field, t.value_wrong(criterion.kind));
                value
            }
        };
        values.push((criterion.id, value));
    }
    problems.into_result()?;
    for (criterion, value) in values {
        let place = Place { round: round.id, concept, criterion, person: actor.id };
        store::judge(tx, place, value).await?;
    }
    let own = store::own(tx, round.id, actor.id).await?;
    let whole = |concept| criteria.iter().all(|c| own.contains_key(&(concept, c.id)));
    let here = concepts.iter().position(|judged| judged.concept == concept).unwrap_or(0);
    // Onwards from here, and from the beginning when the end is reached.
    let next = (1..=concepts.len())
        .map(|step| (here + step) % concepts.len())
        .find(|index| !whole(concepts[*index].concept));
    Ok(Next::to(match next {
        Some(index) => routes::judging_of(programme, index as i64 + 1),
        None => routes::judging(programme),
    }))
}

/// The field of a judgement in its form.
pub fn field(criterion: CriterionId) -> String {
    format!("c-{criterion}")
}

/// Computes what was judged and publishes it. Answers the round's number.
pub async fn reveal(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    id: RoundId,
    now: DateTime<Utc>,
) -> Result<i64> {
    let t = &texts().problems;
    hold_to_lead(tx, actor, programme).await?;
    let round = of_programme(store::hold_alone(tx, id).await?, programme)?;
    match round.state {
        RoundState::Draft => return Err(Error::Stale),
        RoundState::Open => {}
        RoundState::Revealed => return Err(Error::form(t.revealed_already)),
    }
    let judges = store::judges(tx, id).await?;
    if judges < rules::JUDGES_MIN {
        return Err(Error::form(t.too_few));
    }
    let (_, participants) = store::turnout(tx, programme, id).await?;
    let departments = people::store::departments(tx, false).await?;
    let snapshot = scoring::snapshot(scoring::Round {
        criteria: store::criteria(tx, id).await?,
        concepts: store::put_up_titles(tx, id).await?,
        given: store::given(tx, id).await?,
        departments: departments.into_iter().map(|named| (named.id, named.name)).collect(),
        judges,
        participants: participants.max(judges),
    });
    store::reveal(tx, id, &snapshot, actor.id, now).await?;
    Ok(round.number)
}

/// Begins another round with the criteria of the last one. Answers its number.
pub async fn again(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    note: &str,
    now: DateTime<Utc>,
) -> Result<i64> {
    hold_to_lead(tx, actor, programme).await?;
    let rounds = store::rounds(tx, programme).await?;
    let last = rounds.first().filter(|round| round.state == RoundState::Revealed);
    let last = last.ok_or_else(|| Error::form(texts().problems.under_way))?;
    let number = last.number + 1;
    let id = store::add_round(tx, programme, number, note, actor.id, now).await?;
    // What others are part of comes before them.
    let mut copies: HashMap<CriterionId, CriterionId> = HashMap::new();
    for criterion in store::criteria(tx, last.id).await? {
        let copied = CriterionId::new();
        copies.insert(criterion.id, copied);
        let part_of = criterion.part_of.and_then(|of| copies.get(&of).copied());
        let copy = Criterion { id: copied, part_of, ..criterion };
        store::add_criterion(tx, id, &copy).await?;
    }
    Ok(number)
}

/// Gives up a draft beside published results, in whichever phase the programme is by now: nothing was
/// judged in it. Answers what it was.
pub async fn discard(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    id: RoundId,
) -> Result<Round> {
    let found = programmes::store::find(tx, &actor.scope(), programme).await?;
    let found = found.ok_or(Error::NotFound)?.programme;
    if !rules::may_lead(actor, &found) {
        return Err(Error::Forbidden);
    }
    let round = store::hold_alone(tx, id).await?.ok_or(Error::Stale)?;
    if round.programme_id != programme {
        return Err(Error::NotFound);
    }
    if round.state != RoundState::Draft || round.number < 2 {
        return Err(Error::Stale);
    }
    store::discard(tx, id).await?;
    Ok(round)
}

/// The draft of a programme, begun when there is no round yet.
async fn draft(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    now: DateTime<Utc>,
) -> Result<RoundId> {
    if store::rounds(tx, programme).await?.is_empty() {
        return store::add_round(tx, programme, 1, "", actor.id, now).await;
    }
    Ok(existing_draft(tx, programme).await?.id)
}

/// The draft, which nobody opens meanwhile.
async fn existing_draft(tx: &mut Tx, programme: ProgrammeId) -> Result<Round> {
    let frozen = || Error::form(texts().problems.frozen);
    let last = store::rounds(tx, programme).await?.into_iter().next().ok_or_else(frozen)?;
    let held = store::hold_alone(tx, last.id).await?;
    held.filter(|round| round.state == RoundState::Draft).ok_or_else(frozen)
}

async fn room_for(tx: &mut Tx, round: RoundId, more: usize, field: &str) -> Result<()> {
    let there = store::criteria(tx, round).await?.len();
    if there + more <= rules::CRITERIA_MAX {
        return Ok(());
    }
    Err(Error::field(field, (texts().problems.too_many)(rules::CRITERIA_MAX as i64)))
}

fn of_programme(round: Option<Round>, programme: ProgrammeId) -> Result<Round> {
    round.filter(|round| round.programme_id == programme).ok_or(Error::NotFound)
}
