//! Taking back letters that have reached nobody.

use uuid::Uuid;

use super::outbox::AT_A_TIME;
use crate::{
    db::{Tx, execute, on},
    error::Result,
    mail::LetterKind,
    people::PersonId,
};

/// Deletes the letters about a thing that have reached nobody: those that nobody has begun to send, and
/// those that the server refused for now. Farewells stay.
pub async fn withdraw(tx: &mut Tx, about: Uuid) -> Result<Vec<(PersonId, LetterKind)>> {
    const DROP: &str = "DELETE FROM letters WHERE about = $1 AND state = 'waiting' \
                        AND (attempts = 0 OR fault = 'refused-for-now') AND kind <> 'farewell' \
                        RETURNING person_id, kind";
    Ok(on!(tx, c => sqlx::query_as(DROP).bind(about).fetch_all(c).await?))
}

/// The same of the farewells of these people; answers whose they were.
pub async fn withdraw_farewells(
    tx: &mut Tx,
    about: Uuid,
    people: &[PersonId],
) -> Result<Vec<PersonId>> {
    const DROP: &str = "DELETE FROM letters WHERE kind = 'farewell' AND state = 'waiting' \
                        AND (attempts = 0 OR fault = 'refused-for-now') AND about = ";
    let mut all: Vec<PersonId> = Vec::new();
    for some in people.chunks(AT_A_TIME) {
        let found: Vec<PersonId> = on!(tx, c => {
            let mut query = sqlx::QueryBuilder::new(DROP);
            query.push_bind(about).push(" AND person_id IN (");
            let mut ids = query.separated(", ");
            for id in some {
                ids.push_bind(*id);
            }
            query.push(") RETURNING person_id").build_query_scalar().fetch_all(c).await?
        });
        all.extend(found);
    }
    Ok(all)
}

/// Deletes somebody's letter of an occasion if nobody has begun to send it.
pub async fn withdraw_from(tx: &mut Tx, person: PersonId, occasion: &str) -> Result<()> {
    const DROP: &str = "DELETE FROM letters WHERE person_id = $1 AND occasion = $2 \
                        AND state = 'waiting' AND attempts = 0";
    execute!(tx, sqlx::query(DROP).bind(person).bind(occasion));
    Ok(())
}
