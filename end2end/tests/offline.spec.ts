import type { Browser, Page } from "@playwright/test";
import { expectNoViolations } from "../support/axe";
import { cable, type Cable } from "../support/cable";
import { send } from "../support/forms";
import { email, type Person, signIn, windowOf } from "../support/people";
import { expect, test as base } from "../support/test";

// A visit without a network: the page is there, what is entered waits on the phone, and goes once.

/** The browser reaches the clinic over a cable: what a browser calls offline leaves out its service workers. */
const test = base.extend<{ network: Cable }>({
  network: async ({ serverUrl }, use) => {
    const laid = await cable(serverUrl);
    await use(laid);
    await laid.cut();
  },
  baseURL: async ({ network }, use) => use(network.url),
});

test.describe.configure({ mode: "serial" });

/** The visit of the last tests. */
let last = "";

const withoutScript = () => test.info().project.name === "no-js";

/** A visit that is being held now, by whoever has this account; it is given the role for it. */
async function visitOf(page: Page, browser: Browser, person: Person): Promise<string> {
  const admin = await windowOf(browser, page, "admin");
  await admin.goto(`/people?q=${encodeURIComponent(email(person))}`);
  await admin.locator("main table a").first().click();
  await admin.waitForURL(/\/people\/[0-9a-f-]{36}/);
  const id = new URL(admin.url()).pathname.split("/")[2] ?? "";
  await admin.goto(`/people/${id}/access`);
  await send(admin, "grant_role", { role: "instructor" });
  const clock = (minutes: number) => {
    const at = new Date(Date.now() + minutes * 60_000);
    const [day = "", time = ""] = at.toLocaleString("sv-SE", { timeZone: "America/Lima" }).split(" ");
    return { day, time: time.slice(0, 5) };
  };
  const [before, now, after] = [clock(-45), clock(0), clock(60)];
  // Somebody may be there today already: one branch after the other is tried.
  for (const branch of ["Sede Norte", "Sede Sur", "Sede Callao", "Sede Central"]) {
    await admin.goto("/visits/new");
    await admin.locator("[name=branch]").selectOption({ label: branch });
    await admin.locator("[name=instructor]").selectOption(id);
    await admin.locator("[name=date]").fill(now.day);
    await admin.locator("[name=from]").fill(before.day === now.day ? before.time : "00:00");
    await admin.locator("[name=until]").fill(after.day === now.day ? after.time : "23:59");
    await admin.locator("[name=anyway]").check({ force: true });
    await admin.getByRole("button", { name: "Plan visit" }).click();
    await admin.waitForLoadState();
    if (/done=planned/.test(admin.url())) break;
  }
  const { pathname } = new URL(admin.url());
  expect(pathname).toMatch(/\/visits\/[0-9a-f-]{36}/);
  await admin.context().close();
  return pathname;
}

const isKept = (page: Page, path: string) => page.evaluate(async (path) => (await caches.match(path, { ignoreVary: true })) !== undefined, path);

/** The browser notices that there is a network again. */
const notice = (page: Page) => page.evaluate(() => dispatchEvent(new Event("online")));

/** Some are not marked, so it asks. */
async function finish(page: import("@playwright/test").Page) {
  await page.locator("summary", { hasText: "Finish visit" }).click();
  await page.getByRole("button", { name: "Finish visit" }).click();
}

test("a visit goes on without a network, and what was entered is sent once", async ({ page, context, network, browser, complaints }) => {
  // Without JavaScript the browser itself says that there is no network.
  if (withoutScript()) return;
  test.setTimeout(300_000);
  await signIn(page, "hr");
  const visit = await visitOf(page, browser, "hr");

  // Opened on the way: the page of the visit is kept, though nobody has looked at it yet.
  await page.goto("/");
  await expect.poll(() => isKept(page, visit)).toBe(true);
  await expect.poll(() => isKept(page, "/visits")).toBe(true);
  await expect.poll(() => isKept(page, "/offline")).toBe(true);
  await network.cut();
  // Any other page is answered by one that leads to what is kept.
  await page.goto("/people");
  await expect(page.getByRole("heading", { level: 1, name: "No connection" })).toBeVisible();
  await expect(page.locator(`main a[href="${visit}"]`)).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL(/\/visits$/);
  await expect(page.getByText(/^No network. You see this page as of \d\d:\d\d/)).toBeVisible();
  await page.goto(visit);
  await expect(page.getByText(/^No network. You see this page as of \d\d:\d\d.* sent by itself/)).toBeVisible();
  await expectNoViolations(page);

  // What is being typed outlives the page.
  const people = page.locator('input[name="present[]"]');
  const names = await page.locator('label.choice:has(input[name="present[]"])').allInnerTexts();
  await people.nth(0).check({ force: true });
  const note = page.locator("textarea[name=note]");
  await note.fill("Apuntan en papel y no se pierde nada");
  await page.waitForTimeout(400);
  await page.reload();
  await expect(note).toHaveValue("Apuntan en papel y no se pierde nada");
  await expect(people.nth(0)).toBeChecked();
  await people.nth(1).check({ force: true });

  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page.getByText("1 visit report is waiting on this device")).toBeVisible();
  await expect(page.getByText(/Entered at .* 2 people ticked/)).toBeVisible();
  await expect(page.getByText("Note: Apuntan en papel y no se pierde nada")).toBeVisible();
  await expect(note).toHaveValue("");
  await expectNoViolations(page);
  await finish(page);
  await expect(page.getByText("2 visit reports are waiting on this device")).toBeVisible();
  await expect(page.locator("summary", { hasText: "Finish visit" })).toBeHidden();
  await expectNoViolations(page);

  // The telephone is put away, and taken out again, still without a network.
  await page.close();
  const again = await context.newPage();
  await again.goto(visit);
  await expect(again.getByText("2 visit reports are waiting on this device")).toBeVisible();
  await expect(again.locator("summary", { hasText: "Finish visit" })).toBeHidden();
  await again.goto("/visits");
  await expect(again.getByText("2 visit reports are waiting on this device")).toBeVisible();
  await expectNoViolations(again);
  const other = await context.newPage();
  await other.goto(visit);
  await again.goto(visit);

  await network.mend();
  await Promise.all([notice(again), notice(other)]);
  await expect(again.getByText("What came of it")).toBeVisible({ timeout: 30_000 });
  await expect(other.getByText("What came of it")).toBeVisible({ timeout: 30_000 });
  await expect(again.getByText(/^2 of \d+ were there/)).toBeVisible();
  await expect(again.locator(".outbox li")).toHaveCount(0);
  await again.goto(visit.replace("visits", "sessions"));
  await expect(again.getByText("Apuntan en papel y no se pierde nada")).toHaveCount(1);
  await again.goto(`${visit.replace("visits", "sessions")}/roster`);
  for (const name of names.slice(0, 2)) {
    await expect(again.getByText(name.split("\n")[0] ?? "").first()).toBeVisible();
  }
  complaints.length = 0;
});

test("whoever signs in next finds nothing, and what waits stays for its owner", async ({ page, context, network, browser, complaints }) => {
  if (withoutScript()) return;
  test.setTimeout(300_000);
  await signIn(page, "manager");
  const visit = await visitOf(page, browser, "manager");
  await page.goto(visit);
  await expect.poll(() => isKept(page, visit)).toBe(true);
  await network.cut();
  await page.locator("textarea[name=note]").fill("Solo para quien la escribió");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page.getByText("1 visit report is waiting on this device")).toBeVisible();
  // Signed in again on the same phone is somebody else.
  await page.goto("about:blank");
  await network.mend();
  await context.clearCookies();
  await signIn(page, "instructor");
  expect(await isKept(page, visit)).toBe(false);
  await page.goto(visit);
  await expect(page.locator("summary", { hasText: "Finish visit" })).toBeVisible();
  await expect(page.locator(".outbox li")).toHaveCount(0);
  // The visit is finished meanwhile: the note still finds its place.
  await finish(page);
  await expect(page.getByText("What came of it")).toBeVisible();
  await context.clearCookies();
  await signIn(page, "manager");
  await expect(async () => {
    // Only pages of visits and Today send what waits.
    await page.goto(visit);
    await expect(page.locator(".outbox li")).toHaveCount(0);
    await page.waitForTimeout(1_000);
    await page.goto(visit.replace("visits", "sessions"));
    await expect(page.getByText("Solo para quien la escribió")).toHaveCount(1, { timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  // Signing out leaves no page behind.
  await page.goto(visit);
  await expect.poll(() => isKept(page, visit)).toBe(true);
  await page.goto("/me");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/sign-in/);
  await expect.poll(() => isKept(page, visit)).toBe(false);
  complaints.length = 0;
});

test("what is refused stays with its text, and goes only when it is discarded", async ({ page, network, browser, complaints }) => {
  if (withoutScript()) return;
  test.setTimeout(300_000);
  await signIn(page, "admin");
  const visit = (last = await visitOf(page, browser, "admin"));
  await page.goto(visit);
  await network.cut();
  await page.locator("textarea[name=note]").fill("Un texto que se puede copiar");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page.getByText("1 visit report is waiting on this device")).toBeVisible();
  // It has waited for three days.
  await page.evaluate(async () => {
    const open = await new Promise<IDBDatabase>((done) => {
      const asked = indexedDB.open("espiral-visits", 1);
      asked.onsuccess = () => done(asked.result);
    });
    const change = open.transaction("reports", "readwrite");
    const store = change.objectStore("reports");
    const all = store.getAll();
    all.onsuccess = () => all.result.forEach((one) => store.put({ ...one, at: one.at - 3 * 86_400_000 }));
    await new Promise((done) => (change.oncomplete = done));
  });
  await network.mend();
  await notice(page);
  await expect(page.getByText(/Not accepted: This was entered more than two days ago/)).toBeVisible({ timeout: 20_000 });
  await expect(page.locator(".kept-visits pre")).toHaveText("Un texto que se puede copiar");
  await expectNoViolations(page);
  await page.goto("/visits");
  await expect(page.locator(".kept-visits pre")).toHaveText("Un texto que se puede copiar");
  await page.locator(".kept-visits summary").click();
  await page.locator(".kept-visits .confirm-body button").click();
  await expect(page.locator(".kept-visits")).toBeHidden();
  await page.reload();
  await expect(page.locator(".kept-visits")).toBeHidden();
  complaints.length = 0;
});

test("a network that does not answer is waited for a little, then the kept page is there", async ({ page, network, complaints }) => {
  if (withoutScript()) return;
  await signIn(page, "admin");
  await page.goto(last);
  await expect.poll(() => isKept(page, "/visits")).toBe(true);
  network.hold();
  const asked = Date.now();
  await page.goto("/visits", { waitUntil: "commit" });
  const waited = Date.now() - asked;
  await expect(page.getByText(/^No network. You see this page as of \d\d:\d\d/)).toBeVisible();
  expect(waited).toBeGreaterThan(3_900);
  network.release();
  await page.goto("/visits");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(/You see this page as of/)).toHaveCount(0);
  complaints.length = 0;
});

test("a new release takes the place of the scripts that were kept", async ({ page, network, complaints }) => {
  if (withoutScript()) return;
  await signIn(page, "admin");
  await page.goto(last);
  await expect.poll(() => isKept(page, last)).toBe(true);
  const keptScripts = () =>
    page.evaluate(async () => {
      const name = (await caches.keys()).find((name) => name.startsWith("espiral-visits-")) ?? "";
      const all = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname);
      return all.filter((path) => path.endsWith("/visit.js"));
    });
  await expect.poll(keptScripts).toHaveLength(1);
  const [current = ""] = await keptScripts();

  // As a release before has left it: everything is kept under the addresses that it had.
  await page.goto("/people");
  const left = await page.evaluate(async (folder) => {
    const before = (text: string) => text.replaceAll(folder, "/pkg/0123456789ab/");
    const left: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const asked of await cache.keys()) {
        const kept = await cache.match(asked, { ignoreVary: true });
        if (!kept) continue;
        const { pathname } = new URL(asked.url);
        const [body, headers] = [before(await kept.text()), kept.headers];
        await cache.delete(asked);
        await cache.put(before(pathname), new Response(body, { headers }));
        left.push(before(pathname));
      }
    }
    return left;
  }, current.replace(/[^/]+$/, ""));
  expect(left).toContain("/pkg/0123456789ab/visit.js");

  await page.goto(last);
  await expect.poll(keptScripts).toEqual([current]);
  await network.cut();
  await page.goto(last);
  await expect(page.getByText(/^No network. You see this page as of \d\d:\d\d/)).toBeVisible();
  complaints.length = 0;
});

test("with a network a report is refused at its field, as ever", async ({ page, browser, complaints }) => {
  await signIn(page, "admin");
  const visit = last || (await visitOf(page, browser, "admin"));
  await page.goto(visit);
  const note = page.locator("textarea[name=note]");
  await note.fill("x".repeat(20_001));
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page.locator(".problem").first()).toBeVisible();
  await expect(note).toHaveValue("x".repeat(20_001));
  await note.fill("Más corto");
  await page.getByRole("button", { name: "Save and go on" }).click();
  await expect(page).toHaveURL(/done=saved/);
  complaints.length = 0;
});
