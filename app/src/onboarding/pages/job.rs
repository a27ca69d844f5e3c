//! Job training: what comes after the CS days, for one person and for each position.

use leptos::{prelude::*, server_fn::ServerFn};

use super::crumbs;
use crate::{
    error::{Error, Result},
    lang::lang,
    onboarding::{
        JobTraining, Module, Onboarding,
        api::{AddJobModule, MarkJobModule, RemoveJobModule},
        rules, store,
        texts::texts,
    },
    people,
    programmes::ProgrammeId,
    request::{Look, Page},
    routes::{self, Section},
    sessions::zones,
    ui::{
        self, Badge, Button, Card, Confirm, Empty, Icon, Inline, Kind, PageHead, Stack, Tone,
        dates,
        form::{Area, Choice, Form, Hidden, Radios, Select, Text},
    },
};

/// What comes after the CS days of somebody: locked or open, and the modules of their position.
#[component]
pub fn After(
    one: Onboarding,
    modules: Vec<Module>,
    /// The programmes of job training that invite the person.
    programmes: Vec<(ProgrammeId, String, JobTraining)>,
    may_mark: bool,
    missing: String,
) -> impl IntoView {
    let t = texts();
    let open = rules::is_unlocked(&one);
    let (tone, words) = if open { (Tone::Good, t.open) } else { (Tone::Neutral, t.locked) };
    let text = match open {
        true => t.is_open.to_owned(),
        false => (t.opens_after)(&missing),
    };
    let lists = JobTraining::ALL
        .iter()
        .map(|kind| {
            let of_kind: Vec<Module> =
                modules.iter().filter(|module| module.kind == *kind).cloned().collect();
            (!of_kind.is_empty()).then(|| {
                let items = of_kind
                    .into_iter()
                    .map(|module| item(&one, module, open && may_mark))
                    .collect_view();
                view! { <h3>{(t.kind)(*kind)}</h3> <ul class="sign-list">{items}</ul> }
            })
        })
        .collect_view();
    let none =
        modules.is_empty().then(|| view! { <p class="muted">{t.no_modules_of_position}</p> });
    let training = (!programmes.is_empty()).then(|| {
        let line = |(id, name, kind): (ProgrammeId, String, JobTraining)| {
            view! { <li><a href=routes::programme(id)>{name}</a>" · "{(t.kind)(kind)}</li> }
        };
        let lines = programmes.into_iter().map(line).collect_view();
        view! { <h3>{t.programmes_after}</h3> <ul class="sign-list">{lines}</ul> }
    });
    view! {
        <article class="card" id="job">
            <ui::CardHead title=t.after />
            <Inline><Badge tone>{words}</Badge></Inline>
            <p>{text}</p>
            {lists}
            {none}
            {training}
        </article>
    }
}

fn item(one: &Onboarding, module: Module, may_mark: bool) -> impl IntoView + use<> {
    let t = texts();
    let done = module.marked_at.is_some();
    let by = module.marked_at.map(|at| {
        let on = dates::short_date(lang(), zones::in_zone(at, &one.branch_zone).date());
        (t.signed_by)(&module.marked_by.clone().unwrap_or_default(), &on)
    });
    let (id, title, about) = (one.id.to_string(), module.title.clone(), module.about.clone());
    let form = may_mark.then(move || {
        let (label, icon) = if done { (t.undo, Icon::Undo) } else { (t.module_done, Icon::Check) };
        let key = module.id.to_string();
        let long = format!("{label}: {}", module.title);
        view! {
            <Form command=MarkJobModule::PATH key=key.clone() inline=true>
                <Hidden name="id" value=id />
                <Hidden name="module" value=key />
                {(!done).then(|| view! { <Hidden name="done" value="on" /> })}
                <button type="submit" class="button quiet" aria-label=long>
                    <ui::Glyph icon />{label}
                </button>
            </Form>
        }
    });
    view! {
        <li class="sign-row">
            <div class="sign-text">
                <p>
                    {done.then(|| view! { <span class="sign-done"><ui::Glyph icon=Icon::Check /><span class="visually-hidden">{t.is_signed}</span></span> })}
                    {title}
                </p>
                {(!about.is_empty()).then(|| view! { <p class="muted small">{about}</p> })}
                {by.map(|by| view! { <p class="muted small">{by}</p> })}
            </div>
            {form}
        </li>
    }
}

/// `/onboarding/job-training`: the modules of each position.
pub async fn job_training() -> Result<Page> {
    let t = texts();
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
            let items = list
                .into_iter()
                .map(|module| {
                    let remove = keeps.then(|| {
                        let key = module.id.to_string();
                        view! {
                            <Confirm label=t.remove text=(t.remove_module_text)(&module.title) kind=Kind::Quiet>
                                <Form command=RemoveJobModule::PATH key=key.clone() inline=true>
                                    <Hidden name="id" value=key />
                                    <Button kind=Kind::Danger>{t.remove_module}</Button>
                                </Form>
                            </Confirm>
                        }
                    });
                    view! {
                        <li class="sign-row">
                            <div class="sign-text">
                                <p>{module.title} " " <Badge>{(t.kind)(module.kind)}</Badge></p>
                                {(!module.about.is_empty()).then(|| view! { <p class="muted small">{module.about}</p> })}
                            </div>
                            {remove}
                        </li>
                    }
                })
                .collect_view();
            view! { <Card title=position><ul class="sign-list">{items}</ul></Card> }
        })
        .collect_view();
    let positions = positions.into_iter().map(|p| Choice::new(p.id, p.name)).collect();
    let kinds = JobTraining::ALL
        .iter()
        .map(|k| Choice::new(k, (t.kind)(*k)).hint((t.kind_hint)(*k)))
        .collect();
    Page::ok(
        Section::Onboarding,
        t.job_training,
        view! {
            <Stack>
                <PageHead title=t.job_training crumbs=crumbs() intro=t.job_training_intro />
                {empty.then(|| view! { <Empty title=t.no_modules text=t.no_modules_text /> })}
                {cards}
                {keeps.then(|| view! {
                    <ui::Section title=t.add_module id="add">
                        <Form command=AddJobModule::PATH>
                            <Select name="position" label=t.position choices=positions empty=t.choose />
                            <Radios name="kind" label=t.kind_label choices=kinds />
                            <Text name="title" label=t.module_title maxlength=rules::TITLE_MAX as u32 />
                            <Area name="about" label=t.module_about rows=2u32 optional=true maxlength=rules::TEXT_MAX as u32 />
                            <div class="form-actions"><Button kind=Kind::Primary>{t.add_module}</Button></div>
                        </Form>
                    </ui::Section>
                })}
            </Stack>
        },
    )
}
