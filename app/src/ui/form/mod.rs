//! Forms that never lose what was typed, with JavaScript on or off.
//!
//! A form posts to the page's own address with the command's path in a hidden field. The server
//! carries the command out and leads on (303), or renders the same page again (422) with
//! [`Posted`] in context, from which each field here takes its value and its message.

mod area;
mod choices;
mod fields;
mod summary;
pub mod texts;

pub use area::Area;
pub use choices::{Check, Checks, Choice, Radios, Select};
pub use fields::{Hidden, Text, Upload};
use leptos::{context::Provider, prelude::*};
use summary::Summary;
use uuid::Uuid;

use crate::request::{Posted, services, visitor};

/// The form around a field.
#[derive(Clone)]
struct State {
    /// Prefix of the fields' ids, so that several forms can stand on one page.
    key: String,
    /// What was posted, if it was this form.
    posted: Option<Posted>,
    /// The page shows what there is now, beside what was sent.
    compared: bool,
}

impl State {
    fn current() -> State {
        use_context().unwrap_or_else(|| State { key: String::new(), posted: None, compared: false })
    }

    fn id(&self, name: &str) -> String {
        if self.key.is_empty() { format!("f-{name}") } else { format!("f-{}-{name}", self.key) }
    }

    /// The value to show: what was typed, else the record's. A field that was not on the form
    /// when it was sent has the record's.
    fn value(&self, name: &str, otherwise: String) -> String {
        let typed = self.posted.as_ref().and_then(|posted| posted.all(name).next());
        typed.map(str::to_owned).unwrap_or(otherwise)
    }

    fn values(&self, name: &str, otherwise: Vec<String>) -> Vec<String> {
        match &self.posted {
            Some(posted) => posted.all(name).map(str::to_owned).collect(),
            None => otherwise,
        }
    }

    /// The first message about a field. `tags[]` and `tags` are the same field.
    fn problem(&self, name: &str) -> Option<String> {
        let name = name.trim_end_matches("[]");
        let errors = self.posted.as_ref()?.field_errors();
        errors.iter().find(|error| error.field == name).map(|error| error.message.clone())
    }
}

/// A field, made where it is shown and not where it is written: a page may build its fields before
/// the form around them, and only within the form is it known what was sent.
fn in_form<V: IntoView + 'static>(
    field: impl Fn(State) -> V + Send + Sync + 'static,
) -> impl IntoView {
    move || field(State::current())
}

/// A form that carries out a command.
#[component]
pub fn Form(
    /// The path of the server function: `SavePerson::PATH`.
    command: &'static str,
    /// Tells forms of the same command on one page apart.
    #[prop(optional, into)]
    key: String,
    /// A form of buttons only, laid out in a row.
    #[prop(optional)]
    inline: bool,
    /// Some of its fields take files.
    #[prop(optional)]
    files: bool,
    /// What is typed stays on the device until the server has it, also over a lost connection or a
    /// closed tab.
    #[prop(optional)]
    keep: bool,
    /// The page shows what there is now, beside what was sent.
    #[prop(optional)]
    compared: bool,
    /// The page's address, when it is not the one being shown.
    #[prop(optional, into)]
    action: Option<String>,
    children: Children,
) -> impl IntoView {
    let posted =
        use_context::<Posted>().filter(|posted| *posted.command == *command && *posted.key == *key);
    let state = State { key: key.clone(), posted, compared };
    // The key of a refused form is still unused: keep it, so that "Back" and "again" agree.
    let once = state.value("_once", Uuid::new_v4().to_string());
    let class = if inline { "form form-inline" } else { "form" };
    let enctype = files.then_some("multipart/form-data");
    let person = || visitor().actor.map(|actor| actor.id.to_string());
    let keep = keep.then(person).flatten();
    let kept = keep.is_some().then(|| view! { <Kept /> });
    // Nothing else holds what was typed: a page that follows leaves such a form alone.
    let typed = state.posted.is_some().then_some("");
    view! {
        <form class=class method="post" action=action enctype=enctype data-typed=typed data-keep=keep novalidate>
            <input type="hidden" name="_do" value=command />
            <input type="hidden" name="_key" value=key />
            <input type="hidden" name="_once" value=once />
            <Provider value=state>
                <Summary />
                {children()}
            </Provider>
            {kept}
        </form>
    }
}

/// What keep.js says about its form.
#[component]
fn Kept() -> impl IntoView {
    let t = texts::texts();
    let script = format!("/{}/keep.js", services().assets.pkg_dir);
    view! {
        <div class="kept" data-kept=t.kept data-sending=t.sending data-waiting=t.waiting data-change=t.change data-discard=t.discard>
            <p role="status"></p>
            <button type="button" class="button quiet" hidden></button>
        </div>
        <script type="module" src=script></script>
    }
}

/// Label, hint and message around one control.
#[component]
fn Around(
    name: String,
    label: String,
    hint: Option<String>,
    optional: bool,
    #[prop(optional)] label_hidden: bool,
    children: Children,
) -> impl IntoView {
    let state = State::current();
    let id = state.id(&name);
    let problem = state.problem(&name);
    let bad = problem.is_some().then_some("");
    let t = texts::texts();
    view! {
        <div class="field" data-bad=bad>
            <label for=id.clone() class=label_hidden.then_some("visually-hidden")>
                {label}
                {optional.then(|| view! { <span class="optional">{format!(" {}", t.optional)}</span> })}
            </label>
            {hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            {problem.map(|problem| view! {
                <p class="problem" id=format!("{id}-problem")>
                    <span class="visually-hidden">{t.error}": "</span>
                    {problem}
                </p>
            })}
            {children()}
        </div>
    }
}

/// The `aria-describedby` of a control: its hint and its message, as far as there are any.
fn described_by(state: &State, name: &str, hint: bool) -> Option<String> {
    let id = state.id(name);
    let parts: Vec<String> =
        [hint.then(|| format!("{id}-hint")), state.problem(name).map(|_| format!("{id}-problem"))]
            .into_iter()
            .flatten()
            .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, Problems};

    #[test]
    fn a_field_built_before_its_form_keeps_what_was_typed() {
        Owner::new().with(|| {
            let typed = [("name", "Inés"), ("days[]", "2"), ("place", "b")];
            let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
            let mut problems = Problems::default();
            problems.require(false, "name", "Say more");
            let error: Error = problems.into_result().unwrap_err();
            provide_context(Posted::new("/save", "7", typed.into(), error));
            let fields = || {
                let some = |all: &[&str]| all.iter().map(|one| Choice::new(one, *one)).collect();
                view! {
                    <Text name="name" label="Name" value="Ana" />
                    <Checks name="days" label="Days" choices=some(&["1", "2"]) values=vec!["1".to_owned()] />
                    <Select name="place" label="Place" choices=some(&["a", "b"]) value="a" />
                }
            };
            let (sent, other) = (fields(), fields());
            let html = view! {
                <Form command="/save" key="7">{sent}</Form>
                <Form command="/save" key="8">{other}</Form>
            }
            .to_html();
            let (sent, other) = html.split_once("</form>").unwrap();
            assert!(sent.contains("Inés") && sent.contains("Say more"), "{sent}");
            assert!(other.contains("Ana") && !other.contains("Say more"), "{other}");
            let chosen = |form: &str, id: &str| {
                let from = form.find(&format!("id=\"{id}\"")).unwrap();
                form[from..].split('>').next().unwrap().contains("checked")
            };
            assert!(!chosen(sent, "f-7-days") && chosen(sent, "f-7-days-1"), "{sent}");
            assert!(chosen(other, "f-8-days") && !chosen(other, "f-8-days-1"), "{other}");
            assert!(sent.contains("value=\"b\" selected"), "{sent}");
            assert!(other.contains("value=\"a\" selected"), "{other}");
        });
    }
}
