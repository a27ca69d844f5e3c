// The visit without a network. Reports of visits are kept on the device (IndexedDB) before they are
// sent, each with a key of its own, and go once: a report that arrives twice happens once. What waits
// is shown on whatever page is opened (script/waits.js). script/sw.js keeps the pages.

import { button, make, newId, opened, stored } from "./keeping.js";

const place = document.querySelector(".kept-visits");
const words = JSON.parse(place.dataset.words);
const { person, visit, command } = place.dataset;
const [line, said, list] = place.children;
const spot = document.querySelector(".visit-now");
const form = visit && spot?.querySelector("form");
/** When this page was kept, if it is a copy. */
const kept = Number(document.documentElement.dataset.kept ?? 0);

let reports = [];
/** The report that was entered here just now, and has not been tried yet. */
let fresh;
let failures = 0;
let later;
let drafting;
let plainly = false;
let warned = false;
/** Where to go when everything has been tried: this page is not what holds any more. */
let leave;

async function start() {
  for (const name of ["online", "offline"]) addEventListener(name, tellAge);
  addEventListener("submit", signingOut);
  addEventListener("submit", needsNetwork);
  // A browser that keeps nothing sends its forms as always.
  if (!(await opened())) return;
  if (form) {
    reveal();
    await restore();
    form.addEventListener("input", () => {
      clearTimeout(drafting);
      drafting = setTimeout(keepDraft, 300);
    });
    addEventListener("pagehide", () => fresh || keepDraft());
    form.addEventListener("submit", entered);
  }
  addEventListener("online", async () => {
    failures = 0;
    await deliver();
    if (kept && !typing() && !reports.some(({ refused }) => !refused)) location.reload();
  });
  document.addEventListener("visibilitychange", () => document.hidden || deliver());
  await deliver();
}

/** Signing out leaves on the device what waits: that is said before, once. */
function signingOut(event) {
  if (event.target.elements._do?.value !== place.dataset.out || !reports.length || warned) return;
  warned = true;
  event.preventDefault();
  line.firstElementChild.textContent = words.signingOut;
  place.hidden = line.hidden = false;
  if (event.submitter) event.submitter.textContent = words.signOut;
  line.tabIndex = -1;
  line.focus();
}

/** A form that needs the network ends in nothing without one. */
function needsNetwork(event) {
  if (navigator.onLine || event.defaultPrevented || event.target.method !== "post") return;
  event.preventDefault();
  tellAge();
  place.scrollIntoView({ block: "start" });
}

async function keepPages() {
  const pages = place.dataset.pages.split(" ").filter(Boolean);
  const worker = navigator.serviceWorker;
  if (!worker || !pages.length) return;
  await worker.register("/sw.js").catch(() => undefined);
  (await worker.ready).active.postMessage({ person, pages });
}

/** Says that there is no network, and how old the page is. */
function tellAge() {
  const why = kept ? words.asOf.replace("{}", time(kept)) : navigator.onLine ? "" : words.offline;
  line.hidden = !why;
  line.firstElementChild.textContent = form && why ? `${why} ${words.goOn}` : why;
  show();
}

/** A page that was kept before the visit could begin begins by itself. */
function reveal() {
  const wait = Number(spot.dataset.from) - Date.now();
  if (spot.hidden && wait > 0 && !spot.querySelector(".error-summary")) return setTimeout(reveal, Math.min(wait, 60_000));
  spot.hidden = false;
  document.querySelector(".visit-later")?.remove();
}

// --- What is entered ----------------------------------------------------------------------------

const fields = () => [...new FormData(form)].filter(([name]) => !name.startsWith("_"));
const draftId = `${person}/${visit}`;

function keepDraft() {
  clearTimeout(drafting);
  const values = fields();
  const any = values.some(([name, value]) => name.endsWith("[]") || (name === "note" && value.trim()));
  return any ? stored("drafts", "put", { id: draftId, at: Date.now(), values }) : stored("drafts", "delete", draftId);
}

async function restore() {
  const drafts = await stored("drafts", "getAll");
  for (const { id, at } of drafts) if (Date.now() - at > 2 * 86_400_000) await stored("drafts", "delete", id);
  let restored = false;
  for (const [name, value] of drafts.find(({ id }) => id === draftId)?.values ?? []) {
    const box = [...form.elements].find((one) => one.name === name && one.value === value && one.type === "checkbox");
    if (box && !box.checked) restored = box.checked = true;
    if (name === "note" && value.trim() && !form.elements.note.value.trim()) {
      form.elements.note.value = value;
      restored = true;
    }
    if (name === "kind") form.elements.kind.value = value;
  }
  if (restored) say(words.restored);
}

async function entered(event) {
  if (plainly) return;
  event.preventDefault();
  if (fresh) return;
  const button = event.submitter ?? form.querySelector("[name=press]");
  const values = [...fields().filter(([name]) => name !== "press"), ["press", button.value]];
  const report = { id: newId(), person, visit, at: Date.now(), press: button.value, values };
  fresh = report.id;
  button.disabled = true;
  const next = (await stored("reports", "put", report)) ? await deliver() : "plain";
  button.disabled = false;
  if (next && next !== "plain") return location.assign(next);
  fresh = undefined;
  if (next) return sendPlainly(button);
  // It waits: what was marked stays marked, and the note is not sent again.
  form.elements.note.value = "";
  await keepDraft();
  said.focus();
  place.scrollIntoView({ block: "start" });
}

/** As without this script: the page comes back with a message at its field. */
function sendPlainly(button) {
  plainly = true;
  form.requestSubmit(button);
}

// --- What waits ---------------------------------------------------------------------------------

/** Sends what waits, one after the other, in one tab; answers where the fresh report led. */
async function deliver() {
  clearTimeout(later);
  const only = { ifAvailable: true };
  const next = await (navigator.locks?.request("espiral-visits", only, (lock) => (lock ? sendAll() : read())) ?? sendAll());
  show();
  if (leave) location.assign(leave);
  else if (reports.some(({ refused }) => !refused)) {
    later = setTimeout(deliver, 1_000 * (2 ** Math.min(failures++, 6) + Math.random()));
  } else failures = 0;
  return next;
}

async function read() {
  const all = (await stored("reports", "getAll")) || [];
  // Another tab may have sent some.
  const gone = reports.filter((one) => !all.some(({ id }) => id === one.id));
  reports = all.filter((one) => one.person === person).sort((one, other) => one.at - other.at);
  for (const report of gone) moveOn(report, location.pathname);
}

async function sendAll() {
  await read();
  let next;
  if (!navigator.onLine) return;
  for (const report of reports.filter(({ refused }) => !refused)) {
    report.said = words.sending;
    show();
    const led = await send(report);
    if (report.id === fresh) next = led;
    else if (led && led !== "plain") await arrived(report, led);
    if (report.said) break;
  }
  return next;
}

/** Sends a report. It is gone, refused, or has `said` why it waits. */
async function send(report) {
  const body = new URLSearchParams(report.values);
  body.set("_person", report.person);
  if (report.id !== fresh) body.set("_waited", Math.max(0, Math.round((Date.now() - report.at) / 1000)));
  const headers = { "idempotency-key": report.id };
  const signal = AbortSignal.timeout?.(report.id === fresh ? 10_000 : 60_000);
  const answer = await fetch(command, { method: "POST", body, headers, signal }).catch(() => undefined);
  const status = answer?.status ?? 0;
  const told = await answer?.json().catch(() => undefined);
  if (status === 401) report.said = words.signedOut;
  else if ([0, 408, 425, 429].includes(status) || status >= 500) report.said = words.waiting;
  else {
    report.said = "";
    if (answer.ok || report.id === fresh) {
      await stored("reports", "delete", report.id);
      reports = reports.filter(({ id }) => id !== report.id);
      if (!answer.ok) return "plain";
      await stored("drafts", "delete", `${person}/${report.visit}`);
      return told ?? `/visits/${report.visit}`;
    }
    report.refused = told?.Invalid?.map(({ message }) => message).join(" ") || ([403, 404].includes(status) ? words.gone : String(status));
    await stored("reports", "put", report);
  }
}

/** What waited is on the server. */
async function arrived(report, next) {
  failures = 0;
  say(words.sent.replace("{}", time(Date.now())), report.visit);
  if (form && report.visit === visit) await keepDraft();
  moveOn(report, next);
}

/** The page of a visit shows what became of its reports, all of them, when nobody is typing there. */
function moveOn(report, next) {
  if (report.visit !== visit || report.refused) return;
  // A page that is fetched between two reports would show what holds no longer.
  if (reports.some((one) => one.visit === visit && !one.refused)) return;
  if (report.press === "finish" || (kept && !typing())) leave = next;
}

const typing = () => form && form.contains(document.activeElement) && document.activeElement.matches("textarea");

// --- What is seen -------------------------------------------------------------------------------

function say(text, of) {
  said.replaceChildren(text);
  if (of) said.append(" ", make("a", { href: `/visits/${of}`, textContent: words.show }));
  show();
}

function show() {
  const waiting = reports.filter(({ refused }) => !refused).length;
  if (waiting) said.textContent = waiting === 1 ? words.oneWaits : words.manyWait.replace("{}", waiting);
  else if ([words.oneWaits, words.manyWait.slice(2)].some((text) => said.textContent.endsWith(text))) said.textContent = "";
  // Only what differs: somebody may be about to press a button here.
  const old = new Map([...list.children].map((one) => [one.dataset.id, one]));
  for (const report of reports) {
    const [now, before] = [entry(report), old.get(report.id)];
    old.delete(report.id);
    if (!before) list.append(now);
    else if (before.dataset.state !== now.dataset.state) before.replaceWith(now);
  }
  for (const gone of old.values()) gone.remove();
  place.hidden = line.hidden && !said.textContent && !reports.length;
  if (!form) return;
  const over = reports.some((one) => one.visit === visit && one.press === "finish" && !one.refused && one.id !== fresh);
  if (over) spot.hidden = true;
  else if (!document.querySelector(".visit-later")) spot.hidden = false;
}

function entry(report) {
  const { refused, values, press, at } = report;
  const count = (name) => values.filter(([field]) => field === name).length;
  const [people, ticks] = [count("present[]"), count("checks[]")];
  const note = values.find(([name]) => name === "note")?.[1].trim() ?? "";
  const parts = [(press === "finish" ? words.finishedAt : words.savedAt).replace("{}", time(at))];
  if (people) parts.push(people === 1 ? words.onePerson : words.people.replace("{}", people));
  if (ticks) parts.push(words.ticks.replace("{}", ticks));
  const state = refused ? `${words.refused}: ${refused}` : report.said || words.waiting;
  const made = make("li");
  Object.assign(made.dataset, { id: report.id, state });
  made.append(make("p", { className: `badge ${refused ? "bad" : report.said === words.sending ? "neutral" : "warn"}`, textContent: state }));
  made.append(make("p", { textContent: parts.join(" · ") }));
  if (note && refused) made.append(make("pre", { className: "typed", textContent: note }));
  else if (note) made.append(make("p", { textContent: words.note.replace("{}", note.length > 80 ? `${note.slice(0, 80)}…` : note) }));
  const actions = make("div", { className: "inline" });
  if (report.said === words.signedOut) {
    actions.append(make("a", { className: "button secondary", href: `/sign-in?next=/visits/${report.visit}`, textContent: words.signIn }));
  }
  if (report.visit !== visit) actions.append(make("a", { href: `/visits/${report.visit}`, textContent: words.open }));
  if (refused) actions.append(button("secondary", words.again, () => settle(report, "put")), discarding(report));
  if (actions.children.length) made.append(actions);
  return made;
}

/** Asks before it is lost, as `ui::Confirm` does. */
function discarding(report) {
  const asking = make("details", { className: "confirm" });
  const summary = make("summary", { className: "button danger" });
  summary.append(make("span", { className: "when-closed", textContent: words.discard }));
  summary.append(make("span", { className: "when-open", textContent: words.leave }));
  const body = make("div", { className: "confirm-body" });
  body.append(make("p", { textContent: words.discardText }));
  body.append(button("danger", words.discard, () => settle(report, "delete")));
  asking.append(summary, body);
  return asking;
}

/** Tries a refused report again, or throws it away. */
async function settle(report, what) {
  const again = { ...report, refused: undefined, said: undefined };
  await stored("reports", what, what === "put" ? again : report.id);
  await deliver();
}

function time(at) {
  const today = new Date().toDateString() === new Date(at).toDateString();
  const day = today ? {} : { day: "numeric", month: "short" };
  const as = { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "es-PE", as).format(at);
}

keepPages();
tellAge();
await start();
