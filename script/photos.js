// Photos of notes, in the browser. They are made small before they are sent, because the
// connection of a phone is slow, and nothing that a camera notes leaves the device. The photos of a
// note that is being shared follow it: they are kept here (IndexedDB) until the server has them,
// also when the page is closed. Without this script the same form sends everything at once.

const LONG_SIDE = 1600;
const SMALL = 240;
/** A note may take so long until the server has it, before its photos give it up. */
const PATIENCE = 60_000;

/** The browser's store, once it has been asked for. */
let database;

for (const field of document.querySelectorAll(".photos")) chooser(field);

function chooser(field) {
  const words = JSON.parse(field.dataset.words);
  const [chosen, camera] = field.querySelectorAll("input[type=file]");
  const list = field.querySelector(".photos-chosen");
  const problem = field.querySelector(":scope > .problem");
  field.querySelector(".photos-plain").remove();
  /** How many are being made small: what the field holds meanwhile is as large as the camera made it. */
  let making = 0;
  /** The button of a form that waits for that. */
  let later = null;
  for (const input of [chosen, camera]) input.addEventListener("change", () => add([...input.files]));
  const form = field.closest("form");
  form.addEventListener(
    "submit",
    (event) => {
      if (!making) return void (problem.textContent = "");
      // Sent as soon as they are.
      event.preventDefault();
      event.stopImmediatePropagation();
      problem.textContent = words.preparing;
      later = event.submitter;
    },
    { capture: true },
  );
  if (field.dataset.person) follow(field, words, list, sync, add);

  async function add(files) {
    making++;
    camera.value = "";
    problem.textContent = "";
    for (const file of files) {
      if (list.children.length >= Number(field.dataset.most)) {
        problem.textContent = words.tooMany;
        break;
      }
      const made = await shrunk(file);
      if (made) list.append(item(made));
      else problem.textContent = /\.hei[cf]$/i.test(file.name) ? words.heic : words.foreign;
    }
    sync();
    making--;
    if (making || !later) return;
    const button = later;
    later = null;
    // What could not be taken is told first.
    if (problem.textContent === words.preparing) form.requestSubmit(button);
  }

  /** Lets the field hold what is in the list, for a form that is sent as it is. */
  function sync() {
    const held = new DataTransfer();
    for (const { photo } of list.children) held.items.add(photo);
    chosen.files = held.files;
  }

  function item({ photo, picture }) {
    const label = make("label", { textContent: words.what });
    const alt = make("input", { className: "input", name: "alt[]", maxLength: field.dataset.altMax });
    label.append(alt);
    const leaveOut = button(words.leaveOut, () => {
      entry.remove();
      sync();
      chosen.focus();
    });
    const entry = make("li", { photo });
    entry.append(picture, label, leaveOut);
    return entry;
  }
}

/** A photo small enough to be sent, with a picture to look at; nothing when it cannot be read. */
async function shrunk(file) {
  try {
    const image = await createImageBitmap(file);
    const large = drawn(image, LONG_SIDE);
    const blob = await new Promise((done) => large.toBlob(done, "image/jpeg", 0.85));
    if (!blob) return;
    const photo = new File([blob], "photo.jpg", { type: "image/jpeg" });
    return { photo, picture: drawn(image, SMALL) };
  } catch {
    // Not a picture, or none that this browser knows.
  }
}

function drawn(image, longSide) {
  const scale = Math.min(1, longSide / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const paper = canvas.getContext("2d");
  paper.fillStyle = "white";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Lets photos follow the note that the form around the field shares. */
async function follow(field, words, list, sync, putBack) {
  const { person, command } = field.dataset;
  const form = field.closest("form");
  const state = field.querySelector(".sharing-state");
  const underWay = field.querySelector(".outbox");
  const parcels = [];
  let busy = false;
  let failures = 0;
  let later;

  // The island around the form takes the note, and empties its field, when the browser does not
  // send the form itself. So the id is made before, and the photos are taken after.
  let written = "";
  form.addEventListener("submit", () => {
    written = form.elements.note.value.trim();
    form.elements.note_id.value = list.children.length ? newId() : "";
  });
  window.addEventListener("submit", (event) => {
    const shared = event.target === form && event.defaultPrevented && written && !form.elements.note.value;
    if (!shared || !list.children.length) return;
    const note = form.elements.note_id.value;
    for (const entry of list.children) {
      const { photo } = entry;
      const alt = entry.querySelector("input").value;
      const parcel = { id: newId(), person, note, alt, photo, at: Date.now() };
      parcels.push(parcel);
      kept("put", parcel);
    }
    list.replaceChildren();
    sync();
    state.textContent = "";
    show();
    later = setTimeout(deliver, 1_000);
  });
  window.addEventListener("espiral:wall", deliver);
  window.addEventListener("online", deliver);
  for (const parcel of await kept("all")) if (parcel.person === person) parcels.push(parcel);
  show();
  deliver();

  /** Sends what is under way, one after the other, and comes back while something waits. */
  async function deliver() {
    if (busy || !parcels.some((parcel) => !parcel.failed)) return;
    busy = true;
    clearTimeout(later);
    for (const parcel of parcels.filter((parcel) => !parcel.failed)) {
      parcel.said = words.sending;
      show();
      await send(parcel);
      show();
    }
    busy = false;
    if (parcels.some((parcel) => !parcel.failed)) {
      later = setTimeout(deliver, 1_000 * (2 ** Math.min(failures++, 5) + Math.random()));
    }
  }

  async function send(parcel) {
    const waits = isUnderWay(parcel);
    const body = new FormData();
    body.append("id", parcel.note);
    body.append("alt[]", parcel.alt);
    body.append("photos", parcel.photo, "photo.jpg");
    const headers = { "idempotency-key": parcel.id };
    const signal = AbortSignal.timeout?.(120_000);
    const answer = await fetch(command, { method: "POST", body, headers, signal }).catch(() => undefined);
    const status = answer?.status ?? 0;
    if (answer?.ok) {
      failures = 0;
      drop(parcel);
      if (!parcels.length) state.textContent = words.saved;
    } else if (status === 401) {
      parcel.said = words.signedOut;
    } else if (status === 404 && waits) {
      parcel.said = words.sending;
    } else if (status === 404) {
      fail(parcel, words.noNote);
      parcel.lost = true;
    } else if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) {
      parcel.said = words.waiting;
    } else {
      const { Invalid = [] } = await answer.json().catch(() => ({}));
      const why = Invalid.map(({ message }) => message).join(" ");
      fail(parcel, why ? `${words.failed}: ${why}` : words.failed);
    }
  }

  function fail(parcel, said) {
    parcel.failed = true;
    parcel.said = said;
  }

  function drop(parcel) {
    parcels.splice(parcels.indexOf(parcel), 1);
    kept("delete", parcel.id);
  }

  function show() {
    underWay.replaceChildren(...parcels.map((parcel) => {
      const entry = make("li");
      const badge = `badge ${parcel.failed ? "bad" : parcel.said === words.sending ? "neutral" : "warn"}`;
      entry.append(make("p", { className: badge, textContent: parcel.said ?? words.sending }));
      if (parcel.failed) {
        const actions = make("div", { className: "inline" });
        actions.append(
          button(words.again, () => {
            // Without its note it can only go with another one.
            if (parcel.lost) {
              drop(parcel);
              putBack([parcel.photo]);
            } else {
              parcel.failed = false;
              deliver();
            }
            show();
          }),
          button(words.discard, () => {
            drop(parcel);
            show();
          }),
        );
        entry.append(actions);
      }
      return entry;
    }));
  }
}

/** Whether the note of a photo may still be on its way to the server. */
function isUnderWay({ note, at }) {
  let waiting;
  try {
    const entries = Object.entries(localStorage);
    waiting = entries.find(([key, value]) => key.startsWith("espiral:out:") && value.includes(note))?.[1];
  } catch {
    // Nothing is kept where the browser keeps nothing.
  }
  return waiting ? typeof JSON.parse(waiting).refused !== "string" : Date.now() - at < PATIENCE;
}

/** Puts a photo under way into the browser's store, deletes one, or answers all; a browser may
 * refuse to keep anything, then photos live as long as the page. */
function kept(what, value) {
  database ??= new Promise((done) => {
    try {
      const asked = indexedDB.open("espiral", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("photos", { keyPath: "id" });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => done();
    } catch {
      done();
    }
  });
  return database.then((open) => new Promise((done) => {
    if (!open) return done([]);
    const store = open.transaction("photos", "readwrite").objectStore("photos");
    const asked = what === "all" ? store.getAll() : store[what](value);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done([]);
  }));
}

/** A random id, also where a page is not served securely and `randomUUID` is missing. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function make(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties);
}

function button(textContent, pressed) {
  const made = make("button", { type: "button", className: "button quiet", textContent });
  made.addEventListener("click", pressed);
  return made;
}
