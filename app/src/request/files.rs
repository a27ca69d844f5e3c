//! Files that come with a form, held in memory until the command has worked on them.

use tokio::sync::{Semaphore, SemaphorePermit};

/// In these steps room is taken for what arrives.
const PIECE: usize = 64 * 1024;
/// How much all files together may take at a time, in such steps: 128 MB.
const PIECES: usize = 2_048;

static ROOM: Semaphore = Semaphore::const_new(PIECES);

/// What became of a file on its way.
#[derive(Debug, PartialEq, Eq)]
pub enum Content {
    Whole(Vec<u8>),
    /// It has more bytes than the form takes.
    TooLarge,
    /// Too many are sending at this moment.
    NoRoom,
}

/// A file that was sent. Its name stays behind: it may say who somebody is.
#[derive(Debug)]
pub struct File {
    /// The field it was chosen in.
    pub field: String,
    pub content: Content,
    most: usize,
    room: Option<SemaphorePermit<'static>>,
}

impl File {
    /// A file of `most` bytes at most, of which nothing has arrived.
    pub fn begin(field: impl Into<String>, most: usize) -> File {
        File { field: field.into(), content: Content::Whole(Vec::new()), most, room: None }
    }

    /// Takes in what arrives; a file that does not fit is let go.
    pub fn take(&mut self, bytes: &[u8]) {
        let Content::Whole(content) = &mut self.content else { return };
        let length = content.len() + bytes.len();
        if length > self.most {
            self.let_go(Content::TooLarge);
        } else if hold(&mut self.room, length.div_ceil(PIECE)) {
            content.extend_from_slice(bytes);
        } else {
            self.let_go(Content::NoRoom);
        }
    }

    fn let_go(&mut self, why: Content) {
        self.content = why;
        self.room = None;
    }
}

/// Takes as much more room as is missing; `false` when there is none.
fn hold(room: &mut Option<SemaphorePermit<'static>>, pieces: usize) -> bool {
    let missing = pieces.saturating_sub(room.as_ref().map_or(0, SemaphorePermit::num_permits));
    let Ok(more) = ROOM.try_acquire_many(u32::try_from(missing).unwrap_or(u32::MAX)) else {
        return false;
    };
    match room {
        Some(room) => room.merge(more),
        None => *room = Some(more),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_up_to_its_limit() {
        let mut file = File::begin("photos", 5);
        file.take(b"abc");
        file.take(b"de");
        assert_eq!(file.content, Content::Whole(b"abcde".to_vec()));
        assert_eq!(file.room.as_ref().map(SemaphorePermit::num_permits), Some(1));
        file.take(b"f");
        assert_eq!(file.content, Content::TooLarge);
        assert!(file.room.is_none());
        file.take(b"");
        assert_eq!(file.content, Content::TooLarge);
    }

    #[test]
    fn room_grows_with_what_arrives() {
        let mut file = File::begin("photos", 10 * PIECE);
        file.take(&[0; PIECE]);
        file.take(&[0; 1]);
        assert_eq!(file.room.as_ref().map(SemaphorePermit::num_permits), Some(2));
        assert!(!hold(&mut None, PIECES + 1));
    }
}
