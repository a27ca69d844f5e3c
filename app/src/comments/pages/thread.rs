use chrono::{DateTime, Utc};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    QUOTE, fields, shortened,
    talk::{Talk, Thread},
    voice,
};
use crate::{
    comments::{
        Comment, Voice,
        api::{DeleteComment, ReplyComment, TurnComment},
        rules,
        texts::texts,
    },
    lang::lang,
    request::Posted,
    routes,
    sessions::zones::in_zone,
    ui::{
        Button, ButtonLink, Confirm, Icon, Kind, Prose, dates,
        form::{Form, Hidden},
    },
};

/// A comment with its passage, its answers, and what the reader can do with it.
pub fn thread(talk: &Talk, thread: &Thread) -> AnyView {
    let t = texts();
    let first = &thread.first;
    let id = first.id.to_string();
    let quote = (!first.quote.is_empty()).then(|| {
        let text = shortened(&first.quote, QUOTE);
        let way = match talk.passage(thread) {
            Some(href) => view! { <a class="small" href=href>{t.to_passage}</a> }.into_any(),
            None => {
                let revision = (t.on_revision)(first.text_revision);
                view! { <span class="muted small">{revision}</span> }.into_any()
            }
        };
        view! { <blockquote class="quoted"><p>{text}</p> {way}</blockquote> }
    });
    let whole = first.quote.is_empty().then(|| view! { <p class="muted small">{t.whole}</p> });
    let answers = thread.answers.iter().map(|answer| comment(answer, talk)).collect_view();
    let turned = first.turned.as_ref().map(|(who, at)| {
        let (when, _) = said(who, *at, talk);
        let words = if first.resolved { t.resolved_by } else { t.reopened_by };
        view! { <p class="muted small">{words(&voice(who), &when)}</p> }
    });
    let turns = rules::may_turn(talk.subject.tie, first.own).then(|| {
        let id = id.clone();
        let (label, resolved, icon) = match first.resolved {
            true => (t.reopen, "", Icon::Undo),
            false => (t.resolve, "on", Icon::Check),
        };
        view! {
            <Form command=TurnComment::PATH key=id.clone() inline=true>
                <Hidden name="id" value=id.clone() />
                <Hidden name="resolved" value=resolved />
                <Button kind=Kind::Quiet icon>{label}</Button>
            </Form>
        }
    });
    let refused = use_context::<Posted>()
        .is_some_and(|posted| *posted.command == *ReplyComment::PATH && *posted.key == *id);
    let reply = view! {
        <details class="reply fold" open=refused>
            <summary>{t.reply}</summary>
            {fields::hidden_note(talk.hidden)}
            <Form command=ReplyComment::PATH key=id.clone()>
                <Hidden name="thread" value=id.clone() />
                {fields::words(t.answer, String::new(), 3, fields::found_here(&id), &[])}
                <div class="form-actions"><Button kind=Kind::Primary>{t.send_reply}</Button></div>
            </Form>
        </details>
    };
    let class = if first.resolved { "thread resolved" } else { "thread" };
    view! {
        <article class=class>
            {quote}
            {whole}
            {comment(first, talk)}
            {answers}
            {turned}
            <div class="thread-actions">{turns} {reply}</div>
        </article>
    }
    .into_any()
}

fn comment(comment: &Comment, talk: &Talk) -> AnyView {
    let t = texts();
    let anchor = format!("comment-{}", comment.id);
    if comment.deleted {
        return view! { <div class="comment" id=anchor><p class="muted">{t.deleted}</p></div> }
            .into_any();
    }
    let id = comment.id.to_string();
    let (when, exactly) = said(&comment.voice, comment.at, talk);
    let edited = comment.edited.then(|| format!(" · {}", t.edited));
    let names: Vec<_> = comment.mentioned.iter().map(|(_, name)| name.as_str()).collect();
    let called = (!names.is_empty())
        .then(|| view! { <p class="muted small">{(t.mentions)(&names.join(", "))}</p> });
    let own = comment.own.then(|| {
        view! {
            <div class="comment-actions">
                <ButtonLink href=routes::edit_comment(comment.id) kind=Kind::Quiet icon=Icon::Pencil>{t.edit}</ButtonLink>
                <Confirm label=t.delete text=t.delete_text kind=Kind::Quiet icon=Icon::Trash>
                    <Form command=DeleteComment::PATH key=id.clone() inline=true>
                        <Hidden name="id" value=id.clone() />
                        <Button kind=Kind::Danger>{t.delete}</Button>
                    </Form>
                </Confirm>
            </div>
        }
    });
    view! {
        <div class="comment" id=anchor>
            <div class="note-head">
                <span class="person-name">{voice(&comment.voice)}</span>
                <p class="aside"><time datetime=exactly>{when}</time> {edited}</p>
            </div>
            <Prose html=comment.html.clone() />
            {called}
            {own}
        </div>
    }
    .into_any()
}

/// When somebody spoke, in words and for machines: of the author of a note whose name is hidden,
/// the day. The place among the answers stays, because it is what was answered.
fn said(voice: &Voice, at: DateTime<Utc>, talk: &Talk) -> (String, String) {
    let local = in_zone(at, &talk.zone);
    match voice {
        Voice::Named(_) => (dates::short_moment(lang(), local), at.to_rfc3339()),
        Voice::Author | Voice::AuthorSelf(_) => {
            (dates::short_date(lang(), local.date()), local.date().to_string())
        }
    }
}
