use super::*;
use crate::{
    db::{Db, testing::each_engine},
    error::Error,
    lang::Lang,
    people, request,
};

#[tokio::test]
async fn settings_are_saved_once_per_revision() {
    each_engine(|db: Db| async move {
        let mut tx = db.write().await.unwrap();
        store::found(&mut tx, "Respira", Lang::Es, "America/Lima").await.unwrap();
        let mut organisation = store::organisation(&mut tx).await.unwrap();
        assert_eq!(organisation.target_basis_points, 7500);
        organisation.target_basis_points = 8000;
        store::save(&mut tx, &organisation).await.unwrap();
        assert_eq!(store::save(&mut tx, &organisation).await, Err(Error::Stale));
        assert_eq!(store::organisation(&mut tx).await.unwrap().target_basis_points, 8000);
    })
    .await;
}

#[tokio::test]
async fn a_day_is_a_holiday_once() {
    each_engine(|db: Db| async move {
        let day = "2022-07-28".parse().unwrap();
        let holiday = Holiday { day, name: "Fiestas Patrias".into(), time_zone: String::new() };
        let mut tx = db.write().await.unwrap();
        store::add_holiday(&mut tx, &holiday).await.unwrap();
        assert_eq!(store::holidays(&mut tx, day).await.unwrap(), std::slice::from_ref(&holiday));
        assert_eq!(store::holidays(&mut tx, day.succ_opt().unwrap()).await.unwrap(), []);
        // Elsewhere it may be one of its own.
        let seoul = Holiday { time_zone: "Asia/Seoul".into(), ..holiday.clone() };
        store::add_holiday(&mut tx, &seoul).await.unwrap();
        store::remove_holiday(&mut tx, day, "").await.unwrap();
        assert_eq!(store::holiday(&mut tx, "America/Lima", day).await.unwrap(), None);
        let name = store::holiday(&mut tx, "Asia/Seoul", day).await.unwrap();
        assert_eq!(name.as_deref(), Some("Fiestas Patrias"));
        store::add_holiday(&mut tx, &holiday).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.write().await.unwrap();
        assert_eq!(store::add_holiday(&mut tx, &holiday).await, Err(Error::Taken));
    })
    .await;
}

#[tokio::test]
async fn the_log_names_who_and_what() {
    each_engine(|db: Db| async move {
        let now = "2026-03-04T14:00:00Z".parse().unwrap();
        let cast = crate::demo::fill_cast(&db, now).await.unwrap();
        let mut tx = db.write().await.unwrap();
        let detail = serde_json::json!({ "reason": "mudanza" });
        request::audit(
            &mut tx,
            now,
            Some(cast.hr),
            "person.saved",
            "person",
            cast.employee.into(),
            detail,
        )
        .await
        .unwrap();
        let entries = store::audit(&mut tx, "person", 50, 0).await.unwrap();
        assert_eq!(entries.len(), 1);
        let hr = people::store::by_id(&mut tx, cast.hr).await.unwrap().unwrap();
        assert_eq!(entries[0].actor, Some(hr.name));
        assert_eq!(entries[0].subject_name.as_deref(), Some("Ana Torres Vega"));
        assert_eq!(store::count_audit(&mut tx, "role").await.unwrap(), 0);
    })
    .await;
}
