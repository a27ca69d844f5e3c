use std::collections::HashSet;

use uuid::Uuid;

use super::{Chain, Node, Step, StepKind, texts::texts};
use crate::{
    access::Scope,
    archetypes,
    concepts::ConceptId,
    db::{Tx, on},
    error::Result,
    judging::Verdict,
    knowledge::{self, Author},
    lang::lang,
    practices,
    programmes::{self, ProgrammeId},
    routes,
    sessions::zones,
    ui::dates,
};

/// How much of a chain is followed.
const MOST: usize = 120;

/// The decision by which the concept of an `archetype_concepts x` was accepted last.
macro_rules! accepted {
    () => {
        "(SELECT a.id FROM decisions a WHERE a.concept_id = x.concept_id \
                       AND a.verdict = 'accept' ORDER BY a.number DESC LIMIT 1)"
    };
}

/// Every link there is, from what to what. A concept comes into an archetype by the decision that
/// accepted it, and by itself where there is none.
macro_rules! links {
    ($side:literal) => {
        concat!(
            "SELECT from_kind, from_id, to_kind, to_id FROM ( \
             SELECT 'note' AS from_kind, note_id AS from_id, \
                    'concept' AS to_kind, concept_id AS to_id FROM concept_sources \
             UNION ALL SELECT 'concept', origin_id, 'concept', concept_id FROM concept_origins \
             UNION ALL SELECT 'concept', concept_id, 'decision', id FROM decisions \
             UNION ALL SELECT 'decision', d.id, 'archetype', x.archetype_id \
                       FROM archetype_concepts x JOIN decisions d ON d.id = ",
            accepted!(),
            " UNION ALL SELECT 'concept', x.concept_id, 'archetype', x.archetype_id \
                       FROM archetype_concepts x WHERE NOT EXISTS ",
            accepted!(),
            " \
             UNION ALL SELECT 'note', note_id, 'archetype', archetype_id FROM archetype_notes \
             UNION ALL SELECT 'archetype', archetype_id, 'practice', id FROM practices \
             UNION ALL SELECT 'practice', practice_id, 'note', note_id FROM practice_moves \
                       WHERE note_id IS NOT NULL \
             ) AS links WHERE ",
            $side,
            " IN ("
        )
    };
}

/// Follows links from some things, one step.
async fn step(tx: &mut Tx, from: &[Step], forward: bool) -> Result<Vec<(Step, Step)>> {
    const FORWARD: &str = links!("from_id");
    const BACK: &str = links!("to_id");
    let text = if forward { FORWARD } else { BACK };
    let found: Vec<(StepKind, Uuid, StepKind, Uuid)> = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(text);
        let mut list = query.separated(", ");
        for (_, id) in from {
            list.push_bind(*id);
        }
        query.push(") ORDER BY from_id, to_id").build_query_as().fetch_all(c).await?
    });
    Ok(found.into_iter().map(|(a, from, b, to)| ((a, from), (b, to))).collect())
}

/// Follows links from some things as far as they go.
pub async fn follow(
    tx: &mut Tx,
    seeds: &[Step],
    forward: bool,
) -> Result<(Vec<Step>, Vec<(Step, Step)>)> {
    let mut known: HashSet<Step> = seeds.iter().copied().collect();
    let (mut things, mut links) = (Vec::new(), Vec::new());
    let mut edge = seeds.to_vec();
    while !edge.is_empty() && things.len() < MOST {
        let mut next = Vec::new();
        for (from, to) in step(tx, &edge, forward).await? {
            links.push((from, to));
            let reached = if forward { to } else { from };
            if known.insert(reached) {
                next.push(reached);
            }
        }
        things.extend(&next);
        edge = next;
    }
    Ok((things, links))
}

/// Everything that leads to a thing or comes of it.
pub async fn chain(tx: &mut Tx, thing: Step) -> Result<Chain> {
    let (before, mut links) = follow(tx, &[thing], false).await?;
    let (after, onward) = follow(tx, &[thing], true).await?;
    links.extend(onward);
    let mut things = vec![thing];
    things.extend(&before);
    things.extend(after.into_iter().filter(|thing| !before.contains(thing)));
    let place = |thing: &Step| things.iter().position(|other| other == thing);
    let mut links: Vec<_> =
        links.iter().filter_map(|(from, to)| Some((place(from)?, place(to)?))).collect();
    links.sort_unstable();
    links.dedup();
    Ok(Chain { before: before.len(), things, links })
}

/// A thing as the person may read it; `None` when they may not.
pub async fn node(
    tx: &mut Tx,
    scope: &Scope,
    kind: impl Into<StepKind>,
    id: Uuid,
) -> Result<Option<Node>> {
    match kind.into() {
        StepKind::Note => note(tx, scope, id).await,
        StepKind::Concept => concept(tx, scope, id).await,
        StepKind::Decision => decision(tx, scope, id).await,
        StepKind::Archetype => archetype(tx, scope, id).await,
        StepKind::Practice => practice(tx, scope, id).await,
    }
}

async fn note(tx: &mut Tx, scope: &Scope, id: Uuid) -> Result<Option<Node>> {
    let t = texts();
    let seen = knowledge::store::find(tx, scope, id.into()).await?;
    let only_read = seen.is_none();
    let note = match seen {
        Some(note) => Some(note),
        None => knowledge::store::came(tx, scope, id.into()).await?,
    };
    let Some(note) = note else { return Ok(None) };
    let author = match note.author {
        Author::Named { name, .. } => name,
        Author::Hidden => t.name_hidden.to_owned(),
        Author::HiddenSelf { name, .. } => format!("{name} ({})", t.only_you),
    };
    let day = zones::in_zone(note.created_at, &note.origin.time_zone).date();
    let (day, topic) = (dates::short_date(lang(), day), note.origin.topic);
    Ok(Some(Node {
        label: knowledge::markdown::excerpt(&note.body, 120),
        about: format!("{} · {author} · {day} · {topic}", t.note),
        said_in: Some(topic),
        href: routes::note(note.id),
        only_read,
    }))
}

async fn concept(tx: &mut Tx, scope: &Scope, id: Uuid) -> Result<Option<Node>> {
    const FIND: &str = "SELECT title, state, programme_id FROM concepts WHERE id = $1";
    let t = texts();
    let found: Option<(String, String, ProgrammeId)> =
        on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    let Some((label, state, programme)) = found else { return Ok(None) };
    let seen = concept_seen(tx, scope, programme, id.into()).await?;
    Ok(seen.map(|only_read| Node {
        label,
        about: format!("{} · {}", t.concept, (t.concept_state)(&state)),
        said_in: None,
        href: archetypes::pages::concept(id),
        only_read,
    }))
}

/// Whether somebody reads a concept and what was decided about it, and if so, whether they do no
/// more than that.
async fn concept_seen(
    tx: &mut Tx,
    scope: &Scope,
    programme: ProgrammeId,
    concept: ConceptId,
) -> Result<Option<bool>> {
    if programmes::store::find(tx, scope, programme).await?.is_some() {
        return Ok(Some(false));
    }
    Ok(practices::store::concept_came(tx, scope, concept).await?.then_some(true))
}

async fn decision(tx: &mut Tx, scope: &Scope, id: Uuid) -> Result<Option<Node>> {
    const FIND: &str = "SELECT d.programme_id, d.concept_id, k.title, d.verdict, w.name \
        FROM decisions d JOIN concepts k ON k.id = d.concept_id \
        JOIN people w ON w.id = d.decided_by WHERE d.id = $1";
    let t = texts();
    let found: Option<(ProgrammeId, ConceptId, String, Verdict, String)> =
        on!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await?);
    let Some((programme, concept, title, verdict, by)) = found else { return Ok(None) };
    let seen = concept_seen(tx, scope, programme, concept).await?;
    Ok(seen.map(|only_read| Node {
        // The verdict first: it tells decisions on one concept apart, also where room is short.
        label: format!("{}: {title}", (t.verdict)(verdict)),
        about: format!("{} · {by}", t.decision),
        said_in: None,
        href: match only_read {
            true => routes::decisions_of(concept),
            false => routes::decision_on(programme, concept),
        },
        only_read,
    }))
}

async fn archetype(tx: &mut Tx, scope: &Scope, id: Uuid) -> Result<Option<Node>> {
    let t = texts();
    let Some(found) = archetypes::store::find(tx, scope, id.into()).await? else {
        let came = archetypes::store::came(tx, scope, id.into()).await?;
        return Ok(came.map(|version| Node {
            label: version.name,
            about: format!("{} · {}", t.archetype, (t.released)(version.number)),
            said_in: None,
            href: routes::archetype(id.into()),
            only_read: true,
        }));
    };
    let versions = archetypes::store::versions(tx, id.into()).await?;
    let released = versions.iter().find(|version| version.released_at.is_some());
    let state = match released {
        Some(version) => (t.released)(version.number),
        None => t.being_built.to_owned(),
    };
    Ok(Some(Node {
        label: found.archetype.name,
        about: format!("{} · {state}", t.archetype),
        said_in: None,
        href: routes::archetype(found.archetype.id),
        only_read: false,
    }))
}

async fn practice(tx: &mut Tx, scope: &Scope, id: Uuid) -> Result<Option<Node>> {
    let t = texts();
    let Some(practice) = practices::store::find(tx, scope, id.into()).await? else {
        return Ok(None);
    };
    let words = practices::texts::texts();
    Ok(Some(Node {
        // The target first: it tells practices of one archetype apart, also where room is short.
        label: format!("{} · {}", practice.target, practice.archetype),
        about: format!("{} · {}", t.practice, (words.state)(practice.state)),
        said_in: None,
        href: routes::practice(practice.id),
        only_read: false,
    }))
}
