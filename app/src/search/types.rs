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
    }
}

impl State {
    /// Of which kind the things are that can be in it.
    pub fn kind(self) -> Kind {
        match self {
            State::Open
            | State::Rework
            | State::Accepted
            | State::Aside
            | State::Merged
            | State::Split => Kind::Concept,
            State::Building | State::Released => Kind::Archetype,
            State::Offered | State::InTrial | State::Adopted | State::Adapted | State::Declined => {
                Kind::Practice
            }
        }
    }
}
