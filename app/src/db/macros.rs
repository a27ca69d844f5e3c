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
