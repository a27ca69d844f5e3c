//! Signing in and out.

use app::{
    access::api::{SignIn, SignOut, SignOutElsewhere},
    demo,
};
use axum::http::StatusCode;

use crate::support::TestApp;

#[tokio::test]
async fn a_wrong_password_keeps_the_address_and_says_so() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    for (email, password) in
        [("hr@respira.example", "not-the-password"), ("nobody@respira.example", demo::PASSWORD)]
    {
        let fields = [("email", email), ("password", password), ("next", "/me")];
        let answer = browser.submit::<SignIn>("/sign-in?next=/me", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Email or password is wrong"), "{}", answer.text);
        assert!(answer.text.contains(&format!("value=\"{email}\"")), "{}", answer.text);
        assert!(answer.text.contains("value=\"/me\""));
        assert!(!answer.text.contains(password));
        assert!(browser.cookies.is_empty());
    }
}

#[tokio::test]
async fn empty_fields_are_named() {
    let app = TestApp::start().await;
    let fields = [("email", " "), ("password", ""), ("next", "/")];
    let answer = app.browser().submit::<SignIn>("/sign-in", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("Enter your email"));
    assert!(answer.text.contains("Enter your password"));
}

#[tokio::test]
async fn whoever_signs_in_goes_where_they_wanted() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let sent = browser.get("/me?tab=notes").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert_eq!(sent.location(), "/sign-in?next=/me%3Ftab%3Dnotes");
    let form = browser.get(sent.location()).await;
    assert!(form.text.contains("value=\"/me?tab=notes\""));

    let fields =
        |next| [("email", " HR@respira.example"), ("password", demo::PASSWORD), ("next", next)];
    let answer = browser.submit::<SignIn>("/sign-in", &fields("/me?tab=notes")).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/me?tab=notes"));
    assert_eq!(browser.get("/me").await.status, StatusCode::OK);

    let answer = browser.submit::<SignIn>("/sign-in", &fields("//evil.example/")).await;
    assert_eq!(answer.location(), "/");
}

#[tokio::test]
async fn after_ten_failures_the_account_waits_whoever_asks() {
    let app = TestApp::start().await;
    for _ in 0..10 {
        let answer = app.browser().sign_in("employee", "wrong").await;
        assert!(answer.text.contains("Email or password is wrong"));
    }
    let refused = app.browser().sign_in("employee", demo::PASSWORD).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("too many attempts"), "{}", refused.text);
    // Others are not locked out, and it passes.
    assert_eq!(app.browser().sign_in("hr", demo::PASSWORD).await.status, StatusCode::SEE_OTHER);
    app.services.clock.advance(chrono::Duration::minutes(16));
    let again = app.browser().sign_in("employee", demo::PASSWORD).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let app = TestApp::start().await;
    let answer = app.browser().sign_in("hr", demo::PASSWORD).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("espiral="), "{cookie}");
    for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Max-Age=604800"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "{cookie}");

    let app = TestApp::start_at("https://espiral.example").await;
    let answer = app.browser().sign_in("hr", demo::PASSWORD).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-espiral="), "{cookie}");
    assert!(cookie.ends_with("; Secure") && !cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn signing_in_again_ends_the_earlier_sign_in_of_this_browser() {
    let app = TestApp::start().await;
    let mut browser = app.sign_in("employee").await;
    let mut copied = app.browser();
    copied.cookies = browser.cookies.clone();
    assert_eq!(copied.get("/me").await.status, StatusCode::OK);

    browser.sign_in("employee", demo::PASSWORD).await;
    assert_ne!(browser.cookies, copied.cookies);
    assert_eq!(copied.get("/me").await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/me").await.status, StatusCode::OK);
}

#[tokio::test]
async fn signing_out_ends_this_browser_or_all_others() {
    let app = TestApp::start().await;
    let (mut phone, mut desk) = (app.sign_in("employee").await, app.sign_in("employee").await);
    desk.submit::<SignOutElsewhere>("/me", &[]).await;
    assert_eq!(phone.get("/me").await.status, StatusCode::SEE_OTHER);

    let copied = desk.cookies.clone();
    let answer = desk.submit::<SignOut>("/", &[]).await;
    assert!(answer.location().starts_with("/sign-in"), "{}", answer.location());
    assert!(desk.cookies.is_empty());
    desk.cookies = copied;
    assert_eq!(desk.get("/me").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_sign_in_ends_after_idle_hours_and_after_a_week() {
    let app = TestApp::start().await;
    let mut browser = app.sign_in("employee").await;
    for _ in 0..15 {
        app.services.clock.advance(chrono::Duration::hours(11));
        assert_eq!(browser.get("/me").await.status, StatusCode::OK);
    }
    app.services.clock.advance(chrono::Duration::hours(4));
    assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER, "after a week");

    let mut browser = app.sign_in("employee").await;
    app.services.clock.advance(chrono::Duration::hours(13));
    assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER, "idle");
}

#[tokio::test]
async fn the_page_speaks_the_language_of_the_browser() {
    let app = TestApp::start().await;
    for (accepted, title) in [
        ("es-PE,es;q=0.9,en;q=0.5", "Ingresar · Espiral"),
        ("en-GB", "Sign in · Espiral"),
        // None of ours: the organisation's own.
        ("ko", "Ingresar · Espiral"),
        ("en;q=0.3, es;q=0.8", "Ingresar · Espiral"),
    ] {
        let answer = app.browser().saying("accept-language", accepted).get("/sign-in").await;
        assert_eq!(answer.element("title"), title, "{accepted}");
        let lang = if title.starts_with('I') { "lang=\"es\"" } else { "lang=\"en\"" };
        assert!(answer.text.contains(lang), "{accepted}");
    }
}
