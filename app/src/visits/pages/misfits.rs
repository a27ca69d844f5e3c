use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    lang::lang,
    request::Posted,
    routes::{self, Section},
    ui::{ButtonLink, Notice, Tone, dates},
    visits::{DraftLine, api::ProposeRota, draft_texts::draft_texts},
};

/// The lines of a proposal that something has overtaken, each with the reason and the way to it.
#[component]
pub fn Misfits(lines: Vec<(DraftLine, String)>) -> impl IntoView {
    let d = draft_texts();
    (!lines.is_empty()).then(|| {
        let title = (d.misfits)(lines.len() as i64);
        let lines = lines.into_iter().map(|(line, why)| {
            let day = dates::capitalised(&dates::day(lang(), line.day));
            let which = format!("{day} · {} · {}", line.branch, line.instructor);
            view! { <li><a href=routes::draft_line(line.id)>{which}</a>{format!(": {why}")}</li> }
        });
        let lines: Vec<_> = lines.collect();
        view! {
            <Notice tone=Tone::Warn title>
                <p>{d.misfits_text}</p>
                <ul class="rota-uncovered">{lines}</ul>
            </Notice>
        }
    })
}

/// To whoever did something about a proposal that is there no more.
pub fn gone() -> Option<AnyView> {
    let posted = use_context::<Posted>()?;
    (*posted.command != *ProposeRota::PATH).then(|| {
        let d = draft_texts();
        view! {
            <Notice tone=Tone::Warn title=d.gone>
                <p>{d.gone_text}</p>
                <ButtonLink href=Section::Visits.href()>{d.to_rota}</ButtonLink>
            </Notice>
        }
        .into_any()
    })
}
