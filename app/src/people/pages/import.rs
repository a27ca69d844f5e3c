use leptos::prelude::*;
use serde::Deserialize;

use crate::{
    error::{Error, Result},
    people::{rules, texts::texts},
    request::{Look, Page, query},
    routes::Section,
    ui::{Button, ButtonLink, Card, Fact, Facts, Icon, Kind, Notice, PageHead, Tone},
};

crate::text_enum! {
    /// Why a file did not arrive; the handler of uploads says so in the address.
    pub enum NotArrived {
        NoFile => "no-file",
        TooLarge => "too-large",
        Broken => "broken",
    }
}

#[derive(Default, Deserialize)]
struct Query {
    problem: Option<String>,
}

/// The page to choose a file on. It is sent to this same address, as a file and not as a command.
pub async fn upload() -> Result<Page> {
    let look = Look::begin().await?;
    if !rules::may_keep_everything(&look.actor) {
        return Err(Error::Forbidden);
    }
    let all = texts();
    let t = all.import;
    let problem =
        query::<Query>().problem.and_then(|text| NotArrived::parse(&text)).map(|why| match why {
            NotArrived::NoFile => t.no_file,
            NotArrived::TooLarge => t.too_large,
            NotArrived::Broken => t.broken,
        });
    let body = view! {
        <PageHead title=t.title intro=t.intro crumbs=vec![(all.people.into(), "/people".into())] />
        {problem.map(|text| view! { <Notice tone=Tone::Bad><p>{text}</p></Notice> })}
        <form class="form" method="post" enctype="multipart/form-data" action="/people/import">
            <div class="field">
                <label for="f-file">{t.file}</label>
                <p class="hint" id="f-file-hint">{t.file_hint}</p>
                <input class="input" id="f-file" name="file" type="file" required
                    accept=".csv,.txt,.tsv,text/csv,text/plain" aria-describedby="f-file-hint" />
            </div>
            <div class="form-actions">
                <Button kind=Kind::Primary icon=Icon::Upload>{t.read_file}</Button>
                <ButtonLink href="/export/people-template.csv" kind=Kind::Quiet icon=Icon::Download download=true>
                    {t.template}
                </ButtonLink>
            </div>
        </form>
        <Card title=t.how>
            <Facts>
                <Fact label=t.columns>{t.columns_text}</Fact>
                <Fact label=t.key>{t.key_text}</Fact>
                <Fact label=t.blank>{t.blank_text}</Fact>
                <Fact label=t.dates>{t.dates_text}</Fact>
            </Facts>
        </Card>
    };
    Page::ok(Section::People, t.title, body)
}
