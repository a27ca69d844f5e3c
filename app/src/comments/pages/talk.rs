use html_escape::{encode_quoted_attribute, encode_text};
use leptos::prelude::*;

use super::{SHORT, shortened, thread::thread};
use crate::{
    comments::{Comment, Text, passages, store, talking, texts::texts},
    error::Result,
    provenance::Kind,
    request::Look,
    reviews::Subject,
    routes,
    ui::{self, ButtonLink, Glyph, Icon, Inline, Stack},
};

/// A comment with its answers, and where in the text of now it stands.
pub struct Thread {
    pub first: Comment,
    pub answers: Vec<Comment>,
    /// The passage that it is about, counted from 0 in its part; `None` when there is none, or it
    /// does not stand any more.
    pub place: Option<usize>,
}

impl Thread {
    /// The words of its passage are not in the text any more.
    fn is_astray(&self) -> bool {
        !self.first.quote.is_empty() && self.place.is_none()
    }

    fn count(&self) -> i64 {
        let first = i64::from(!self.first.deleted);
        first + self.answers.len() as i64
    }
}

/// What is said about a thing.
pub struct Talk {
    pub subject: Subject,
    texts: Vec<Text>,
    threads: Vec<Thread>,
    /// The reader speaks as the hidden author.
    pub hidden: bool,
    pub zone: String,
}

impl Talk {
    pub async fn load(look: &mut Look, subject: &Subject) -> Result<Talk> {
        let (actor, thing) = (look.actor.clone(), subject.thing);
        let texts = talking::texts_of(&mut look.tx, &actor, thing).await?;
        let all = store::of(&mut look.tx, thing, actor.id).await?;
        let hidden = store::speaks_hidden(&mut look.tx, thing, actor.id).await?;
        let threads = threads(all, &texts);
        let zone = actor.zone.clone();
        Ok(Talk { subject: subject.clone(), texts, threads, hidden, zone })
    }

    /// The HTML of a text as the reader sees it, with a link to comment at the end of each passage
    /// and one to what was said there.
    pub fn woven(&self, part: &str, html: &str) -> String {
        let t = texts();
        let (kind, id) = self.subject.thing;
        let sign = view! { <Glyph icon=Icon::Chat /> }.to_html();
        let label = format!("{sign}<span class=\"comment-word\">{}</span>", encode_text(t.comment));
        passages::woven(html, |index, passage| {
            let short = shortened(&passage.text, SHORT);
            let on = routes::comment_on(kind.as_str(), id, part, index);
            let mut links = link("comment-on", &on, &label, &(t.comment_which)(&short));
            let here: Vec<&Thread> = self.here(part, index).collect();
            if let Some(first) = here.first() {
                let count = here.iter().map(|thread| thread.count()).sum();
                let to = format!("#comment-{}", first.first.id);
                let which = (t.count_which)(&short);
                links =
                    link("comment-count", &to, &encode_text(&(t.count)(count)), &which) + &links;
            }
            let anchor = anchor(part, index);
            format!(" <span class=\"passage-links\" id=\"{anchor}\">{links}</span>")
        })
    }

    /// The threads on a passage that are not resolved.
    fn here(&self, part: &str, index: usize) -> impl Iterator<Item = &Thread> {
        let open = self.threads.iter().filter(|thread| !thread.first.resolved);
        open.filter(move |thread| thread.place == Some(index) && thread.first.part == part)
    }

    /// The threads: those on the text as it reads, those on an earlier one, the resolved ones.
    pub fn section(&self) -> AnyView {
        let t = texts();
        let (kind, id) = self.subject.thing;
        let open = |astray: bool| {
            let open = self
                .threads
                .iter()
                .filter(move |one| !one.first.resolved && one.is_astray() == astray);
            open.map(|one| thread(self, one)).collect::<Vec<_>>()
        };
        let resolved: Vec<AnyView> = self
            .threads
            .iter()
            .filter(|one| one.first.resolved)
            .map(|one| thread(self, one))
            .collect();
        let (standing, astray) = (open(false), open(true));
        let empty = (standing.is_empty() && astray.is_empty() && resolved.is_empty()).then(|| {
            let has_text = self.texts.iter().any(|text| !text.html.is_empty());
            let text = if has_text { t.empty } else { t.empty_whole };
            view! { <p class="muted">{text}</p> }
        });
        let count: i64 = self.threads.iter().map(Thread::count).sum();
        let aside = if count > 0 { (t.count)(count) } else { String::new() };
        let earlier = (!astray.is_empty()).then(|| {
            view! {
                <h3>{t.earlier}</h3>
                <p class="muted small">{t.earlier_text}</p>
                {astray}
            }
        });
        let folded = (!resolved.is_empty()).then(|| {
            view! {
                <details class="fold">
                    <summary>{(t.resolved)(resolved.len() as i64)}</summary>
                    <Stack>{resolved}</Stack>
                </details>
            }
        });
        let href = routes::comment_on_whole(kind.as_str(), id);
        view! {
            <ui::Section title=t.comments id="comments" aside>
                <Stack>
                    {empty}
                    {standing}
                    {earlier}
                    {folded}
                    <Inline><ButtonLink href icon=Icon::Chat>{t.comment_whole}</ButtonLink></Inline>
                </Stack>
            </ui::Section>
        }
        .into_any()
    }

    /// Where the passage of a thread stands on the page of the thing.
    pub fn passage(&self, thread: &Thread) -> Option<String> {
        let anchor = anchor(&thread.first.part, thread.place?);
        (self.subject.thing.0 != Kind::Practice).then(|| format!("#{anchor}"))
    }
}

fn anchor(part: &str, index: usize) -> String {
    if part.is_empty() { format!("passage-{index}") } else { format!("passage-{part}-{index}") }
}

/// A link of ours among HTML of ours. `label` is HTML; what people typed is escaped.
fn link(class: &str, href: &str, label: &str, which: &str) -> String {
    let href = encode_quoted_attribute(href);
    format!(
        "<a class=\"{class}\" href=\"{href}\">{label}<span class=\"visually-hidden\">{}</span></a>",
        encode_text(which)
    )
}

/// Comments under those that they answer. What was taken back goes, unless it was answered.
fn threads(all: Vec<Comment>, texts: &[Text]) -> Vec<Thread> {
    let (first, answers): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|comment| comment.thread.is_none());
    let passages: Vec<(&str, Vec<passages::Passage>)> =
        texts.iter().map(|text| (text.part.as_str(), passages::passages(&text.html))).collect();
    let place = |comment: &Comment| {
        if comment.quote.is_empty() {
            return None;
        }
        let (_, found) = passages.iter().find(|(part, _)| *part == comment.part)?;
        found.iter().position(|passage| passage.text == comment.quote)
    };
    first
        .into_iter()
        .map(|first| {
            let own = answers.iter().filter(|answer| answer.thread == Some(first.id));
            let answers = own.filter(|answer| !answer.deleted).cloned().collect();
            Thread { place: place(&first), first, answers }
        })
        .filter(|thread| !thread.first.deleted || !thread.answers.is_empty())
        .collect()
}
