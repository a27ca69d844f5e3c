//! What narrows the search: fields, and what is asked now, each with a way to drop it.

use leptos::prelude::*;

use super::asked::{Asked, Field};
use crate::{
    knowledge::{self, NoteKind},
    lang::lang,
    provenance::Kind,
    search::{State, store::Places, texts::texts},
    ui::{
        FilterBar, Glyph, Icon, Tab, Tabs, dates,
        form::{Check, Choice, Hidden, Select, Text},
    },
};

/// The search field with the fields that fit the kind of thing.
pub fn bar(asked: &Asked, places: &Places) -> impl IntoView + use<> {
    let t = texts();
    let programmes =
        places.programmes().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>();
    let branches =
        places.branches.iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>();
    let kind = asked.kind();
    let of_notes = kind.is_none_or(|kind| kind == Kind::Note);
    let tag =
        of_notes.then(|| view! { <Text name="tag" label=t.tag value=asked.tag().to_owned() /> });
    let author = asked.author.clone();
    let (programme, branch) = (asked.programme.clone(), asked.branch.clone());
    let (from, to, mine) = (asked.from.clone(), asked.to.clone(), !asked.mine.is_empty());
    let session = (!asked.session.is_empty()).then(|| asked.session.clone());
    let (kinds, states) = (kinds(asked, kind), states(asked, kind));
    view! {
        <FilterBar action="/knowledge" active=asked.active().len() search=asked.q.clone()>
            {session.map(|id| view! { <Hidden name="session" value=id /> })}
            {kinds}
            {states}
            <Select name="programme" label=t.programme choices=programmes value=programme empty=t.any />
            <Select name="branch" label=t.branch choices=branches value=branch empty=t.any_branch />
            <Text name="author" label=t.author value=author />
            {tag}
            <Text name="from" label=t.from kind="date" value=from />
            <Text name="to" label=t.to kind="date" value=to />
            <Check name="mine" label=t.mine checked=mine />
        </FilterBar>
    }
}

/// The kind of note, where notes are looked for; else the kind stays what it is.
fn kinds(asked: &Asked, kind: Option<Kind>) -> AnyView {
    let t = texts();
    match kind {
        Some(Kind::Note) => {
            let words = knowledge::texts::texts();
            let mut choices = vec![Choice::new(Kind::Note, t.any)];
            choices
                .extend(NoteKind::ALL.iter().map(|kind| Choice::new(kind, words.kind_of(*kind))));
            let value = asked.kind.clone();
            view! { <Select name="kind" label=t.note_kind choices value /> }.into_any()
        }
        Some(kind) => view! { <Hidden name="kind" value=kind.to_string() /> }.into_any(),
        None => ().into_any(),
    }
}

/// The states that things of this kind can be in.
fn states(asked: &Asked, kind: Option<Kind>) -> Option<AnyView> {
    let t = texts();
    let choices: Vec<Choice> = State::ALL
        .iter()
        .filter(|state| kind.is_none_or(|kind| state.fits(kind)))
        .map(|state| match kind {
            Some(_) => Choice::new(state, t.state(*state)),
            None => Choice::new(state, state_of_kind(*state)),
        })
        .collect();
    let value = asked.state().map(|state| state.to_string()).unwrap_or_default();
    (!choices.is_empty()).then(|| {
        view! { <Select name="state" label=t.state_filter choices value empty=t.any /> }.into_any()
    })
}

/// A state beside those of other kinds.
fn state_of_kind(state: State) -> String {
    let t = texts();
    match state.kind() {
        Some(kind) => format!("{}: {}", t.kind(kind), t.state(state)),
        None => t.state(state).to_owned(),
    }
}

/// What kinds of thing there are, each with the same search.
pub fn tabs(asked: &Asked) -> impl IntoView + use<> {
    let t = texts();
    let kinds = [None].into_iter().chain(Kind::ALL.iter().copied().map(Some));
    let tabs = kinds.map(|kind| {
        let label = kind.map_or(t.everything, |kind| t.kinds(kind));
        Tab::new(asked.among(kind).address(), label, asked.kind() == kind)
    });
    view! { <Tabs label=t.kinds_label tabs=tabs.collect() /> }
}

/// What narrows the search now; each leads to the same search without it.
pub fn active(asked: &Asked, places: &Places, session: &str) -> Option<impl IntoView + use<>> {
    let t = texts();
    let chips: Vec<(String, String)> = asked
        .active()
        .into_iter()
        .map(|field| (asked.without(field).address(), named(asked, field, places, session)))
        .collect();
    (!chips.is_empty()).then(|| {
        let chips = chips.into_iter().map(|(href, label)| {
            view! {
                <li>
                    <a class="chip" href=href>
                        <span class="visually-hidden">{t.drop} " "</span>
                        {label}
                        <Glyph icon=Icon::Cross />
                    </a>
                </li>
            }
        });
        view! { <ul class="chips" aria-label=t.narrowed>{chips.collect_view()}</ul> }
    })
}

/// One of the things that narrow the search, in words.
pub fn named(asked: &Asked, field: Field, places: &Places, session: &str) -> String {
    let t = texts();
    let labelled = |label: &str, value: &str| format!("{label}: {value}");
    let day = |typed: &str| Asked::day(typed).map(|day| dates::short_date(lang(), day));
    match field {
        Field::NoteKind => {
            let words = knowledge::texts::texts();
            let kind = asked.note_kind().map(|kind| words.kind_of(kind));
            labelled(t.note_kind, kind.unwrap_or_default())
        }
        Field::State => {
            labelled(t.state_filter, asked.state().map(|state| t.state(state)).unwrap_or_default())
        }
        Field::Tag => format!("#{}", asked.tag()),
        Field::Programme => {
            let known = places.programmes().map(|(id, name)| (id.to_string(), name));
            labelled(t.programme, name_of(known, &asked.programme))
        }
        Field::Branch => {
            let known = places.branches.iter().map(|(id, name)| (id.to_string(), name.as_str()));
            labelled(t.branch, name_of(known, &asked.branch))
        }
        Field::Session if session.is_empty() => t.session.to_owned(),
        Field::Session => labelled(t.session, session),
        Field::Author => labelled(t.author, asked.author.trim()),
        Field::Mine => t.mine.to_owned(),
        Field::From => labelled(t.from, &day(&asked.from).unwrap_or_default()),
        Field::To => labelled(t.to, &day(&asked.to).unwrap_or_default()),
    }
}

/// The name of what was chosen; what the reader does not see has none.
fn name_of<'a>(mut known: impl Iterator<Item = (String, &'a str)>, chosen: &str) -> &'a str {
    known.find(|(id, _)| id == chosen).map_or(texts().unknown, |(_, name)| name)
}
