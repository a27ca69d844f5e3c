//! What telephones make becomes ours; what attackers make stays out.

use image::{GrayImage, RgbaImage};

use super::*;
use crate::photos::testing::{NOTED, from_a_phone, jpeg, picture};

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

fn colour(bytes: &[u8], x: u32, y: u32) -> [u8; 3] {
    image::load_from_memory(bytes).unwrap().to_rgb8().get_pixel(x, y).0
}

#[test]
fn each_format_becomes_a_jpeg_in_two_sizes() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let made = of(&picture(2_000, 1_000, format)).unwrap();
        assert_eq!((made.width, made.height), (1_600, 800), "{format:?}");
        for (bytes, width) in [(&made.large, 1_600), (&made.small, 480)] {
            assert_eq!(rules::format_of(bytes), Format::Jpeg);
            assert_eq!(image::load_from_memory(bytes).unwrap().width(), width);
        }
    }
}

#[test]
fn a_photo_stands_upright_and_has_forgotten_where_it_was_taken() {
    let taken = from_a_phone(40, 20);
    assert!(holds(&taken, NOTED.as_bytes()));
    let made = of(&taken).unwrap();
    // What lay on the left stands on top.
    assert_eq!((made.width, made.height), (20, 40));
    let ([red, _, _], [_, _, blue]) = (colour(&made.large, 10, 4), colour(&made.large, 10, 36));
    assert!(red > 150 && blue > 150, "{red} {blue}");
    for bytes in [&made.large, &made.small] {
        assert!(!holds(bytes, b"Exif") && !holds(bytes, b"GPS") && !holds(bytes, b"Ana"));
    }
}

#[test]
fn what_hangs_on_to_a_picture_is_left_behind() {
    let mut both = jpeg(40, 20);
    both.extend(b"<script>alert(1)</script>PK\x03\x04");
    let made = of(&both).unwrap();
    assert!(!holds(&made.large, b"<script") && !holds(&made.large, b"PK\x03\x04"));
}

/// A photo that is taken out of one clinic and into another does not blur on its way.
#[test]
fn what_we_wrote_stays_as_it_is() {
    let made = of(&picture(2_000, 1_000, ImageFormat::Png)).unwrap();
    assert!(ours::is_ours(&made.large));
    assert_eq!(of(&made.large).unwrap().large, made.large);
    // What somebody puts into it, behind it or before it makes it theirs.
    let (head, rest) = made.large.split_at(2);
    let noted = [head, b"\xff\xfe\0\x06note", rest].concat();
    let behind = [&made.large[..], b"note"].concat();
    for theirs in [noted, behind, from_a_phone(40, 20)] {
        assert!(!ours::is_ours(&theirs));
        let again = of(&theirs).unwrap().large;
        assert!(again != theirs && !holds(&again, b"note"));
    }
    for cut in [0, 2, 10, 100, made.large.len() - 1] {
        assert!(!ours::is_ours(&made.large[..cut]));
    }
}

#[test]
fn a_drawing_on_nothing_is_on_white_paper() {
    let clear = DynamicImage::ImageRgba8(RgbaImage::new(8, 8));
    let mut bytes = Cursor::new(Vec::new());
    clear.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let made = of(bytes.get_ref()).unwrap();
    assert_eq!(colour(&made.large, 4, 4), [255, 255, 255]);
}

/// A few kilobytes that would become hundreds of megabytes.
#[test]
fn a_bomb_is_refused_by_its_head() {
    let mut bytes = Cursor::new(Vec::new());
    GrayImage::new(6_000, 5_000).write_to(&mut bytes, ImageFormat::Png).unwrap();
    assert!(bytes.get_ref().len() < 200_000);
    assert_eq!(of(bytes.get_ref()).err(), Some(Unreadable::TooManyPixels));

    // A small picture that says it is 65,500 pixels wide and high.
    let mut claims = jpeg(16, 16);
    let frame = claims.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    claims[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    assert_eq!(of(&claims).err(), Some(Unreadable::TooManyPixels));
}

#[test]
fn what_is_no_photo_is_told_apart() {
    let whole = picture(300, 200, ImageFormat::Png);
    assert_eq!(of(&whole[..whole.len() / 2]).err(), Some(Unreadable::Broken));
    assert_eq!(of(b"\xff\xd8\xff\xe0 no more").err(), Some(Unreadable::Broken));
    assert_eq!(of(b"RIFF\x10\0\0\0WEBPVP8X\xff\xff").err(), Some(Unreadable::Broken));
    assert_eq!(of(b"\0\0\0\x18ftypheic\0\0\0\0").err(), Some(Unreadable::Heic));
    for foreign in [&b"GIF89a\x01\0\x01\0"[..], b"<svg onload=alert(1)>", b"%PDF-1.7", b""] {
        assert_eq!(of(foreign).err(), Some(Unreadable::Foreign));
    }
}
