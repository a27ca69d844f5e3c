import { expectNoViolations } from "../support/axe";
import { formOf, send } from "../support/forms";
import { signIn, windowOf } from "../support/people";
import { expect, test } from "../support/test";

// The rota: HR plans, hands over and calls off; a rota is proposed and published; an instructor holds
// a visit on the spot, with one form.

/** A day that is no Saturday or Sunday, so many days ahead; each project has days of its own. */
function workday(ahead: number): string {
  const shift = { desktop: 0, phone: 1, "no-js": 2 }[test.info().project.name] ?? 3;
  const day = new Date(Date.now() + (ahead + shift * 7) * 86_400_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

test("HR plans a visit, and everybody concerned finds it", async ({ page, browser }) => {
  await signIn(page, "hr");
  await page.goto("/visits");
  await expect(page.getByRole("heading", { level: 1, name: "Visits" })).toBeVisible();
  await expectNoViolations(page);
  await page.goto("/visits/new");
  await page.getByRole("button", { name: "Plan visit" }).click();
  await expect(page.getByText("Choose an instructor").first()).toBeVisible();
  await expectNoViolations(page);
  const day = workday(40);
  await page.getByLabel("Branch", { exact: true }).selectOption({ label: "Sede Norte" });
  await page.getByLabel("Instructor", { exact: true }).selectOption({ label: "Marco Huamán Díaz · Sede Norte" });
  await page.getByLabel("Date", { exact: true }).fill(day);
  await page.getByLabel("What it is about (optional)").fill("Saludo y despedida");
  // The day may be one of Peru's holidays.
  await page.locator("[name=anyway]").check({ force: true });
  await page.getByRole("button", { name: "Plan visit" }).click();
  await expect(page).toHaveURL(/\/visits\/.*done=planned/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Saludo y despedida");
  await expectNoViolations(page);
  const visit = page.url().split("?")[0] ?? "";

  // The instructor reads of it on Today until he has looked.
  const marco = await windowOf(browser, page, "instructor2");
  await marco.goto("/");
  await expect(marco.getByRole("heading", { name: "Changes to your visits" })).toBeVisible();
  await marco.getByRole("button", { name: "See my visits" }).click();
  await marco.goto("/");
  await expect(marco.getByRole("heading", { name: "Changes to your visits" })).toHaveCount(0);

  // The same morning again is refused, with who has it.
  await page.goto(`/visits/new?date=${day}`);
  await page.getByLabel("Branch", { exact: true }).selectOption({ label: "Sede Norte" });
  await page.getByLabel("Instructor", { exact: true }).selectOption({ label: "Lucía Fernández Soto · Sede Central" });
  await page.getByRole("button", { name: "Plan visit" }).click();
  await expect(page.getByText("Marco Huamán Díaz visits Sede Norte").first()).toBeVisible();
  await expect(page.getByLabel("Date", { exact: true })).toHaveValue(day);

  // Handed over to whoever is free, then called off.
  await page.goto(`${visit}/cover`);
  await expectNoViolations(page);
  await page.getByLabel(/Lucía Fernández Soto/).check({ force: true });
  await page.getByLabel("Reason").fill("Marco está de vacaciones");
  await page.getByRole("button", { name: "Hand over" }).click();
  await expect(page.getByText("Marco está de vacaciones")).toBeVisible();
  await send(page, "cancel_visit", { reason: "Inventario" });
  await expect(page.getByText("This visit is called off")).toBeVisible();
  await expect(page.getByRole("button", { name: "Plan again" })).toBeVisible();
});

test("the set-up keeps hours, blocked days and absences", async ({ page }) => {
  await signIn(page, "instructor");
  await page.goto("/visits/set-up");
  await expectNoViolations(page);
  await page.getByRole("link", { name: "Sede Callao" }).click();
  await expectNoViolations(page);
  await send(page, "save_hours", { contact: "Segundo Inga", telephone: "+51 1 555 0100" });
  const day = workday(70);
  await send(page, "add_block", { from_day: day, reason: "Mudanza" });
  await expect(page.getByText("Mudanza").first()).toBeVisible();
  await page.goto("/visits/coverage");
  await expect(page.getByRole("table", { name: "Branches by weeks" })).toBeVisible();
  // On a phone it begins with this week.
  const narrow = (page.viewportSize()?.width ?? 0) < 960;
  const earlier = page.getByRole("link", { name: "Show the weeks before" });
  const over = page.locator("th[data-over]").first();
  await expect(earlier).toBeVisible({ visible: narrow });
  await expect(over).toBeVisible({ visible: !narrow });
  if (narrow) {
    await earlier.click();
    await expect(over).toBeVisible();
    await expect(earlier).toBeHidden();
  }
  await expectNoViolations(page);
});

test("a rota is proposed, changed and published", async ({ page }) => {
  await signIn(page, "hr");
  await page.goto("/visits/draft");
  const from = workday(100);
  const to = new Date(Date.parse(from) + 4 * 86_400_000).toISOString().slice(0, 10);
  await confirm(page, "propose_rota", { from_day: from, to_day: to });
  await expect(page.getByRole("heading", { level: 1, name: "Proposed rota" })).toBeVisible();
  await expectNoViolations(page);
  const rows = page.locator("#week tbody tr");
  await expect(rows.first()).toContainText("target every");
  const before = await rows.count();
  await rows.first().getByRole("button", { name: "Take out" }).click();
  await expect(page).toHaveURL(/done=taken-out/);
  await expect(rows).toHaveCount(before - 1);
  // Whoever took out the wrong one puts it back.
  await page.getByRole("button", { name: "Put back" }).click();
  await expect(page).toHaveURL(/done=put-back/);
  await expect(rows).toHaveCount(before);
  await rows.first().getByRole("button", { name: "Take out" }).click();
  await expect(rows).toHaveCount(before - 1);
  await page.locator("#week tbody tr a").first().click();
  await expect(page.getByText("Change a proposed visit")).toBeVisible();
  await expectNoViolations(page);
  await page.goto("/visits/draft");
  await confirm(page, "publish_draft");
  await expect(page).toHaveURL(/\/visits\?on=.*published=/);
  await expect(page.getByText(/\d+ visits? (is|are) planned, from .+ to /)).toBeVisible();
  await page.goto("/visits/draft");
  await expect(page.getByRole("heading", { level: 1, name: "Propose a rota" })).toBeVisible();
});

/** Sends a form that may ask first, and says afterwards in its own words what happened. */
async function confirm(
  page: import("@playwright/test").Page,
  command: string,
  fields: Record<string, string> = {},
) {
  const form = formOf(page, command);
  const asked = page.locator("details.confirm", { has: form }).locator("summary");
  if (await asked.count()) await asked.click();
  for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(value);
  await form.locator("button[type=submit]").click();
  await page.waitForLoadState();
}
