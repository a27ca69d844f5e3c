use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use crate::{
    access::{
        api::{ChooseLanguage, SignIn},
        rules,
        texts::texts,
    },
    demo,
    error::Result,
    lang::{Lang, lang},
    request::{Page, query, services},
    ui::{
        Button, Card, Inline, Kind, PageHead, Stack,
        form::{Form, Hidden, Text},
    },
};

#[derive(Default, Deserialize)]
struct Query {
    #[serde(default)]
    next: String,
}

pub async fn sign_in() -> Result<Page> {
    let t = texts();
    let next = rules::safe_return(&query::<Query>().next).to_owned();
    let accounts = services().demo.then(|| demo_accounts(&next));
    Ok(Page::plain(
        t.sign_in_title,
        view! {
            <Stack>
                <PageHead title=t.sign_in_title />
                <Form command=SignIn::PATH>
                    <Hidden name="next" value=next />
                    <Text name="email" label=t.email kind="email" autocomplete="username" />
                    <Text name="password" label=t.password kind="password" autocomplete="current-password" />
                    <div class="form-actions">
                        <Button kind=Kind::Primary>{t.sign_in}</Button>
                    </div>
                    <p class="hint">{t.forgotten}</p>
                </Form>
                {accounts}
                <OtherLanguages />
            </Stack>
        },
    ))
}

/// One button for each member of the demo's cast.
fn demo_accounts(next: &str) -> impl IntoView + use<> {
    let t = texts();
    let forms = demo::ACCOUNTS
        .into_iter()
        .map(|account| {
            let next = next.to_owned();
            let (name, role) = demo::holder(account);
            let role = role.map_or(t.employee, |role| t.role_name(role));
            view! {
                <Form command=SignIn::PATH key=account inline=true>
                    <Hidden name="email" value=format!("{account}@respira.example") />
                    <Hidden name="password" value=demo::PASSWORD />
                    <Hidden name="next" value=next />
                    <Button>{format!("{name} · {role}")}</Button>
                </Form>
            }
        })
        .collect_view();
    view! {
        <Card title=t.demo_title>
            <p>{t.demo_lead}</p>
            <Inline>{forms}</Inline>
        </Card>
    }
}

/// The other languages, each named in itself.
#[component]
pub fn OtherLanguages() -> impl IntoView {
    let forms = Lang::ALL
        .iter()
        .filter(|other| **other != lang())
        .map(|other| {
            view! {
                <Form command=ChooseLanguage::PATH key=other.as_str() inline=true>
                    <Hidden name="language" value=other.as_str() />
                    <button type="submit" class="button quiet" lang=other.as_str()>{other.own_name()}</button>
                </Form>
            }
        })
        .collect_view();
    view! { <Inline>{forms}</Inline> }
}
