use leptos::{
    ev,
    html::Div,
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement},
};
use serde::{Deserialize, Serialize};

use crate::{
    knowledge::{
        api::preview_note,
        browser,
        outbox::{Fate, Outbox, Parcel},
        room_texts::{self, RoomTexts},
        rules::{self, NOTE_MAX, TextProblem},
    },
    lang::Lang,
    people::PersonId,
    sessions::SessionId,
};

/// What is being written, as the browser keeps it.
#[derive(Serialize, Deserialize)]
struct Writing {
    text: String,
    hidden: bool,
    #[serde(default)]
    about: Vec<(String, String)>,
}

/// The fields beside the text: its kind is chosen among several, the others are typed. The id is
/// there when photos follow the note.
const ABOUT: [&str; 5] = ["kind", "tags", "step", "branch", "note_id"];

/// The form around the children, so that nothing written is lost: a draft is kept in the browser
/// for each person and session, and what was sent waits there until the server has it.
#[island]
pub fn Sharing(
    session: SessionId,
    person: PersonId,
    /// The path of the command that shares a note.
    command: String,
    lang: Lang,
    /// The form, from the server.
    children: Children,
) -> impl IntoView {
    let t = room_texts::of(lang);
    let root = NodeRef::<Div>::new();
    let length = RwSignal::new(0);
    let problem = RwSignal::new(None::<String>);
    let preview = RwSignal::new(None::<String>);
    let outbox = Outbox::new(person);
    let draft = format!("espiral:draft:{person}:{session}");
    let command = StoredValue::new(command);
    let deliver = move || outbox.deliver(command.get_value());

    let written = {
        let draft = draft.clone();
        move |form: &Fields| {
            let text = form.note.value();
            length.set(rules::clean(&text).chars().count());
            if text.trim().is_empty() {
                browser::forget(&draft);
            } else {
                outbox.delivered.set(false);
                let writing = Writing { text, hidden: form.hidden.checked(), about: form.about() };
                browser::keep(&draft, &serde_json::to_string(&writing).unwrap_or_default());
            }
        }
    };
    let written = StoredValue::new(written);

    Effect::new(move |_| {
        let Some(fields) = root.get().and_then(|root| Fields::within(&root)) else { return };
        if fields.note.value().is_empty()
            && let Some(kept) = browser::kept(&draft)
            && let Ok(kept) = serde_json::from_str::<Writing>(&kept)
        {
            fields.note.set_value(&kept.text);
            fields.hidden.set_checked(kept.hidden);
            fields.tell(&kept.about);
        }
        written.with_value(|written| written(&fields));
        outbox.take_up();
        deliver();
        window_event_listener(ev::online, move |_| deliver());
    });

    let input = move |_| {
        problem.set(None);
        if let Some(fields) = root.get_untracked().and_then(|root| Fields::within(&root)) {
            written.with_value(|written| written(&fields));
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        let Some(fields) = root.get_untracked().and_then(|root| Fields::within(&root)) else {
            return;
        };
        // Photos that do not follow by themselves go with the form.
        if fields.has_photos_of_its_own() {
            return;
        }
        event.prevent_default();
        let text = rules::clean(&fields.note.value());
        if let Err(found) = rules::check_text(&text) {
            problem.set(Some(said(t, found)));
            let _ = fields.note.focus();
            return;
        }
        outbox.put(Parcel {
            once: browser::once_key(),
            session,
            text,
            hidden: fields.hidden.checked(),
            about: fields.about(),
            refused: None,
        });
        fields.note.set_value("");
        fields.tell(&["tags", "branch"].map(|name| (name.to_owned(), String::new())));
        preview.set(None);
        problem.set(None);
        length.set(0);
        browser::forget(&format!("espiral:draft:{person}:{session}"));
        deliver();
    };
    let show_preview = move |_| {
        let Some(fields) = root.get_untracked().and_then(|root| Fields::within(&root)) else {
            return;
        };
        let text = rules::clean(&fields.note.value());
        match rules::check_text(&text) {
            Err(TextProblem::Empty) => preview.set(Some(paragraph(t.preview_empty))),
            Err(found) => problem.set(Some(said(t, found))),
            Ok(()) => spawn_local(async move {
                let html = preview_note(text).await;
                preview.set(Some(html.unwrap_or_else(|_| paragraph(t.preview_failed))));
            }),
        }
    };
    let put_back = move |parcel: &Parcel| {
        if let Some(fields) = root.get_untracked().and_then(|root| Fields::within(&root)) {
            let text = [parcel.text.clone(), fields.note.value()].join("\n\n");
            fields.note.set_value(text.trim_end());
            fields.hidden.set_checked(parcel.hidden);
            fields.tell(&parcel.about);
            written.with_value(|written| written(&fields));
            outbox.remove(parcel);
            let _ = fields.note.focus();
        }
    };

    view! {
        <div class="sharing" class:previewing=move || preview.get().is_some() node_ref=root on:input=input on:submit=submit>
            <div class="sharing-bar">
                <div class="switch">
                    <button type="button" aria-pressed=move || preview.get().is_none().to_string() on:click=move |_| preview.set(None)>
                        {t.write}
                    </button>
                    <button type="button" aria-pressed=move || preview.get().is_some().to_string() on:click=show_preview>
                        {t.preview}
                    </button>
                </div>
                <p class="aside">{move || (t.length)(length.get())}</p>
            </div>
            <p class="problem" role="alert">{move || {
                let over = length.get().saturating_sub(NOTE_MAX);
                problem.get().or_else(|| (over > 0).then(|| (t.too_long)(over)))
            }}</p>
            <div class="sharing-preview prose" inner_html=move || preview.get().unwrap_or_default()></div>
            {children()}
            <p class="sharing-state" role="status">{move || {
                if outbox.delivered.get() {
                    t.saved
                } else if length.get() > 0 {
                    t.draft_kept
                } else {
                    ""
                }
            }}</p>
            <ul class="outbox" role="list">{move || {
                let parcels = outbox.parcels.get().into_iter();
                parcels.map(|(parcel, fate)| under_way(t, outbox, put_back, parcel, fate)).collect_view()
            }}</ul>
        </div>
    }
}

/// A note under way, and what can be done with it.
fn under_way(
    t: &'static RoomTexts,
    outbox: Outbox,
    put_back: impl Fn(&Parcel) + Copy + 'static,
    parcel: Parcel,
    fate: Option<Fate>,
) -> impl IntoView {
    let (class, state) = match &fate {
        None | Some(Fate::Delivered) => ("badge neutral", t.sending.to_owned()),
        Some(Fate::Later) => ("badge warn", t.waiting.to_owned()),
        Some(Fate::SignedOut) => ("badge warn", t.signed_out.to_owned()),
        Some(Fate::Refused(said)) if said.is_empty() => ("badge bad", t.not_possible.to_owned()),
        Some(Fate::Refused(said)) => ("badge bad", format!("{}: {said}", t.failed)),
    };
    let beginning: String = parcel.text.chars().take(120).collect();
    let kept = StoredValue::new(parcel);
    // While it may be arriving at this moment it is not to be changed.
    let actions = matches!(fate, Some(Fate::Refused(_))).then(|| {
        view! {
            <div class="inline">
                <button type="button" class="button secondary" on:click=move |_| kept.with_value(put_back)>
                    {t.back_to_form}
                </button>
                <details class="fold">
                    <summary>{t.discard}</summary>
                    <p>{t.discard_sure}</p>
                    <button type="button" class="button quiet" on:click=move |_| outbox.remove(&kept.get_value())>
                        {t.discard}
                    </button>
                </details>
            </div>
        }
    });
    view! {
        <li>
            <p class="pre-line">{beginning}</p>
            <p class=class>{state}</p>
            {actions}
        </li>
    }
}

/// The fields of the form that the server has sent.
struct Fields {
    root: Element,
    note: HtmlTextAreaElement,
    hidden: HtmlInputElement,
}

impl Fields {
    fn within(root: &Element) -> Option<Fields> {
        let find = |selector| root.query_selector(selector).ok().flatten();
        Some(Fields {
            root: root.clone(),
            note: find("textarea[name=note]")?.dyn_into().ok()?,
            hidden: find("input[name=name_hidden]")?.dyn_into().ok()?,
        })
    }

    fn input(&self, selector: &str) -> Option<HtmlInputElement> {
        self.root.query_selector(selector).ok().flatten()?.dyn_into().ok()
    }

    fn list(&self, name: &str) -> Option<HtmlSelectElement> {
        self.root.query_selector(&format!("select[name={name}]")).ok().flatten()?.dyn_into().ok()
    }

    /// Whether photos are chosen and nobody has taken them over (see `script/photos.js`).
    fn has_photos_of_its_own(&self) -> bool {
        let is_filled = |selector| self.input(selector).is_some_and(|input| input.value() != "");
        is_filled("input[type=file]") && !is_filled("input[name=note_id]")
    }

    /// What the note is about, as chosen and typed.
    fn about(&self) -> Vec<(String, String)> {
        let value = |name: &str| {
            let chosen = self.input(&format!("input[name={name}]:checked"));
            let typed = || self.input(&format!("input[name={name}][type=text]"));
            let field = || Some(chosen.or_else(typed)?.value());
            self.list(name).map(|list| list.value()).or_else(field)
        };
        ABOUT.into_iter().filter_map(|name| Some((name.to_owned(), value(name)?))).collect()
    }

    /// Puts it back into the form.
    fn tell(&self, about: &[(String, String)]) {
        for (name, value) in about {
            if let Some(list) = self.list(name) {
                list.set_value(value);
            } else if let Some(choice) =
                self.input(&format!("input[name={name}][type=radio][value={value:?}]"))
            {
                choice.set_checked(true);
            } else if let Some(field) = self.input(&format!("input[name={name}][type=text]")) {
                field.set_value(value);
            }
        }
    }
}

fn said(t: &RoomTexts, problem: TextProblem) -> String {
    match problem {
        TextProblem::Empty => t.empty.to_owned(),
        TextProblem::TooLong(by) => (t.too_long)(by),
    }
}

/// One of our own sentences as HTML.
fn paragraph(text: &str) -> String {
    format!("<p>{text}</p>")
}
