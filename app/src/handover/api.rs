//! Handing over.

use leptos::server;

use crate::{
    error::Result,
    request::{Next, Typed},
};

/// Gives what was chosen to others, all of it or nothing. The form has for each line its key in
/// `lines`, the revision that was seen and who takes it.
#[server]
pub async fn hand_over(#[server(flatten)] typed: Typed) -> Result<Next> {
    super::handing::hand_over(typed).await
}
