//! Finds out who asks: the cookie's sign-in, the language, the address.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

use app::{
    access::{self, Actor},
    error::{Error, Result},
    lang::Lang,
    request::{Services, Visitor},
};
use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap, Uri, header},
};
use cookie::Cookie;

use super::body;

/// The visitor behind a request.
pub async fn of(
    services: &Services,
    headers: &HeaderMap,
    uri: &Uri,
    extensions: &Extensions,
) -> Result<Visitor> {
    let actor = match cookie(headers, access::cookie_name(services.secure())) {
        Some(token) => signed_in(services, &token).await?,
        None => None,
    };
    let chosen = actor.as_ref().and_then(|actor| actor.lang);
    let lang = match chosen.or_else(|| asked_for(headers)) {
        Some(lang) => lang,
        None => of_organisation(services).await?,
    };
    let device =
        headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Ok(Visitor {
        actor: actor.map(Arc::new),
        lang,
        path: uri.path().into(),
        query: body::without_nul(uri.query().unwrap_or_default()).into(),
        address: address(headers, extensions),
        device: device.chars().take(200).collect::<String>().into(),
        once: None,
        files: Arc::default(),
    })
}

/// The language of somebody who is not signed in: the one chosen here before, else the browser's.
pub fn language(headers: &HeaderMap) -> Lang {
    asked_for(headers).unwrap_or(Lang::En)
}

fn asked_for(headers: &HeaderMap) -> Option<Lang> {
    cookie(headers, access::LANG_COOKIE)
        .and_then(|value| Lang::parse(&value))
        .or_else(|| Lang::accepted(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?))
}

/// For a browser that asks for none of our languages: the organisation's own.
async fn of_organisation(services: &Services) -> Result<Lang> {
    let mut tx = services.db.glance().await?;
    match app::settings::store::organisation(&mut tx).await {
        Ok(organisation) => Ok(organisation.language),
        Err(Error::NotFound) => Ok(Lang::En),
        Err(error) => Err(error),
    }
}

/// Who is signed in, for a stream that goes on: looking on is no use that keeps a sign-in alive.
pub async fn still_signed_in(services: &Services, headers: &HeaderMap) -> Result<Option<Actor>> {
    match cookie(headers, access::cookie_name(services.secure())) {
        Some(token) => Ok(found(services, &token).await?.map(|(actor, _)| actor)),
        None => Ok(None),
    }
}

/// The person behind a token, and whether "last seen" is due to be written.
async fn found(services: &Services, token: &str) -> Result<access::store::Known> {
    let hash = access::tokens::hash(token);
    let (db, limits, clock) = (services.db.clone(), services.limits, services.clock.clone());
    let answer = async move |hashes: Vec<Vec<u8>>| {
        let hashes: Vec<&[u8]> = hashes.iter().map(Vec::as_slice).collect();
        let mut tx = db.glance().await?;
        access::store::actors(&mut tx, &hashes, limits, clock.now()).await
    };
    services.asked.sign_ins.ask(hash, answer).await
}

async fn signed_in(services: &Services, token: &str) -> Result<Option<Actor>> {
    let Some((actor, seen_due)) = found(services, token).await? else { return Ok(None) };
    // Reading a page must not fail because the writer is busy: another click writes it.
    if seen_due && let Err(error) = seen(services, &actor).await {
        tracing::warn!(%error, "a sign-in's last use was not written");
    }
    Ok(Some(actor))
}

async fn seen(services: &Services, actor: &Actor) -> Result<()> {
    let mut tx = services.db.write().await?;
    access::store::seen(&mut tx, actor.sign_in, services.clock.now()).await?;
    tx.commit().await
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .flatten()
        .find(|cookie| cookie.name() == name && !cookie.value().is_empty())
        .map(|cookie| cookie.value().to_owned())
}

/// The address that limits count by. Behind a proxy on this machine, the one that it names.
pub fn address(headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip().to_canonical());
    if !peer.is_loopback() {
        return peer;
    }
    headers
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok())
        .unwrap_or(peer)
}
