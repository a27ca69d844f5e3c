// Photos that follow a note which was shared already: the browser keeps them until the server has them.
// A room sends them (script/photos.js), and so does Today (script/waiting.js).

/** A note may take so long until the server has it, before its photos give it up. */
const PATIENCE = 60_000;

/** The browser's store, once it has been asked for. */
let database;

/** Sends a photo of which the server may have had a first try; answers what became of it, and what the
 * server said when it will never take it. */
export async function send(command, parcel) {
  const waits = isUnderWay(parcel);
  const body = new FormData();
  body.append("id", parcel.note);
  body.append("alt[]", parcel.alt);
  body.append("photos", parcel.photo, "photo.jpg");
  const headers = { "idempotency-key": parcel.id };
  const signal = AbortSignal.timeout?.(120_000);
  const answer = await fetch(command, { method: "POST", body, headers, signal }).catch(() => undefined);
  const status = answer?.status ?? 0;
  if (answer?.ok) return { fate: "delivered" };
  if (status === 401) return { fate: "signedOut" };
  if (status === 404) return { fate: waits ? "sending" : "noNote" };
  if ([0, 408, 425, 429].includes(status) || status >= 500) return { fate: "waiting" };
  const { Invalid = [] } = await answer.json().catch(() => ({}));
  return { fate: "failed", why: Invalid.map(({ message }) => message).join(" ") };
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
export function kept(what, value) {
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
