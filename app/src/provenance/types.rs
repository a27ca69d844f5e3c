use uuid::Uuid;

crate::text_enum! {
    /// What knowledge is: each has a page, a text and a history of its own.
    pub enum Kind {
        Note => "note",
        Concept => "concept",
        Archetype => "archetype",
        Practice => "practice",
    }
}

/// One thing among others.
pub type Thing = (Kind, Uuid);

crate::text_enum! {
    /// What stands on the way from one thing to another: things, and what was decided about them.
    pub enum StepKind {
        Note => "note",
        Concept => "concept",
        /// What was decided about a concept.
        Decision => "decision",
        Archetype => "archetype",
        Practice => "practice",
    }
}

impl From<Kind> for StepKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Note => StepKind::Note,
            Kind::Concept => StepKind::Concept,
            Kind::Archetype => StepKind::Archetype,
            Kind::Practice => StepKind::Practice,
        }
    }
}

/// One step of the way.
pub type Step = (StepKind, Uuid);

/// A step of the way as one reader may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub label: String,
    /// Its kind, with who wrote it or where it stands.
    pub about: String,
    /// The topic of the session in which it was said; nothing of what was not said in one.
    pub said_in: Option<String>,
    pub href: String,
    /// The reader may read it because of a practice that they see, and no more: neither its programme nor
    /// its session is theirs.
    pub only_read: bool,
}

/// Everything that leads to a thing or comes of it.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// The thing itself is the first.
    pub things: Vec<Step>,
    /// How many of the things after the first lead to it; the others come of it.
    pub before: usize,
    /// From what, to what: indices of `things`.
    pub links: Vec<(usize, usize)>,
}
