//! Pages of comments: what stands at the passages of a text, the threads under it, the forms.

mod fields;
mod forms;
mod mine;
mod talk;
mod thread;

pub use fields::look_up;
pub use forms::{edit, new};
pub use mine::mine;
pub use talk::Talk;

use super::{Voice, texts::texts};
use crate::knowledge::markdown;

/// How much of a passage stands in a label or a quote.
const SHORT: usize = 60;
const QUOTE: usize = 280;

/// Who speaks, in words.
fn voice(voice: &Voice) -> String {
    let t = texts();
    match voice {
        Voice::Named(name) => name.clone(),
        Voice::Author => t.author.to_owned(),
        Voice::AuthorSelf(name) => (t.only_you)(name),
    }
}

fn shortened(passage: &str, length: usize) -> String {
    markdown::shorten(passage, length)
}
