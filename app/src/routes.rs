//! Every address of the product, on one page.
//!
//! Pages are rendered on the server only and links are plain links, so there is no router in
//! the browser: an address is matched once, here, and its ids are typed before a page sees them.

use crate::{
    knowledge::NoteId,
    people::{BranchId, PersonId},
    programmes::ProgrammeId,
    sessions::SessionId,
};

/// An entry of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Today,
    Programmes,
    Sessions,
    Knowledge,
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
            Section::Knowledge => "/knowledge",
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

pub fn programme(id: ProgrammeId) -> String {
    format!("/programmes/{id}")
}

pub fn session(id: SessionId) -> String {
    format!("/sessions/{id}")
}

pub fn roster(id: SessionId) -> String {
    format!("/sessions/{id}/roster")
}

pub fn screen(id: SessionId) -> String {
    format!("/sessions/{id}/screen")
}

/// The stream of a session's changes (server-sent events).
pub fn session_events(id: SessionId) -> String {
    format!("/sessions/{id}/events")
}

pub fn note(id: NoteId) -> String {
    format!("/knowledge/{id}")
}

pub fn edit_note(id: NoteId) -> String {
    format!("/knowledge/{id}/edit")
}

/// The notes of one session.
pub fn notes_of(id: SessionId) -> String {
    format!("/knowledge?session={id}")
}

/// A note on the wall of its session.
pub fn on_wall(session: SessionId, note: NoteId) -> String {
    format!("/sessions/{session}#note-{note}")
}

pub fn join(code: &str) -> String {
    format!("/join/{code}")
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
pub use dispatch::page;

#[cfg(feature = "ssr")]
mod dispatch {
    use std::str::FromStr;

    use crate::{
        access,
        error::{Error, Result},
        knowledge,
        request::Page,
        today,
    };

    /// Loads the page at a path.
    pub async fn page(path: &str) -> Result<Page> {
        let path: Vec<&str> = path.trim_matches('/').split('/').collect();
        match path[..] {
            [""] => today::page::today().await,
            ["sign-in"] => access::page::sign_in().await,
            ["knowledge"] => knowledge::pages::list().await,
            ["knowledge", id] => knowledge::pages::note(part(id)?).await,
            ["knowledge", id, "edit"] => knowledge::pages::edit(part(id)?).await,
            _ => Err(Error::NotFound),
        }
    }

    /// A part of the path as an id or a code; anything else is not found.
    fn part<T: FromStr>(text: &str) -> Result<T> {
        text.parse().map_err(|_| Error::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_survives_its_encoding() {
        assert_eq!(
            sign_in_and_back("/join/ABC234?a=b&c"),
            "/sign-in?next=/join/ABC234%3Fa%3Db%26c"
        );
        assert_eq!(sign_in_and_back("/"), "/sign-in");
    }
}
