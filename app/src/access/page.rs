use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use super::{api::SignIn, rules, texts::texts};
use crate::{
    error::Result,
    request::{Page, query, services},
    ui::form::{Form, Hidden, Text},
};

#[derive(Default, Deserialize)]
struct Query {
    #[serde(default)]
    next: String,
}

/// The accounts of the demo clinic, in the order of their power.
const DEMO: [&str; 7] =
    ["employee", "newhire", "instructor", "instructor2", "manager", "hr", "admin"];

pub async fn sign_in() -> Result<Page> {
    let t = texts();
    let next = rules::safe_return(&query::<Query>().next).to_owned();
    let demo = services().demo.then(|| {
        let next = next.clone();
        view! {
            <section class="card">
                <h2>{t.demo_title}</h2>
                <p>{t.demo_lead}</p>
                {DEMO.into_iter().map(|name| {
                    let next = next.clone();
                    view! {
                    <Form command=SignIn::PATH key=name inline=true>
                        <Hidden name="email" value=format!("{name}@respira.example") />
                        <Hidden name="password" value="espiral-demo" />
                        <Hidden name="next" value=next />
                        <button class="button button-secondary" aria-label=(t.sign_in_as)(name)>{name}</button>
                    </Form>
                }}).collect_view()}
            </section>
        }
    });
    Ok(Page::plain(
        t.sign_in_title,
        view! {
            <h1>{t.sign_in_title}</h1>
            <Form command=SignIn::PATH>
                <Hidden name="next" value=next />
                <Text name="email" label=t.email kind="email" autocomplete="username" />
                <Text name="password" label=t.password kind="password" autocomplete="current-password" />
                <div class="form-actions"><button class="button">{t.sign_in}</button></div>
                <p class="hint">{t.forgotten}</p>
            </Form>
            {demo}
        },
    ))
}
