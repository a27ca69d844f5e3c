//! The codes with which people join a session.
//!
//! A code is derived from the session's secret and the minute of the clock, as one-time passwords
//! are (RFC 6238): nothing is stored per code, every server shows and knows the same one, and a
//! new secret makes all earlier codes worthless at once. There are 32⁶ ≈ 10⁹ codes and at most
//! seven are right at a time, so guessing within the limits of `joining` is hopeless.

use std::fmt;

use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use rand::RngCore;
use sha2::Sha256;

/// Capital letters and digits but for those that are taken for one another: 0 and O, 1 and I.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH: usize = 6;
/// How long a code is shown, in seconds.
pub const SHOWN: i64 = 60;
/// For how many more turns it is accepted: a whole room types, and some sign in first.
const ACCEPTED: i64 = 5;
/// How many turns back a code is recognised as one that has changed: two hours.
const REMEMBERED: i64 = 120;

/// Six characters of the alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code([u8; LENGTH]);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&byte| write!(f, "{}", char::from(byte)))
    }
}

/// Why what was typed cannot be a code of any session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typo {
    Empty,
    /// Holds 0, O, 1 or I, which no code has.
    Lookalike,
    /// Has fewer or more than six characters.
    Length,
    /// Holds something that is neither a letter nor a digit.
    Strange,
}

impl Code {
    /// Reads what somebody typed: small letters count, spaces and dashes don't.
    pub fn read(typed: &str) -> Result<Code, Typo> {
        let clean: Vec<char> = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '_' | '.'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if clean.is_empty() {
            return Err(Typo::Empty);
        }
        if clean.iter().any(|c| matches!(c, '0' | 'O' | '1' | 'I')) {
            return Err(Typo::Lookalike);
        }
        if !clean.iter().all(|c| u8::try_from(*c).is_ok_and(|byte| ALPHABET.contains(&byte))) {
            return Err(Typo::Strange);
        }
        let bytes: Vec<u8> = clean.iter().map(|&c| c as u8).collect();
        bytes.try_into().map(Code).map_err(|_| Typo::Length)
    }
}

/// How a code stands to a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// It is on the screen, or was within the last five minutes.
    Fresh,
    /// It was on the screen within the last two hours.
    Old,
    No,
}

/// What the codes of a session are derived from.
#[derive(Clone)]
pub struct Secret(Hmac<Sha256>);

impl Secret {
    pub fn new(bytes: &[u8]) -> Self {
        Secret(Hmac::new_from_slice(bytes).expect("a key of HMAC has any length"))
    }

    /// The code of one turn: the first thirty bits of its digest, five for each character.
    fn of_turn(&self, turn: i64) -> Code {
        let mut mac = self.0.clone();
        mac.update(&turn.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        let bits = u64::from(digest[0]) << 24
            | u64::from(digest[1]) << 16
            | u64::from(digest[2]) << 8
            | u64::from(digest[3]);
        Code(std::array::from_fn(|place| ALPHABET[(bits >> (27 - 5 * place) & 31) as usize]))
    }

    /// The code to show now.
    pub fn code(&self, now: DateTime<Utc>) -> Code {
        self.of_turn(turn(now))
    }

    /// Whether the code is on the screen or was within the last five minutes.
    pub fn accepts(&self, typed: Code, now: DateTime<Utc>) -> bool {
        let turn = turn(now);
        // Another server's clock may be a little ahead, and its screen with it.
        let ahead = std::iter::once(turn + 1);
        (turn - ACCEPTED..=turn).rev().chain(ahead).any(|turn| self.of_turn(turn) == typed)
    }

    pub fn matches(&self, typed: Code, now: DateTime<Utc>) -> Match {
        let turn = turn(now);
        if self.accepts(typed, now) {
            Match::Fresh
        } else if (turn - REMEMBERED..turn - ACCEPTED).any(|turn| self.of_turn(turn) == typed) {
            Match::Old
        } else {
            Match::No
        }
    }
}

fn turn(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(SHOWN)
}

/// The bytes of a secret nobody has had before.
pub fn fresh_secret() -> [u8; 20] {
    let mut secret = [0; 20];
    rand::rng().fill_bytes(&mut secret);
    secret
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_code_is_accepted_for_five_minutes_after_it_was_shown() {
        let secret = Secret::new(b"of the session");
        // Shown from 14:00:00 to 14:00:59; the five minutes after that end at 14:05:59.
        let code = secret.code(at("2026-03-04T14:00:30Z"));
        for (moment, expected) in [
            ("2026-03-04T14:00:00Z", Match::Fresh),
            ("2026-03-04T14:05:59Z", Match::Fresh),
            ("2026-03-04T14:06:00Z", Match::Old),
            ("2026-03-04T16:00:59Z", Match::Old),
            ("2026-03-04T16:01:00Z", Match::No),
            // A clock that is up to a minute behind the one that showed it.
            ("2026-03-04T13:59:00Z", Match::Fresh),
            ("2026-03-04T13:58:59Z", Match::No),
        ] {
            assert_eq!(secret.matches(code, at(moment)), expected, "{moment}");
        }
    }

    #[test]
    fn codes_change_every_minute_and_with_the_secret() {
        let (one, other) = (Secret::new(b"one"), Secret::new(b"other"));
        let start = at("2026-03-04T14:00:00Z");
        let codes: std::collections::HashSet<String> = (0..1000)
            .map(|minute| one.code(start + TimeDelta::minutes(minute)).to_string())
            .collect();
        // 1000 draws out of 10⁹: two alike once in two thousand secrets, and not for this one.
        assert_eq!(codes.len(), 1000);
        assert!(
            codes.iter().all(|code| Code::read(code).is_ok_and(|read| read.to_string() == *code))
        );
        let code = one.code(start);
        assert_eq!(one.code(start + TimeDelta::seconds(59)), code);
        assert_ne!(one.code(start + TimeDelta::seconds(60)), code);
        assert_eq!(other.matches(code, start), Match::No);
    }

    #[test]
    fn a_code_is_the_head_of_an_hmac() {
        // echo -n -e '\0\0\0\0\0\0\0\1' | openssl dgst -sha256 -hmac key
        // begins with the bits of the four bytes below.
        let mut mac = Hmac::<Sha256>::new_from_slice(b"key").unwrap();
        mac.update(&[0, 0, 0, 0, 0, 0, 0, 1]);
        let digest = mac.finalize().into_bytes();
        let bits: String = digest[..4].iter().map(|byte| format!("{byte:08b}")).collect();
        // 32 bits: five for each character, and two are left over.
        let by_hand: String = bits.as_bytes()[..30]
            .chunks(5)
            .map(|five| std::str::from_utf8(five).unwrap())
            .map(|five| usize::from_str_radix(five, 2).unwrap())
            .map(|index| char::from(ALPHABET[index]))
            .collect();
        assert_eq!(Secret::new(b"key").code(at("1970-01-01T00:01:00Z")).to_string(), by_hand);
    }

    #[test]
    fn what_people_type_is_cleaned() {
        let code = Code::read("K7PQ2X").unwrap();
        for typed in ["k7pq2x", " K7P Q2X ", "K7P-Q2X", "k7p–q2x", "K7P.Q2X\n"] {
            assert_eq!(Code::read(typed), Ok(code), "{typed:?}");
        }
        for (typed, typo) in [
            ("", Typo::Empty),
            (" - ", Typo::Empty),
            ("K7PQ2", Typo::Length),
            ("K7PQ2XX", Typo::Length),
            ("K7PQ20", Typo::Lookalike),
            ("k7pq2o", Typo::Lookalike),
            ("K7PQ2i", Typo::Lookalike),
            ("1", Typo::Lookalike),
            ("K7PQ2Ñ", Typo::Strange),
            ("K7PQ2;", Typo::Strange),
        ] {
            assert_eq!(Code::read(typed), Err(typo), "{typed:?}");
        }
    }
}
