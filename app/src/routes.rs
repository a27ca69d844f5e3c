//! Every address of the product, on one page.
//!
//! Pages are rendered on the server only and links are plain links, so there is no router in
//! the browser: an address is matched once, here, and its ids are typed before a page sees them.

use crate::{
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
        me, programmes,
        request::Page,
        settings, today,
    };

    /// Loads the page at a path.
    pub async fn page(path: &str) -> Result<Page> {
        let path: Vec<&str> = path.trim_matches('/').split('/').collect();
        match path[..] {
            [""] => today::page::today().await,
            ["sign-in"] => access::pages::sign_in().await,
            ["access", token] => access::pages::use_link(token).await,
            ["setup", token] => access::pages::set_up(token).await,
            ["me"] => me::page::me().await,
            ["people", id, "access"] => access::pages::person(part(id)?).await,
            ["programmes"] => programmes::pages::list().await,
            ["programmes", "new"] => programmes::pages::new().await,
            ["programmes", id] => programmes::pages::one(part(id)?).await,
            ["programmes", id, "edit"] => programmes::pages::edit(part(id)?).await,
            ["settings"] => settings::page::settings().await,
            ["settings", "audit"] => settings::audit().await,
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
