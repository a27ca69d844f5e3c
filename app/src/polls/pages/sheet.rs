use serde::Deserialize;

use super::results::labels;
use crate::{
    error::{Error, Result},
    export::{Sheet, Value},
    polls::{PollId, PollKind, running, store, texts::texts},
    request::{Look, query},
};

#[derive(Default, Deserialize)]
struct Asked {
    poll: Option<PollId>,
}

/// The results of a poll as a table, for those who run its session. There is nothing to be had
/// before it has closed, or of fewer than five answers.
pub async fn export() -> Result<Sheet> {
    let t = texts();
    let asked: Asked = query();
    let id = asked.poll.ok_or(Error::NotFound)?;
    let mut look = Look::begin().await?;
    let poll = store::find(&mut look.tx, &look.actor.scope(), id).await?.ok_or(Error::NotFound)?;
    running::enter(&mut look.tx, &look.actor, poll.session_id).await?;
    let tally = running::results(&mut look.tx, &poll).await?.ok_or(Error::NotFound)?;
    let name = t.polls.to_lowercase();
    if poll.kind == PollKind::Words {
        let rows = tally.words.into_iter().map(|words| vec![Value::from(words)]).collect();
        return Ok(Sheet::new(name, [poll.question], rows));
    }
    let rows = labels(&poll).into_iter().zip(tally.counts).map(|(label, count)| {
        vec![label.into(), count.into(), Value::Share(count as f64 / tally.answers as f64)]
    });
    let headers = [poll.question.as_str(), t.answers_label, t.share];
    Ok(Sheet::new(name, headers, rows.collect()))
}
