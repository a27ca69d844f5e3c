use crate::provenance::Kind;

crate::text_enum! {
    /// How far a thing has come, in the words of its kind. Notes have no state.
    pub enum State {
        // Concepts.
        Open => "open",
        Rework => "rework",
        Accepted => "accepted",
        Aside => "aside",
        Merged => "merged",
        Split => "split",
        // Archetypes.
        Building => "building",
        Released => "released",
        // Practices.
        Offered => "offered",
        InTrial => "in-trial",
        Adopted => "adopted",
        Adapted => "adapted",
        Declined => "declined",
        Withdrawn => "withdrawn",
        // Whatever is not used any more, beside the state it had.
        Superseded => "superseded",
        Retired => "retired",
    }
}

impl State {
    /// Of which kind the things are that can be in it; `None` for all but notes.
    pub fn kind(self) -> Option<Kind> {
        match self {
            State::Open
            | State::Rework
            | State::Accepted
            | State::Aside
            | State::Merged
            | State::Split => Some(Kind::Concept),
            State::Building | State::Released => Some(Kind::Archetype),
            State::Offered
            | State::InTrial
            | State::Adopted
            | State::Adapted
            | State::Declined
            | State::Withdrawn => Some(Kind::Practice),
            State::Superseded | State::Retired => None,
        }
    }

    /// Whether things of this kind can be in it.
    pub fn fits(self, kind: Kind) -> bool {
        self.kind().map_or(kind != Kind::Note, |of| of == kind)
    }
}
