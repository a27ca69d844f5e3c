//! What a search finds, in its order.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{
    State, ranking,
    store::{self, Asked, Candidate, Places, Reach, Within, terms},
    words::Query,
};
use crate::{
    access::Scope,
    db::Tx,
    error::Result,
    knowledge::{self, Note, NoteId, NoteKind},
    people::PersonId,
    programmes::ProgrammeId,
    provenance::{Kind, Thing},
};

/// How many things a page of the list holds.
pub const PAGE: usize = 20;
/// So many are ranked and counted. Who finds more asks more narrowly.
pub const MOST: usize = 500;

/// What somebody looks for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub query: Option<Query>,
    pub kind: Option<Kind>,
    pub note_kind: Option<NoteKind>,
    pub state: Option<State>,
    /// A tag, folded.
    pub tag: Option<String>,
    /// Made by one of these, under their name.
    pub people: Option<Vec<PersonId>>,
    /// Made by the person who asks, under their name or not.
    pub mine: bool,
    pub within: Within,
    /// Made at this moment or later.
    pub from: Option<DateTime<Utc>>,
    /// Made before this moment.
    pub until: Option<DateTime<Utc>>,
}

impl Filter {
    /// What must hold beside the words: of each group one.
    fn facts(&self, asks: PersonId) -> Vec<Vec<String>> {
        let mut all: Vec<Vec<String>> = Vec::new();
        all.extend(self.kind.map(|kind| vec![terms::kind(kind)]));
        all.extend(self.note_kind.map(|kind| vec![terms::note_kind(kind)]));
        all.extend(self.state.map(|state| vec![terms::state(state)]));
        all.extend(self.tag.as_deref().map(|tag| vec![terms::tag(tag)]));
        if let Some(people) = &self.people {
            all.push(people.iter().map(|person| terms::author(*person)).collect());
        }
        if self.mine {
            // A hidden name is for its author alone: nobody else gets this term into a search.
            all.push(vec![terms::author(asks), terms::hidden(asks)]);
        }
        all
    }
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// With the moment when each was made: the best first when words were asked, else the newest.
    pub things: Vec<(Thing, DateTime<Utc>)>,
    /// There are more than [`MOST`].
    pub more: bool,
}

/// Everything that the reader may see and asks for.
pub async fn find(tx: &mut Tx, scope: &Scope, places: &Places, filter: &Filter) -> Result<Found> {
    let facts = filter.facts(scope.person());
    let reach = store::reach(tx, scope, places, filter.within).await?;
    // Nobody has that name, or the reader sees nothing there.
    let nobody = facts.iter().any(Vec::is_empty);
    if nobody || matches!(&reach, Reach::Only(only) if only.is_empty()) {
        return Ok(Found::default());
    }
    let numbers = (filter.from.map(store::first_of), filter.until.map(store::first_of));
    let asked = Asked { query: filter.query.as_ref(), facts, reach: &reach, numbers };
    let mut found = store::candidates(tx, &asked, false, MOST as i64 + 1).await?;
    let more = found.len() > MOST;
    if let Some(query) = &filter.query {
        if more {
            // The newest are not all: an old title that says it should not be missed.
            let titled = store::candidates(tx, &asked, true, MOST as i64).await?;
            let oldest = found.last().map_or(i64::MIN, |last| last.number);
            found.extend(titled.into_iter().filter(|titled| titled.number < oldest));
        }
        found.sort_by_cached_key(|candidate| {
            let score = ranking::score(query, &candidate.title, &candidate.words);
            (-score, -candidate.number)
        });
    }
    found.truncate(MOST);
    let thing = |found: Candidate| ((found.kind, found.subject_id), store::moment_of(found.number));
    Ok(Found { things: found.into_iter().map(thing).collect(), more })
}

/// Up to `most` notes of a programme, in the order of a search: to choose from.
pub async fn notes_of(
    tx: &mut Tx,
    scope: &Scope,
    programme: ProgrammeId,
    query: Option<Query>,
    most: usize,
) -> Result<Vec<Note>> {
    let places = store::places(tx, scope).await?;
    let within = Within { programme: Some(programme), ..Within::default() };
    let filter = Filter { query, kind: Some(Kind::Note), within, ..Filter::default() };
    let found = find(tx, scope, &places, &filter).await?;
    let ids: Vec<NoteId> =
        found.things.iter().take(most).map(|((_, id), _)| (*id).into()).collect();
    let mut notes = Vec::new();
    for ids in ids.chunks(PAGE) {
        let found = knowledge::store::some(tx, scope, ids).await?;
        let mut by_id: HashMap<NoteId, Note> =
            found.into_iter().map(|note| (note.id, note)).collect();
        notes.extend(ids.iter().filter_map(|id| by_id.remove(id)));
    }
    Ok(notes)
}
