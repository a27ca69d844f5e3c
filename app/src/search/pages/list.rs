use leptos::prelude::*;

use super::{asked::Asked, bar, hits};
use crate::{
    error::Result,
    request::{Look, Page, query},
    routes::Section,
    search::{
        finding::{self, Found, MOST, PAGE},
        store::{self, Places},
        texts::texts,
        words::Query,
    },
    sessions,
    ui::{ButtonLink, Empty, Kind, PageHead, Paged, Pagination, Stack},
};

/// What people know, as far as the reader may see it.
pub async fn list() -> Result<Page> {
    let mut look = Look::begin().await?;
    let asked: Asked = query();
    let scope = look.actor.scope();
    let words = Query::of(&asked.q);
    let places = store::places(&mut look.tx, &scope).await?;
    let people = hits::people_named(&mut look, &asked.author).await?;
    let filter = asked.filter(words.clone(), people, &look.actor.zone);
    let found = match asked.is_wordless(words.as_ref()) {
        true => Found::default(),
        false => finding::find(&mut look.tx, &scope, &places, &filter).await?,
    };
    let session = match filter.within.session {
        Some(id) => sessions::store::find(&mut look.tx, &scope, id).await?,
        None => None,
    };
    let session = session.map(|session| session.topic).unwrap_or_default();
    let paged = Paged::new(&asked.page, found.things.len() as i64, PAGE as i64);
    let shown: Vec<_> =
        found.things.iter().skip(paged.skipped() as usize).take(PAGE).copied().collect();
    let cards = hits::cards(&mut look, &shown, &places, words.as_ref()).await?;
    let t = texts();
    let body = if cards.is_empty() {
        none(&asked, &places, &session)
    } else {
        let count = count(&found, words.is_some());
        view! {
            {count}
            <Stack>{cards}</Stack>
            <Pagination page=paged.page pages=paged.pages base=asked.address() />
        }
        .into_any()
    };
    let (bar, tabs) = (bar::bar(&asked, &places), bar::tabs(&asked));
    let active = bar::active(&asked, &places, &session);
    Page::ok(
        Section::Knowledge,
        t.knowledge,
        view! {
            <PageHead title=t.knowledge intro=t.intro />
            {bar}
            {active}
            {tabs}
            {body}
        },
    )
}

/// How much was found and, of several, in which order it stands.
fn count(found: &Found, ranked: bool) -> impl IntoView + use<> {
    let t = texts();
    let all = found.things.len() as i64;
    let order = if ranked { t.best_first } else { t.newest_first };
    let text = match (found.more, ranked) {
        (true, true) => (t.more_than_ranked)(MOST as i64),
        (true, false) => (t.more_than)(MOST as i64),
        (false, _) if all == 1 => (t.found)(all),
        (false, _) => format!("{}, {order}", (t.found)(all)),
    };
    view! { <p class="muted" role="status">{text}</p> }
}

/// Nothing was found: what to try instead. Or nothing is there yet.
fn none(asked: &Asked, places: &Places, session: &str) -> AnyView {
    let t = texts();
    let asks = asked.kind().is_some() || !asked.q.trim().is_empty() || !asked.active().is_empty();
    if !asks {
        return view! {
            <Empty title=t.empty text=t.empty_text>
                <ButtonLink href=Section::Sessions.href() kind=Kind::Primary>{t.to_sessions}</ButtonLink>
            </Empty>
        }
        .into_any();
    }
    let mut others: Vec<(String, String)> = Vec::new();
    others.extend(asked.without_quotes().map(|asked| (asked.address(), t.no_quotes.to_owned())));
    if asked.kind().is_some() {
        others.push((asked.among(None).address(), t.all_kinds.to_owned()));
    }
    others.extend(asked.active().into_iter().map(|field| {
        let name = bar::named(asked, field, places, session);
        (asked.without(field).address(), (t.without)(&name))
    }));
    let others = others.into_iter().map(|(href, label)| {
        view! { <ButtonLink href>{label}</ButtonLink> }
    });
    view! {
        <Empty title=t.nothing text=t.nothing_text>
            {others.collect_view()}
            <ButtonLink href="/knowledge" kind=Kind::Quiet>{t.clear}</ButtonLink>
        </Empty>
    }
    .into_any()
}
