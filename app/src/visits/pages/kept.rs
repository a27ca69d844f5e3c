use chrono::{DateTime, Utc};
use leptos::{nonce::use_nonce, prelude::*, server_fn::ServerFn};

use crate::{
    access::api::SignOut,
    people::PersonId,
    request::services,
    routes::{self, Section},
    sessions::{SessionId, zones::in_zone},
    visits::{api::ReportVisit, kept_texts::kept_texts, rules},
};

/// On a page that is not about visits: what somebody entered and still waits on the device is sent and
/// told there, too. `script/waits.js` looks whether there is anything.
pub fn waits(me: PersonId) -> impl IntoView {
    section(me, "waits", None, String::new())
}

/// What `script/visit.js` needs: it keeps the pages of these visits for a morning without a network,
/// and the reports that are entered there. It shows what waits, on the page of a visit and elsewhere.
///
/// Without the script, or with nothing to say, there is nothing to see.
pub fn kept(me: PersonId, visits: Vec<SessionId>, here: Option<SessionId>) -> impl IntoView {
    let mut pages = Vec::new();
    if !visits.is_empty() {
        pages.push(Section::Visits.href().to_owned());
        pages.extend(visits.into_iter().map(routes::visit));
        pages.push(routes::OFFLINE.to_owned());
    }
    section(me, "visit", here, pages.join(" "))
}

fn section(me: PersonId, script: &str, here: Option<SessionId>, pages: String) -> impl IntoView {
    let t = kept_texts();
    let folder = services().assets.pkg_dir;
    let [script, keeping] = [script, "keeping"].map(|name| format!("/{folder}/{name}.js"));
    view! {
        <section
            class="kept-visits"
            aria-label=t.label
            hidden
            data-person=me.to_string()
            data-visit=here.map(|id| id.to_string())
            data-pages=pages
            data-command=ReportVisit::PATH
            data-out=SignOut::PATH
            data-words=t.for_script().to_string()
        >
            <div class="notice warn" hidden><p class="notice-body"></p></div>
            <p class="sharing-state" role="status" tabindex="-1"></p>
            <ul class="outbox" role="list"></ul>
            <link rel="modulepreload" href=keeping />
            <script type="module" nonce=use_nonce() src=script></script>
        </section>
    }
}

/// The same for a list of somebody's own visits: those of today and tomorrow by the clocks of the
/// place are kept. `None` for those who go nowhere then.
pub fn kept_near<'a>(
    me: PersonId,
    now: DateTime<Utc>,
    own: impl Iterator<Item = (SessionId, DateTime<Utc>, &'a str)>,
) -> Option<AnyView> {
    let near = own.filter(|(_, starts_at, zone)| is_near(*starts_at, now, zone));
    let near: Vec<SessionId> = near.map(|(id, ..)| id).collect();
    (!near.is_empty()).then(|| kept(me, near, None).into_any())
}

/// Whether a visit is today or tomorrow by the clocks of the place.
pub fn is_near(starts_at: DateTime<Utc>, now: DateTime<Utc>, zone: &str) -> bool {
    let day = |at| in_zone(at, zone).date();
    rules::is_near(day(starts_at), day(now))
}
