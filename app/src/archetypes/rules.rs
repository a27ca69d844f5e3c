//! Who may do what with an archetype, what it still lacks, and when its programme takes work.

use super::{Copy, Input, Member, Part, PartText, Standing, Version};
use crate::people::PersonId;

pub const NAME_MAX: usize = 120;
/// The longest section or contribution, in characters.
pub const TEXT_MAX: usize = 20_000;
pub const LINE_MAX: usize = 200;
pub const REMARK_MAX: usize = 2_000;
/// The phase in which archetypes are built.
pub const PHASE: i64 = 4;

/// May write in sections, add to them and report trial runs: everybody of the programme.
pub fn may_contribute(standing: Standing) -> bool {
    standing.invited || may_shape(standing)
}

/// May begin an archetype, name it and choose what it is made of.
pub fn may_shape(standing: Standing) -> bool {
    standing.facilitates || may_release(standing)
}

/// May make versions and release them.
pub fn may_release(standing: Standing) -> bool {
    standing.leads || standing.owns
}

/// Whether somebody may take a contribution back: their own, until a version is released. Others rely
/// on a release, and on what it was made of.
pub fn may_take_back(person: PersonId, input: &Input, released: bool) -> bool {
    input.person_id == person && input.taken_back_at.is_none() && !released
}

/// What an archetype still lacks on its way to a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    NoConcepts,
    Unwritten(Vec<Part>),
    /// So many of so many members have not contributed.
    Silent(usize, usize),
    NoVersion,
    /// The texts have changed since this version.
    Changed(i64),
    Untried(i64),
    Unreleased(i64),
}

/// What is missing, in the order in which it is done.
pub fn gaps(
    concepts: usize,
    parts: &[PartText],
    members: &[Member],
    versions: &[Version],
    last_copy: &[Copy],
) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if concepts == 0 {
        gaps.push(Gap::NoConcepts);
    }
    gaps.extend(unfinished(parts.iter().map(|text| (text.part, &*text.body)), members));
    match versions.iter().max_by_key(|version| version.number) {
        None => gaps.push(Gap::NoVersion),
        Some(last) if changed(parts, last_copy) => gaps.push(Gap::Changed(last.number)),
        Some(last) if last.released_at.is_some() => {}
        Some(last) if last.trials == 0 => gaps.push(Gap::Untried(last.number)),
        Some(last) => gaps.push(Gap::Unreleased(last.number)),
    }
    gaps
}

/// Sections without a word, and members without a contribution.
pub fn unfinished<'a>(
    parts: impl Iterator<Item = (Part, &'a str)>,
    members: &[Member],
) -> Vec<Gap> {
    let unwritten: Vec<Part> =
        parts.filter(|(_, body)| body.is_empty()).map(|(part, _)| part).collect();
    let silent = members.iter().filter(|member| member.parts.is_empty()).count();
    let unwritten = (!unwritten.is_empty()).then_some(Gap::Unwritten(unwritten));
    let silent = (silent > 0).then_some(Gap::Silent(silent, members.len()));
    unwritten.into_iter().chain(silent).collect()
}

/// Whether a section reads differently from its copy in a version.
pub fn changed(parts: &[PartText], copy: &[Copy]) -> bool {
    parts.iter().any(|text| {
        let then = copy.iter().find(|frozen| frozen.part == text.part);
        then.map_or("", |frozen| frozen.body.as_str()) != text.body
    })
}

/// Whether a version can be released now.
pub fn can_release(version: &Version) -> bool {
    version.released_at.is_none() && version.trials > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_contributes_some_shape_and_fewer_release() {
        let may = |s: Standing| (may_contribute(s), may_shape(s), may_release(s));
        let none = Standing::default();
        assert_eq!(may(none), (false, false, false));
        assert_eq!(may(Standing { invited: true, ..none }), (true, false, false));
        assert_eq!(may(Standing { facilitates: true, ..none }), (true, true, false));
        assert_eq!(may(Standing { owns: true, ..none }), (true, true, true));
        assert_eq!(may(Standing { leads: true, ..none }), (true, true, true));
    }

    fn text(part: Part, body: &str) -> PartText {
        PartText {
            part,
            body: body.into(),
            html: String::new(),
            revision: 1,
            editor: None,
            at: None,
        }
    }

    fn copy(part: Part, body: &str) -> Copy {
        Copy { part, part_revision: 1, body: body.into(), html: String::new() }
    }

    fn version(number: i64, trials: i64, released: bool) -> Version {
        Version {
            number,
            name: String::new(),
            summary: String::new(),
            made_by: String::new(),
            made_at: chrono::DateTime::UNIX_EPOCH,
            released_by: None,
            released_at: released.then_some(chrono::DateTime::UNIX_EPOCH),
            trials,
        }
    }

    #[test]
    fn a_contribution_is_taken_back_by_its_author_before_a_release() {
        let (author, other) = (PersonId::new(), PersonId::new());
        let mut input = Input {
            id: Default::default(),
            part: Part::Risks,
            person_id: author,
            name: String::new(),
            html: String::new(),
            at: chrono::DateTime::UNIX_EPOCH,
            taken_back_at: None,
        };
        assert!(may_take_back(author, &input, false));
        assert!(!may_take_back(other, &input, false));
        assert!(!may_take_back(author, &input, true));
        input.taken_back_at = Some(input.at);
        assert!(!may_take_back(author, &input, false));
    }

    fn member(parts: &[Part]) -> Member {
        Member {
            id: PersonId::default(),
            name: String::new(),
            position: String::new(),
            branch: String::new(),
            parts: parts.to_vec(),
        }
    }

    /// Two sections of which one is empty; three members of whom one is silent.
    #[test]
    fn gaps_follow_the_work() {
        let parts = [text(Part::Purpose, "Para qué"), text(Part::Steps, "")];
        let members = [member(&[Part::Purpose]), member(&[]), member(&[Part::Risks, Part::Steps])];
        let copies = [copy(Part::Purpose, "Para qué"), copy(Part::Steps, "")];
        let found = gaps(0, &parts, &members, &[], &[]);
        let steps = Gap::Unwritten(vec![Part::Steps]);
        assert_eq!(found, [Gap::NoConcepts, steps.clone(), Gap::Silent(1, 3), Gap::NoVersion]);

        let last = |versions: &[Version], copies: &[Copy]| gaps(2, &parts, &[], versions, copies);
        assert_eq!(last(&[version(1, 0, false)], &copies), [steps.clone(), Gap::Untried(1)]);
        assert_eq!(last(&[version(1, 1, false)], &copies), [steps.clone(), Gap::Unreleased(1)]);
        assert_eq!(last(&[version(1, 1, true)], &copies), std::slice::from_ref(&steps));
        let other = [copy(Part::Purpose, "Antes")];
        assert_eq!(last(&[version(2, 0, false)], &other), [steps, Gap::Changed(2)]);
    }

    #[test]
    fn a_version_is_released_after_a_trial_and_once() {
        assert!(!can_release(&version(1, 0, false)));
        assert!(can_release(&version(1, 1, false)));
        assert!(!can_release(&version(1, 1, true)));
    }
}
