// Photos of notes, in the browser. They are made small before they are sent, because the
// connection of a phone is slow, and nothing that a camera notes leaves the device. The photos of a
// note that is being shared follow it: they are kept here (IndexedDB) until the server has them,
// also when the page is closed. Without this script the same form sends everything at once.

import { button as buttonOf, make, newId } from "./keeping.js";
import { kept, send as sent } from "./parcels.js";

const LONG_SIDE = 1600;
const SMALL = 240;
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
      const session = form.elements.session?.value;
      const parcel = { id: newId(), person, session, note, alt, photo, at: Date.now() };
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
    const { fate, why } = await sent(command, parcel);
    if (fate === "delivered") {
      failures = 0;
      drop(parcel);
      if (!parcels.length) state.textContent = words.saved;
    } else if (fate === "failed") {
      fail(parcel, why ? `${words.failed}: ${why}` : words.failed);
    } else if (fate === "noNote") {
      fail(parcel, words.noNote);
      parcel.lost = true;
    } else {
      parcel.said = words[fate];
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

function button(textContent, pressed) {
  return buttonOf("quiet", textContent, pressed);
}
