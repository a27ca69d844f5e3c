mod en;
mod es;

use crate::{lang::lang, provenance::Kind};

pub struct Texts {
    // At the text.
    pub comment: &'static str,
    pub comment_which: fn(&str) -> String,
    pub count: fn(i64) -> String,
    pub count_which: fn(&str) -> String,
    // The threads.
    pub comments: &'static str,
    pub empty: &'static str,
    pub empty_whole: &'static str,
    pub comment_whole: &'static str,
    pub whole: &'static str,
    pub earlier: &'static str,
    pub earlier_text: &'static str,
    pub on_revision: fn(i64) -> String,
    pub resolved: fn(i64) -> String,
    pub resolved_by: fn(&str, &str) -> String,
    pub reopened_by: fn(&str, &str) -> String,
    pub author: &'static str,
    pub only_you: fn(&str) -> String,
    pub edited: &'static str,
    pub deleted: &'static str,
    pub mentions: fn(&str) -> String,
    pub reply: &'static str,
    pub resolve: &'static str,
    pub reopen: &'static str,
    pub edit: &'static str,
    pub delete: &'static str,
    pub delete_text: &'static str,
    pub to_passage: &'static str,
    // Writing.
    pub new_title: &'static str,
    pub edit_title: &'static str,
    pub about_passage: &'static str,
    pub about_whole: fn(Kind) -> &'static str,
    pub body: &'static str,
    pub body_hint: &'static str,
    pub answer: &'static str,
    pub hidden_title: &'static str,
    pub hidden_text: &'static str,
    pub call: &'static str,
    pub find_person: &'static str,
    pub find: &'static str,
    pub nothing_found: fn(&str) -> String,
    pub called: &'static str,
    pub send: &'static str,
    pub send_reply: &'static str,
    pub save: &'static str,
    pub cancel: &'static str,
    pub choose_passage: &'static str,
    // Being called.
    pub you_are_mentioned: &'static str,
    pub calls_you: fn(&str, Kind) -> String,
    pub author_calls_you: fn(Kind) -> String,
    pub read_it: &'static str,
    pub unread: &'static str,
    pub my_mentions: &'static str,
    pub unseen: &'static str,
    pub to_review: &'static str,
    pub review_by: fn(&str) -> String,
    pub all_reviews: &'static str,
    // What is wrong.
    pub body_missing: &'static str,
    pub body_long: &'static str,
    pub passage_gone: &'static str,
    pub cannot_see: fn(&str) -> String,
    pub several: fn(&str) -> String,
    pub mentions_many: &'static str,
}

/// The words in the language of the request.
pub fn texts() -> &'static Texts {
    lang().pick(&en::TEXTS, &es::TEXTS)
}
