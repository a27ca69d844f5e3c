//! Finding things: what is shown of them, to whom, and what an address may ask.

use app::{
    db::testing::each_engine,
    knowledge::api::{DeleteNote, ShareNote},
    settings::api::AddHoliday,
};
use axum::http::StatusCode;

use crate::support::{Browser, TestApp};

async fn share(browser: &mut Browser, session: &str, note: &str, hidden: bool) -> String {
    let mut fields = vec![("session", session), ("note", note), ("kind", "idea"), ("tags", "Cola")];
    if hidden {
        fields.push(("name_hidden", "on"));
    }
    let answer = browser.submit::<ShareNote>(&format!("/sessions/{session}"), &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location().rsplit_once("note-").expect("a note").1.to_owned()
}

/// The text without the marks that Leptos leaves between pieces.
async fn shown(browser: &mut Browser, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    answer.text.replace("<!>", "")
}

#[tokio::test]
async fn hits_are_marked_and_nothing_typed_becomes_markup() {
    each_engine(|db| async move {
        let app = TestApp::on(db).await;
        let session = app.demo.calendar.today.to_string();
        let mut ana = app.sign_in("employee").await;
        let text = "<img src=x onerror=alert(1)> Los códigos se parecen & confunden";
        let id = share(&mut ana, &session, text, false).await;

        let page = shown(&mut ana, "/knowledge?q=codigo").await;
        assert!(page.contains("Los <mark>códigos</mark> se parecen &amp; confunden"), "{page}");
        assert!(page.contains("&lt;img src=x") && !page.contains("<img src=x"), "{page}");
        assert!(page.contains("the best first"));
        // What was asked comes back as a text, too.
        let page =
            shown(&mut ana, "/knowledge?q=%22%3E%3Cscript%3E&author=%3Cb%3E&tag=%3Ci%3E").await;
        assert!(!page.contains("\"><script>") && !page.contains("<b>"), "{page}");
        assert!(page.contains("Nothing found") && page.contains("Without “#&lt;i&gt;”"), "{page}");

        // Filters are named, and each can be dropped by itself.
        let page = shown(&mut ana, "/knowledge?q=codigos&kind=idea&tag=cola&from=2020-01-01").await;
        assert!(page.contains(&format!("/knowledge/{id}")), "{page}");
        for (href, name) in [
            (
                "/knowledge?q=codigos&amp;kind=note&amp;tag=cola&amp;from=2020-01-01",
                "Kind of note: Idea",
            ),
            ("/knowledge?q=codigos&amp;kind=idea&amp;from=2020-01-01", "#cola"),
            ("/knowledge?q=codigos&amp;kind=idea&amp;tag=cola", "From: "),
        ] {
            assert!(page.contains(&format!("href=\"{href}\"")), "{href}: {page}");
            assert!(page.contains(name), "{name}: {page}");
        }

        // Taken back, it is found no more, at once.
        let gone = ana
            .submit::<DeleteNote>(&format!("/knowledge/{id}"), &[("id", &id), ("back", "")])
            .await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        let page = shown(&mut ana, "/knowledge?q=codigos&tag=cola").await;
        assert!(page.contains("Nothing found") && !page.contains(&id), "{page}");
    })
    .await;
}

#[tokio::test]
async fn every_kind_is_found_by_those_who_may_see_it() {
    each_engine(|db| async move {
        let app = TestApp::on(db).await;
        let mut admin = app.sign_in("admin").await;
        let page = shown(&mut admin, "/knowledge?q=informes").await;
        for address in ["/knowledge/", "/concepts/", "/archetypes/", "/practices/"] {
            let link = format!("<a href=\"{address}");
            assert!(page.contains(&link), "{link}: {page}");
        }
        let page = shown(&mut admin, "/knowledge?kind=practice&state=declined").await;
        assert!(page.contains("Minera Los Andes") && page.contains("State: Declined"), "{page}");
        assert!(page.contains(">1 result<"), "{page}");
        let page = shown(&mut admin, "/knowledge?q=voz+alta&state=merged").await;
        assert!(page.contains("Leer el DNI en <mark>voz</mark> <mark>alta</mark>"), "{page}");

        // Nobody finds what their pages do not show: the programme of 2022 is not for them.
        let mut newhire = app.sign_in("newhire").await;
        let mut hr = app.sign_in("hr").await;
        for (browser, sees) in [(&mut newhire, true), (&mut hr, true)] {
            let page = shown(browser, "/knowledge?kind=archetype").await;
            assert_eq!(page.contains("Doble control de informes"), sees, "{page}");
        }
        let nobody = app.browser().get("/knowledge?q=informes").await;
        assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn a_hidden_name_finds_nothing() {
    let app = TestApp::start().await;
    let session = app.demo.calendar.today.to_string();
    let mut ana = app.sign_in("employee").await;
    let open = share(&mut ana, &session, "Con mi nombre", false).await;
    let hidden = share(&mut ana, &session, "Sin mi nombre", true).await;
    for account in ["admin", "hr", "manager", "instructor", "newhire"] {
        let mut browser = app.sign_in(account).await;
        let page = shown(&mut browser, "/knowledge?author=Ana+Torres+Vega&tag=cola").await;
        assert!(page.contains(&open) && !page.contains(&hidden), "{account}: {page}");
        let page = shown(&mut browser, "/knowledge?q=Ana+Torres+Vega").await;
        assert!(!page.contains(&hidden), "{account}");
        let page = shown(&mut browser, "/knowledge?q=%22sin+mi+nombre%22").await;
        assert!(page.contains(&hidden) && page.contains("Name hidden"), "{account}: {page}");
        assert!(!page.contains("Ana Torres"), "{account}: {page}");
        let page = shown(&mut browser, "/knowledge?mine=on&tag=cola").await;
        assert!(!page.contains(&open) && !page.contains(&hidden), "{account}");
    }
    let page = shown(&mut ana, "/knowledge?mine=on&tag=cola").await;
    assert!(page.contains(&open) && page.contains(&hidden));
}

#[tokio::test]
async fn a_page_beyond_the_end_is_the_last() {
    let app = TestApp::start().await;
    let mut admin = app.sign_in("admin").await;
    // Something for the log.
    let holiday = [("day", "2026-12-24"), ("name", "Nochebuena")];
    admin.submit::<AddHoliday>("/settings", &holiday).await;
    let roster = format!("/sessions/{}/roster", app.demo.calendar.of_2022[0]);
    for path in
        ["/knowledge", "/programmes", "/settings/audit", "/sessions?view=past", "/people", &roster]
    {
        let joint = if path.contains('?') { '&' } else { '?' };
        for page in ["99999", "99999999999999999999", "-3", "x"] {
            let beyond = shown(&mut admin, &format!("{path}{joint}page={page}")).await;
            assert!(!beyond.contains("class=\"empty\""), "{path} {page}: {beyond}");
        }
    }
    // Of several pages, the last.
    let session = app.demo.calendar.today.to_string();
    let mut ana = app.sign_in("employee").await;
    for number in 0..25 {
        share(&mut ana, &session, &format!("Paginada {number}"), false).await;
    }
    let page = shown(&mut ana, "/knowledge?q=paginada&page=99999").await;
    assert!(page.contains("Page 2 of 2") && page.contains("25 results"), "{page}");
}

#[tokio::test]
async fn a_manager_of_a_branch_is_offered_that_branch() {
    let app = TestApp::start().await;
    let grant = app::access::Grant {
        role: app::access::Role::Manager,
        branch: Some(app.demo.cast.north),
        department: None,
    };
    let mut tx = app.services.db.write().await.expect("a transaction");
    let person = app.demo.cast.newhire;
    app::access::store::set_grants(&mut tx, person, &[grant]).await.expect("the role");
    tx.commit().await.expect("a commit");
    let mut manager = app.sign_in("newhire").await;
    let page = shown(&mut manager, "/people").await;
    assert!(
        page.contains(">Sede Norte</option>") && !page.contains(">Sede Sur</option>"),
        "{page}"
    );
    let page = shown(&mut app.sign_in("hr").await, "/people").await;
    assert!(page.contains(">Sede Norte</option>") && page.contains(">Sede Sur</option>"), "{page}");
}
