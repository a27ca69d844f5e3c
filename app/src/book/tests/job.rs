//! A programme that is job training.

use super::*;
use crate::{
    db::testing::each_engine,
    demo,
    error::Error,
    onboarding::JobTraining,
    programmes::{AudienceKind, AudienceLine},
};

#[tokio::test]
async fn job_training_travels_but_not_to_whoever_may_not_begin_it() {
    each_engine(|db| async move {
        let demo = demo::fill(&db, now()).await.unwrap();
        let manager = sign_in(&db, demo.cast.manager).await;
        let mut tx = db.write().await.unwrap();
        let plain =
            programmes::store::by_id(&mut tx, demo.calendar.reports).await.unwrap().unwrap();
        let kind = Some(JobTraining::Behavioural);
        let marked = Programme { job_training: kind, ..plain.clone() };
        programmes::store::save(&mut tx, &marked).await.unwrap();
        tx.commit().await.unwrap();
        let taken = taken_out(&db, &manager, plain.id).await;
        let file = taken.iter().find(|(name, _)| name == "programme.md").unwrap();
        assert!(file.1.contains("job_training = \"behavioural\""), "{}", file.1);

        // Diego is named where it is to go.
        let into = empty(&db, &plain, plain.branch_id, manager.id).await;
        let diego =
            AudienceLine { kind: AudienceKind::Person, target_id: demo.cast.newhire.into() };
        invite(&db, into, &[diego]).await;
        let refused = carried_in(&db, &manager, into, &taken).await;
        let Err(Error::Invalid(told)) = refused else { panic!("{refused:?}") };
        assert!(told[0].message.contains("Diego Rojas León"), "{told:?}");
        invite(&db, into, &[]).await;
        carried_in(&db, &manager, into, &taken).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let there = programmes::store::by_id(&mut tx, into).await.unwrap().unwrap();
        assert_eq!(there.job_training, kind);
    })
    .await;
}

async fn invite(db: &Db, programme: ProgrammeId, lines: &[AudienceLine]) {
    let mut tx = db.write().await.unwrap();
    programmes::store::set_audience(&mut tx, programme.into(), lines).await.unwrap();
    tx.commit().await.unwrap();
}
