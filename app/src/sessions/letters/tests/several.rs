//! One letter about several sessions.

use super::*;

/// Who was written to about several sessions at once has heard of each of them.
#[tokio::test]
async fn a_letter_about_several_is_heard_like_one_about_each() {
    each_engine(|db| async move {
        let cast = clinic(&db).await;
        let one = plan(&db, &cast, &[cast.employee]).await;
        let two = plan_at(&db, &cast, &[cast.employee], "2026-03-09T17:30:00Z").await;
        let mut tx = db.write().await.unwrap();
        together(&mut tx, now(), &[one.id, two.id]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(waiting(&db).await.len(), 2);
        delivered(&db).await;

        let evening = one.starts_at - TimeDelta::hours(20);
        let reminded = async |hours: i64| {
            let mut tx = db.write().await.unwrap();
            set_all_written(&mut tx, evening - TimeDelta::hours(hours)).await.unwrap();
            tx.commit().await.unwrap();
            remind(&db, evening).await
        };
        assert_eq!(reminded(3).await, Ok(0));
        assert_eq!(reminded(30).await, Ok(4));
    })
    .await;
}

async fn set_all_written(tx: &mut Tx, at: DateTime<Utc>) -> Result<()> {
    const SET: &str = "UPDATE letters SET created_at = $1";
    execute!(tx, sqlx::query(SET).bind(at));
    Ok(())
}
