//! The folder: which files a book is made of, and a book of files.

use serde::{Serialize, de::DeserializeOwned};

use super::{
    fronts::{
        ArchetypeFront, ConceptFront, DecisionFront, FORMAT, NoteFront, PeopleFront, PersonFront,
        PollFront, PracticeFront, ProgrammeFront, RoundFront, SessionFront, ThreadFront,
        UpkeepFront, VersionFront,
    },
    sheet::{self, Misshapen, Sheet},
    texts::{heading, texts},
};
use crate::error::{Error, Result};

/// The knowledge of a programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    pub programme: Leaf<ProgrammeFront>,
    pub people: Vec<PersonFront>,
    pub sessions: Vec<Leaf<SessionFront>>,
    pub notes: Vec<Leaf<NoteFront>>,
    pub polls: Vec<Leaf<PollFront>>,
    pub concepts: Vec<Leaf<ConceptFront>>,
    pub rounds: Vec<Leaf<RoundFront>>,
    pub decisions: Vec<Leaf<DecisionFront>>,
    pub archetypes: Vec<Leaf<ArchetypeFront>>,
    pub versions: Vec<Leaf<VersionFront>>,
    pub practices: Vec<Leaf<PracticeFront>>,
    pub comments: Vec<Leaf<ThreadFront>>,
    pub upkeep: Vec<Leaf<UpkeepFront>>,
}

/// What one file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf<Front> {
    /// Its address in the folder, without the ending: `notes/003-la-cola`.
    pub key: String,
    pub front: Front,
    pub body: String,
    pub parts: Vec<(String, String)>,
}

impl<Front> Leaf<Front> {
    /// The text with this name; none when there is none.
    pub fn part(&self, name: &str) -> Option<&str> {
        self.parts.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }
}

/// Address and text.
pub type File = (String, String);
/// Address with its ending, and bytes.
pub type PhotoFile = (String, Vec<u8>);

const PROGRAMME: &str = "programme";
const PEOPLE: &str = "people";
/// For people who open the folder; nothing is read from it.
const README: &str = "README";
const ENDING: &str = ".md";

/// Something that keeps a file from being carried in, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    pub text: String,
}

/// The files of a book, in the order in which they are read.
pub fn write(book: &Book) -> Result<Vec<File>> {
    let readme = (texts().readme)(&book.programme.front.name);
    let mut files = vec![(format!("{README}{ENDING}"), readme)];
    shelve(&mut files, std::slice::from_ref(&book.programme))?;
    if !book.people.is_empty() {
        let front = PeopleFront { people: book.people.clone() };
        let people = Leaf { key: PEOPLE.into(), front, body: String::new(), parts: Vec::new() };
        shelve(&mut files, &[people])?;
    }
    shelve(&mut files, &book.sessions)?;
    shelve(&mut files, &book.notes)?;
    shelve(&mut files, &book.polls)?;
    shelve(&mut files, &book.concepts)?;
    shelve(&mut files, &book.rounds)?;
    shelve(&mut files, &book.decisions)?;
    shelve(&mut files, &book.archetypes)?;
    shelve(&mut files, &book.versions)?;
    shelve(&mut files, &book.practices)?;
    shelve(&mut files, &book.comments)?;
    shelve(&mut files, &book.upkeep)?;
    Ok(files)
}

fn shelve<Front: Serialize>(files: &mut Vec<File>, leaves: &[Leaf<Front>]) -> Result<()> {
    for leaf in leaves {
        let front = toml::to_string_pretty(&leaf.front).map_err(Error::internal)?;
        let (body, parts) = (leaf.body.clone(), leaf.parts.clone());
        let text = sheet::write(&Sheet { front, body, parts }, heading);
        files.push((format!("{}{ENDING}", leaf.key), text));
    }
    Ok(())
}

/// A book of files, with the addresses of those that belong to no shelf; or everything that is
/// wrong with them.
pub fn read(files: &[File]) -> std::result::Result<(Book, Vec<String>), Vec<Problem>> {
    let mut shelf = Shelf { files, problems: Vec::new() };
    let programme = shelf.one::<ProgrammeFront>(PROGRAMME);
    let people = shelf.one::<PeopleFront>(PEOPLE);
    if let Some(leaf) = programme.as_ref().filter(|leaf| leaf.front.espiral != FORMAT) {
        shelf.problem(leaf.key.clone(), "espiral", (texts().format_wrong)(leaf.front.espiral));
    }
    let (sessions, notes, polls) = (shelf.all("sessions"), shelf.all("notes"), shelf.all("polls"));
    let concepts = shelf.all("concepts");
    let (rounds, decisions) = (shelf.all("rounds"), shelf.all("decisions"));
    let (archetypes, versions) = (shelf.all("archetypes"), shelf.all("versions"));
    let practices = shelf.all("practices");
    let (comments, upkeep) = (shelf.all("comments"), shelf.all("upkeep"));
    let (aside, problems) = (shelf.aside(), shelf.problems);
    match programme {
        Some(programme) if problems.is_empty() => {
            let people = people.map(|leaf| leaf.front.people).unwrap_or_default();
            let book = Book {
                programme,
                people,
                sessions,
                notes,
                polls,
                concepts,
                rounds,
                decisions,
                archetypes,
                versions,
                practices,
                comments,
                upkeep,
            };
            Ok((book, aside))
        }
        Some(_) => Err(problems),
        None if problems.is_empty() => {
            let file = format!("{PROGRAMME}{ENDING}");
            Err(vec![Problem { file, line: 1, text: texts().no_programme.into() }])
        }
        None => Err(problems),
    }
}

/// The folders whose files are read.
const FOLDERS: [&str; 11] = [
    "sessions",
    "notes",
    "polls",
    "concepts",
    "rounds",
    "decisions",
    "archetypes",
    "versions",
    "practices",
    "comments",
    "upkeep",
];

struct Shelf<'a> {
    files: &'a [File],
    problems: Vec<Problem>,
}

impl Shelf<'_> {
    fn problem(&mut self, key: String, needle: &str, text: String) {
        self.problems.push(problem(self.files, &key, needle, text));
    }

    /// The file with this address.
    fn one<Front: DeserializeOwned>(&mut self, key: &str) -> Option<Leaf<Front>> {
        let (_, text) = self.files.iter().find(|(path, _)| key_of(path) == Some(key))?;
        self.leaf(key, text)
    }

    /// The files of a folder, by name.
    fn all<Front: DeserializeOwned>(&mut self, folder: &str) -> Vec<Leaf<Front>> {
        let mut found: Vec<_> = self
            .files
            .iter()
            .filter_map(|(path, text)| Some((key_of(path)?, text)))
            .filter(|(key, _)| folder_of(key) == Some(folder))
            .collect();
        found.sort_unstable();
        found.into_iter().filter_map(|(key, text)| self.leaf(key, text)).collect()
    }

    fn leaf<Front: DeserializeOwned>(&mut self, key: &str, text: &str) -> Option<Leaf<Front>> {
        let t = texts();
        let file = || format!("{key}{ENDING}");
        let wrong = |line: usize, text: String| Problem { file: file(), line, text };
        let sheet = match sheet::read(text) {
            Ok(sheet) => sheet,
            Err(Misshapen::NoFront) => {
                self.problems.push(wrong(1, t.no_front.into()));
                return None;
            }
            Err(Misshapen::EndlessFront) => {
                self.problems.push(wrong(1, t.endless_front.into()));
                return None;
            }
        };
        match toml::from_str(&sheet.front) {
            Ok(front) => {
                Some(Leaf { key: key.to_owned(), front, body: sheet.body, parts: sheet.parts })
            }
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start).min(sheet.front.len());
                let before = sheet.front.as_bytes()[..at].iter().filter(|byte| **byte == b'\n');
                let line = 2 + before.count();
                self.problems.push(wrong(line, in_words(error.message())));
                None
            }
        }
    }

    fn aside(&self) -> Vec<String> {
        let read = |path: &str| {
            key_of(path).is_some_and(|key| match folder_of(key) {
                Some(folder) => FOLDERS.contains(&folder),
                None => [PROGRAMME, PEOPLE, README].contains(&key),
            })
        };
        self.files.iter().map(|(path, _)| path).filter(|path| !read(path)).cloned().collect()
    }
}

/// What a reader of TOML says, for the mistakes that people make, in the language of the request.
fn in_words(message: &str) -> String {
    let t = texts();
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match names[..] {
        [name] if message.starts_with("missing field") => (t.field_missing)(name),
        [name, ref known @ ..] if message.starts_with("unknown field") => {
            (t.field_unknown)(name, &known.join(", "))
        }
        [name, ref known @ ..] if message.starts_with("unknown variant") => {
            (t.word_unknown)(name, &known.join(", "))
        }
        _ => (t.front_wrong)(message),
    }
}

/// The address of a file without its ending, if it is a file of text.
fn key_of(path: &str) -> Option<&str> {
    path.strip_suffix(ENDING)
}

fn folder_of(key: &str) -> Option<&str> {
    key.split_once('/').map(|(folder, _)| folder)
}

/// A problem in the first line of a file that holds `needle`; without one, where its text begins.
pub fn problem(files: &[File], key: &str, needle: &str, text: String) -> Problem {
    let file = format!("{key}{ENDING}");
    let source = files.iter().find(|(path, _)| *path == file).map_or("", |(_, text)| text);
    let found = match needle {
        "" => Some(sheet::body_line(source)),
        needle => source.lines().position(|line| line.contains(needle)).map(|at| at + 1),
    };
    let line = found.unwrap_or(1).min(source.lines().count().max(1));
    Problem { file, line, text }
}
