// What reports of visits are kept in, and small pieces of pages; see script/visit.js.

let database;

/** The browser's store; nothing when it keeps none. */
export function opened() {
  database ??= new Promise((done) => {
    try {
      const asked = indexedDB.open("espiral-visits", 1);
      // As script/sw.js opens it.
      asked.onupgradeneeded = () => {
        for (const store of ["reports", "drafts"]) asked.result.createObjectStore(store, { keyPath: "id" });
      };
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => done();
    } catch {
      done();
    }
  });
  return database;
}

/** Does something in a store, and answers when it is on disk; nothing when the browser refuses. */
export async function stored(store, what, value) {
  const open = await opened();
  return new Promise((done) => {
    try {
      const change = open.transaction(store, "readwrite", { durability: "strict" });
      const asked = change.objectStore(store)[what](value);
      change.oncomplete = () => done(asked.result ?? true);
      change.onabort = () => done();
    } catch {
      done();
    }
  });
}

/** A random id, also where a page is not served securely and `randomUUID` is missing. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export function make(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties);
}

export function button(kind, textContent, pressed) {
  const made = make("button", { type: "button", className: `button ${kind}`, textContent });
  made.addEventListener("click", pressed);
  return made;
}
