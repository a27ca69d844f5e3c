use std::collections::HashMap;

use super::{
    rules::{self, Meaning, TITLES_MAX},
    store,
};
use crate::{
    access::Scope,
    db::Tx,
    error::Result,
    knowledge::markdown,
    people::fold,
    provenance::{self, Thing},
    request::Look,
};

/// What the `[[titles]]` of some texts mean to whoever writes them.
#[derive(Clone, Debug, Default)]
pub struct Named(HashMap<String, Meaning>);

impl Named {
    /// Looks the titles of these texts up, for the person who sends them. Without a title nothing
    /// is asked. It is done before anything is locked for the change.
    pub async fn of(texts: &[&str]) -> Result<Named> {
        if texts.iter().all(|text| !text.contains("[[")) {
            return Ok(Named::default());
        }
        let mut look = Look::begin().await?;
        let scope = look.actor.scope();
        Named::for_scope(&mut look.tx, &scope, texts).await
    }

    /// The same for a scope.
    pub async fn for_scope(tx: &mut Tx, scope: &Scope, texts: &[&str]) -> Result<Named> {
        let mut titles: Vec<String> = texts
            .iter()
            .flat_map(|text| markdown::titles(text))
            .map(|title| fold(title.trim()))
            .collect();
        titles.sort_unstable();
        titles.dedup();
        titles.truncate(TITLES_MAX);
        if titles.is_empty() {
            return Ok(Named::default());
        }
        let mut seen: HashMap<String, Vec<Thing>> = HashMap::new();
        for (title, (kind, id)) in store::titled(tx, &titles).await? {
            if provenance::store::node(tx, scope, kind, id).await?.is_some() {
                seen.entry(title).or_default().push((kind, id));
            }
        }
        let meaning = |title: String| {
            let found = seen.get(&title).map(Vec::as_slice).unwrap_or_default();
            let meaning = rules::meaning(found);
            (title, meaning)
        };
        Ok(Named(titles.into_iter().map(meaning).collect()))
    }

    /// What titles mean among things that are still to be added, and no others.
    pub fn among<'a>(things: impl Iterator<Item = (&'a str, Thing)>) -> Named {
        let mut seen: HashMap<String, Vec<Thing>> = HashMap::new();
        for (title, thing) in things {
            seen.entry(fold(title.trim())).or_default().push(thing);
        }
        Named(seen.into_iter().map(|(title, found)| (title, rules::meaning(&found))).collect())
    }

    /// What a title means; unknown when it was not among those looked up.
    pub fn meaning(&self, title: &str) -> Meaning {
        self.0.get(&fold(title.trim())).copied().unwrap_or(Meaning::Unknown)
    }

    /// The HTML of a text, with its titles as links.
    pub fn render(&self, text: &str) -> String {
        markdown::render_linked(text, |title| match self.meaning(title) {
            Meaning::One(thing) => Some(rules::address(thing)),
            Meaning::Unknown | Meaning::Several => None,
        })
    }

    /// Where a text leads, each once: for the links that are kept with it.
    pub fn links(&self, text: &str) -> Vec<Thing> {
        let mut things: Vec<Thing> = markdown::titles(text)
            .iter()
            .filter_map(|title| match self.meaning(title) {
                Meaning::One(thing) => Some(thing),
                Meaning::Unknown | Meaning::Several => None,
            })
            .collect();
        things.sort_unstable();
        things.dedup();
        things
    }
}
