use leptos::prelude::*;

use crate::{
    error::Result,
    request::{Look, Page},
    routes::Section,
};

pub async fn today() -> Result<Page> {
    let look = Look::begin().await?;
    Page::ok(Section::Today, "Today", view! { <h1>{look.actor.name.clone()}</h1> })
}
