use crate::{
    db::{Tx, execute},
    error::Result,
    lang::Lang,
    people::PersonId,
};

/// Saves what a person chooses for themselves.
pub async fn save(
    tx: &mut Tx,
    person: PersonId,
    language: Option<Lang>,
    zone: Option<&str>,
) -> Result<()> {
    const SAVE: &str = "UPDATE people SET language = $2, time_zone = $3, revision = revision + 1 \
                        WHERE id = $1";
    execute!(tx, sqlx::query(SAVE).bind(person).bind(language).bind(zone));
    Ok(())
}
