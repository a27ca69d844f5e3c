use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    error::Result,
    knowledge::{
        Note, NoteKind, markdown,
        store::{self, Filter, PAGE},
        texts::texts,
        wall,
        words::Query,
    },
    lang::lang,
    people::{BranchId, fold},
    programmes::ProgrammeId,
    request::{Look, Page, query},
    reviews,
    routes::{self, Section},
    sessions::{SessionId, zones},
    ui::{
        ButtonLink, Empty, FilterBar, Kind, Notice, PageHead, Pagination, Stack, dates,
        form::{Check, Choice, Hidden, Select, Text},
    },
};

/// How many characters of a note the list shows.
const EXCERPT: usize = 280;

/// The query of the address. What cannot be read counts as not given.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    programme: String,
    branch: String,
    session: String,
    kind: String,
    tag: String,
    mine: String,
    from: String,
    to: String,
    #[serde(skip_serializing)]
    page: String,
}

impl Asked {
    fn programme(&self) -> Option<ProgrammeId> {
        self.programme.parse().ok()
    }

    fn branch(&self) -> Option<BranchId> {
        self.branch.parse().ok()
    }

    fn session(&self) -> Option<SessionId> {
        self.session.parse().ok()
    }

    /// Dates are days where the reader is.
    fn filter(&self, query: Option<Query>, zone: &str) -> Filter {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let until = day(&self.to).and_then(|to| to.checked_add_days(Days::new(1)));
        Filter {
            query,
            programme: self.programme(),
            branch: self.branch(),
            session: self.session(),
            kind: NoteKind::parse(&self.kind),
            tag: Some(fold(self.tag.trim().trim_start_matches('#'))).filter(|tag| !tag.is_empty()),
            mine: !self.mine.is_empty(),
            from: day(&self.from).map(|from| zones::start_of_day(from, zone)),
            until: until.map(|until| zones::start_of_day(until, zone)),
        }
    }

    /// How many fields of the bar narrow the list.
    fn active(&self) -> usize {
        let fields = [
            &self.programme,
            &self.branch,
            &self.kind,
            &self.tag,
            &self.mine,
            &self.from,
            &self.to,
        ];
        fields.into_iter().filter(|field| !field.is_empty()).count()
    }

    fn narrows(&self) -> bool {
        self.active() > 0 || !self.q.trim().is_empty() || self.session().is_some()
    }

    /// The address of the list with this query, without the page.
    fn address(&self) -> String {
        let all = serde_urlencoded::to_string(self).unwrap_or_default();
        let given: Vec<&str> = all.split('&').filter(|pair| !pair.ends_with('=')).collect();
        if given.is_empty() {
            "/knowledge".into()
        } else {
            format!("/knowledge?{}", given.join("&"))
        }
    }
}

/// What has been shared in the sessions that the person may see.
pub async fn list() -> Result<Page> {
    let mut look = Look::begin().await?;
    let asked: Asked = query();
    let scope = look.actor.scope();
    let page = asked.page.parse::<i64>().unwrap_or(1).max(1);
    let query = Query::of(&asked.q);
    // A search for signs alone finds nothing, rather than everything.
    let wordless = query.is_none() && !asked.q.trim().is_empty();
    let (notes, total) = if wordless {
        (Vec::new(), 0)
    } else {
        let filter = asked.filter(query.clone(), &look.actor.zone);
        store::list(&mut look.tx, &scope, &filter, page).await?
    };
    let programmes = store::programmes(&mut look.tx, &scope).await?;
    let branches = store::branches(&mut look.tx, &scope).await?;
    let of_session = match notes.first() {
        Some(note) if asked.session().is_some() => note.origin.topic.clone(),
        _ => String::new(),
    };
    let t = texts();
    let pages = (total + PAGE - 1) / PAGE;
    let found =
        asked.narrows().then(|| view! { <p class="muted" role="status">{(t.found)(total)}</p> });
    let body = if notes.is_empty() {
        none(asked.narrows())
    } else {
        let hits = notes.iter().map(|note| hit(note, query.as_ref())).collect_view();
        view! {
            {found}
            <Stack>{hits}</Stack>
            <Pagination page pages base=asked.address() />
        }
        .into_any()
    };
    Page::ok(
        Section::Knowledge,
        t.knowledge,
        view! {
            <PageHead title=t.knowledge intro=t.intro>
                <ButtonLink href=routes::REVIEWS kind=Kind::Quiet>{reviews::texts::texts().list}</ButtonLink>
            </PageHead>
            {bar(&asked, programmes, branches)}
            {(!of_session.is_empty()).then(|| view! {
                <Notice><p>{(t.of_session)(&of_session)} " " <a href="/knowledge">{t.all_sessions}</a></p></Notice>
            })}
            {body}
        },
    )
}

fn bar(
    asked: &Asked,
    programmes: Vec<(ProgrammeId, String)>,
    branches: Vec<(BranchId, String)>,
) -> impl IntoView + use<> {
    let t = texts();
    let asked = asked.clone();
    let active = asked.active();
    let search = asked.q.clone();
    let programmes: Vec<_> =
        programmes.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    let branches: Vec<_> = branches.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    let kinds = NoteKind::ALL.iter().map(|kind| Choice::new(kind, t.kind_of(*kind))).collect();
    view! {
        <FilterBar action="/knowledge" active search=search>
            {asked.session().map(|id| view! { <Hidden name="session" value=id.to_string() /> })}
            <Select name="programme" label=t.programme choices=programmes value=asked.programme empty=t.any />
            <Select name="branch" label=t.branch choices=branches value=asked.branch empty=t.any />
            <Select name="kind" label=t.kind_filter choices=kinds value=asked.kind empty=t.any />
            <Text name="tag" label=t.tag_filter value=asked.tag />
            <Text name="from" label=t.from kind="date" value=asked.from />
            <Text name="to" label=t.to kind="date" value=asked.to />
            <Check name="mine" label=t.mine checked=!asked.mine.is_empty() />
        </FilterBar>
    }
}

/// A note in the list: its beginning, or the part around what was looked for.
fn hit(note: &Note, query: Option<&Query>) -> impl IntoView + use<> {
    let local = zones::in_zone(note.created_at, &note.origin.time_zone);
    let plain = markdown::plain(&note.body);
    let text = match query {
        Some(query) => around(&query.marked(&plain)),
        None => vec![(markdown::shorten(&plain, EXCERPT), false)],
    };
    let text = text.into_iter().map(|(piece, hit)| {
        if hit { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() }
    });
    let origin = note.origin.clone();
    let programme = origin.programme.map(|(_, name)| format!(" · {name}"));
    view! {
        <article class="card hit">
            <p class="hit-text"><a class="card-link" href=routes::note(note.id)>{text.collect_view()}</a></p>
            <div class="note-head">
                {wall::author(&note.author)}
                <p class="aside">
                    <time datetime=note.created_at.to_rfc3339()>{dates::short_date(lang(), local.date())}</time>
                    {format!(" · {}", origin.topic)}
                    {programme}
                </p>
            </div>
            {wall::about(&note.about)}
        </article>
    }
}

/// The pieces of a text around the first hit, about [`EXCERPT`] characters long.
fn around(pieces: &[(&str, bool)]) -> Vec<(String, bool)> {
    let owned = |(piece, hit): &(&str, bool)| ((*piece).to_owned(), *hit);
    if pieces.iter().map(|(piece, _)| piece.chars().count()).sum::<usize>() <= EXCERPT {
        return pieces.iter().map(owned).collect();
    }
    let mut room = EXCERPT;
    let mut kept: Vec<(String, bool)> = Vec::new();
    let first = pieces.iter().position(|(_, hit)| *hit).unwrap_or(0);
    if let Some((before, _)) = first.checked_sub(1).and_then(|index| pieces.get(index)) {
        let (text, length) = (tail(before, EXCERPT / 3), before.chars().count());
        room -= length.min(EXCERPT / 3);
        kept.push((text, false));
    }
    for (piece, hit) in &pieces[first..] {
        let length = piece.chars().count();
        if length > room {
            if !hit {
                kept.push((markdown::shorten(piece, room), false));
            }
            break;
        }
        room -= length;
        kept.push(owned(&(*piece, *hit)));
    }
    kept
}

/// The last `n` characters or so of a text, cut between words.
fn tail(text: &str, n: usize) -> String {
    let Some(skip) = text.chars().count().checked_sub(n + 1) else { return text.to_owned() };
    let start = text.char_indices().nth(skip).map_or(0, |(start, _)| start);
    let rest = &text[start..];
    format!("…{}", rest.split_once(' ').map_or(rest, |(_, words)| words))
}

fn none(narrowed: bool) -> AnyView {
    let t = texts();
    if narrowed {
        view! {
            <Empty title=t.nothing text=t.nothing_text>
                <ButtonLink href="/knowledge">{t.clear}</ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Empty title=t.empty text=t.empty_text>
                <ButtonLink href=Section::Sessions.href() kind=Kind::Primary>{t.to_sessions}</ButtonLink>
            </Empty>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_excerpt_lies_around_the_first_hit() {
        let long = format!("{} reclamo {}", "antes ".repeat(60), "después ".repeat(60));
        let long = long.trim().replace("  ", " ");
        let query = Query::of("reclamos").unwrap();
        let kept = around(&query.marked(&long));
        assert_eq!(kept[1], ("reclamo".to_owned(), true));
        assert!(kept[0].0.starts_with("…antes ") && kept[2].0.ends_with("después…"), "{kept:?}");
        let length: usize = kept.iter().map(|(piece, _)| piece.chars().count()).sum();
        assert!((200..=EXCERPT + 2).contains(&length), "{length}");
        // A short text is shown whole.
        let short = format!("{} reclamo", "antes ".repeat(30).trim());
        let kept: String =
            around(&query.marked(&short)).into_iter().map(|(piece, _)| piece).collect();
        assert_eq!(kept, short);
    }

    #[test]
    fn the_address_keeps_what_was_asked_but_the_page() {
        let asked = Asked { q: "a b".into(), page: "3".into(), ..Asked::default() };
        assert_eq!(asked.address(), "/knowledge?q=a+b");
        assert_eq!(Asked::default().address(), "/knowledge");
    }
}
