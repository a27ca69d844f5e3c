// Keeps an open page up to date. It works without wasm, on pages that the server has marked.
//
// One stream for the page, of names without content; each name is passed on as an event at the
// window ("espiral:wall"), for islands. A page that follows (`.live-news`) is fetched again from
// its own address and changed where it differs. What somebody is filling in stays as it is, and a
// quiet line says that there is something new.

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
let fetched = 0;
let touched = 0;
let pressed = false;
let leaving = false;
/** Something new was left out, because somebody is filling in a form there. */
let held = false;
/** An island came that only a fresh page can wake. */
let asleep = false;

if (news) {
  news.querySelector("button").addEventListener("click", () => (asleep ? location.reload() : catchUp(true)));
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

async function catchUp(everything) {
  fetched = performance.now();
  const here = new URL(location);
  // What was confirmed once is not confirmed again.
  here.searchParams.delete("done");
  const answer = await fetch(here, { headers: { accept: "text/html" }, cache: "no-store" }).catch(() => null);
  // No connection: the stream will be back, and tell all.
  if (!answer || leaving) return;
  const elsewhere = new URL(answer.url).pathname !== here.pathname;
  if (elsewhere || !answer.ok) {
    // Signed out, or gone: whoever presses the button will see.
    news.hidden = false;
    asleep = true;
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  while (pressed || performance.now() - touched < STILL) await pause(100);
  const wanted = fresh.getElementById("main");
  if (leaving || !wanted) return;
  held = asleep = false;
  standingStill(() => renewChildren(main, wanted, everything));
  document.title = fresh.title;
  news.hidden = !held;
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

// --- Making one tree like another, touching only what differs ------------------------------------

/**
 * What tells an element from its neighbours: its id, or of a form the command and the key. Asked by
 * attribute, because a field called "id" or "name" hides the property of its form.
 */
function key(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  const value = (name) => node.querySelector(`:scope > [name=${name}]`)?.getAttribute("value");
  return node.getAttribute("id") || (node.localName === "form" ? `${value("_do")} ${value("_key")}` : "");
}

const classes = (node) => node.getAttribute("class");
const alike = (one, other) => !key(one) && one.nodeName === other.nodeName;

/** Which child of the old tree, from `at` on, is to become `wanted`. */
function counterpart(wanted, at, keyed) {
  if (key(wanted)) return keyed.get(key(wanted));
  if (wanted.nodeType === Node.ELEMENT_NODE) {
    for (let node = at; node; node = node.nextSibling) {
      if (alike(node, wanted) && classes(node) === classes(wanted)) return node;
    }
  }
  return at && alike(at, wanted) ? at : undefined;
}

function renewChildren(old, fresh, everything) {
  const keyed = new Map([...old.childNodes].filter(key).map((node) => [key(node), node]));
  let at = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const found = counterpart(wanted, at, keyed);
    if (!found) {
      old.insertBefore(arriving(wanted), at);
      continue;
    }
    if (key(found)) {
      keyed.delete(key(found));
      if (found === at) at = at.nextSibling;
      else old.insertBefore(found, at);
    } else {
      while (at !== found) {
        const next = at.nextSibling;
        // What has a key may find its place later.
        if (!keyed.has(key(at))) remove(at);
        at = next;
      }
      at = found.nextSibling;
    }
    renew(found, wanted, everything);
  }
  while (at) {
    const next = at.nextSibling;
    remove(at);
    at = next;
  }
  for (const left of keyed.values()) if (left.parentNode === old) remove(left);
}

function renew(old, fresh, everything) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  // Islands keep themselves up to date.
  if (old.localName === "leptos-island") return;
  // Its key is unused as long as the form stands here.
  if (old.getAttribute("name") === "_once") return;
  // What is typed stays typed in any case. But a form that was sent and refused has nothing else
  // to hold its words.
  if (old.localName === "form" && (everything ? refused(old) : filling(old))) {
    held ||= !everything && plain(old) !== plain(fresh);
    return;
  }
  for (const { name, value } of fresh.attributes) {
    if (name !== "open" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  renewChildren(old, fresh, everything);
}

function arriving(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node;
  if (node.localName === "leptos-island" || node.querySelector("leptos-island")) held = asleep = true;
  node.setAttribute("data-new", "");
  return node;
}

function remove(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.remove();
  // It says what has just happened, and somebody may still be reading it.
  if (node.matches(".toast")) return;
  const forms = node.localName === "form" ? [node] : [...node.querySelectorAll("form")];
  if (forms.some(filling)) held = true;
  else node.remove();
}

/** Whether somebody is filling in a form, or is to mend it. */
function filling(form) {
  const active = document.activeElement;
  const inside = form.contains(active) && active.matches("input, select, textarea");
  return inside || refused(form) || [...form.elements].some(changed);
}

const refused = (form) => form.querySelector(".error-summary") !== null;

function changed(field) {
  switch (field.type) {
    case "hidden":
    case "submit":
    case "button":
      return false;
    case "checkbox":
    case "radio":
      return field.checked !== field.defaultChecked;
    case "select-one": {
      const chosen = [...field.options].findIndex((option) => option.defaultSelected);
      return field.selectedIndex !== Math.max(chosen, 0);
    }
    default:
      return field.defaultValue !== undefined && field.value !== field.defaultValue;
  }
}

/** A form as it came from the server. */
const plain = (form) => form.outerHTML.replace(/ name="_once" value="[^"]*"| open=""| data-new=""/g, "");
