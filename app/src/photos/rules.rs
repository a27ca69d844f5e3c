//! Which photos a note takes.

use super::Size;

/// How many photos a note has at most.
pub const MOST: usize = 4;
/// The largest file that is taken, in bytes.
pub const LARGEST: usize = 5 * 1024 * 1024;
/// The most pixels that are worked on: a telephone's 24 million and a little more. It bounds the
/// memory that one photo can take, however small its file.
pub const PIXELS: u64 = 25_000_000;
/// The longest words for what a photo shows, in characters.
pub const ALT_MAX: usize = 200;

/// What a file is by its first bytes, whatever its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
    WebP,
    /// What iPhones make unless they are asked for JPEG; it is under patents, so few can read it.
    Heic,
    Other,
}

/// Reads it from the first bytes of a file.
pub fn format_of(bytes: &[u8]) -> Format {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Format::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Format::Png,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Format::WebP,
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..]
            if brand.starts_with(b"hei")
                || brand.starts_with(b"hev")
                || brand.starts_with(b"mif1")
                || brand.starts_with(b"msf1") =>
        {
            Format::Heic
        }
        _ => Format::Other,
    }
}

/// How large a picture becomes that is to fit a size; it never grows.
pub fn fitting(width: u32, height: u32, size: Size) -> (u32, u32) {
    let (most, long) = (size.long_side(), width.max(height).max(1));
    if long <= most {
        return (width.max(1), height.max(1));
    }
    let scaled = |side: u32| {
        let side = (u64::from(side) * u64::from(most) + u64::from(long) / 2) / u64::from(long);
        u32::try_from(side).unwrap_or(most).max(1)
    };
    (scaled(width), scaled(height))
}

/// The first of the places 1 to [`MOST`] that none of these photos has.
pub fn free_place(taken: &[i64]) -> Option<i64> {
    (1..=MOST as i64).find(|place| !taken.contains(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(format_of(b"\xff\xd8\xff\xe0\0\x10JFIF"), Format::Jpeg);
        assert_eq!(format_of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Format::Png);
        assert_eq!(format_of(b"RIFF\x24\0\0\0WEBPVP8 "), Format::WebP);
        assert_eq!(format_of(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Format::Heic);
        assert_eq!(format_of(b"\0\0\0\x18ftypmif1\0\0\0\0"), Format::Heic);
        for other in
            [&b""[..], b"\xff\xd8", b"GIF89a", b"<svg xmlns=", b"%PDF-1.7", b"RIFF....WAVE"]
        {
            assert_eq!(format_of(other), Format::Other, "{other:?}");
        }
    }

    #[test]
    fn the_long_side_fits_and_nothing_grows() {
        assert_eq!(fitting(4_032, 3_024, Size::Large), (1_600, 1_200));
        assert_eq!(fitting(3_024, 4_032, Size::Small), (360, 480));
        assert_eq!(fitting(1_600, 900, Size::Large), (1_600, 900));
        assert_eq!(fitting(12, 8, Size::Small), (12, 8));
        assert_eq!(fitting(20_000, 3, Size::Large), (1_600, 1));
    }

    #[test]
    fn a_free_place_is_filled_first() {
        assert_eq!(free_place(&[]), Some(1));
        assert_eq!(free_place(&[1, 3, 4]), Some(2));
        assert_eq!(free_place(&[4, 3, 2, 1]), None);
    }
}
