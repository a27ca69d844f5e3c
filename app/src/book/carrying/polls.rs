//! Polls of a book.

use super::Carrying;
use crate::{
    book::store,
    error::{Error, Result},
    polls::{PollId, Tally},
    writing::one_line,
};

impl Carrying<'_> {
    pub(super) async fn polls(&mut self) -> Result<()> {
        let checked = self.checked;
        for (leaf, asked) in checked.book.polls.iter().zip(&checked.polls) {
            let front = &leaf.front;
            let session = *self.sessions.get(front.session.as_str()).ok_or(Error::Stale)?;
            let poll = asked.clone().into_poll(PollId::new(), session, 1);
            let mut words: Vec<String> = front.words.iter().map(|one| one_line(one)).collect();
            words.sort_unstable();
            let tally = Tally { words, ..front.tally() };
            store::add_poll(self.tx, &poll, &tally, self.actor.id, self.now).await?;
        }
        Ok(())
    }
}
