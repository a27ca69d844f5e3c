use serde::Deserialize;

use crate::{
    people::store::{List, Sort},
    routes::encode,
};

/// The states to ask for besides the active ones.
pub const STATES: [&str; 4] = ["access", "no-access", "inactive", "all"];

/// The query of the list of people, as the address has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    pub q: String,
    pub branch: String,
    pub department: String,
    pub position: String,
    /// One of [`STATES`]; empty stands for the active ones.
    pub state: String,
    pub sort: String,
    page: String,
}

impl ListQuery {
    /// What the list is asked for; what cannot be read narrows nothing.
    pub fn wanted(&self) -> List {
        List {
            text: self.q.clone(),
            branch: self.branch.parse().ok(),
            department: self.department.parse().ok(),
            position: self.position.parse().ok(),
            active: match self.state.as_str() {
                "all" => None,
                state => Some(state != "inactive"),
            },
            has_access: match self.state.as_str() {
                "access" => Some(true),
                "no-access" => Some(false),
                _ => None,
            },
            sort: Sort::parse(&self.sort).unwrap_or_default(),
        }
    }

    /// Counted from 1.
    pub fn page(&self) -> i64 {
        self.page.parse().unwrap_or(1).clamp(1, 1_000_000)
    }

    fn filters(&self) -> [(&'static str, &str); 4] {
        [
            ("branch", &self.branch),
            ("department", &self.department),
            ("position", &self.position),
            ("state", &self.state),
        ]
    }

    /// How many fields narrow the list.
    pub fn narrowing(&self) -> usize {
        self.filters().iter().filter(|(_, value)| !value.is_empty()).count()
    }

    /// An address that asks the same, from its first page.
    pub fn address(&self, path: &str) -> String {
        let others = [("q", self.q.as_str()), ("sort", &self.sort)];
        let parts: Vec<String> = others
            .into_iter()
            .chain(self.filters())
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        if parts.is_empty() { path.to_owned() } else { format!("{path}?{}", parts.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> ListQuery {
        serde_urlencoded::from_str(query).unwrap()
    }

    #[test]
    fn the_active_ones_are_shown_unless_asked_otherwise() {
        assert_eq!(of("").wanted().active, Some(true));
        assert_eq!(of("state=inactive").wanted().active, Some(false));
        assert_eq!(of("state=all&done=saved").wanted().active, None);
        let without = of("state=no-access").wanted();
        assert_eq!((without.active, without.has_access), (Some(true), Some(false)));
    }

    #[test]
    fn an_address_asks_the_same_again() {
        let query = of("q=Ana+%26+co&branch=&sort=branch&state=all&page=3");
        assert_eq!(query.page(), 3);
        assert_eq!(query.narrowing(), 1);
        assert_eq!(query.address("/people"), "/people?q=Ana%20%26%20co&sort=branch&state=all");
        assert_eq!(of("page=-4").page(), 1);
        assert_eq!(of("").address("/people"), "/people");
    }
}
