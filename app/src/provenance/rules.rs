//! How a chain is laid out, and how much of a label a box shows.

use crate::knowledge::markdown::shorten;

/// The column of each of `count` things: one further than whatever leads to it. Where links go
/// round in a circle, the first thing of it begins.
pub fn columns(count: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let mut column = vec![0; count];
    let mut open: Vec<usize> = (0..count).collect();
    let mut placed = vec![false; count];
    while !open.is_empty() {
        let ready = |thing: usize, placed: &[bool]| {
            links.iter().all(|(from, to)| *to != thing || *from == thing || placed[*from])
        };
        let next = open.iter().position(|thing| ready(*thing, &placed)).unwrap_or(0);
        let thing = open.remove(next);
        let before = links.iter().filter(|(from, to)| *to == thing && placed[*from]);
        column[thing] = before.map(|(from, _)| column[*from] + 1).max().unwrap_or(0);
        placed[thing] = true;
    }
    column
}

/// A text in at most `most` lines of the width of `fits` letters, cut between words where there are
/// any. Letters of Chinese, Japanese and Korean are as wide as two.
pub fn wrap(text: &str, fits: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() < most {
        let mut width = 0;
        let end = rest.char_indices().find(|(_, letter)| {
            width += if is_wide(*letter) { 2 } else { 1 };
            width > fits
        });
        let Some((end, over)) = end else {
            lines.push(rest.to_owned());
            return lines;
        };
        if lines.len() + 1 == most {
            // The last line says that there is more, and keeps room for saying so.
            let kept = rest[..end].chars().count();
            lines.push(shorten(rest, kept.saturating_sub(1).max(1)));
            return lines;
        }
        let whole = match rest[..end].rfind(' ') {
            Some(space) if !over.is_whitespace() && space > 0 => space,
            _ => end.max(rest.chars().next().map_or(0, char::len_utf8)),
        };
        lines.push(rest[..whole].trim_end().to_owned());
        rest = rest[whole..].trim_start();
    }
    lines
}

fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_goes_on_in_the_next_line_and_the_last_says_that_there_is_more() {
        let text = "Preguntar dos veces por el nombre del paciente";
        assert_eq!(wrap(text, 23, 1), ["Preguntar dos veces…"]);
        assert_eq!(wrap(text, 23, 3), ["Preguntar dos veces por", "el nombre del paciente"]);
        assert_eq!(wrap(text, 12, 3), ["Preguntar", "dos veces", "por el…"]);
        assert_eq!(wrap("  corto ", 23, 3), ["corto"]);
        assert_eq!(wrap("", 23, 3), Vec::<String>::new());
    }

    /// A word longer than a line, letters as wide as two, and a line of one letter.
    #[test]
    fn what_has_no_spaces_is_cut_between_letters() {
        assert_eq!(wrap("abcdefgh", 3, 2), ["abc", "de…"]);
        assert_eq!(wrap("환자이름확인", 6, 3), ["환자이", "름확인"]);
        assert_eq!(wrap("환자", 1, 2), ["환", "자"]);
    }

    /// Two notes make a concept, which with a third note makes an archetype:
    /// 0 archetype, 1 concept, 2 and 3 its notes, 4 the note that leads straight to it.
    #[test]
    fn each_stands_after_all_that_lead_to_it() {
        assert_eq!(columns(5, &[(1, 0), (2, 1), (3, 1), (4, 0)]), [2, 1, 0, 0, 0]);
    }

    #[test]
    fn a_circle_has_an_end() {
        assert_eq!(columns(3, &[(0, 1), (1, 2), (2, 0)]), [0, 1, 2]);
        assert_eq!(columns(1, &[(0, 0)]), [0]);
        assert_eq!(columns(0, &[]), Vec::<usize>::new());
    }
}
