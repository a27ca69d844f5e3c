//! Job training is closed to those whose CS days are missing, in the rules and in the database.

use super::*;
use crate::{
    attendance::store::not_admitted,
    onboarding::lock,
    programmes::{self, AudienceKind, AudienceLine},
};

#[tokio::test]
async fn job_training_is_locked_in_the_rules_and_in_the_database() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let cast = &demo.cast;
        let mut tx = db.write().await.unwrap();
        let session = job_session(&mut tx, cast).await;
        let locked =
            crate::onboarding::lock::refusal(&mut tx, session.id, cast.newhire).await.unwrap();
        assert!(locked.unwrap().contains("2, 3"));
        assert_eq!(
            crate::onboarding::lock::refusal(&mut tx, session.id, cast.employee).await,
            Ok(None)
        );
        // Six of the eight are locked out, and neither expected nor counted as absent.
        assert_eq!(not_admitted(&mut tx, &session).await, Ok(6));
        let left = attendance::store::unmarked(&mut tx, &session).await.unwrap();
        let counts = attendance::store::counts_of(&mut tx, session.id).await.unwrap();
        assert_eq!(left.len() as i64, counts.unmarked);
        assert!(!left.iter().any(|someone| someone.person == cast.newhire));
        tx.commit().await.unwrap();

        let gate = Gate::from(&session);
        let add = async |person| {
            let mut tx = db.write().await.unwrap();
            let state = AttendanceState::Present;
            attendance::store::add(&mut tx, &gate, person, state, Way::Code, now()).await
        };
        assert_eq!(add(cast.newhire).await, Err(Error::Taken));
        assert_eq!(add(cast.employee).await, Ok(true));

        let mut tx = db.write().await.unwrap();
        let id = of(&demo).newhire;
        let who = (Some(cast.hr), now());
        store::release(&mut tx, id, "Urgente", false, who).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(add(cast.newhire).await, Ok(true));
    })
    .await;
}

async fn run(tx: &mut Tx, text: &'static str) -> Result<u64, Error> {
    Ok(execute!(tx, sqlx::query(text)))
}

#[tokio::test]
async fn nobody_locked_is_named_for_job_training() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let cast = &demo.cast;
        let mut tx = db.write().await.unwrap();
        let session = job_session(&mut tx, cast).await;
        let named = [AudienceLine::new(AudienceKind::Person, cast.newhire)];
        let reasons = lock::named(&mut tx, &named).await.unwrap();
        assert!(reasons.len() == 1 && reasons[0].contains("2, 3"), "{reasons:?}");
        let everybody = [AudienceLine::new(AudienceKind::Branch, cast.central)];
        assert_eq!(lock::named(&mut tx, &everybody).await, Ok(Vec::new()));
        tx.commit().await.unwrap();

        // Nor by whoever has a client of the database.
        let mut tx = db.write().await.unwrap();
        let set = programmes::store::set_audience(&mut tx, session.id.into(), &named).await;
        assert_eq!(set, Err(Error::Taken));
        drop(tx);

        // Nor is a session made job training that names one of them.
        let mut tx = db.write().await.unwrap();
        const NOT_ANY_MORE: &str = "UPDATE sessions SET job_training = NULL \
            WHERE topic = 'Sistema de citas'";
        run(&mut tx, NOT_ANY_MORE).await.unwrap();
        programmes::store::set_audience(&mut tx, session.id.into(), &named).await.unwrap();
        const AGAIN: &str = "UPDATE sessions SET job_training = 'technical' \
            WHERE topic = 'Sistema de citas'";
        assert_eq!(run(&mut tx, AGAIN).await, Err(Error::Taken));
    })
    .await;
}

#[tokio::test]
async fn job_training_does_not_open_for_those_who_are_locked_out_alone() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let cast = &demo.cast;
        let mut tx = db.write().await.unwrap();
        let session = job_session(&mut tx, cast).await;
        assert_eq!(lock::empty_room(&mut tx, &session).await, Ok(None));
        let central = |at| AudienceLine::new(AudienceKind::Branch, at);
        // Everybody of a position that only new people have.
        const ALONE: &str = "UPDATE people SET position_id = NULL WHERE id NOT IN \
            (SELECT person_id FROM onboardings \
             WHERE finished_at IS NULL AND released_at IS NULL)";
        run(&mut tx, ALONE).await.unwrap();
        let diego = people::store::by_id(&mut tx, cast.newhire).await.unwrap().unwrap();
        let alone = [AudienceLine::new(AudienceKind::Position, diego.position_id.unwrap())];
        programmes::store::set_audience(&mut tx, session.id.into(), &alone).await.unwrap();
        let reason = lock::empty_room(&mut tx, &session).await.unwrap();
        assert!(reason.is_some_and(|reason| reason.contains('6')));
        tx.commit().await.unwrap();

        let mut tx = db.write().await.unwrap();
        let opened = attendance::store::open(&mut tx, session.id, now()).await;
        assert_eq!(opened, Err(Error::Taken));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        let both = [alone[0], central(cast.central)];
        programmes::store::set_audience(&mut tx, session.id.into(), &both).await.unwrap();
        attendance::store::open(&mut tx, session.id, now()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_hr_let_through_is_counted_for_ever() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (cast, id) = (&demo.cast, of(&demo).newhire);
        let mut tx = db.write().await.unwrap();
        let scope = actor(&mut tx, cast.hr).await.scope();
        assert_eq!(store::overrides(&mut tx, &scope, None).await, Ok(1));
        let who = (Some(cast.hr), now());
        store::release(&mut tx, id, "Urgente", false, who).await.unwrap();
        let kind = super::super::EventKind::Released;
        beginning::event(&mut tx, id, kind, "Urgente", start(cast.hr)).await.unwrap();
        store::lock_again(&mut tx, id).await.unwrap();
        assert_eq!(store::overrides(&mut tx, &scope, None).await, Ok(2));
        assert_eq!(store::overrides(&mut tx, &scope, Some(cast.north)).await, Ok(0));
        assert_eq!(run(&mut tx, "DELETE FROM onboarding_events").await, Err(Error::Taken));
    })
    .await;
}

/// Nobody is called to what they are not admitted to.
#[tokio::test]
async fn whoever_is_locked_out_is_neither_written_to_nor_has_it_in_the_calendar() {
    use crate::{calendar::rules::window, mail::written};
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (cast, id) = (&demo.cast, of(&demo).newhire);
        written::set_up(&db).await;
        let mut tx = db.write().await.unwrap();
        let session = job_session(&mut tx, cast).await;
        sessions::letters::planned(&mut tx, now(), &session, cast.hr).await.unwrap();
        tx.commit().await.unwrap();
        let written = written::waiting(&db).await;
        assert!(written.iter().any(|(person, ..)| *person == cast.employee));
        assert!(!written.iter().any(|(person, ..)| *person == cast.newhire));
        let mut tx = db.write().await.unwrap();
        let (from, to) = window(now());
        let stands = async |tx: &mut Tx| {
            let all = sessions::store::in_calendar(tx, cast.newhire, from, to).await.unwrap();
            all.iter().any(|one| one.session.id == session.id)
        };
        assert!(!stands(&mut tx).await);
        store::release(&mut tx, id, "Urgente", false, (Some(cast.hr), now())).await.unwrap();
        assert!(stands(&mut tx).await);
        let invited = sessions::store::invited_people(&mut tx, &session).await.unwrap();
        assert!(invited.contains(&cast.newhire));
    })
    .await;
}

/// Nor does somebody locked write in the room: in the transaction of the write, with the reason.
#[tokio::test]
async fn whoever_is_locked_shares_nothing_in_job_training() {
    use crate::knowledge::{draft::Draft, sharing};
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let cast = &demo.cast;
        let mut tx = db.write().await.unwrap();
        let session = job_session(&mut tx, cast).await;
        let draft = Draft::of("Las citas se anulan por teléfono.").unwrap();
        let newhire = actor(&mut tx, cast.newhire).await;
        let refused = sharing::share(&mut tx, &newhire, session.id, &draft, false, now()).await;
        assert!(matches!(&refused, Err(Error::Invalid(why)) if why[0].message.contains("2, 3")));
        let employee = actor(&mut tx, cast.employee).await;
        let shared = sharing::share(&mut tx, &employee, session.id, &draft, false, now()).await;
        let note = shared.unwrap();
        let too = sharing::echo(&mut tx, &newhire, note, true, now()).await;
        assert!(matches!(too, Err(Error::Invalid(_))), "{too:?}");
        // Whoever runs the session writes in it, whatever they have not done.
        let shut = lock::shut_out(&mut tx, &session, cast.newhire, true).await;
        assert_eq!(shut, Ok(None));
        let who = (Some(cast.hr), now());
        store::release(&mut tx, of(&demo).newhire, "Urgente", false, who).await.unwrap();
        sharing::echo(&mut tx, &newhire, note, true, now()).await.unwrap();
        sharing::share(&mut tx, &newhire, session.id, &draft, false, now()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn today_knows_which_sessions_do_not_open_yet() {
    use crate::today::store::mine;
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let cast = &demo.cast;
        let mut tx = db.write().await.unwrap();
        let session = job_session(&mut tx, cast).await;
        let until = now() + TimeDelta::days(40);
        for (person, locked) in
            [(cast.newhire, true), (cast.employee, false), (cast.instructor2, false)]
        {
            let actor = actor(&mut tx, person).await;
            let all = mine(&mut tx, &actor, now(), until, 100).await.unwrap();
            let found = all.iter().find(|one| one.id == session.id).unwrap();
            assert_eq!(found.locked, locked, "{person}");
            assert!(all.iter().any(|one| !one.locked));
        }
    })
    .await;
}

/// Whoever is let through may come to what stays planned: both are told, and HR when nobody holds it.
#[tokio::test]
async fn days_that_stay_planned_are_cared_for_until_they_are_called_off() {
    use crate::{
        onboarding::{EventKind, Need},
        today::store::{Around, What, waiting},
    };
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (cast, id) = (&demo.cast, of(&demo).newhire);
        let mut tx = db.write().await.unwrap();
        let who = (Some(cast.hr), now());
        store::release(&mut tx, id, "Urgente", false, who).await.unwrap();
        let told = async |tx: &mut Tx, person, what| {
            let today = now().date_naive();
            let until = now() + TimeDelta::days(30);
            let around = Around::of(person, now(), today);
            let around = Around { keeps_onboarding: true, until, ..around };
            let all = waiting(tx, around).await.unwrap().into_iter();
            let of_one =
                all.filter(|one| one.what == what && OnboardingId::from(one.subject_id) == id);
            of_one.map(|one| one.number).collect::<Vec<_>>()
        };
        let second = day(&mut tx, id, 2).await;
        assert_eq!(told(&mut tx, cast.newhire, What::OwnDay).await, [2]);
        assert!(told(&mut tx, second.instructor_id.unwrap(), What::HeldDay).await.contains(&2));
        assert_eq!(told(&mut tx, cast.hr, What::DayNeed).await, Vec::<i64>::new());
        const LEAVES: &str = "UPDATE people SET active = FALSE WHERE id IN \
            (SELECT instructor_id FROM onboarding_days WHERE number = 2 AND starts_at IS NOT NULL)";
        run(&mut tx, LEAVES).await.unwrap();
        assert!(told(&mut tx, cast.hr, What::DayNeed).await.contains(&2));
        assert_eq!(day(&mut tx, id, 2).await.need, Some(Need::Left));

        beginning::call_off(&mut tx, id, "Ya lo sabe", start(cast.hr)).await.unwrap();
        assert_eq!(told(&mut tx, cast.hr, What::DayNeed).await, Vec::<i64>::new());
        assert_eq!(told(&mut tx, cast.newhire, What::OwnDay).await, Vec::<i64>::new());
        let events = store::events(&mut tx, id, 2).await.unwrap();
        let off = |e: &crate::onboarding::Event| {
            (e.kind, &*e.detail) == (EventKind::Unplanned, "Ya lo sabe")
        };
        assert!(events.iter().all(off), "{events:?}");
        store::lock_again(&mut tx, id).await.unwrap();
        assert_eq!(told(&mut tx, cast.hr, What::DayNeed).await, [2, 3]);
    })
    .await;
}
