//! Who may see and do what, role by role.

use app::onboarding::api::{
    AddJobModule, AddSitIn, BeginOnboarding, MarkJobModule, PlanOnboardingDay, ProposeDays,
    ProposeWaitingDays, RemoveJobModule, SaveOnboardingPlan, SetJobTraining, SignOnboarding,
    TurnLock,
};
use axum::http::StatusCode;
use leptos::server_fn::ServerFn;

use super::of;
use crate::support::{Answer, Browser, TestApp};

/// The columns. manager2 manages the northern branch only, and Diego is the new person himself.
const ACCOUNTS: [&str; 7] =
    ["employee", "newhire", "instructor", "manager2", "manager", "hr", "admin"];

const PAGES: &str = "
the list                    200  200  200  200  200  200  200
Diego's days                404  200  200  404  200  200  200
planning his second day     404  403  200  404  403  200  200
a day of an instructor      403  403  200  403  403  200  200
a certificate               404  404  200  404  200  200  200
checking it                 200  200  200  200  200  200  200
plans                       403  403  200  200  200  200  200
a new plan                  403  403  403  403  403  200  200
job training                403  403  200  200  200  200  200
the file                    403  403  200  200  200  200  200
";

#[tokio::test]
async fn pages_by_role() {
    let app = TestApp::start().await;
    let new = of(&app);
    let pages = [
        ("the list", "/onboarding".to_owned()),
        ("Diego's days", format!("/onboarding/{}", new.newhire)),
        ("planning his second day", format!("/onboarding/{}/days/2", new.newhire)),
        ("a day of an instructor", "/onboarding/days/2026-03-04".into()),
        ("a certificate", format!("/onboarding/{}/certificate", new.done)),
        ("checking it", format!("/onboarding/{}/verify", new.done)),
        ("plans", "/onboarding/plans".into()),
        ("a new plan", "/onboarding/plans/new".into()),
        ("job training", "/onboarding/job-training".into()),
        ("the file", "/export/onboarding.csv".into()),
    ];
    let mut table = String::new();
    for (name, path) in &pages {
        table.push_str(&format!("{name:<26}"));
        for account in ACCOUNTS {
            let status = app.sign_in(account).await.get(path).await.status.as_u16();
            table.push_str(&format!("{status:>5}"));
        }
        table.push('\n');
    }
    assert_eq!(table.trim(), PAGES.trim(), "\n{table}");
}

const BY_ROLE: &str = "
save a plan                  no   no   no   no   no  yes  yes
begin an onboarding          no   no   no   no   no  yes  yes
set job training              -   no   no    -   no  yes  yes
propose days                  -   no  yes    -   no  yes  yes
plan a day                    -   no  yes    -   no  yes  yes
sign                          -   no  yes    -   no  yes  yes
open job training             -   no   no    -   no  yes  yes
write down a sit-in           -  yes   no    -   no  yes  yes
add a module                 no   no   no   no   no  yes  yes
take a module off            no   no   no   no   no    -    -
mark a module                 -   no  yes    -  yes  yes  yes
";

/// A command goes through (`yes`: what it was sent is refused for another reason, so that nothing
/// changes for the next), is refused (`no`), or finds nothing (`-`).
#[tokio::test]
async fn commands_by_role() {
    let app = TestApp::start().await;
    let id = of(&app).newhire.to_string();
    let person = app.demo.cast.newhire.to_string();
    let nobody = uuid::Uuid::nil().to_string();
    let mut table = String::new();
    let names: Vec<&str> =
        BY_ROLE.trim().lines().map(|line| line.get(..26).unwrap_or(line).trim()).collect();
    for name in names {
        table.push_str(&format!("{name:<26}"));
        for account in ACCOUNTS {
            let mut browser = app.sign_in(account).await;
            let status = run(&mut browser, name, [&id, &person, &nobody]).await.status;
            let word = match status {
                StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT => "yes",
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

/// Tries it, with something in it that is wrong.
async fn run(browser: &mut Browser, name: &str, [id, person, nobody]: [&str; 3]) -> Answer {
    let (path, fields): (&str, Vec<(&str, &str)>) = match name {
        "save a plan" => (SaveOnboardingPlan::PATH, vec![("name", ""), ("count", "1")]),
        "begin an onboarding" => (
            BeginOnboarding::PATH,
            vec![("person", person), ("hired_on", "2026-02-01"), ("job_training_on", "")],
        ),
        "set job training" => {
            (SetJobTraining::PATH, vec![("id", id), ("revision", "99"), ("on", "2026-03-20")])
        }
        "propose days" => (ProposeDays::PATH, vec![("id", id)]),
        "plan a day" => (
            PlanOnboardingDay::PATH,
            vec![("id", id), ("number", "2"), ("revision", "1"), ("date", "")],
        ),
        "sign" => (
            SignOnboarding::PATH,
            vec![("id", id), ("number", "2"), ("deed", "present"), ("remark", "")],
        ),
        "open job training" => (TurnLock::PATH, vec![("id", id), ("turn", "release")]),
        "write down a sit-in" => (
            AddSitIn::PATH,
            vec![("id", id), ("held_on", ""), ("observed", ""), ("reflection", "")],
        ),
        "add a module" => {
            (AddJobModule::PATH, vec![("position", ""), ("title", ""), ("about", "")])
        }
        "take a module off" => (RemoveJobModule::PATH, vec![("id", nobody)]),
        "mark a module" => {
            (MarkJobModule::PATH, vec![("id", id), ("module", nobody), ("done", "on")])
        }
        other => panic!("{other} is not tried"),
    };
    browser.post_form(path, &fields).await
}

/// HR plans those who wait where an instructor is to come, from the rota; nobody else does.
#[tokio::test]
async fn those_who_wait_are_planned_from_the_rota() {
    let app = TestApp::start().await;
    const NOTICE: &str = "for CS days where an instructor is to come";
    for account in ["employee", "newhire", "instructor", "manager"] {
        let mut browser = app.sign_in(account).await;
        assert!(!browser.get("/visits").await.text.contains(NOTICE), "{account}");
        let refused = browser.post_form(ProposeWaitingDays::PATH, &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{account}");
    }
    let mut hr = app.sign_in("hr").await;
    let before = hr.get("/visits").await;
    assert!(before.text.contains(NOTICE), "{}", before.text);
    let planned = hr.submit::<ProposeWaitingDays>("/visits", &[]).await;
    assert_eq!(planned.status, StatusCode::SEE_OTHER, "{}", planned.text);
    // With whom each stands, and why.
    let one = hr.get(&format!("/onboarding/{}", of(&app).unplanned)).await;
    assert!(one.text.contains("Why then"), "{}", one.text);
}
