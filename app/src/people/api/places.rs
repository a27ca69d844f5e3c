//! Keeping branches, departments and positions.

use leptos::server;

use crate::{error::Result, people::BranchForm, request::Next};

/// Adds a branch.
#[server]
pub async fn add_branch(#[server(flatten)] form: BranchForm) -> Result<Next> {
    use crate::{people::placing, request::Work};

    let mut work = Work::begin().await?;
    let id = placing::add_branch(&mut work, &form).await?;
    work.done(Next::to(crate::routes::branch(id)).saying(crate::request::Done::Added)).await
}

/// Changes a branch.
#[server]
pub async fn save_branch(
    #[server(default)] id: String,
    #[server(default)] revision: String,
    #[server(flatten)] form: BranchForm,
) -> Result<Next> {
    use crate::{people::placing, request::Work};

    let mut work = Work::begin().await?;
    let id = placing::save_branch(&mut work, &id, &revision, &form).await?;
    work.done(Next::to(crate::routes::branch(id)).saying(crate::request::Done::Saved)).await
}

/// Offers a branch no longer; refused while active people work there.
#[server]
pub async fn deactivate_branch(
    #[server(default)] id: String,
    #[server(default)] revision: String,
) -> Result<Next> {
    use crate::{people::placing, request::Work};

    let mut work = Work::begin().await?;
    let id = placing::set_branch_active(&mut work, &id, &revision, false).await?;
    work.done(Next::to(crate::routes::branch(id)).saying(crate::request::Done::NotOffered)).await
}

/// Offers a branch again.
#[server]
pub async fn reactivate_branch(
    #[server(default)] id: String,
    #[server(default)] revision: String,
) -> Result<Next> {
    use crate::{people::placing, request::Work};

    let mut work = Work::begin().await?;
    let id = placing::set_branch_active(&mut work, &id, &revision, true).await?;
    work.done(Next::to(crate::routes::branch(id)).saying(crate::request::Done::Restored)).await
}

/// Adds a department or a position.
#[server]
pub async fn add_list_name(
    #[server(default)] list: String,
    #[server(default)] name: String,
) -> Result<Next> {
    use crate::{people::placing, request::Work};

    let mut work = Work::begin().await?;
    let list = placing::add_name(&mut work, &list, &name).await?;
    work.done(Next::to(crate::routes::name_list(list)).saying(crate::request::Done::Added)).await
}

/// Renames a department or a position.
#[server]
pub async fn rename_list_name(
    #[server(default)] list: String,
    #[server(default)] id: String,
    #[server(default)] revision: String,
    #[server(default)] name: String,
) -> Result<Next> {
    use crate::{people::placing, request::Work};

    let mut work = Work::begin().await?;
    let list = placing::rename(&mut work, (&list, &id, &revision), &name).await?;
    work.done(Next::to(crate::routes::name_list(list)).saying(crate::request::Done::Saved)).await
}

/// Offers a department or a position no longer. Whoever has it keeps it.
#[server]
pub async fn deactivate_list_name(
    #[server(default)] list: String,
    #[server(default)] id: String,
    #[server(default)] revision: String,
) -> Result<Next> {
    use crate::{people::placing, request::Work};

    let mut work = Work::begin().await?;
    let list = placing::set_name_active(&mut work, (&list, &id, &revision), false).await?;
    work.done(Next::to(crate::routes::name_list(list)).saying(crate::request::Done::NotOffered))
        .await
}

/// Offers a department or a position again.
#[server]
pub async fn reactivate_list_name(
    #[server(default)] list: String,
    #[server(default)] id: String,
    #[server(default)] revision: String,
) -> Result<Next> {
    use crate::{people::placing, request::Work};

    let mut work = Work::begin().await?;
    let list = placing::set_name_active(&mut work, (&list, &id, &revision), true).await?;
    work.done(Next::to(crate::routes::name_list(list)).saying(crate::request::Done::Restored)).await
}
