use crate::knowledge::NoteId;

crate::id!(
    /// A photo of a note.
    random PhotoId
);

crate::text_enum! {
    /// In which size a photo is asked for.
    pub enum Size {
        /// To look at.
        Large => "large",
        /// For the wall.
        Small => "small",
    }
}

impl Size {
    /// The longer side, in pixels.
    pub fn long_side(self) -> u32 {
        match self {
            Size::Large => 1_600,
            Size::Small => 480,
        }
    }
}

/// A photo of a note, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Photo {
    pub id: PhotoId,
    pub note_id: NoteId,
    /// What it shows, for those who do not see it; may be empty.
    pub alt: String,
    /// Of the large one, in pixels.
    pub width: i64,
    pub height: i64,
}
