mod en;
mod es;

use crate::{
    archetypes::{self, Part},
    lang::lang,
};

pub struct Texts {
    // Taking out.
    pub card: &'static str,
    pub card_text: &'static str,
    pub take_out: &'static str,
    pub carry_in: &'static str,
    pub empty_text: &'static str,
    pub revision: &'static str,
    pub dissent: &'static str,
    pub contribution: &'static str,
    pub readme: fn(&str) -> String,
    // Sending a file.
    pub programmes: &'static str,
    pub title: &'static str,
    pub intro: &'static str,
    pub file: &'static str,
    pub file_hint: &'static str,
    pub read_file: &'static str,
    pub no_file: &'static str,
    pub too_large: &'static str,
    pub broken: &'static str,
    pub back: &'static str,
    pub how: &'static str,
    pub how_what: &'static str,
    pub how_what_text: &'static str,
    pub how_people: &'static str,
    pub how_people_text: &'static str,
    pub how_hidden: &'static str,
    pub how_hidden_text: &'static str,
    pub how_rest: &'static str,
    pub how_rest_text: &'static str,
    // The preview.
    pub check: &'static str,
    pub check_intro: fn(&str) -> String,
    pub other_file: &'static str,
    pub will_add: &'static str,
    pub sessions: &'static str,
    pub notes: &'static str,
    pub concepts: &'static str,
    pub decisions: &'static str,
    pub archetypes: &'static str,
    pub versions: &'static str,
    pub practices: &'static str,
    pub of_them_unnamed: fn(i64) -> String,
    pub phase_moves: fn(i64) -> String,
    pub names: &'static str,
    pub names_text: &'static str,
    pub name: &'static str,
    pub here: &'static str,
    pub by_email: &'static str,
    pub by_name: &'static str,
    pub name_kept: &'static str,
    pub aside: &'static str,
    pub aside_text: &'static str,
    pub carry: fn(i64) -> String,
    pub commit_text: &'static str,
    pub cannot_read: &'static str,
    pub problems: fn(i64) -> String,
    pub problems_text: &'static str,
    pub more_problems: fn(i64) -> String,
    pub place: &'static str,
    pub line: fn(usize) -> String,
    pub what: &'static str,
    pub changed_meanwhile: &'static str,
    // Where something came from.
    pub carried: fn(&str) -> String,
    pub carried_by: fn(&str, &str) -> String,
    pub held_by: fn(&str) -> String,
    pub phase_reason: fn(&str) -> String,
    // Why a programme takes nothing in.
    pub no_phases: &'static str,
    pub not_active: &'static str,
    pub not_empty: &'static str,
    // Why a file is no book.
    pub no_zip: &'static str,
    pub too_many_files: fn(i64) -> String,
    pub file_too_large: fn(&str) -> String,
    pub no_text: fn(&str) -> String,
    pub no_programme: &'static str,
    pub format_wrong: fn(i64) -> String,
    pub no_front: &'static str,
    pub endless_front: &'static str,
    pub front_wrong: fn(&str) -> String,
    pub field_missing: fn(&str) -> String,
    pub field_unknown: fn(&str, &str) -> String,
    pub word_unknown: fn(&str, &str) -> String,
    // What is wrong in a file.
    pub nothing_in_it: &'static str,
    pub too_many: fn(i64) -> String,
    pub too_long: fn(i64) -> String,
    pub name_wrong: &'static str,
    pub person_twice: fn(&str) -> String,
    pub phase_wrong: &'static str,
    pub moment_wrong: &'static str,
    pub ends_wrong: &'static str,
    pub zone_wrong: &'static str,
    pub count_wrong: &'static str,
    pub topic_missing: &'static str,
    pub theme_wrong: &'static str,
    pub theme_unknown: &'static str,
    pub link_wrong: fn(&str) -> String,
    pub origin_wrong: fn(&str) -> String,
    pub revision_wrong: &'static str,
    pub reasons_missing: &'static str,
    pub dissent_missing: &'static str,
    pub contribution_missing: &'static str,
    pub text_outside: &'static str,
    pub number_wrong: fn(i64) -> String,
    pub frozen_wrong: fn(&str) -> String,
    pub untried: &'static str,
    pub unreleased: &'static str,
    pub place_missing: &'static str,
    pub target_missing: &'static str,
    pub offered_twice: &'static str,
    pub moves_missing: &'static str,
}

/// The words in the language of the request.
pub fn texts() -> &'static Texts {
    lang().pick(&en::TEXTS, &es::TEXTS)
}

/// The heading of a further text in a file: "Steps", "Steps, revision 1", "Dissent 2".
pub fn heading(name: &str) -> String {
    let t = texts();
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let first = match (Part::parse(first), first) {
        (Some(part), _) => (archetypes::texts::texts().part)(part),
        (_, "revision") => t.revision,
        (_, "dissent") => t.dissent,
        _ => t.contribution,
    };
    match rest.strip_prefix("revision ") {
        Some(number) => format!("{first}, {} {number}", t.revision.to_lowercase()),
        None => format!("{first} {rest}").trim_end().to_owned(),
    }
}
