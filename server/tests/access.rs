//! Who may do what, proved on the real router.

use app::{
    access::api::{GiveAccess, GrantRole},
    attendance::api::{MarkAttendance, OpenSession, ShowScreen},
    calendar::api::MakeCalendar,
    db::{Db, testing::each_engine},
    demo::{Cast, Demo},
    indicators::api::FreezePlan,
    mail::api::{ChooseLetters, SaveMail, SendAccess, SendAgain, StopMail, TryMail},
    people::api::{AddPerson, SearchPeople},
    sessions::api::{CancelSession, PlanSession},
    settings::api::AddHoliday,
};
use axum::http::StatusCode;
use leptos::server_fn::{ServerFn, axum::server_fn_paths};

use super::support::{Browser, TestApp};

/// The functions that anybody may call. Adding one here is a decision.
const PUBLIC: [&str; 5] = ["sign_in", "use_link", "set_up", "choose_language", "choose_by_letter"];

#[tokio::test]
async fn every_other_function_refuses_who_is_not_signed_in() {
    let app = TestApp::start().await;
    let mut browser = app.browser();
    let paths: Vec<&str> = server_fn_paths().map(|(path, _)| path).collect();
    assert!(paths.len() > 40, "only {} functions are known", paths.len());
    for path in paths {
        let name = path.rsplit('/').next().unwrap_or_default();
        let answer = browser.post_form(path, &[("code", "ABC234"), ("id", "x")]).await;
        if PUBLIC.contains(&name) {
            assert_ne!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        } else {
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
}

/// What each of the cast gets: a page (`200`), a refusal (`403`) or nothing at all (`404`).
#[tokio::test]
async fn pages_by_role() {
    each_engine(|db: Db| async move {
        let app = TestApp::on(db).await;
        let ids = Ids::of(&app.demo);
        let pages = [
            ("Today", "/".to_owned()),
            ("sessions", "/sessions".into()),
            ("plan a session", "/sessions/new".into()),
            ("a session of the centre", format!("/sessions/{}", ids.session)),
            ("its roster", format!("/sessions/{}/roster", ids.session)),
            ("its screen", format!("/sessions/{}/screen", ids.session)),
            ("programmes", "/programmes".into()),
            ("a programme of the centre", format!("/programmes/{}", ids.programme)),
            ("plan a programme", "/programmes/new".into()),
            ("knowledge", "/knowledge".into()),
            ("indicators", "/indicators".into()),
            ("people", "/people".into()),
            ("import people", "/people/import".into()),
            ("access of a person", format!("/people/{}/access", ids.employee)),
            ("branches", "/branches".into()),
            ("settings", "/settings".into()),
            ("how letters leave", "/settings/mail".into()),
            ("the log", "/settings/audit".into()),
            ("me", "/me".into()),
        ];
        let mut table = String::new();
        for (name, path) in &pages {
            table.push_str(&format!("{name:<26}"));
            for account in ACCOUNTS {
                let mut browser = app.sign_in(account).await;
                let status = browser.get(path).await.status.as_u16();
                table.push_str(&format!("{status:>5}"));
            }
            table.push('\n');
        }
        assert_eq!(table.trim(), PAGES.trim(), "\n{table}");
    })
    .await;
}

/// A command goes through (`yes`, also when its fields are refused), is refused (`no`), or finds
/// nothing (`-`).
#[tokio::test]
async fn commands_by_role() {
    let mut table = String::new();
    for (name, run) in COMMANDS {
        table.push_str(&format!("{name:<26}"));
        for account in ACCOUNTS {
            // Each on a clinic of its own: what one does must not change what the next may.
            let app = TestApp::start().await;
            let ids = Ids::of(&app.demo);
            let status = run(app.sign_in(account).await, ids).await;
            let word = match status {
                StatusCode::SEE_OTHER | StatusCode::OK | StatusCode::UNPROCESSABLE_ENTITY => "yes",
                StatusCode::FORBIDDEN => "no",
                StatusCode::NOT_FOUND => "-",
                other => panic!("{name} by {account} answered {other}"),
            };
            table.push_str(&format!("{word:>5}"));
        }
        table.push('\n');
    }
    assert_eq!(table.trim(), BY_ROLE.trim(), "\n{table}");
}

/// The columns. manager2 manages the northern branch only.
const ACCOUNTS: [&str; 6] = ["employee", "instructor", "manager2", "manager", "hr", "admin"];

const PAGES: &str = "
Today                       200  200  200  200  200  200
sessions                    200  200  200  200  200  200
plan a session              403  200  200  200  200  200
a session of the centre     200  200  404  200  200  200
its roster                  403  200  404  200  200  200
its screen                  403  200  404  200  200  200
programmes                  200  200  200  200  200  200
a programme of the centre   200  200  404  200  200  200
plan a programme            403  403  200  200  200  200
knowledge                   200  200  200  200  200  200
indicators                  403  403  200  200  200  200
people                      403  403  200  200  200  200
import people               403  403  403  403  200  200
access of a person          403  403  403  403  403  200
branches                    403  403  403  403  200  200
settings                    403  403  403  403  200  200
how letters leave           403  403  403  403  403  200
the log                     403  403  403  403  200  200
me                          200  200  200  200  200  200
";

const BY_ROLE: &str = "
open the session             no  yes    -  yes  yes  yes
mark attendance              no  yes    -  yes  yes  yes
show the code                no  yes    -  yes  yes  yes
cancel the session           no  yes    -  yes  yes  yes
plan a session               no  yes  yes  yes  yes  yes
freeze the plan              no   no   no  yes  yes  yes
search people                no  yes  yes  yes  yes  yes
add a person                 no   no   no   no  yes  yes
give access                  no   no   no   no   no  yes
give a role                  no   no   no   no   no  yes
change the settings          no   no   no   no   no  yes
set up letters               no   no   no   no   no  yes
try letters                  no   no   no   no   no  yes
stop letters                 no   no   no   no   no  yes
send letters again           no   no   no   no   no  yes
send access by letter        no   no   no   no   no  yes
choose one's letters        yes  yes  yes  yes  yes  yes
make one's calendar         yes  yes  yes  yes  yes  yes
";

/// What the tables name, as it stands in addresses.
struct Ids {
    session: String,
    programme: String,
    employee: String,
}

impl Ids {
    fn of(demo: &Demo) -> Ids {
        let Demo { cast, calendar, .. } = demo;
        let Cast { employee, .. } = cast;
        Ids {
            session: calendar.today.to_string(),
            programme: calendar.current.to_string(),
            employee: employee.to_string(),
        }
    }
}

type Run = fn(Browser, Ids) -> std::pin::Pin<Box<dyn Future<Output = StatusCode>>>;

async fn call<C: ServerFn>(mut browser: Browser, fields: &[(&str, &str)]) -> StatusCode {
    browser.post_form(C::PATH, fields).await.status
}

const COMMANDS: [(&str, Run); 18] = [
    ("open the session", |b, ids| {
        Box::pin(async move { call::<OpenSession>(b, &[("session", &ids.session)]).await })
    }),
    ("mark attendance", |b, ids| {
        Box::pin(async move {
            let fields =
                [("session", &*ids.session), ("person", &ids.employee), ("state", "present")];
            call::<MarkAttendance>(b, &fields).await
        })
    }),
    ("show the code", |b, ids| {
        Box::pin(
            async move { call::<ShowScreen>(b, &[("session", &ids.session), ("known", "")]).await },
        )
    }),
    ("cancel the session", |b, ids| {
        Box::pin(async move {
            let fields = [("id", &*ids.session), ("revision", "1"), ("reason", "Sala ocupada")];
            call::<CancelSession>(b, &fields).await
        })
    }),
    ("plan a session", |b, _| {
        Box::pin(async move { call::<PlanSession>(b, &[("topic", "")]).await })
    }),
    ("freeze the plan", |b, _| {
        Box::pin(async move { call::<FreezePlan>(b, &[("quarter", "2026-Q1")]).await })
    }),
    ("search people", |b, _| {
        Box::pin(async move { call::<SearchPeople>(b, &[("text", "torres")]).await })
    }),
    ("add a person", |b, _| Box::pin(async move { call::<AddPerson>(b, &[("name", "")]).await })),
    ("give access", |b, ids| {
        Box::pin(async move { call::<GiveAccess>(b, &[("person", &ids.employee)]).await })
    }),
    ("give a role", |b, ids| {
        Box::pin(async move {
            call::<GrantRole>(b, &[("person", &*ids.employee), ("role", "hr")]).await
        })
    }),
    ("change the settings", |b, _| {
        Box::pin(async move {
            call::<AddHoliday>(b, &[("day", "2026-07-27"), ("name", "Inventario")]).await
        })
    }),
    ("set up letters", |b, _| {
        Box::pin(async move {
            let fields =
                ["host", "port", "user_name", "password", "sender", "reply_to", "revision"];
            call::<SaveMail>(b, &fields.map(|name| (name, ""))).await
        })
    }),
    ("try letters", |b, _| Box::pin(async move { call::<TryMail>(b, &[]).await })),
    ("stop letters", |b, _| Box::pin(async move { call::<StopMail>(b, &[]).await })),
    ("send letters again", |b, _| {
        Box::pin(async move { call::<SendAgain>(b, &[("letter", "")]).await })
    }),
    ("send access by letter", |b, ids| {
        Box::pin(async move { call::<SendAccess>(b, &[("person", &ids.employee)]).await })
    }),
    ("choose one's letters", |b, _| {
        Box::pin(async move { call::<ChooseLetters>(b, &[("reminders", "on")]).await })
    }),
    ("make one's calendar", |b, _| Box::pin(async move { call::<MakeCalendar>(b, &[]).await })),
];

/// A place that cannot be read must not become the whole company.
#[tokio::test]
async fn a_role_is_not_given_for_a_place_that_nobody_knows() {
    let app = TestApp::start().await;
    let person = app.demo.cast.employee.to_string();
    let page = format!("/people/{person}/access");
    let mut admin = app.sign_in("admin").await;
    let fields = [("person", person.as_str()), ("role", "manager"), ("branch", "x")];
    let answer = admin.submit::<GrantRole>(&page, &fields).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
    let mut employee = app.sign_in("employee").await;
    assert_eq!(employee.get("/indicators").await.status, StatusCode::FORBIDDEN);
}
