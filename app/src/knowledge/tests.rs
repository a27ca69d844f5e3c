//! The story of a note, from the room to the search.

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::join_all;
use leptos::prelude::Owner;

mod taking;

use super::{Author, Note, NoteId, NoteKind, draft::Draft, grouping, sharing, store, wall};
use crate::{
    access::{Actor, Grant, Role, Scope},
    db::{Db, Tx, testing::each_engine},
    demo::{self, Demo},
    error::{Error, Result},
    people::{BranchId, PersonId},
    provenance::Kind,
    request::Typed,
    search::{
        self,
        finding::{self, Filter},
        store::Within,
        words::Query,
    },
    sessions::SessionId,
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

fn actor(demo: &Demo, id: PersonId, grants: &[Grant]) -> Actor {
    Actor {
        id,
        sign_in: Default::default(),
        name: String::new(),
        email: String::new(),
        branch: demo.cast.central,
        branch_name: String::new(),
        department: None,
        position: None,
        lang: None,
        zone: "America/Lima".into(),
        grants: grants.to_vec(),
    }
}

fn employee(demo: &Demo) -> Actor {
    actor(demo, demo.cast.employee, &[])
}

fn newhire(demo: &Demo) -> Actor {
    actor(demo, demo.cast.newhire, &[])
}

fn admin(demo: &Demo) -> Actor {
    actor(demo, demo.cast.admin, &[Grant::everywhere(Role::Admin)])
}

async fn share(
    db: &Db,
    who: &Actor,
    session: SessionId,
    text: &str,
    hidden: bool,
) -> Result<NoteId> {
    let draft = Draft::of(text)?;
    let mut tx = db.write().await?;
    let id = sharing::share(&mut tx, who, session, &draft, hidden, now()).await?;
    tx.commit().await?;
    Ok(id)
}

async fn edit(
    db: &Db,
    who: &Actor,
    id: NoteId,
    revision: i64,
    text: &str,
    hide: bool,
) -> Result<()> {
    let draft = Draft::of(text)?;
    let mut tx = db.write().await?;
    sharing::edit(&mut tx, who, id, revision, &draft, hide, now()).await?;
    tx.commit().await
}

async fn delete(db: &Db, who: &Actor, id: NoteId) -> Result<()> {
    let mut tx = db.write().await?;
    sharing::delete(&mut tx, who, id, now()).await?;
    tx.commit().await
}

async fn found(db: &Db, scope: Scope, filter: Filter) -> Vec<Note> {
    let mut tx = db.read().await.unwrap();
    let places = search::store::places(&mut tx, &scope).await.unwrap();
    let filter = Filter { kind: Some(Kind::Note), ..filter };
    let found = finding::find(&mut tx, &scope, &places, &filter).await.unwrap();
    let ids: Vec<NoteId> = found.things.iter().map(|((_, id), _)| (*id).into()).collect();
    let mut notes = store::some(&mut tx, &scope, &ids).await.unwrap();
    assert_eq!(notes.len(), ids.len());
    notes.sort_by_key(|note| ids.iter().position(|id| *id == note.id));
    notes
}

async fn search(db: &Db, who: &Actor, words: &str) -> Vec<NoteId> {
    let filter = Filter { query: Query::of(words), ..Filter::default() };
    found(db, who.scope(), filter).await.into_iter().map(|note| note.id).collect()
}

fn within(within: Within) -> Filter {
    Filter { within, ..Filter::default() }
}

async fn on_wall(db: &Db, session: SessionId, who: Option<&Actor>) -> Vec<Note> {
    let recipient = who.map(|actor| actor.id);
    store::wall(&mut db.read().await.unwrap(), session, recipient, 100).await.unwrap()
}

async fn news(tx: &mut Tx, reader: &Actor, session: SessionId, since: i64) -> Vec<Note> {
    store::changes(tx, &[reader.scope()], session, since, 100).await.unwrap().remove(0).unwrap()
}

#[tokio::test]
async fn a_note_is_shared_edited_and_taken_back() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (ana, diego, session) = (employee(&demo), newhire(&demo), demo.calendar.today);
        let id = share(&db, &ana, session, "Separo la cola con **dos** cintas verdes", false)
            .await
            .unwrap();
        let wall = on_wall(&db, session, Some(&diego)).await;
        assert_eq!((wall.len(), wall[0].id, wall[0].own, wall[0].sequence), (1, id, false, 1));
        assert_eq!(wall[0].html, "<p>Separo la cola con <strong>dos</strong> cintas verdes</p>\n");
        let (name, position) = ("Ana Torres Vega".into(), "Digitador(a) de informes".into());
        let named = Author::Named { name, position };
        assert_eq!(wall[0].author, named);

        // Only its author changes it, and not what somebody else's window has changed meanwhile.
        assert_eq!(edit(&db, &diego, id, 1, "x", false).await, Err(Error::Forbidden));
        assert_eq!(delete(&db, &diego, id).await, Err(Error::Forbidden));
        edit(&db, &ana, id, 1, "Separo la cola con tres cintas moradas", false).await.unwrap();
        assert_eq!(edit(&db, &ana, id, 1, "tarde", false).await, Err(Error::Stale));
        let wall = on_wall(&db, session, Some(&ana)).await;
        assert_eq!((wall[0].edited, wall[0].revision, wall[0].sequence), (true, 2, 2));
        assert_eq!(search(&db, &diego, "morada").await, [id]);
        assert!(search(&db, &diego, "verdes").await.is_empty());

        delete(&db, &ana, id).await.unwrap();
        assert_eq!(delete(&db, &ana, id).await, Err(Error::NotFound));
        assert!(on_wall(&db, session, Some(&ana)).await.is_empty());
        assert!(search(&db, &ana, "moradas").await.is_empty());
        let mut tx = db.read().await.unwrap();
        assert!(store::find(&mut tx, &ana.scope(), id).await.unwrap().is_none());
        // A screen that was away learns that it is gone.
        let changes = news(&mut tx, &ana, session, 0).await;
        assert_eq!((changes.len(), changes[0].gone, changes[0].sequence), (1, true, 3));
        assert!(wall::change(changes.into_iter().next().unwrap()).html.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_hidden_name_reaches_nobody_but_its_author() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (ana, diego, admin) = (employee(&demo), newhire(&demo), admin(&demo));
        let session = demo.calendar.today;
        let id = share(&db, &ana, session, "Por timidez no pregunto", true).await.unwrap();
        for (recipient, told) in
            [(Some(&diego), false), (Some(&admin), false), (None, false), (Some(&ana), true)]
        {
            let mut tx = db.read().await.unwrap();
            let mut notes = on_wall(&db, session, recipient).await;
            if let Some(actor) = recipient {
                let scope = actor.scope();
                notes.extend(news(&mut tx, actor, session, 0).await);
                notes.extend(store::find(&mut tx, &scope, id).await.unwrap());
                notes.extend(
                    found(
                        &db,
                        scope,
                        within(Within { session: Some(session), ..Within::default() }),
                    )
                    .await,
                );
                notes.extend(
                    found(&db, scope, Filter { query: Query::of("timidez"), ..Filter::default() })
                        .await,
                );
                assert_eq!(notes.len(), 5);
            }
            for note in notes {
                assert_eq!(note.own, told);
                let everything = format!("{note:?} {}", said(note.clone()));
                assert_eq!(everything.contains("Ana Torres"), told, "{everything}");
                assert!(!everything.contains(&ana.id.to_string()), "{everything}");
            }
        }
        // Nobody finds it by asking for its author, nor among their own notes.
        assert!(search(&db, &diego, "Ana Torres").await.is_empty());
        let mine = Filter { mine: true, ..Filter::default() };
        assert!(found(&db, diego.scope(), mine.clone()).await.iter().all(|note| note.id != id));
        assert_eq!(found(&db, ana.scope(), mine).await[0].id, id);
        let own = store::of_author(&mut db.read().await.unwrap(), ana.id, 10).await.unwrap();
        assert_eq!(own[0].id, id);

        // What was promised is not taken back by an edit.
        edit(&db, &ana, id, 1, "Por timidez", false).await.unwrap();
        assert_eq!(on_wall(&db, session, Some(&diego)).await[0].author, Author::Hidden);
        let open = share(&db, &ana, session, "Abierta", false).await.unwrap();
        edit(&db, &ana, open, 1, "Ya no", true).await.unwrap();
        assert_eq!(on_wall(&db, session, Some(&diego)).await[0].author, Author::Hidden);
    })
    .await;
}

/// What an open screen receives of a note.
fn said(note: Note) -> String {
    Owner::new().with(|| serde_json::to_string(&wall::change(note)).unwrap())
}

#[tokio::test]
async fn twenty_at_once_get_twenty_numbers() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let session = demo.calendar.today;
        let shares = (0..20).map(|number| {
            let (db, who) = (db.clone(), actor(&demo, demo.cast.people_central[number % 10], &[]));
            tokio::spawn(async move {
                share(&db, &who, session, &format!("Nota {number}"), false).await.unwrap()
            })
        });
        join_all(shares).await;
        let mut tx = db.read().await.unwrap();
        let ana = employee(&demo);
        let all = news(&mut tx, &ana, session, 0).await;
        let numbers: Vec<i64> = all.iter().map(|note| note.sequence).collect();
        assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
        assert_eq!(store::last_sequence(&mut tx, session).await.unwrap(), 20);
        let rest = news(&mut tx, &ana, session, 17).await;
        assert_eq!(rest.iter().map(|note| note.sequence).collect::<Vec<_>>(), [18, 19, 20]);
    })
    .await;
}

#[tokio::test]
async fn words_are_found_as_people_write_them() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (ana, session) = (employee(&demo), demo.calendar.today);
        let complaint =
            share(&db, &ana, session, "Los *reclamos* llegan los lunes", false).await.unwrap();
        let typing =
            share(&db, &ana, session, "Errores de digitación: 3.5 al día", false).await.unwrap();
        let korean = share(&db, &ana, session, "고객만족 교육", false).await.unwrap();
        let attack =
            share(&db, &ana, session, "<script>alert('hola')</script>", false).await.unwrap();
        for (words, id) in [
            ("reclamo", complaint),
            ("RECLAMOS lunes", complaint),
            ("digitacion", typing),
            ("error digitaciones", typing),
            ("3.5", typing),
            ("만족", korean),
            ("교육", korean),
        ] {
            assert!(search(&db, &ana, words).await.contains(&id), "{words}");
        }
        for words in ["reclamo martes", "족교", "' OR 1=1 --", "reclamo'", "\"*", "hola)"] {
            let hits = search(&db, &ana, words).await;
            assert!(hits.len() <= 1 || Query::of(words).is_none(), "{words}");
        }
        let wall = on_wall(&db, session, Some(&ana)).await;
        let attacked = wall.into_iter().find(|note| note.id == attack).unwrap();
        let html = said(attacked);
        assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
    })
    .await;
}

#[tokio::test]
async fn the_list_holds_what_one_may_see() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let of_2022 = demo.calendar.of_2022[0];
        let stranger =
            demo.cast.people.iter().find(|id| !demo.cast.people_central.contains(id)).unwrap();
        let stranger = actor(&demo, *stranger, &[]);
        let (ana, admin) = (employee(&demo), admin(&demo));
        let ids = |notes: Vec<Note>| notes.into_iter().map(|note| note.id).collect::<Vec<_>>();
        let all = ids(found(&db, ana.scope(), Filter::default()).await);
        // Six were said, and one came back from a branch.
        assert_eq!(all.len(), 7);
        assert_eq!(ids(found(&db, admin.scope(), Filter::default()).await), all);
        assert!(found(&db, stranger.scope(), Filter::default()).await.is_empty());
        assert!(search(&db, &stranger, "audiometría").await.is_empty());
        assert_eq!(search(&db, &ana, "audiometria").await.len(), 1);
        let mut tx = db.read().await.unwrap();
        assert!(store::find(&mut tx, &stranger.scope(), all[0]).await.unwrap().is_none());
        assert!(!store::sees(&mut tx, &stranger.scope(), of_2022).await.unwrap());
        drop(tx);
        assert_eq!(share(&db, &stranger, of_2022, "x", false).await, Err(Error::NotFound));

        let narrowed = [
            (within(Within { programme: Some(demo.calendar.reports), ..Within::default() }), 7),
            (within(Within { programme: Some(demo.calendar.marketing), ..Within::default() }), 0),
            (within(Within { branch: Some(demo.cast.central), ..Within::default() }), 7),
            // One tells of another branch than that where it was said.
            (within(Within { branch: Some(demo.cast.north), ..Within::default() }), 1),
            (within(Within { branch: Some(demo.cast.south), ..Within::default() }), 0),
            (within(Within { session: Some(of_2022), ..Within::default() }), 6),
            // One without a name is kept at the beginning of its day.
            (
                Filter { from: Some("2022-07-08T14:30:00Z".parse().unwrap()), ..Filter::default() },
                3,
            ),
            (
                Filter {
                    until: Some("2022-07-08T14:30:00Z".parse().unwrap()),
                    ..Filter::default()
                },
                4,
            ),
        ];
        for (filter, expected) in narrowed {
            assert_eq!(found(&db, ana.scope(), filter.clone()).await.len(), expected, "{filter:?}");
        }
        let mut tx = db.read().await.unwrap();
        let offered = search::store::places(&mut tx, &stranger.scope()).await.unwrap();
        assert!(offered.programmes().all(|(id, _)| id != demo.calendar.reports));
        let offered = search::store::places(&mut tx, &ana.scope()).await.unwrap();
        assert!(!offered.branches.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_room_says_why_it_takes_no_note() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        // In 2026 the rooms of 2022 are long closed, and one session was cancelled.
        for session in [demo.calendar.of_2022[0], demo.calendar.of_2022[10]] {
            let refused = share(&db, &admin(&demo), session, "tarde", false).await;
            assert!(matches!(refused, Err(Error::Invalid(_) | Error::Forbidden)), "{refused:?}");
        }
        let refused = share(&db, &employee(&demo), demo.calendar.of_2022[0], "tarde", false).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        // Nothing is left of an attempt, not even a number.
        let mut tx = db.read().await.unwrap();
        assert_eq!(store::last_sequence(&mut tx, demo.calendar.of_2022[0]).await.unwrap(), 6);
    })
    .await;
}

#[tokio::test]
async fn the_longest_note_has_twenty_thousand_characters() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (ana, session) = (employee(&demo), demo.calendar.today);
        let longest = "ñandú 한 ".repeat(2_500);
        let longest = longest.trim_end();
        assert_eq!(longest.chars().count(), 19_999);
        let id = share(&db, &ana, session, &format!("{longest}x"), false).await.unwrap();
        assert_eq!(search(&db, &ana, "ñandú").await, [id]);
        let refused = share(&db, &ana, session, &format!("{longest}xy"), false).await;
        assert!(matches!(refused, Err(Error::Invalid(errors)) if errors[0].field == "note"));
        let empty = share(&db, &ana, session, " \n ", false).await;
        assert!(matches!(empty, Err(Error::Invalid(errors)) if errors[0].field == "note"));
    })
    .await;
}

#[tokio::test]
async fn times_around_a_close_are_told_apart() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        // A session without phases: only its own time decides.
        let session = demo.calendar.of_2022[5];
        let ana = employee(&demo);
        let closed: DateTime<Utc> = "2022-08-05T21:30:00Z".parse().unwrap();
        let draft = Draft::of("de camino a casa").unwrap();
        let mut tx = db.write().await.unwrap();
        let soon = closed + TimeDelta::days(2);
        let id = sharing::share(&mut tx, &ana, session, &draft, false, soon).await.unwrap();
        tx.commit().await.unwrap();
        let wall = on_wall(&db, session, Some(&ana)).await;
        assert_eq!((wall[0].id, wall[0].created_at), (id, soon));
    })
    .await;
}

async fn echo(db: &Db, who: &Actor, id: NoteId, too: bool) -> Result<SessionId> {
    let mut tx = db.write().await?;
    let session = sharing::echo(&mut tx, who, id, too, now()).await?;
    tx.commit().await?;
    Ok(session)
}

#[tokio::test]
async fn it_happens_to_others_too_once_each() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (ana, diego, session) = (employee(&demo), newhire(&demo), demo.calendar.today);
        let id = share(&db, &ana, session, "Olvido la hoja", true).await.unwrap();
        assert_eq!(echo(&db, &ana, id, true).await, Err(Error::Forbidden));
        let stranger =
            demo.cast.people.iter().find(|id| !demo.cast.people_central.contains(id)).unwrap();
        let stranger = actor(&demo, *stranger, &[]);
        assert_eq!(echo(&db, &stranger, id, true).await, Err(Error::NotFound));
        // The same person several times at once counts once.
        let taps = (0..4).map(|_| {
            let (db, diego) = (db.clone(), diego.clone());
            tokio::spawn(async move { echo(&db, &diego, id, true).await.unwrap() })
        });
        join_all(taps).await;
        let mut notes = on_wall(&db, session, Some(&diego)).await;
        assert_eq!((notes[0].echoes, notes[0].echoed), (1, None));
        let mut tx = db.read().await.unwrap();
        store::ask(&mut tx, session, diego.id, &mut notes).await.unwrap();
        assert_eq!(notes[0].echoed, Some(true));
        // Its author is not asked, and does not learn who it was.
        let mut own = on_wall(&db, session, Some(&ana)).await;
        store::ask(&mut tx, session, ana.id, &mut own).await.unwrap();
        assert_eq!((own[0].echoes, own[0].echoed), (1, None));
        assert!(!format!("{own:?}").contains(&diego.id.to_string()));
        // Open screens hear of it, each in its own way, though they ask together.
        let readers = [&diego, &ana, &stranger, &diego].map(Actor::scope);
        let told = store::changes(&mut tx, &readers, session, 1, 10).await.unwrap().into_iter();
        let told = told.map(|notes| notes.map(|notes| (notes[0].echoes, notes[0].echoed)));
        let (too, own) = (Ok((1, Some(true))), Ok((1, None)));
        assert_eq!(told.collect::<Vec<_>>(), [too.clone(), own, Err(Error::NotFound), too]);
        drop(tx);
        echo(&db, &diego, id, false).await.unwrap();
        assert_eq!(on_wall(&db, session, None).await[0].echoes, 0);
    })
    .await;
}

#[tokio::test]
async fn notes_are_found_by_kind_and_tag_and_grouped() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (ana, session) = (employee(&demo), demo.calendar.today);
        let draft = Draft::of("Llamo dos veces").unwrap();
        let draft = draft.about("idea", "Llamadas, ñandú; llamadas", "Llamar").unwrap();
        assert_eq!(draft.about.tags, ["Llamadas", "ñandú"]);
        let mut tx = db.write().await.unwrap();
        let nowhere = Some(BranchId::new());
        assert!(matches!(draft.clone().at(&mut tx, nowhere).await, Err(Error::Invalid(_))));
        // She tells of another branch than the one where she says it.
        let north = demo.cast.north;
        let draft = draft.at(&mut tx, Some(north)).await.unwrap();
        let id = sharing::share(&mut tx, &ana, session, &draft, false, now()).await.unwrap();
        tx.commit().await.unwrap();
        let note = store::find(&mut db.read().await.unwrap(), &ana.scope(), id).await.unwrap();
        assert_eq!(note.unwrap().about, draft.about);
        let of = |branch| within(Within { branch: Some(branch), ..Within::default() });
        let branch_of = async |branch| found(&db, ana.scope(), of(branch)).await;
        assert!(branch_of(north).await.iter().any(|note| note.id == id));
        assert!(branch_of(demo.cast.south).await.iter().all(|note| note.id != id));
        let ids = |notes: Vec<Note>| notes.into_iter().map(|note| note.id).collect::<Vec<_>>();
        let tag = |tag: &str| Filter { tag: Some(tag.to_owned()), ..Filter::default() };
        assert_eq!(ids(found(&db, ana.scope(), tag("nandu")).await), [id]);
        assert!(found(&db, ana.scope(), tag("nan")).await.is_empty());
        let ideas = Filter { note_kind: Some(NoteKind::Idea), ..Filter::default() };
        assert_eq!(found(&db, ana.scope(), ideas).await.len(), 2);
        assert_eq!(search(&db, &ana, "ñandúes").await, [id]);
        edit(&db, &ana, id, 1, "Llamo una vez", false).await.unwrap();
        assert!(found(&db, ana.scope(), tag("nandu")).await.is_empty());
        let wrong = Draft::of("x").unwrap().about("idea", &"ñ".repeat(41), &"p".repeat(81));
        assert!(matches!(wrong, Err(Error::Invalid(errors)) if errors.len() == 2));

        // Of two who group at once neither undoes what the other did.
        let (lucia, other) =
            (actor(&demo, demo.cast.instructor, &[]), share(&db, &ana, session, "b", false));
        let other = other.await.unwrap();
        let mut tx = db.write().await.unwrap();
        let named: Typed = [("title", " Teléfono ")].into_iter().collect();
        assert_eq!(grouping::group(&mut tx, &ana, session, &named).await, Err(Error::Forbidden));
        grouping::group(&mut tx, &lucia, session, &named).await.unwrap();
        let theme = store::themes(&mut tx, session).await.unwrap()[0].id.to_string();
        for (moved, stays) in [(id, other), (other, id)] {
            let (moved, stays) = (moved.to_string(), stays.to_string());
            let (now_moved, now_stays) = (format!("theme-{moved}"), format!("theme-{stays}"));
            let typed: Typed = [
                ("notes[]", moved.as_str()),
                ("notes[]", stays.as_str()),
                (now_moved.as_str(), theme.as_str()),
                (now_stays.as_str(), ""),
            ]
            .into_iter()
            .collect();
            grouping::group(&mut tx, &lucia, session, &typed).await.unwrap();
        }
        tx.commit().await.unwrap();
        let grouped = on_wall(&db, session, None).await;
        assert!(grouped.iter().all(|note| note.theme.is_some()), "{grouped:?}");
    })
    .await;
}
