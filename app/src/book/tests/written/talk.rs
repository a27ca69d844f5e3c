use super::*;
use crate::polls::PollKind;

pub fn photo() -> impl Strategy<Value = PhotoFront> {
    (line(), "\\PC{0,12}").prop_map(|(file, alt)| PhotoFront { file, alt })
}

pub fn thread() -> impl Strategy<Value = ThreadFront> {
    let said = (option::of(line()), at(), option::of(at()), option::of(at()), vec(line(), 0..3));
    let comment = said.prop_map(|(by, at, edited, taken_back, mentions)| CommentFront {
        by,
        at,
        edited,
        taken_back,
        mentions,
    });
    let turned = (any::<bool>(), option::of(line()), option::of(at()));
    (line(), "[a-z]{0,8}", text(), 0i64..9, turned, vec(comment, 0..3)).prop_map(
        |(on, section, quote, revision, (resolved, turned_by, turned), comments)| ThreadFront {
            on,
            section,
            quote,
            revision,
            resolved,
            turned_by,
            turned,
            comments,
        },
    )
}

pub fn poll() -> impl Strategy<Value = PollFront> {
    let ends = (vec(line(), 0..3), "\\PC{0,9}", "\\PC{0,9}");
    let answered = (0i64..99, vec(0i64..99, 0..3), vec(line(), 0..3));
    (line(), any_of(PollKind::ALL), ends, answered).prop_map(
        |(session, kind, (options, low, high), (answers, counts, words))| PollFront {
            session,
            kind,
            options,
            low,
            high,
            answers,
            counts,
            words,
        },
    )
}

pub fn upkeep() -> impl Strategy<Value = UpkeepFront> {
    let given = || (0i64..9, option::of(line()), at(), text());
    let verification =
        (given(), option::of(at())).prop_map(|((revision, by, at, remark), withdrawn)| {
            VerificationFront { revision, by, at, remark, withdrawn }
        });
    let review = (given(), option::of(day())).prop_map(|((revision, by, at, remark), next_on)| {
        ReviewFront { revision, by, at, remark, next_on }
    });
    let undone = (option::of(line()), option::of(at()));
    let ending = (text(), option::of(line()), option::of(line()), at(), undone).prop_map(
        |(reason, successor, by, at, (undone_by, undone))| EndingFront {
            reason,
            successor,
            by,
            at,
            undone_by,
            undone,
        },
    );
    let all = (vec(verification, 0..3), vec(review, 0..3), vec(ending, 0..3));
    (line(), option::of(line()), option::of(day()), all).prop_map(
        |(on, owner, review_on, (verifications, reviews, endings))| UpkeepFront {
            on,
            owner,
            review_on,
            verifications,
            reviews,
            endings,
        },
    )
}
