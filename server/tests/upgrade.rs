//! A database of the first releases is brought up to date, and all that was in it is still there.

use app::{
    db::{Db, Tx, execute, testing::each_engine_at},
    error::Result,
    ops,
    people::PersonId,
    request::Live,
    routes,
    search::catching_up,
};
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::support::{Browser, services, signed_in};

/// Notes were found by words of their own then; there were no comments, polls, photos, visits, letters.
const BEFORE_SEARCH: i64 = 13;
/// The search had its tables.
const BEFORE_JOB_PROGRAMMES: i64 = 32;

/// What was in the database.
struct Old {
    manager: Uuid,
    author: Uuid,
    branch: Uuid,
    programme: Uuid,
    session: Uuid,
    note: Uuid,
    hidden: Uuid,
    concept: Uuid,
}

impl Old {
    fn new() -> Old {
        let id = Uuid::now_v7;
        Old {
            manager: id(),
            author: id(),
            branch: id(),
            programme: id(),
            session: id(),
            note: id(),
            hidden: id(),
            concept: id(),
        }
    }

    /// Writes the rows as they were written then.
    async fn write(&self, tx: &mut Tx) -> Result<()> {
        self.people(tx).await?;
        self.session(tx).await?;
        self.note(tx, self.note, "Leo el apellido en voz alta", false, 1).await?;
        self.note(tx, self.hidden, "Me da miedo preguntar", true, 2).await?;
        self.concept(tx).await
    }

    async fn people(&self, tx: &mut Tx) -> Result<()> {
        const ORGANISATION: &str = "INSERT INTO organisation (id, name, language, time_zone) \
                                    VALUES (1, 'Clínica Aurora', 'es', 'America/Lima')";
        const BRANCH: &str = "INSERT INTO branches (id, name, folded, time_zone) \
                              VALUES ($1, 'Sede Aurora', 'sede aurora', 'America/Lima')";
        const PERSON: &str = "INSERT INTO people (id, name, folded, email, branch_id, created_at) \
                              VALUES ($1, $2, $3, $4, $5, $6)";
        const GRANT: &str = "INSERT INTO grants (id, person_id, role) VALUES ($1, $2, $3)";
        execute!(tx, sqlx::query(ORGANISATION));
        execute!(tx, sqlx::query(BRANCH).bind(self.branch));
        for (id, name, folded, email) in [
            (self.manager, "Nora Ríos", "nora rios", "nora@aurora.example"),
            (self.author, "Iván Soto", "ivan soto", "ivan@aurora.example"),
        ] {
            execute!(
                tx,
                sqlx::query(PERSON)
                    .bind(id)
                    .bind(name)
                    .bind(folded)
                    .bind(email)
                    .bind(self.branch)
                    .bind(then())
            );
        }
        for role in ["admin", "manager"] {
            execute!(tx, sqlx::query(GRANT).bind(Uuid::now_v7()).bind(self.manager).bind(role));
        }
        Ok(())
    }

    /// A closed session of a programme in its second phase, with somebody present.
    async fn session(&self, tx: &mut Tx) -> Result<()> {
        const PROGRAMME: &str = "INSERT INTO programmes (id, name, folded, framework, problem, \
            start_on, rhythm_days, starts_at_minute, minutes, state, created_by, created_at, phase) \
            VALUES ($1, 'Informes a tiempo', 'informes a tiempo', 'phases', 'Llegan tarde', $2, 7, \
                    540, 90, 'active', $3, $4, 2)";
        const STAGE: &str = "INSERT INTO stages (programme_id, number) VALUES ($1, $2)";
        const INVITED: &str = "INSERT INTO audiences (owner_id, kind, target_id) \
                               VALUES ($1, 'everyone', $2)";
        const SESSION: &str = "INSERT INTO sessions (id, programme_id, stage_number, audience_id, \
            topic, folded, starts_at, ends_at, time_zone, branch_id, late_after_minutes, state, \
            opened_at, closed_at, join_secret, note_sequence, created_by, created_at) \
            VALUES ($1, $2, 1, $2, 'Errores comunes', 'errores comunes', $3, $4, 'America/Lima', \
                    $5, 10, 'closed', $3, $4, $6, 2, $7, $3)";
        const FACILITATES: &str =
            "INSERT INTO facilitators (session_id, person_id) VALUES ($1, $2)";
        const BOOKED: &str = "INSERT INTO bookings (session_id, person_id, starts_at, ends_at) \
                              VALUES ($1, $2, $3, $4)";
        const PRESENT: &str = "INSERT INTO attendance (session_id, person_id, state, way, at) \
                               VALUES ($1, $2, 'present', 'code', $3)";
        const MARK: &str = "INSERT INTO attendance_history (id, session_id, person_id, to_state, \
                            actor_id, at) VALUES ($1, $2, $3, 'present', $3, $4)";
        const MOVE: &str = "INSERT INTO phase_moves (id, programme_id, from_phase, to_phase, \
                            actor_id, at) VALUES ($1, $2, 1, 2, $3, $4)";
        execute!(
            tx,
            sqlx::query(PROGRAMME)
                .bind(self.programme)
                .bind(then().date_naive())
                .bind(self.manager)
                .bind(then())
        );
        for number in 1_i64..=5 {
            execute!(tx, sqlx::query(STAGE).bind(self.programme).bind(number));
        }
        execute!(tx, sqlx::query(INVITED).bind(self.programme).bind(Uuid::nil()));
        execute!(
            tx,
            sqlx::query(SESSION)
                .bind(self.session)
                .bind(self.programme)
                .bind(then())
                .bind(then() + TimeDelta::minutes(90))
                .bind(self.branch)
                .bind(vec![7_u8; 20])
                .bind(self.manager)
        );
        execute!(tx, sqlx::query(FACILITATES).bind(self.session).bind(self.manager));
        execute!(
            tx,
            sqlx::query(BOOKED)
                .bind(self.session)
                .bind(self.manager)
                .bind(then())
                .bind(then() + TimeDelta::minutes(90))
        );
        execute!(tx, sqlx::query(PRESENT).bind(self.session).bind(self.author).bind(then()));
        execute!(
            tx,
            sqlx::query(MARK)
                .bind(Uuid::now_v7())
                .bind(self.session)
                .bind(self.author)
                .bind(then())
        );
        execute!(
            tx,
            sqlx::query(MOVE)
                .bind(Uuid::now_v7())
                .bind(self.programme)
                .bind(self.manager)
                .bind(then())
        );
        Ok(())
    }

    async fn note(
        &self,
        tx: &mut Tx,
        id: Uuid,
        body: &str,
        name_hidden: bool,
        sequence: i64,
    ) -> Result<()> {
        const NOTE: &str = "INSERT INTO notes (id, session_id, author_id, name_hidden, body, html, \
            sanitiser, sequence, created_at, tags) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, \
            'apellidos')";
        const TAG: &str = "INSERT INTO note_tags (note_id, folded) VALUES ($1, 'apellidos')";
        const WORDS: &str = "INSERT INTO note_words (note_id, words) VALUES ($1, 'apellido voz')";
        execute!(
            tx,
            sqlx::query(NOTE)
                .bind(id)
                .bind(self.session)
                .bind(self.author)
                .bind(name_hidden)
                .bind(body)
                .bind(format!("<p>{body}</p>\n"))
                .bind(sequence)
                .bind(then())
        );
        execute!(tx, sqlx::query(TAG).bind(id));
        execute!(tx, sqlx::query(WORDS).bind(id));
        Ok(())
    }

    async fn concept(&self, tx: &mut Tx) -> Result<()> {
        const CONCEPT: &str = "INSERT INTO concepts (id, programme_id, title, folded, statement, \
            html, sanitiser, method, created_by, created_at, changed_at) VALUES ($1, $2, \
            'Leer antes de guardar', 'leer antes de guardar', 'Quien lee, nota', \
            '<p>Quien lee, nota</p>', 1, 'induction', $3, $4, $4)";
        const REVISION: &str = "INSERT INTO concept_revisions (concept_id, revision, title, \
            statement, method, editor_id, at) \
            VALUES ($1, 1, 'Leer antes de guardar', 'Quien lee, nota', 'induction', $2, $3)";
        const AUTHOR: &str = "INSERT INTO concept_authors (concept_id, person_id) VALUES ($1, $2)";
        const SOURCE: &str = "INSERT INTO concept_sources (concept_id, note_id) VALUES ($1, $2)";
        execute!(
            tx,
            sqlx::query(CONCEPT)
                .bind(self.concept)
                .bind(self.programme)
                .bind(self.author)
                .bind(then())
        );
        execute!(tx, sqlx::query(REVISION).bind(self.concept).bind(self.author).bind(then()));
        execute!(tx, sqlx::query(AUTHOR).bind(self.concept).bind(self.author));
        execute!(tx, sqlx::query(SOURCE).bind(self.concept).bind(self.note));
        Ok(())
    }
}

/// Some weeks before today.
fn then() -> DateTime<Utc> {
    "2026-01-14T15:00:00Z".parse().expect("a time")
}

/// Reads a page that must be there and say all of this.
async fn reads(browser: &mut Browser, page: &str, words: &[&str]) {
    let answer = browser.get(page).await;
    assert_eq!(answer.status, StatusCode::OK, "{page}");
    for words in words {
        assert!(answer.text.contains(words), "{page} does not say {words}: {}", answer.text);
    }
}

#[tokio::test]
async fn what_was_there_before_is_there_afterwards() {
    each_engine_at(BEFORE_SEARCH, |db: Db| async move {
        let old = Old::new();
        let mut tx = db.write().await.expect("a transaction");
        old.write(&mut tx).await.expect("rows of then");
        tx.commit().await.expect("a commit");

        // As `serve` begins; and once more, as it begins the next time.
        for _ in 0..2 {
            db.migrate().await.expect("the migrations since");
            catching_up::catch_up(&db).await.expect("an index");
        }
        let mut tx = db.read().await.expect("a transaction");
        for check in ops::all() {
            let violated = ops::store::violations(&mut tx, check).await.expect("a check");
            assert!(violated.is_none_or(|count| count == 0), "{}", check.name);
        }
        drop(tx);

        let services = services(db.clone(), Live::local(), "http://localhost");
        let router = server::http::router(services.clone());
        let mut manager = signed_in(&services, &router, PersonId::from(old.manager)).await;
        let (programme, session) = (old.programme, old.session);
        let said = "Leo el apellido en voz alta";
        reads(&mut manager, "/", &[]).await;
        reads(&mut manager, "/people", &["Nora Ríos", "Iván Soto"]).await;
        reads(&mut manager, &format!("/people/{}", old.author), &["Iván Soto"]).await;
        reads(&mut manager, &format!("/programmes/{programme}"), &["Informes a tiempo"]).await;
        reads(&mut manager, &format!("/sessions/{session}"), &["Errores comunes", said]).await;
        reads(&mut manager, &format!("/sessions/{session}/roster"), &["Iván Soto"]).await;
        reads(&mut manager, &format!("/knowledge/{}", old.note), &[said, "Iván Soto"]).await;
        reads(&mut manager, "/knowledge?q=apellidos", &["en voz alta"]).await;
        let concept = ["Leer antes de guardar", "Quien lee, nota"];
        reads(&mut manager, &format!("/concepts/{}", old.concept), &concept).await;
        reads(&mut manager, &format!("/provenance/concept/{}", old.concept), &[said]).await;
        // What came later has a place for what was there before.
        for page in ["/visits", "/onboarding", "/knowledge/reviews", "/settings", "/me"] {
            reads(&mut manager, page, &[]).await;
        }
        reads(&mut manager, &format!("/sessions/{session}/polls"), &[]).await;
        let file = manager.get(&format!("/export/programmes/{programme}.zip")).await;
        assert_eq!(file.status, StatusCode::OK);

        // Whoever hid their name still does.
        let note = manager.get(&format!("/knowledge/{}", old.hidden)).await;
        assert!(note.text.contains("Me da miedo preguntar"), "{}", note.text);
        assert!(!note.text.contains("Iván Soto"), "{}", note.text);
        let mut author = signed_in(&services, &router, PersonId::from(old.author)).await;
        reads(&mut author, &routes::session(session.into()), &["Me da miedo preguntar"]).await;
    })
    .await;
}

/// As a start does it: the program opens the file, reads the version, then changes the tables.
#[tokio::test]
async fn connections_that_were_open_before_see_the_tables_after() {
    each_engine_at(BEFORE_JOB_PROGRAMMES, async |old| {
        let Some(file) = old.path() else { return };
        let db = Db::open(&format!("sqlite:{}", file.display())).await.expect("the database");
        let mut tx = db.read().await.expect("a transaction");
        assert_eq!(
            ops::store::version(&mut tx).await.expect("a version"),
            Some(BEFORE_JOB_PROGRAMMES)
        );
        drop(tx);
        db.migrate().await.expect("the migrations");
        catching_up::catch_up(&db).await.expect("an index");
        db.close().await;
    })
    .await;
}
