use serde::{Deserialize, Serialize};

use super::Done;

/// Where a command leads when it has been carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next(pub String);

impl Next {
    pub fn to(url: impl Into<String>) -> Self {
        Next(url.into())
    }

    /// The same address, confirming there what happened.
    pub fn saying(self, done: Done) -> Self {
        let (url, fragment) = match self.0.split_once('#') {
            Some((url, fragment)) => (url.to_owned(), format!("#{fragment}")),
            None => (self.0, String::new()),
        };
        let separator = if url.contains('?') { '&' } else { '?' };
        Next(format!("{url}{separator}done={done}{fragment}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confirmation_joins_the_query_before_the_fragment() {
        assert_eq!(Next::to("/people").saying(Done::Saved).0, "/people?done=saved");
        assert_eq!(Next::to("/a?b=c#d").saying(Done::Saved).0, "/a?b=c&done=saved#d");
    }
}
