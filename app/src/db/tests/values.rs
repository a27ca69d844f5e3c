//! Values come back from either engine as they went in.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use sqlx::types::Json;

use super::*;

crate::id!(
    /// Names a sample.
    SampleId
);

crate::text_enum! {
    /// How it tastes.
    enum Taste {
        Sweet => "sweet",
        Sour => "sour",
    }
}

#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
struct Sample {
    id: SampleId,
    other: Option<SampleId>,
    taste: Taste,
    other_taste: Option<Taste>,
    at: DateTime<Utc>,
    day: NaiveDate,
    hour: NaiveTime,
    yes: bool,
    tags: Json<Vec<String>>,
    share: f64,
    size: i64,
    bytes: Vec<u8>,
}

const SQLITE: &str = "
    CREATE TABLE sample (id BLOB PRIMARY KEY NOT NULL, other BLOB, taste TEXT NOT NULL, other_taste TEXT,
        at TEXT NOT NULL, day TEXT NOT NULL, hour TEXT NOT NULL, yes INTEGER NOT NULL, tags TEXT NOT NULL,
        share REAL NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT";
const POSTGRES: &str = "
    CREATE TABLE sample (id UUID PRIMARY KEY, other UUID, taste TEXT NOT NULL, other_taste TEXT,
        at TIMESTAMPTZ NOT NULL, day DATE NOT NULL, hour TIME NOT NULL, yes BOOLEAN NOT NULL,
        tags JSONB NOT NULL, share DOUBLE PRECISION NOT NULL, size BIGINT NOT NULL, bytes BYTEA NOT NULL)";
const INSERT: &str = "
    INSERT INTO sample (id, other, taste, other_taste, at, day, hour, yes, tags, share, size, bytes)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

fn sample() -> Sample {
    Sample {
        id: SampleId::new(),
        other: None,
        taste: Taste::Sweet,
        other_taste: Some(Taste::Sour),
        at: DateTime::from_timestamp_millis(1_700_000_000_123).unwrap(),
        day: NaiveDate::from_ymd_opt(2024, 2, 29).unwrap(),
        hour: NaiveTime::from_hms_opt(23, 59, 58).unwrap(),
        yes: true,
        tags: Json(vec!["ñandú".into(), "\"quoted\"".into()]),
        share: 0.1,
        size: i64::MAX,
        bytes: vec![0, 255],
    }
}

async fn with_samples(db: &Db, samples: &[Sample]) {
    let mut tx = db.write().await.unwrap();
    let table = dialect!(tx, sqlite: SQLITE, postgres: POSTGRES);
    on!(tx, c => sqlx::raw_sql(table).execute(c).await.map(drop)).unwrap();
    for s in samples {
        on!(tx, c => sqlx::query(INSERT)
            .bind(s.id).bind(s.other).bind(s.taste).bind(s.other_taste).bind(s.at).bind(s.day)
            .bind(s.hour).bind(s.yes).bind(&s.tags).bind(s.share).bind(s.size).bind(&s.bytes)
            .execute(c).await.map(drop))
        .unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn every_type_comes_back_as_it_went_in() {
    each_engine(|db: Db| async move {
        let first = sample();
        let second = Sample { other: Some(first.id), yes: false, other_taste: None, ..sample() };
        let mut wanted = vec![first, second];
        wanted.extend(Taste::ALL.iter().map(|&taste| Sample { taste, ..sample() }));
        with_samples(&db, &wanted).await;
        let mut tx = db.read().await.unwrap();
        let found: Vec<Sample> =
            on!(tx, c => sqlx::query_as("SELECT * FROM sample ORDER BY id").fetch_all(c).await)
                .unwrap();
        assert_eq!(found, wanted);
    })
    .await;
}

#[tokio::test]
async fn values_are_found_by_what_they_are() {
    each_engine(|db: Db| async move {
        let wanted = sample();
        with_samples(&db, &[wanted.clone(), Sample { taste: Taste::Sour, ..sample() }]).await;
        let mut tx = db.read().await.unwrap();
        const FIND: &str = "
            SELECT * FROM sample WHERE id = $1 AND taste = $2 AND at = $3 AND day = $4 AND yes = $5
            AND ($6 IS NULL OR other_taste = $6)";
        let found: Option<Sample> = on!(tx, c => sqlx::query_as(FIND)
            .bind(wanted.id).bind(wanted.taste).bind(wanted.at).bind(wanted.day).bind(true)
            .bind(None::<Taste>).fetch_optional(c).await)
        .unwrap();
        assert_eq!(found, Some(wanted));
    })
    .await;
}

/// On SQLite a moment is a text. Texts of unequal length must still sort as the moments do.
#[tokio::test]
async fn moments_sort_and_compare_as_moments() {
    each_engine(|db: Db| async move {
        let start = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let millis = [-1000, -1, 0, 1, 10, 99, 100, 500, 999, 1000, 60_000, 86_400_000];
        let moments: Vec<_> = millis.iter().map(|&ms| start + TimeDelta::milliseconds(ms)).collect();
        let samples: Vec<_> = moments.iter().rev().map(|&at| Sample { at, ..sample() }).collect();
        with_samples(&db, &samples).await;
        let mut tx = db.read().await.unwrap();
        let found: Vec<DateTime<Utc>> =
            on!(tx, c => sqlx::query_scalar("SELECT at FROM sample ORDER BY at").fetch_all(c).await).unwrap();
        assert_eq!(found, moments);
        for (older, &at) in moments.iter().enumerate() {
            let before: i64 = on!(tx, c => sqlx::query_scalar("SELECT COUNT(*) FROM sample WHERE at < $1")
                .bind(at).fetch_one(c).await)
            .unwrap();
            assert_eq!(before, older as i64, "older than {at}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_unknown_word_is_an_error_when_it_is_read() {
    each_engine(|db: Db| async move {
        with_samples(&db, &[sample()]).await;
        let mut tx = db.write().await.unwrap();
        on!(tx, c => sqlx::query("UPDATE sample SET taste = 'salty'").execute(c).await.map(drop))
            .unwrap();
        let found: Result<Taste, sqlx::Error> =
            on!(tx, c => sqlx::query_scalar("SELECT taste FROM sample").fetch_one(c).await);
        let error = Error::from(found.unwrap_err());
        assert!(error.to_string().contains("\"salty\" is not a Taste"), "{error}");
    })
    .await;
}

/// The shape of a query whose text depends on what is asked for.
#[tokio::test]
async fn a_query_can_be_built_from_parts() {
    each_engine(|db: Db| async move {
        let samples = [sample(), sample(), sample()];
        with_samples(&db, &samples).await;
        let wanted = [samples[0].id, samples[2].id];
        let mut tx = db.read().await.unwrap();
        let found: Vec<SampleId> = on!(tx, c => {
            let mut query = sqlx::QueryBuilder::new("SELECT id FROM sample WHERE id IN (");
            let mut ids = query.separated(", ");
            for id in wanted {
                ids.push_bind(id);
            }
            query.push(") ORDER BY id");
            query.build_query_scalar().fetch_all(c).await
        })
        .unwrap();
        assert_eq!(found, wanted);
    })
    .await;
}
