//! How letters leave, and what became of them: for administrators.

use chrono::{DateTime, Utc};
use leptos::{prelude::*, server_fn::ServerFn};

use super::super::{
    LetterState, Listed, Security, Setup,
    api::{SaveMail, SendAgain, StopMail, TryMail},
    keeping, rules,
    store::{self, Counts},
    texts::{Texts, texts},
};
use crate::{
    access::Actor,
    db::Tx,
    error::{Error, Result},
    lang::lang,
    request::{Look, Page},
    routes::{self, Section},
    sessions::zones::in_zone,
    ui::{
        self, Badge, Button, ButtonLink, Card, Cell, Column, Confirm, Empty, Icon, Kind, Notice,
        PageHead, Row, Stack, Table, TitleCell, Tone, dates,
        form::{Choice, Form, Hidden, Radios, Text},
    },
};

/// How many letters stand on the page.
const LATEST: i64 = 20;
const FAILED: i64 = 50;

/// What the page of all settings says about letters.
pub async fn card(tx: &mut Tx, actor: &Actor, now: DateTime<Utc>) -> Result<impl IntoView + use<>> {
    let t = texts();
    let setup = store::setup(tx).await?;
    let failed = store::counts(tx, now).await?.failed;
    let troubled = setup.as_ref().is_some_and(|setup| setup.fault.is_some()) || failed > 0;
    let says = match &setup {
        Some(setup) => (t.on)(&setup.sender),
        None => t.card_off.to_owned(),
    };
    let link = rules::may_set_up(actor).then(|| {
        view! { <ButtonLink href=routes::MAIL_SETTINGS icon=Icon::Mail>{t.set_up}</ButtonLink> }
    });
    Ok(view! {
        <Card title=t.title>
            <p>{says}</p>
            {troubled.then(|| view! { <p><Badge tone=Tone::Warn>{t.failed}</Badge></p> })}
            {link}
        </Card>
    })
}

pub async fn settings() -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    if !rules::may_set_up(&look.actor) {
        return Err(Error::Forbidden);
    }
    let setup = store::setup(&mut look.tx).await?;
    let counts = store::counts(&mut look.tx, look.now).await?;
    let failed = store::failed(&mut look.tx, look.now, FAILED).await?;
    let latest = store::latest(&mut look.tx, LATEST).await?;
    let zone = look.actor.zone.clone();
    let crumbs = vec![(t.settings.to_owned(), Section::Settings.href().to_owned())];
    let trouble = setup.as_ref().and_then(|setup| trouble(t, setup, look.now));
    let state = match &setup {
        None => view! { <Notice title=t.off><p>{t.off_text}</p></Notice> }.into_any(),
        Some(setup) => view! { <p>{(t.on)(&setup.sender)}</p> }.into_any(),
    };
    let trial = setup.as_ref().map(|_| view! { <Trial email=look.actor.email.clone() /> });
    let stop = setup.as_ref().map(|_| view! { <Stop /> });
    let letters = (setup.is_some() || !latest.is_empty())
        .then(|| view! { <Letters counts failed latest zone /> });
    Page::ok(
        Section::Settings,
        t.title,
        view! {
            <Stack>
                <PageHead title=t.title intro=t.intro crumbs />
                {trouble}
                {state}
                {trial}
                <Edit setup />
                {letters}
                {stop}
            </Stack>
        },
    )
}

/// Why nothing leaves, and when it is tried again.
fn trouble(t: &'static Texts, setup: &Setup, now: DateTime<Utc>) -> Option<AnyView> {
    let fault = setup.fault?;
    let why = t.trouble(fault, &setup.answer);
    let next = setup.retry_at.filter(|at| *at > now);
    let next = next.map(|at| (t.trouble_next)(&dates::relative(lang(), now, at)));
    let view = view! {
        <Notice tone=Tone::Warn title=t.trouble_title>
            <p>{why}</p>
            {next.map(|next| view! { <p>{next}</p> })}
            <Form command=SendAgain::PATH key="server" inline=true>
                <Hidden name="letter" value=keeping::TO_SERVER />
                <Button>{t.try_now}</Button>
            </Form>
        </Notice>
    };
    Some(view.into_any())
}

#[component]
fn Edit(setup: Option<Setup>) -> impl IntoView {
    let t = texts();
    let has_password = setup.as_ref().is_some_and(|setup| !setup.password.is_empty());
    let revision = setup.as_ref().map_or(0, |setup| setup.revision);
    let port = setup.as_ref().map_or(587, |setup| setup.port);
    let security = setup.as_ref().map_or(Security::StartTls, |setup| setup.security);
    let of = |value: fn(Setup) -> String| setup.clone().map(value).unwrap_or_default();
    let (host, user_name) = (of(|setup| setup.host), of(|setup| setup.user_name));
    let (sender, reply_to) = (of(|setup| setup.sender), of(|setup| setup.reply_to));
    let hint = if has_password { t.password_kept } else { t.password_hint };
    let kinds: Vec<Choice> = Security::ALL
        .iter()
        .map(|kind| Choice::new(kind, (t.security_name)(*kind)).hint((t.security_hint)(*kind)))
        .collect();
    view! {
        <Card title=t.server>
            <Form command=SaveMail::PATH>
                <Hidden name="revision" value=revision.to_string() />
                <Text name="host" label=t.host hint=t.host_hint value=host />
                <Text name="port" label=t.port hint=t.port_hint class="input-short" inputmode="numeric"
                    value=port.to_string() />
                <Radios name="security" label=t.security choices=kinds value=security.as_str() />
                <Text name="user_name" label=t.user_name hint=t.user_name_hint optional=true
                    autocomplete="off" value=user_name />
                <Text name="password" label=t.password hint kind="password" optional=true
                    autocomplete="new-password" />
                <Text name="sender" label=t.sender hint=t.sender_hint kind="email"
                    value=sender />
                <Text name="reply_to" label=t.reply_to hint=t.reply_to_hint kind="email" optional=true
                    value=reply_to />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.save}</Button>
                </div>
            </Form>
        </Card>
    }
}

#[component]
fn Trial(email: String) -> impl IntoView {
    let t = texts();
    if email.is_empty() {
        return view! { <Card title=t.trial><p>{t.no_address_of_yours}</p></Card> }.into_any();
    }
    view! {
        <Card title=t.trial>
            <p class="muted">{(t.trial_hint)(&email)}</p>
            <Form command=TryMail::PATH>
                <div class="form-actions"><Button>{t.trial_button}</Button></div>
            </Form>
        </Card>
    }
    .into_any()
}

#[component]
fn Stop() -> impl IntoView {
    let t = texts();
    view! {
        <Confirm label=t.stop text=t.stop_text>
            <Form command=StopMail::PATH>
                <Button kind=Kind::Danger>{t.stop_now}</Button>
            </Form>
        </Confirm>
    }
}

#[component]
fn Letters(
    counts: Counts,
    failed: Vec<Listed>,
    latest: Vec<Listed>,
    zone: String,
) -> impl IntoView {
    let t = texts();
    if latest.is_empty() {
        return view! {
            <ui::Section title=t.letters id="letters">
                <Empty title=t.no_letters text=t.no_letters_text level=3 />
            </ui::Section>
        }
        .into_any();
    }
    let several = failed.len() > 1;
    let failed_zone = zone.clone();
    let not_delivered = (!failed.is_empty()).then(|| {
        view! {
            <ui::Section title=t.failed id="failed">
                <p class="muted">{t.failed_text}</p>
                <Failed failed zone=failed_zone />
                {several.then(|| view! {
                    <Form command=SendAgain::PATH key="all" inline=true>
                        <Hidden name="letter" value="" />
                        <Button>{t.again_all}</Button>
                    </Form>
                })}
            </ui::Section>
        }
    });
    view! {
        {not_delivered}
        <ui::Section title=t.letters id="letters">
            <p>{(t.counts)(counts.waiting, counts.sent, counts.failed)}</p>
            <Latest latest zone />
        </ui::Section>
    }
    .into_any()
}

#[component]
fn Failed(failed: Vec<Listed>, zone: String) -> impl IntoView {
    let t = texts();
    let columns = vec![
        Column::text(t.to),
        Column::text(t.kind),
        Column::text(t.when),
        Column::text(t.what_happened),
        Column::text(t.again),
    ];
    let rows = failed
        .into_iter()
        .map(|letter| {
            let id = letter.id.to_string();
            let who = letter.person.clone();
            let (when, happened) = (moment(letter.created_at, &zone), what_happened(t, &letter));
            view! {
                <Row>
                    <TitleCell><a href=routes::person(letter.person_id)>{letter.person}</a></TitleCell>
                    <Cell label=t.kind>{(t.kind_name)(letter.kind)}</Cell>
                    <Cell label=t.when>{when}</Cell>
                    <Cell label=t.what_happened>{happened}</Cell>
                    <Cell>
                        <Form command=SendAgain::PATH key=id.clone() inline=true>
                            <Hidden name="letter" value=id />
                            <Button kind=Kind::Quiet>
                                <span>{t.again} <span class="visually-hidden">{who}</span></span>
                            </Button>
                        </Form>
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    view! { <Table caption=t.failed columns>{rows}</Table> }
}

#[component]
fn Latest(latest: Vec<Listed>, zone: String) -> impl IntoView {
    let t = texts();
    let columns = vec![
        Column::text(t.to),
        Column::text(t.kind),
        Column::text(t.state),
        Column::text(t.when),
        Column::text(t.what_happened),
    ];
    let rows = latest
        .into_iter()
        .map(|letter| {
            let tone = match letter.state {
                LetterState::Sent => Tone::Good,
                LetterState::Failed => Tone::Bad,
                LetterState::Waiting | LetterState::Over | LetterState::Within => {
                    Tone::Neutral
                },
            };
            let when = moment(letter.sent_at.unwrap_or(letter.created_at), &zone);
            let again = letter.state == LetterState::Waiting && letter.attempts > 0;
            let again = again.then(|| (t.tried_again)(&moment(letter.due_at, &zone)));
            let happened = [Some(what_happened(t, &letter)), again].into_iter().flatten();
            let happened: Vec<String> = happened.filter(|text| !text.is_empty()).collect();
            let happened = happened.join(" ");
            view! {
                <Row>
                    <TitleCell><a href=routes::person(letter.person_id)>{letter.person}</a></TitleCell>
                    <Cell label=t.kind>{(t.kind_name)(letter.kind)}</Cell>
                    <Cell label=t.state><Badge tone>{(t.state_name)(letter.state)}</Badge></Cell>
                    <Cell label=t.when>{when}</Cell>
                    <Cell label=t.what_happened>{happened}</Cell>
                </Row>
            }
        })
        .collect_view();
    view! { <Table caption=t.latest columns>{rows}</Table> }
}

fn what_happened(t: &'static Texts, letter: &Listed) -> String {
    match letter.fault {
        Some(fault) => t.trouble(fault, &letter.answer),
        None => letter.answer.clone(),
    }
}

fn moment(at: DateTime<Utc>, zone: &str) -> String {
    dates::short_moment(lang(), in_zone(at, zone))
}
