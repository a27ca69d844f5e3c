//! How letters leave.

use chrono::{DateTime, Utc};

use crate::{
    db::{Tx, dialect, execute, on},
    error::{Error, Result},
    mail::{Fault, Setup},
};

/// How letters leave; `None` when they do not.
pub async fn setup(tx: &mut Tx) -> Result<Option<Setup>> {
    const FIND: &str = "SELECT host, port, security, user_name, password, sender, reply_to, \
                        failures, retry_at, fault, answer, revision FROM mail_settings WHERE id = 1";
    Ok(on!(tx, c => sqlx::query_as(FIND).fetch_optional(c).await?))
}

/// Whether letters leave at all.
pub async fn is_set_up(tx: &mut Tx) -> Result<bool> {
    const FIND: &str = "SELECT EXISTS (SELECT 1 FROM mail_settings WHERE id = 1)";
    Ok(on!(tx, c => sqlx::query_scalar(FIND).fetch_one(c).await?))
}

/// The same for whoever is about to write a letter: nobody stops sending before it is written, so
/// none waits that nobody will send.
pub async fn hold_set_up(tx: &mut Tx) -> Result<bool> {
    const FIND: &str = "SELECT id FROM mail_settings WHERE id = 1";
    const HOLD: &str = "SELECT id FROM mail_settings WHERE id = 1 FOR KEY SHARE";
    let text = dialect!(tx, sqlite: FIND, postgres: HOLD);
    let found: Option<i64> = on!(tx, c => sqlx::query_scalar(text).fetch_optional(c).await?);
    Ok(found.is_some())
}

/// Saves how letters leave; troubles with the server of before are forgotten. Revision 0 is for the
/// first time. [`Error::Stale`] when somebody saved since.
pub async fn save(tx: &mut Tx, setup: &Setup) -> Result<()> {
    const ADD: &str = "INSERT INTO mail_settings (id, host, port, security, user_name, password, \
        sender, reply_to) VALUES (1, $1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    const SAVE: &str = "UPDATE mail_settings SET host = $1, port = $2, security = $3, \
        user_name = $4, password = $5, sender = $6, reply_to = $7, failures = 0, retry_at = NULL, \
        fault = NULL, answer = '', revision = revision + 1 WHERE id = 1 AND revision = $8";
    let fields =
        |text| (text, &setup.host, setup.port, setup.security, &setup.user_name, &setup.password);
    let rows = if setup.revision == 0 {
        let (text, host, port, security, user_name, password) = fields(ADD);
        execute!(
            tx,
            sqlx::query(text)
                .bind(host)
                .bind(port)
                .bind(security)
                .bind(user_name)
                .bind(password)
                .bind(&setup.sender)
                .bind(&setup.reply_to)
        )
    } else {
        let (text, host, port, security, user_name, password) = fields(SAVE);
        execute!(
            tx,
            sqlx::query(text)
                .bind(host)
                .bind(port)
                .bind(security)
                .bind(user_name)
                .bind(password)
                .bind(&setup.sender)
                .bind(&setup.reply_to)
                .bind(setup.revision)
        )
    };
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Ends sending. What waits is of no more use: nobody would send it.
pub async fn remove(tx: &mut Tx) -> Result<()> {
    const END: &str = "UPDATE letters SET state = 'over' WHERE state = 'waiting'";
    execute!(tx, sqlx::query("DELETE FROM mail_settings WHERE id = 1"));
    execute!(tx, sqlx::query(END));
    Ok(())
}

/// Remembers that the server could not be talked to, and when to try again.
pub async fn trouble(
    tx: &mut Tx,
    fault: Fault,
    answer: &str,
    retry_at: DateTime<Utc>,
) -> Result<()> {
    const KEEP: &str = "UPDATE mail_settings SET failures = failures + 1, retry_at = $1, \
                        fault = $2, answer = $3 WHERE id = 1";
    execute!(tx, sqlx::query(KEEP).bind(retry_at).bind(fault).bind(answer));
    Ok(())
}

/// The server talks to us again.
pub async fn fine(tx: &mut Tx) -> Result<()> {
    const CLEAR: &str = "UPDATE mail_settings SET failures = 0, retry_at = NULL, fault = NULL, \
                         answer = '' WHERE id = 1 AND failures > 0";
    execute!(tx, sqlx::query(CLEAR));
    Ok(())
}

/// Lets the server be talked to at once.
pub async fn knock(tx: &mut Tx) -> Result<()> {
    const NOW: &str = "UPDATE mail_settings SET retry_at = NULL WHERE id = 1";
    execute!(tx, sqlx::query(NOW));
    Ok(())
}
