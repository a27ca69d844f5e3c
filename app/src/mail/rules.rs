//! Who looks after letters, what a setting may be, when to try again.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};

use super::{LetterKind, Security};
use crate::access::{Actor, Role};

/// May set up how letters leave, and sees what became of them.
pub fn may_set_up(actor: &Actor) -> bool {
    actor.is(Role::Admin)
}

/// Pauses after the first, second, … failure, in minutes: a server that is being restarted is back
/// soon, one that thinks ill of us forgets within hours.
const PAUSES: [i64; 7] = [1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60];

/// When to try again a letter that could not be handed over `attempts` times; `None` when it was
/// the last time. Together they last most of a day.
pub fn again(attempts: i64, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let index = usize::try_from(attempts.max(1) - 1).ok()?;
    PAUSES.get(index).map(|minutes| now + TimeDelta::minutes(*minutes))
}

/// When to talk again to a server that could not be talked to `failures` times in a row. It is
/// never given up: letters end by themselves when they are of no more use. Not more often than
/// every half an hour in the end, because servers lock out who comes with a wrong password.
pub fn knock_again(failures: i64, now: DateTime<Utc>) -> DateTime<Utc> {
    let minutes = match failures {
        ..=1 => 1,
        2 => 5,
        3 => 15,
        _ => 30,
    };
    now + TimeDelta::minutes(minutes)
}

/// How long somebody who is sending a letter has it to themselves: longer than the longest
/// sending, so that nobody else takes it meanwhile.
pub const LEASE: TimeDelta = TimeDelta::minutes(5);

/// People can do without reminders; all else concerns what they rely on.
pub fn can_do_without(kind: LetterKind) -> bool {
    kind == LetterKind::Reminder
}

/// The name of a server: letters, digits, dots and hyphens, or an address.
pub fn is_host(host: &str) -> bool {
    !host.is_empty()
        && host.len() <= 253
        && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'))
}

/// The server is this machine: nobody listens on the way.
pub fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether a password would travel in clear for all to read.
pub fn would_show_password(security: Security, host: &str, user_name: &str) -> bool {
    security == Security::None && !user_name.is_empty() && !is_here(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-03-04T14:00:00Z".parse().unwrap()
    }

    #[test]
    fn pauses_grow_and_end_within_a_day() {
        let at = |attempts| again(attempts, now()).map(|at| (at - now()).num_minutes());
        assert_eq!(at(1), Some(1));
        assert_eq!(at(3), Some(15));
        assert_eq!(at(7), Some(720));
        assert_eq!(at(8), None);
        let total: i64 = PAUSES.iter().sum();
        assert!(PAUSES.is_sorted() && total < 24 * 60, "{total} minutes");
    }

    #[test]
    fn a_server_is_never_given_up_but_left_in_peace() {
        let after = |failures| (knock_again(failures, now()) - now()).num_minutes();
        assert_eq!([1, 2, 3, 4, 1000].map(after), [1, 5, 15, 30, 30]);
    }

    #[test]
    fn a_server_has_a_name_and_no_path() {
        for host in ["smtp.respira.example", "localhost", "127.0.0.1", "::1", "mail-2.example"] {
            assert!(is_host(host), "{host}");
        }
        for wrong in ["", "smtp.example/x", "a b", "ñ.example", "x\r\ny", "user@host"] {
            assert!(!is_host(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_password_is_sent_in_clear_to_this_machine_only() {
        assert!(would_show_password(Security::None, "smtp.respira.example", "ana"));
        assert!(!would_show_password(Security::None, "127.0.0.1", "ana"));
        assert!(would_show_password(Security::None, "127.evil.example", "ana"));
        assert!(!would_show_password(Security::None, "smtp.respira.example", ""));
        assert!(!would_show_password(Security::StartTls, "smtp.respira.example", "ana"));
    }
}
