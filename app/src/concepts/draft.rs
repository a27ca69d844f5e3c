//! A concept that somebody wrote, worked out before anything is locked for it.

use super::{
    FigureKind, Method,
    rules::{self, FigureProblem, STATEMENT_MAX, TITLE_MAX},
    texts::texts,
};
use crate::{
    error::{Problems, Result},
    knowledge,
    links::Named,
    provenance::Thing,
    writing::one_line,
};

/// The fields of the form as typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'a> {
    pub title: &'a str,
    pub statement: &'a str,
    pub method: &'a str,
    pub figure_kind: &'a str,
    pub figure: &'a str,
}

/// A text that can be a concept, with all that is kept of it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub title: String,
    pub statement: String,
    pub html: String,
    pub method: Method,
    pub figure_kind: Option<FigureKind>,
    pub figure: String,
    /// What its statement leads to.
    pub links: Vec<Thing>,
}

impl Draft {
    /// The same, the `[[titles]]` of its statement being links.
    pub fn linked(mut self, named: &Named) -> Draft {
        self.links = named.links(&self.statement);
        if !self.links.is_empty() {
            self.html = named.render(&self.statement);
        }
        self
    }

    /// From what was typed; all messages at once when it cannot be one.
    pub fn of(typed: Typed<'_>) -> Result<Draft> {
        Draft::beside(typed, Problems::default())
    }

    /// The same, told together with what else is wrong with its form.
    pub fn beside(typed: Typed<'_>, mut problems: Problems) -> Result<Draft> {
        let t = texts();
        let (title, statement) = check_words(&mut problems, typed, ["title", "statement"]);
        let method = Method::parse(typed.method);
        problems.require(method.is_some(), "method", t.method_missing);
        let figure_kind = FigureKind::parse(typed.figure_kind);
        let figure = knowledge::rules::clean(typed.figure).trim().to_owned();
        match rules::check_figure(figure_kind, &figure) {
            Ok(()) => {}
            Err(FigureProblem::Missing) => problems.add("figure", t.figure_missing),
            Err(FigureProblem::KindMissing) => problems.add("figure_kind", t.figure_kind_missing),
            Err(FigureProblem::TooLong) => problems.add("figure", t.figure_long),
        }
        problems.into_result()?;
        let html = knowledge::markdown::render(&statement);
        // A method that is missing has ended it above.
        let method = method.unwrap_or(Method::Induction);
        Ok(Draft { title, statement, html, method, figure_kind, figure, links: Vec::new() })
    }

    /// The two parts of a concept that is split: they keep how the whole was reasoned out. Their
    /// fields begin with `first_` and `second_`.
    pub fn halves(first: Typed<'_>, second: Typed<'_>, method: Method) -> Result<[Draft; 2]> {
        let mut problems = Problems::default();
        let first = check_words(&mut problems, first, ["first_title", "first_statement"]);
        let second = check_words(&mut problems, second, ["second_title", "second_statement"]);
        problems.into_result()?;
        Ok([first, second].map(|(title, statement)| {
            let html = knowledge::markdown::render(&statement);
            let (figure, links) = (String::new(), Vec::new());
            Draft { title, statement, html, method, figure_kind: None, figure, links }
        }))
    }
}

/// Title and statement, cleaned; `names` are their fields.
fn check_words(problems: &mut Problems, typed: Typed<'_>, names: [&str; 2]) -> (String, String) {
    let t = texts();
    let title = one_line(typed.title);
    let statement = knowledge::rules::clean(typed.statement);
    if problems.require(!title.is_empty(), names[0], t.title_missing) {
        problems.require(title.chars().count() <= TITLE_MAX, names[0], t.title_long);
    }
    if problems.require(!statement.trim().is_empty(), names[1], t.statement_missing) {
        let fits = statement.chars().count() <= STATEMENT_MAX;
        problems.require(fits, names[1], t.statement_long);
    }
    (title, statement)
}
