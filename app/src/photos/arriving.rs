//! Photos on their way in, from the files of a form to what is kept: before anything is locked.

use super::{
    PhotoId,
    picture::{Picture, Unreadable, develop},
    rules,
    texts::texts,
};
use crate::{
    error::{Error, Problems, Result},
    request::{Content, File, Typed, visitor},
    writing::one_line,
};
use std::sync::Arc;

/// The field of the files, and that of the words for what each of them shows.
pub const FIELD: &str = "photos";
const ALT: &str = "alt";

/// A photo ready to be kept.
pub struct Arrived {
    pub picture: Picture,
    /// What it shows; may be empty.
    pub alt: String,
}

/// The photos that came with the form, with what each shows. All problems at once, at the field.
pub async fn arrived(alts: &[String]) -> Result<Vec<Arrived>> {
    let t = texts();
    let files = visitor().files;
    let chosen: Vec<usize> = files
        .iter()
        .enumerate()
        .filter(|(_, file)| file.field == FIELD)
        .map(|(at, _)| at)
        .collect();
    let mut problems = Problems::default();
    problems.require(chosen.len() <= rules::MOST, FIELD, t.too_many);
    problems.into_result()?;

    let mut problems = Problems::default();
    let mut arrived = Vec::new();
    for (index, at) in chosen.iter().enumerate() {
        let alt = alt(alts, index, &mut problems);
        match picture(&files, *at).await {
            Ok(picture) => arrived.push(Arrived { picture, alt }),
            Err(why) if chosen.len() > 1 => problems.add(FIELD, (t.which)(index as i64 + 1, why)),
            Err(why) => problems.add(FIELD, why),
        }
    }
    problems.into_result()?;
    Ok(arrived)
}

/// The same beside what else the form says: when that is refused, a browser has let go of the
/// files, and the person is told to choose them again.
pub async fn with<T>(other: Result<T>, alts: &[String]) -> Result<(T, Vec<Arrived>)> {
    match (other, arrived(alts).await) {
        (Ok(other), Ok(arrived)) => Ok((other, arrived)),
        (Err(Error::Invalid(mut all)), Err(Error::Invalid(more))) => {
            all.extend(more);
            Err(Error::Invalid(all))
        }
        (Err(Error::Invalid(mut all)), Ok(arrived)) if !arrived.is_empty() => {
            if let Error::Invalid(more) = Error::field(FIELD, texts().choose_again) {
                all.extend(more);
            }
            Err(Error::Invalid(all))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// What the form of a note says of a photo that the note has.
#[derive(Clone, Debug)]
pub struct Kept {
    pub id: PhotoId,
    pub alt: String,
    pub away: bool,
}

/// The photos that the form of a note names (`kept[]`), with what each shows (`alt-{id}`) and whether it
/// is to go (`away-{id}`).
pub fn kept(typed: &Typed) -> Result<Vec<Kept>> {
    let mut problems = Problems::default();
    let named = typed.all("kept").into_iter().filter_map(|named| {
        let id = named.parse().ok()?;
        let (field, away) =
            (format!("alt-{named}"), !typed.one(&format!("away-{named}")).is_empty());
        let alt = one_line(typed.one(&field));
        let fits = alt.chars().count() <= rules::ALT_MAX;
        problems.require(fits || away, &field, texts().alt_long);
        Some(Kept { id, alt, away })
    });
    let kept = named.collect();
    problems.into_result()?;
    Ok(kept)
}

/// What the photo at a place shows. Where JavaScript is off there is one field for all of them.
fn alt(alts: &[String], index: usize, problems: &mut Problems) -> String {
    let typed = match alts {
        [one] => one,
        several => several.get(index).map_or("", String::as_str),
    };
    let alt = one_line(typed);
    problems.require(alt.chars().count() <= rules::ALT_MAX, ALT, texts().alt_long);
    alt
}

async fn picture(files: &Arc<[File]>, at: usize) -> Result<Picture, &'static str> {
    let t = texts();
    match &files[at].content {
        Content::TooLarge => return Err(t.too_large),
        Content::NoRoom => return Err(t.busy),
        Content::Whole(_) => {}
    }
    let file = Whole(files.clone(), at);
    develop(file).await.map_err(in_words)
}

/// Why a file is no photo, and what to do.
pub fn in_words(why: Unreadable) -> &'static str {
    let t = texts();
    match why {
        Unreadable::Heic => t.heic,
        Unreadable::Foreign => t.foreign,
        Unreadable::TooManyPixels => t.too_many_pixels,
        Unreadable::Broken => t.broken,
    }
}

/// The content of a file, to be handed to another thread.
struct Whole(Arc<[File]>, usize);

impl AsRef<[u8]> for Whole {
    fn as_ref(&self) -> &[u8] {
        match &self.0[self.1].content {
            Content::Whole(bytes) => bytes,
            _ => &[],
        }
    }
}
