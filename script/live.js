// Keeps an open page up to date. It works without wasm, on pages that the server has marked.
//
// One stream for the page, of names without content; each name is passed on as an event at the
// window ("espiral:wall"), for islands. A page that follows (`.live-news`) is fetched again from
// its own address and changed where it differs. What somebody is filling in stays as it is, and a
// quiet line says that there is something new.

import { filling, readPage, renewTree } from "./renew.js";

const NAMES = ["wall", "roster", "session", "programme", "polls", "screen"];

const tell = (name) => dispatchEvent(new Event(`espiral:${name}`));
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// --- The stream ---------------------------------------------------------------------------------

const { events } = document.querySelector("[data-events]").dataset;
const news = document.querySelector(".live-news");
/** Upon which names the page is made new. */
const follows = news ? news.dataset.names.split(" ") : [];
let stream = null;

// Something may have been missed: before the stream opened, or before an island was awake.
const tellAll = () => NAMES.forEach(tell);

function open() {
  // A browser has few connections for one site, and a forgotten tab must not hold one.
  if (stream || document.hidden) return;
  stream = new EventSource(events);
  stream.onopen = () => {
    tellAll();
    if (news) ask();
  };
  for (const name of NAMES) {
    stream.addEventListener(name, () => {
      tell(name);
      if (follows.includes(name)) ask();
    });
  }
  stream.onerror = () => {
    // After a lost connection the browser comes back by itself, but not after a refusal: signed
    // out, or too many streams. Then again, but not soon.
    if (stream?.readyState !== EventSource.CLOSED) return;
    close();
    setTimeout(open, 20_000 * (1 + Math.random()));
  };
}

function close() {
  stream?.close();
  stream = null;
}

document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("pagehide", close);
addEventListener("pageshow", open);

let waking = 0;
addEventListener("espiral:awake", () => {
  clearTimeout(waking);
  waking = setTimeout(() => stream?.readyState === EventSource.OPEN && tellAll(), 50);
});
// --- The page -----------------------------------------------------------------------------------

/** No page is fetched more often; a projector so changes twice a second at most. */
const GAP = 500;
/** A whole room hears of the same change. */
const SPREAD = 150;
/** How long after a touch or a step of scrolling nothing moves. */
const STILL = 300;

const main = document.getElementById("main");
let asked = false;
let asking = false;
let again = false;
let fetched = 0;
/** How long until a question that found no connection is asked again. */
let patience = 0;
let touched = 0;
let pressed = false;
let leaving = false;
/** Only a fresh page will do: an island came that has to wake, or the page is gone. */
let asleep = false;

if (news) {
  news.querySelector("button").addEventListener("click", show);
  for (const name of ["scroll", "wheel", "touchmove", "keydown"]) {
    addEventListener(name, () => (touched = performance.now()), { passive: true });
  }
  addEventListener("pointerdown", () => (pressed = true));
  for (const name of ["pointerup", "pointercancel"]) {
    addEventListener(name, () => {
      pressed = false;
      touched = performance.now();
    });
  }
  // An island may send it by itself instead.
  addEventListener("submit", (event) => setTimeout(() => (leaving ||= !event.defaultPrevented)));
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("online", ask);
  // Ours alone moves the page; the browser would do so a second time.
  main.style.overflowAnchor = "none";
}
open();

/** Several changes at once are one question. */
function ask() {
  if (asked) return;
  asked = true;
  const wait = Math.max(fetched + GAP - performance.now(), SPREAD * Math.random());
  setTimeout(() => {
    asked = false;
    catchUp(false);
  }, wait);
}

/** The page's own address. What was confirmed once is not confirmed again. */
function address() {
  const here = new URL(location);
  here.searchParams.delete("done");
  here.hash = "";
  return here;
}

/** One question at a time; what is told meanwhile is asked afterwards. */
async function catchUp(everything) {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  await renewPage(everything);
  asking = false;
  if (again) {
    again = false;
    ask();
  }
}

/** The button: everything that is new, and a fresh page where only that will do. */
function show() {
  const writing = [...main.querySelectorAll("form")].some(filling);
  if (asleep && !writing) location.assign(address());
  else catchUp(true);
}

async function renewPage(everything) {
  fetched = performance.now();
  const here = address();
  const answer = await fetch(here, { headers: { accept: "text/html" }, cache: "no-store" }).catch(() => null);
  if (leaving) return;
  // No connection. The stream tells all when it is back, but it may never have noticed.
  if (!answer) {
    patience = Math.min(2 * patience + 1_000, 30_000);
    setTimeout(ask, patience);
    return;
  }
  patience = 0;
  const elsewhere = new URL(answer.url).pathname !== here.pathname;
  if (elsewhere || !answer.ok) {
    // Signed out, or gone: whoever presses the button will see.
    news.hidden = false;
    asleep = true;
    return;
  }
  const fresh = readPage(await answer.text());
  while (pressed || performance.now() - touched < STILL) await pause(100);
  const wanted = fresh.getElementById("main");
  if (leaving || !wanted) return;
  standingStill(() => {
    const left = renewTree(main, wanted, everything);
    asleep = left.asleep;
    news.hidden = !left.held && !left.asleep;
  });
  document.title = fresh.title;
}

/** What somebody looks at stays where it is, whatever comes above it. */
function standingStill(change) {
  // Nobody reads a projector with a thumb.
  if (main.matches(".screen")) return change();
  const active = document.activeElement;
  const at = main.contains(active) ? active : document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  const before = at?.getBoundingClientRect().top;
  change();
  if (main !== at && main.contains(at)) {
    scrollBy({ top: at.getBoundingClientRect().top - before, behavior: "instant" });
  }
}
