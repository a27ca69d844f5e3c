//! What waits for somebody: sessions to finish, mentions to read, reviews to do.

use chrono::NaiveDate;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    store::{Waiting, What},
    texts::texts,
};
use crate::{
    comments::{self, api::ReadMention},
    handover, judging, knowledge,
    lang::lang,
    practices,
    provenance::Kind as Of,
    reviews::{self, choosing},
    routes::{self, Section},
    sessions::zones::in_zone,
    ui::{
        self, Badge, Button, Card, Inline, Stack, Tone, dates,
        form::{Form, Hidden},
    },
    visits::{self, EventKind, Gap, rules::Remedy},
};

/// One section for each kind of thing that waits; nothing when nothing does. `today` is the reader's.
pub fn waiting(all: Vec<Waiting>, zone: &str, today: NaiveDate) -> AnyView {
    let words = comments::texts::texts();
    let of_visits = visits::texts::texts();
    let (cannot, others): (Vec<Waiting>, Vec<Waiting>) =
        all.into_iter().partition(|one| one.what == What::Cover);
    [
        (What::Mention, words.you_are_mentioned, &others),
        (What::Session, texts().to_finish, &others),
        (What::Review, words.to_review, &others),
        (What::Cover, "", &cannot),
        (What::Visit, of_visits.news, &others),
        (What::Practice, practices::texts::texts().for_your_branch, &others),
        (What::Judging, judging::texts::texts().open_for_you, &others),
        (What::Taken, knowledge::taking_texts::texts().of_yours, &others),
    ]
    .into_iter()
    .map(|(what, title, all)| {
        if what == What::Cover {
            return Some(cannot_be_held(all));
        }
        let cards: Vec<AnyView> = all
            .iter()
            .filter(|one| one.what == what)
            .map(|one| match what {
                What::Session => session(one),
                What::Mention => mention(one, zone),
                What::Visit => visit(one),
                What::Practice => practice(one),
                What::Judging => to_judge(one),
                What::Taken => taken(one),
                _ => review(one, today),
            })
            .collect();
        let all = (what == What::Review)
            .then(|| view! { <p><a href=routes::REVIEWS>{words.all_reviews}</a></p> });
        let seen = (what == What::Visit).then(visits::pages::seen);
        (!cards.is_empty()).then(|| {
            view! { <ui::Section title><Stack>{cards} {all} {seen}</Stack></ui::Section> }
                .into_any()
        })
    })
    .collect_view()
    .into_any()
}

fn session(one: &Waiting) -> AnyView {
    let t = texts();
    let day = one.at.map(|at| dates::short_day(lang(), in_zone(at, &one.time_zone).date()));
    let why = if one.opened { t.not_closed } else { t.not_opened };
    let (title, href) = (one.name.clone(), routes::roster(one.subject_id.into()));
    view! {
        <Card title href aside=day.unwrap_or_default() level=3 tone=Tone::Warn>
            <p class="muted">{why}</p>
        </Card>
    }
    .into_any()
}

fn mention(one: &Waiting, zone: &str) -> AnyView {
    let words = comments::texts::texts();
    let kind = one.kind.unwrap_or(Of::Note);
    let title = match one.who.is_empty() {
        true => (words.author_calls_you)(kind),
        false => (words.calls_you)(&one.who, kind),
    };
    let day = one.at.map(|at| dates::short_day(lang(), in_zone(at, zone).date()));
    let id = one.comment_id.map(|id| id.to_string()).unwrap_or_default();
    view! {
        <Card title level=3 aside=day.unwrap_or_default()>
            <Form command=ReadMention::PATH key=id.clone() inline=true>
                <Hidden name="id" value=id />
                <Button>{words.read_it}</Button>
            </Form>
        </Card>
    }
    .into_any()
}

/// Visits that cannot be held as they stand, by what helps. More than a page shows are on the rota, and
/// what somebody has who cannot go goes to others at once.
fn cannot_be_held(all: &[Waiting]) -> AnyView {
    let sections = [Remedy::Morning, Remedy::Somebody, Remedy::CallingOff].map(|remedy| {
        let of_it: Vec<&Waiting> = all.iter().filter(|one| helps(one) == remedy).collect();
        let people = of_it.iter().filter_map(|one| Some((one.comment_id?.into(), one.who.clone())));
        let ways = (remedy == Remedy::Somebody).then(|| handover::pages::ways(people));
        let cards: Vec<AnyView> = of_it.iter().map(|one| visit(one)).collect();
        (!cards.is_empty()).then(|| {
            let title = visits::pages::lacks(remedy);
            view! { <ui::Section title><Stack>{cards} {ways}</Stack></ui::Section> }
        })
    });
    let count = all.first().map(|one| one.number).filter(|count| *count > all.len() as i64);
    let more = count.map(|count| {
        let label = (visits::texts::texts().see_all)(count);
        view! { <p><a href=Section::Visits.href()>{label}</a></p> }
    });
    view! { {sections.into_iter().collect_view()} {more} }.into_any()
}

fn helps(one: &Waiting) -> Remedy {
    visits::rules::remedy(Gap::parse(&one.target), one.target.is_empty())
}

/// A visit that changed, or that cannot be held as it stands.
fn visit(one: &Waiting) -> AnyView {
    let day = one.at.map(|at| dates::short_day(lang(), in_zone(at, &one.time_zone).date()));
    let (title, href) = (one.name.clone(), routes::visit(one.subject_id.into()));
    let tone = if one.what == What::Cover { Tone::Warn } else { Tone::Info };
    let t = visits::texts::texts();
    let who = match (one.what, Gap::parse(&one.target)) {
        (What::Cover, Some(gap)) => (t.gap_of)(&one.who, gap),
        (What::Cover, None) => t.branch_closed.to_owned(),
        _ => changed(one),
    };
    let who = (!who.is_empty()).then(|| view! { <p class="muted">{who}</p> });
    view! { <Card title href aside=day.unwrap_or_default() level=3 tone>{who}</Card> }.into_any()
}

/// What has become of a visit that is, or was, one's own.
fn changed(one: &Waiting) -> String {
    let t = visits::texts::texts();
    match EventKind::parse(&one.target) {
        Some(kind @ (EventKind::Cancelled | EventKind::Changed | EventKind::Reinstated))
            if one.who.is_empty() || kind == EventKind::Cancelled =>
        {
            (t.event)(kind).to_owned()
        }
        _ if !one.who.is_empty() => (t.not_yours)(&one.who),
        _ => t.new_yours.to_owned(),
    }
}

/// A practice that was offered to one's branch: since when, and what is asked.
fn practice(one: &Waiting) -> AnyView {
    let t = practices::texts::texts();
    let (title, href) = (one.name.clone(), routes::practice(one.subject_id.into()));
    let asked = if one.opened { t.trial_asks } else { t.offer_asks };
    let day = one.day.map(|on| (t.since_day)(&dates::short_date(lang(), on)));
    let text = format!("{} · {asked}", one.target);
    view! {
        <Card title href level=3 aside=day.unwrap_or_default() tone=Tone::Info>
            <p class="muted">{text}</p>
        </Card>
    }
    .into_any()
}

/// A programme whose concepts wait for one's own judgement.
fn to_judge(one: &Waiting) -> AnyView {
    let (title, href) = (one.name.clone(), routes::judging(one.subject_id.into()));
    view! {
        <Card title href level=3 tone=Tone::Info>
            <p class="muted">{judging::texts::texts().open_for_you_text}</p>
        </Card>
    }
    .into_any()
}

/// A note of one's own that was taken away: who did it and why is on its page.
fn taken(one: &Waiting) -> AnyView {
    let day = one.at.map(|at| dates::short_day(lang(), in_zone(at, &one.time_zone).date()));
    let (title, href) = (one.name.clone(), routes::note(one.subject_id.into()));
    view! { <Card title href aside=day.unwrap_or_default() level=3 tone=Tone::Warn>""</Card> }
        .into_any()
}

fn review(one: &Waiting, today: NaiveDate) -> AnyView {
    let words = comments::texts::texts();
    let kind = one.kind.unwrap_or(Of::Concept);
    let title = choosing::title(kind, one.name.clone(), &one.target);
    let href = routes::keep(kind.as_str(), one.subject_id);
    let day = one.day.map(|on| (words.review_by)(&dates::short_date(lang(), on)));
    let late = one.day.is_some_and(|on| reviews::rules::is_overdue(on, today)).then(|| {
        view! { <Inline><Badge tone=Tone::Bad>{reviews::texts::texts().overdue}</Badge></Inline> }
    });
    view! { <Card title href level=3 aside=day.unwrap_or_default() tone=Tone::Warn>{late}</Card> }
        .into_any()
}
