//! The head of a page: where it lies, what it is called and what can be done here.

use super::texts::texts;
use leptos::prelude::*;

/// The page's `<h1>`; the children are its actions, the main one last.
///
/// On a phone a primary action stays in reach at the bottom of the screen.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    /// A short line above the title: a date, a kind, a state.
    #[prop(optional, into)]
    kicker: String,
    /// The pages above this one, as label and address; from the third level on.
    #[prop(optional)]
    crumbs: Vec<(String, String)>,
    /// One or two sentences under the title.
    #[prop(optional, into)]
    intro: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <div class="page-title">
                <Crumbs crumbs=crumbs />
                {(!kicker.is_empty()).then(|| view! { <p class="kicker">{kicker}</p> })}
                <h1>{title}</h1>
                {(!intro.is_empty()).then(|| view! { <p class="intro">{intro}</p> })}
            </div>
            {children.map(|actions| view! { <div class="page-actions">{actions()}</div> })}
        </header>
    }
}

#[component]
fn Crumbs(crumbs: Vec<(String, String)>) -> impl IntoView {
    (!crumbs.is_empty()).then(|| {
        let links = crumbs
            .into_iter()
            .map(|(label, href)| view! { <li><a href=href>{label}</a></li> })
            .collect_view();
        view! {
            <nav class="crumbs" aria-label=texts().breadcrumbs>
                <ol>{links}</ol>
            </nav>
        }
    })
}
