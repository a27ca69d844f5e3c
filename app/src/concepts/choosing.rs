//! What the form of a concept offers to choose from: notes it comes from, its authors, and the
//! concepts it is made of.

use leptos::prelude::use_context;
use uuid::Uuid;

use super::{Concept, ConceptId, PHASE, rules, store, texts::texts};
use crate::{
    access::{Actor, Scope},
    db::Tx,
    error::{Error, Problems, Result},
    knowledge::{self, Author, Note, NoteId, Theme},
    people::{self, PersonBrief, PersonId},
    phases, practices,
    programmes::{self, Programme, ProgrammeId},
    provenance::Kind,
    request::Posted,
    search::{finding, words::Query},
    ui::form::Choice,
};

/// What the buttons that look for something send as `press`.
pub const FIND_NOTES: &str = "find-notes";
pub const FIND_PEOPLE: &str = "find-people";

/// How much of a note stands beside its box.
const EXCERPT: usize = 160;
/// How many notes are offered at once.
const NOTES: usize = 60;
/// So many notes need not be folded away under their themes.
const FEW: usize = 4;
/// How many people are offered without a search.
const PEOPLE: i64 = 40;

/// What was chosen, by id.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    pub sources: Vec<NoteId>,
    pub authors: Vec<PersonId>,
    pub origins: Vec<ConceptId>,
    /// What the turn before left open, and the new one takes up.
    pub takes_up: Option<ConceptId>,
}

impl Chosen {
    /// From what a form posts; what is no id is left out.
    pub fn read(sources: &[String], authors: &[String], origins: &[String]) -> Result<Chosen> {
        let (sources, authors, origins) = (ids(sources), ids(authors), ids(origins));
        let chosen = Chosen { sources, authors, origins, takes_up: None };
        let t = texts();
        if chosen.sources.len() > rules::SOURCES_MAX {
            return Err(Error::field("sources", t.sources_many));
        }
        if chosen.origins.len() > rules::ORIGINS_MAX {
            return Err(Error::field("origins", t.origins_many));
        }
        Ok(chosen)
    }

    /// What a new concept lacks, before anything is looked up: made of no other, it comes from notes.
    pub fn lacks(&self) -> Problems {
        let t = texts();
        let mut problems = Problems::default();
        problems.require(self.origins.len() != 1, "origins", t.one_origin);
        let made = !self.origins.is_empty() || self.takes_up.is_some();
        let from = !self.sources.is_empty() || made;
        problems.require(from, "sources", t.sources_missing);
        problems
    }
}

/// The ids among these texts, each once.
pub fn ids<T: std::str::FromStr + Ord>(typed: &[String]) -> Vec<T> {
    let mut ids: Vec<T> = typed.iter().filter_map(|id| id.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Whether the form was sent to look for something, or with a search that nobody has answered
/// yet: then it goes on and shows what was found.
pub fn looking(press: &str, searches: [(&str, &str); 2]) -> Result<()> {
    let unanswered =
        searches.iter().any(|(find, found)| !find.trim().is_empty() && find.trim() != found.trim());
    match press {
        FIND_NOTES | FIND_PEOPLE => Err(Error::Continued(Vec::new())),
        _ if unanswered => Err(Error::Continued(Vec::new())),
        _ => Ok(()),
    }
}

/// What the programme took along of one kind from the turn before.
async fn carried<Id: From<Uuid>>(
    tx: &mut Tx,
    programme: ProgrammeId,
    kind: Kind,
) -> Result<Vec<Id>> {
    let carried = practices::store::carried(tx, programme).await?;
    let of_kind = carried.into_iter().filter(|(one, ..)| *one == kind);
    Ok(of_kind.map(|(_, id, _)| id.into()).collect())
}

/// The concepts that the turn before left open and this one has not taken up yet, as far as the
/// person sees them.
pub async fn left_open(tx: &mut Tx, scope: &Scope, programme: ProgrammeId) -> Result<Vec<Concept>> {
    let left: Vec<ConceptId> = carried(tx, programme, Kind::Concept).await?;
    let taken = store::taken_up(tx, programme).await?;
    let mut found = Vec::new();
    for id in left.into_iter().filter(|id| taken.iter().all(|one| one.left != *id)) {
        let concept = store::find(tx, scope, id).await?;
        found.extend(concept.filter(|concept| rules::can_derive(concept.state)));
    }
    Ok(found)
}

/// The turn that took something along and in which the person now puts notes into words.
pub async fn goes_on_in(
    tx: &mut Tx,
    actor: &Actor,
    kind: Kind,
    id: Uuid,
) -> Result<Option<Programme>> {
    for programme in practices::store::carried_to(tx, kind, id).await? {
        let seen = programmes::store::find(tx, &actor.scope(), programme).await?;
        let standing = phases::store::standing(tx, programme).await?;
        let (Some(seen), Some(standing)) = (seen, standing) else { continue };
        let part = phases::store::part(tx, programme, actor.id).await?;
        if phases::rules::works(actor, &standing, part, PHASE) {
            return Ok(Some(seen.programme));
        }
    }
    Ok(None)
}

/// The chosen notes that the person may see and that were said in this programme or taken along
/// into it. There are at most [`rules::SOURCES_MAX`] of them.
async fn seen(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    chosen: &[NoteId],
) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    let carried: Vec<NoteId> = carried(tx, programme, Kind::Note).await?;
    for id in chosen.iter().take(rules::SOURCES_MAX) {
        let note = knowledge::store::find(tx, &actor.scope(), *id).await?;
        let of_programme = |note: &Note| {
            let said_here = |(id, _): &(ProgrammeId, String)| *id == programme;
            carried.contains(&note.id) || note.origin.programme.as_ref().is_some_and(said_here)
        };
        notes.extend(note.filter(of_programme));
    }
    Ok(notes)
}

/// The same, by id.
pub async fn sources(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    chosen: &[NoteId],
) -> Result<Vec<NoteId>> {
    let notes = seen(tx, actor, programme, chosen).await?;
    Ok(notes.into_iter().map(|note| note.id).collect())
}

/// What a concept comes from that the person may not see, or that was taken back.
pub async fn unseen(tx: &mut Tx, actor: &Actor, concept: ConceptId) -> Result<Vec<NoteId>> {
    let seen = knowledge::store::of_concept(tx, &actor.scope(), concept).await?;
    let all = store::sources(tx, concept).await?;
    Ok(all.into_iter().filter(|id| seen.iter().all(|note| note.id != *id)).collect())
}

/// The chosen people who take part in the programme, or are `known` to belong to the concept.
pub async fn authors(
    tx: &mut Tx,
    programme: ProgrammeId,
    chosen: &[PersonId],
    known: &[PersonId],
) -> Result<Vec<PersonId>> {
    let mut authors = Vec::new();
    for id in chosen {
        if known.contains(id) {
            authors.push(*id);
            continue;
        }
        let part = phases::store::part(tx, programme, *id).await?;
        if part.invited || part.facilitates {
            authors.push(*id);
        }
    }
    Ok(authors)
}

/// Notes of one theme, to choose from.
#[derive(Clone)]
pub struct NoteGroup {
    pub title: String,
    pub notes: Vec<Choice>,
    /// Something of it is chosen, or was searched for.
    pub open: bool,
}

/// What the page offers.
pub struct Offer {
    /// Under the themes that those who run the sessions made.
    pub notes: Vec<NoteGroup>,
    pub people: Vec<Choice>,
    /// What was searched for, and whether anything was found.
    pub notes_search: Option<(String, bool)>,
    pub people_search: Option<(String, bool)>,
}

/// Loads what there is to choose from: what is chosen already, and what a search on the posted
/// form finds; without one, what was taken along, the newest notes and the first people.
pub async fn offer(
    tx: &mut Tx,
    actor: &Actor,
    programme: ProgrammeId,
    chosen: &Chosen,
) -> Result<Offer> {
    let mut chosen = chosen.clone();
    if use_context::<Posted>().is_some() {
        chosen.sources.extend(ids::<NoteId>(&posted("sources[]")));
        chosen.authors.extend(ids::<PersonId>(&posted("authors[]")));
    }
    let search = |name| posted(name).pop().filter(|text| !text.trim().is_empty());
    let (find_notes, find_people) = (search("find"), search("who"));
    let mut notes = seen(tx, actor, programme, &chosen.sources).await?;
    let query = find_notes.as_deref().map(Query::of);
    let found = match query {
        // A search for signs alone finds nothing.
        Some(None) => Vec::new(),
        None => {
            let carried: Vec<NoteId> = carried(tx, programme, Kind::Note).await?;
            let mut found = seen(tx, actor, programme, &carried).await?;
            found.extend(finding::notes_of(tx, &actor.scope(), programme, None, NOTES).await?);
            found
        }
        query => {
            let (scope, query) = (actor.scope(), query.flatten());
            finding::notes_of(tx, &scope, programme, query, NOTES).await?
        }
    };
    let found_notes = !found.is_empty();
    notes.extend(found);
    let mut listed = Vec::new();
    notes.retain(|note| {
        let new = !listed.contains(&note.id);
        listed.push(note.id);
        new
    });
    let themes = themes(tx, &notes).await?;
    let groups =
        in_groups(&themes, &notes, |id| find_notes.is_some() || chosen.sources.contains(&id));
    let mut people = people::store::briefs(tx, &chosen.authors).await?;
    let others = phases::store::participants(tx, programme, find_people.as_deref(), PEOPLE).await?;
    let found_people = !others.is_empty();
    people.extend(others.into_iter().filter(|other| !chosen.authors.contains(&other.id)));
    Ok(Offer {
        notes: groups,
        people: people.into_iter().map(person_choice).collect(),
        notes_search: find_notes.map(|text| (text, found_notes)),
        people_search: find_people.map(|text| (text, found_people)),
    })
}

/// The themes of these notes, session by session.
async fn themes(tx: &mut Tx, notes: &[Note]) -> Result<Vec<Theme>> {
    let mut sessions: Vec<_> =
        notes.iter().filter(|note| note.theme.is_some()).map(|note| note.origin.session).collect();
    sessions.sort_unstable();
    sessions.dedup();
    let mut themes = Vec::new();
    for session in sessions {
        themes.extend(knowledge::store::themes(tx, session).await?);
    }
    Ok(themes)
}

/// Each theme with its notes, and last those without one; a few notes lie open.
fn in_groups(themes: &[Theme], notes: &[Note], open: impl Fn(NoteId) -> bool) -> Vec<NoteGroup> {
    let words = knowledge::texts::texts();
    let rest = if themes.is_empty() { words.wall } else { words.no_theme };
    let titles = themes.iter().map(|theme| (Some(theme.id), theme.title.clone()));
    let groups = titles.chain([(None, rest.to_owned())]).map(|(theme, title)| {
        let of_it: Vec<&Note> = notes.iter().filter(|note| note.theme == theme).collect();
        NoteGroup {
            open: notes.len() <= FEW || of_it.iter().any(|note| open(note.id)),
            notes: of_it.into_iter().map(note_choice).collect(),
            title,
        }
    });
    groups.filter(|group| !group.notes.is_empty()).collect()
}

fn posted(name: &str) -> Vec<String> {
    let posted = use_context::<Posted>();
    posted.iter().flat_map(|posted| posted.all(name)).map(str::to_owned).collect()
}

/// A note beside its box: what it says, and whose it is as far as the reader may know.
pub fn note_choice(note: &Note) -> Choice {
    let words = knowledge::texts::texts();
    let author = match &note.author {
        Author::Named { name, .. } => name.clone(),
        Author::HiddenSelf { name, .. } => format!("{name} · {}", words.only_you),
        Author::Hidden => words.name_hidden.to_owned(),
    };
    let text = knowledge::markdown::excerpt(&note.body, EXCERPT);
    Choice::new(note.id, text).hint(format!("{author} · {}", note.origin.topic))
}

fn person_choice(person: PersonBrief) -> Choice {
    let about: Vec<_> =
        [person.position, person.branch].into_iter().filter(|part| !part.is_empty()).collect();
    Choice::new(person.id, person.name).hint(about.join(" · "))
}
