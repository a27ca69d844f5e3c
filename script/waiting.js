// Tells of notes that wait on this device since a connection was lost, and leads to their rooms, which
// send them (`knowledge/outbox.rs` keeps them). A room may have closed meanwhile: so the words can be
// read here, copied and dropped; in that room, too. Photos that follow a note are sent from here. Without
// this script, or with nothing to say, there is nothing to see.

import { kept as photosKept, send } from "./parcels.js";

const box = document.querySelector("[data-waiting]");
const words = JSON.parse(box.dataset.words);
const [title, list] = box.querySelectorAll(".notice-body > *");

function kept() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(box.dataset.waiting));
    const notes = keys.map((key) => ({ ...JSON.parse(localStorage.getItem(key)), key }));
    const { room } = box.dataset;
    return room ? notes.filter(({ session }) => session === room) : notes;
  } catch {
    // Nothing is kept where the browser keeps nothing.
    return [];
  }
}

const make = (name, fields, ...children) => {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...children);
  return made;
};

function item({ key, session, text, refused }) {
  const long = text.length > 120;
  const drop = make("button", { type: "button", className: "button quiet", textContent: words.discard });
  drop.addEventListener("click", () => {
    localStorage.removeItem(key);
    show();
  });
  // Browsers let pages copy over https and on this machine only.
  const copy = make("button", { type: "button", className: "button secondary", textContent: words.copy });
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = words.copied;
  });
  const isRefused = typeof refused === "string";
  const why = refused ? `${words.refused}: ${refused}` : words.refused;
  const way = make("a", { href: `/sessions/${session}`, textContent: isRefused ? words.room : words.send });
  return make(
    "li",
    {},
    make("p", { className: "pre-line", textContent: long ? `${text.slice(0, 120)}…` : text }),
    ...(isRefused ? [make("p", { className: "badge bad", textContent: why })] : []),
    ...(box.dataset.room ? [] : [way]),
    ...(navigator.clipboard ? [copy] : []),
    make(
      "details",
      { className: "fold" },
      make("summary", { textContent: long ? words.whole : words.discard }),
      ...(long ? [make("p", { className: "pre-line", textContent: text })] : []),
      make("p", { textContent: words.sure }),
      drop,
    ),
  );
}

/** Photos whose notes were shared, and which the server does not have yet. */
let photos = [];

/** In a room its own script sends them. */
async function sendPhotos() {
  if (box.dataset.room) return;
  const { person, photos: command } = box.dataset;
  for (const parcel of (await photosKept("all")).filter((one) => one.person === person)) {
    const { fate } = await send(command, parcel);
    photos = photos.filter(({ id }) => id !== parcel.id);
    if (fate === "delivered") photosKept("delete", parcel.id);
    else photos.push(parcel);
    show();
  }
}

/** They are looked at, and dropped, where they were chosen. */
const waitingPhoto = ({ session, note }) =>
  make("li", {}, make("a", { href: session ? `/sessions/${session}` : `/knowledge/${note}`, textContent: words.room }));

function show() {
  const notes = kept();
  box.hidden = !notes.length && !photos.length;
  // A room that takes no more sends nothing.
  const isLeft = ({ refused }) => box.dataset.room || typeof refused === "string";
  const left = notes.filter(isLeft).length;
  const counts = [[words.waits, notes.length - left], [words.left, left], [words.photos, photos.length]];
  const counted = counts.filter(([, count]) => count);
  title.textContent = counted
    .map(([[one, many], count]) => (count === 1 ? one : many.replace("{}", count)))
    .join(" ");
  const rooms = [...new Map(photos.map((one) => [one.session ?? one.note, one])).values()];
  list.replaceChildren(...notes.map(item), ...rooms.map(waitingPhoto));
}

// Also when one comes back to the page, or another tab has sent them.
addEventListener("pageshow", show);
addEventListener("storage", show);
addEventListener("pageshow", sendPhotos);
addEventListener("online", sendPhotos);
