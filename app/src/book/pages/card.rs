//! What pages of other domains show: the way out and in, and where a session came from.

use leptos::prelude::*;

use crate::{
    book::{rules, store, texts::texts},
    error::Result,
    lang::lang,
    phases,
    programmes::Programme,
    request::Look,
    routes,
    sessions::{SessionId, zones},
    ui::{ButtonLink, Card, Icon, Inline, Notice, dates},
};

/// On the page of a programme: taking its knowledge out, or carrying some in while it is empty.
pub async fn programme_card(look: &mut Look, programme: &Programme) -> Result<Option<AnyView>> {
    let t = texts();
    let id = programme.id;
    if store::is_empty(&mut look.tx, id).await? {
        let takes = rules::takes_in(programme.framework, programme.state, true).is_ok();
        let offered = takes && rules::may_carry_in(&look.actor, programme);
        return Ok(offered.then(|| {
            view! {
                <Card title=t.card>
                    <p>{t.empty_text}</p>
                    <Inline><ButtonLink href=routes::carry_in(id) icon=Icon::Upload>{t.carry_in}</ButtonLink></Inline>
                </Card>
            }
            .into_any()
        }));
    }
    let part = phases::store::part(&mut look.tx, id, look.actor.id).await?;
    Ok(rules::may_take_out(&look.actor, programme, part).then(|| {
        view! {
            <Card title=t.card>
                <p>{t.card_text}</p>
                <Inline>
                    <ButtonLink href=routes::knowledge_files(id) icon=Icon::Download download=true>{t.take_out}</ButtonLink>
                </Inline>
            </Card>
        }
        .into_any()
    }))
}

/// In the room of a session that was carried in: where it comes from.
pub async fn carried_notice(look: &mut Look, session: SessionId) -> Result<Option<AnyView>> {
    let t = texts();
    let carried = store::carried_session(&mut look.tx, session).await?;
    let Some(carried) = carried else { return Ok(None) };
    let day = zones::in_zone(carried.at, &look.actor.zone).date();
    let who = (t.carried_by)(&carried.by, &dates::short_date(lang(), day));
    let names = carried.facilitators.lines().collect::<Vec<_>>().join(", ");
    let names = (!names.is_empty()).then(|| (t.held_by)(&names));
    let notice = view! {
        <Notice title=(t.carried)(&carried.programme)>
            <p>{who} " " {names}</p>
        </Notice>
    };
    Ok(Some(notice.into_any()))
}
