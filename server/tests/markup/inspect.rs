//! Reads a page as a browser does and looks for what would run or lead to what runs.

use scraper::{ElementRef, Html, Node};
use url::Url;

/// What our own pages are made of besides [`OURS`]; nothing else may appear.
const FORBIDDEN: [&str; 39] = [
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "base",
    "style",
    "template",
    "foreignobject",
    "animate",
    "animatemotion",
    "animatetransform",
    "set",
    "handler",
    "use",
    "math",
    "plaintext",
    "xmp",
    "listing",
    "noembed",
    "marquee",
    "bgsound",
    "layer",
    "ilayer",
    "isindex",
    "keygen",
    "portal",
    "slot",
    "audio",
    "video",
    "source",
    "track",
    "map",
    "area",
    "dialog",
    "blink",
    "image",
    "mglyph",
];

/// Attributes that name an address.
const ADDRESSES: [&str; 16] = [
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "cite",
    "longdesc",
    "xlink:href",
    "ping",
    "manifest",
    "srcset",
    "lowsrc",
    "dynsrc",
    "codebase",
];

/// Everything in a page that is not ours, in words; empty when all is well.
pub fn troubles(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let mut troubles = of_tree(&page);
    // What a browser writes out and reads again is still harmless.
    let again = Html::parse_document(&page.html());
    troubles.extend(of_tree(&again).into_iter().map(|trouble| format!("read again: {trouble}")));
    troubles
}

/// The same of a piece that a script puts into a page.
pub fn troubles_of_piece(html: &str) -> Vec<String> {
    of_tree(&Html::parse_fragment(html))
}

fn of_tree(page: &Html) -> Vec<String> {
    let nodes = page.tree.nodes().filter_map(ElementRef::wrap);
    let mut troubles: Vec<String> = nodes.flat_map(of_element).collect();
    // A comment is a place where parsers disagree; Leptos writes empty ones and names its own.
    for node in page.tree.nodes() {
        if let Node::Comment(comment) = node.value()
            && &**comment != "<() />"
            && comment.contains(['<', '>'])
        {
            troubles.push(format!("the comment {:?}", &**comment));
        }
    }
    troubles
}

fn of_element(element: ElementRef<'_>) -> Vec<String> {
    let value = element.value();
    let name = value.name().to_ascii_lowercase();
    let mut troubles = Vec::new();
    let mut trouble = |what: String| troubles.push(format!("{what} in <{name}>"));
    if FORBIDDEN.contains(&&*name) {
        trouble("forbidden".into());
    }
    if name == "noscript" && !element.text().all(is_reload) {
        trouble("not the reload".into());
    }
    let ours = value.attr("src").is_some_and(|src| src.starts_with("/pkg/"));
    if name == "script" && value.attr("nonce").is_none() && !ours {
        trouble("without the nonce".into());
    }
    if name == "link" && !value.attr("href").is_some_and(|href| href.starts_with('/')) {
        trouble("leads elsewhere".into());
    }
    if name == "meta" && value.attr("http-equiv").is_some() {
        trouble("http-equiv".into());
    }
    if name == "form"
        && value.attr("action").is_some_and(|to| !to.is_empty() && !to.starts_with('/'))
    {
        trouble("posts elsewhere".into());
    }
    for (attribute, text) in value.attrs() {
        let attribute = attribute.to_ascii_lowercase();
        if attribute.starts_with("on") || ["style", "srcdoc"].contains(&&*attribute) {
            trouble(attribute.clone());
        }
        if ADDRESSES.contains(&&*attribute) && !is_harmless(text) {
            trouble(format!("{attribute}={text:?}"));
        }
        // Nothing that we show from elsewhere: a page asks no other site for anything.
        if attribute == "src" && !text.starts_with('/') {
            trouble(format!("{attribute}={text:?}"));
        }
    }
    troubles
}

/// The projector's page reloads where there is no script. Written out again it is escaped.
fn is_reload(text: &str) -> bool {
    text.replace("&lt;", "<").starts_with("<meta http-equiv=\"refresh\" content=\"")
}

/// Whether an address leads to a page, as the standard reads addresses.
fn is_harmless(address: &str) -> bool {
    let here = Url::parse("http://localhost/here").expect("an address");
    match here.join(address) {
        Ok(url) => ["http", "https", "mailto", "tel"].contains(&url.scheme()),
        // No browser follows what is none.
        Err(_) => true,
    }
}
