//! Every address of the product, on one page.
//!
//! Pages are rendered on the server only and links are plain links, so there is no router in
//! the browser: an address is matched once, here, and its ids are typed before a page sees them.

use crate::{
    people::{BranchId, ImportId, NameList, PersonId},
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
        people,
        request::Page,
        today,
    };

    /// Loads the page at a path.
    pub async fn page(path: &str) -> Result<Page> {
        let path: Vec<&str> = path.trim_matches('/').split('/').collect();
        match path[..] {
            [""] => today::page::today().await,
            ["sign-in"] => access::page::sign_in().await,
            ["people"] => people::pages::list::list().await,
            ["people", "new"] => people::pages::edit::new().await,
            ["people", "import"] => people::pages::import::upload().await,
            ["people", "import", id] => people::pages::preview::preview(part(id)?).await,
            ["people", id] => people::pages::person::person(part(id)?).await,
            ["people", id, "edit"] => people::pages::edit::edit(part(id)?).await,
            ["branches"] => people::pages::branches::list().await,
            ["branches", "new"] => people::pages::branch::new().await,
            ["branches", id] => people::pages::branch::branch(part(id)?).await,
            ["branches", id, "edit"] => people::pages::branch::edit(part(id)?).await,
            [list @ ("departments" | "positions")] => people::pages::names::list(part(list)?).await,
            [list @ ("departments" | "positions"), id] => {
                people::pages::names::entry(part(list)?, part(id)?).await
            }
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
