//! What an operator sees of a server that runs.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use app::demo;
use axum::{
    Extension,
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode},
};
use tower::ServiceExt;

use crate::support::{Answer, TestApp};

/// Asks for the figures from an address.
async fn metrics(app: &TestApp, from: [u8; 4], header: (&str, &str)) -> Answer {
    let peer = SocketAddr::new(IpAddr::V4(Ipv4Addr::from(from)), 50_000);
    let router = server::http::router(app.services.clone()).layer(Extension(ConnectInfo(peer)));
    let request = Request::get("/metrics").header(header.0, header.1).body(Body::empty());
    Answer::read(router.oneshot(request.expect("a request")).await.expect("infallible")).await
}

const HERE: [u8; 4] = [127, 0, 0, 1];
const ELSEWHERE: [u8; 4] = [10, 0, 0, 9];
const NOTHING: (&str, &str) = ("accept", "*/*");

#[tokio::test]
async fn a_server_that_stops_is_alive_but_not_ready() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    assert_eq!(browser.get("/healthz").await.text, "ok");
    assert_eq!(browser.get("/readyz").await.text, "ready");
    app.services.stop.cancel();
    assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(browser.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_server_without_its_database_is_not_ready_and_says_so_readably() {
    let app = TestApp::start().await;
    let mut signed_in = app.sign_in("hr").await;
    app.services.db.close().await;
    let ready = signed_in.get("/readyz").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    let page = signed_in.get("/me").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(page.element("h1"), "The server is busy");
}

#[tokio::test]
async fn figures_are_for_this_machine_unless_there_is_a_token() {
    let app = TestApp::start().await;
    assert_eq!(metrics(&app, HERE, NOTHING).await.status, StatusCode::OK);
    assert_eq!(metrics(&app, ELSEWHERE, NOTHING).await.status, StatusCode::FORBIDDEN);
    // A proxy on this machine passes on what others ask.
    let passed_on = metrics(&app, HERE, ("x-forwarded-for", "203.0.113.4")).await;
    assert_eq!(passed_on.status, StatusCode::FORBIDDEN);

    let app = app.with(|services| services.metrics_token = Some("a-token".into()));
    let token = ("authorization", "Bearer a-token");
    assert_eq!(metrics(&app, ELSEWHERE, token).await.status, StatusCode::OK);
    for wrong in [NOTHING, ("authorization", "Bearer a-tokem"), ("authorization", "a-token")] {
        assert_eq!(metrics(&app, HERE, wrong).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn figures_name_patterns_and_no_secrets() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    browser.get("/setup/a-secret-token").await;
    browser.get("/no/such/page").await;
    browser.sign_in("employee", "wrong").await;
    browser.sign_in("employee", demo::PASSWORD).await;
    let figures = metrics(&app, HERE, NOTHING).await.text;
    for line in [
        "espiral_requests_total{method=\"GET\",route=\"/setup/{token}\",status=\"200\"}",
        "espiral_requests_total{method=\"GET\",route=\"unknown\",status=\"404\"}",
        "espiral_requests_total{method=\"POST\",route=\"/sign-in\",status=\"303\"}",
        "espiral_request_seconds_bucket{method=\"POST\",route=\"/sign-in\",le=\"0.1\"}",
        "espiral_sign_in_failures_total ",
        "espiral_writes_kept_total ",
        "espiral_write_commits_total ",
        "process_resident_memory_bytes ",
    ] {
        assert!(figures.contains(line), "{line} is missing in {figures}");
    }
    for secret in ["a-secret-token", "employee", "such"] {
        assert!(!figures.contains(secret), "{secret} is in {figures}");
    }
}

#[tokio::test]
async fn every_answer_has_the_id_of_its_request() {
    let app = TestApp::start().await;
    let given = app.browser().saying("x-request-id", "proxy-0123456789").get("/sign-in").await;
    assert_eq!(given.header("x-request-id"), "proxy-0123456789");
    let made = app.browser().saying("x-request-id", "a b").get("/sign-in").await;
    assert_eq!(made.header("x-request-id").len(), 32);
}

#[tokio::test]
async fn what_is_over_is_forgotten_by_the_jobs() {
    let app = TestApp::start().await;
    app.sign_in("employee").await;
    app.services.clock.advance(chrono::Duration::days(8));
    server::jobs::run(&app.services).await;
    let mut tx = app.services.db.write().await.expect("a transaction");
    let (limits, now) = (app.services.limits, app.services.clock.now());
    let left = app::ops::store::forget_sign_ins(&mut tx, limits, now).await;
    assert_eq!(left, Ok(0));
}
