//! A book that arrived, read against every rule that typing it would meet. Everything is cleaned
//! and rendered again; nothing that a file says of itself is believed.

mod built;
mod linking;
mod made;
mod phases;
mod polls;
mod rounds;
mod talk;

use std::collections::{HashMap, HashSet};

pub use built::Blueprint;
use chrono::{DateTime, Datelike, SubsecRound, Utc};
pub use made::Reading;

use super::{
    Book, Problem,
    folder::{self, File, PhotoFile},
    fronts::PersonFront,
    rules,
    texts::texts,
};
use crate::{
    archetypes::ArchetypeId,
    comments::talking::Words,
    concepts::ConceptId,
    error::Error,
    knowledge::{self, draft::Draft, markdown},
    people::fold,
    phases::PHASES,
    photos::arriving::Arrived as Photo,
    polls::running::Asked,
    sessions,
    writing::one_line,
};

/// A book with which nothing is wrong, and all that is kept of it worked out.
pub struct Checked {
    pub book: Book,
    /// Everybody whom it names, each with a key of their own.
    pub people: Vec<PersonFront>,
    /// The agendas of its sessions as HTML.
    pub agendas: Vec<String>,
    /// What its notes become.
    pub notes: Vec<Draft>,
    /// What its polls ask.
    pub polls: Vec<Asked>,
    /// Each revision of its concepts.
    pub concepts: Vec<Vec<Reading>>,
    pub blueprints: Vec<Blueprint>,
    /// What its threads say.
    pub comments: Vec<Vec<Option<Words>>>,
    /// The photos of its notes, once they are developed.
    pub photos: Vec<Vec<Photo>>,
    /// How its concepts and archetypes will be called: texts lead to them already.
    pub concept_ids: Vec<ConceptId>,
    pub archetype_ids: Vec<ArchetypeId>,
    /// Files of which nothing is read.
    pub aside: Vec<String>,
}

/// Reads and checks the files of a book; `now` is when it arrived. Photos are still to be developed.
pub fn check(
    files: &[File],
    photos: &[PhotoFile],
    now: DateTime<Utc>,
) -> Result<Checked, Vec<Problem>> {
    let (book, mut aside) = folder::read(files)?;
    let mut check = Check::of(files, &book, now);
    check.photos = photos.iter().map(|(path, _)| path.as_str()).collect();
    check.whole(&book);
    check.people(&book);
    check.moves(&book);
    let agendas = check.sessions(&book);
    let notes = check.notes(&book);
    let polls = check.polls(&book);
    let concepts = check.concepts(&book);
    check.rounds(&book, &concepts);
    check.decisions(&book, &concepts);
    let blueprints = check.blueprints(&book);
    check.practices(&book);
    let comments = check.comments(&book);
    check.upkeep(&book);
    if !check.problems.is_empty() {
        return Err(check.problems);
    }
    let unused = photos.iter().map(|(path, _)| path).filter(|path| !check.pictured.contains(*path));
    aside.extend(unused.cloned());
    let people = check.named;
    let concept_ids = book.concepts.iter().map(|_| ConceptId::new()).collect();
    let archetype_ids = book.archetypes.iter().map(|_| ArchetypeId::new()).collect();
    let checked = Checked {
        people,
        agendas,
        notes,
        polls,
        concepts,
        blueprints,
        comments,
        photos: Vec::new(),
        concept_ids,
        archetype_ids,
        aside,
        book,
    };
    Ok(checked.linked())
}

struct Check<'a> {
    files: &'a [File],
    now: DateTime<Utc>,
    /// The addresses of all files that were read.
    keys: HashSet<String>,
    /// Whom `people.md` has, and whom other files name besides.
    named: Vec<PersonFront>,
    known: HashSet<String>,
    /// The photos that there are, and those that a note has.
    photos: HashSet<&'a str>,
    pictured: HashSet<String>,
    problems: Vec<Problem>,
}

impl<'a> Check<'a> {
    fn of(files: &'a [File], book: &Book, now: DateTime<Utc>) -> Self {
        let sessions = book.sessions.iter().map(|leaf| &leaf.key);
        let keys = sessions
            .chain(book.notes.iter().map(|leaf| &leaf.key))
            .chain(book.concepts.iter().map(|leaf| &leaf.key))
            .chain(book.archetypes.iter().map(|leaf| &leaf.key))
            .chain(book.versions.iter().map(|leaf| &leaf.key))
            .chain(book.practices.iter().map(|leaf| &leaf.key))
            .cloned()
            .collect();
        Check {
            files,
            now,
            keys,
            named: Vec::new(),
            known: HashSet::new(),
            photos: HashSet::new(),
            pictured: HashSet::new(),
            problems: Vec::new(),
        }
    }

    /// Keeps what is wrong at the first line of a file that holds `needle`; without one, where
    /// its text begins.
    fn wrong(&mut self, key: &str, needle: &str, text: impl Into<String>) {
        self.problems.push(folder::problem(self.files, key, needle, text.into()));
    }

    fn require(&mut self, holds: bool, key: &str, needle: &str, text: impl Into<String>) {
        if !holds {
            self.wrong(key, needle, text);
        }
    }

    /// The messages that typing it would bring.
    fn refused(&mut self, key: &str, needle: &str, error: Error) {
        match error {
            Error::Invalid(fields) => {
                for field in fields {
                    self.wrong(key, needle, field.message);
                }
            }
            other => self.wrong(key, needle, other.to_string()),
        }
    }

    fn fits(&mut self, key: &str, needle: &str, text: &str, most: usize) {
        let fits = text.chars().count() <= most;
        self.require(fits, key, needle, (texts().too_long)(most as i64));
    }

    /// A moment that both databases keep and give back.
    fn moment(&mut self, key: &str, needle: &str, at: DateTime<Utc>) {
        let known = (1900..=2200).contains(&at.year());
        self.require(known, key, needle, texts().moment_wrong);
    }

    /// A file that another one names, in one of the folders.
    fn link(&mut self, key: &str, folder: &str, to: &str) {
        let there = to.split_once('/').is_some_and(|(place, _)| place == folder);
        let there = there && self.keys.contains(to);
        self.require(there, key, to, (texts().link_wrong)(to));
    }

    /// Somebody whom a file names.
    fn person(&mut self, key: &str, name: &str) {
        if self.known.contains(name) {
            return;
        }
        let shown = one_line(name);
        let fits = !shown.is_empty() && shown.chars().count() <= rules::NAME_MAX;
        let needle = if name.is_empty() { "\"\"" } else { name };
        self.require(fits, key, needle, texts().name_wrong);
        self.known.insert(name.to_owned());
        self.named.push(PersonFront { key: Some(name.to_owned()), name: shown, email: None });
    }

    fn somebody(&mut self, key: &str, name: Option<&str>) {
        if let Some(name) = name {
            self.person(key, name);
        }
    }

    fn whole(&mut self, book: &Book) {
        let things = book.sessions.len()
            + book.notes.len()
            + book.polls.len()
            + book.concepts.len()
            + book.rounds.len()
            + book.decisions.len()
            + book.archetypes.len()
            + book.versions.len()
            + book.practices.len()
            + book.comments.len()
            + book.upkeep.len();
        let key = &book.programme.key;
        let front = &book.programme.front;
        let t = texts();
        self.require(things > 0, key, "", t.nothing_in_it);
        let most = rules::THINGS_MAX as i64;
        self.require(things <= rules::THINGS_MAX, key, "", (t.too_many)(most));
        let name = one_line(&front.name);
        self.require(!name.is_empty(), key, "name", t.name_wrong);
        self.fits(key, "name", &name, rules::NAME_MAX);
        let phase = front.phase.is_none_or(|phase| (1..=PHASES).contains(&phase));
        self.require(phase, key, "phase", t.phase_wrong);
    }

    fn people(&mut self, book: &Book) {
        let t = texts();
        for person in &book.people {
            let name = one_line(&person.name);
            let fits = !name.is_empty() && name.chars().count() <= rules::NAME_MAX;
            self.require(fits, "people", &person.name, t.name_wrong);
            let key = person.key().to_owned();
            let new = self.known.insert(key.clone());
            self.require(new, "people", &key, (t.person_twice)(&key));
            self.named.push(PersonFront { key: Some(key), name, email: person.email.clone() });
        }
    }

    /// Answers the agendas as HTML.
    fn sessions(&mut self, book: &Book) -> Vec<String> {
        let t = texts();
        let most = sessions::rules::LINE_MAX;
        let mut agendas = Vec::new();
        for leaf in &book.sessions {
            let (key, front) = (leaf.key.as_str(), &leaf.front);
            let topic = one_line(&front.topic);
            self.require(!topic.is_empty(), key, "topic", t.topic_missing);
            self.fits(key, "topic", &topic, sessions::rules::TOPIC_MAX);
            self.fits(key, "place", &front.place, most);
            self.fits(key, "prompt", &front.prompt, sessions::rules::PROMPT_MAX);
            self.fits(key, "", &leaf.body, sessions::rules::AGENDA_MAX);
            self.moment(key, "starts", front.starts);
            if let Some(ends) = front.ends {
                self.moment(key, "ends", ends);
                self.require(ends > front.starts, key, "ends", t.ends_wrong);
            }
            let stage = front.stage.is_none_or(|stage| (1..=PHASES).contains(&stage));
            self.require(stage, key, "stage", t.phase_wrong);
            let zone = front.zone.as_deref().unwrap_or("UTC");
            self.require(zone.parse::<chrono_tz::Tz>().is_ok(), key, "zone", t.zone_wrong);
            for name in &front.facilitators {
                self.fits(key, name, name, rules::NAME_MAX);
            }
            let mut seen = HashSet::new();
            for theme in &front.themes {
                let named = !one_line(theme).is_empty() && seen.insert(fold(theme));
                self.require(named, key, theme, t.theme_wrong);
                self.fits(key, theme, theme, knowledge::rules::THEME_MAX);
            }
            let agenda = knowledge::rules::clean(&leaf.body);
            let short = agenda.chars().count() <= sessions::rules::AGENDA_MAX;
            agendas.push(if short { markdown::render(&agenda) } else { String::new() });
        }
        agendas
    }

    fn notes(&mut self, book: &Book) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let themes: HashMap<&str, Vec<String>> = book
            .sessions
            .iter()
            .map(|leaf| {
                (leaf.key.as_str(), leaf.front.themes.iter().map(|one| fold(one)).collect())
            })
            .collect();
        for leaf in &book.notes {
            let (key, front) = (leaf.key.as_str(), &leaf.front);
            self.link(key, "sessions", &front.session);
            self.moment(key, "said", front.said);
            self.somebody(key, front.author.as_deref());
            self.require((0..=100_000).contains(&front.me_too), key, "me_too", texts().count_wrong);
            let theme = fold(&front.theme);
            let known = themes.get(front.session.as_str());
            let known = theme.is_empty() || known.is_none_or(|known| known.contains(&theme));
            self.require(known, key, "theme", texts().theme_unknown);
            self.photos(leaf);
            match Draft::of(&leaf.body) {
                Err(error) => self.refused(key, "", error),
                Ok(draft) => {
                    let tags = front.tags.join(",");
                    match draft.about(front.kind.as_str(), &tags, &front.step) {
                        Ok(draft) => drafts.push(draft),
                        Err(error) => self.refused(key, "tags", error),
                    }
                }
            }
        }
        drafts
    }
}

/// A moment as both databases keep it.
pub fn whole_milliseconds(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(3)
}
