use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::{
    html::Div,
    prelude::*,
    task::spawn_local,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};

use crate::{
    knowledge::{NoteId, WallNote, api::wall_since, browser, live, room_texts},
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
    /// Up to where the children show what happened.
    place: String,
    lang: Lang,
    /// The lists of notes, with and without a name, from the server.
    children: Children,
) -> impl IntoView {
    let t = room_texts::of(lang);
    let root = NodeRef::<Div>::new();
    let waiting = RwSignal::new(Vec::<WallNote>::new());
    let insert = move || {
        let Some(lists) = root.get_untracked().and_then(|root| Lists::of(&root)) else { return };
        let notes = std::mem::take(&mut *waiting.write());
        for note in &notes {
            put(lists.of_note(note), note);
        }
        // The newest; of those without a name only when there are no others.
        let newest = notes.iter().rev().find(|note| !note.unnamed).or(notes.last());
        if let Some(newest) = newest.and_then(|note| card(note.id)) {
            let _ = newest.set_attribute("tabindex", "-1");
            if let Some(newest) = newest.dyn_ref::<HtmlElement>() {
                let _ = newest.focus();
            }
        }
    };
    Effect::new(move |_| {
        let Some(lists) = root.get().and_then(|root| Lists::of(&root)) else { return };
        let follower = Follower(Rc::new(Following {
            session,
            lists,
            waiting,
            state: RefCell::new(State { place: place.clone(), asking: false, again: false }),
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

/// The notes with a name, and those without.
struct Lists {
    named: Element,
    unnamed: Element,
}

impl Lists {
    fn of(root: &Element) -> Option<Lists> {
        let list = |selector| root.query_selector(selector).ok().flatten();
        Some(Lists { named: list(".wall")?, unnamed: list(".unnamed .wall")? })
    }

    fn of_note(&self, note: &WallNote) -> &Element {
        if note.unnamed { &self.unnamed } else { &self.named }
    }
}

#[derive(Clone)]
struct Follower(Rc<Following>);

struct Following {
    session: SessionId,
    lists: Lists,
    waiting: RwSignal<Vec<WallNote>>,
    state: RefCell<State>,
}

struct State {
    /// Up to where everything was taken in.
    place: String,
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
                let place = follower.0.state.borrow().place.clone();
                let Ok(news) = wall_since(follower.0.session, place).await else {
                    follower.try_later();
                    break;
                };
                follower.0.state.borrow_mut().place = news.place;
                follower.take_in(news.notes);
                if !news.more && !follower.0.state.borrow().again {
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
        let Following { lists, waiting, .. } = &*self.0;
        for note in notes {
            let list = lists.of_note(&note);
            let shown = card(note.id).filter(|card| {
                // One whose name was hidden by now goes over to those without.
                let stays = card.parent_element().as_ref() == Some(list);
                if !stays {
                    card.remove();
                }
                stays
            });
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
