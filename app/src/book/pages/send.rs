use leptos::prelude::*;
use serde::Deserialize;

use super::{crumbs, leading};
use crate::{
    book::{carrying, rules, store, texts::texts},
    error::Result,
    people::pages::import::NotArrived as Why,
    programmes::ProgrammeId,
    request::{Look, Page, query},
    routes::{self, Section},
    ui::{
        Button, ButtonLink, Card, Columns, Fact, Facts, Icon, Kind, Notice, PageHead, Stack, Tone,
    },
};

pub use crate::people::pages::import::NotArrived;

#[derive(Default, Deserialize)]
struct Query {
    problem: Option<String>,
}

/// `/programmes/{id}/carry-in`: the page to choose a file on. It is sent to this same address, as
/// a file and not as a command.
pub async fn send(id: ProgrammeId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let programme = leading(&mut look, id).await?;
    let empty = store::is_empty(&mut look.tx, id).await?;
    let closed = rules::takes_in(programme.framework, programme.state, empty).err();
    let t = texts();
    let problem = query::<Query>().problem.and_then(|text| Why::parse(&text)).map(|why| {
        let text = match why {
            Why::NoFile => t.no_file,
            Why::TooLarge => t.too_large,
            Why::Broken => t.broken,
        };
        view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> }
    });
    let form = match closed {
        Some(closed) => view! {
            <Notice tone=Tone::Warn><p>{carrying::refusal(closed)}</p></Notice>
            <p><ButtonLink href=routes::programme(id)>{t.back}</ButtonLink></p>
        }
        .into_any(),
        None => view! {
            <form class="form" method="post" enctype="multipart/form-data" action=routes::carry_in(id)>
                <div class="field">
                    <label for="f-file">{t.file}</label>
                    <p class="hint" id="f-file-hint">{t.file_hint}</p>
                    <input class="input" id="f-file" name="file" type="file" required
                        accept=".zip,application/zip" aria-describedby="f-file-hint" />
                </div>
                <div class="form-actions">
                    <Button kind=Kind::Primary icon=Icon::Upload>{t.read_file}</Button>
                </div>
            </form>
        }
        .into_any(),
    };
    let crumbs = crumbs(&programme);
    Page::ok(
        Section::Programmes,
        t.title,
        view! {
            <PageHead title=t.title intro=t.intro crumbs />
            <Columns>
                <Stack>{problem} {form}</Stack>
                <Card title=t.how>
                    <Facts>
                        <Fact label=t.how_what>{t.how_what_text}</Fact>
                        <Fact label=t.how_people>{t.how_people_text}</Fact>
                        <Fact label=t.how_hidden>{t.how_hidden_text}</Fact>
                        <Fact label=t.how_rest>{t.how_rest_text}</Fact>
                    </Facts>
                </Card>
            </Columns>
        },
    )
}
