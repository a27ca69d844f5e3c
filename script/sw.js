// The visit without a network. Served at /sw.js; only pages that hold visits register it.
//
// Such a page names the addresses to keep: the rota and the visits of today and tomorrow of whoever is
// signed in. Of these, and of nothing else, a copy is kept, with the styles and scripts that it
// names, and answers when the network does not. It goes when somebody signs in or out, and after two days.
// Kept beside them is the page that stands in for all others: no connection, and what is here.

const KEPT = "espiral-visits-";
/** A page that takes longer is answered with the copy. */
const PATIENCE = 4_000;
const LIFE = 2 * 86_400_000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(keep(event.data)));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode !== "navigate") {
    if (pathname.startsWith("/pkg/")) event.respondWith(asset(request));
  } else if (/^\/(sign-in$|access\/)/.test(pathname)) {
    // A telephone may have several users; what is waiting to be sent stays for whoever entered it.
    event.waitUntil(forget(searchParams.get("done") === "signed-out"));
  } else if (/^\/(visits(\/[0-9a-f-]{36})?)?$/.test(pathname)) {
    event.respondWith(page(request, pathname));
  } else if (!/\.\w+$/.test(pathname)) {
    // Files are the browser's own business.
    event.respondWith(fetch(request).catch(instead));
  }
});

async function asset(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

async function page(request, path) {
  const asked = fetch(request).catch(() => undefined);
  const kept = path === "/" ? undefined : await copyOf(path);
  const patience = new Promise((done) => setTimeout(done, PATIENCE));
  const answer = await (kept ? Promise.race([asked, patience]) : asked);
  // These pages lead nobody elsewhere who is signed in.
  if (answer?.type === "opaqueredirect") await forget(false);
  const away = !answer || [502, 503, 504].includes(answer.status);
  if (away && kept) return kept;
  if (!answer && path === "/" && (await copyOf("/visits"))) return Response.redirect("/visits");
  return answer ?? instead();
}

/** Stays true however old it is. */
async function instead() {
  return (await caches.match("/offline", { ignoreVary: true })) ?? Response.error();
}

async function copyOf(path) {
  const kept = await caches.match(path, { ignoreVary: true });
  return kept && Date.now() - kept.headers.get("x-kept") < LIFE ? kept : undefined;
}

/** Keeps these pages for this person, and nothing of anybody else. */
async function keep({ person, pages }) {
  const name = KEPT + person;
  for (const other of await caches.keys()) {
    if (other.startsWith(KEPT) && other !== name) await caches.delete(other);
  }
  const cache = await caches.open(name);
  for (const path of pages) {
    const answer = await fetch(path).catch(() => undefined);
    if (!answer || answer.status === 429 || answer.status >= 500) continue;
    if (answer.redirected) return forget(false);
    if (answer.ok) await cache.put(path, await marked(answer));
    else await cache.delete(path);
  }
  await tidy(cache);
}

/** The page as it is kept: it says since when. */
async function marked(answer) {
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  const now = String(Date.now());
  headers.set("x-kept", now);
  const html = (await answer.text()).replace("<html ", `<html data-kept="${now}" `);
  return new Response(html, { headers });
}

/** Keeps the styles and scripts that pages here name; what is too old, or of an older release, goes. */
async function tidy(cache) {
  const named = new Set();
  for (const request of await cache.keys()) {
    const kept = await cache.match(request, { ignoreVary: true });
    const at = kept?.headers.get("x-kept");
    if (!at) continue;
    if (Date.now() - at > LIFE) await cache.delete(request);
    else for (const [path] of (await kept.text()).matchAll(/\/pkg\/\w+\/[\w.-]+/g)) named.add(path);
  }
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/pkg/") && !named.delete(pathname)) await cache.delete(request);
  }
  await Promise.all([...named].map((path) => cache.add(path).catch(() => undefined)));
}

async function forget(drafts) {
  for (const name of await caches.keys()) if (name.startsWith(KEPT)) await caches.delete(name);
  if (!drafts) return;
  // As script/visit.js opens it.
  const asked = indexedDB.open("espiral-visits", 1);
  asked.onupgradeneeded = () => {
    for (const store of ["reports", "drafts"]) asked.result.createObjectStore(store, { keyPath: "id" });
  };
  await new Promise((done) => {
    asked.onerror = done;
    asked.onsuccess = () => {
      const change = asked.result.transaction("drafts", "readwrite");
      change.objectStore("drafts").clear();
      change.oncomplete = change.onabort = () => done(asked.result.close());
    };
  });
}
