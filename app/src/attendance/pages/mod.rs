//! Joining, the roster, closing, the projector, the sheet, and what the session room shows of
//! attendance.

mod close;
mod facts;
mod field;
mod join;
mod panel;
mod roster;
mod rows;
mod screen;
mod sheet;

use serde::{Deserialize, Serialize};

pub use close::close;
pub use join::{join, join_with};
pub use panel::{room_panel, tone};
pub use roster::roster;
pub use screen::screen;
pub use sheet::sheet;

use crate::{
    error::{Error, Result},
    people::PersonId,
    request::Next,
    routes,
    sessions::SessionId,
};

/// What narrows the roster, as its address says it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RosterQuery {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// Whom to look for among those who are not on the list.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub add: String,
}

impl RosterQuery {
    pub fn encoded(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }

    pub fn href(&self, session: SessionId) -> String {
        let query = self.encoded();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{query}", routes::roster(session))
    }
}

/// The id in a form's hidden field.
pub fn id(session: &str) -> Result<SessionId> {
    session.parse().map_err(|_| Error::NotFound)
}

/// The page of a session that a form names.
pub fn back_on(id: SessionId, on: Option<&str>) -> Next {
    Next::to(match on {
        Some("screen") => routes::screen(id),
        Some("room") => routes::session(id),
        _ => routes::roster(id),
    })
}

/// The roster as it was shown, at the person who was marked if the list still holds them.
pub fn back_to_roster(id: SessionId, back: Option<&str>, person: Option<PersonId>) -> Next {
    let query: RosterQuery =
        serde_urlencoded::from_str(back.unwrap_or_default()).unwrap_or_default();
    let narrowed = !query.state.is_empty();
    let query = RosterQuery { add: String::new(), ..query };
    let place = match person {
        Some(person) if !narrowed => format!("#p-{person}"),
        Some(_) => "#list".into(),
        None => String::new(),
    };
    Next::to(format!("{}{place}", query.href(id)))
}
