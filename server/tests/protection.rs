//! What keeps other sites, scripts and floods out, and still lets people in.

use app::{
    access::api::SignIn,
    db::{Db, testing::each_engine},
    demo,
    settings::api::AddHoliday,
};
use axum::http::StatusCode;
use leptos::server_fn::ServerFn;

use crate::support::{Browser, TestApp};

const FIELDS: [(&str, &str); 4] = [
    ("_do", SignIn::PATH),
    ("email", "hr@respira.example"),
    ("password", demo::PASSWORD),
    ("next", "/"),
];

/// What a browser says of where a form comes from, and whether it is let in.
const ORIGINS: [(&str, &str, bool); 9] = [
    ("same-origin", "http://localhost", true),
    ("same-origin", "", true),
    // The address typed by hand; an installed application.
    ("none", "", true),
    // Browsers that do not say the site yet name the origin.
    ("", "http://localhost", true),
    // Not a browser at all: it has no cookies to steal.
    ("", "", true),
    ("cross-site", "https://evil.example", false),
    ("same-site", "https://other.localhost", false),
    ("", "https://evil.example", false),
    ("", "null", false),
];

fn from(browser: Browser, site: &str, origin: &str) -> Browser {
    browser.saying("sec-fetch-site", site).saying("origin", origin)
}

#[tokio::test]
async fn forms_of_other_sites_are_refused_with_and_without_scripts() {
    let app = TestApp::start().await;
    for (site, origin, allowed) in ORIGINS {
        // A plain form posts to its page, a script to the command.
        let page = from(app.browser(), site, origin).post_form("/sign-in", &FIELDS).await;
        let script = from(app.browser(), site, origin)
            .saying("accept", "application/json")
            .post_form(SignIn::PATH, &FIELDS[1..])
            .await;
        let (expected, from_script) = if allowed {
            (StatusCode::SEE_OTHER, StatusCode::OK)
        } else {
            (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN)
        };
        assert_eq!(page.status, expected, "{site} {origin}");
        assert_eq!(script.status, from_script, "{site} {origin}");
        if !allowed {
            assert!(page.text.contains("This form came from another site"), "{}", page.text);
            assert_eq!(page.header("set-cookie"), "");
            assert_eq!(script.header("set-cookie"), "");
        }
    }
}

#[tokio::test]
async fn behind_a_proxy_that_changes_the_host_the_public_address_counts() {
    let app = TestApp::start_at("https://espiral.example").await;
    let browser = from(app.browser(), "", "https://espiral.example");
    let answer = browser.saying("host", "10.0.0.7:3000").post_form("/sign-in", &FIELDS).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn links_from_elsewhere_lead_in() {
    let app = TestApp::start().await;
    let answer = from(app.browser(), "cross-site", "").get("/sign-in").await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn every_page_says_what_a_browser_may_do_with_it() {
    let app = TestApp::start().await;
    let mut browser = app.sign_in("admin").await;
    for path in ["/", "/sign-in", "/settings", "/no/such/page"] {
        let answer = browser.get(path).await;
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cache-control"), "private, no-cache", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "");
        assert!(!answer.text.contains(" style=") && !answer.text.contains("<style"), "{path}");
        // A script is a file of ours, or has the nonce.
        let scripts = |opening: &str| answer.text.matches(opening).count();
        let ours = scripts("<script type=\"module\" src=\"/pkg/");
        let with_nonce = scripts("<script type=\"module\" nonce=\"");
        assert_eq!(scripts("<script"), ours + with_nonce, "{path}");
    }
}

#[tokio::test]
async fn each_page_has_a_nonce_of_its_own() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let policy = browser.get("/sign-in").await.header("content-security-policy").to_owned();
    assert_ne!(browser.get("/sign-in").await.header("content-security-policy"), policy);
}

#[tokio::test]
async fn over_https_browsers_are_told_to_stay_there() {
    let app = TestApp::start_at("https://espiral.example").await;
    let answer = app.browser().get("/sign-in").await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn what_is_too_long_is_refused_with_a_page_that_says_so() {
    let app = TestApp::start().await;
    let mut browser = app.sign_in("admin").await.saying("accept-language", "es");
    let name = "x".repeat(500 * 1024);
    let fields = [("day", "2026-12-24"), ("name", name.as_str())];
    let answer = browser.submit::<AddHoliday>("/settings", &fields).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.element("title"), "Es más de lo que cabe · Espiral");
    assert!(answer.text.contains("lo que escribiste sigue ahí"));

    // A script gets the status only.
    let mut script = app.browser().saying("accept", "application/json");
    let answer = script.post_form(AddHoliday::PATH, &fields).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::PAYLOAD_TOO_LARGE, ""));
}

#[tokio::test]
async fn a_page_without_islands_has_no_marks_and_no_scripts() {
    let app = TestApp::start().await;
    let answer = app.browser().get("/sign-in").await;
    assert!(!answer.text.contains("<!>") && !answer.text.contains("<script"), "{}", answer.text);
    assert_eq!(answer.element("title"), "Sign in · Espiral");
}

#[tokio::test]
async fn what_people_type_stays_text() {
    let app = TestApp::start().await;
    for typed in ["a<!>b", "<script>alert(1)</script>", "<leptos-island", "\"><b>", "</title>"] {
        let fields = [("email", typed), ("password", "x"), ("next", "/")];
        let answer = app.browser().submit::<SignIn>("/sign-in", &fields).await;
        let escaped = typed
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;");
        assert!(answer.text.contains(&format!("value=\"{escaped}\"")), "{typed}: {}", answer.text);
        assert!(!answer.text.contains("<script"), "{typed}");
    }
}

#[tokio::test]
async fn unknown_commands_and_methods_are_refused_readably() {
    let app = TestApp::start().await;
    for command in ["", "/api/no/such", "/sign-in", "https://evil.example"] {
        let answer = app.browser().post_form("/sign-in", &[("_do", command)]).await;
        assert!(answer.status.is_client_error(), "{command}: {}", answer.status);
        assert!(answer.text.contains("<h1"), "{command}");
    }
}

/// PostgreSQL's texts cannot hold the character NUL; nobody can type it either.
#[tokio::test]
async fn the_character_nul_is_left_out() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let mut browser = app.sign_in("admin").await;
        let fields = [("day", "2026-12-24"), ("name", "Noche\0buena")];
        let answer = browser.submit::<AddHoliday>("/settings", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert!(browser.get("/settings").await.text.contains("Nochebuena"));
        for search in ["/people?q=a%00b", "/knowledge?q=%00", "/sessions?q=%0%000"] {
            assert_eq!(browser.get(search).await.status, StatusCode::OK, "{search}");
        }
    })
    .await;
}
