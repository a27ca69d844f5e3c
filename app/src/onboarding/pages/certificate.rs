//! The certificate at the end, on paper, and the page by which somebody checks it.

use leptos::prelude::*;

use super::crumbs;
use crate::{
    error::{Error, Result},
    lang::lang,
    onboarding::{Day, Item, Onboarding, OnboardingId, store, texts::texts},
    request::{Look, Page, services},
    routes::{self, Section},
    sessions::zones,
    settings,
    ui::{
        ButtonLink, Card, Empty, Fact, Facts, Kind, Logo, Notice, PageHead, Stack, Tone, dates, qr,
    },
};

/// The date on which a day was done, where the person works.
fn done_on(one: &Onboarding, day: &Day) -> String {
    let at = day.done_at.map(|at| zones::in_zone(at, &one.branch_zone).date());
    at.or(day.on).map(|on| dates::short_date(lang(), on)).unwrap_or_default()
}

/// Who signed a day, each once.
fn signers(items: &[Item], number: i64) -> String {
    let mut names: Vec<String> =
        items.iter().filter(|i| i.number == number).filter_map(|i| i.signed_by.clone()).collect();
    names.sort();
    names.dedup();
    names.join(", ")
}

/// `/onboarding/{id}/certificate`
pub async fn certificate(id: OnboardingId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let scope = look.actor.scope();
    let one = store::find(&mut look.tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let finished = one.finished_at.filter(|_| !one.counts_earlier).ok_or(Error::NotFound)?;
    let days = store::days(&mut look.tx, &[id]).await?;
    let items = store::items(&mut look.tx, &[id]).await?;
    let organisation = settings::store::organisation(&mut look.tx).await?.name;
    let address = format!("{}{}", services().public_url, routes::verify(id));
    let picture = qr::picture(&address)?;
    let on = zones::in_zone(finished, &one.branch_zone).date();
    let rows = days
        .iter()
        .map(|day| {
            view! {
                <li>
                    <strong>{format!("{} · {}", (t.day)(day.number), day.title)}</strong>
                    <p class="muted">{(t.signed_by)(&signers(&items, day.number), &done_on(&one, day))}</p>
                </li>
            }
        })
        .collect_view();
    let mut crumbs = crumbs();
    crumbs.push((one.name.clone(), routes::onboarding(id)));
    Page::ok(
        Section::Onboarding,
        format!("{} · {}", t.certificate, one.name),
        view! {
            <Stack>
                <PageHead title=t.certificate crumbs />
                <p class="muted sheet-hint">{t.print_hint}</p>
                <article class="certificate">
                    <p class="certificate-place"><Logo /> <span>{organisation}</span></p>
                    <p class="certificate-kind">{t.certifies}</p>
                    <h2 class="certificate-name">{one.name.clone()}</h2>
                    <p>{(t.certificate_text)(&one.plan, &one.branch, &dates::long_date(lang(), on))}</p>
                    <ol class="certificate-days">{rows}</ol>
                    <figure class="certificate-code">
                        <div class="handout-qr" role="img" aria-label=t.qr inner_html=picture></div>
                        <figcaption>{t.qr_hint}<br /><span class="small">{address}</span></figcaption>
                    </figure>
                </article>
            </Stack>
        },
    )
}

/// `/onboarding/{id}/verify`: what a certificate is worth, for anybody who is signed in and holds it.
pub async fn verify(id: OnboardingId) -> Result<Page> {
    let t = texts();
    let mut look = Look::begin().await?;
    let found = store::by_id(&mut look.tx, id).await?;
    let valid = found.and_then(|one| Some((one.finished_at.filter(|_| !one.counts_earlier)?, one)));
    let body = match valid {
        None => view! {
            <Empty title=t.not_valid text=t.not_valid_text>
                <ButtonLink href="/" kind=Kind::Secondary>{t.to_today}</ButtonLink>
            </Empty>
        }
        .into_any(),
        Some((at, one)) => {
            let on = zones::in_zone(at, &one.branch_zone).date();
            view! {
                <Notice tone=Tone::Good title=t.valid><p>{t.valid_text}</p></Notice>
                <Card title=one.name.clone()>
                    <Facts>
                        <Fact label=t.plan>{one.plan.clone()}</Fact>
                        <Fact label=t.branch>{one.branch.clone()}</Fact>
                        <Fact label=t.finished_on>{dates::capitalised(&dates::long_date(lang(), on))}</Fact>
                    </Facts>
                </Card>
            }
            .into_any()
        }
    };
    Page::ok(
        Section::Onboarding,
        t.verify,
        view! { <Stack><PageHead title=t.verify /> {body}</Stack> },
    )
}
