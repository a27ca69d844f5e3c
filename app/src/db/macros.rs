//! What lets one store function serve both engines.

/// Runs one expression on whichever engine the transaction is open on.
///
/// ```ignore
/// Ok(on!(tx, c => sqlx::query_as::<_, Person>(BY_EMAIL).bind(email).fetch_optional(c).await)?)
/// ```
///
/// The expression is compiled once per engine, so what it evaluates to must have one type.
/// `c` is a `&mut` connection; use `&mut *c` when it is needed more than once.
#[macro_export]
macro_rules! on {
    ($tx:expr, $c:ident => $query:expr) => {
        match $tx.connection() {
            $crate::db::Connection::Sqlite($c) => $query,
            $crate::db::Connection::Postgres($c) => $query,
        }
    };
}

/// Picks the text for the engine in use, where one text cannot serve both.
#[macro_export]
macro_rules! dialect {
    ($tx:expr, sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {
        match $tx.engine() {
            $crate::db::Engine::Sqlite => $sqlite,
            $crate::db::Engine::Postgres => $postgres,
        }
    };
}

/// Executes a statement and answers how many rows it touched.
///
/// ```ignore
/// execute!(tx, sqlx::query(RENAME).bind(id).bind(name));
/// ```
#[macro_export]
macro_rules! execute {
    ($tx:expr, $query:expr) => {
        $crate::on!($tx, c => $query.execute(c).await?.rows_affected())
    };
}

/// Places for twenty ids after `$2`: a page of a list, whose things are loaded at once.
#[macro_export]
macro_rules! twenty {
    () => {
        "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, \
         $22"
    };
}

/// Binds up to twenty ids to the places of [`twenty!`]; no row has the id of those left over.
#[macro_export]
macro_rules! padded {
    ($query:expr, $ids:expr) => {{
        let mut query = $query;
        for place in 0..20 {
            query = query.bind($ids.get(place).copied().unwrap_or_default());
        }
        query
    }};
}
