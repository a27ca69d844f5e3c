//! Pictures for tests, as telephones make them and as nobody should.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::{arriving::Arrived, picture};

/// What a telephone notes in [`from_a_phone`].
pub const NOTED: &str = "GPS -12.0464 -77.0428 Ana";

/// A picture in a format, red on its left half and blue on the other.
pub fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let half = |x, _| if x < width / 2 { Rgb([200, 0, 0]) } else { Rgb([0, 0, 200]) };
    let image = DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, half));
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    picture(width, height, ImageFormat::Jpeg)
}

/// A JPEG of a telephone held upright: its lines run as the sensor lies, a mark says how to turn
/// it, and beside that it notes where it was taken.
pub fn from_a_phone(width: u32, height: u32) -> Vec<u8> {
    // One directory with two entries: the orientation 6, and the maker as a text behind it.
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend(b"\x01\x0f\0\x02");
    exif.extend((NOTED.len() as u32).to_be_bytes());
    exif.extend(b"\0\0\0\x26\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
    exif.extend(NOTED.as_bytes());
    let length = u16::try_from(exif.len() + 2).expect("a short note").to_be_bytes();
    let plain = jpeg(width, height);
    [&plain[..2], b"\xff\xe1", &length, &exif, &plain[2..]].concat()
}

/// A photo ready to be kept.
pub fn arrived(alt: &str) -> Arrived {
    let picture = picture::of(&jpeg(64, 48)).expect("a picture");
    Arrived { picture, alt: alt.to_owned() }
}
