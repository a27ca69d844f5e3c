//! Importing a file that has been previewed.

use leptos::server;

use crate::{error::Result, request::Next};

/// Imports a file as its preview showed it. While rows have problems nothing is imported,
/// unless `good_only` asks for the others.
#[server]
pub async fn import_people(
    #[server(default)] id: String,
    #[server(default)] encoding: String,
    #[server(default)] create: String,
    #[server(default)] seen: String,
    #[server(default)] good_only: String,
) -> Result<Next> {
    use crate::{
        people::{importing, store},
        request::Work,
    };

    let file = importing::load(&id, &encoding).await;
    // When this form was carried out before, the file is gone: that answer comes first.
    let mut work = Work::begin().await?;
    let file = file?;
    let plan = importing::agreed_plan(&mut work, &file, !create.is_empty(), &seen).await?;
    importing::carry_out(&mut work, &plan, !good_only.is_empty()).await?;
    store::imports::remove(&mut work.tx, file.id).await?;
    work.done(Next::to("/people").saying(crate::request::Done::Imported)).await
}
