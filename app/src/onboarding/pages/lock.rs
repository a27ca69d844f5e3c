//! What HR does with the lock of job training, and what everybody sees of it.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    error::Result,
    lang::lang,
    onboarding::{
        Day, Onboarding, OnboardingId,
        ahead_texts::ahead_texts,
        api::{ProposeDays, ProposeWaitingDays, SetJobTraining, TurnLock},
        lock::{missing, numbers},
        rules, store,
        texts::texts,
    },
    request::{Look, refused},
    sessions::zones,
    ui::{
        self, Button, Card, Confirm, Icon, Kind, Notice, Tone, dates,
        form::{Area, Check, Form, Hidden, Text},
    },
};

/// Says who let somebody through, and why: this stays visible.
#[component]
pub fn Released(one: Onboarding) -> impl IntoView {
    let t = texts();
    let when = one
        .released_at
        .map(|at| dates::short_date(lang(), zones::in_zone(at, &one.branch_zone).date()));
    let title = if one.exempt { t.exempt_since } else { t.released_since };
    let by = (t.by_on)(
        &one.released_by.unwrap_or_else(|| ui::PRODUCT.to_owned()),
        &when.unwrap_or_default(),
    );
    view! {
        <Notice tone=Tone::Warn title=title>
            <p>{by}</p>
            <p>{lang().quoted(&one.release_reason)}</p>
        </Notice>
    }
}

/// Plans what has no time yet.
#[component]
pub fn Propose(id: OnboardingId) -> impl IntoView {
    let t = texts();
    view! {
        <Form command=ProposeDays::PATH inline=true>
            <Hidden name="id" value=id.to_string() />
            <Button kind=Kind::Primary icon=Icon::Calendar>{t.propose}</Button>
        </Form>
    }
}

/// On the rota: new people wait where instructors are to come, and can be planned at once.
pub async fn waiting_notice(look: &mut Look) -> Result<AnyView> {
    let t = texts();
    let waiting = match rules::may_keep(&look.actor) {
        true => store::could_be_planned(&mut look.tx, look.now).await?.len(),
        false => 0,
    };
    let notice = (waiting > 0).then(|| {
        view! {
            <Notice tone=Tone::Info title=(t.wait_for_days)(waiting as i64)>
                <p>{t.wait_for_days_text}</p>
                <Form command=ProposeWaitingDays::PATH inline=true>
                    <Button kind=Kind::Secondary icon=Icon::Calendar>{t.plan_waiting}</Button>
                </Form>
            </Notice>
        }
    });
    Ok(notice.into_any())
}

/// When job training is to begin, and opening it without the days.
#[component]
pub fn Lock(one: Onboarding, days: Vec<Day>) -> impl IntoView {
    let (t, a) = (texts(), ahead_texts());
    let stand = numbers(&days, rules::stands);
    let off = if stand.is_empty() { String::new() } else { (a.days_off)(&stand) };
    let no_time = numbers(&days, |day| day.need.is_some() && !rules::stands(day));
    let misfits = numbers(&days, |day| day.need.is_some() && rules::stands(day));
    let id = one.id.to_string();
    let date = one.job_training_on.map(|on| on.to_string()).unwrap_or_default();
    let locked = !rules::is_unlocked(&one);
    let released = one.counts_earlier || (one.released_at.is_some() && one.finished_at.is_none());
    let (revision, earlier) = (one.revision.to_string(), one.earlier_id.is_some());
    let of_form = id.clone();
    let begins = locked.then(move || {
        view! {
            <Form command=SetJobTraining::PATH>
                <Hidden name="id" value=of_form />
                <Hidden name="revision" value=revision />
                <Text name="on" label=t.job_training_from hint=t.job_training_hint kind="date" value=date optional=true />
                <Button>{t.save}</Button>
            </Form>
        }
    });
    let [first, second, third] = [id.clone(), id.clone(), id.clone()];
    let turns = locked.then(move || {
        view! {
            <ByReason id=first turn="release" label=t.release text=(t.release_text)(&missing(&days)) stand />
            <ByReason id=second turn="exempt" label=t.exempt text=format!("{} {off}", t.exempt_text) />
            {earlier.then(|| view! {
                <Simple id=third turn="count" label=t.count_earlier text=format!("{} {off}", t.count_earlier_text) />
            })}
        }
    });
    let back = released.then(move || {
        view! { <ByReason id turn="lock" label=t.lock_again text=(a.lock_again)(&no_time, &misfits) /> }
    });
    (locked || released).then(|| {
        view! { <Card title=t.for_hr>{begins} {turns} {back}</Card> }
    })
}

#[component]
fn ByReason(
    id: String,
    turn: &'static str,
    label: &'static str,
    text: String,
    /// The days that stay planned unless they are called off besides.
    #[prop(optional)]
    stand: String,
) -> impl IntoView {
    let (t, a) = (texts(), ahead_texts());
    view! {
        <Confirm label text kind=Kind::Secondary open=refused(TurnLock::PATH, turn)>
            <Form command=TurnLock::PATH key=turn>
                <Hidden name="id" value=id />
                <Hidden name="turn" value=turn />
                <Area name="reason" label=t.reason rows=2u32 maxlength=rules::REMARK_MAX as u32 />
                {(!stand.is_empty()).then(|| view! {
                    <Check name="off" label=(a.also_off)(&stand) hint=a.also_off_hint />
                })}
                <Button kind=Kind::Danger>{label}</Button>
            </Form>
        </Confirm>
    }
}

#[component]
fn Simple(id: String, turn: &'static str, label: &'static str, text: String) -> impl IntoView {
    view! {
        <Confirm label text kind=Kind::Secondary open=refused(TurnLock::PATH, turn)>
            <Form command=TurnLock::PATH key=turn inline=true>
                <Hidden name="id" value=id />
                <Hidden name="turn" value=turn />
                <Button kind=Kind::Danger>{label}</Button>
            </Form>
        </Confirm>
    }
}
