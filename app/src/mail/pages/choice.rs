//! Which letters somebody gets: under Me, and by the link in a letter.

use leptos::{prelude::*, server_fn::ServerFn};

use super::super::{
    api::{ChooseByLetter, ChooseLetters},
    store,
    texts::texts,
};
use crate::{
    access::{Actor, tokens},
    db::Tx,
    error::Result,
    request::{Page, services},
    ui::{
        Button, Card, Empty, Kind, PageHead, Stack,
        form::{Check, Form, Hidden},
    },
};

/// What somebody's own page says about letters.
pub async fn mine(tx: &mut Tx, actor: &Actor) -> Result<impl IntoView + use<>> {
    let (set_up, reminders) =
        (store::is_set_up(tx).await?, store::wants_reminders(tx, actor.id).await?);
    Ok(view! { <Choice email=actor.email.clone() set_up reminders /> })
}

#[component]
fn Choice(email: String, set_up: bool, reminders: bool) -> impl IntoView {
    let t = texts();
    if email.is_empty() {
        return view! {
            <section id="letters"><Card title=t.mine><p>{t.mine_no_address}</p></Card></section>
        }
        .into_any();
    }
    let says = if set_up { (t.mine_text)(&email) } else { t.mine_off.to_owned() };
    view! {
        <section id="letters">
            <Card title=t.mine>
                <p class="muted">{says}</p>
                <Form command=ChooseLetters::PATH>
                    <Check name="reminders" label=t.reminders hint=t.reminders_hint checked=reminders />
                    <div class="form-actions"><Button>{t.save_choice}</Button></div>
                </Form>
            </Card>
        </section>
    }
    .into_any()
}

/// Where the link of a reminder leads: a question, and after it what holds now. Opening it changes
/// nothing, because programs open links to look at them.
pub async fn by_letter(token: &str) -> Result<Page> {
    let t = texts();
    let mut tx = services().db.read().await?;
    let found = store::of_token(&mut tx, &tokens::hash(token)).await?;
    let token = token.to_owned();
    let Some((_, reminders)) = found else {
        return Ok(Page::plain(
            t.token_unknown,
            view! { <Empty title=t.token_unknown text=t.token_unknown_text level=1 /> },
        ));
    };
    let (title, text, button, kind, wanted) = if reminders {
        (t.unsubscribe, t.unsubscribe_text, t.unsubscribe_button, Kind::Primary, "off")
    } else {
        (t.unsubscribed, t.unsubscribed_text, t.subscribe_button, Kind::Secondary, "on")
    };
    Ok(Page::plain(
        title,
        view! {
            <Stack>
                <PageHead title intro=text />
                <Form command=ChooseByLetter::PATH key=wanted>
                    <Hidden name="token" value=token />
                    <Hidden name="reminders" value=wanted />
                    <div class="form-actions"><Button kind=kind>{button}</Button></div>
                </Form>
            </Stack>
        },
    ))
}
