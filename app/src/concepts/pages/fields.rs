//! The fields of a concept, alike for a new one, a merged one and one that is edited. They are
//! made within the form: only there do they find what was typed and what is wrong with it.

use leptos::prelude::*;

use crate::{
    concepts::{
        Concept, FigureKind, Method,
        choosing::{self, Offer},
        rules,
        texts::texts,
    },
    ui::{
        Button, Icon, Inline,
        form::{Area, Checks, Choice, Hidden, Radios, Select, Text},
        numbers::number,
    },
};

/// What the fields hold before anybody typed.
#[derive(Clone, Default)]
pub struct Shown {
    pub title: String,
    pub statement: String,
    pub method: String,
    pub figure_kind: String,
    pub figure: String,
    pub sources: Vec<String>,
    pub authors: Vec<String>,
}

impl Shown {
    /// The text of a concept; sources and authors are its caller's.
    pub fn text_of(concept: &Concept) -> Shown {
        Shown {
            title: concept.title.clone(),
            statement: concept.statement.clone(),
            method: concept.method.to_string(),
            figure_kind: concept.figure_kind.map(|kind| kind.to_string()).unwrap_or_default(),
            figure: concept.figure.clone(),
            ..Shown::default()
        }
    }
}

/// What is written, and how it was reasoned out.
pub fn words(shown: &Shown) -> AnyView {
    let t = texts();
    let shown = shown.clone();
    let methods = Method::ALL.iter().map(|method| {
        let words = t.method(*method);
        Choice::new(method, words.name).hint(words.about)
    });
    let kinds = FigureKind::ALL.iter().map(|kind| Choice::new(kind, t.figure_kind(*kind)));
    view! {
        <Text name="title" label=t.title hint=t.title_hint value=shown.title maxlength=rules::TITLE_MAX as u32 />
        <Area name="statement" label=t.statement hint=t.statement_hint value=shown.statement rows=6u32 />
        <Radios name="method" label=t.method hint=t.method_hint choices=methods.collect() value=shown.method />
        <Select name="figure_kind" label=t.figure_kind hint=t.figure_kind_hint choices=kinds.collect()
            empty=t.figure_none value=shown.figure_kind optional=true />
        <Area name="figure" label=t.figure hint=t.figure_hint value=shown.figure rows=2u32 optional=true />
    }
    .into_any()
}

/// The notes it comes from, under their themes, with a search before them; `more` when some are there
/// anyway.
pub fn sources(offer: &Offer, shown: &Shown, more: bool) -> AnyView {
    let t = texts();
    let (groups, values) = (offer.notes.clone(), shown.sources.clone());
    let (text, found) = offer.notes_search.clone().unwrap_or_default();
    let answer = (!text.is_empty() && !found)
        .then(|| view! { <p class="hint">{(t.nothing_found)(&text)}</p> });
    let none = groups.is_empty().then(|| view! { <p class="hint">{t.no_notes}</p> });
    let boxes = groups.into_iter().enumerate().map(|(place, group)| {
        let (choices, title, values) = (group.notes, group.title, values.clone());
        let summary = format!("{title} ({})", number(choices.len() as i64));
        view! {
            <details class="form-section" open=group.open>
                <summary>{summary}</summary>
                <Checks name="sources" part=place.to_string() label=title label_hidden=true choices
                    values optional=true />
            </details>
        }
    });
    let boxes = boxes.collect_view();
    let head = match more {
        true => view! { <Checks name="sources" label=t.more_sources choices=Vec::new() optional=true /> }
            .into_any(),
        false => {
            view! { <Checks name="sources" label=t.sources hint=t.sources_hint choices=Vec::new() /> }
                .into_any()
        }
    };
    view! {
        <div class="audience">
            {head}
            <Text name="find" label=t.find_note kind="search" optional=true />
            <Hidden name="found" value=text />
            <Inline>
                <Button icon=Icon::Search name="press" value=choosing::FIND_NOTES>{t.find}</Button>
            </Inline>
            {answer}
            {none}
            {boxes}
        </div>
    }
    .into_any()
}

/// Who put it into words, beside whoever writes a new one.
pub fn authors(offer: &Offer, shown: &Shown, label: &'static str) -> AnyView {
    let t = texts();
    let (choices, values) = (offer.people.clone(), shown.authors.clone());
    let (text, found) = offer.people_search.clone().unwrap_or_default();
    let answer = (!text.is_empty() && !found)
        .then(|| view! { <p class="hint">{(t.nothing_found)(&text)}</p> });
    let open = !values.is_empty() || !text.is_empty();
    view! {
        <details class="form-section" open=open>
            <summary>{label}</summary>
            <div class="audience">
                <Text name="who" label=t.find_person kind="search" optional=true />
                <Hidden name="who_found" value=text />
                <Inline>
                    <Button icon=Icon::Search name="press" value=choosing::FIND_PEOPLE>{t.find}</Button>
                </Inline>
                {answer}
                <Checks name="authors" label hint=t.authors_hint label_hidden=true choices values optional=true />
            </div>
        </details>
    }
    .into_any()
}
