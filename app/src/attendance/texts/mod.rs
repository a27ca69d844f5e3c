//! The words of attendance.

mod en;
mod es;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::AttendanceState;
use crate::lang::{Lang, lang};

pub struct Texts {
    pub state: fn(AttendanceState) -> &'static str,

    // The session's state, and what it does not allow
    pub is_closed: &'static str,
    pub is_cancelled: &'static str,
    pub is_over: &'static str,
    pub is_not_open: &'static str,
    pub can_open_from: fn(NaiveDateTime) -> String,
    pub check_in_opens: fn(Option<NaiveDate>, NaiveTime) -> String,
    pub reason_missing: &'static str,
    pub reopen_reason_missing: &'static str,
    pub reason_too_long: &'static str,
    pub all_places_taken: &'static str,
    pub nobody_yet: &'static str,
    pub not_a_mark: &'static str,

    // Why a code is refused
    pub typo_empty: &'static str,
    pub typo_lookalike: &'static str,
    pub typo_length: &'static str,
    pub typo_strange: &'static str,
    pub code_unknown: &'static str,
    pub code_old: &'static str,
    pub code_of_other: fn(&str) -> String,
    pub too_often: &'static str,
    pub not_yet: fn(NaiveDateTime) -> String,

    // Joining
    pub join: &'static str,
    pub join_intro: &'static str,
    pub code: &'static str,
    pub code_hint: &'static str,
    pub go_on: &'static str,
    pub im_here: &'static str,
    pub when: &'static str,
    pub where_: &'static str,
    pub who: &'static str,
    pub online: &'static str,
    pub link: &'static str,
    pub not_invited: &'static str,
    pub full_notice: &'static str,
    pub to_room: &'static str,
    pub other_session: &'static str,
    pub late_notice: fn(i64) -> String,

    // My state
    pub present_since: fn(NaiveTime) -> String,
    pub late_since: fn(NaiveTime) -> String,
    pub in_line: fn(i64) -> String,
    pub in_line_text: &'static str,
    pub was_no_place: &'static str,
    pub my_attendance: &'static str,

    // Counts
    pub present_of: &'static str,
    pub refresh: &'static str,
    pub places: fn(i64) -> String,

    // Running a session
    pub open_session: &'static str,
    pub open_late: &'static str,
    pub close_session: &'static str,
    pub reopen: &'static str,
    pub reopen_text: &'static str,
    pub reason: &'static str,
    pub screen: &'static str,
    pub sheet: &'static str,
    pub roster: &'static str,
    pub room: &'static str,
    pub sessions: &'static str,
    pub planned: &'static str,
    pub open_since: fn(NaiveTime) -> String,
    pub closed_at: fn(NaiveTime) -> String,
    pub cancelled: &'static str,

    // The roster
    pub all: &'static str,
    pub unmarked: &'static str,
    pub filter: &'static str,
    pub walk_in: &'static str,
    pub with_code: &'static str,
    pub by_closing: &'static str,
    pub marked_by: fn(&str) -> String,
    pub correct: &'static str,
    pub correct_for: fn(&str) -> String,
    pub correct_to: &'static str,
    pub reason_hint: &'static str,
    pub history: &'static str,
    pub next_in_line: fn(&str, NaiveTime) -> String,
    pub place_free: &'static str,
    pub give_place: &'static str,
    pub nobody_found: &'static str,
    pub nobody_found_text: &'static str,
    pub nobody_invited: &'static str,
    pub add_title: &'static str,
    pub add_text: &'static str,
    pub add_search: &'static str,
    pub find: &'static str,
    pub add_nobody: &'static str,
    pub add_present: &'static str,
    pub mark_rest: &'static str,
    pub mark_rest_text: fn(i64) -> String,

    // Closing
    pub close_intro: &'static str,
    pub close_unmarked: fn(i64) -> String,
    pub close_excused: &'static str,
    pub close_excused_hint: &'static str,
    pub close_all_marked: &'static str,
    pub close_nobody_title: &'static str,
    pub close_nobody: &'static str,
    pub cancel: &'static str,
    pub attended: &'static str,
    pub of_those_late: fn(i64) -> String,

    // The projector
    pub screen_how: &'static str,
    pub screen_qr: &'static str,
    pub screen_present: &'static str,
    pub screen_wall: &'static str,
    pub renew_code: &'static str,

    // The sheet
    pub sheet_title: &'static str,
    pub sheet_print: &'static str,
    pub number: &'static str,
    pub name: &'static str,
    pub position: &'static str,
    pub branch: &'static str,
    pub time: &'static str,
    pub signature: &'static str,
    pub zone_time: fn(&str) -> String,
    pub waiting_label: &'static str,
    pub of: &'static str,
}

/// The words in the language of the request.
pub fn texts() -> &'static Texts {
    of(lang())
}

/// The words in a language.
pub fn of(lang: Lang) -> &'static Texts {
    lang.pick(&en::EN, &es::ES)
}
