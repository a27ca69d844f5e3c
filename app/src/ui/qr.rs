//! An address as a picture for a telephone's camera.

use fast_qr::{
    QRBuilder,
    convert::{Builder, Shape, svg::SvgBuilder},
};

use crate::error::{Error, Result};

/// A QR code as SVG, dark on light whatever the colours of the page: scanners want it so.
pub fn picture(link: &str) -> Result<String> {
    let qr = QRBuilder::new(link).build().map_err(|error| Error::internal(format!("{error:?}")))?;
    Ok(SvgBuilder::default().shape(Shape::Square).margin(3).to_str(&qr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_needs_no_style_of_its_own() {
        let svg = picture("https://espiral.example/join/K7PQ2X").unwrap();
        assert!(svg.starts_with("<svg"), "{svg}");
        assert!(!svg.contains("style"), "{svg}");
    }
}
