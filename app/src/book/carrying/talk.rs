//! Comments and upkeep of a book.

use super::{Carrying, whole};
use crate::{
    book::{
        fronts::{CommentFront, ThreadFront, UpkeepFront},
        store,
    },
    comments::{self, CommentId, store::NewComment, talking::Words},
    error::{Error, Result},
    knowledge::rules::clean,
    people::PersonId,
    provenance::{Kind, Thing},
    reviews::{
        self,
        store::{NewEnding, NewReview, NewVerification},
    },
};

impl Carrying<'_> {
    pub(super) async fn comments(&mut self) -> Result<()> {
        let checked = self.checked;
        for (leaf, words) in checked.book.comments.iter().zip(&checked.comments) {
            let front = &leaf.front;
            let thing = self.thing(&front.on)?;
            let mut thread = None;
            for (said, words) in front.comments.iter().zip(words) {
                let id = self.comment((thing, thread), front, said, words.as_ref()).await?;
                thread = thread.or(Some(id));
            }
            let last = front.comments.last().map(|last| last.at);
            let turned = front.turned.or(last.filter(|_| front.resolved));
            if let (Some(thread), Some(at)) = (thread, turned) {
                let by = self.speaker(&front.on, front.turned_by.as_deref()).await?;
                comments::store::turn(self.tx, thread, true, by, whole(at)).await?;
                if !front.resolved {
                    comments::store::turn(self.tx, thread, false, by, whole(at)).await?;
                }
            }
        }
        Ok(())
    }

    async fn comment(
        &mut self,
        (thing, thread): (Thing, Option<CommentId>),
        front: &ThreadFront,
        said: &CommentFront,
        words: Option<&Words>,
    ) -> Result<CommentId> {
        let id = CommentId::new();
        let new = NewComment {
            id,
            thing,
            part: &front.section,
            quote: if thread.is_none() { &front.quote } else { "" },
            text_revision: front.revision,
            thread,
            author: self.speaker(&front.on, said.by.as_deref()).await?,
            body: words.map_or("", |words| &words.body),
            html: words.map_or("", |words| &words.html),
            at: whole(said.at),
        };
        comments::store::add(self.tx, new).await?;
        let (edited, taken_back) = (said.edited.map(whole), said.taken_back.map(whole));
        store::set_comment_dates(self.tx, id, edited, taken_back).await?;
        if words.is_some() {
            let called: Vec<_> = said.mentions.iter().map(|name| self.by(Some(name))).collect();
            store::set_called(self.tx, id, &called, self.now).await?;
        }
        Ok(id)
    }

    /// Who speaks about a thing: without a name, the author of an unnamed note.
    async fn speaker(&mut self, on: &str, name: Option<&str>) -> Result<PersonId> {
        let notes = &self.checked.book.notes;
        let unnamed = notes.iter().any(|leaf| leaf.key == on && leaf.front.author.is_none());
        match name {
            None if unnamed => self.unnamed(0).await,
            name => Ok(self.by(name)),
        }
    }

    pub(super) async fn upkeep(&mut self) -> Result<()> {
        let checked = self.checked;
        for leaf in &checked.book.upkeep {
            let thing = self.thing(&leaf.front.on)?;
            self.kept(thing, &leaf.front).await?;
        }
        Ok(())
    }

    async fn kept(&mut self, thing: Thing, front: &UpkeepFront) -> Result<()> {
        if front.owner.is_some() || front.review_on.is_some() {
            let owner = front.owner.as_deref().map(|owner| self.by(Some(owner)));
            reviews::store::keep(self.tx, thing, 0, owner, front.review_on).await?;
        }
        for given in &front.verifications {
            let (by, at) = (self.by(given.by.as_deref()), whole(given.at));
            let remark = &clean(&given.remark);
            let new = NewVerification { thing, mark: given.revision, remark, by, at };
            let id = reviews::store::verify(self.tx, new).await?;
            if let Some(at) = given.withdrawn {
                reviews::store::withdraw(self.tx, id, whole(at)).await?;
            }
        }
        for review in &front.reviews {
            let (by, at) = (self.by(review.by.as_deref()), whole(review.at));
            let (mark, next_on) = (review.revision, review.next_on);
            let remark = &clean(&review.remark);
            reviews::store::review(self.tx, NewReview { thing, mark, remark, next_on, by, at })
                .await?;
        }
        for ending in &front.endings {
            let successor = match &ending.successor {
                Some(successor) => Some(self.thing(successor)?.1),
                None => None,
            };
            let (by, at) = (self.by(ending.by.as_deref()), whole(ending.at));
            let reason = &clean(&ending.reason);
            let new = NewEnding { thing, successor, reason, by, at };
            let id = reviews::store::end(self.tx, new).await?;
            if let Some(undone) = ending.undone {
                let by = self.by(ending.undone_by.as_deref());
                reviews::store::undo(self.tx, id, by, whole(undone)).await?;
            }
        }
        Ok(())
    }

    /// What the file with this address has become.
    fn thing(&self, key: &str) -> Result<Thing> {
        let note = self.notes.get(key).map(|id| (Kind::Note, (*id).into()));
        let concept = self.concepts.get(key).map(|id| (Kind::Concept, (*id).into()));
        let archetype = self.archetypes.get(key).map(|id| (Kind::Archetype, (*id).into()));
        let practice = self.practices.get(key).map(|id| (Kind::Practice, (*id).into()));
        note.or(concept).or(archetype).or(practice).ok_or(Error::Stale)
    }
}
