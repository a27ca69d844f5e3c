//! The time zones a branch can have.

use chrono_tz::{TZ_VARIANTS, Tz};

/// Whether this is the name of a zone, spelt as the list has it.
pub fn is_zone(name: &str) -> bool {
    name.parse::<Tz>().is_ok()
}

/// What the field proposes: every zone named after a place, those of Latin America first.
pub fn proposed() -> impl Iterator<Item = &'static str> {
    const NEAR: [&str; 8] = [
        "America/Lima",
        "America/Bogota",
        "America/Guayaquil",
        "America/La_Paz",
        "America/Santiago",
        "America/Argentina/Buenos_Aires",
        "America/Mexico_City",
        "Asia/Seoul",
    ];
    const PLACES: [&str; 7] =
        ["Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Pacific/"];
    let others = TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| PLACES.iter().any(|place| name.starts_with(place)) && !NEAR.contains(name));
    NEAR.into_iter().chain(others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_their_iana_names() {
        assert!(is_zone("America/Lima") && is_zone("Asia/Seoul") && is_zone("UTC"));
        assert!(!is_zone("Lima") && !is_zone("America/lima") && !is_zone(""));
        assert!(proposed().all(is_zone));
        assert_eq!(proposed().next(), Some("America/Lima"));
    }
}
