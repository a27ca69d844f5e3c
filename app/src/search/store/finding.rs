//! Asking the index.
//!
//! Both engines find by one condition that holds the words and the facts together, and both give
//! the newest first, up to a limit: SQLite walks its index from the end and stops there. So the
//! commonest word costs no more than a rare one.

use uuid::Uuid;

use super::{Reach, terms};
use crate::{
    db::{Engine, Tx, execute, on},
    error::Result,
    provenance::Kind,
    search::words::Query,
};

/// Up to so many places stand in the condition itself; more are compared row by row, of which then
/// many fit.
const PLACES_IN_CONDITION: usize = 200;
/// PostgreSQL looks for a phrase in so many things that hold all its words, the newest.
const BEFORE_PHRASES: i64 = 1_000;

/// What is asked of the index.
#[derive(Debug)]
pub struct Asked<'a> {
    pub query: Option<&'a Query>,
    /// Of each group, one must hold.
    pub facts: Vec<Vec<String>>,
    pub reach: &'a Reach,
    /// The first number that counts, and the first that does not any more.
    pub numbers: (Option<i64>, Option<i64>),
}

/// A thing that holds what was asked, with what is needed to rank it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Candidate {
    pub number: i64,
    pub kind: Kind,
    pub subject_id: Uuid,
    pub title: String,
    pub words: String,
}

/// The newest things that hold what was asked; `in_title` wants all the words there.
pub async fn candidates(
    tx: &mut Tx,
    asked: &Asked<'_>,
    in_title: bool,
    limit: i64,
) -> Result<Vec<Candidate>> {
    let (mut facts, mut places) = (asked.facts.clone(), None);
    match asked.reach {
        Reach::Everything => {}
        Reach::Only(only) if only.is_empty() => return Ok(Vec::new()),
        Reach::Only(only) if only.len() <= PLACES_IN_CONDITION => {
            facts.push(only.iter().map(|id| terms::thing(*id)).collect());
        }
        Reach::Only(only) => places = Some(only.as_slice()),
    }
    match tx.engine() {
        Engine::Sqlite => {
            let mut all = terms::fts5(&facts);
            all.extend(asked.query.map(|query| query.fts5(in_title)));
            in_sqlite(tx, &all.join(" AND "), asked, places, limit).await
        }
        Engine::Postgres => {
            // One by one: of a long query its index would compare every term for every thing that
            // holds one of them. The short ones first, because a row ends at the first that fails.
            let conditions = |order: bool| {
                let mut all = terms::tsquery(&facts);
                all.extend(asked.query.map(|query| query.tsquery(in_title, order)));
                all.sort_by_key(String::len);
                all
            };
            let phrases = asked.query.is_some_and(Query::has_phrases);
            let loose = phrases.then(|| conditions(false));
            let conditions = Conditions { all: conditions(true), loose };
            in_postgres(tx, &conditions, asked, places, limit).await
        }
    }
}

/// What is read of a candidate: what is not ranked needs no words.
fn columns(asked: &Asked<'_>) -> &'static str {
    match asked.query {
        Some(_) => "SELECT f.number, f.kind, f.subject_id, x.title, x.words FROM ",
        None => "SELECT f.number, f.kind, f.subject_id, '' AS title, '' AS words FROM ",
    }
}

/// From where the words are read.
fn words(asked: &Asked<'_>) -> &'static str {
    match asked.query {
        Some(_) => " JOIN findable_texts x ON x.number = f.number",
        None => "",
    }
}

/// What PostgreSQL compares a vector with. In a query of its own, a condition is read once and not
/// for every row.
macro_rules! all_hold {
    ($query:expr, $vector:literal, $conditions:expr) => {
        for condition in $conditions.iter() {
            $query.push(concat!(" AND ", $vector, " @@ (SELECT CAST(")).push_bind(condition);
            $query.push(" AS tsquery))");
        }
    };
}

/// What both engines are asked beside the condition, on the table of this name.
macro_rules! narrowed {
    ($query:expr, $number:literal, $asked:expr, $places:expr) => {
        if let Some(from) = $asked.numbers.0 {
            $query.push(concat!(" AND ", $number, " >= ")).push_bind(from);
        }
        if let Some(until) = $asked.numbers.1 {
            $query.push(concat!(" AND ", $number, " < ")).push_bind(until);
        }
        if let Some(places) = $places {
            for column in [" AND (f.place_id IN (", " OR f.subject_id IN ("] {
                $query.push(column);
                let mut list = $query.separated(", ");
                for place in places {
                    list.push_bind(*place);
                }
                $query.push(")");
            }
            $query.push(")");
        }
    };
}

async fn in_sqlite(
    tx: &mut Tx,
    condition: &str,
    asked: &Asked<'_>,
    places: Option<&[Uuid]>,
    limit: i64,
) -> Result<Vec<Candidate>> {
    Ok(on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(columns(asked));
        if condition.is_empty() {
            query.push("findable f").push(words(asked)).push(" WHERE TRUE");
            narrowed!(query, "f.number", asked, places);
            query.push(" ORDER BY f.number DESC LIMIT ").push_bind(limit);
        } else {
            // The index first: from its end, until there are enough.
            query.push("findable_index i CROSS JOIN findable f ON f.number = i.rowid");
            query.push(words(asked)).push(" WHERE i.findable_index MATCH ").push_bind(condition);
            narrowed!(query, "i.rowid", asked, places);
            query.push(" ORDER BY i.rowid DESC LIMIT ").push_bind(limit);
        }
        query.build_query_as().fetch_all(c).await?
    }))
}

/// PostgreSQL has two ways: through its index to all that hold the condition, which are then
/// sorted, or from the newest thing on, each compared, until there are enough. The first is for rare
/// words, the second for common ones. Its planner cannot tell well which is which, so a look at
/// the newest things decides.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Index,
    Walk,
    /// Among the newest only: what is common now may have been rare before.
    Newest,
}

/// So many of the newest things are looked at for what is common,
const LOOK: i64 = 700;
/// and so many of them hold it then: from here on walking is sooner done.
const COMMON: i64 = 96;
/// Among so many, a walk for what is common finds [`MOST`](super::super::finding::MOST) and more.
const NEWEST: i64 = 8_000;

/// What PostgreSQL compares with: the conditions, and before phrases what leaves out their order.
struct Conditions {
    all: Vec<String>,
    loose: Option<Vec<String>>,
}

async fn in_postgres(
    tx: &mut Tx,
    conditions: &Conditions,
    asked: &Asked<'_>,
    places: Option<&[Uuid]>,
    limit: i64,
) -> Result<Vec<Candidate>> {
    let Conditions { all, loose } = conditions;
    let way = match all.is_empty() {
        true => Way::Walk,
        false if !is_common(tx, loose.as_ref().unwrap_or(all)).await? => Way::Index,
        false if loose.is_some() => Way::Walk,
        false => {
            let found = by(Way::Newest, tx, conditions, asked, places, limit).await?;
            if found.len() as i64 >= limit {
                return Ok(found);
            }
            Way::Index
        }
    };
    by(way, tx, conditions, asked, places, limit).await
}

async fn by(
    way: Way,
    tx: &mut Tx,
    conditions: &Conditions,
    asked: &Asked<'_>,
    places: Option<&[Uuid]>,
    limit: i64,
) -> Result<Vec<Candidate>> {
    let Conditions { all, loose } = conditions;
    let sorted = if way == Way::Index { "f.number + 0" } else { "f.number" };
    plan(tx, false, way == Way::Index).await?;
    let found = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(columns(asked));
        query.push("(SELECT f.number, f.kind, f.subject_id FROM findable f");
        match loose {
            None => {
                query.push(" WHERE TRUE");
                if way == Way::Newest {
                    query.push(
                        " AND f.number >= (SELECT MIN(number) FROM \
                         (SELECT number FROM findable ORDER BY number DESC LIMIT ",
                    );
                    query.push_bind(NEWEST).push(") AS newest)");
                }
                all_hold!(query, "f.vector", all);
                narrowed!(query, "f.number", asked, places);
                query.push(" ORDER BY ").push(sorted).push(" DESC LIMIT ");
            }
            // The index knows words, not where they stand: the phrase is looked for in each row.
            Some(loose) => {
                query.push(" JOIN (SELECT f.number FROM findable f WHERE TRUE");
                all_hold!(query, "f.vector", loose);
                narrowed!(query, "f.number", asked, places);
                query.push(" ORDER BY ").push(sorted).push(" DESC LIMIT ").push_bind(BEFORE_PHRASES);
                query.push(") AS loose ON loose.number = f.number WHERE TRUE");
                all_hold!(query, "f.vector", all);
                query.push(" ORDER BY f.number DESC LIMIT ");
            }
        }
        query.push_bind(limit).push(") AS f").push(words(asked));
        query.push(" ORDER BY f.number DESC").build_query_as().fetch_all(c).await?
    });
    plan(tx, true, true).await?;
    Ok(found)
}

/// Whether so many of the newest things hold a condition that walking from there finds enough of
/// them sooner than the index does.
async fn is_common(tx: &mut Tx, conditions: &[String]) -> Result<bool> {
    let hits: i64 = on!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(
            "SELECT COUNT(*) FROM (SELECT f.vector FROM findable f ORDER BY f.number DESC LIMIT ",
        );
        query.push_bind(LOOK).push(") AS newest WHERE TRUE");
        all_hold!(query, "newest.vector", conditions);
        query.build_query_scalar().fetch_one(c).await?
    });
    Ok(hits >= COMMON)
}

/// Lets PostgreSQL read a table as a whole, or by a bitmap of an index, until the transaction ends.
async fn plan(tx: &mut Tx, whole: bool, bitmap: bool) -> Result<()> {
    const SET: &str = "SELECT set_config('enable_seqscan', $1, TRUE), \
                       set_config('enable_bitmapscan', $2, TRUE)";
    let word = |on: bool| if on { "on" } else { "off" };
    execute!(tx, sqlx::query(SET).bind(word(whole)).bind(word(bitmap)));
    Ok(())
}
