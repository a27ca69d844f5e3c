//! What a file would do, before it does it.

mod rows;

use leptos::{prelude::*, server_fn::ServerFn};
use serde::Deserialize;

use crate::{
    error::Result,
    people::{
        ImportId,
        api::imports::ImportPeople,
        import::{Encoding, Plan, Unreadable},
        importing::{self, File},
        texts::texts,
    },
    request::{Look, Page, query},
    routes::{self, Section},
    ui::{
        Button, ButtonLink, Card, Fact, Facts, Kind, Notice, PageHead, Tone,
        form::{Check, Choice, Form, Hidden, Select},
        numbers::number,
    },
};

/// How the file is to be read, as the address has it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Reading {
    pub id: String,
    pub encoding: String,
    pub create: String,
}

pub async fn preview(id: ImportId) -> Result<Page> {
    let mut look = Look::begin().await?;
    let reading: Reading = query();
    let file = importing::find(&mut look, id, &reading.encoding).await?;
    let create = !reading.create.is_empty();
    let planned = importing::plan(&mut look.tx, &look.actor, &file, create).await?;
    let all = texts();
    let t = all.import;
    let crumbs =
        vec![(all.people.into(), "/people".into()), (t.title.into(), "/people/import".into())];
    let body = match planned {
        Ok(plan) => view! {
            <PageHead title=t.check kicker=file.name.clone() intro=t.check_intro crumbs />
            {accents(&file)}
            {numbers(&plan)}
            {commit(&file, &plan, create)}
            {reading_form(&file, &plan, create)}
            {rows::problems(&file, &plan, create)}
            {rows::changes(&plan)}
            {rows::additions(&file, &plan)}
            {rows::columns(&file, &plan)}
        }
        .into_any(),
        Err(why) => view! {
            <PageHead title=t.cannot_read kicker=file.name.clone() crumbs />
            {unreadable(&why)}
        }
        .into_any(),
    };
    Page::ok(Section::People, t.check, body)
}

fn unreadable(why: &Unreadable) -> impl IntoView + use<> {
    let text = why.in_words(texts());
    view! {
        <Notice tone=Tone::Bad><p>{text}</p></Notice>
        <p><ButtonLink href="/people/import" kind=Kind::Primary>{texts().import.other_file}</ButtonLink></p>
    }
}

/// Asks to look at the accents when the encoding was guessed.
fn accents(file: &File) -> Option<impl IntoView + use<>> {
    let t = texts().import;
    (file.detected == Encoding::Windows1252).then(|| {
        view! { <Notice tone=Tone::Warn title=t.letters_title><p>{t.letters_text}</p></Notice> }
    })
}

fn numbers(plan: &Plan) -> impl IntoView + use<> {
    let t = texts().import;
    let facts = [
        (t.to_add, plan.added(), "#additions"),
        (t.to_change, plan.changed(), "#changes"),
        (t.same, plan.same(), ""),
        (t.wrong, plan.wrong(), "#problems"),
    ]
    .into_iter()
    .map(|(label, n, place)| {
        let count = number(n as i64);
        let count = if n > 0 && !place.is_empty() {
            view! { <a href=place>{count}</a> }.into_any()
        } else {
            count.into_any()
        };
        view! { <Fact label>{count}</Fact> }
    })
    .collect_view();
    view! { <Card><Facts>{facts}</Facts></Card> }
}

/// The buttons that do it, as far as there is something to do.
fn commit(file: &File, plan: &Plan, create: bool) -> impl IntoView + use<> {
    let t = texts().import;
    let good = (plan.added() + plan.changed()) as i64;
    let wrong = plan.wrong() as i64;
    if good == 0 && wrong == 0 {
        return view! {
            <Notice tone=Tone::Good title=t.nothing><p>{t.nothing_text}</p></Notice>
            <p><ButtonLink href="/people">{texts().people}</ButtonLink></p>
        }
        .into_any();
    }
    let other = view! {
        <ButtonLink href="/people/import" kind=Kind::Quiet>{t.other_file}</ButtonLink>
    };
    if good == 0 {
        return view! { <p>{t.nothing_good}</p> <p>{other}</p> }.into_any();
    }
    let all_good = wrong == 0;
    let label = if all_good { (t.import)(good) } else { (t.import_good)(good) };
    let kind = if all_good { Kind::Primary } else { Kind::Secondary };
    let (id, encoding, seen) = (file.id, file.encoding, plan.fingerprint());
    view! {
        <Form command=ImportPeople::PATH>
            <Hidden name="id" value=id.to_string() />
            <Hidden name="encoding" value=encoding.to_string() />
            <Hidden name="create" value=if create { "on" } else { "" } />
            <Hidden name="good_only" value=if all_good { "" } else { "on" } />
            // Not a field: after a refusal it must name the plan that is shown now.
            <input type="hidden" name="seen" value=seen />
            {(!all_good).then(|| view! { <p>{(t.good_text)(good, wrong)}</p> })}
            <div class="form-actions">
                <Button kind=kind>{label}</Button>
                {other}
            </div>
        </Form>
    }
    .into_any()
}

/// How to read the file; asks the same address with a query.
fn reading_form(file: &File, plan: &Plan, create: bool) -> impl IntoView + use<> {
    let t = texts().import;
    let (id, encoding) = (file.id, file.encoding);
    let guessed = file.detected == Encoding::Windows1252;
    let names: Vec<String> = plan.new_names.values().cloned().collect();
    (guessed || !names.is_empty()).then(|| {
        let letters = vec![
            Choice::new(Encoding::Windows1252, t.windows),
            Choice::new(Encoding::Utf8, t.utf8),
        ];
        let names = (!names.is_empty()).then(|| {
            let hint = (t.create_hint)(&names.join(", "));
            view! { <Check name="create" label=t.create hint=hint checked=create /> }
        });
        view! {
            <form class="form card" method="get" action=routes::import(id)>
                {guessed.then(|| view! {
                    <Select name="encoding" label=t.letters choices=letters value=encoding.to_string() />
                })}
                {names}
                <div class="form-actions"><Button>{t.read_again}</Button></div>
            </form>
        }
    })
}
