//! The departments and the positions: two lists of names, kept alike.

use leptos::{prelude::*, server_fn::ServerFn};
use uuid::Uuid;

use super::{PlaceTabs, history::History, refusal};
use crate::{
    error::{Error, Result},
    people::{
        NameList, Named,
        api::places::{AddListName, DeactivateListName, ReactivateListName, RenameListName},
        rules, store,
        texts::texts,
    },
    request::{Look, Page},
    routes::{self, Section},
    ui::{
        Badge, Button, ButtonLink, Cell, Column, Confirm, Empty, Icon, Kind, Notice, PageHead, Row,
        Table, TitleCell, Tone,
        form::{Form, Hidden, Text},
        numbers,
    },
};

const HISTORY: i64 = 50;

async fn begin() -> Result<Look> {
    let look = Look::begin().await?;
    if rules::may_keep_everything(&look.actor) { Ok(look) } else { Err(Error::Forbidden) }
}

/// The people who have a name of a list.
fn people_of(list: NameList, id: Uuid) -> String {
    match list {
        NameList::Departments => format!("/people?department={id}"),
        NameList::Positions => format!("/people?position={id}"),
    }
}

/// One of the lists, with the field to add to it.
pub async fn list(list: NameList) -> Result<Page> {
    let mut look = begin().await?;
    let rows = store::names_of(&mut look.tx, list).await?;
    let t = texts().places;
    let words = t.list(list);
    let body = view! {
        <PageHead title=words.title intro=words.intro />
        <PlaceTabs current=Some(list) />
        <Form command=AddListName::PATH>
            <Hidden name="list" value=list.to_string() />
            <Text name="name" label=words.new autocomplete="off" maxlength=rules::NAME_MAX as u32 />
            <div class="form-actions"><Button icon=Icon::Plus>{t.add}</Button></div>
        </Form>
        {if rows.is_empty() {
            view! { <Empty title=words.empty text=words.empty_text /> }.into_any()
        } else {
            table(list, rows).into_any()
        }}
    };
    Page::ok(Section::Branches, words.title, body)
}

fn table(list: NameList, rows: Vec<(Named<Uuid>, i64)>) -> impl IntoView {
    let t = texts().places;
    let rows = rows
        .into_iter()
        .map(|(named, people)| {
            view! {
                <Row>
                    <TitleCell>
                        <a href=format!("{}/{}", routes::name_list(list), named.id)>{named.name}</a>
                        {(!named.active).then(|| view! { " " <Badge>{t.inactive}</Badge> })}
                    </TitleCell>
                    <Cell label=t.people numeric=true>
                        <a href=people_of(list, named.id)>{numbers::number(people)}</a>
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Table caption=t.list(list).title columns=vec![Column::text(t.name), Column::number(t.people)]>
            {rows}
        </Table>
    }
}

/// One name: to change it, or to offer it no longer.
pub async fn entry(list: NameList, id: Uuid) -> Result<Page> {
    let mut look = begin().await?;
    let named = store::name(&mut look.tx, list, id).await?;
    let history = store::history(&mut look.tx, id, HISTORY).await?;
    let t = texts();
    let title = named.name.clone();
    let crumbs = vec![(t.places.list(list).title.into(), routes::name_list(list))];
    let (hidden, end) = (hidden(list, &named), end(list, &named));
    let body = view! {
        <PageHead title=title.clone() crumbs>
            <ButtonLink href=people_of(list, id) icon=Icon::People>{t.places.people}</ButtonLink>
        </PageHead>
        {refusal(DeactivateListName::PATH)}
        {(!named.active).then(|| view! {
            <Notice tone=Tone::Warn title=t.places.inactive><p>{t.places.inactive_text}</p></Notice>
        })}
        <Form command=RenameListName::PATH>
            {hidden}
            <Text name="name" label=t.places.name value=named.name autocomplete="off"
                maxlength=rules::NAME_MAX as u32 />
            <div class="form-actions">
                <Button kind=Kind::Primary>{t.save}</Button>
                <ButtonLink href=routes::name_list(list) kind=Kind::Quiet>{t.cancel}</ButtonLink>
            </div>
        </Form>
        <History rows=history zone=look.actor.zone.clone() />
        {end}
    };
    Page::ok(Section::Branches, title, body)
}

fn end(list: NameList, named: &Named<Uuid>) -> impl IntoView + use<> {
    let t = texts();
    let hidden = hidden(list, named);
    if !named.active {
        return view! {
            <Form command=ReactivateListName::PATH inline=true>
                {hidden}
                <Button icon=Icon::Undo>{t.reactivate}</Button>
            </Form>
        }
        .into_any();
    }
    view! {
        <Confirm label=t.places.deactivate text=(t.places.deactivate_text)(&named.name)>
            <Form command=DeactivateListName::PATH inline=true>
                {hidden}
                <Button kind=Kind::Danger>{t.places.deactivate_confirm}</Button>
            </Form>
        </Confirm>
    }
    .into_any()
}

fn hidden(list: NameList, named: &Named<Uuid>) -> impl IntoView + use<> {
    view! {
        <Hidden name="list" value=list.to_string() />
        <Hidden name="id" value=named.id.to_string() />
        <Hidden name="revision" value=named.revision.to_string() />
    }
}
