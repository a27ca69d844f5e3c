//! Finds out who asks: the cookie's sign-in, the language, the address.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
};

use app::{
    access::{self, Actor},
    error::Result,
    lang::Lang,
    request::{Services, Visitor},
};
use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap, Uri, header},
};
use cookie::Cookie;

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
    let lang = chosen.unwrap_or_else(|| language(headers));
    let device =
        headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Ok(Visitor {
        actor: actor.map(Arc::new),
        lang,
        path: uri.path().into(),
        query: uri.query().unwrap_or_default().into(),
        address: address(headers, extensions),
        device: device.chars().take(200).collect::<String>().into(),
        once: None,
    })
}

/// The language of somebody who is not signed in: the one chosen here before, else the browser's.
pub fn language(headers: &HeaderMap) -> Lang {
    cookie(headers, access::LANG_COOKIE)
        .and_then(|value| Lang::parse(&value))
        .or_else(|| Lang::accepted(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or(Lang::En)
}

async fn signed_in(services: &Services, token: &str) -> Result<Option<Actor>> {
    let hash = access::tokens::hash(token);
    let now = services.clock.now();
    let mut tx = services.db.read().await?;
    let found = access::store::actor(&mut tx, &hash, services.limits, now).await?;
    drop(tx);
    let Some((actor, seen_due)) = found else { return Ok(None) };
    if seen_due {
        let mut tx = services.db.write().await?;
        access::store::seen(&mut tx, actor.sign_in, now).await?;
        tx.commit().await?;
    }
    Ok(Some(actor))
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
        .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
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
