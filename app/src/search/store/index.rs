//! Keeping the index up to date.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    sources::{Source, source},
    terms,
};
use crate::{
    db::{Engine, Tx, execute, on},
    error::{Error, Result},
    provenance::{Kind, Thing},
    search::words::{self, ANALYSIS},
};

/// Lets a thing be found as it is now, or not any more when it is gone: whoever changes one calls
/// this in the same transaction, after the change.
pub async fn keep(tx: &mut Tx, kind: Kind, id: impl Into<Uuid>) -> Result<()> {
    let id = id.into();
    take_turns(tx, kind, id).await?;
    match source(tx, kind, id).await? {
        Some(source) => put(tx, kind, id, &source).await,
        None => {
            const FORGET: &str = "DELETE FROM findable WHERE kind = $1 AND subject_id = $2";
            execute!(tx, sqlx::query(FORGET).bind(kind).bind(id));
            Ok(())
        }
    }
}

/// The same for the practices at a branch or a department, whose name was changed.
pub async fn keep_practices_at(tx: &mut Tx, place: Uuid) -> Result<()> {
    const FIND: &str = "SELECT id FROM practices WHERE branch_id = $1 OR department_id = $1";
    let practices: Vec<Uuid> =
        on!(tx, c => sqlx::query_scalar(FIND).bind(place).fetch_all(c).await?);
    for practice in practices {
        keep(tx, Kind::Practice, practice).await?;
    }
    Ok(())
}

/// Two who change different sections of one archetype follow one another here: the second reads
/// what the first has changed. SQLite has one writer anyway.
async fn take_turns(tx: &mut Tx, kind: Kind, id: Uuid) -> Result<()> {
    const LOCK: &str = "SELECT number FROM findable WHERE kind = $1 AND subject_id = $2 FOR UPDATE";
    if tx.engine() == Engine::Postgres {
        execute!(tx, sqlx::query(LOCK).bind(kind).bind(id));
    }
    Ok(())
}

async fn put(tx: &mut Tx, kind: Kind, id: Uuid, source: &Source) -> Result<()> {
    const CHANGE: &str = "UPDATE findable SET place_id = $3, analysis = $4 \
        WHERE kind = $1 AND subject_id = $2 RETURNING number";
    const ADD: &str = "INSERT INTO findable (kind, subject_id, place_id, analysis, number) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING number";
    const CHANGE_VECTOR: &str = "UPDATE findable SET place_id = $3, analysis = $4, \
        vector = CAST($5 AS tsvector) WHERE kind = $1 AND subject_id = $2 RETURNING number";
    const ADD_VECTOR: &str = "INSERT INTO findable \
        (kind, subject_id, place_id, analysis, vector, number) \
        VALUES ($1, $2, $3, $4, CAST($5 AS tsvector), $6) ON CONFLICT DO NOTHING RETURNING number";
    let (title, text) = (words::terms(&source.title), words::terms(&source.text));
    let vector =
        (tx.engine() == Engine::Postgres).then(|| terms::vector(&title, &text, &source.facts));
    let (change, add) = match vector {
        Some(_) => (CHANGE_VECTOR, ADD_VECTOR),
        None => (CHANGE, ADD),
    };
    macro_rules! number {
        ($text:expr $(, $number:expr)?) => {
            on!(tx, c => {
                let query = sqlx::query_scalar($text)
                    .bind(kind)
                    .bind(id)
                    .bind(source.place)
                    .bind(ANALYSIS);
                let query = match &vector {
                    Some(vector) => query.bind(vector),
                    None => query,
                };
                query$(.bind($number))?.fetch_optional(c).await?
            })
        };
    }
    // Two things of one moment may get one number: then the next is tried. Another server may
    // have been quicker with this very thing: then it is changed after all.
    let first = number(source.made_at, id);
    let mut kept: Option<i64> = None;
    for number in first..first + TRIES {
        kept = number!(change);
        if kept.is_none() {
            kept = number!(add, number);
        }
        if kept.is_some() {
            break;
        }
    }
    let number = kept.ok_or_else(|| Error::internal("no number is free in the index"))?;
    let mut facts = source.facts.clone();
    facts.extend(terms::titled(&title));
    let (title, text) = (words::written(&title), words::written(&text));
    put_words(tx, number, [&title, &text, &facts.join(" ")]).await
}

async fn put_words(tx: &mut Tx, number: i64, [title, text, facts]: [&str; 3]) -> Result<()> {
    const PUT: &str = "INSERT INTO findable_texts (number, title, words, facts) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (number) DO UPDATE \
        SET title = excluded.title, words = excluded.words, facts = excluded.facts";
    execute!(tx, sqlx::query(PUT).bind(number).bind(title).bind(text).bind(facts));
    Ok(())
}

const TRIES: i64 = 1_000;
/// How many numbers a millisecond has.
const IN_A_MOMENT: i64 = 1 << 20;

/// The place of a thing in the index: by the time when it was made, then by its id.
fn number(made_at: DateTime<Utc>, id: Uuid) -> i64 {
    let (_, low) = id.as_u64_pair();
    first_of(made_at) + (low % IN_A_MOMENT as u64) as i64
}

/// The first number of a moment.
pub fn first_of(moment: DateTime<Utc>) -> i64 {
    moment.timestamp_millis().saturating_mul(IN_A_MOMENT)
}

/// The moment of a number.
pub fn moment_of(number: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(number.div_euclid(IN_A_MOMENT)).unwrap_or_default()
}

/// What can be found and is not in the index, or under words that an older analysis made.
pub async fn missing(tx: &mut Tx) -> Result<Vec<Thing>> {
    const FIND: &str = "SELECT kind, id FROM ( \
        SELECT 'note' AS kind, id FROM notes \
        WHERE deleted_at IS NULL AND taken_at IS NULL AND session_id IS NOT NULL \
        UNION ALL SELECT 'concept', id FROM concepts \
        UNION ALL SELECT 'archetype', id FROM archetypes \
        UNION ALL SELECT 'practice', id FROM practices) AS things \
        WHERE NOT EXISTS (SELECT 1 FROM findable f \
            WHERE f.kind = things.kind AND f.subject_id = things.id AND f.analysis = $1)";
    Ok(on!(tx, c => sqlx::query_as(FIND).bind(ANALYSIS).fetch_all(c).await?))
}

/// Takes out of the index what cannot be found any more; answers how much.
pub async fn forget_strays(tx: &mut Tx) -> Result<u64> {
    const FORGET: &str = "DELETE FROM findable WHERE NOT CASE kind \
        WHEN 'note' THEN EXISTS (SELECT 1 FROM notes x \
            WHERE x.id = subject_id AND x.deleted_at IS NULL AND x.taken_at IS NULL \
              AND x.session_id IS NOT NULL) \
        WHEN 'concept' THEN EXISTS (SELECT 1 FROM concepts x WHERE x.id = subject_id) \
        WHEN 'archetype' THEN EXISTS (SELECT 1 FROM archetypes x WHERE x.id = subject_id) \
        WHEN 'practice' THEN EXISTS (SELECT 1 FROM practices x WHERE x.id = subject_id) \
        ELSE FALSE END";
    Ok(execute!(tx, sqlx::query(FORGET)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_tells_its_moment_and_grows_with_it() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (one, other) = (at("2022-07-08T14:00:00.001Z"), at("2022-07-08T14:00:00.002Z"));
        let [last, first] = [Uuid::max(), Uuid::nil()];
        assert!(number(one, last) < number(other, first));
        assert_eq!((moment_of(number(one, last)), moment_of(number(other, first))), (one, other));
        assert_eq!(first_of(other), number(other, first));
        assert!(number(at("1969-12-31T23:59:59Z"), last) < 0);
    }
}
