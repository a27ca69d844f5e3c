import type { Page } from "@playwright/test";
import { expectNoViolations, expectWhole } from "../support/axe";
import { signIn, windowOf } from "../support/people";
import { expect, test } from "../support/test";

// The main job, end to end: a facilitator opens today's session, an employee checks in with the
// code and shares a note, the facilitator sees both and closes, and the figures follow.

test.describe.configure({ mode: "serial" });

/** The address of today's session, as its facilitator finds it. */
async function openTodaysSession(page: Page): Promise<string> {
  await page.goto("/");
  await page.getByRole("link", { name: "Take attendance", exact: true }).click();
  await expect(page).toHaveURL(/\/sessions\/[0-9a-f-]+\/roster/);
  const session = page.url().replace(/\/roster.*/, "");
  const open = page.getByRole("button", { name: "Open session", exact: true });
  if (await open.count()) await open.first().click();
  await expect(page.getByText("Close session").first()).toBeVisible();
  return session;
}

test("check in, share, see it on another screen, close", async ({ page, browser }) => {
  const withoutScript = test.info().project.name === "no-js";
  await signIn(page, "instructor");
  const session = await openTodaysSession(page);

  await page.goto(`${session}/screen`);
  const code = (await page.locator(".projector-six").innerText()).replace(/\s/g, "");
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{6}$/);

  const phone = await windowOf(browser, page, "employee");
  await phone.goto("/join");
  await phone.getByLabel("Code").fill(code.toLowerCase());
  await phone.locator("main form button[type=submit]").first().click();
  await expect(phone.getByRole("button", { name: "I'm here", exact: true })).toBeVisible();
  if (!withoutScript) await expectNoViolations(phone);
  await phone.getByRole("button", { name: "I'm here", exact: true }).click();
  await expect(phone).toHaveURL(/\/sessions\/[0-9a-f-]+\?done=checked-in/);
  await expect(phone.getByText(/(Present|Late) since|(Present|Late), since/).first()).toBeVisible();

  // The facilitator looks at the room while the employee writes.
  await page.goto(session);
  if (!withoutScript) await page.waitForTimeout(1500);
  const words = `Leo el código dos veces, ${Date.now()}`;
  await phone.getByLabel("Note", { exact: true }).fill(words);
  await phone.getByRole("button", { name: "Share", exact: true }).click();
  await expect(phone.getByText(words).first()).toBeVisible();
  if (withoutScript) await page.reload();
  if (!withoutScript) {
    const fresh = page.getByRole("button", { name: /new/ });
    await expect(fresh.or(page.getByText(words)).first()).toBeVisible();
    if (await fresh.count()) await fresh.first().click();
  }
  await expect(page.getByText(words).first()).toBeVisible();

  await page.goto(`${session}/roster`);
  await expect(page.getByText("Ana Torres Vega").first()).toBeVisible();
  if (!withoutScript) await expectNoViolations(page);
  await page.goto(`${session}/close`);
  await page.getByRole("button", { name: "Close session", exact: true }).first().click();
  await page.goto(session);
  await expect(page.getByText("Executed", { exact: true }).first()).toBeVisible();

  await phone.goto(`/knowledge?q=${encodeURIComponent("codigo")}`);
  await expect(phone.getByText(words).first()).toBeVisible();
  await phone.context().close();
});

test("completed training reads 10 of 13", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/indicators?quarter=2022-Q3");
  await expect(page.getByText("76.92 %").first()).toBeVisible();
  await expect(page.getByText("10 of 13").first()).toBeVisible();
  if (test.info().project.name !== "no-js") await expectNoViolations(page);
});

test("every page of every role is whole", async ({ page }) => {
  await signIn(page, "admin");
  const pages = [
    "/", "/sessions", "/sessions?view=month", "/sessions/new", "/knowledge", "/programmes",
    "/programmes/new", "/indicators", "/people", "/people/new", "/people/import", "/branches",
    "/departments", "/settings", "/settings/mail", "/settings/audit", "/me", "/join",
  ];
  for (const path of pages) {
    await expectWhole(page, path);
  }
});

test("the five phases of 2022 can be followed from a note to a branch", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/programmes");
  await page.getByRole("link", { name: "Informes sin errores y a tiempo" }).first().click();
  const ways = page.locator(".phase-ways a");
  await expect(ways).toHaveCount(6);
  const addresses = await ways.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  for (const address of addresses) await expectWhole(page, address);

  await page.goto(addresses.find((address) => address.endsWith("/archetypes")) ?? "");
  await page.getByRole("link", { name: "Doble control de informes" }).click();
  await expectWhole(page, page.url());
  await page.getByRole("link", { name: "Where it comes from" }).click();
  await expectWhole(page, page.url());
  for (const step of ["Leer en voz alta antes de guardar", "Sede Norte"]) {
    await expect(page.getByRole("main").getByText(step).last()).toBeVisible();
  }
});
