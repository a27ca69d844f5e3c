use chrono::{DateTime, Utc};
use leptos::{prelude::*, server_fn::ServerFn};

use super::{api::SaveMe, texts::texts};
use crate::{
    access::{
        self, Actor,
        api::{ChangePassword, SignOut, SignOutDevice, SignOutElsewhere},
        store::SignIn,
    },
    attendance::{self, Record},
    calendar, comments,
    error::{Error, Result},
    knowledge::{self, Note},
    lang::{Lang, lang},
    mail, onboarding, people, provenance,
    request::{Look, Page, services},
    routes::{self, Section},
    ui::{
        self, Badge, Button, ButtonLink, Card, Cell, Column, Empty, Kind, PageHead, Row, Stack,
        Table, TitleCell, Tone, dates,
        form::{Choice, Form, Hidden, Select, Text},
    },
};

/// How much of the record stands on the page.
const RECORDS: i64 = 50;
const NOTES: i64 = 20;

pub async fn me() -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let actor = look.actor.clone();
    let person = people::store::by_id(&mut look.tx, actor.id).await?.ok_or(Error::NotFound)?;
    let sign_ins =
        access::store::sign_ins(&mut look.tx, actor.id, services().limits, look.now).await?;
    let records = attendance::store::of_person(&mut look.tx, actor.id, RECORDS, 0).await?;
    let notes = knowledge::store::of_author(&mut look.tx, actor.id, NOTES).await?;
    let became = provenance::page::became(&mut look, &notes).await?;
    let mentions = comments::pages::mine(&mut look).await?;
    let onboarding = onboarding::pages::my_card(&mut look).await?;
    let intro = if actor.email.is_empty() {
        actor.branch_name.clone()
    } else {
        format!("{} · {}", actor.email, actor.branch_name)
    };
    let letters = mail::pages::mine(&mut look.tx, &actor).await?;
    let calendar = calendar::page::mine(&mut look).await?;
    let now = look.now;
    Page::ok(
        Section::Me,
        t.title,
        view! {
            <Stack>
                <PageHead title=actor.name.clone() intro>
                    <Form command=SignOut::PATH inline=true>
                        <Button>{access::texts::texts().sign_out}</Button>
                    </Form>
                </PageHead>
                {mentions}
                {onboarding}
                <Attendance records />
                <Notes notes zone=actor.zone.clone() />
                {became}
                <Settings language=person.language zone=person.time_zone actor=(*actor).clone() />
                {calendar}
                {letters}
                <Password />
                <Devices sign_ins current=actor.sign_in now />
            </Stack>
        },
    )
}

fn day_in(zone: &str, at: DateTime<Utc>) -> String {
    let zone = crate::sessions::zones::named(zone);
    dates::short_date(lang(), at.with_timezone(&zone).date_naive())
}

/// The sessions with a mark, the latest first.
#[component]
fn Attendance(records: Vec<Record>) -> impl IntoView {
    let t = texts();
    let words = attendance::texts::texts();
    let body = if records.is_empty() {
        view! {
            <Empty title=t.no_sessions text=t.no_sessions_text level=3>
                <ButtonLink href="/sessions">{t.to_sessions}</ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        let columns =
            vec![Column::text(t.session), Column::text(t.date), Column::text(t.attendance)];
        let rows = records
            .into_iter()
            .map(|record| {
                let tone = attendance::pages::tone(Some(record.state));
                let day = day_in(&record.time_zone, record.starts_at);
                let href = routes::session(record.session_id);
                view! {
                    <Row>
                        <TitleCell><a href=href>{record.topic}</a></TitleCell>
                        <Cell label=t.date>{day}</Cell>
                        <Cell label=t.attendance><Badge tone>{(words.state)(record.state)}</Badge></Cell>
                    </Row>
                }
            })
            .collect_view();
        view! { <Table caption=t.my_sessions columns>{rows}</Table> }.into_any()
    };
    view! { <ui::Section title=t.my_sessions id="attendance">{body}</ui::Section> }
}

/// One's own notes, those with a hidden name too: this page is shown to nobody else.
#[component]
fn Notes(notes: Vec<Note>, zone: String) -> impl IntoView {
    let t = texts();
    let body = if notes.is_empty() {
        view! { <Empty title=t.no_notes text=t.no_notes_text level=3 /> }.into_any()
    } else {
        let items = notes
            .into_iter()
            .map(|note| {
                let (hidden, taken) = (note.unnamed(), note.taken.is_some());
                // What is kept of an unnamed one is a day where it was said.
                let zone = if hidden { &note.origin.time_zone } else { &zone };
                let day = day_in(zone, note.created_at);
                view! {
                    <Card title=note.origin.topic href=routes::note(note.id) aside=day level=3>
                        {hidden.then(|| view! { <p><Badge>{t.name_hidden}</Badge></p> })}
                        {taken.then(|| view! { <p><Badge tone=Tone::Warn>{knowledge::taking_texts::texts().badge}</Badge></p> })}
                        <p>{knowledge::markdown::excerpt(&note.body, 200)}</p>
                    </Card>
                }
            })
            .collect_view();
        view! { <Stack>{items}</Stack> }.into_any()
    };
    view! { <ui::Section title=t.my_notes id="notes">{body}</ui::Section> }
}

#[component]
fn Settings(language: Option<Lang>, zone: Option<String>, actor: Actor) -> impl IntoView {
    let t = texts();
    let languages =
        Lang::ALL.iter().map(|lang| Choice::new(lang, lang.own_name())).collect::<Vec<_>>();
    view! {
        <Card title=t.my_settings>
            <Form command=SaveMe::PATH>
                <Select name="language" label=t.language choices=languages empty=t.language_of_browser
                    value=language.map(|lang| lang.to_string()).unwrap_or_default() />
                <Text name="time_zone" label=t.time_zone optional=true hint=(t.time_zone_hint)(&actor.zone)
                    value=zone.unwrap_or_default() />
                <div class="form-actions">
                    <Button kind=Kind::Primary>{t.save}</Button>
                </div>
            </Form>
        </Card>
    }
}

#[component]
fn Password() -> impl IntoView {
    let t = texts();
    let a = access::texts::texts();
    view! {
        <Card title=t.change_password>
            <Form command=ChangePassword::PATH>
                <Text name="password" label=a.current_password kind="password" autocomplete="current-password" />
                <Text name="new_password" label=a.new_password kind="password" hint=a.new_password_hint
                    autocomplete="new-password" />
                <div class="form-actions">
                    <Button>{t.change_password}</Button>
                </div>
            </Form>
        </Card>
    }
}

#[component]
fn Devices(sign_ins: Vec<SignIn>, current: access::SignInId, now: DateTime<Utc>) -> impl IntoView {
    let t = texts();
    let several = sign_ins.len() > 1;
    let items = sign_ins
        .into_iter()
        .map(|sign_in| {
            let here = sign_in.id == current;
            let used = (t.last_used)(&dates::relative(lang(), now, sign_in.seen_at));
            let end = (!here).then(|| {
                view! {
                    <Form command=SignOutDevice::PATH key=sign_in.id.to_string() inline=true>
                        <Hidden name="id" value=sign_in.id.to_string() />
                        <Button kind=Kind::Quiet>{t.sign_out_device}</Button>
                    </Form>
                }
            });
            view! {
                <li>
                    <strong>{device_name(&sign_in.device)}</strong>
                    " "
                    {here.then(|| view! { <Badge tone=Tone::Good>{t.this_device}</Badge> })}
                    <p class="muted">{used}</p>
                    {end}
                </li>
            }
        })
        .collect_view();
    view! {
        <ui::Section title=t.sign_ins id="sign-ins">
            <p class="muted">{t.sign_ins_hint}</p>
            <ul class="stack">{items}</ul>
            {several.then(|| view! {
                <Form command=SignOutElsewhere::PATH inline=true>
                    <Button>{t.sign_out_elsewhere}</Button>
                </Form>
            })}
        </ui::Section>
    }
}

/// Browser and system as people name them, from what the browser calls itself.
fn device_name(agent: &str) -> String {
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = find(&[
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => texts().unknown_device.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_has_a_name_that_people_know() {
        let phone =
            "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36";
        assert_eq!(device_name(phone), "Chrome · Android");
        let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17.0 Safari/605.1.15";
        assert_eq!(device_name(mac), "Safari · Mac");
        assert_eq!(device_name("curl/8"), "Unknown device");
    }
}
