//! The colours of steps: nine hues on one path from warm to cool.

/// The class of the `index`-th of `count` steps: the first is the warmest, the last the coolest.
pub fn class(index: usize, count: usize) -> &'static str {
    const CLASSES: [&str; 9] =
        ["hue-1", "hue-2", "hue-3", "hue-4", "hue-5", "hue-6", "hue-7", "hue-8", "hue-9"];
    let steps = count.saturating_sub(1).max(1);
    CLASSES[(index * (CLASSES.len() - 1) / steps).min(CLASSES.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::class;

    #[test]
    fn five_steps_take_every_second_hue() {
        let five: Vec<_> = (0..5).map(|i| class(i, 5)).collect();
        assert_eq!(five, ["hue-1", "hue-3", "hue-5", "hue-7", "hue-9"]);
    }

    #[test]
    fn any_number_of_steps_begins_warm_and_ends_cool() {
        for count in 2..=9 {
            assert_eq!((class(0, count), class(count - 1, count)), ("hue-1", "hue-9"));
        }
        assert_eq!(class(0, 1), "hue-1");
        assert_eq!(class(40, 5), "hue-9");
    }
}
