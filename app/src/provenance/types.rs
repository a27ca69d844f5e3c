use uuid::Uuid;

crate::text_enum! {
    /// What knowledge is at a step of its way.
    pub enum Kind {
        Note => "note",
        Concept => "concept",
        /// What was decided about a concept.
        Decision => "decision",
        Archetype => "archetype",
        Practice => "practice",
    }
}

impl Kind {
    /// Those with a page of their own, which can be found. What was decided stands with its concept.
    pub const FOUND: [Kind; 4] = [Kind::Note, Kind::Concept, Kind::Archetype, Kind::Practice];
}

/// One thing among others on the way.
pub type Thing = (Kind, Uuid);

/// A step of the way as one reader may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub label: String,
    /// Its kind, with who wrote it or where it stands.
    pub about: String,
    pub href: String,
}

/// Everything that leads to a thing or comes of it.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// The thing itself is the first.
    pub things: Vec<Thing>,
    /// How many of the things after the first lead to it; the others come of it.
    pub before: usize,
    /// From what, to what: indices of `things`.
    pub links: Vec<(usize, usize)>,
}
