//! Photos, comments and upkeep as files.

use std::collections::{BTreeMap, HashMap};

use super::{
    keys::{Keys, People},
    made::grouped,
};
use crate::{
    archetypes::ArchetypeId,
    book::{
        folder::{Leaf, PhotoFile},
        fronts::{
            CommentFront, EndingFront, PhotoFront, ReviewFront, ThreadFront, UpkeepFront,
            VerificationFront,
        },
        store::{self, Spoken},
    },
    concepts::ConceptId,
    db::Tx,
    error::Result,
    knowledge::{NoteId, rules::clean},
    people::PersonId,
    practices::PracticeId,
    programmes::ProgrammeId,
    provenance::{Kind, Thing},
};

/// The files of all things that can be talked about.
pub struct Things<'a> {
    pub notes: &'a Keys<NoteId>,
    pub concepts: &'a Keys<ConceptId>,
    pub archetypes: &'a Keys<ArchetypeId>,
    pub practices: &'a Keys<PracticeId>,
}

impl Things<'_> {
    /// The file of a thing, if it is in the book.
    fn key(&self, (kind, id): Thing) -> Option<String> {
        match kind {
            Kind::Note => self.notes.get(id.into()),
            Kind::Concept => self.concepts.get(id.into()),
            Kind::Archetype => self.archetypes.get(id.into()),
            Kind::Practice => self.practices.get(id.into()),
        }
    }
}

/// The photos of notes, as these name them and as files.
pub async fn photos(
    tx: &mut Tx,
    ids: &[NoteId],
    notes: &Keys<NoteId>,
) -> Result<(HashMap<NoteId, Vec<PhotoFront>>, Vec<PhotoFile>)> {
    let mut files = Vec::new();
    let mut fronts: HashMap<NoteId, Vec<PhotoFront>> = HashMap::new();
    for photo in store::photos(tx, ids).await? {
        let Some(note) = notes.get(photo.note_id) else { continue };
        let of = fronts.entry(photo.note_id).or_default();
        let words = note.strip_prefix("notes/").unwrap_or(&note);
        let file = format!("photos/{words}-{}.jpg", of.len() + 1);
        of.push(PhotoFront { file: file.clone(), alt: photo.alt });
        files.push((file, photo.large));
    }
    files.sort_unstable();
    Ok((fronts, files))
}

/// Every thread that still says something.
pub async fn threads(
    tx: &mut Tx,
    programme: ProgrammeId,
    things: &Things<'_>,
    people: &mut People,
) -> Result<Vec<Leaf<ThreadFront>>> {
    let all = store::comments(tx, programme).await?;
    let mut called = grouped(store::called(tx, programme).await?);
    let (begun, answers): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|spoken| spoken.thread.is_none());
    let answers = answers.into_iter().filter(|spoken| spoken.taken_back.is_none());
    let mut answers = grouped(answers.filter_map(|spoken| Some((spoken.thread?, spoken))));
    let mut threads = Vec::new();
    for first in begun {
        let on = things.key((first.kind, first.subject_id));
        let answers = answers.remove(&first.id).unwrap_or_default();
        let says = first.taken_back.is_none() || !answers.is_empty();
        if let Some(on) = on.filter(|_| says) {
            threads.push((on, first, answers));
        }
    }
    let keys =
        Keys::of("comments", threads.iter().map(|(_, first, _)| (first.id, first.body.as_str())));
    let leaf = |(on, first, answers): (String, Spoken, Vec<Spoken>)| {
        let all: Vec<&Spoken> = std::iter::once(&first).chain(&answers).collect();
        let parts = (1..).zip(&all).filter(|(_, spoken)| spoken.taken_back.is_none());
        let parts = parts
            .map(|(number, spoken)| (format!("comment {number}"), clean(&spoken.body)))
            .collect();
        let front = ThreadFront {
            on,
            section: first.part.clone(),
            quote: first.quote.clone(),
            revision: first.text_revision,
            resolved: first.resolved,
            turned_by: first.turned_by.map(|by| people.key(by)),
            turned: first.turned,
            comments: all
                .iter()
                .map(|spoken| {
                    comment(spoken, called.remove(&spoken.id).unwrap_or_default(), people)
                })
                .collect(),
        };
        Leaf { key: keys.get(first.id).unwrap_or_default(), front, body: String::new(), parts }
    };
    Ok(threads.into_iter().map(leaf).collect())
}

fn comment(spoken: &Spoken, called: Vec<PersonId>, people: &mut People) -> CommentFront {
    let mut mentions: Vec<String> = called.into_iter().map(|id| people.key(id)).collect();
    mentions.sort_unstable();
    CommentFront {
        mentions,
        by: spoken.by.map(|by| people.key(by)),
        at: spoken.at,
        edited: spoken.edited,
        taken_back: spoken.taken_back,
    }
}

/// One file for each thing that somebody looks after, vouches for or ended.
pub async fn upkeep(
    tx: &mut Tx,
    programme: ProgrammeId,
    things: &Things<'_>,
    people: &mut People,
) -> Result<Vec<Leaf<UpkeepFront>>> {
    let mut all: BTreeMap<String, UpkeepFront> = BTreeMap::new();
    let mut of = |thing: Thing, add: &mut dyn FnMut(&mut UpkeepFront)| {
        let Some(on) = things.key(thing) else { return };
        add(all.entry(on.clone()).or_insert_with(|| UpkeepFront {
            on,
            owner: None,
            review_on: None,
            verifications: Vec::new(),
            reviews: Vec::new(),
            endings: Vec::new(),
        }));
    };
    for kept in store::kept(tx, programme).await? {
        of((kept.kind, kept.subject_id), &mut |front| {
            front.owner = kept.owner_id.map(|owner| people.key(owner));
            front.review_on = kept.review_on;
        });
    }
    for given in store::verified(tx, programme).await? {
        of((given.kind, given.subject_id), &mut |front| {
            front.verifications.push(VerificationFront {
                revision: given.mark,
                by: Some(people.key(given.person_id)),
                at: given.at,
                remark: clean(&given.remark),
                withdrawn: given.withdrawn_at,
            });
        });
    }
    for review in store::reviewed(tx, programme).await? {
        of((review.kind, review.subject_id), &mut |front| {
            front.reviews.push(ReviewFront {
                revision: review.mark,
                by: Some(people.key(review.person_id)),
                at: review.at,
                remark: clean(&review.remark),
                next_on: review.next_on,
            });
        });
    }
    for ended in store::ended(tx, programme).await? {
        let successor = ended.successor_id.and_then(|id| things.key((ended.kind, id)));
        of((ended.kind, ended.subject_id), &mut |front| {
            front.endings.push(EndingFront {
                reason: clean(&ended.reason),
                successor: successor.clone(),
                by: Some(people.key(ended.person_id)),
                at: ended.at,
                undone_by: ended.undone_by.map(|by| people.key(by)),
                undone: ended.undone_at,
            });
        });
    }
    // Called as the thing is, behind the folder that it is in.
    let leaf = |(on, front): (String, UpkeepFront)| {
        let key = format!("upkeep/{}", on.replacen('/', "-", 1));
        Leaf { key, front, body: String::new(), parts: Vec::new() }
    };
    Ok(all.into_iter().map(leaf).collect())
}
