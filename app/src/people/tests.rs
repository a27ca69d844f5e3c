//! The store's story: keeping people and places, and importing, on both engines.

use chrono::{DateTime, Utc};
use futures::future::join_all;

use super::{
    BranchForm, NameList, Person, PersonFacts, PersonId,
    import::{self, Encoding, Options},
    store::{self, List, Sort},
};
use crate::{
    access::{self, Grant, Role},
    db::{Db, testing::each_engine},
    demo::{self, Cast},
    error::Error,
};

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

async fn cast(db: &Db) -> Cast {
    demo::fill_cast(db, now()).await.unwrap()
}

/// A scope as the sign-in of this person gives it.
async fn scope(db: &Db, person: PersonId) -> access::Scope {
    let mut tx = db.write().await.unwrap();
    let hash = person.to_string().into_bytes();
    access::store::add_sign_in(&mut tx, person, &hash, "test", now()).await.unwrap();
    let found = access::store::actor(&mut tx, &hash, Default::default(), now()).await.unwrap();
    tx.commit().await.unwrap();
    found.unwrap().0.scope()
}

fn anybody(text: &str) -> List {
    List { text: text.into(), active: Some(true), ..List::default() }
}

#[tokio::test]
async fn everybody_finds_whom_their_role_covers() {
    each_engine(|db| async move {
        let cast = cast(&db).await;
        let (hr, north) = (scope(&db, cast.hr).await, scope(&db, cast.manager_north).await);
        let instructor = scope(&db, cast.instructor).await;
        let mut tx = db.read().await.unwrap();
        let total = |found: (i64, Vec<_>)| found.0;
        assert_eq!(total(store::list(&mut tx, &hr, &anybody(""), 50, 0).await.unwrap()), 41);
        // Elena and Marco, and the eight others of the northern branch.
        assert_eq!(total(store::list(&mut tx, &north, &anybody(""), 50, 0).await.unwrap()), 10);
        // Instructors pick people for sessions but do not read their files.
        assert_eq!(total(store::list(&mut tx, &instructor, &anybody(""), 50, 0).await.unwrap()), 0);
        let picked = store::find_active_by_text(&mut tx, &instructor, "nunez", 12).await.unwrap();
        assert_eq!(picked.len(), 1);
        assert_eq!(picked[0].branch, "Sede Central");
        let found = store::find(&mut tx, &north, cast.employee, now()).await;
        assert!(matches!(found, Err(Error::NotFound)));
        assert!(store::find(&mut tx, &north, cast.manager_north, now()).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn the_list_is_searched_filtered_and_sorted() {
    each_engine(|db| async move {
        let cast = cast(&db).await;
        let hr = scope(&db, cast.hr).await;
        let mut tx = db.read().await.unwrap();
        let mut names = async |list: &List| -> Vec<String> {
            let (total, rows) = store::list(&mut tx, &hr, list, 50, 0).await.unwrap();
            assert_eq!(total as usize, rows.len());
            rows.into_iter().map(|row| row.name).collect()
        };
        assert_eq!(names(&anybody("NÚÑEZ")).await, ["Julio Paredes Núñez"]);
        assert_eq!(names(&anybody("vega ana")).await, ["Ana Torres Vega"]);
        assert_eq!(names(&anybody("hr@respira")).await, ["Carmen Salazar Ríos"]);
        assert_eq!(names(&anybody("r041")).await, ["Maribel Poma Arce"]);
        assert_eq!(names(&anybody("100%")).await, Vec::<String>::new());
        assert_eq!(names(&anybody("_")).await, Vec::<String>::new());
        let callao = List { branch: Some(cast.callao), ..anybody("") };
        assert_eq!(names(&callao).await.len(), 9);
        let reports =
            List { department: Some(cast.reports), branch: Some(cast.callao), ..anybody("") };
        assert_eq!(names(&reports).await.len(), 3);
        let with_access = List { has_access: Some(true), ..anybody("") };
        assert_eq!(names(&with_access).await.len(), 8);
        let newest = List { sort: Sort::Newest, ..anybody("") };
        assert_eq!(names(&newest).await[0], "Diego Rojas León");
        let by_number = List { sort: Sort::Number, ..anybody("") };
        assert_eq!(names(&by_number).await[0], "Rosa Quispe Mamani");
        let by_branch = List { sort: Sort::Branch, ..anybody("") };
        assert_eq!(names(&by_branch).await[0], "Cecilia Ñahui Torres");
        assert!(names(&List { active: Some(false), ..anybody("") }).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn two_editors_do_not_overwrite_each_other() {
    each_engine(|db| async move {
        let cast = cast(&db).await;
        let mut tx = db.write().await.unwrap();
        let person = store::by_id(&mut tx, cast.employee).await.unwrap().unwrap();
        let facts = PersonFacts { branch_id: cast.north, ..PersonFacts::from(&person) };
        store::update(&mut tx, person.id, person.revision, &facts).await.unwrap();
        let again = store::update(&mut tx, person.id, person.revision, &facts).await;
        assert!(matches!(again, Err(Error::Stale)));
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_number_belongs_to_one_person_only() {
    each_engine(|db| async move {
        let cast = cast(&db).await;
        let fresh = |email: &str| {
            Person::new(PersonFacts {
                name: "Nueva Persona".into(),
                employee_number: Some("N1".into()),
                email: Some(email.into()),
                branch_id: cast.central,
                department_id: None,
                position_id: None,
                hired_on: None,
            })
        };
        let both = ["a@x.pe", "b@x.pe"].map(|email| {
            let (db, person) = (db.clone(), fresh(email));
            tokio::spawn(async move {
                let mut tx = db.write().await?;
                store::add(&mut tx, &person, now()).await?;
                tx.commit().await
            })
        });
        let outcomes: Vec<_> = join_all(both).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        assert!(outcomes.iter().any(|outcome| matches!(outcome, Err(Error::Taken))));
        let mut tx = db.read().await.unwrap();
        let holders = store::holders(&mut tx, Some("N1"), None, None).await.unwrap();
        assert_eq!(holders.len(), 1);
        assert!(
            store::holders(&mut tx, Some("N1"), None, Some(holders[0].id))
                .await
                .unwrap()
                .is_empty()
        );
        assert!(store::holders(&mut tx, None, None, None).await.unwrap().is_empty());
    })
    .await;
}

/// As the command does it: lock, look, act.
async fn deactivate_admin(db: &Db, id: PersonId) -> Result<(), Error> {
    let mut tx = db.write().await?;
    access::store::lock_administrators(&mut tx).await?;
    let person = store::by_id(&mut tx, id).await?.ok_or(Error::NotFound)?;
    store::set_active(&mut tx, id, person.revision, false).await?;
    if !access::store::any_administrator(&mut tx).await? {
        return Err(Error::form("last"));
    }
    tx.commit().await
}

#[tokio::test]
async fn one_administrator_always_remains() {
    each_engine(|db| async move {
        let cast = cast(&db).await;
        let mut tx = db.write().await.unwrap();
        let grants = [Grant::everywhere(Role::Admin)];
        access::store::set_grants(&mut tx, cast.hr, &grants).await.unwrap();
        tx.commit().await.unwrap();
        let both = [cast.admin, cast.hr].map(|id| {
            let db = db.clone();
            tokio::spawn(async move { deactivate_admin(&db, id).await })
        });
        let done = join_all(both).await.into_iter().filter(|outcome| matches!(outcome, Ok(Ok(()))));
        assert_eq!(done.count(), 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_put_where_a_branch_is_given_up() {
    each_engine(|db| async move {
        let cast = cast(&db).await;
        let mut tx = db.write().await.unwrap();
        let branch = super::Branch {
            id: super::BranchId::new(),
            name: "Sede Ate".into(),
            address: String::new(),
            time_zone: "America/Lima".into(),
            active: true,
            revision: 1,
        };
        store::add_branch(&mut tx, &branch).await.unwrap();
        tx.commit().await.unwrap();
        let id = branch.id;
        let (one, other) = (db.clone(), db.clone());
        let give_up = tokio::spawn(async move {
            let mut tx = one.write().await?;
            store::set_branch_active(&mut tx, id, 1, false).await?;
            if store::active_at(&mut tx, id).await? > 0 {
                return Err(Error::form("in use"));
            }
            tx.commit().await
        });
        let put = tokio::spawn(async move {
            let mut tx = other.write().await?;
            if !store::hold_branch(&mut tx, id).await? {
                return Err(Error::form("gone"));
            }
            let person = store::by_id(&mut tx, cast.employee).await?.ok_or(Error::NotFound)?;
            let facts = PersonFacts { branch_id: id, ..PersonFacts::from(&person) };
            store::update(&mut tx, person.id, person.revision, &facts).await?;
            tx.commit().await
        });
        let outcomes = [give_up.await.unwrap(), put.await.unwrap()];
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
    })
    .await;
}

#[tokio::test]
async fn places_have_unique_names_and_revisions() {
    each_engine(|db| async move {
        let cast = cast(&db).await;
        let mut tx = db.write().await.unwrap();
        let form = BranchForm {
            name: "Sede Seúl".into(),
            address: String::new(),
            time_zone: "Asia/Seoul".into(),
        };
        store::update_branch(&mut tx, cast.north, 1, &form).await.unwrap();
        assert!(matches!(
            store::update_branch(&mut tx, cast.north, 1, &form).await,
            Err(Error::Stale)
        ));
        assert_eq!(
            store::branch(&mut tx, cast.north).await.unwrap().unwrap().time_zone,
            "Asia/Seoul"
        );
        assert_eq!(store::active_at(&mut tx, cast.callao).await.unwrap(), 9);
        let reports = cast.reports.into();
        store::rename(&mut tx, NameList::Departments, reports, 1, "Informes").await.unwrap();
        store::set_name_active(&mut tx, NameList::Departments, reports, 2, false).await.unwrap();
        let all = store::names_of(&mut tx, NameList::Departments).await.unwrap();
        let (named, people) = all.iter().find(|(named, _)| named.id == reports).unwrap();
        assert_eq!((named.name.as_str(), named.active, named.revision), ("Informes", false, 3));
        assert!(*people > 10);
        assert_eq!(store::departments(&mut tx, true).await.unwrap().len(), 4);
        tx.commit().await.unwrap();

        let mut tx = db.write().await.unwrap();
        let taken = store::rename(&mut tx, NameList::Departments, reports, 3, "LABORATORIO").await;
        assert!(matches!(taken, Err(Error::Taken)));
    })
    .await;
}

const FILE: &str = "nombre;correo;número;sede;área;puesto;ingreso\n\
    Ana Torres Vega;;R007;Sede Norte;;;\n\
    Nueva Persona;nueva@x.pe;N1;sede sur;Óptica;Óptico(a);8/7/2022\n\
    Otra Persona;otra@x.pe;N2;Sede Lejana;;;\n";

/// Plans the file and carries the good rows out.
async fn import(db: &Db, by: PersonId, text: &str) -> Result<(usize, usize, usize), Error> {
    let table = import::read(text.as_bytes(), Encoding::Utf8).unwrap();
    let options = Options { create_names: true, change_admins: false };
    let mut tx = db.write().await?;
    let existing = store::imports::existing(&mut tx).await?;
    let plan = import::plan(&table, &existing, options).unwrap();
    let applied = import::apply(&mut tx, &plan, Some(by), now()).await?;
    tx.commit().await?;
    Ok((applied.added, applied.changed, plan.wrong()))
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    each_engine(|db| async move {
        let cast = cast(&db).await;
        assert_eq!(import(&db, cast.hr, FILE).await.unwrap(), (1, 1, 1));
        assert_eq!(import(&db, cast.hr, FILE).await.unwrap(), (0, 0, 1));
        let mut tx = db.read().await.unwrap();
        let ana = store::by_id(&mut tx, cast.employee).await.unwrap().unwrap();
        assert_eq!(ana.branch_id, cast.north);
        let history = store::history(&mut tx, cast.employee, 10).await.unwrap();
        assert_eq!(history.len(), 1);
        assert_eq!(history[0].actor.as_deref(), Some("Carmen Salazar Ríos"));
        assert_eq!(history[0].detail["changes"][0]["to"], "Sede Norte");
        let names = store::departments(&mut tx, true).await.unwrap();
        assert!(names.iter().any(|named| named.name == "Óptica"));
    })
    .await;
}

#[tokio::test]
async fn of_two_imports_of_the_same_person_one_counts() {
    each_engine(|db| async move {
        let cast = cast(&db).await;
        let file = "nombre,correo,sede\nNueva Persona,nueva@x.pe,Sede Sur\n";
        let both = [(); 2].map(|()| {
            let (db, by) = (db.clone(), cast.hr);
            tokio::spawn(async move { import(&db, by, file).await })
        });
        for outcome in join_all(both).await {
            assert!(matches!(
                outcome.unwrap(),
                Ok((1, 0, 0) | (0, 0, 0)) | Err(Error::Taken | Error::Stale)
            ));
        }
        let mut tx = db.read().await.unwrap();
        let found = store::holders(&mut tx, None, Some("nueva@x.pe"), None).await.unwrap();
        assert_eq!(found.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn two_thousand_people_are_imported_at_once() {
    each_engine(|db| async move {
        let cast = cast(&db).await;
        let rows: String =
            (0..2_000).map(|n| format!("Persona {n},p{n}@x.pe,N{n},Sede Sur\n")).collect();
        let file = format!("nombre,correo,número,sede\n{rows}");
        assert_eq!(import(&db, cast.hr, &file).await.unwrap(), (2_000, 0, 0));
        assert_eq!(import(&db, cast.hr, &file).await.unwrap(), (0, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_file_is_its_senders_and_is_forgotten() {
    each_engine(|db| async move {
        let cast = cast(&db).await;
        let mut tx = db.write().await.unwrap();
        let id = super::ImportId::new();
        store::imports::add(&mut tx, id, cast.hr, "planilla.csv", b"x", now()).await.unwrap();
        let found = store::imports::find(&mut tx, id, cast.hr).await.unwrap();
        assert_eq!(found, ("planilla.csv".to_owned(), b"x".to_vec()));
        let others = store::imports::find(&mut tx, id, cast.admin).await;
        assert!(matches!(others, Err(Error::NotFound)));
        store::imports::forget(&mut tx, now()).await.unwrap();
        assert!(store::imports::find(&mut tx, id, cast.hr).await.is_ok());
        store::imports::forget(&mut tx, now() + chrono::Duration::seconds(1)).await.unwrap();
        assert!(store::imports::find(&mut tx, id, cast.hr).await.is_err());
        tx.commit().await.unwrap();
    })
    .await;
}
