//! Who hears of what, on both engines.

use chrono::TimeDelta;
use uuid::Uuid;

use super::*;
use crate::{
    db::{Db, testing::each_engine},
    demo::{self, Cast},
    execute,
    mail::written::{self, fact, waiting},
    programmes::{self, AudienceKind, AudienceLine},
    sessions::{SessionId, SessionState},
};

mod several;

fn now() -> DateTime<Utc> {
    "2026-03-04T14:00:00Z".parse().unwrap()
}

async fn clinic(db: &Db) -> Cast {
    let cast = demo::fill_cast(db, now()).await.unwrap();
    written::set_up(db).await;
    cast
}

/// In five days at half past nine in Lima, for these people.
async fn plan(db: &Db, cast: &Cast, people: &[PersonId]) -> Session {
    plan_at(db, cast, people, "2026-03-09T14:30:00Z").await
}

async fn plan_at(db: &Db, cast: &Cast, people: &[PersonId], starts_at: &str) -> Session {
    let starts_at = starts_at.parse().unwrap();
    let id = SessionId::new();
    let session = Session {
        id,
        programme_id: None,
        stage_number: None,
        audience_id: id.into(),
        topic: "Errores comunes".into(),
        agenda: String::new(),
        agenda_html: String::new(),
        prompt: String::new(),
        starts_at,
        ends_at: starts_at + TimeDelta::minutes(90),
        time_zone: "America/Lima".into(),
        branch_id: Some(cast.north),
        room: "Sala 2".into(),
        link: String::new(),
        capacity: None,
        late_after_minutes: 10,
        state: SessionState::Planned,
        opened_at: None,
        closed_at: None,
        cancelled_at: None,
        cancel_reason: String::new(),
        job_training: None,
        plan_reason: String::new(),
        created_at: now(),
        revision: 1,
    };
    let mut tx = db.write().await.unwrap();
    store::add(&mut tx, &session, &[cast.instructor], cast.manager).await.unwrap();
    invite_only(&mut tx, id, people).await;
    planned(&mut tx, now(), &session, cast.manager).await.unwrap();
    tx.commit().await.unwrap();
    session
}

async fn invite_only(tx: &mut Tx, id: SessionId, people: &[PersonId]) {
    let lines: Vec<AudienceLine> = people
        .iter()
        .map(|person| AudienceLine { kind: AudienceKind::Person, target_id: (*person).into() })
        .collect();
    programmes::store::set_audience(tx, id.into(), &lines).await.unwrap();
}

/// As if the mail server had taken them all.
async fn delivered(db: &Db) {
    written::delivered(db, now()).await;
}

#[tokio::test]
async fn who_is_invited_and_who_facilitates_hear_of_a_new_session() {
    each_engine(|db| async move {
        let cast = clinic(&db).await;
        // Whoever plans it knows already.
        plan(&db, &cast, &[cast.employee, cast.manager]).await;
        let letters = waiting(&db).await;
        let people: Vec<PersonId> = letters.iter().map(|(person, ..)| *person).collect();
        assert_eq!(people, [cast.instructor, cast.employee]);
        let (_, kind, content) = &letters[1];
        assert_eq!(*kind, LetterKind::Invitation);
        assert_eq!(content.subject, "Invitación: Errores comunes · lunes 9 de marzo, 09:30");
        assert_eq!(content.lines, ["Tienes una invitación a una sesión."]);
        assert_eq!(fact(content, "Cuándo"), "Lunes 9 de marzo de 2026, 09:30–11:00 (hora de Lima)");
        assert!(fact(content, "Dónde").contains("Sala 2"), "{content:?}");
        assert_eq!(letters[0].2.lines, ["Facilitas esta sesión."]);
    })
    .await;
}

#[tokio::test]
async fn who_has_heard_hears_of_a_move_and_who_has_not_is_invited_anew() {
    each_engine(|db| async move {
        let cast = clinic(&db).await;
        let session = plan(&db, &cast, &[cast.employee]).await;
        let later = session.starts_at + TimeDelta::days(1);
        let mut tx = db.write().await.unwrap();
        let why = store::Reason { by: cast.manager, at: now(), text: "Feriado" };
        let to = later + TimeDelta::minutes(90);
        store::reschedule(&mut tx, &session, later, to, &why).await.unwrap();
        moved(&mut tx, now(), &session, "Feriado", cast.manager).await.unwrap();
        tx.commit().await.unwrap();
        // Nothing had been sent: one letter each, with the time that holds.
        let letters = waiting(&db).await;
        assert_eq!(letters.len(), 2);
        assert!(letters.iter().all(|(_, kind, _)| *kind == LetterKind::Invitation));
        assert!(fact(&letters[1].2, "Cuándo").starts_with("Martes 10 de marzo"));

        delivered(&db).await;
        let mut tx = db.write().await.unwrap();
        let session = store::by_id(&mut tx, session.id).await.unwrap().unwrap();
        let later = session.starts_at + TimeDelta::hours(1);
        let to = later + TimeDelta::minutes(90);
        store::reschedule(&mut tx, &session, later, to, &why).await.unwrap();
        moved(&mut tx, now(), &session, "Feriado", cast.manager).await.unwrap();
        tx.commit().await.unwrap();
        let letters = waiting(&db).await;
        assert_eq!(letters.len(), 2);
        let (_, kind, content) = &letters[0];
        assert_eq!(*kind, LetterKind::Change);
        assert!(fact(content, "Cuándo").contains("10:30–12:00"), "{content:?}");
        assert!(fact(content, "Antes").contains("09:30–11:00"), "{content:?}");
        assert_eq!(fact(content, "Motivo"), "Feriado");

        // An edit of which nobody has to know, before that left: the new time is told all the same.
        let mut tx = db.write().await.unwrap();
        let session = store::by_id(&mut tx, session.id).await.unwrap().unwrap();
        let before = Before::of(&mut tx, &session, now()).await.unwrap().unwrap();
        before.tell_changes(&mut tx, now(), &session, "", cast.manager).await.unwrap();
        tx.commit().await.unwrap();
        let letters = waiting(&db).await;
        assert_eq!(letters.len(), 2);
        assert!(
            letters.iter().all(|(.., content)| fact(content, "Cuándo").contains("10:30–12:00"))
        );
    })
    .await;
}

#[tokio::test]
async fn a_session_that_is_called_off_before_anybody_heard_of_it_makes_no_noise() {
    each_engine(|db| async move {
        let cast = clinic(&db).await;
        let session = plan(&db, &cast, &[cast.employee]).await;
        let mut tx = db.write().await.unwrap();
        store::cancel(&mut tx, &session, now(), "Error").await.unwrap();
        cancelled(&mut tx, now(), &session, "Error", cast.manager).await.unwrap();
        tx.commit().await.unwrap();
        assert!(waiting(&db).await.is_empty());

        let session = plan(&db, &cast, &[cast.employee]).await;
        delivered(&db).await;
        let mut tx = db.write().await.unwrap();
        store::cancel(&mut tx, &session, now(), "Lluvia").await.unwrap();
        cancelled(&mut tx, now(), &session, "Lluvia", cast.manager).await.unwrap();
        tx.commit().await.unwrap();
        let letters = waiting(&db).await;
        assert_eq!(letters.len(), 2);
        assert!(letters[0].2.subject.starts_with("Cancelada: "), "{}", letters[0].2.subject);

        // Reinstated before anybody heard of that.
        let mut tx = db.write().await.unwrap();
        store::reinstate(&mut tx, session.id).await.unwrap();
        reinstated(&mut tx, now(), &session, cast.manager).await.unwrap();
        tx.commit().await.unwrap();
        let letters = waiting(&db).await;
        let invites = |content: &Content| content.subject.starts_with("Invitación: ");
        assert!(letters.len() == 2 && letters.iter().all(|(.., content)| invites(content)));

        // They know the first one: that it is off again is told.
        let mut tx = db.write().await.unwrap();
        let session = store::by_id(&mut tx, session.id).await.unwrap().unwrap();
        store::cancel(&mut tx, &session, now(), "Lluvia").await.unwrap();
        cancelled(&mut tx, now(), &session, "Lluvia", cast.manager).await.unwrap();
        tx.commit().await.unwrap();
        let letters = waiting(&db).await;
        assert_eq!(letters.len(), 2);
        assert!(letters[0].2.subject.starts_with("Cancelada: "), "{}", letters[0].2.subject);
    })
    .await;
}

#[tokio::test]
async fn a_change_is_told_to_those_who_stay_come_and_go() {
    each_engine(|db| async move {
        let cast = clinic(&db).await;
        let session = plan(&db, &cast, &[cast.employee, cast.hr]).await;
        delivered(&db).await;
        let mut tx = db.write().await.unwrap();
        let before = Before::of(&mut tx, &session, now()).await.unwrap().unwrap();
        let changed = Session { room: "Auditorio".into(), ..session.clone() };
        store::save(&mut tx, &changed).await.unwrap();
        invite_only(&mut tx, session.id, &[cast.hr, cast.newhire]).await;
        before.tell_changes(&mut tx, now(), &changed, "", cast.manager).await.unwrap();
        tx.commit().await.unwrap();
        let letters = waiting(&db).await;
        let of = |person| letters.iter().find(|(id, ..)| *id == person).unwrap();
        let (_, kind, content) = of(cast.newhire);
        assert_eq!(*kind, LetterKind::Invitation);
        assert!(fact(content, "Dónde").contains("Auditorio"));
        for person in [cast.hr, cast.instructor] {
            let (_, kind, content) = of(person);
            assert_eq!(*kind, LetterKind::Change);
            let place = fact(content, "Dónde");
            assert!(place.contains("Auditorio") && place.contains("(antes: "), "{place}");
            assert_eq!(fact(content, "Tema"), "");
        }
        let (_, kind, content) = of(cast.employee);
        assert_eq!(*kind, LetterKind::Farewell);
        assert_eq!(content.lines, ["Ya no estás en la lista de esta sesión."]);
        assert_eq!(content.link, None);
        assert_eq!(letters.len(), 4);

        // What nobody has to know is told to nobody.
        delivered(&db).await;
        let mut tx = db.write().await.unwrap();
        let session = store::by_id(&mut tx, session.id).await.unwrap().unwrap();
        let before = Before::of(&mut tx, &session, now()).await.unwrap().unwrap();
        store::save(&mut tx, &Session { agenda: "Otra".into(), ..session.clone() }).await.unwrap();
        before.tell_changes(&mut tx, now(), &session, "", cast.manager).await.unwrap();
        tx.commit().await.unwrap();
        assert!(waiting(&db).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_reminder_comes_once_the_day_before_to_those_who_want_it() {
    each_engine(|db| async move {
        let cast = clinic(&db).await;
        let people = [cast.employee, cast.hr, cast.newhire];
        let session = plan(&db, &cast, &people).await;
        delivered(&db).await;
        let mut tx = db.write().await.unwrap();
        mail::store::set_reminders(&mut tx, cast.hr, false).await.unwrap();
        tx.commit().await.unwrap();
        let day = session.starts_at - TimeDelta::hours(24);
        assert_eq!(remind(&db, day - TimeDelta::minutes(1)).await, Ok(0));
        let at_once = futures::future::join_all([remind(&db, day), remind(&db, day)]).await;
        let written: usize = at_once.into_iter().map(|written| written.unwrap()).sum();
        assert_eq!(written, 3);
        assert_eq!(remind(&db, day + TimeDelta::hours(2)).await, Ok(0));
        let letters = waiting(&db).await;
        let mut reminded: Vec<PersonId> = letters.iter().map(|(person, ..)| *person).collect();
        reminded.sort();
        let mut expected = vec![cast.employee, cast.newhire, cast.instructor];
        expected.sort();
        assert_eq!(reminded, expected);
        assert!(letters.iter().all(|(_, kind, _)| *kind == LetterKind::Reminder));
        assert!(letters[0].2.subject.starts_with("Recordatorio: "));
    })
    .await;
}

#[tokio::test]
async fn who_was_just_invited_or_whose_session_is_off_is_not_reminded() {
    each_engine(|db| async move {
        let cast = clinic(&db).await;
        let session = plan(&db, &cast, &[cast.employee]).await;
        delivered(&db).await;
        let day = session.starts_at - TimeDelta::hours(24);
        // Written to within a day before.
        let mut tx = db.write().await.unwrap();
        set_written(&mut tx, session.id, day - TimeDelta::hours(3)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(remind(&db, day).await, Ok(0));
        let mut tx = db.write().await.unwrap();
        set_written(&mut tx, session.id, now()).await.unwrap();
        store::cancel(&mut tx, &session, now(), "Lluvia").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(remind(&db, day).await, Ok(0));
    })
    .await;
}

async fn set_written(tx: &mut Tx, id: SessionId, at: DateTime<Utc>) -> Result<()> {
    const SET: &str = "UPDATE letters SET created_at = $2 WHERE about = $1";
    execute!(tx, sqlx::query(SET).bind(Uuid::from(id)).bind(at));
    Ok(())
}
