//! Markdown that people write, as HTML that is safe to show.
//!
//! Two fences in a row: HTML typed into the text is shown as text, never obeyed, and whatever
//! HTML comes out is cut down to a short list of tags. It is rendered when it is written and
//! kept beside the text with [`SANITISER`], so that a stricter version can find what is older.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// Which rules made the HTML. Grows with every change of what this module lets through.
pub const SANITISER: i64 = 1;

/// Quotes and lists within each other are shown to this depth; deeper ones lie flat.
const DEPTH: usize = 8;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .add_tags(&[
            "p",
            "br",
            "hr",
            "h3",
            "h4",
            "strong",
            "em",
            "del",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "a",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        ])
        .add_tag_attributes("a", &["href", "title"])
        .add_tag_attributes("ol", &["start"])
        .add_url_schemes(&["http", "https", "mailto", "tel"])
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener nofollow"));
    cleaner
});

/// The HTML of a Markdown text: safe to be put into a page as it is.
///
/// A new line is a new line, as people expect who never heard of Markdown; headings become the
/// third and fourth level, because the page around them has the first two; an image becomes a
/// link to it, so that a page never asks another site for anything.
pub fn render(text: &str) -> String {
    render_linked(text, |_| None)
}

/// The same, with `[[Title]]` and `[[Title|words]]` as links to what `address` knows of the title.
/// Other titles stay as they were typed.
pub fn render_linked(text: &str, address: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len() * 3 / 2);
    // For every open link, whether it is a title without an address.
    let mut astray = Vec::new();
    let events = Flat::new(parse(text)).map(|event| match event {
        Event::Start(
            Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. }
            | Tag::Image { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. },
        ) => {
            let found = address(&dest_url);
            astray.push(found.is_none());
            match found {
                Some(href) => Event::Start(Tag::Link {
                    link_type: LinkType::Inline,
                    dest_url: href.into(),
                    title: "".into(),
                    id: "".into(),
                }),
                None if has_pothole => Event::Text(format!("[[{dest_url}|").into()),
                None => Event::Text("[[".into()),
            }
        }
        Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
            astray.push(false);
            tamed(event)
        }
        Event::End(TagEnd::Link | TagEnd::Image) if astray.pop() == Some(true) => {
            Event::Text("]]".into())
        }
        other => tamed(other),
    });
    html::push_html(&mut out, events);
    CLEANER.clean(&out).to_string()
}

/// The titles that a text names in `[[double brackets]]`, as typed, in their order.
pub fn titles(text: &str) -> Vec<String> {
    if !text.contains("[[") {
        return Vec::new();
    }
    parse(text)
        .filter_map(|event| match event {
            Event::Start(
                Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. }
                | Tag::Image { link_type: LinkType::WikiLink { .. }, dest_url, .. },
            ) => Some(dest_url.to_string()),
            _ => None,
        })
        .collect()
}

/// The text without its marks, on one line.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for event in parse(text) {
        match event {
            Event::Text(piece)
            | Event::Code(piece)
            | Event::Html(piece)
            | Event::InlineHtml(piece) => plain.push_str(&piece),
            Event::End(end) if !is_inline(end) => plain.push(' '),
            Event::SoftBreak | Event::HardBreak | Event::Rule => plain.push(' '),
            _ => {}
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without its marks, at most `n` characters long and cut between words.
pub fn excerpt(text: &str, n: usize) -> String {
    shorten(&plain(text), n)
}

/// At most `n` characters of a text on one line, cut between words.
pub fn shorten(plain: &str, n: usize) -> String {
    let Some((end, _)) = plain.char_indices().nth(n) else { return plain.to_owned() };
    let (kept, rest) = plain.split_at(end);
    let whole = match kept.rsplit_once(' ') {
        Some((words, _)) if !rest.starts_with(' ') => words,
        _ => kept,
    };
    format!("{}…", whole.trim_end_matches([' ', ',', ';', ':']))
}

fn parse(text: &str) -> Parser<'_> {
    let marks = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS;
    Parser::new_ext(text, marks)
}

fn is_inline(end: TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// What an event of the text becomes in ours.
fn tamed(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::SoftBreak => Event::HardBreak,
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level: lowered(level),
            id: None,
            classes: vec![],
            attrs: vec![],
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lowered(level))),
        Event::Start(Tag::Image { dest_url, title, id, .. }) => {
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, id })
        }
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        other => other,
    }
}

fn lowered(level: HeadingLevel) -> HeadingLevel {
    if level == HeadingLevel::H1 { HeadingLevel::H3 } else { HeadingLevel::H4 }
}

/// Leaves out the containers that lie too deep; their content stays.
struct Flat<I> {
    events: I,
    /// For every open container, whether it was let through.
    open: Vec<bool>,
}

impl<I> Flat<I> {
    fn new(events: I) -> Self {
        Flat { events, open: Vec::new() }
    }
}

impl<'a, I: Iterator<Item = Event<'a>>> Iterator for Flat<I> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let event = self.events.next()?;
            let passes = match &event {
                Event::Start(_) => {
                    let passes = self.open.len() < 2 * DEPTH;
                    self.open.push(passes);
                    passes
                }
                Event::End(_) => self.open.pop().unwrap_or(false),
                _ => true,
            };
            if passes {
                return Some(event);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn marks_become_html() {
        assert_eq!(render("Hola **Ana**"), "<p>Hola <strong>Ana</strong></p>\n");
        assert_eq!(render("uno\ndos"), "<p>uno<br>\ndos</p>\n");
        assert_eq!(render("# Uno\n### Dos"), "<h3>Uno</h3>\n<h4>Dos</h4>\n");
        assert_eq!(render("1. a\n2. b"), "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n");
        let table = render("|a|b|\n|:-|-:|\n|1|2|");
        assert!(table.contains("<td>2</td>") && !table.contains("style"), "{table}");
    }

    #[test]
    fn links_lead_out_without_a_trace() {
        let html = render("[guía](https://a.example/x?y=1&z=2 \"t\")");
        assert_eq!(
            html,
            "<p><a href=\"https://a.example/x?y=1&amp;z=2\" title=\"t\" rel=\"noopener nofollow\">guía</a></p>\n"
        );
        assert!(render("[aquí](/knowledge)").contains("href=\"/knowledge\""));
        let image = render("![foto](https://elsewhere.example/pixel.png)");
        assert!(!image.contains("<img") && image.contains(">foto</a>"), "{image}");
    }

    #[test]
    fn titles_in_brackets_become_links_where_they_lead_somewhere() {
        let known = |title: &str| (title == "Leer el DNI").then(|| "/concepts/1".to_owned());
        let html = |text| render_linked(text, known);
        assert_eq!(
            html("Ver [[Leer el DNI]] ya"),
            "<p>Ver <a href=\"/concepts/1\" rel=\"noopener nofollow\">Leer el DNI</a> ya</p>\n"
        );
        assert!(html("[[Leer el DNI|lo **otro**]]").contains(">lo <strong>otro</strong></a>"));
        assert_eq!(html("[[Otro]] y [[Otro|más]]"), "<p>[[Otro]] y [[Otro|más]]</p>\n");
        assert_eq!(html("`[[Leer el DNI]]`"), "<p><code>[[Leer el DNI]]</code></p>\n");
        assert_eq!(html("![[Otro]]"), "<p>[[Otro]]</p>\n");
        assert_eq!(titles("[[Uno]] [[Dos|2]] `[[Tres]]` [x](y) [["), ["Uno", "Dos"]);
        assert_eq!(plain("[[Uno]] y [[Dos|el otro]]"), "Uno y el otro");
        for attempt in ["[[javascript:alert(1)]]", "![[javascript:alert(1)|x]]", "[[<script>]]"] {
            assert_safe(&render(attempt), attempt);
        }
    }

    #[test]
    fn html_is_shown_not_obeyed() {
        let html = render("antes <script>alert(1)</script> <b>x</b> después");
        assert!(html.contains("&lt;script&gt;") && html.contains("&lt;b&gt;"), "{html}");
        let block = render("<div onclick=x>\nhola\n</div>");
        assert!(block.contains("&lt;div onclick=x&gt;"), "{block}");
    }

    #[test]
    fn no_attempt_yields_script() {
        let attempts = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<svg><script>alert(1)</script></svg>",
            "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
            "<iframe src=javascript:alert(1)></iframe>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](&#x6A;avascript&colon;alert(1))",
            "[x](<javascript:alert(1)>)",
            "[x](< javascript:alert(1)>)",
            "[x](\u{1}javascript:alert(1))",
            "[x](vbscript:msgbox(1))",
            "[x](data:text/html,<script>alert(1)</script>)",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "![x](javascript:alert(1))",
            "![x\" onerror=\"alert(1)](https://a.example)",
            "[x](https://a.example \"\\\" onmouseover=\\\"alert(1)\")",
            "[x](https://a.example/\"onmouseover=\"alert(1))",
            "[x]: javascript:alert(1)\n\n[x]",
            "<javascript:alert(1)>",
            "<https://a.example/\"onclick=alert(1)>",
            "```\"><script>alert(1)</script>\nx\n```",
            "```html onclick=alert(1)\n<script>alert(1)</script>\n```",
            "`<script>alert(1)</script>`",
            "# <script>alert(1)</script>",
            "|<script>alert(1)</script>|\n|-|\n|<img src=x onerror=alert(1)>|",
            "</textarea><script>alert(1)</script>",
            "</div></article><script>alert(1)</script>",
            "<!--><script>alert(1)</script>-->",
            "<![CDATA[<script>alert(1)</script>]]>",
            "<?php <script>alert(1)</script> ?>",
            "<style>*{background:url(javascript:alert(1))}</style>",
            "<form action=javascript:alert(1)><button>x</button></form>",
            "<base href=https://evil.example>",
            "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<template><script>alert(1)</script></template>",
            "<details open ontoggle=alert(1)>",
            "<p style=\"position:fixed;inset:0\">x</p>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "\\<script>alert(1)\\</script>",
            "<scr<script>ipt>alert(1)</scr</script>ipt>",
            "<a\nhref='javascript:alert(1)'>x</a>",
            "[a](javascript&#58;alert(1)) <b onfocus=alert(1) autofocus>",
        ];
        for attempt in attempts {
            assert_safe(&render(attempt), attempt);
            assert_safe(&render(&format!("> - texto {attempt}\n\n{attempt}")), attempt);
        }
    }

    /// Every tag is one of ours, with nothing but the attributes that we give.
    fn assert_safe(html: &str, attempt: &str) {
        for tag in html.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            assert!(CLEANER.clone_tags().contains(name), "{attempt} → {html}");
            // In a quoted value `"` is `&quot;`, so an attribute's name follows a quote or the tag.
            for attribute in tag.split("\" ").flat_map(|part| part.splitn(2, ' ')).skip(1) {
                let Some((name, value)) = attribute.split_once("=\"") else { continue };
                assert!(["href", "title", "rel", "start"].contains(&name), "{attempt} → {html}");
                let script = ["javascript:", "vbscript:", "data:"];
                let value = value.to_lowercase();
                let leads = name != "href" || !script.iter().any(|s| value.trim().starts_with(s));
                assert!(leads, "{attempt} → {html}");
            }
        }
    }

    #[test]
    fn deep_and_long_texts_do_not_stall() {
        let deep =
            [">".repeat(10_000), "- ".repeat(5_000), "[".repeat(10_000), "*a_".repeat(6_000)];
        let long = "palabra **fuerte** y [enlace](https://a.example)\n\n".repeat(20_000);
        for text in deep.iter().chain([&long]) {
            let begun = Instant::now();
            let html = render(text);
            assert!(html.matches("<blockquote").count() <= 2 * DEPTH);
            assert!(begun.elapsed() < Duration::from_secs(10), "{}", &text[..20]);
        }
    }

    #[test]
    fn an_excerpt_is_plain_and_ends_between_words() {
        assert_eq!(excerpt("# Hola\n\n**Ana** y _Luis_", 50), "Hola Ana y Luis");
        assert_eq!(excerpt("uno dos tres", 7), "uno dos…");
        assert_eq!(excerpt("uno dos tres", 9), "uno dos…");
        assert_eq!(excerpt("uno, dos", 4), "uno…");
        assert_eq!(excerpt("ñandúñandú", 5), "ñandú…");
        assert_eq!(excerpt("- a\n- b", 9), "a b");
        assert_eq!(excerpt("", 9), "");
    }
}
