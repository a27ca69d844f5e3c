//! Makes of a file a picture of our own, in two sizes. Slow, and never inside a transaction.

mod ours;

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage,
    codecs::jpeg::JpegEncoder, metadata::Orientation,
};
use tokio::{sync::Semaphore, task::spawn_blocking};

use super::{
    Size,
    rules::{self, Format},
};

/// How many are worked on at a time: each may take some 200 MB while it is read.
static WORKBENCH: Semaphore = Semaphore::const_new(2);
/// What a reader of files may take beside the picture itself, and the picture: in bytes.
const MEMORY: u64 = 6 * rules::PIXELS;

/// A photo as it is kept.
pub struct Picture {
    /// Of the large one, in pixels.
    pub width: i64,
    pub height: i64,
    pub large: Vec<u8>,
    pub small: Vec<u8>,
}

/// Why a file is no photo that we can keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    Heic,
    /// Neither JPEG nor PNG nor WebP.
    Foreign,
    TooManyPixels,
    /// Damaged, or made to be.
    Broken,
}

/// Works on a file off the threads that answer requests, when it is its turn. `bytes` hands the
/// file over there.
pub async fn develop(bytes: impl AsRef<[u8]> + Send + 'static) -> Result<Picture, Unreadable> {
    // The bench is never closed.
    let _turn = WORKBENCH.acquire().await.map_err(|_| Unreadable::Broken)?;
    // A reader that gives up in panic has read a broken file.
    spawn_blocking(move || of(bytes.as_ref())).await.unwrap_or(Err(Unreadable::Broken))
}

/// Reads a file and writes it anew.
pub fn of(bytes: &[u8]) -> Result<Picture, Unreadable> {
    let format = match rules::format_of(bytes) {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::WebP => ImageFormat::WebP,
        Format::Heic => return Err(Unreadable::Heic),
        Format::Other => return Err(Unreadable::Foreign),
    };
    let (image, orientation) = read(bytes, format)?;
    let fits = image.width().max(image.height()) <= Size::Large.long_side();
    if fits && orientation == Orientation::NoTransforms && ours::is_ours(bytes) {
        return Ok(Picture {
            width: image.width().into(),
            height: image.height().into(),
            large: bytes.to_vec(),
            small: written(&shrunk(&image, Size::Small).into_rgb8(), 75)?,
        });
    }
    let mut large = DynamicImage::ImageRgb8(on_white(&shrunk(&image, Size::Large)));
    drop(image);
    // Turning is cheap when the picture is small.
    large.apply_orientation(orientation);
    let small = shrunk(&large, Size::Small);
    Ok(Picture {
        width: large.width().into(),
        height: large.height().into(),
        large: written(&large.into_rgb8(), 82)?,
        small: written(&small.into_rgb8(), 75)?,
    })
}

fn read(bytes: &[u8], format: ImageFormat) -> Result<(DynamicImage, Orientation), Unreadable> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    // Only the head has been read when there is a decoder.
    let mut decoder = reader.into_decoder().map_err(|_| Unreadable::Broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > rules::PIXELS || decoder.total_bytes() > MEMORY {
        return Err(Unreadable::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|_| Unreadable::Broken)?;
    Ok((image, orientation))
}

fn shrunk(image: &DynamicImage, size: Size) -> DynamicImage {
    let (width, height) = rules::fitting(image.width(), image.height(), size);
    if (width, height) == (image.width(), image.height()) {
        return image.clone();
    }
    image.thumbnail_exact(width, height)
}

/// A drawing on nothing becomes one on paper.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let seen = image.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0.map(u32::from);
        let over = |colour: u32| ((colour * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        image::Rgb([over(red), over(green), over(blue)])
    })
}

fn written(image: &RgbImage, quality: u8) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    image.write_with_encoder(encoder).map_err(|_| Unreadable::Broken)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
