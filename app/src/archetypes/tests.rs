//! From empty sections to a release that nobody can change any more.

use chrono::{DateTime, Utc};

use super::{
    ArchetypeId, Part,
    building::Written,
    store::{self, NewTrial},
};
use crate::{
    access::{self, Actor},
    db::{Db, Tx, execute, on, testing::each_engine},
    demo::{self, Demo},
    error::{Error, Result},
    people::PersonId,
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

fn text(body: &str) -> Written {
    Written::of(body, "text").unwrap()
}

async fn actor(tx: &mut Tx, person: PersonId) -> Actor {
    let token = PersonId::new().to_string();
    access::store::add_sign_in(tx, person, token.as_bytes(), "test", now()).await.unwrap();
    let limits = crate::request::Limits::default();
    access::store::actor(tx, token.as_bytes(), limits, now()).await.unwrap().unwrap().0
}

/// The clinic with an empty archetype of the programme of today.
async fn begun(db: &Db) -> (Demo, ArchetypeId) {
    let demo = demo::fill(db, now()).await.unwrap();
    let id = ArchetypeId::new();
    let mut tx = db.write().await.unwrap();
    let name = "Cola por colores";
    store::add(&mut tx, id, demo.calendar.current, name, demo.cast.instructor, now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (demo, id)
}

fn trial() -> NewTrial<'static> {
    NewTrial {
        branch: None,
        place: "Turno tarde",
        held_on: "2026-03-03".parse().unwrap(),
        measured: "Minutos de espera",
        result: "De 41 a 18",
        to_change: "",
    }
}

#[tokio::test]
async fn sections_keep_every_text_and_overwrite_none() {
    each_engine(|db| async move {
        let (Demo { cast, .. }, id) = begun(&db).await;
        let mut tx = db.write().await.unwrap();
        let parts = store::parts(&mut tx, id).await.unwrap();
        assert_eq!(parts.iter().map(|text| text.part).collect::<Vec<_>>(), Part::ALL);
        assert!(parts.iter().all(|text| text.revision == 0 && text.body.is_empty()));

        let steps = (id, Part::Steps);
        let (one, two) = (text("Una cola **por color**"), text("Dos colas"));
        store::save_part(&mut tx, steps, 0, &one, cast.employee, now()).await.unwrap();
        let late = store::save_part(&mut tx, steps, 0, &two, cast.newhire, now()).await;
        assert_eq!(late, Err(Error::Stale));
        store::save_part(&mut tx, steps, 1, &two, cast.newhire, now()).await.unwrap();

        let parts = store::parts(&mut tx, id).await.unwrap();
        let steps_now = &parts[1];
        assert_eq!((steps_now.revision, steps_now.body.as_str()), (2, "Dos colas"));
        assert_eq!(steps_now.editor.as_deref(), Some("Diego Rojas León"));
        let kept = store::revisions(&mut tx, id, Part::Steps, 9).await.unwrap();
        let bodies: Vec<_> = kept.iter().map(|revision| revision.body.as_str()).collect();
        assert_eq!(bodies, ["Dos colas", "Una cola **por color**"]);

        // Who gave what, and who nothing yet: all of the central branch are asked.
        store::add_input(&mut tx, (id, Part::Risks), &one, cast.employee, now()).await.unwrap();
        let archetype = store::by_id(&mut tx, id).await.unwrap().unwrap();
        let members = store::members(&mut tx, &archetype).await.unwrap();
        assert_eq!(members.len(), cast.people_central.len());
        let of = |person| members.iter().find(|member| member.id == person).unwrap().parts.clone();
        assert_eq!(of(cast.employee), [Part::Steps, Part::Risks]);
        assert_eq!(of(cast.newhire), [Part::Steps]);
        assert_eq!(of(cast.hr), []);
        let given = store::inputs(&mut tx, id).await.unwrap();
        assert_eq!(given.len(), 1);

        // Taken back once: the words and the part in it go, that there was one stays.
        store::take_back(&mut tx, given[0].id, now()).await.unwrap();
        assert_eq!(store::take_back(&mut tx, given[0].id, now()).await, Err(Error::Taken));
        let members = store::members(&mut tx, &archetype).await.unwrap();
        let of = |person| members.iter().find(|member| member.id == person).unwrap().parts.clone();
        assert_eq!(of(cast.employee), [Part::Steps]);
        let given = store::inputs(&mut tx, id).await.unwrap();
        assert_eq!((given[0].html.as_str(), given[0].taken_back_at), ("", Some(now())));
    })
    .await;
}

#[tokio::test]
async fn of_two_who_save_at_once_one_is_told() {
    each_engine(|db| async move {
        let (Demo { cast, .. }, id) = begun(&db).await;
        let save = |who: PersonId, body: &'static str| {
            let db = db.clone();
            tokio::spawn(async move {
                let mut tx = db.write().await?;
                let saved =
                    store::save_part(&mut tx, (id, Part::Roles), 0, &text(body), who, now()).await;
                match saved {
                    Ok(()) => tx.commit().await,
                    Err(error) => Err(error),
                }
            })
        };
        let both = [save(cast.employee, "Recepción"), save(cast.newhire, "Enfermería")];
        let mut outcomes: Vec<Result<()>> = Vec::new();
        for one in both {
            outcomes.push(one.await.unwrap());
        }
        let saved = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
        let told = outcomes.iter().filter(|outcome| **outcome == Err(Error::Stale)).count();
        assert_eq!((saved, told), (1, 1), "{outcomes:?}");
        let mut tx = db.read().await.unwrap();
        assert_eq!(store::revisions(&mut tx, id, Part::Roles, 9).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_version_is_frozen_tried_and_released() {
    each_engine(|db| async move {
        let (Demo { cast, .. }, id) = begun(&db).await;
        let mut tx = db.write().await.unwrap();
        let purpose = (id, Part::Purpose);
        store::save_part(&mut tx, purpose, 0, &text("Antes"), cast.hr, now()).await.unwrap();
        assert_eq!(store::make_version(&mut tx, id, "", cast.hr, now()).await, Ok(1));
        store::save_part(&mut tx, purpose, 1, &text("Después"), cast.hr, now()).await.unwrap();
        assert_eq!(store::make_version(&mut tx, id, "Nuevo", cast.hr, now()).await, Ok(2));
        let copy = store::copy(&mut tx, id, 1).await.unwrap();
        assert_eq!((copy.len(), copy[0].body.as_str(), copy[0].part_revision), (7, "Antes", 1));
        assert_eq!(store::copy(&mut tx, id, 2).await.unwrap()[0].body, "Después");
        tx.commit().await.unwrap();

        // The database itself wants a trial run first.
        let mut tx = db.write().await.unwrap();
        assert_eq!(store::release(&mut tx, id, 2, cast.hr, now()).await, Err(Error::Taken));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        store::add_trial(&mut tx, (id, 2), trial(), cast.employee, now()).await.unwrap();
        store::release(&mut tx, id, 2, cast.hr, now()).await.unwrap();
        assert_eq!(store::release(&mut tx, id, 2, cast.hr, now()).await, Err(Error::Taken));
        let versions = store::versions(&mut tx, id).await.unwrap();
        assert_eq!(
            versions.iter().map(|v| (v.number, v.trials)).collect::<Vec<_>>(),
            [(2, 1), (1, 0)]
        );
        assert_eq!(versions[0].released_by.as_deref(), Some("Carmen Salazar Ríos"));
        assert_eq!(store::trials(&mut tx, id, 2).await.unwrap()[0].place, "Turno tarde");
        // A trial may still be added: it is no part of the version.
        store::add_trial(&mut tx, (id, 2), trial(), cast.employee, now()).await.unwrap();
    })
    .await;
}

/// Whoever comes past the product, with SQL of their own, is refused as well.
#[tokio::test]
async fn a_released_version_never_changes() {
    const ATTEMPTS: [&str; 9] = [
        "UPDATE archetype_versions SET name = 'x' WHERE archetype_id = $1 AND number = 2",
        "UPDATE archetype_versions SET released_at = NULL WHERE archetype_id = $1 AND number = 2",
        "UPDATE archetype_versions SET number = 9 WHERE archetype_id = $1 AND number = 2",
        "DELETE FROM archetype_versions WHERE archetype_id = $1 AND number = 2",
        "UPDATE archetype_version_parts SET body = 'x' WHERE archetype_id = $1 AND number = 2",
        "DELETE FROM archetype_version_parts WHERE archetype_id = $1 AND number = 2",
        "INSERT INTO archetype_version_parts \
         (archetype_id, number, part, part_revision, body, html, sanitiser) \
         VALUES ($1, 2, 'more', 1, 'x', 'x', 1)",
        "DELETE FROM archetype_trials WHERE archetype_id = $1",
        "UPDATE archetype_trials SET result = 'x' WHERE archetype_id = $1",
    ];
    async fn attempt(db: &Db, text: &'static str, id: ArchetypeId) -> Result<u64> {
        let mut tx = db.write().await?;
        let rows = execute!(tx, sqlx::query(text).bind(id));
        tx.commit().await?;
        Ok(rows)
    }
    each_engine(|db| async move {
        let Demo { calendar, .. } = demo::fill(&db, now()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let id = store::list(&mut tx, calendar.reports).await.unwrap()[0].id;
        let before = (
            store::versions(&mut tx, id).await.unwrap(),
            store::copy(&mut tx, id, 2).await.unwrap(),
        );
        drop(tx);
        for text in ATTEMPTS {
            let outcome = attempt(&db, text, id).await;
            assert!(outcome.is_err(), "{text}: {outcome:?}");
        }
        let mut tx = db.read().await.unwrap();
        let after = (
            store::versions(&mut tx, id).await.unwrap(),
            store::copy(&mut tx, id, 2).await.unwrap(),
        );
        assert_eq!(before, after);
    })
    .await;
}

#[tokio::test]
async fn an_archetype_is_seen_with_its_programme() {
    each_engine(|db| async move {
        let (Demo { cast, .. }, id) = begun(&db).await;
        let mut tx = db.write().await.unwrap();
        for (person, sees) in [(cast.employee, true), (cast.hr, true), (cast.manager_north, false)]
        {
            let scope = actor(&mut tx, person).await.scope();
            assert_eq!(store::find(&mut tx, &scope, id).await.unwrap().is_some(), sees);
        }
        let archetype = store::by_id(&mut tx, id).await.unwrap().unwrap();
        let everything = actor(&mut tx, cast.hr).await;
        let found = store::find(&mut tx, &everything.scope(), id).await.unwrap().unwrap();
        let instructor = actor(&mut tx, cast.instructor).await;
        let standing = store::standing(&mut tx, &instructor, &found.programme, Some(&archetype));
        let standing = standing.await.unwrap();
        assert!(standing.owns && standing.facilitates && !standing.leads);
        let listed = store::list(&mut tx, found.programme.id).await.unwrap();
        assert_eq!((listed[0].written, listed[0].people, listed[0].released), (0, 0, None));
        let counts: i64 = on!(tx, c => sqlx::query_scalar("SELECT COUNT(*) FROM archetypes")
            .fetch_one(c)
            .await)
        .unwrap();
        assert_eq!(counts, 2);
    })
    .await;
}
