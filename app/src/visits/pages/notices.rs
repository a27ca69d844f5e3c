//! What other pages show of the rota.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    routes,
    sessions::SessionId,
    ui::{self, Button, ButtonLink, Icon, Kind, form::Form},
    visits::{api::ReadVisitNews, texts::texts},
};

/// In the room of a visit, instead of what can be done with a session.
pub fn kept_in_rota(id: SessionId) -> AnyView {
    let t = texts();
    view! {
        <ui::Section title=t.is_visit>
            <p class="muted">{t.is_visit_text}</p>
            <ButtonLink href=routes::visit(id) icon=Icon::Building>{t.to_visit}</ButtonLink>
        </ui::Section>
    }
    .into_any()
}

/// On Today, below the visits that others have changed: leads to them, and they are read.
pub fn seen() -> AnyView {
    view! {
        <Form command=ReadVisitNews::PATH inline=true>
            <Button kind=Kind::Secondary>{texts().see_news}</Button>
        </Form>
    }
    .into_any()
}
