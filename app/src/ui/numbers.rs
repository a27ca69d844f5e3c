//! Numbers as people read them. Peru and English agree: a point for decimals, a comma for thousands.

use super::texts::texts_in;
use crate::lang::Lang;

/// `12,480`
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let sign = if n < 0 { "−" } else { "" };
    format!("{sign}{}", grouped(&digits))
}

/// `1,234.50` with two places. Rounds half away from zero, as people do on paper.
pub fn decimal(value: f64, places: usize) -> String {
    let scale = 10f64.powi(places as i32);
    let scaled = value.abs() * scale;
    // The nearest representable number may lie a hair under the half that was meant.
    let rounded = (scaled + scaled * f64::EPSILON * 4.0).round() / scale;
    let text = format!("{rounded:.places$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if value < 0.0 && rounded > 0.0 { "−" } else { "" };
    let point = if places > 0 { "." } else { "" };
    format!("{sign}{}{point}{fraction}", grouped(whole))
}

/// `+18` or `−3.5`: a change, always with its sign.
pub fn change(value: f64, places: usize) -> String {
    let text = decimal(value, places);
    if value > 0.0 { format!("+{text}") } else { text }
}

/// `76.92 %`; an en dash when there is nothing to divide by.
pub fn percent(num: i64, den: i64, places: usize) -> String {
    if den == 0 {
        return "–".to_string();
    }
    format!("{} %", decimal(num as f64 * 100.0 / den as f64, places))
}

/// `10 of 13`, `10 de 13`
pub fn out_of(lang: Lang, num: i64, den: i64) -> String {
    format!("{} {} {}", number(num), texts_in(lang).of, number(den))
}

/// `10 of 13 · 76.92 %`, `10 de 13 · 76.92 %`
pub fn share(lang: Lang, num: i64, den: i64, places: usize) -> String {
    if den == 0 {
        return out_of(lang, num, den);
    }
    format!("{} · {}", out_of(lang, num, den), percent(num, den, places))
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(
            [0, 7, 999, 1_000, 12_480, 1_000_000].map(number),
            ["0", "7", "999", "1,000", "12,480", "1,000,000"]
        );
        assert_eq!(number(-1_250), "−1,250");
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(decimal(0.125, 2), "0.13");
        assert_eq!(decimal(1.005, 2), "1.01");
        assert_eq!(decimal(-2.5, 0), "−3");
        assert_eq!(decimal(1234.5, 2), "1,234.50");
        assert_eq!(decimal(-0.001, 2), "0.00");
    }

    #[test]
    fn shares_are_those_worked_by_hand() {
        assert_eq!(percent(10, 13, 2), "76.92 %");
        assert_eq!(percent(10, 13, 0), "77 %");
        assert_eq!(percent(679, 758, 2), "89.58 %");
        assert_eq!(percent(135, 150, 0), "90 %");
        assert_eq!(share(Lang::En, 10, 13, 2), "10 of 13 · 76.92 %");
        assert_eq!(share(Lang::Es, 10, 13, 2), "10 de 13 · 76.92 %");
    }

    #[test]
    fn a_share_of_nothing_has_no_percentage() {
        assert_eq!(percent(0, 0, 2), "–");
        assert_eq!(share(Lang::Es, 0, 0, 2), "0 de 0");
    }

    #[test]
    fn a_change_shows_its_direction() {
        assert_eq!(change(18.0, 0), "+18");
        assert_eq!(change(-3.5, 1), "−3.5");
        assert_eq!(change(0.0, 0), "0");
    }
}
