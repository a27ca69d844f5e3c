//! Where an open screen stands in what happened to a wall.
//!
//! A screen goes on from the place that it was told, and from no other: whoever could ask from any
//! number could find out afterwards when a note without a name came.

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What makes the places of one session, and knows its own.
pub struct Places(Hmac<Sha256>);

impl Places {
    pub fn new(secret: &[u8]) -> Self {
        Places(Hmac::new_from_slice(secret).expect("a key of HMAC has any length"))
    }

    /// The place after change `number`.
    pub fn after(&self, number: i64) -> String {
        let seal = self.seal(number);
        format!("{number}.{seal}")
    }

    /// The number of a place of this session.
    pub fn number(&self, place: &str) -> Option<i64> {
        let number = place.split('.').next()?.parse().ok()?;
        (self.after(number) == place).then_some(number)
    }

    fn seal(&self, number: i64) -> String {
        let mut mac = self.0.clone();
        mac.update(&number.to_be_bytes());
        let digest = mac.finalize().into_bytes();
        digest[..12].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_makes_a_place_up() {
        let (one, other) = (Places::new(b"one"), Places::new(b"other"));
        let place = one.after(17);
        assert_eq!(one.number(&place), Some(17));
        assert_eq!(other.number(&place), None);
        for made_up in [place.replace("17", "16"), "17".into(), "17.".into(), String::new()] {
            assert_eq!(one.number(&made_up), None, "{made_up}");
        }
    }
}
