use html_escape::encode_text;
use leptos::prelude::*;

use super::{Around, described_by, in_form};

/// A field of several lines: the only place in the product with a `<textarea>`.
///
/// Leptos 0.8 does not escape the children of a textarea on the server, so the text is escaped
/// here and set as inner HTML. The newline in front is the one that HTML drops.
#[component]
pub fn Area(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] label_hidden: bool,
    #[prop(optional, into)] rows: Option<u32>,
    #[prop(optional, into)] maxlength: Option<u32>,
    #[prop(optional, into)] placeholder: Option<String>,
) -> impl IntoView {
    in_form(move |state| {
        let (name, label, hint, value, placeholder) =
            (name.clone(), label.clone(), hint.clone(), value.clone(), placeholder.clone());
        let id = state.id(&name);
        let described = described_by(&state, &name, hint.is_some());
        let invalid = state.problem(&name).is_some().then_some("true");
        let text = state.value(&name, value.unwrap_or_default());
        view! {
            <Around name=name.clone() label hint optional label_hidden>
                <textarea
                    class="input"
                    id=id
                    name=name
                    rows=rows.unwrap_or(4).to_string()
                    maxlength=maxlength.map(|n| n.to_string())
                    placeholder=placeholder
                    aria-describedby=described
                    aria-invalid=invalid
                    inner_html=format!("\n{}", encode_text(&text))
                ></textarea>
            </Around>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_break_out() {
        let owner = Owner::new();
        owner.with(|| {
            let attack = "\n</textarea><script>alert(1)</script>&lt;";
            let html =
                view! { <Area name="note" label="Note" value=attack.to_owned() /> }.to_html();
            assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
            assert!(!html.contains("<script"), "{html}");
            assert!(html.contains(">\n\n&lt;/textarea&gt;"), "{html}");
            assert!(html.contains("&amp;lt;"), "{html}");
        });
    }
}
