//! Reads all that one person can reach: from a few addresses on, link by link.

use std::{
    collections::{BTreeSet, HashMap, HashSet, VecDeque},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use app::{
    attendance::api::{CountPresent, ShowScreen},
    knowledge::{
        self,
        api::{PreviewNote, WallSince},
    },
    people::api::SearchPeople,
    routes,
    sessions::api::CheckSession,
};
use axum::{body::Body, http::StatusCode};
use futures::StreamExt;
use leptos::server_fn::ServerFn;
use tokio::{task::JoinHandle, time::sleep};

use super::plain;
use crate::support::{Browser, TestApp};

/// How many addresses of one kind are followed; what the story made is read anyway.
const OF_A_KIND: usize = 3;

/// One address and what it answered.
pub struct Read {
    pub path: String,
    pub text: String,
    /// The pattern of the page, when there was one to see.
    pub pattern: Option<&'static str>,
}

/// Everything in reach, in the order in which it is found: `seeds` first, then what they lead to.
pub async fn everything(app: &TestApp, browser: &mut Browser, seeds: &[String]) -> Vec<Read> {
    let since = app.since;
    let mut queue: VecDeque<String> = seeds.iter().cloned().collect();
    let mut seen: HashSet<String> = queue.iter().cloned().collect();
    let mut kinds: HashMap<String, usize> = HashMap::new();
    let mut read = Vec::new();
    while let Some(path) = queue.pop_front() {
        let answer = browser.get(&path).await;
        let text = plain::text(&answer, since);
        for link in links(&answer.text) {
            let often = kinds.entry(kind(&link)).or_default();
            if *often < OF_A_KIND && seen.insert(link.clone()) {
                *often += 1;
                queue.push_back(link);
            }
        }
        let page = path.split('?').next().unwrap_or_default();
        let pattern = routes::pattern(page).filter(|_| answer.status == StatusCode::OK);
        let location = plain::numbered(answer.location(), since);
        let text = format!("{} {location}\n{text}", answer.status);
        read.push(Read { path: plain::numbered(&path, since), text, pattern });
    }
    for (function, fields) in questions(app).await {
        let answer = browser.post_form(function, &fields.each_ref().map(|(n, v)| (*n, &**v))).await;
        let text = format!("{}\n{}", answer.status, plain::text(&answer, since));
        read.push(Read { path: function.into(), text, pattern: None });
    }
    read
}

/// What of an address makes it one of a kind: ids, numbers and values are left out.
fn kind(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = routes::pattern(path).map_or_else(|| plain::numbered(path, 0), str::to_owned);
    let names: BTreeSet<&str> =
        query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{path}?{names:?}")
}

/// The addresses of ours that a page names, without a place on them.
fn links(html: &str) -> Vec<String> {
    let mut links = Vec::new();
    for piece in html.split(" href=\"/").skip(1).chain(html.split(" action=\"/").skip(1)) {
        let link = piece.split(['"', '#']).next().unwrap_or_default().replace("&amp;", "&");
        if !link.starts_with("pkg/") && !link.starts_with('/') {
            links.push(format!("/{link}"));
        }
    }
    links
}

/// The server functions that islands ask, with what they ask.
async fn questions(app: &TestApp) -> Vec<(&'static str, [(&'static str, String); 4])> {
    let mut all = Vec::new();
    let mut tx = app.services.db.read().await.expect("a transaction");
    let calendar = &app.demo.calendar;
    for session in [calendar.today, calendar.of_2022[0]] {
        let places = knowledge::store::places(&mut tx, session).await.expect("a query");
        let place = places.expect("a session").after(0);
        let of = |name, value: &str| {
            [
                ("session", session.to_string()),
                ("place", place.clone()),
                ("known", String::new()),
                (name, value.into()),
            ]
        };
        all.push((WallSince::PATH, of("screen", "true")));
        all.push((CountPresent::PATH, of("screen", "true")));
        all.push((ShowScreen::PATH, of("screen", "true")));
        all.push((CheckSession::PATH, of("id", &session.to_string())));
        all.push((PreviewNote::PATH, of("note", "hola")));
        all.push((SearchPeople::PATH, of("text", "a")));
    }
    all
}

/// The server functions that answer more than a way on, and that [`questions`] leaves out: found
/// in the sources, because a function that is new has to be asked, too.
pub fn functions_not_asked() -> Vec<String> {
    let asked = [
        WallSince::PATH,
        CountPresent::PATH,
        ShowScreen::PATH,
        CheckSession::PATH,
        PreviewNote::PATH,
        SearchPeople::PATH,
    ];
    let mut left_out = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
        {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let source = std::fs::read_to_string(&entry).expect("a source");
            for function in source.split("\n#[server").skip(1) {
                let Some((_, function)) = function.split_once("pub async fn ") else { continue };
                let Some(signature) = function.split('{').next() else { continue };
                let name = signature.split(['(', '<']).next().unwrap_or_default();
                let known = asked.iter().any(|path| path.ends_with(&format!("/{name}")));
                if !signature.contains("-> Result<Next>") && !known {
                    left_out.push(name.to_owned());
                }
            }
        }
    }
    left_out
}

/// An open screen that keeps what it hears.
pub struct Listening {
    heard: Arc<Mutex<String>>,
    task: JoinHandle<()>,
}

impl Listening {
    /// Hears nothing when it may not listen.
    pub async fn to(browser: &mut Browser, events: &str) -> Listening {
        let response = browser.open(events).await;
        let listens = response.status() == StatusCode::OK;
        let mut stream = Body::new(response.into_body()).into_data_stream();
        let heard = Arc::new(Mutex::new(String::new()));
        let kept = heard.clone();
        let task = tokio::spawn(async move {
            while let Some(Ok(piece)) = stream.next().await
                && listens
            {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.push_str(&String::from_utf8_lossy(&piece));
            }
        });
        Listening { heard, task }
    }

    /// Each line once: how many changes go into one event is a matter of milliseconds.
    pub async fn end(self) -> BTreeSet<String> {
        sleep(Duration::from_millis(300)).await;
        self.task.abort();
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = heard.lines().filter(|line| !line.is_empty() && !line.starts_with(':'));
        lines
            .map(|line| line.split_inclusive("retry: ").next().unwrap_or_default().into())
            .collect()
    }
}
