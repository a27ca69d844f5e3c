mod en;
mod es;

use super::{PollKind, PollState};
use crate::lang::lang;

pub struct Texts {
    pub polls: &'static str,
    pub poll: &'static str,
    pub intro: &'static str,
    pub kind: fn(PollKind) -> &'static str,
    pub kind_hint: fn(PollKind) -> &'static str,
    pub state: fn(PollState) -> &'static str,
    // Answering.
    pub detached: &'static str,
    /// The promise, sentence by sentence, before anybody answers.
    pub promise: [&'static str; 4],
    pub choose_one: &'static str,
    pub choose_several: &'static str,
    pub choose_step: &'static str,
    pub write: &'static str,
    pub write_hint: &'static str,
    pub send: &'static str,
    pub you_answered: &'static str,
    pub you_answered_text: &'static str,
    pub not_theirs: &'static str,
    pub open_now: &'static str,
    pub cancel: &'static str,
    pub turnout: fn(i64) -> String,
    pub turnout_later: &'static str,
    pub closed_text: &'static str,
    pub to_feelings: &'static str,
    // Results.
    pub answers: fn(i64) -> String,
    pub answers_label: &'static str,
    pub share: &'static str,
    pub of_several: &'static str,
    pub too_few: &'static str,
    pub not_shown: &'static str,
    pub is_shown: &'static str,
    pub while_open: &'static str,
    // Running.
    pub manage: &'static str,
    pub new_poll: &'static str,
    pub choose_kind: &'static str,
    pub library: &'static str,
    pub library_intro: &'static str,
    pub empty: &'static str,
    pub empty_text: &'static str,
    pub question: &'static str,
    pub options: &'static str,
    pub options_hint: &'static str,
    pub feelings_hint: &'static str,
    pub low: &'static str,
    pub high: &'static str,
    pub save_draft: &'static str,
    pub edit: &'static str,
    pub edit_poll: &'static str,
    pub open: &'static str,
    pub open_text: &'static str,
    pub close: &'static str,
    pub close_text: &'static str,
    pub show: &'static str,
    pub hide: &'static str,
    pub delete: &'static str,
    pub delete_draft_text: &'static str,
    pub delete_text: &'static str,
    pub steps: &'static str,
    // What is wrong with a form.
    pub question_missing: &'static str,
    pub question_long: &'static str,
    pub options_few: &'static str,
    pub options_many: &'static str,
    pub option_long: &'static str,
    pub end_missing: &'static str,
    pub choice_missing: &'static str,
    pub words_missing: &'static str,
    pub words_long: &'static str,
    pub not_open_yet: &'static str,
    pub closed_already: &'static str,
    pub opened_already: &'static str,
    pub session_cancelled: &'static str,
    pub no_results: &'static str,
}

/// The words in the language of the request.
pub fn texts() -> &'static Texts {
    lang().pick(&en::TEXTS, &es::TEXTS)
}
