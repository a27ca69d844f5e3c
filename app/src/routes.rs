//! Every address of the product, on one page.
//!
//! Pages are rendered on the server only and links are plain links, so there is no router in
//! the browser: an address is matched once, here, and its ids are typed before a page sees them.

mod upkeep;

pub use upkeep::*;

use crate::{
    knowledge::NoteId,
    people::{BranchId, ImportId, NameList, PersonId},
    photos::{PhotoId, Size},
    programmes::ProgrammeId,
    sessions::SessionId,
};

mod built;
mod concepts;
mod letters;
mod onboarding;
mod room;
mod visits;
pub use built::*;
pub use concepts::*;
pub use letters::*;
pub use onboarding::*;
pub use room::*;
pub use visits::*;

/// An entry of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Today,
    Programmes,
    Sessions,
    Visits,
    Knowledge,
    Onboarding,
    Indicators,
    People,
    Branches,
    Settings,
    Me,
}

impl Section {
    pub fn href(self) -> &'static str {
        match self {
            Section::Today => "/",
            Section::Programmes => "/programmes",
            Section::Sessions => "/sessions",
            Section::Visits => "/visits",
            Section::Knowledge => "/knowledge",
            Section::Onboarding => "/onboarding",
            Section::Indicators => "/indicators",
            Section::People => "/people",
            Section::Branches => "/branches",
            Section::Settings => "/settings",
            Section::Me => "/me",
        }
    }
}

pub fn person(id: PersonId) -> String {
    format!("/people/{id}")
}

pub fn branch(id: BranchId) -> String {
    format!("/branches/{id}")
}

/// The departments or the positions.
pub fn name_list(list: NameList) -> String {
    format!("/{list}")
}

/// The preview of a file of people.
pub fn import(id: ImportId) -> String {
    format!("/people/import/{id}")
}

pub fn programme(id: ProgrammeId) -> String {
    format!("/programmes/{id}")
}

/// The current phase of a programme, and going on.
pub fn phase(id: ProgrammeId) -> String {
    format!("/programmes/{id}/phase")
}

pub fn edit_programme(id: ProgrammeId) -> String {
    format!("/programmes/{id}/edit")
}

/// The form of a new programme, filled in from another one.
pub fn copy_programme(id: ProgrammeId) -> String {
    format!("/programmes/new?copy={id}")
}

/// The form of a new session for a stage of a programme; stage 0 is still to be chosen.
pub fn plan_session(id: ProgrammeId, stage: i64) -> String {
    match stage {
        0 => format!("/sessions/new?programme={id}"),
        stage => format!("/sessions/new?programme={id}&stage={stage}"),
    }
}

pub fn session(id: SessionId) -> String {
    format!("/sessions/{id}")
}

/// The form that plans a session.
pub fn new_session() -> &'static str {
    "/sessions/new"
}

/// The same form for a stage of a programme.
pub fn new_session_of(programme: ProgrammeId, stage: i64) -> String {
    format!("/sessions/new?programme={programme}&stage={stage}")
}

/// The same form, filled in like another session.
pub fn session_copy(id: SessionId) -> String {
    format!("/sessions/new?copy={id}")
}

pub fn session_edit(id: SessionId) -> String {
    format!("/sessions/{id}/edit")
}

pub fn session_move(id: SessionId) -> String {
    format!("/sessions/{id}/move")
}

pub fn roster(id: SessionId) -> String {
    format!("/sessions/{id}/roster")
}

pub fn screen(id: SessionId) -> String {
    format!("/sessions/{id}/screen")
}

/// The question before a session closes.
pub fn close(id: SessionId) -> String {
    format!("/sessions/{id}/close")
}

/// The attendance sheet to print.
pub fn sheet(id: SessionId) -> String {
    format!("/sessions/{id}/sheet")
}

/// The notes of a session under their themes.
pub fn themes(id: SessionId) -> String {
    format!("/sessions/{id}/themes")
}

pub fn note(id: NoteId) -> String {
    format!("/knowledge/{id}")
}

pub fn edit_note(id: NoteId) -> String {
    format!("/knowledge/{id}/edit")
}

/// A photo of a note, as a picture.
pub fn photo(id: PhotoId, size: Size) -> String {
    format!("/photos/{id}/{size}")
}

/// The notes of one session.
pub fn notes_of(id: SessionId) -> String {
    format!("/knowledge?kind=note&session={id}")
}

/// The notes of a programme.
pub fn notes_of_programme(id: ProgrammeId) -> String {
    format!("/knowledge?kind=note&programme={id}")
}

/// The notes with a tag.
pub fn notes_tagged(tag: &str) -> String {
    format!("/knowledge?tag={}", encode(tag))
}

/// A note on the wall of its session.
pub fn on_wall(session: SessionId, note: NoteId) -> String {
    format!("/sessions/{session}#note-{note}")
}

/// The form of a new programme that goes on where this one ends.
pub fn next_turn(id: ProgrammeId) -> String {
    format!("/programmes/new?copy={id}&turn=next")
}

/// Where a thing came from and what became of it.
pub fn provenance(kind: &str, id: impl std::fmt::Display) -> String {
    format!("/provenance/{kind}/{id}")
}

pub fn join(code: &str) -> String {
    format!("/join/{code}")
}

/// A calendar, by the secret of its address.
pub fn calendar(token: &str) -> String {
    format!("/calendar/{token}.ics")
}

/// A session as a file for a calendar.
pub fn session_file(id: SessionId) -> String {
    format!("/export/sessions/{id}.ics")
}

/// The sign-in page, leading back to `here` afterwards.
pub fn sign_in_and_back(here: &str) -> String {
    if here == "/" { "/sign-in".into() } else { format!("/sign-in?next={}", encode(here)) }
}

/// A text as a part of a query.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                (byte as char).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(feature = "ssr")]
pub use dispatch::{page, pattern, patterns};

#[cfg(feature = "ssr")]
mod dispatch {
    use std::{str::FromStr, sync::LazyLock};

    use futures::future::BoxFuture;

    use crate::{
        access, archetypes, attendance, book, comments, concepts,
        error::{Error, Result},
        handover, indicators, judging, knowledge, mail, me, onboarding, people, phases, polls,
        practices, programmes, provenance,
        request::Page,
        reviews, search, sessions, settings, today, visits,
    };

    /// Without optimisation, a function that awaits a hundred pages has room for all of them on its
    /// stack, a megabyte. So each is made and boxed in a function of its own.
    fn on_heap<'a, F>(page: impl FnOnce() -> F) -> BoxFuture<'a, Result<Page>>
    where
        F: Future<Output = Result<Page>> + Send + 'a,
    {
        Box::pin(page())
    }

    /// Makes two functions of one table: the page at a path, and the pattern a path follows.
    macro_rules! addresses {
        ($([$($part:tt),*] => $page:expr),* $(,)?) => {
            /// Loads the page at a path.
            pub async fn page(path: &str) -> Result<Page> {
                let path: Vec<&str> = path.trim_matches('/').split('/').collect();
                match path[..] {
                    $([$($part),*] => on_heap(move || async move { $page }).await,)*
                    _ => Err(Error::NotFound),
                }
            }

            /// Each pattern by its parts, as they are written in the table.
            const PATTERNS: &[&[&str]] = &[$(&[$(stringify!($part)),*]),*];
        };
    }

    addresses! {
        [""] => today::page::today().await,
        ["sign-in"] => access::pages::sign_in().await,
        ["access", token] => access::pages::use_link(token).await,
        ["setup", token] => access::pages::set_up(token).await,
        ["join"] => attendance::pages::join().await,
        ["join", code] => attendance::pages::join_with(code).await,
        ["programmes"] => programmes::pages::list().await,
        ["programmes", "new"] => programmes::pages::new().await,
        ["programmes", id] => programmes::pages::one(part(id)?).await,
        ["programmes", id, "edit"] => programmes::pages::edit(part(id)?).await,
        ["programmes", id, "phase"] => phases::pages::phase(part(id)?).await,
        ["programmes", id, "concepts"] => concepts::pages::list(part(id)?).await,
        ["programmes", id, "concepts", "new"] => concepts::pages::new(part(id)?).await,
        ["concepts", id] => concepts::pages::one(part(id)?).await,
        ["concepts", id, "edit"] => concepts::pages::edit(part(id)?).await,
        ["concepts", id, "versions", number] => {
            concepts::pages::revision(part(id)?, part(number)?).await
        },
        ["concepts", id, "split"] => concepts::pages::split(part(id)?).await,
        ["programmes", id, "archetypes"] => archetypes::pages::list(part(id)?).await,
        ["programmes", id, "practices"] => practices::pages::board(part(id)?).await,
        ["archetypes", id] => archetypes::pages::one(part(id)?).await,
        ["archetypes", id, "edit"] => archetypes::pages::edit(part(id)?).await,
        ["archetypes", id, "edit", section] => {
            archetypes::pages::part(part(id)?, part(section)?).await
        },
        ["archetypes", id, "edit", section, number] => {
            archetypes::pages::revision(part(id)?, part(section)?, part(number)?).await
        },
        ["archetypes", id, "versions", number] => {
            archetypes::pages::version(part(id)?, part(number)?).await
        },
        ["archetypes", id, "changes"] => archetypes::pages::changes(part(id)?).await,
        ["archetypes", id, "handout"] => archetypes::pages::handout(part(id)?).await,
        ["programmes", id, "carry-in"] => book::pages::send(part(id)?).await,
        ["programmes", id, "carry-in", file] => {
            book::pages::preview(part(id)?, part(file)?).await
        },
        ["practices", id, "handout"] => practices::pages::handout(part(id)?).await,
        ["practices", id] => practices::pages::one(part(id)?).await,
        ["provenance", kind, id] => provenance::page::provenance(part(kind)?, part(id)?).await,
        ["programmes", id, "criteria"] => judging::pages::criteria(part(id)?).await,
        ["programmes", id, "judging"] => judging::pages::judging(part(id)?).await,
        ["programmes", id, "decisions"] => judging::pages::decisions(part(id)?).await,
        ["sessions"] => sessions::pages::list().await,
        ["sessions", "new"] => sessions::pages::plan().await,
        ["sessions", id] => sessions::pages::room(part(id)?).await,
        ["sessions", id, "edit"] => sessions::pages::edit(part(id)?).await,
        ["sessions", id, "move"] => sessions::pages::reschedule(part(id)?).await,
        ["sessions", id, "roster"] => attendance::pages::roster(part(id)?).await,
        ["sessions", id, "close"] => attendance::pages::close(part(id)?).await,
        ["sessions", id, "screen"] => attendance::pages::screen(part(id)?).await,
        ["sessions", id, "sheet"] => attendance::pages::sheet(part(id)?).await,
        ["sessions", id, "themes"] => knowledge::pages::themes(part(id)?).await,
        ["sessions", id, "polls"] => polls::pages::manage(part(id)?).await,
        ["sessions", id, "polls", "new"] => polls::pages::new(part(id)?).await,
        ["polls", id, "edit"] => polls::pages::edit(part(id)?).await,
        ["visits"] => visits::pages::rota().await,
        ["visits", "new"] => visits::pages::plan().await,
        ["visits", "set-up"] => visits::pages::set_up().await,
        ["visits", "set-up", "branches", id] => visits::pages::visiting_branch(part(id)?).await,
        ["visits", "set-up", "people", id] => visits::pages::visiting_person(part(id)?).await,
        ["visits", "draft"] => visits::pages::draft().await,
        ["visits", "draft", id] => visits::pages::draft_line(part(id)?).await,
        ["visits", "coverage"] => visits::pages::coverage().await,
        ["offline"] => visits::pages::offline().await,
        ["visits", id] => visits::pages::one(part(id)?).await,
        ["visits", id, "edit"] => visits::pages::change(part(id)?).await,
        ["visits", id, "cover"] => visits::pages::cover(part(id)?).await,
        ["visits", id, "swap"] => visits::pages::swap(part(id)?).await,
        ["knowledge"] => search::pages::list().await,
        ["knowledge", "reviews"] => reviews::pages::list().await,
        ["comment", kind, id] => comments::pages::new(part(kind)?, part(id)?).await,
        ["comments", id, "edit"] => comments::pages::edit(part(id)?).await,
        ["reviews", kind, id] => reviews::pages::keep(part(kind)?, part(id)?).await,
        ["knowledge", id] => knowledge::pages::note(part(id)?).await,
        ["knowledge", id, "edit"] => knowledge::pages::edit(part(id)?).await,
        ["knowledge", id, "versions", number] => {
            knowledge::pages::revision(part(id)?, part(number)?).await
        },
        ["onboarding"] => onboarding::pages::onboarding().await,
        ["onboarding", "plans"] => onboarding::pages::plans().await,
        ["onboarding", "plans", "new"] => onboarding::pages::new_plan().await,
        ["onboarding", "plans", id] => onboarding::pages::edit_plan(part(id)?).await,
        ["onboarding", "job-training"] => onboarding::pages::job_training().await,
        ["onboarding", "days", date] => onboarding::pages::morning(part(date)?).await,
        ["onboarding", id] => onboarding::pages::one(part(id)?).await,
        ["onboarding", id, "certificate"] => onboarding::pages::certificate(part(id)?).await,
        ["onboarding", id, "verify"] => onboarding::pages::verify(part(id)?).await,
        ["onboarding", id, "days", number] => {
            onboarding::pages::plan_day(part(id)?, part(number)?).await
        },
        ["indicators"] => indicators::pages::completed_training().await,
        ["people"] => people::pages::list::list().await,
        ["people", "new"] => people::pages::edit::new().await,
        ["people", "import"] => people::pages::import::upload().await,
        ["people", "import", id] => people::pages::preview::preview(part(id)?).await,
        ["people", id] => people::pages::person::person(part(id)?).await,
        ["people", id, "edit"] => people::pages::edit::edit(part(id)?).await,
        ["people", id, "handover"] => handover::pages::hand_over(part(id)?).await,
        ["people", id, "access"] => access::pages::person(part(id)?).await,
        ["branches"] => people::pages::branches::list().await,
        ["branches", "new"] => people::pages::branch::new().await,
        ["branches", id] => people::pages::branch::branch(part(id)?).await,
        ["branches", id, "edit"] => people::pages::branch::edit(part(id)?).await,
        ["departments"] => people::pages::names::list(part("departments")?).await,
        ["positions"] => people::pages::names::list(part("positions")?).await,
        ["departments", id] => people::pages::names::entry(part("departments")?, part(id)?).await,
        ["positions", id] => people::pages::names::entry(part("positions")?, part(id)?).await,
        ["settings"] => settings::page::settings().await,
        ["settings", "mail"] => mail::pages::settings().await,
        ["unsubscribe", token] => mail::pages::by_letter(token).await,
        ["settings", "audit"] => settings::audit().await,
        ["me"] => me::page::me().await,
        ["design"] => design(),
    }

    /// Every piece in every state. Not part of a release.
    #[cfg(debug_assertions)]
    fn design() -> Result<Page> {
        use crate::ui::design::DesignPage;
        Page::ok(super::Section::Today, "Design", DesignPage())
    }

    #[cfg(not(debug_assertions))]
    fn design() -> Result<Page> {
        Err(Error::NotFound)
    }

    /// Each pattern as it is written elsewhere: `/people/{id}`.
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let name = |part: &&str| literal(part).map_or_else(|| format!("{{{part}}}"), str::to_owned);
        PATTERNS
            .iter()
            .map(|parts| format!("/{}", parts.iter().map(name).collect::<Vec<_>>().join("/")))
            .collect()
    });

    /// The patterns of all pages.
    pub fn patterns() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(String::as_str)
    }

    /// The pattern a path follows: `/people/{id}` for `/people/0193…`. Logs and metrics name this
    /// instead of the path, which may hold a join code or a token.
    pub fn pattern(path: &str) -> Option<&'static str> {
        let path: Vec<&str> = path.trim_matches('/').split('/').collect();
        let follows = |parts: &&[&str]| {
            parts.len() == path.len()
                && parts
                    .iter()
                    .zip(&path)
                    .all(|(part, given)| literal(part).is_none_or(|literal| literal == *given))
        };
        let index = PATTERNS.iter().position(follows)?;
        Some(&NAMES[index])
    }

    /// The text of a part that is written in quotes; the others stand for anything.
    fn literal(part: &str) -> Option<&str> {
        part.strip_prefix('"')?.strip_suffix('"')
    }

    /// A part of the path as an id or a code; anything else is not found.
    fn part<T: FromStr>(text: &str) -> Result<T> {
        text.parse().map_err(|_| Error::NotFound)
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;
