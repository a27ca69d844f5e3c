use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::{
    html::Div,
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};

use crate::{
    knowledge::{
        NoteId, WallNote,
        api::{CHANGES, wall_since},
        browser, live, room_texts,
    },
    lang::Lang,
    routes,
    sessions::SessionId,
};

/// Keeps the notes among its children up to date.
///
/// What is new waits behind a button while somebody reads: nothing moves under a thumb. It goes
/// straight onto the wall when its top is in view and untouched.
#[island]
pub fn Wall(
    session: SessionId,
    /// The last change that the children show.
    sequence: i64,
    lang: Lang,
    /// The list of notes, from the server.
    children: Children,
) -> impl IntoView {
    let t = room_texts::of(lang);
    let root = NodeRef::<Div>::new();
    let waiting = RwSignal::new(Vec::<WallNote>::new());
    let insert = move || {
        let Some(list) = root.get_untracked().and_then(|root| list_in(&root)) else { return };
        let notes = std::mem::take(&mut *waiting.write());
        for note in &notes {
            put(&list, note);
        }
        if let Some(first) = list.query_selector(".note").ok().flatten() {
            let _ = first.set_attribute("tabindex", "-1");
            if let Some(first) = first.dyn_ref::<HtmlElement>() {
                let _ = first.focus();
            }
        }
    };
    Effect::new(move |_| {
        let Some(list) = root.get().and_then(|root| list_in(&root)) else { return };
        let follower = Follower(Rc::new(Following {
            session,
            list,
            waiting,
            state: RefCell::new(State { sequence, asking: false, again: false }),
        }));
        live::on(live::WALL, move || follower.catch_up());
        live::awake();
    });
    view! {
        <div class="wall-around" data-events=routes::session_events(session) node_ref=root>
            <div class="news" role="status">
                {move || {
                    let count = waiting.with(Vec::len);
                    (count > 0).then(|| view! {
                        <button type="button" class="button secondary" on:click=move |_| insert()>
                            {(t.new_notes)(count)}
                        </button>
                    })
                }}
            </div>
            {children()}
        </div>
    }
}

fn list_in(root: &Element) -> Option<Element> {
    root.query_selector(".wall").ok().flatten()
}

#[derive(Clone)]
struct Follower(Rc<Following>);

struct Following {
    session: SessionId,
    list: Element,
    waiting: RwSignal<Vec<WallNote>>,
    state: RefCell<State>,
}

struct State {
    /// The last change that was taken in.
    sequence: i64,
    asking: bool,
    /// Something changed while we were asking.
    again: bool,
}

impl Follower {
    /// Takes in what changed since the last time: one question at a time, until nothing is left.
    fn catch_up(&self) {
        {
            let mut state = self.0.state.borrow_mut();
            if state.asking {
                state.again = true;
                return;
            }
            state.asking = true;
        }
        let follower = self.clone();
        spawn_local(async move {
            loop {
                follower.0.state.borrow_mut().again = false;
                let since = follower.0.state.borrow().sequence;
                let Ok(notes) = wall_since(follower.0.session, since).await else {
                    follower.try_later();
                    break;
                };
                let more = notes.len() as i64 == CHANGES;
                follower.take_in(notes);
                if !more && !follower.0.state.borrow().again {
                    break;
                }
            }
            follower.0.state.borrow_mut().asking = false;
        });
    }

    fn try_later(&self) {
        let follower = self.clone();
        let seconds = 3.0 + 4.0 * browser::jitter();
        set_timeout(move || follower.catch_up(), Duration::from_secs_f64(seconds));
    }

    fn take_in(&self, notes: Vec<WallNote>) {
        let Following { list, waiting, state, .. } = &*self.0;
        for note in notes {
            state.borrow_mut().sequence = note.sequence;
            let shown = card(note.id);
            // Whatever waits of this note is older.
            waiting.update(|waiting| waiting.retain(|other| other.id != note.id));
            match (&note.html, shown) {
                (None, Some(card)) => card.remove(),
                (None, None) => {}
                (Some(html), Some(card)) => card.set_outer_html(html),
                (Some(_), None) if note.own || !being_read(list) => put(list, &note),
                (Some(_), None) if is_older_than_all(list, &note) => {}
                (Some(_), None) => waiting.update(|waiting| waiting.push(note)),
            }
        }
    }
}

fn card(id: NoteId) -> Option<Element> {
    document().get_element_by_id(&format!("note-{id}"))
}

/// Whether a note put on top would move something that somebody looks at or is about to press.
fn being_read(list: &Element) -> bool {
    let has = |selector| list.query_selector(selector).ok().flatten().is_some();
    has(".note")
        && (list.get_bounding_client_rect().top() < 0.0 || list.matches(":hover").unwrap_or(false))
        || has(":focus, details[open]")
}

/// Where a note belongs: newest first, and of two from one moment the later id.
fn place(card: &Element) -> (i64, String) {
    let at = card.get_attribute("data-at").and_then(|at| at.parse().ok());
    (at.unwrap_or_default(), card.id())
}

fn place_of(note: &WallNote) -> (i64, String) {
    (note.at, format!("note-{}", note.id))
}

/// A note from before the part of the wall that is shown.
fn is_older_than_all(list: &Element, note: &WallNote) -> bool {
    !list.has_attribute("data-complete")
        && list.last_element_child().is_some_and(|last| place_of(note) < place(&last))
}

/// Puts a note where it belongs, unless that is further down than the wall is shown.
fn put(list: &Element, note: &WallNote) {
    let Some(html) = &note.html else { return };
    if card(note.id).is_some() || is_older_than_all(list, note) {
        return;
    }
    let mut next = list.first_element_child();
    while let Some(card) = next {
        if place(&card) < place_of(note) {
            let _ = card.insert_adjacent_html("beforebegin", html);
            break;
        }
        next = card.next_element_sibling();
        if next.is_none() {
            let _ = card.insert_adjacent_html("afterend", html);
        }
    }
    if list.first_element_child().is_none() {
        list.set_inner_html(html);
    }
    if let Some(card) = card(note.id) {
        let _ = card.set_attribute("data-new", "");
    }
}
