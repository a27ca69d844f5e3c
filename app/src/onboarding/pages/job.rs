//! Job training: what comes after the CS days, for one person.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    lang::lang,
    onboarding::{JobTraining, Module, Onboarding, api::MarkJobModule, rules, texts::texts},
    programmes::ProgrammeId,
    routes,
    sessions::zones,
    ui::{
        self, Badge, Icon, Inline, Tone, dates,
        form::{Form, Hidden},
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
