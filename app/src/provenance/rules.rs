//! How a chain is laid out.

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

#[cfg(test)]
mod tests {
    use super::*;

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
