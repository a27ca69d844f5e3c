//! The photo of a note, drawn: a tray of reports from above, with nobody's papers in it.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

use crate::{
    error::{Error, Result},
    photos::{arriving::Arrived, picture},
};

const WIDTH: u32 = 800;
const HEIGHT: u32 = 600;

/// Left, top, width, height and colour, one over the other.
type Area = (u32, u32, u32, u32, [u8; 3]);

const TABLE: [u8; 3] = [186, 152, 118];
const PAPER: [u8; 3] = [247, 246, 240];
const INK: [u8; 3] = [150, 154, 162];

const TRAY: [Area; 9] = [
    (118, 78, 580, 460, [150, 120, 92]),
    (100, 60, 580, 460, [74, 84, 96]),
    (122, 82, 536, 416, [100, 112, 126]),
    // Sheets, and between them the coloured ones, each a little further down.
    (150, 100, 470, 330, PAPER),
    (140, 140, 500, 300, [236, 178, 62]),
    (150, 165, 470, 300, PAPER),
    (140, 230, 500, 240, [78, 160, 152]),
    (150, 255, 470, 225, PAPER),
    (180, 285, 150, 20, [96, 104, 116]),
];

/// The photo with what it shows.
pub(super) fn photo(alt: &str) -> Result<Arrived> {
    let mut image = RgbImage::from_pixel(WIDTH, HEIGHT, Rgb(TABLE));
    for area in TRAY {
        fill(&mut image, area);
    }
    // What is written, too small to be read.
    for line in 0..7 {
        fill(&mut image, (180, 325 + 20 * line, 400 - 37 * (line % 3), 6, INK));
    }
    for top in [118, 190] {
        fill(&mut image, (180, top, 120, 10, INK));
    }
    let mut bytes = Cursor::new(Vec::new());
    let drawn = DynamicImage::ImageRgb8(image);
    drawn.write_to(&mut bytes, ImageFormat::Jpeg).map_err(Error::internal)?;
    let picture = picture::of(bytes.get_ref());
    let picture = picture.map_err(|_| Error::internal("the photo of the demo cannot be read"))?;
    Ok(Arrived { picture, alt: alt.to_owned() })
}

fn fill(image: &mut RgbImage, (left, top, width, height, colour): Area) {
    for y in top..top + height {
        for x in left..left + width {
            image.put_pixel(x, y, Rgb(colour));
        }
    }
}
