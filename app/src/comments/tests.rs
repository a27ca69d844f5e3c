//! What is said about a passage, by whom, and who is told, on each engine.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{CommentId, Voice, passages::passages, store, store::NewComment};
use crate::{
    archetypes, concepts,
    db::{Db, Tx, testing::each_engine},
    demo::{self, Demo},
    error::Error,
    knowledge,
    people::PersonId,
    provenance::{Kind, Thing},
    today::store::{What, waiting},
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

async fn say(tx: &mut Tx, thing: Thing, author: PersonId, thread: Option<CommentId>) -> CommentId {
    let id = CommentId::new();
    let new = NewComment {
        id,
        thing,
        part: "",
        quote: "",
        text_revision: 1,
        thread,
        author,
        body: "Algo",
        html: "<p>Algo</p>",
        at: now(),
    };
    store::add(tx, new).await.unwrap();
    id
}

#[tokio::test]
async fn a_hidden_author_stays_hidden_in_what_they_say() {
    each_engine(|db: Db| async move {
        let Demo { cast, calendar } = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        // The first note of 2022 hides its author, the fifth of the central branch.
        let wall =
            knowledge::store::wall(&mut tx, calendar.of_2022[0], Some(cast.people_central[4]), 50);
        let wall = wall.await.unwrap();
        let hidden = wall
            .iter()
            .find(|note| matches!(note.author, knowledge::Author::HiddenSelf { .. }))
            .unwrap();
        let thing = (Kind::Note, Uuid::from(hidden.id));
        let (author, other) = (cast.people_central[4], cast.newhire);
        let first = say(&mut tx, thing, other, None).await;
        let answer = say(&mut tx, thing, author, Some(first)).await;
        store::set_mentions(&mut tx, answer, &[other]).await.unwrap();
        store::turn(&mut tx, first, true, author, now()).await.unwrap();

        let read = store::of(&mut tx, thing, other).await.unwrap();
        assert_eq!((read[1].id, &read[1].voice, read[1].own), (answer, &Voice::Author, false));
        assert_eq!(read[0].turned.as_ref().unwrap().0, Voice::Author);
        let own = store::find(&mut tx, answer, author).await.unwrap().unwrap();
        assert!(matches!(own.voice, Voice::AuthorSelf(_)) && own.own);
        assert!(store::speaks_hidden(&mut tx, thing, author).await.unwrap());
        assert!(!store::speaks_hidden(&mut tx, thing, other).await.unwrap());

        // On Today and in the list of mentions there is no name either.
        let told =
            waiting(&mut tx, other, (now(), now()), now().date_naive(), false).await.unwrap();
        let told = told.iter().find(|one| one.subject_id == thing.1).unwrap();
        assert_eq!((told.what, told.who.as_str(), told.name.as_str()), (What::Mention, "", ""));
        let mentions = store::mentions_of(&mut tx, other, 10).await.unwrap();
        let mention = mentions.iter().find(|one| one.comment.id == answer).unwrap();
        assert_eq!((&mention.comment.voice, mention.read), (&Voice::Author, false));
        store::read(&mut tx, answer, other, now()).await.unwrap();
        let told =
            waiting(&mut tx, other, (now(), now()), now().date_naive(), false).await.unwrap();
        assert!(told.iter().all(|one| one.subject_id != thing.1));
    })
    .await;
}

#[tokio::test]
async fn words_are_changed_and_taken_back_by_their_author_alone() {
    each_engine(|db: Db| async move {
        let Demo { cast, calendar } = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let accepted = archetypes::store::accepted(&mut tx, calendar.reports).await.unwrap();
        let thing = (Kind::Concept, accepted[0].id);
        let (ana, luis) = (cast.employee, cast.newhire);
        let id = say(&mut tx, thing, ana, None).await;
        let words = ("Otra cosa", "<p>Otra cosa</p>");
        let refused = store::edit(&mut tx, (id, 1), luis, words, now()).await;
        assert_eq!(refused, Err(Error::Stale));
        store::edit(&mut tx, (id, 1), ana, words, now()).await.unwrap();
        assert_eq!(store::edit(&mut tx, (id, 1), ana, words, now()).await, Err(Error::Stale));
        store::set_mentions(&mut tx, id, &[luis, cast.hr]).await.unwrap();
        store::read(&mut tx, id, luis, now()).await.unwrap();
        // Who stays has read it already; who goes is not told any more.
        store::set_mentions(&mut tx, id, &[luis]).await.unwrap();
        assert!(store::mentions_of(&mut tx, cast.hr, 10).await.unwrap().is_empty());
        assert!(store::mentions_of(&mut tx, luis, 10).await.unwrap()[0].read);

        assert_eq!(store::delete(&mut tx, id, luis, now()).await, Err(Error::NotFound));
        store::delete(&mut tx, id, ana, now()).await.unwrap();
        let gone = store::find(&mut tx, id, ana).await.unwrap().unwrap();
        assert!(gone.deleted && gone.body.is_empty() && gone.html.is_empty());
        assert!(store::mentions_of(&mut tx, luis, 10).await.unwrap().is_empty());
        // Resolving twice is resolving once: the first time counts.
        store::turn(&mut tx, id, true, ana, now()).await.unwrap();
        store::turn(&mut tx, id, true, luis, now()).await.unwrap();
        let turned = store::find(&mut tx, id, ana).await.unwrap().unwrap().turned.unwrap();
        assert_eq!(turned.1, now());
        assert!(matches!(turned.0, Voice::Named(name) if name.starts_with("Ana")));
    })
    .await;
}

/// The demo's comments stand where they say: on the text of now, and one on an earlier one.
#[tokio::test]
async fn a_comment_stands_on_its_passage_while_that_stands() {
    each_engine(|db: Db| async move {
        let Demo { cast, calendar } = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let listed = concepts::store::list(&mut tx, calendar.reports, "voz alta antes").await;
        let concept = listed.unwrap().remove(0).concept;
        let of_concept = (Kind::Concept, Uuid::from(concept.id));
        let stands =
            |html: &str, quote: &str| passages(html).iter().any(|passage| passage.text == quote);
        let said = store::of(&mut tx, of_concept, cast.hr).await.unwrap();
        let quoted: Vec<_> = said.iter().filter(|comment| !comment.quote.is_empty()).collect();
        assert_eq!(quoted.len(), 2);
        assert!(quoted.iter().all(|comment| stands(&concept.html, &comment.quote)));

        let archetype = archetypes::store::list(&mut tx, calendar.reports).await.unwrap()[0].id;
        let parts = archetypes::store::parts(&mut tx, archetype).await.unwrap();
        let of_archetype = (Kind::Archetype, Uuid::from(archetype));
        let said = store::of(&mut tx, of_archetype, cast.hr).await.unwrap();
        let standing: Vec<bool> = said
            .iter()
            .filter(|comment| !comment.quote.is_empty())
            .map(|comment| {
                let part = parts.iter().find(|text| text.part.as_str() == comment.part).unwrap();
                stands(&part.html, &comment.quote)
            })
            .collect();
        assert_eq!(standing, [true, false]);
    })
    .await;
}
