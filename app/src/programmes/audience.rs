//! Choosing who is invited: a part of the forms of programmes and of sessions that stand alone.
//!
//! The page loads [`Options`] and puts [`AudienceFields`] into its form. The command takes
//! `audience: Vec<String>`, `audience_find`, `audience_found` and `press`, asks [`looking`] first
//! and reads the lines with [`chosen`].

use leptos::prelude::*;

use super::{
    AudienceKind, AudienceLine, AudienceSummary, parse_audience, store,
    texts::{Texts, texts},
};
use crate::{
    access::Scope,
    db::Tx,
    error::{Error, Result},
    lang::lang,
    people::{self, PersonBrief},
    request::Posted,
    ui::{
        Badge, Button, Icon, Inline,
        form::{Checks, Choice, Hidden, Text},
        plural,
    },
};

/// What the button that looks for people sends as `press`.
pub const FIND_PEOPLE: &str = "find-people";

/// How many people a search shows.
const MOST: i64 = 20;

/// What there is to choose from.
pub struct Options {
    branches: Vec<Choice>,
    departments: Vec<Choice>,
    positions: Vec<Choice>,
    people: Vec<Choice>,
    /// What was searched for, and how many people it found.
    search: Option<(String, usize)>,
    selected: Vec<AudienceLine>,
}

/// Loads what there is to choose from: all that is active, the people chosen already, and those
/// that a search on the posted form finds.
pub async fn options(tx: &mut Tx, scope: &Scope, selected: Vec<AudienceLine>) -> Result<Options> {
    let posted = use_context::<Posted>();
    let values = |name: &str| -> Vec<String> {
        posted.iter().flat_map(|posted| posted.all(name)).map(str::to_owned).collect()
    };
    let search = values("audience_find").pop().filter(|text| !text.trim().is_empty());
    let found = match &search {
        Some(text) => people::store::find_active_by_text(tx, scope, text, MOST).await?,
        None => Vec::new(),
    };
    let mut chosen = selected.clone();
    chosen.extend(parse_audience(&values("audience[]")));
    let ids: Vec<_> = chosen
        .iter()
        .filter(|line| line.kind == AudienceKind::Person)
        .map(|line| line.target_id.into())
        .collect();
    let search = search.map(|text| (text, found.len()));
    let mut people = people::store::briefs(tx, &ids).await?;
    people.extend(found.into_iter().filter(|person| !ids.contains(&person.id)));
    let line = |kind, id: uuid::Uuid| AudienceLine::new(kind, id);
    Ok(Options {
        branches: people::store::branches(tx, true)
            .await?
            .into_iter()
            .map(|branch| Choice::new(line(AudienceKind::Branch, branch.id.into()), branch.name))
            .collect(),
        departments: people::store::departments(tx, true)
            .await?
            .into_iter()
            .map(|item| Choice::new(line(AudienceKind::Department, item.id.into()), item.name))
            .collect(),
        positions: people::store::positions(tx, true)
            .await?
            .into_iter()
            .map(|item| Choice::new(line(AudienceKind::Position, item.id.into()), item.name))
            .collect(),
        people: people.into_iter().map(person_choice).collect(),
        search,
        selected,
    })
}

fn person_choice(person: PersonBrief) -> Choice {
    let about: Vec<_> =
        [person.position, person.branch].into_iter().filter(|part| !part.is_empty()).collect();
    Choice::new(AudienceLine::new(AudienceKind::Person, person.id), person.name)
        .hint(about.join(" · "))
}

/// Whether the form was sent to look for people, or with a search that nobody has answered yet:
/// then it goes on and shows whom it found.
pub fn looking(press: &str, find: &str, found: &str) -> Result<()> {
    let unanswered = !find.trim().is_empty() && find.trim() != found.trim();
    if press == FIND_PEOPLE || unanswered { Err(Error::Continued(Vec::new())) } else { Ok(()) }
}

/// The lines of an audience that a form posts, as far as what they name exists.
pub async fn chosen(tx: &mut Tx, typed: &[String]) -> Result<Vec<AudienceLine>> {
    let named = store::named(tx, &parse_audience(typed)).await?;
    Ok(named.into_iter().map(|(line, _)| line).collect())
}

/// Who is invited: everyone, or branches, departments, positions and single people together.
#[component]
pub fn AudienceFields(options: Options) -> impl IntoView {
    let t = texts();
    let selected: Vec<String> = options.selected.iter().map(ToString::to_string).collect();
    let posted = use_context::<Posted>();
    let open = |choices: &[Choice]| {
        choices.iter().any(|choice| match &posted {
            Some(posted) => posted.all("audience[]").any(|value| value == choice.value),
            None => selected.contains(&choice.value),
        })
    };
    let everyone = vec![Choice::new(AudienceLine::EVERYONE, t.everyone).hint(t.everyone_hint)];
    let groups = [
        ("branches", t.branches, options.branches, true),
        ("departments", t.departments, options.departments, false),
        ("positions", t.positions, options.positions, false),
    ]
    .into_iter()
    .filter(|(_, _, choices, _)| !choices.is_empty())
    .map(|(part, label, choices, shown)| {
        let open = shown || open(&choices);
        view! { <Group part label choices open values=selected.clone() /> }
    })
    .collect_view();
    view! {
        <div class="audience">
            <Checks name="audience" label=t.audience hint=t.audience_hint choices=everyone values=selected.clone() />
            {groups}
            <People options=options.people search=options.search values=selected />
        </div>
    }
}

#[component]
fn Group(
    part: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    open: bool,
    values: Vec<String>,
) -> impl IntoView {
    view! {
        <details class="form-section" open=open>
            <summary>{label}</summary>
            <Checks name="audience" part label label_hidden=true choices values />
        </details>
    }
}

#[component]
fn People(
    options: Vec<Choice>,
    search: Option<(String, usize)>,
    values: Vec<String>,
) -> impl IntoView {
    let t = texts();
    let open = !options.is_empty() || search.is_some();
    let (text, found) = search.unwrap_or_default();
    let answer =
        (!text.is_empty()).then(|| view! { <p class="hint">{found_people(t, &text, found)}</p> });
    let checks = (!options.is_empty()).then(|| {
        view! {
            <Checks name="audience" part="people" label=t.single_people label_hidden=true choices=options values />
        }
    });
    view! {
        <details class="form-section" open=open id="audience-people">
            <summary>{t.single_people}</summary>
            <div class="audience-people">
                <Text name="audience_find" label=t.find_person hint=t.find_person_hint kind="search" optional=true />
                <Hidden name="audience_found" value=text />
                <Inline>
                    <Button icon=Icon::Search name="press" value=FIND_PEOPLE>{t.find}</Button>
                </Inline>
                {answer}
                {checks}
            </div>
        </details>
    }
}

fn found_people(t: &Texts, text: &str, found: usize) -> String {
    match found as i64 {
        0 => (t.nobody_found)(text),
        MOST.. => (t.many_found)(text),
        _ => (t.some_found)(text),
    }
}

/// An audience as people read it: what it names, and how many people that is.
#[component]
pub fn AudienceNames(summary: AudienceSummary) -> impl IntoView {
    let t = texts();
    let names = summary
        .names
        .into_iter()
        .map(|(kind, name)| {
            let name = if kind == AudienceKind::Everyone { t.everyone.to_owned() } else { name };
            view! { <Badge>{name}</Badge> }
        })
        .collect_view();
    view! {
        <Inline>
            {names}
            <span class="muted">{people_count(summary.people)}</span>
        </Inline>
    }
}

/// "24 people".
pub fn people_count(people: i64) -> String {
    let lang = lang();
    let word =
        plural(lang, people, lang.pick("person", "persona"), lang.pick("people", "personas"));
    format!("{people} {word}")
}
