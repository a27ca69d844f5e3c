//! Photos, comments and upkeep that arrived.

use std::collections::HashSet;

use super::Check;
use crate::{
    book::{
        Book,
        folder::Leaf,
        fronts::{NoteFront, ThreadFront},
        texts::texts,
    },
    comments::{self, talking::Words},
    photos, reviews,
};

/// No passage is longer than the longest text.
const QUOTE_MAX: usize = 20_000;
/// How many comments one thread has.
const COMMENTS_MAX: usize = 500;
/// What a comment can be about, and what somebody can look after.
const TALKED_ABOUT: [&str; 4] = ["notes", "concepts", "archetypes", "practices"];
const KEPT: [&str; 3] = ["concepts", "archetypes", "practices"];

impl Check<'_> {
    /// The photos of a note. Whether each can be read is seen when it is developed.
    pub(super) fn photos(&mut self, leaf: &Leaf<NoteFront>) {
        let t = texts();
        let (key, photos) = (leaf.key.as_str(), &leaf.front.photos);
        let few = photos.len() <= photos::rules::MOST;
        self.require(few, key, "photos", (t.too_many)(photos::rules::MOST as i64));
        for photo in photos {
            let file = photo.file.as_str();
            let there = self.photos.contains(file);
            self.require(there, key, file, (t.photo_missing)(file));
            let new = self.pictured.insert(file.to_owned());
            self.require(new, key, file, (t.photo_twice)(file));
            self.fits(key, "alt", &photo.alt, photos::rules::ALT_MAX);
        }
    }

    /// Answers the words of each comment of each thread; none of one that was taken back.
    pub(super) fn comments(&mut self, book: &Book) -> Vec<Vec<Option<Words>>> {
        let t = texts();
        let mut all = Vec::new();
        for leaf in &book.comments {
            let (key, front) = (leaf.key.as_str(), &leaf.front);
            self.one_of(key, &TALKED_ABOUT, &front.on);
            let known = front.section.is_empty()
                || front.on.starts_with("archetypes/")
                    && crate::archetypes::Part::parse(&front.section).is_some();
            self.require(known, key, "section", t.section_wrong);
            self.fits(key, "quote", &front.quote, QUOTE_MAX);
            let number = (0..=100_000).contains(&front.revision);
            self.require(number, key, "revision", t.count_wrong);
            self.somebody(key, front.turned_by.as_deref());
            if let Some(turned) = front.turned {
                self.moment(key, "turned", turned);
            }
            self.require(!front.comments.is_empty(), key, "comments", t.comment_missing);
            let few = front.comments.len() <= COMMENTS_MAX;
            self.require(few, key, "comments", (t.too_many)(COMMENTS_MAX as i64));
            self.require(leaf.body.trim().is_empty(), key, "", t.text_outside);
            all.push(self.words(leaf));
        }
        all
    }

    fn words(&mut self, leaf: &Leaf<ThreadFront>) -> Vec<Option<Words>> {
        let key = leaf.key.as_str();
        let mut words = Vec::new();
        for (number, comment) in (1..).zip(&leaf.front.comments) {
            self.moment(key, "at =", comment.at);
            for at in comment.edited.iter().chain(&comment.taken_back) {
                self.moment(key, "edited", *at);
            }
            self.somebody(key, comment.by.as_deref());
            let most = comments::rules::MENTIONS_MAX;
            let few = comment.mentions.len() <= most;
            self.require(few, key, "mentions", (texts().too_many)(most as i64));
            for called in &comment.mentions {
                self.person(key, called);
            }
            if comment.taken_back.is_some() {
                words.push(None);
                continue;
            }
            let part = format!("comment {number}");
            match Words::of(leaf.part(&part).unwrap_or_default()) {
                Ok(written) => words.push(Some(written)),
                Err(error) => self.refused(key, &format!("<!-- {part} -->"), error),
            }
        }
        words
    }

    pub(super) fn upkeep(&mut self, book: &Book) {
        let t = texts();
        let most = reviews::rules::REMARK_MAX;
        let mut kept = HashSet::new();
        for leaf in &book.upkeep {
            let (key, front) = (leaf.key.as_str(), &leaf.front);
            self.one_of(key, &KEPT, &front.on);
            self.require(kept.insert(&front.on), key, "on =", t.kept_twice);
            self.require(leaf.body.trim().is_empty(), key, "", t.text_outside);
            self.somebody(key, front.owner.as_deref());
            let verified = front.verifications.iter().map(|one| (one.revision, &one.remark));
            let reviewed = front.reviews.iter().map(|one| (one.revision, &one.remark));
            for (revision, remark) in verified.chain(reviewed) {
                let number = (0..=100_000).contains(&revision);
                self.require(number, key, "revision", t.count_wrong);
                self.fits(key, "remark", remark, most);
            }
            let verified = front.verifications.iter().map(|one| (&one.by, one.at, one.withdrawn));
            let reviewed = front.reviews.iter().map(|one| (&one.by, one.at, None));
            let ended = front.endings.iter().map(|one| (&one.by, one.at, one.undone));
            for (by, at, later) in verified.chain(reviewed).chain(ended) {
                self.somebody(key, by.as_deref());
                self.moment(key, "at =", at);
                if let Some(later) = later {
                    self.moment(key, "at =", later);
                }
            }
            let folder = front.on.split_once('/').map_or("", |(folder, _)| folder);
            for ending in &front.endings {
                self.require(!ending.reason.trim().is_empty(), key, "reason", t.reasons_missing);
                self.fits(key, "reason", &ending.reason, most);
                self.somebody(key, ending.undone_by.as_deref());
                if let Some(successor) = &ending.successor {
                    self.link(key, folder, successor);
                }
            }
            let lasting = front.endings.iter().filter(|ending| ending.undone.is_none()).count();
            self.require(lasting <= 1, key, "endings", t.ended_twice);
        }
    }

    /// A file that another one names, in any of these folders.
    fn one_of(&mut self, key: &str, folders: &[&str], to: &str) {
        let folder = to.split_once('/').map_or("", |(folder, _)| folder);
        let folder = folders.iter().find(|known| **known == folder).unwrap_or(&folders[0]);
        self.link(key, folder, to);
    }
}
