// Keeps what is typed into the forms marked `data-keep` on this device until the server has it, and sends
// it over a connection that comes and goes. The key of the form sees to it that it is done once.

const MONTH = 30 * 24 * 60 * 60 * 1000;
/** Between one attempt and the next. */
const PAUSES = [3_000, 10_000, 30_000];
/** What a server answers that will answer otherwise in a moment. */
const LATER = [429, 502, 503, 504];

const forms = () => document.querySelectorAll("form[data-keep]");
const line = (form) => form.querySelector(":scope > .kept");

// --- What is kept -------------------------------------------------------------------------------

/** What changes of the thing that a form is about; all else that it carries unseen says which thing it is. */
const PASSING = /^_once$|revision|^after$/;

/** One's own, of this page and of the thing that this form is about: a page can show one after the other. */
function place(form) {
  const unseen = [...form.elements].filter(({ type, name }) => type === "hidden" && !PASSING.test(name));
  const about = new URLSearchParams(unseen.map(({ name, value }) => [name, value]));
  return `espiral:form:${form.dataset.keep}:${location.pathname}:${about}`;
}

/** The fields as they stand, and whether they are on their way. */
function kept(form) {
  try {
    const found = JSON.parse(localStorage.getItem(place(form)));
    if (found && Date.now() - found.at < MONTH) return found;
  } catch {
    // Nothing is kept where the browser keeps nothing.
  }
  return null;
}

function keep(form, change) {
  try {
    const fields = [...new FormData(form)];
    localStorage.setItem(place(form), JSON.stringify({ fields, button: [], ...change, at: Date.now() }));
  } catch {
    // As without this script.
  }
}

function forget(form) {
  try {
    localStorage.removeItem(place(form));
  } catch {
    // It was never kept.
  }
}

// --- The form -----------------------------------------------------------------------------------

/** Puts the fields back as they were, the unseen ones too: a text belongs to the revision it was written on. */
function fill(form, fields) {
  const left = [...fields];
  for (const field of form.elements) {
    if (!field.name || field.type === "submit" || field.type === "password") continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = fields.some(([name, value]) => name === field.name && value === field.value);
      continue;
    }
    const found = left.findIndex(([name]) => name === field.name);
    if (found >= 0) field.value = left.splice(found, 1)[0][1];
  }
}

/** Says how it is with the form: `kept`, `sending` or `waiting`. On its way nothing is changed. */
function say(form, state) {
  const { dataset, children } = line(form);
  const [text, back] = children;
  text.textContent = dataset[state] ?? "";
  back.hidden = state !== "kept" && state !== "waiting";
  back.textContent = state === "waiting" ? dataset.change : dataset.discard;
  const away = state === "sending" || state === "waiting";
  for (const part of form.children) part.inert = away && part !== line(form);
}

/** As without this script. What was done already leads where it led. */
function leave(form, [name, value]) {
  if (name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  form.submit();
}

async function deliver(form, attempt = 0) {
  const parcel = kept(form);
  if (!parcel?.sent || form.hasAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  if (!attempt) say(form, "sending");
  const here = new URL(location);
  here.searchParams.delete("done");
  here.hash = "";
  const fields = parcel.button.length ? [...parcel.fields, parcel.button] : parcel.fields;
  const body = new URLSearchParams(fields);
  const answer = await fetch(here, { method: "POST", body, headers: { accept: "text/html" } }).catch(() => null);
  form.removeAttribute("aria-busy");
  if (!answer || LATER.includes(answer.status)) {
    say(form, "waiting");
    if (!attempt) line(form).scrollIntoView({ block: "center" });
    clearTimeout(form.later);
    form.later = setTimeout(() => deliver(form, attempt + 1), PAUSES[Math.min(attempt, PAUSES.length - 1)]);
    return;
  }
  // Only now is it not lost any more; whoever was signed out finds it again afterwards.
  if (answer.redirected && new URL(answer.url).pathname !== "/sign-in") forget(form);
  else keep(form, { sent: false });
  leave(form, parcel.button);
}

// --- What people do -----------------------------------------------------------------------------

addEventListener("input", ({ target }) => {
  const form = target.form?.closest("[data-keep]");
  if (form) keep(form, { sent: false });
});

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-keep]")) return;
  const { name, value } = event.submitter ?? {};
  keep(form, { sent: true, button: name ? [name, value] : [] });
  // Where nothing is kept the browser sends it as ever.
  if (!kept(form)) return;
  event.preventDefault();
  deliver(form);
});

addEventListener("click", ({ target }) => {
  const form = target.closest?.(".kept > button")?.closest("[data-keep]");
  if (!form) return;
  clearTimeout(form.later);
  if (kept(form)?.sent) {
    keep(form, { sent: false });
    return say(form, "kept");
  }
  forget(form);
  form.reset();
  say(form, "");
});

addEventListener("online", () => forms().forEach((form) => deliver(form)));

for (const form of forms()) {
  // What came back from the server is newer.
  if (form.hasAttribute("data-typed")) {
    keep(form, { sent: false });
    continue;
  }
  const before = kept(form);
  if (!before) continue;
  fill(form, before.fields);
  if (before.sent) deliver(form);
  else say(form, "kept");
}
