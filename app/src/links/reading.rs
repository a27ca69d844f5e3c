//! A text with links, for one reader.

use std::collections::HashMap;

use super::rules::{Piece, pieces};
use crate::{
    access::Scope,
    db::Tx,
    error::Result,
    provenance::{self, Thing},
};

/// The HTML as a reader may see it: a link to what they may not see is its words alone. A text
/// without links asks nothing of the database.
pub async fn shown(tx: &mut Tx, scope: &Scope, html: String) -> Result<String> {
    let mut seen: HashMap<Thing, bool> = HashMap::new();
    for piece in pieces(&html) {
        let Piece::Link { thing, .. } = piece else { continue };
        if let std::collections::hash_map::Entry::Vacant(entry) = seen.entry(thing) {
            let (kind, id) = thing;
            entry.insert(provenance::store::node(tx, scope, kind, id).await?.is_some());
        }
    }
    if seen.values().all(|seen| *seen) {
        return Ok(html);
    }
    Ok(without(&html, |thing| seen.get(&thing).copied().unwrap_or(false)))
}

/// The HTML without links to things: for a screen that a whole room reads.
pub fn flat(html: &str) -> String {
    without(html, |_| false)
}

fn without(html: &str, seen: impl Fn(Thing) -> bool) -> String {
    pieces(html)
        .into_iter()
        .map(|piece| match piece {
            Piece::Other(text) => text,
            Piece::Link { thing, whole, .. } if seen(thing) => whole,
            Piece::Link { words, .. } => words,
        })
        .collect()
}
