//! Whether a JPEG holds a picture and nothing else, as those that we write.

/// All that stands before the picture itself, in bytes.
const HEAD_MAX: usize = 2_000;

/// Such a file need not be written again, which would blur it a little: a photo that goes from one
/// clinic to another stays as it is. Whether the picture can be read is for the reader to say.
pub fn is_ours(bytes: &[u8]) -> bool {
    let mut at = 2;
    if !bytes.starts_with(&[0xff, 0xd8]) {
        return false;
    }
    loop {
        let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) else { return false };
        let end = at + 2 + usize::from(u16::from_be_bytes([*high, *low]));
        let segment = bytes.get(at + 4..end).unwrap_or_default();
        let known = match marker {
            // No small picture inside, and nothing behind it.
            0xe0 => {
                segment.len() == 14 && segment.starts_with(b"JFIF\0") && segment.ends_with(&[0, 0])
            }
            // Three colours.
            0xc0 => segment.len() == 15,
            0xc4 | 0xdb => true,
            0xda => return bytes.get(end..).is_some_and(is_scan),
            _ => false,
        };
        if !known || end > HEAD_MAX {
            return false;
        }
        at = end;
    }
}

/// The picture, to the end of the file.
fn is_scan(bytes: &[u8]) -> bool {
    let Some(picture) = bytes.strip_suffix(&[0xff, 0xd9]) else { return false };
    let marks = picture.windows(2).any(|pair| pair[0] == 0xff && pair[1] != 0);
    !marks && picture.last() != Some(&0xff)
}
