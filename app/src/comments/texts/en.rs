use super::Texts;
use crate::{
    lang::Lang,
    provenance::Kind,
    ui::{numbers::number, plural},
};

fn on(kind: Kind) -> &'static str {
    match kind {
        Kind::Note => "a note",
        Kind::Concept => "a concept",
        Kind::Archetype => "an archetype",
        Kind::Practice => "a practice",
    }
}

pub static TEXTS: Texts = Texts {
    comment: "Comment",
    comment_which: |passage| format!(" on “{passage}”"),
    count: |n| format!("{} {}", number(n), plural(Lang::En, n, "comment", "comments")),
    count_which: |passage| format!(" on “{passage}”"),
    comments: "Comments",
    empty: "Nobody has commented yet. Point at a passage, or tap the sign beside it, to comment on it.",
    empty_whole: "Nobody has commented yet.",
    comment_whole: "Comment on the whole",
    whole: "On the whole",
    earlier: "On an earlier text",
    earlier_text: "The passage has been changed since, or taken out.",
    on_revision: |n| format!("revision {n}"),
    resolved: |n| format!("{} resolved", number(n)),
    resolved_by: |who, when| format!("Resolved by {who}, {when}"),
    reopened_by: |who, when| format!("Opened again by {who}, {when}"),
    author: "The author of the note",
    only_you: |name| format!("{name} (others read “The author of the note”)"),
    edited: "edited",
    deleted: "This comment was taken back.",
    mentions: |names| format!("Mentions {names}"),
    reply: "Reply",
    resolve: "Resolve",
    reopen: "Open again",
    edit: "Edit",
    delete: "Delete",
    delete_text: "Your words are gone for good. Answers to them stay.",
    to_passage: "See the passage",
    new_title: "Comment",
    edit_title: "Edit comment",
    about_passage: "On this passage",
    about_whole: |kind| match kind {
        Kind::Note => "On the note as a whole",
        Kind::Concept => "On the concept as a whole",
        Kind::Archetype => "On the archetype as a whole",
        Kind::Practice => "On the practice as a whole",
    },
    body: "Your comment",
    body_hint: "Write @ and a full name to mention somebody. **Two stars** make text bold.",
    answer: "Your answer",
    hidden_title: "Your name stays hidden",
    hidden_text: "You shared this note with your name hidden. Others read “The author of the note” over your comment.",
    call: "Mention somebody",
    find_person: "Find a person by name",
    find: "Find",
    nothing_found: |text| format!("Nobody who may see this is called “{text}”."),
    called: "Whom you mention",
    send: "Comment",
    send_reply: "Reply",
    save: "Save comment",
    cancel: "Cancel",
    choose_passage: "Which passage do you mean?",
    you_are_mentioned: "You are mentioned",
    calls_you: |who, kind| format!("{who} mentions you in a comment on {}", on(kind)),
    author_calls_you: |kind| format!("The author mentions you in a comment on {}", on(kind)),
    read_it: "Read it",
    unread: "new",
    my_mentions: "Where you are mentioned",
    unseen: "In a comment that you may not see any more",
    to_review: "To review",
    review_by: |day| format!("Review by {day}"),
    all_reviews: "All reviews",
    body_missing: "Write what you have to say",
    body_long: "Use at most 4,000 characters",
    passage_gone: "This passage has been changed meanwhile. Choose the passage again; your comment is kept below.",
    cannot_see: |name| {
        format!("{name} may not see this, so the mention would not reach them. Leave the name out.")
    },
    several: |name| {
        format!(
            "Several people are called {name}. Choose the one you mean under “Mention somebody”."
        )
    },
    mentions_many: "Mention at most 20 people",
};
