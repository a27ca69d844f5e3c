//! Words about letters: the settings, who gets what, and the few letters of this domain.

pub mod frame;
mod letters;

use super::{Fault, LetterKind, LetterState, Security};
use crate::lang::{Lang, lang};

pub struct Texts {
    pub title: &'static str,
    pub intro: &'static str,
    pub settings: &'static str,
    pub off: &'static str,
    pub off_text: &'static str,
    pub on: fn(&str) -> String,
    pub card_off: &'static str,
    pub set_up: &'static str,
    pub server: &'static str,
    pub host: &'static str,
    pub host_hint: &'static str,
    pub host_wrong: &'static str,
    pub port: &'static str,
    pub port_hint: &'static str,
    pub port_wrong: &'static str,
    pub security: &'static str,
    pub security_name: fn(Security) -> &'static str,
    pub security_hint: fn(Security) -> &'static str,
    pub security_missing: &'static str,
    pub password_in_clear: &'static str,
    pub user_name: &'static str,
    pub user_name_hint: &'static str,
    pub user_name_wrong: &'static str,
    pub password: &'static str,
    pub password_hint: &'static str,
    pub password_kept: &'static str,
    pub password_missing: &'static str,
    pub password_long: &'static str,
    pub sender: &'static str,
    pub sender_hint: &'static str,
    pub address_wrong: &'static str,
    pub reply_to: &'static str,
    pub reply_to_hint: &'static str,
    pub save: &'static str,
    pub trial: &'static str,
    pub trial_hint: fn(&str) -> String,
    pub trial_button: &'static str,
    pub trial_subject: &'static str,
    pub trial_text: &'static str,
    pub trial_link: &'static str,
    pub no_address_of_yours: &'static str,
    pub not_set_up: &'static str,
    pub stop: &'static str,
    pub stop_text: &'static str,
    pub stop_now: &'static str,
    pub trouble_title: &'static str,
    pub trouble_next: fn(&str) -> String,
    /// Of one letter, and the moment.
    pub tried_again: fn(&str) -> String,
    pub try_now: &'static str,
    pub fault: fn(Fault) -> &'static str,
    pub with_answer: fn(&str, &str) -> String,
    pub letters: &'static str,
    pub counts: fn(i64, i64, i64) -> String,
    pub no_letters: &'static str,
    pub no_letters_text: &'static str,
    pub failed: &'static str,
    pub failed_text: &'static str,
    pub latest: &'static str,
    pub to: &'static str,
    pub kind: &'static str,
    pub kind_name: fn(LetterKind) -> &'static str,
    pub state: &'static str,
    pub state_name: fn(LetterState) -> &'static str,
    pub when: &'static str,
    pub what_happened: &'static str,
    pub again: &'static str,
    pub again_all: &'static str,
    pub nothing_to_send: &'static str,
    pub access_button: &'static str,
    pub access_hint: &'static str,
    pub access_subject: fn(&str) -> String,
    pub access_lines: fn(&str) -> Vec<String>,
    pub access_link: &'static str,
    pub mine: &'static str,
    pub mine_text: fn(&str) -> String,
    pub mine_no_address: &'static str,
    pub mine_off: &'static str,
    pub reminders: &'static str,
    pub reminders_hint: &'static str,
    pub save_choice: &'static str,
    pub unsubscribe: &'static str,
    pub unsubscribe_text: &'static str,
    pub unsubscribe_button: &'static str,
    pub unsubscribed: &'static str,
    pub unsubscribed_text: &'static str,
    pub subscribe_button: &'static str,
    pub token_unknown: &'static str,
    pub token_unknown_text: &'static str,
}

pub fn texts() -> &'static Texts {
    of(lang())
}

/// The words of a language: letters are not written in that of the request.
pub fn of(lang: Lang) -> &'static Texts {
    lang.pick(&en::EN, &es::ES)
}

mod en;
mod es;
