mod en;
mod es;
pub mod letters;

use super::{PracticeState, TargetKind};
use crate::lang::lang;

pub struct Texts {
    // The phase.
    pub phase: &'static str,
    pub to_board: &'static str,
    pub programmes: &'static str,
    pub archetypes: &'static str,
    pub practices: &'static str,
    pub built: &'static str,
    pub archetypes_count: fn(i64) -> String,
    pub practices_count: fn(i64) -> String,
    // The board.
    pub board_intro: &'static str,
    pub no_release: &'static str,
    pub no_release_text: &'static str,
    pub all_retired: &'static str,
    pub nobody_yet: &'static str,
    pub release: fn(&str, i64) -> String,
    pub in_use: fn(i64, i64) -> String,
    pub to_version: &'static str,
    pub target: &'static str,
    pub state_label: &'static str,
    pub since: &'static str,
    pub reason: &'static str,
    pub kind: fn(TargetKind) -> &'static str,
    pub state: fn(PracticeState) -> &'static str,
    pub inside: &'static str,
    pub outside: &'static str,
    pub offer: &'static str,
    pub what: &'static str,
    pub to_whom: &'static str,
    pub choose: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub offer_reason: &'static str,
    pub date: &'static str,
    pub offer_it: &'static str,
    pub next_turn: &'static str,
    // A practice.
    pub practice_of: fn(&str, &str) -> String,
    pub handout: &'static str,
    pub qr: &'static str,
    pub qr_hint: &'static str,
    pub about: &'static str,
    pub history: &'static str,
    pub change_state: &'static str,
    pub take_on: &'static str,
    pub evidence: &'static str,
    pub evidence_hint: &'static str,
    pub adaptation: &'static str,
    pub adapted_here: &'static str,
    /// With the topic of the session whose wall it is.
    pub adaptation_hint: fn(&str) -> String,
    pub came_back: fn(&str) -> String,
    pub save_state: &'static str,
    // The next turn.
    pub carried: &'static str,
    pub carried_text: &'static str,
    pub carried_all: &'static str,
    pub coming: &'static str,
    pub coming_text: &'static str,
    pub next_turns: &'static str,
    pub turn_there: &'static str,
    pub turn_there_text: &'static str,
    // What came along.
    pub came_along: &'static str,
    // For whoever leads the branch.
    pub for_your_branch: &'static str,
    pub offer_asks: &'static str,
    pub trial_asks: &'static str,
    pub since_day: fn(&str) -> String,
    pub open: &'static str,
    pub unseen: fn(i64) -> String,
    // What is wrong with a form.
    pub release_missing: &'static str,
    pub target_missing: &'static str,
    pub name_missing: &'static str,
    pub name_long: &'static str,
    pub reason_missing: &'static str,
    pub remark_long: &'static str,
    pub offered_before: &'static str,
    pub state_missing: &'static str,
    pub evidence_missing: &'static str,
    pub note_missing: &'static str,
    pub no_wall: &'static str,
}

/// What a practice is called, in every language: people link to it by that.
pub fn titles(archetype: &str, target: &str) -> [String; 2] {
    [&en::TEXTS, &es::TEXTS].map(|words| (words.practice_of)(archetype, target))
}

/// The words in the language of the request.
pub fn texts() -> &'static Texts {
    lang().pick(&en::TEXTS, &es::TEXTS)
}
