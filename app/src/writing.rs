//! What people type, as it is kept and compared.

use chrono::NaiveDate;

/// A character that stands for something on a page. Others come from copied text; the ones that
/// turn the direction of writing could make a name read as another.
pub fn is_visible(c: char) -> bool {
    let unseen = matches!(
        c,
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    !unseen && !c.is_control()
}

/// A text of one line: no spaces around it, single ones inside, nothing unseen.
pub fn one_line(typed: &str) -> String {
    let seen: String = typed.chars().filter(|c| is_visible(*c) || c.is_whitespace()).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `2022-07-15` as browsers send it, `15/07/2022`, `15.7.2022` or `15-7-2022` as people type it.
/// A year of two digits could mean anything.
pub fn parse_date(typed: &str) -> Option<NaiveDate> {
    let parts: Vec<u32> =
        typed.trim().split(['/', '.', '-']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [year @ 1900..=2200, month, day] | [day, month, year @ 1900..=2200] => {
            NaiveDate::from_ymd_opt(year as i32, month, day)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_nothing_that_nobody_sees() {
        assert_eq!(one_line("  Ana\tLucía \n Núñez "), "Ana Lucía Núñez");
        assert_eq!(one_line("A\u{202e}na\u{200b}\u{feff}\u{1}"), "Ana");
        assert_eq!(one_line("\u{200b}\u{2060} "), "");
        // A family, and Persian, are written with joiners.
        assert_eq!(one_line("👩\u{200d}👧 می\u{200c}خواهم"), "👩\u{200d}👧 می\u{200c}خواهم");
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        let friday = NaiveDate::from_ymd_opt(2022, 7, 15);
        for typed in ["2022-07-15", " 15/07/2022 ", "15.7.2022", "15-7-2022"] {
            assert_eq!(parse_date(typed), friday, "{typed}");
        }
        for wrong in ["", "15/07", "7/15/2022", "15/07/22", "tomorrow", "2022-02-30", "9999-01-01"]
        {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
