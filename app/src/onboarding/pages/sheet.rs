//! What must be seen on a day: to be signed by whoever may, to be read by all others.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    lang::lang,
    onboarding::{
        Day, Item, Presence, ahead_texts::ahead_texts, api::SignOnboarding, rules, texts::texts,
    },
    request::{Posted, services},
    routes,
    sessions::zones,
    ui::{
        Glyph, Icon, dates,
        form::{Form, Hidden, Text},
    },
};

/// The sheet of one day of one person. `back` is the page that it stands on.
#[component]
pub fn Sheet(
    day: Day,
    items: Vec<Item>,
    may_sign: bool,
    /// The day has come: before, nobody is to be marked.
    begun: bool,
    /// It has begun: before, nothing is to be signed.
    on: bool,
    back: String,
    person: String,
    /// Stands open: the page is about it.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let t = texts();
    // What is marked or signed all the same can be taken back.
    let waits = may_sign && !begun && day.attendance.is_none() && day.signed == 0;
    let may_sign = may_sign && !waits;
    let anchor = routes::sheet_anchor(day.onboarding_id, day.number);
    let refused = use_context::<Posted>()
        .is_some_and(|posted| *posted.command == *SignOnboarding::PATH && *posted.key == *anchor);
    let open = open
        || refused
        || (may_sign && day.attendance == Some(Presence::Present) && day.done_at.is_none());
    let zone = day.time_zone.clone();
    let rows =
        items.into_iter().map(|item| row(item, (may_sign, on), &zone, &person)).collect_view();
    let list = view! { <ul class="sign-list">{rows}</ul> };
    let body = match may_sign {
        false => list.into_any(),
        true => {
            let key = anchor.clone();
            let marks = marks(&day, &person);
            // It sends the form without leaving the page, so that nothing moves under the thumb.
            let script = format!("/{}/stay.js", services().assets.pkg_dir);
            let all = (on && day.signed < day.items && day.attendance != Some(Presence::Absent)).then(|| view! {
                <Text name="remark" label=t.remark hint=t.remark_hint optional=true maxlength=rules::REMARK_MAX as u32 />
                <button type="submit" class="button primary sign-all" name="deed" value="all" aria-label=format!("{}: {person}", t.sign_all)>
                    <Glyph icon=Icon::Check />{t.sign_all}
                </button>
            });
            view! {
                <Form command=SignOnboarding::PATH key>
                    <Hidden name="id" value=day.onboarding_id.to_string() />
                    <Hidden name="number" value=day.number.to_string() />
                    <Hidden name="back" value=back />
                    {marks}
                    {(!on).then(|| view! { <p class="muted">{ahead_texts().sign_from}</p> })}
                    {list}
                    {all}
                </Form>
                <script type="module" src=script></script>
            }
            .into_any()
        }
    };
    view! {
        <details class="onboarding-more" id=anchor open=open data-stay=may_sign.then_some("")>
            <summary>{(t.sheet)(day.signed, day.items)}</summary>
            {waits.then(|| view! { <p class="muted">{ahead_texts().sign_later}</p> })}
            {body}
        </details>
    }
}

/// Whether the person is there.
fn marks(day: &Day, person: &str) -> impl IntoView + use<> {
    let t = texts();
    let button = |value: &'static str, label: &'static str, icon: Icon, pressed: bool| {
        let label_long = format!("{label}: {person}");
        view! {
            <button type="submit" class="button secondary" name="deed" value=value
                aria-label=label_long aria-pressed=pressed.then_some("true")>
                <Glyph icon />{label}
            </button>
        }
    };
    let undo = day.attendance.is_some().then(|| button("unmark", t.unmark, Icon::Undo, false));
    view! {
        <div class="sign-marks">
            {button("present", t.present, Icon::Check, day.attendance == Some(Presence::Present))}
            {button("absent", t.absent, Icon::Cross, day.attendance == Some(Presence::Absent))}
            {undo}
        </div>
    }
}

fn row(
    item: Item,
    (may_sign, on): (bool, bool),
    zone: &str,
    person: &str,
) -> impl IntoView + use<> {
    let t = texts();
    let number = item.item;
    let signed = item.signed_at.is_some();
    let by = item.signed_at.map(|at| {
        let when = dates::short_moment(lang(), zones::in_zone(at, zone));
        (t.signed_by)(&item.signed_by.clone().unwrap_or_default(), &when)
    });
    let remark = item.remark.clone().filter(|remark| !remark.is_empty());
    let text = item.text.clone();
    let action = (may_sign && (on || signed)).then(|| {
        let (value, label, icon, class) = match signed {
            true => (format!("unsign:{number}"), t.undo, Icon::Undo, "button quiet"),
            false => (format!("sign:{number}"), t.sign, Icon::Check, "button secondary"),
        };
        let long = format!("{label}: {text} ({person})");
        view! {
            <button type="submit" class=class name="deed" value=value aria-label=long><Glyph icon />{label}</button>
        }
    });
    let state = if signed { "signed" } else { "open" };
    let anchor = routes::item_anchor(item.onboarding_id, item.number, number);
    view! {
        <li class=format!("sign-row {state}") id=anchor>
            <div class="sign-text">
                <p>
                    {signed.then(|| view! { <span class="sign-done"><Glyph icon=Icon::Check /><span class="visually-hidden">{t.is_signed}</span></span> })}
                    {item.text}
                </p>
                {by.map(|by| view! { <p class="muted small">{by}</p> })}
                {remark.map(|remark| view! { <p class="small">{lang().quoted(&remark)}</p> })}
            </div>
            {action}
        </li>
    }
}
