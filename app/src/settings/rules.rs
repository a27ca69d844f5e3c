//! What a setting may be.

use crate::access::{Actor, Role};

/// The longest name of the organisation or of a holiday, in characters.
const NAME_MAX: usize = 120;

/// Whether a name is short enough.
pub fn fits(name: &str) -> bool {
    name.chars().count() <= NAME_MAX
}

/// May read the settings and the audit log.
pub fn may_read(actor: &Actor) -> bool {
    actor.is(Role::Admin) || actor.is(Role::Hr)
}

/// May change them.
pub fn may_change(actor: &Actor) -> bool {
    actor.is(Role::Admin)
}

/// A percentage as typed ("75", "82.5", "82,5") in basis points; `None` unless it lies from 0 to
/// 100 with at most two decimals.
pub fn basis_points(typed: &str) -> Option<i64> {
    let typed = typed.trim().trim_end_matches('%').trim_end().replace(',', ".");
    let (whole, decimals) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 3
        || decimals.len() > 2
        || !digits(whole)
        || !digits(decimals)
    {
        return None;
    }
    let points: i64 = format!("{whole}{decimals:0<2}").parse().ok()?;
    (points <= 10_000).then_some(points)
}

/// Basis points as they are typed: 7500 is "75", 8250 is "82.5".
pub fn as_typed(basis_points: i64) -> String {
    let text = format!("{}.{:02}", basis_points / 100, basis_points % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_read_exactly() {
        for (typed, points) in [
            ("75", 7500),
            (" 82.5 % ", 8250),
            ("82,05", 8205),
            ("0", 0),
            ("100", 10_000),
            ("100.00", 10_000),
        ] {
            assert_eq!(basis_points(typed), Some(points), "{typed}");
        }
        for wrong in ["", "%", "-1", "100.01", "101", "7.555", "abc", "1e2", ".5", "99999"] {
            assert_eq!(basis_points(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn it_is_shown_as_it_was_typed() {
        assert_eq!(as_typed(7500), "75");
        assert_eq!(as_typed(8250), "82.5");
        assert_eq!(as_typed(8205), "82.05");
        assert_eq!(as_typed(0), "0");
    }
}
