//! Archetypes, their versions, and practices as files.

use std::collections::HashMap;

use super::{
    keys::{Keys, People},
    made::grouped,
};
use crate::{
    archetypes::{ArchetypeId, Part},
    book::{
        folder::Leaf,
        fronts::{
            ArchetypeFront, FrozenFront, MoveFront, PracticeFront, TrialFront, VersionFront,
            WrittenFront,
        },
        store::{self, Moved, Tried, Written},
    },
    concepts::ConceptId,
    db::Tx,
    error::Result,
    knowledge::{NoteId, rules::clean},
    practices::PracticeId,
    programmes::ProgrammeId,
};

/// What archetypes and practices come from.
pub struct Links<'a> {
    pub notes: &'a Keys<NoteId>,
    pub concepts: &'a Keys<ConceptId>,
}

/// Phases 4 and 5.
pub struct Built {
    pub archetypes: Vec<Leaf<ArchetypeFront>>,
    pub versions: Vec<Leaf<VersionFront>>,
    pub practices: Vec<Leaf<PracticeFront>>,
    pub archetype_keys: Keys<ArchetypeId>,
    pub practice_keys: Keys<PracticeId>,
}

pub async fn gather(
    tx: &mut Tx,
    programme: ProgrammeId,
    links: &Links<'_>,
    people: &mut People,
) -> Result<Built> {
    let built = store::archetypes(tx, programme).await?;
    let keys = Keys::of("archetypes", built.iter().map(|built| (built.id, built.name.as_str())));
    let made_of = grouped(store::made_of(tx, programme).await?);
    let led_from = grouped(store::led_from(tx, programme).await?);
    let sections = by_archetype(store::sections(tx, programme).await?);
    let inputs = by_archetype(store::inputs(tx, programme).await?);
    let mut archetypes = Vec::new();
    for built in built {
        let mut parts = Vec::new();
        let revisions = revisions(written(&sections, built.id), &mut parts, people);
        let contributions = contributions(written(&inputs, built.id), &mut parts, people);
        let front = ArchetypeFront {
            name: built.name,
            owner: Some(people.key(built.owner_id)),
            begun: built.created_at,
            concepts: links.concepts.all(made_of.get(&built.id).into_iter().flatten().copied()),
            notes: links.notes.all(led_from.get(&built.id).into_iter().flatten().copied()),
            revisions,
            contributions,
        };
        let key = keys.get(built.id).unwrap_or_default();
        archetypes.push(Leaf { key, front, body: String::new(), parts });
    }
    let (versions, version_keys) = versions(tx, programme, &keys, people).await?;
    let (practices, practice_keys) =
        practices(tx, programme, &version_keys, links.notes, people).await?;
    Ok(Built { archetypes, versions, practices, archetype_keys: keys, practice_keys })
}

fn by_archetype(all: Vec<Written>) -> HashMap<ArchetypeId, Vec<Written>> {
    grouped(all.into_iter().map(|written| (written.archetype_id, written)))
}

fn written(all: &HashMap<ArchetypeId, Vec<Written>>, id: ArchetypeId) -> &[Written] {
    all.get(&id).map_or(&[], Vec::as_slice)
}

/// The sections as they read now, then how they read before.
fn revisions(
    all: &[Written],
    parts: &mut Vec<(String, String)>,
    people: &mut People,
) -> Vec<WrittenFront> {
    let mut before = Vec::new();
    for part in Part::ALL {
        let own: Vec<&Written> = all.iter().filter(|written| written.part == *part).collect();
        for (number, written) in (1..).zip(&own) {
            match number < own.len() {
                true => before.push((format!("{part} revision {number}"), clean(&written.body))),
                false => parts.push((part.to_string(), clean(&written.body))),
            }
        }
    }
    parts.extend(before);
    all.iter().map(|written| front(written, people)).collect()
}

fn front(written: &Written, people: &mut People) -> WrittenFront {
    let by = Some(people.key(written.person_id));
    WrittenFront { section: written.part, by, at: written.at }
}

fn contributions(
    all: &[Written],
    parts: &mut Vec<(String, String)>,
    people: &mut People,
) -> Vec<WrittenFront> {
    let texts = (1..).zip(all);
    parts.extend(
        texts.map(|(number, written)| (format!("contribution {number}"), clean(&written.body))),
    );
    all.iter().map(|written| front(written, people)).collect()
}

type VersionKeys = Keys<(ArchetypeId, i64)>;

async fn versions(
    tx: &mut Tx,
    programme: ProgrammeId,
    archetypes: &Keys<ArchetypeId>,
    people: &mut People,
) -> Result<(Vec<Leaf<VersionFront>>, VersionKeys)> {
    let all = store::versions(tx, programme).await?;
    let names: Vec<_> = all
        .iter()
        .map(|one| ((one.archetype_id, one.number), format!("{} v{}", one.name, one.number)))
        .collect();
    let keys = Keys::of("versions", names.iter().map(|(id, name)| (*id, name.as_str())));
    let frozen = store::frozen(tx, programme).await?;
    let frozen = grouped(frozen.into_iter().map(|one| ((one.archetype_id, one.number), one)));
    let trials = store::trials(tx, programme).await?;
    let mut trials = grouped(trials.into_iter().map(|one| ((one.archetype_id, one.number), one)));
    let mut leaves = Vec::new();
    for one in all {
        let id = (one.archetype_id, one.number);
        let frozen = frozen.get(&id).map_or(&[][..], Vec::as_slice);
        let revision = |part: &store::FrozenPart| FrozenFront {
            section: part.part,
            revision: part.part_revision,
        };
        let tried = trials.remove(&id).unwrap_or_default();
        let front = VersionFront {
            archetype: archetypes.get(one.archetype_id).unwrap_or_default(),
            number: one.number,
            name: one.name,
            summary: one.summary,
            by: Some(people.key(one.made_by)),
            made: one.made_at,
            released_by: one.released_by.map(|by| people.key(by)),
            released: one.released_at,
            frozen: frozen.iter().map(revision).collect(),
            trials: tried.into_iter().map(|tried| trial(tried, people)).collect(),
        };
        let parts = frozen.iter().map(|part| (part.part.to_string(), clean(&part.body))).collect();
        let key = keys.get(id).unwrap_or_default();
        leaves.push(Leaf { key, front, body: String::new(), parts });
    }
    Ok((leaves, keys))
}

fn trial(tried: Tried, people: &mut People) -> TrialFront {
    TrialFront {
        place: tried.place,
        held_on: tried.held_on,
        by: Some(people.key(tried.person_id)),
        at: tried.at,
        measured: clean(&tried.measured),
        result: clean(&tried.result),
        to_change: clean(&tried.to_change),
    }
}

async fn practices(
    tx: &mut Tx,
    programme: ProgrammeId,
    versions: &VersionKeys,
    notes: &Keys<NoteId>,
    people: &mut People,
) -> Result<(Vec<Leaf<PracticeFront>>, Keys<PracticeId>)> {
    let spread = store::practices(tx, programme).await?;
    let keys = Keys::of("practices", spread.iter().map(|one| (one.id, one.target.as_str())));
    let moves = store::moves(tx, programme).await?;
    let mut moves = grouped(moves.into_iter().map(|moved| (moved.practice_id, moved)));
    let mut leaves = Vec::new();
    for one in spread {
        let moved = moves.remove(&one.id).unwrap_or_default();
        let front = PracticeFront {
            version: versions.get((one.archetype_id, one.number)).unwrap_or_default(),
            target_kind: one.target_kind,
            target: one.target,
            moves: moved.into_iter().map(|moved| step(moved, notes, people)).collect(),
        };
        let key = keys.get(one.id).unwrap_or_default();
        leaves.push(Leaf { key, front, body: String::new(), parts: Vec::new() });
    }
    Ok((leaves, keys))
}

fn step(moved: Moved, notes: &Keys<NoteId>, people: &mut People) -> MoveFront {
    MoveFront {
        to: moved.to_state,
        on: moved.moved_on,
        by: Some(people.key(moved.actor_id)),
        at: moved.at,
        reason: clean(&moved.reason),
        evidence: clean(&moved.evidence),
        note: moved.note_id.and_then(|note| notes.get(note)),
    }
}
