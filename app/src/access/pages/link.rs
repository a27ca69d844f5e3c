//! The pages behind one-time links.

use leptos::{prelude::*, server_fn::ServerFn};

use super::sign_in::OtherLanguages;
use crate::{
    access::{
        api::{SetUp, UseLink},
        links,
        texts::texts,
    },
    error::{Error, Result},
    request::Page,
    ui::{
        Button, Empty, Kind, PageHead, Stack,
        form::{Form, Hidden, Text},
    },
};

/// Sets a password.
pub async fn use_link(token: &str) -> Result<Page> {
    let t = texts();
    let person = match links::owner(token).await {
        Ok(Some(person)) => person,
        Ok(None) | Err(Error::NotFound) => return Ok(over()),
        Err(error) => return Err(error),
    };
    let email = person.email.clone().unwrap_or_default();
    let token = token.to_owned();
    Ok(Page::plain(
        t.set_password,
        view! {
            <Stack>
                <PageHead title=(t.welcome)(&person.name) intro=email.clone() />
                <Form command=UseLink::PATH>
                    <Hidden name="token" value=token />
                    <input type="hidden" name="username" autocomplete="username" value=email />
                    <Text name="new_password" label=t.new_password kind="password"
                        hint=t.new_password_hint autocomplete="new-password" />
                    <div class="form-actions">
                        <Button kind=Kind::Primary>{t.set_password}</Button>
                    </div>
                </Form>
                <OtherLanguages />
            </Stack>
        },
    ))
}

/// Creates the organisation and its administrator.
pub async fn set_up(token: &str) -> Result<Page> {
    let t = texts();
    match links::owner(token).await {
        Ok(None) => {}
        Ok(Some(_)) | Err(Error::NotFound) => return Ok(over()),
        Err(error) => return Err(error),
    }
    let token = token.to_owned();
    Ok(Page::plain(
        t.set_up_title,
        view! {
            <Stack>
                <PageHead title=t.set_up_title intro=t.set_up_lead />
                <Form command=SetUp::PATH>
                    <Hidden name="token" value=token />
                    <Text name="organisation" label=t.organisation autocomplete="organization" />
                    <Text name="branch" label=t.branch hint=t.branch_hint />
                    <Text name="time_zone" label=t.time_zone hint=t.time_zone_hint value="America/Lima" />
                    <Text name="name" label=t.your_name autocomplete="name" />
                    <Text name="email" label=t.email kind="email" autocomplete="username" />
                    <Text name="new_password" label=t.new_password kind="password"
                        hint=t.new_password_hint autocomplete="new-password" />
                    <div class="form-actions">
                        <Button kind=Kind::Primary>{t.set_up}</Button>
                    </div>
                </Form>
                <OtherLanguages />
            </Stack>
        },
    ))
}

fn over() -> Page {
    let t = texts();
    Page::plain(
        t.link_over_title,
        view! { <Empty title=t.link_over_title text=t.link_over_text level=1 /> },
    )
}
