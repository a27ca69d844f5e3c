//! Many files as one: a zip, in bounds. Nothing of it ever touches the disk.

use std::io::{Cursor, Read, Write};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::folder::{File, PhotoFile};
use crate::{
    error::{Error, Result},
    photos,
};

/// How large a zip may be.
pub const PACKED_MAX: usize = 32 * 1024 * 1024;
/// How many files are read, how large one of text may be and all of them together, unpacked.
pub const FILES_MAX: usize = 6_000;
pub const FILE_MAX: usize = 2_000_000;
pub const ALL_MAX: usize = 20_000_000;
/// How large all photos together may be.
pub const PHOTOS_MAX: usize = 40_000_000;

/// Why a file is no folder of text files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    NoZip,
    TooManyFiles,
    /// Unpacked, this one or all together would be too large.
    TooLarge(String),
    /// This one is encrypted, damaged or no text.
    NoText(String),
}

/// What was in a zip.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    pub files: Vec<File>,
    pub photos: Vec<PhotoFile>,
}

/// The zip of these files; the same files make the same bytes.
pub fn pack(files: &[File], photos: &[PhotoFile]) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in files {
        zip.start_file(path.as_str(), options).map_err(Error::internal)?;
        zip.write_all(text.as_bytes()).map_err(Error::internal)?;
    }
    // Photos are compressed already.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (path, bytes) in photos {
        zip.start_file(path.as_str(), options).map_err(Error::internal)?;
        zip.write_all(bytes).map_err(Error::internal)?;
    }
    Ok(zip.finish().map_err(Error::internal)?.into_inner())
}

/// The text files and photos of a zip. A folder around all of them is taken away, as are the things that
/// systems put beside one's own. Sizes are those that are found, not those that the zip says.
pub fn unpack(bytes: &[u8]) -> std::result::Result<Unpacked, Unreadable> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::NoZip)?;
    if zip.len() > FILES_MAX {
        return Err(Unreadable::TooManyFiles);
    }
    let (mut left, mut left_for_photos) = (ALL_MAX, PHOTOS_MAX);
    let mut unpacked = Unpacked::default();
    for place in 0..zip.len() {
        let name = zip.name_for_index(place).unwrap_or_default().replace('\\', "/");
        if name.ends_with('/') || is_foreign(&name) {
            continue;
        }
        // What is no Markdown is left aside by whoever reads the folder.
        if !name.ends_with(".md") && !is_photo(&name) {
            unpacked.files.push((name, String::new()));
            continue;
        }
        let no_text = || Unreadable::NoText(name.clone());
        let file = zip.by_index(place).map_err(|_| no_text())?;
        let (most, left) = match is_photo(&name) {
            true => (photos::rules::LARGEST.min(left_for_photos), &mut left_for_photos),
            false => (FILE_MAX.min(left), &mut left),
        };
        let mut content = Vec::new();
        file.take(most as u64 + 1).read_to_end(&mut content).map_err(|_| no_text())?;
        if content.len() > most {
            return Err(Unreadable::TooLarge(name));
        }
        *left -= content.len();
        if is_photo(&name) {
            unpacked.photos.push((name, content));
            continue;
        }
        let text = String::from_utf8(content).map_err(|_| no_text())?;
        unpacked.files.push((name, text));
    }
    Ok(without_folder_around(unpacked))
}

/// Whether a file is looked at as a photo; what it really is its bytes say.
fn is_photo(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["jpg", "jpeg", "png", "webp"].contains(&ending.as_str())
}

/// What archivers of some systems add.
fn is_foreign(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    name.starts_with("__MACOSX/") || last.starts_with('.') || last == "Thumbs.db"
}

fn without_folder_around(unpacked: Unpacked) -> Unpacked {
    let programme = unpacked.files.iter().find(|(path, _)| {
        path == "programme.md" || path.ends_with("/programme.md") && path.matches('/').count() == 1
    });
    let Some(around) = programme.and_then(|(path, _)| path.strip_suffix("programme.md")) else {
        return unpacked;
    };
    let around = around.to_owned();
    Unpacked {
        files: unpacked.files.into_iter().map(|file| inside(&around, file)).collect(),
        photos: unpacked.photos.into_iter().map(|file| inside(&around, file)).collect(),
    }
}

fn inside<Content>(around: &str, (path, content): (String, Content)) -> (String, Content) {
    match path.strip_prefix(around) {
        Some(path) => (path.to_owned(), content),
        None => (path, content),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content) in files {
            zip.start_file(*path, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_was_packed_is_unpacked() {
        let files = vec![
            ("programme.md".to_owned(), "uno".to_owned()),
            ("notes/001-ñandú.md".to_owned(), "dos".to_owned()),
        ];
        let photos = vec![("photos/001-1.jpg".to_owned(), vec![0xff, 0xd8, 0])];
        let packed = pack(&files, &photos).unwrap();
        assert_eq!(packed, pack(&files, &photos).unwrap());
        assert_eq!(unpack(&packed), Ok(Unpacked { files, photos }));
    }

    #[test]
    fn a_folder_around_and_what_systems_add_are_taken_away() {
        let packed = zip(&[
            ("reports/programme.md", b"uno"),
            ("reports/notes/1.md", b"dos"),
            ("reports/.DS_Store", b"\x00"),
            ("__MACOSX/reports/._programme.md", b"\x00"),
            ("reports/photos/1.JPG", b"\xff"),
            ("reports/plan.pdf", b"\xff"),
        ]);
        let unpacked = unpack(&packed).unwrap();
        let paths: Vec<_> = unpacked.files.into_iter().map(|file| file.0).collect();
        assert_eq!(paths, ["programme.md", "notes/1.md", "plan.pdf"]);
        assert_eq!(unpacked.photos, [("photos/1.JPG".to_owned(), vec![0xff])]);
    }

    #[test]
    fn bombs_and_other_files_are_refused() {
        assert_eq!(unpack(b"name,email\nAna,a@x.pe"), Err(Unreadable::NoZip));
        assert_eq!(unpack(b""), Err(Unreadable::NoZip));
        // Two megabytes and a byte of one letter are two kilobytes when packed.
        let large = vec![b'a'; FILE_MAX + 1];
        let packed = zip(&[("notes/1.md", &large)]);
        assert!(packed.len() < 20_000);
        assert_eq!(unpack(&packed), Err(Unreadable::TooLarge("notes/1.md".into())));
        let large = &large[..FILE_MAX];
        let names: Vec<_> = (0..11).map(|place| format!("notes/{place}.md")).collect();
        let many: Vec<_> = names.iter().map(|name| (name.as_str(), large)).collect();
        assert_eq!(unpack(&zip(&many)), Err(Unreadable::TooLarge("notes/10.md".into())));
        let large = vec![0; photos::rules::LARGEST + 1];
        let packed = zip(&[("photos/1.jpg", &large)]);
        assert_eq!(unpack(&packed), Err(Unreadable::TooLarge("photos/1.jpg".into())));
        let large = &large[1..];
        let names: Vec<_> = (0..8).map(|place| format!("photos/{place}.jpg")).collect();
        let many: Vec<_> = names.iter().map(|name| (name.as_str(), large)).collect();
        assert_eq!(unpack(&zip(&many)), Err(Unreadable::TooLarge("photos/7.jpg".into())));
        let names: Vec<_> = (0..=FILES_MAX).map(|place| format!("{place}.md")).collect();
        let many: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert_eq!(unpack(&zip(&many)), Err(Unreadable::TooManyFiles));
        assert_eq!(unpack(&zip(&[("a.md", b"\xff\xfe")])), Err(Unreadable::NoText("a.md".into())));
        // Cut off, or changed on its way.
        let whole = zip(&[("programme.md", b"uno")]);
        assert_eq!(unpack(&whole[..whole.len() / 2]), Err(Unreadable::NoZip));
        let mut broken = zip(&[("programme.md", &[b'a'; 500])]);
        broken[45] ^= 0xff;
        assert!(unpack(&broken).is_err());
    }
}
