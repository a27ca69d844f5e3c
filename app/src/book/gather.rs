//! The book of a programme as one person may take it out.

mod built;
mod keys;
mod made;
mod polls;
mod rounds;
mod talk;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use keys::{Keys, People};

use super::{
    Book,
    folder::{Leaf, PhotoFile},
    fronts::{FORMAT, NoteFront, PhaseMoveFront, PhotoFront, ProgrammeFront, SessionFront},
    store::{self, Held, Said},
};
use crate::{
    access::Scope,
    db::Tx,
    error::Result,
    knowledge::{NoteId, rules::clean},
    phases,
    programmes::{Programme, ProgrammeId},
    sessions::SessionId,
};

/// Gathers what there is of a programme that the person may see, with the photos of its notes.
pub async fn book(
    tx: &mut Tx,
    scope: &Scope,
    programme: &Programme,
    now: DateTime<Utc>,
) -> Result<(Book, Vec<PhotoFile>)> {
    let id = programme.id;
    let mut people = People::of(store::everybody(tx, scope, id).await?);
    let said = store::notes(tx, scope, id).await?;
    let note_keys = Keys::of("notes", said.iter().map(|note| (note.id, note.body.as_str())));
    let asked = store::polls(tx, scope, id).await?;
    let met = said.iter().map(|note| note.session);
    let met = met.chain(asked.iter().map(|(poll, _)| poll.session_id)).collect();
    let (sessions, session_keys) = sessions(tx, id, met).await?;
    let (concepts, concept_keys) = made::concepts(tx, id, &note_keys, &mut people).await?;
    let rounds = rounds::rounds(tx, id, &concept_keys, &mut people).await?;
    let decisions = made::decisions(tx, id, &concept_keys, &mut people).await?;
    let links = built::Links { notes: &note_keys, concepts: &concept_keys };
    let built = built::gather(tx, id, &links, &mut people).await?;
    let things = talk::Things {
        notes: &note_keys,
        concepts: &concept_keys,
        archetypes: &built.archetype_keys,
        practices: &built.practice_keys,
    };
    let comments = talk::threads(tx, id, &things, &mut people).await?;
    let upkeep = talk::upkeep(tx, id, &things, &mut people).await?;
    let ids: Vec<NoteId> = said.iter().map(|note| note.id).collect();
    let (mut pictured, photos) = talk::photos(tx, &ids, &note_keys).await?;
    let notes = notes(said, &note_keys, &session_keys, &mut pictured, &mut people);
    let standing = phases::store::standing(tx, id).await?;
    let moved = |moved: store::PhaseMove| PhaseMoveFront {
        from: moved.from_phase,
        to: moved.to_phase,
        at: moved.at,
        by: Some(people.key(moved.actor_id)),
        reason: moved.reason,
        gaps: moved.gaps.0,
    };
    let front = ProgrammeFront {
        espiral: FORMAT,
        name: programme.name.clone(),
        framework: Some(programme.framework),
        job_training: programme.job_training,
        phase: standing.map(|standing| standing.phase),
        taken_out: Some(now),
        moves: store::phase_moves(tx, id).await?.into_iter().map(moved).collect(),
    };
    let book = Book {
        programme: leaf("programme".into(), front, &programme.problem),
        people: people.fronts(),
        sessions,
        notes,
        polls: polls::leaves(asked, &session_keys),
        concepts,
        rounds,
        decisions,
        archetypes: built.archetypes,
        versions: built.versions,
        practices: built.practices,
        comments,
        upkeep,
    };
    Ok((book, photos))
}

/// A file whose only text is its body.
fn leaf<Front>(key: String, front: Front, body: &str) -> Leaf<Front> {
    Leaf { key, front, body: clean(body), parts: Vec::new() }
}

/// The sessions with these ids, which may come several times.
async fn sessions(
    tx: &mut Tx,
    programme: ProgrammeId,
    mut ids: Vec<SessionId>,
) -> Result<(Vec<Leaf<SessionFront>>, Keys<SessionId>)> {
    ids.sort_unstable();
    ids.dedup();
    let held = store::sessions(tx, &ids).await?;
    let keys = Keys::of("sessions", held.iter().map(|held| (held.id, held.topic.as_str())));
    let mut themes: HashMap<SessionId, Vec<String>> = HashMap::new();
    for (session, title) in store::themes(tx, &ids).await? {
        themes.entry(session).or_default().push(title);
    }
    let facilitators = crate::sessions::store::facilitators(tx, &ids).await?;
    let mut leaves = Vec::new();
    for held in held {
        let names = facilitators.get(&held.id).into_iter().flatten();
        let names: Vec<String> = match &held.carried {
            Some(carried) => carried.lines().map(str::to_owned).collect(),
            None => names.map(|person| person.name.clone()).collect(),
        };
        let front = SessionFront {
            stage: held.stage_number.filter(|_| held.programme_id == Some(programme)),
            place: place(&held),
            starts: held.starts_at,
            ends: Some(held.ends_at),
            zone: Some(held.time_zone),
            facilitators: names,
            prompt: clean(&held.prompt),
            themes: themes.remove(&held.id).unwrap_or_default(),
            topic: held.topic,
        };
        leaves.push(leaf(keys.get(held.id).unwrap_or_default(), front, &held.agenda));
    }
    Ok((leaves, keys))
}

/// Where a session was held: for one that was carried in, what came with it.
fn place(held: &Held) -> String {
    let branch = held.branch.as_deref().filter(|_| held.carried.is_none());
    let parts: Vec<&str> =
        branch.into_iter().chain([held.room.as_str()]).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn notes(
    said: Vec<Said>,
    keys: &Keys<NoteId>,
    sessions: &Keys<SessionId>,
    photos: &mut HashMap<NoteId, Vec<PhotoFront>>,
    people: &mut People,
) -> Vec<Leaf<NoteFront>> {
    let mut note = |said: Said| {
        let tags = said.tags.split(',').filter(|tag| !tag.is_empty());
        let front = NoteFront {
            session: sessions.get(said.session).unwrap_or_default(),
            said: said.at,
            author: said.author.map(|author| people.key(author)),
            kind: said.kind,
            tags: tags.map(str::to_owned).collect(),
            step: said.step,
            branch: said.branch.unwrap_or_default(),
            theme: said.theme.unwrap_or_default(),
            me_too: said.me_too,
            photos: photos.remove(&said.id).unwrap_or_default(),
        };
        leaf(keys.get(said.id).unwrap_or_default(), front, &said.body)
    };
    said.into_iter().map(&mut note).collect()
}

/// What the file of a programme is called.
pub fn file_name(programme: &str) -> String {
    match keys::slug(programme) {
        words if words.is_empty() => "espiral.zip".to_owned(),
        words => format!("{words}.zip"),
    }
}
