use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What was typed into a form whose fields are not known in advance, such as one with rows
/// (`topic-1`, `topic-2`, …). A command takes it as `#[server(flatten)] typed: Typed`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Typed(BTreeMap<String, Values>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Values {
    One(String),
    Many(Vec<String>),
}

impl Typed {
    /// The value of a field without the space around it; empty when there is none.
    pub fn one(&self, name: &str) -> &str {
        match self.0.get(name) {
            Some(Values::One(value)) => value.trim(),
            Some(Values::Many(values)) => values.first().map_or("", |value| value.trim()),
            None => "",
        }
    }

    /// The values of a field that is posted as `name[]`.
    pub fn all(&self, name: &str) -> Vec<String> {
        match self.0.get(name) {
            Some(Values::One(value)) => vec![value.clone()],
            Some(Values::Many(values)) => values.clone(),
            None => Vec::new(),
        }
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Typed {
    /// From the names and values as a browser sends them.
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(pairs: I) -> Self {
        let mut fields = BTreeMap::<String, Values>::new();
        for (name, value) in pairs {
            match name.strip_suffix("[]") {
                None => {
                    fields.entry(name.into()).or_insert_with(|| Values::One(value.into()));
                }
                Some(name) => {
                    let many =
                        fields.entry(name.into()).or_insert_with(|| Values::Many(Vec::new()));
                    if let Values::Many(values) = many {
                        values.push(value.into());
                    }
                }
            }
        }
        Typed(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a server function makes of a body.
    #[derive(Debug, PartialEq, Deserialize)]
    struct Command {
        #[serde(flatten)]
        typed: Typed,
    }

    #[test]
    fn a_body_reads_the_same_as_what_a_page_gets_back() {
        let body = "name=Ana+Vega&days%5B%5D=1&days%5B%5D=2&topic-1=&_once=x&one%5B%5D=3";
        let config = serde_qs::Config::new(5, false);
        let command: Command = config.deserialize_str(body).unwrap();
        let pairs: Vec<(String, String)> = serde_urlencoded::from_str(body).unwrap();
        let typed: Typed =
            pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(command.typed, typed);
        assert_eq!(typed.one("name"), "Ana Vega");
        assert_eq!(typed.all("days"), ["1", "2"]);
        assert_eq!(typed.all("one"), ["3"]);
        assert_eq!((typed.one("topic-1"), typed.one("topic-2")), ("", ""));
    }
}
