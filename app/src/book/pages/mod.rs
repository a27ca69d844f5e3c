//! Taking knowledge out, sending a file of it, and what that file would add.

mod card;
mod preview;
mod send;
mod take_out;

pub use card::{carried_notice, programme_card};
pub use preview::preview;
pub use send::{NotArrived, send};
pub use take_out::take_out;

use super::texts::texts;
use crate::{
    error::{Error, Result},
    programmes::{self, Programme, ProgrammeId},
    request::Look,
    routes::{self, Section},
};

/// A programme into which this person may carry knowledge.
async fn leading(look: &mut Look, id: ProgrammeId) -> Result<Programme> {
    let scope = look.actor.scope();
    let found = programmes::store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    match super::rules::may_carry_in(&look.actor, &found.programme) {
        true => Ok(found.programme),
        false => Err(Error::Forbidden),
    }
}

/// The pages above those of a programme's files.
fn crumbs(programme: &Programme) -> Vec<(String, String)> {
    vec![
        (texts().programmes.to_owned(), Section::Programmes.href().to_owned()),
        (programme.name.clone(), routes::programme(programme.id)),
    ]
}
