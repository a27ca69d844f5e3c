//! Where somebody is mentioned, on their own page.

use leptos::{prelude::*, server_fn::ServerFn};

use super::voice;
use crate::{
    comments::{Voice, api::ReadMention, store, texts::texts},
    error::Result,
    knowledge::markdown,
    lang::lang,
    provenance,
    request::Look,
    routes,
    sessions::zones::in_zone,
    ui::{
        self, Badge, Button, ButtonLink, Card, Inline, Kind, Stack, Tone, dates,
        form::{Form, Hidden},
    },
};

/// How many mentions stand on one's own page.
const MENTIONS: i64 = 20;

/// Where one is mentioned, for one's own page: what was not read first.
pub async fn mine(look: &mut Look) -> Result<Option<AnyView>> {
    let t = texts();
    let (actor, scope) = (look.actor.clone(), look.actor.scope());
    let mut cards = Vec::new();
    for mention in store::mentions_of(&mut look.tx, actor.id, MENTIONS).await? {
        let comment = mention.comment;
        let (kind, id) = comment.thing;
        let node = provenance::store::node(&mut look.tx, &scope, kind, id).await?;
        let Some(node) = node.filter(|node| !node.only_read) else {
            cards.push(view! { <Card><p class="muted">{t.unseen}</p></Card> }.into_any());
            continue;
        };
        let who = match &comment.voice {
            Voice::Author => (t.author_calls_you)(kind),
            other => (t.calls_you)(&voice(other), kind),
        };
        let when = dates::short_date(lang(), in_zone(comment.at, &actor.zone).date());
        let text = markdown::excerpt(&comment.body, 160);
        let key = comment.id.to_string();
        let way = match mention.read {
            true => {
                let href = routes::comment_at(&node.href, comment.id);
                view! { <ButtonLink href kind=Kind::Quiet>{t.read_it}</ButtonLink> }.into_any()
            }
            false => view! {
                <Form command=ReadMention::PATH key=key.clone() inline=true>
                    <Hidden name="id" value=key />
                    <Button>{t.read_it}</Button>
                </Form>
            }
            .into_any(),
        };
        let new = (!mention.read).then(|| view! { <Badge tone=Tone::Info>{t.unread}</Badge> });
        cards.push(
            view! {
                <Card title=node.label aside=when level=3>
                    <p class="muted small">{who}</p>
                    <p>{text}</p>
                    <Inline>{new} {way}</Inline>
                </Card>
            }
            .into_any(),
        );
    }
    Ok((!cards.is_empty()).then(|| {
        let title = t.my_mentions;
        view! { <ui::Section title id="mentions"><Stack>{cards}</Stack></ui::Section> }.into_any()
    }))
}
