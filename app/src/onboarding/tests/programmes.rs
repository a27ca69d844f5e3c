//! A programme that is job training: its sessions are, and nobody locked is expected in it.

use super::*;
use crate::{
    onboarding::lock,
    phases,
    programmes::{self, AudienceKind, AudienceLine, Programme, ProgrammeId},
};

/// The programme that meets today, for everybody of the central branch; Diego is one of them.
async fn current(tx: &mut Tx, demo: &Demo) -> Programme {
    programmes::store::by_id(tx, demo.calendar.current).await.unwrap().unwrap()
}

/// Marks it as the command does.
async fn mark(tx: &mut Tx, id: ProgrammeId, kind: Option<JobTraining>) -> Result<usize, Error> {
    let programme = programmes::store::by_id(tx, id).await?.ok_or(Error::NotFound)?;
    let before = programme.job_training;
    programmes::store::save(tx, &Programme { job_training: kind, ..programme }).await?;
    Ok(programmes::store::train_as(tx, id, before, kind).await?.len())
}

fn planned(like: &Session, day: i64, kind: Option<JobTraining>) -> Session {
    let starts_at = now() + TimeDelta::days(60 + day);
    Session {
        id: SessionId::new(),
        starts_at,
        ends_at: starts_at + TimeDelta::hours(1),
        state: SessionState::Planned,
        job_training: kind,
        revision: 1,
        ..like.clone()
    }
}

async fn run(tx: &mut Tx, text: &'static str) -> Result<u64, Error> {
    Ok(execute!(tx, sqlx::query(text)))
}

#[tokio::test]
async fn what_is_planned_in_it_is_job_training_and_what_was_held_stays() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (id, today) = (demo.calendar.current, demo.calendar.today);
        let kind_of = async |tx: &mut Tx| {
            sessions::store::by_id(tx, today).await.unwrap().unwrap().job_training
        };
        let mut tx = db.write().await.unwrap();
        let like = sessions::store::by_id(&mut tx, today).await.unwrap().unwrap();
        assert!(mark(&mut tx, id, Some(JobTraining::Technical)).await.unwrap() > 0);
        assert_eq!(kind_of(&mut tx).await, Some(JobTraining::Technical));
        // One session is of the other kind, because somebody chose it; it keeps that.
        let other = planned(&like, 0, Some(JobTraining::Behavioural));
        sessions::store::add(&mut tx, &other, &[], demo.cast.hr).await.unwrap();
        tx.commit().await.unwrap();

        // Whoever has a client of the database plans no other session either.
        let mut tx = db.write().await.unwrap();
        let unmarked = planned(&like, 1, None);
        let added = sessions::store::add(&mut tx, &unmarked, &[], demo.cast.hr).await;
        assert_eq!(added, Err(Error::Taken));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        const NOT: &str = "UPDATE sessions SET job_training = NULL \
            WHERE state = 'planned' AND programme_id IS NOT NULL AND job_training IS NOT NULL";
        assert_eq!(run(&mut tx, NOT).await, Err(Error::Taken));
        drop(tx);

        let mut tx = db.write().await.unwrap();
        mark(&mut tx, id, None).await.unwrap();
        assert_eq!(kind_of(&mut tx).await, None);
        let stays = sessions::store::by_id(&mut tx, other.id).await.unwrap().unwrap();
        assert_eq!(stays.job_training, Some(JobTraining::Behavioural));
        attendance::store::open(&mut tx, today, now()).await.unwrap();
        // Who is in the room already came to something else.
        mark(&mut tx, id, Some(JobTraining::Technical)).await.unwrap();
        assert_eq!(kind_of(&mut tx).await, None);
    })
    .await;
}

#[tokio::test]
async fn nobody_locked_is_named_for_it_or_expected_in_it() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (cast, id) = (&demo.cast, demo.calendar.current);
        let mut tx = db.write().await.unwrap();
        let before = phases::store::left(&mut tx, id).await.unwrap().participants;
        mark(&mut tx, id, Some(JobTraining::Technical)).await.unwrap();
        let locked = store::locked_in(&mut tx, id).await.unwrap();
        let after = phases::store::left(&mut tx, id).await.unwrap().participants;
        assert!(locked > 0 && after == before - locked, "{before} {after} {locked}");
        let programme = current(&mut tx, &demo).await;
        let days = lock::missing_in(&mut tx, &programme, cast.newhire).await.unwrap();
        assert_eq!(days.as_deref(), Some("2, 3"));
        assert_eq!(lock::missing_in(&mut tx, &programme, cast.employee).await, Ok(None));
        let scope = actor(&mut tx, cast.hr).await.scope();
        let opens = store::programmes(&mut tx, &scope, cast.newhire).await.unwrap();
        assert!(opens.iter().any(|(programme, ..)| *programme == id));
        tx.commit().await.unwrap();

        let named = [AudienceLine::new(AudienceKind::Person, cast.newhire)];
        let mut tx = db.write().await.unwrap();
        let set = programmes::store::set_audience(&mut tx, id.into(), &named).await;
        assert_eq!(set, Err(Error::Taken));
        drop(tx);
        // Nor does a programme become job training that names one of them.
        let mut tx = db.write().await.unwrap();
        mark(&mut tx, id, None).await.unwrap();
        programmes::store::set_audience(&mut tx, id.into(), &named).await.unwrap();
        assert_eq!(mark(&mut tx, id, Some(JobTraining::Technical)).await, Err(Error::Taken));
    })
    .await;
}

/// Somebody plans a session while the programme becomes job training: whoever is first, it is one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_session_planned_while_its_programme_is_marked_is_marked() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (id, by) = (demo.calendar.current, demo.cast.hr);
        let mut tx = db.read().await.unwrap();
        let like = sessions::store::by_id(&mut tx, demo.calendar.today).await.unwrap().unwrap();
        drop(tx);
        for round in 0..6 {
            let kind = (round % 2 == 0).then_some(JobTraining::Technical);
            let (marker, planner, like) = (db.clone(), db.clone(), like.clone());
            let marks = tokio::spawn(async move {
                let mut tx = marker.write().await.unwrap();
                mark(&mut tx, id, kind).await.unwrap();
                tx.commit().await.unwrap();
            });
            let plans = tokio::spawn(async move {
                let mut tx = planner.write().await.unwrap();
                let kind = programmes::store::held_kind(&mut tx, id).await.unwrap();
                let session = planned(&like, round + 2, kind);
                sessions::store::add(&mut tx, &session, &[], by).await.unwrap();
                tx.commit().await.unwrap();
            });
            marks.await.unwrap();
            plans.await.unwrap();
            let mut tx = db.read().await.unwrap();
            for session in programmes::store::session_ids(&mut tx, id).await.unwrap() {
                let session = sessions::store::by_id(&mut tx, session).await.unwrap().unwrap();
                if session.state == SessionState::Planned {
                    assert_eq!(session.job_training, kind, "round {round}");
                }
            }
        }
    })
    .await;
}

/// HR lets somebody through while somebody else names them: named only once they are let through.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_override_given_while_somebody_is_named_decides() {
    each_engine(|db: Db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let (id, new, who) = (demo.calendar.current, of(&demo).newhire, demo.cast.newhire);
        let mut tx = db.write().await.unwrap();
        mark(&mut tx, id, Some(JobTraining::Technical)).await.unwrap();
        tx.commit().await.unwrap();
        let (first, second, hr) = (db.clone(), db.clone(), demo.cast.hr);
        let name = |db: Db| async move {
            let line = AudienceLine::new(AudienceKind::Person, who);
            let mut tx = db.write().await?;
            programmes::store::set_audience(&mut tx, id.into(), &[line]).await?;
            tx.commit().await
        };
        let names = tokio::spawn(name(first));
        let lets_through = tokio::spawn(async move {
            let mut tx = second.write().await.unwrap();
            store::release(&mut tx, new, "Urgente", false, (Some(hr), now())).await.unwrap();
            tx.commit().await.unwrap();
        });
        let named = names.await.unwrap();
        lets_through.await.unwrap();
        assert!(matches!(named, Ok(()) | Err(Error::Taken)), "{named:?}");
        // Who was refused tries again and may.
        name(db.clone()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        assert_eq!(store::locked_in(&mut tx, id).await, Ok(0));
    })
    .await;
}
