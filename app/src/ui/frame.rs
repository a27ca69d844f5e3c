//! What stands round every page: the top line, the navigation and the main landmark.

use super::icon::{Glyph, Icon};
use super::logo::{Logo, PRODUCT};
use super::texts::texts;
use leptos::prelude::*;

/// One address of the main navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    pub href: String,
    pub label: String,
    pub icon: Icon,
    /// The page shown lies under this address.
    pub current: bool,
    /// Stands in the phone's bottom bar; the others open from "More". Four fit.
    pub primary: bool,
}

/// The frame of a signed-in page: a rail on a wide screen, a bottom bar on a phone.
#[component]
pub fn Frame(
    nav: Vec<NavItem>,
    /// Where the person works, shown beside the product's name.
    #[prop(into)]
    place: String,
    /// Who is signed in.
    person: Option<String>,
    /// Where the person's name leads.
    #[prop(default = "/me")]
    person_href: &'static str,
    children: Children,
) -> impl IntoView {
    let (primary, rest): (Vec<_>, Vec<_>) = nav.iter().cloned().partition(|item| item.primary);
    view! {
        <div class="frame">
            <SkipLink />
            <div class="side">
                <header class="top">
                    <Brand />
                    <p class="who">
                        <span class="place">{place}</span>
                        {person.map(|name| view! { <a href=person_href>{name}</a> })}
                    </p>
                </header>
                <nav class="rail" aria-label=texts().main_navigation>
                    <NavList items=nav />
                </nav>
            </div>
            <main id="main" class="main" tabindex="-1">
                {children()}
            </main>
            <nav class="bar" aria-label=texts().main_navigation>
                <NavList items=primary />
                <More items=rest />
            </nav>
        </div>
    }
}

/// The frame of a signed-out page: the product's name and one narrow column.
#[component]
pub fn PlainFrame(
    /// Something at the end of the top line, such as the choice of language.
    #[prop(optional, into)]
    aside: ViewFn,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="plain">
            <SkipLink />
            <header class="top">
                <Brand />
                <div class="who">{aside.run()}</div>
            </header>
            <main id="main" class="main" tabindex="-1">
                {children()}
            </main>
        </div>
    }
}

/// The frame of a page for a projector: nothing but the page, in large type.
#[component]
pub fn ScreenFrame(children: Children) -> impl IntoView {
    view! {
        <main id="main" class="screen">
            {children()}
        </main>
    }
}

#[component]
fn SkipLink() -> impl IntoView {
    view! { <a class="skip" href="#main">{texts().skip_to_content}</a> }
}

#[component]
fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/">
            <Logo />
            <span>{PRODUCT}</span>
        </a>
    }
}

#[component]
fn NavList(items: Vec<NavItem>) -> impl IntoView {
    let links = items.into_iter().map(|item| {
        view! {
            <li>
                <a href=item.href aria-current=item.current.then_some("page")>
                    <Glyph icon=item.icon />
                    <span>{item.label}</span>
                </a>
            </li>
        }
    });
    view! { <ul>{links.collect_view()}</ul> }
}

/// The rest of the navigation, in a popover that the browser opens and closes by itself.
#[component]
fn More(items: Vec<NavItem>) -> impl IntoView {
    let inside = items.iter().any(|item| item.current).to_string();
    (!items.is_empty()).then(|| {
        view! {
            <button type="button" class="more" popovertarget="more" data-current=inside>
                <Glyph icon=Icon::More />
                <span>{texts().more}</span>
            </button>
            <div id="more" class="sheet" popover="auto">
                <NavList items=items />
            </div>
        }
    })
}
