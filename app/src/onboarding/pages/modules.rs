//! What each position learns once job training is open.

use leptos::{prelude::*, server_fn::ServerFn};

use super::crumbs;
use crate::{
    error::{Error, Result},
    onboarding::{
        JobTraining, Module,
        api::{AddJobModule, EditJobModule, MoveJobModule, RemoveJobModule},
        module_texts::module_texts,
        rules, store,
        texts::texts,
    },
    people::{self, NameList},
    request::{Look, Page, refused},
    routes::{self, Section},
    ui::{
        self, Button, ButtonLink, Card, Confirm, Empty, Icon, Inline, Kind, PageHead, Stack,
        form::{Area, Choice, Form, Hidden, Radios, Select, Text},
    },
};

/// `/onboarding/job-training`: the modules of each position.
pub async fn job_training() -> Result<Page> {
    let (t, m) = (texts(), module_texts());
    let mut look = Look::begin().await?;
    if !rules::may_see_others(&look.actor) {
        return Err(Error::Forbidden);
    }
    let keeps = rules::may_keep(&look.actor);
    let modules = store::modules(&mut look.tx, None, None).await?;
    let positions = people::store::positions(&mut look.tx, true).await?;
    let mut groups: Vec<(String, Vec<Module>)> = Vec::new();
    for module in modules {
        match groups.last_mut() {
            Some((position, list)) if *position == module.position => list.push(module),
            _ => groups.push((module.position.clone(), vec![module])),
        }
    }
    let empty = groups.is_empty();
    let cards = groups
        .into_iter()
        .map(|(position, list)| {
            let mut lists: Vec<AnyView> = Vec::new();
            for kind in JobTraining::ALL {
                let of_kind = list.iter().filter(|module| module.kind == *kind);
                let of_kind: Vec<Module> = of_kind.cloned().collect();
                let Some(last) = of_kind.len().checked_sub(1) else { continue };
                let rows: Vec<AnyView> = of_kind
                    .into_iter()
                    .enumerate()
                    .map(|(at, module)| row(module, keeps, (at > 0, at < last)).into_any())
                    .collect();
                lists.push(
                    view! { <h3>{(t.kind)(*kind)}</h3> <ol class="modules">{rows}</ol> }.into_any(),
                );
            }
            view! { <Card title=position>{lists}</Card> }
        })
        .collect_view();
    let positions: Vec<Choice> = positions.into_iter().map(|p| Choice::new(p.id, p.name)).collect();
    let positionless = positions.is_empty();
    Page::ok(
        Section::Onboarding,
        t.job_training,
        view! {
            <Stack>
                <PageHead title=t.job_training crumbs=crumbs() intro=m.job_training_intro />
                {(empty && !positionless).then(|| view! { <Empty title=m.no_modules text=m.no_modules_text /> })}
                {cards}
                {(keeps && positionless).then(no_positions)}
                {(keeps && !positionless).then(|| view! {
                    <ui::Section title=m.add_module id="add">
                        <Form command=AddJobModule::PATH>
                            <Select name="position" label=t.position choices=positions empty=t.choose />
                            <Fields module=None />
                            <div class="form-actions"><Button kind=Kind::Primary>{m.add_module}</Button></div>
                        </Form>
                    </ui::Section>
                })}
            </Stack>
        },
    )
}

/// Where something is made for a position and there is none to choose.
pub fn no_positions() -> AnyView {
    let m = module_texts();
    view! {
        <Empty title=m.no_positions text=m.no_positions_text>
            <ButtonLink href=routes::name_list(NameList::Positions)>{m.to_positions}</ButtonLink>
        </Empty>
    }
    .into_any()
}

/// What is typed of a module.
#[component]
fn Fields(module: Option<Module>) -> impl IntoView {
    let (t, m) = (texts(), module_texts());
    let kinds = JobTraining::ALL
        .iter()
        .map(|k| Choice::new(k, (t.kind)(*k)).hint((t.kind_hint)(*k)))
        .collect();
    let kind = module.as_ref().map(|one| one.kind.as_str().to_owned()).unwrap_or_default();
    let (title, about) = module.map(|one| (one.title, one.about)).unwrap_or_default();
    view! {
        <Radios name="kind" label=t.kind_label choices=kinds value=kind />
        <Text name="title" label=m.module_title value=title maxlength=rules::TITLE_MAX as u32 />
        <Area name="about" label=m.module_about value=about rows=2u32 optional=true maxlength=rules::TEXT_MAX as u32 />
    }
}

/// A module with what can be done with it; whether there is one before it, and one after.
fn row(module: Module, keeps: bool, (before, after): (bool, bool)) -> impl IntoView {
    let (t, m) = (texts(), module_texts());
    let key = module.id.to_string();
    let (title, about) = (module.title.clone(), module.about.clone());
    let tools = keeps.then(|| {
        let up = before.then(|| shift(&module, true, Icon::Up, m.move_up));
        let down = after.then(|| shift(&module, false, Icon::Down, m.move_down));
        let remove = (m.remove_module_text)(&module.title);
        let (of_edit, of_remove) = (key.clone(), key.clone());
        let revision = module.revision.to_string();
        let refused = refused(EditJobModule::PATH, &key);
        let (of_form, gone, module) = (key.clone(), key.clone(), module.clone());
        view! {
            <Inline>{up} {down}</Inline>
            <details class="form-section" open=refused>
                <summary>{m.edit_module}</summary>
                <Form command=EditJobModule::PATH key=of_form>
                    <Hidden name="id" value=of_edit />
                    <Hidden name="revision" value=revision />
                    <Fields module=Some(module) />
                    <div class="form-actions"><Button>{t.save}</Button></div>
                </Form>
            </details>
            <Confirm label=m.remove_module text=remove kind=Kind::Quiet>
                <Form command=RemoveJobModule::PATH key=gone inline=true>
                    <Hidden name="id" value=of_remove />
                    <Button kind=Kind::Danger>{m.remove_module}</Button>
                </Form>
            </Confirm>
        }
    });
    view! {
        <li class="module" id=routes::module_anchor(module.id)>
            <p>{title}</p>
            {(!about.is_empty()).then(|| view! { <p class="muted small">{about}</p> })}
            {tools}
        </li>
    }
}

fn shift(module: &Module, up: bool, icon: Icon, label: &'static str) -> AnyView {
    let (key, long) = (module.id.to_string(), format!("{label}: {}", module.title));
    view! {
        <Form command=MoveJobModule::PATH key=format!("{key}-{up}") inline=true>
            <Hidden name="id" value=key />
            {up.then(|| view! { <Hidden name="up" value="on" /> })}
            <button type="submit" class="button quiet" aria-label=long>
                <ui::Glyph icon />{label}
            </button>
        </Form>
    }
    .into_any()
}
