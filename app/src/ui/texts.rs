//! The words that the pieces of a page say by themselves.

use super::plural;
use crate::lang::{Lang, lang};

pub struct Texts {
    pub skip_to_content: &'static str,
    pub main_navigation: &'static str,
    pub more: &'static str,
    pub breadcrumbs: &'static str,
    pub no_data: &'static str,
    pub of: &'static str,
    pub leave: &'static str,
    pub cancel: &'static str,
    pub pages: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub page: &'static str,
    pub filters: &'static str,
    pub show_results: &'static str,
    pub clear_filters: &'static str,
    pub search: &'static str,
    pub show_as_table: &'static str,
    pub target: &'static str,
    pub to: &'static str,
    pub today: &'static str,
    pub nothing_planned: &'static str,
    pub earlier_days: fn(i64) -> String,
    pub missing: &'static str,
    pub step_done: &'static str,
    pub step_current: &'static str,
    pub step_upcoming: &'static str,
    pub step_cancelled: &'static str,
    pub news: &'static str,
    pub show_news: &'static str,
}

static EN: Texts = Texts {
    skip_to_content: "Skip to content",
    main_navigation: "Main",
    more: "More",
    breadcrumbs: "You are here",
    no_data: "No data",
    of: "of",
    leave: "Keep as it is",
    cancel: "Cancel",
    pages: "Pages",
    previous: "Previous",
    next: "Next",
    page: "Page",
    filters: "Filters",
    show_results: "Filter",
    clear_filters: "Clear",
    search: "Search",
    show_as_table: "Show as a table",
    target: "Target",
    to: "to",
    today: "Today",
    nothing_planned: "Nothing planned",
    earlier_days: |n| format!("{n} earlier {}", plural(Lang::En, n, "day", "days")),
    missing: "Missing:",
    step_done: "done",
    step_current: "in progress",
    step_upcoming: "to come",
    step_cancelled: "cancelled",
    news: "There is something new. What you type stays.",
    show_news: "Show",
};

static ES: Texts = Texts {
    skip_to_content: "Ir al contenido",
    main_navigation: "Principal",
    more: "Más",
    breadcrumbs: "Dónde estás",
    no_data: "Sin datos",
    of: "de",
    leave: "Dejar como está",
    cancel: "Cancelar",
    pages: "Páginas",
    previous: "Anterior",
    next: "Siguiente",
    page: "Página",
    filters: "Filtros",
    show_results: "Filtrar",
    clear_filters: "Quitar filtros",
    search: "Buscar",
    show_as_table: "Ver como tabla",
    target: "Meta",
    to: "a",
    today: "Hoy",
    nothing_planned: "Nada planificado",
    earlier_days: |n| format!("{n} {}", plural(Lang::Es, n, "día anterior", "días anteriores")),
    missing: "Falta:",
    step_done: "hecho",
    step_current: "en curso",
    step_upcoming: "por venir",
    step_cancelled: "cancelado",
    news: "Hay algo nuevo. Lo que escribes se conserva.",
    show_news: "Mostrar",
};

/// The words in the language of the request.
pub fn texts() -> &'static Texts {
    texts_in(lang())
}

/// The words in a given language.
pub fn texts_in(lang: Lang) -> &'static Texts {
    lang.pick(&EN, &ES)
}
