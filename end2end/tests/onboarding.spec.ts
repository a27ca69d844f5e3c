import { expectNoViolations } from "../support/axe";
import { signIn, windowOf } from "../support/people";
import { expect, test } from "../support/test";

// The first days of somebody new: HR sees who is where and plans, the instructor signs on a phone,
// the new person finds where to be. All of it also without JavaScript.

/** The day on which the demo's second instructor has somebody: today in Lima, or Friday. */
function lastWorkday(): string {
  const day = new Date(Date.now() - 5 * 3_600_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

test("HR sees who is late, plans what is missing, and gives a reason to let somebody through", async ({
  page,
}) => {
  await signIn(page, "hr");
  await page.goto("/onboarding");
  await expect(page.getByRole("heading", { name: "Onboarding", level: 1 })).toBeVisible();
  await expect(page.getByText("Carla Meza Yupanqui")).toBeVisible();
  await expectNoViolations(page);
  await page.goto("/onboarding?state=late");
  await expect(page.getByText("Carla Meza Yupanqui")).toBeVisible();
  await expect(page.getByText("Gonzalo Tello Marín")).toHaveCount(0);

  await page.goto("/onboarding?q=Fabiola");
  await page.getByRole("link", { name: "Fabiola Inca Rojas" }).click();
  await page.getByRole("button", { name: "Plan the days" }).click();
  await expect(page.getByRole("button", { name: "Plan the days" })).toHaveCount(0);
  await expect(page.getByText("Move day").first()).toBeVisible();

  await page.getByText("Open job training", { exact: true }).first().click();
  await page.getByRole("button", { name: "Open job training", exact: true }).click();
  await expect(page.getByText("Give the reason").first()).toBeVisible();
  await expectNoViolations(page);
  await page.getByLabel("Reason").first().fill("Comes from another branch");
  await page.getByRole("button", { name: "Open job training", exact: true }).click();
  await expect(page.getByText("Comes from another branch").first()).toBeVisible();
});

test("an instructor signs everything of a day and takes one thing back", async ({
  browser,
  page,
}) => {
  await signIn(page, "instructor2");
  await page.goto("/onboarding");
  await page.getByRole("link", { name: "My people today" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goto(`/onboarding/days/${lastWorkday()}`);
  await expect(page.getByText("Andrea Lozada Rey").first()).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Sign all: Andrea Lozada Rey" }).click();
  await expect(page.getByText("5 of 5 signed").first()).toBeVisible();
  await page.getByRole("button", { name: /^Undo: / }).first().click();
  await expect(page.getByText("4 of 5 signed").first()).toBeVisible();

  // What was tapped stays under the thumb; without a script the page comes back at its line.
  // Not the last one: at its end a page that becomes shorter has nowhere to stay.
  const undo = page.getByRole("button", { name: /^Undo: / }).first();
  await undo.scrollIntoViewIfNeeded();
  const anchor = await undo.locator("xpath=ancestor::li").getAttribute("id");
  const row = page.locator(`[id="${anchor}"]`);
  const before = (await row.boundingBox())?.y ?? 0;
  await undo.click();
  await expect(page.getByText("3 of 5 signed").first()).toBeVisible();
  if (test.info().project.use.javaScriptEnabled ?? true) {
    const after = (await row.boundingBox())?.y ?? 0;
    expect(Math.abs(after - before)).toBeLessThan(2);
    await expect(row.getByRole("button", { name: /^Sign: / })).toBeFocused();
    // And once more, with a key of its own.
    await row.getByRole("button", { name: /^Sign: / }).click();
    await expect(page.getByText("4 of 5 signed").first()).toBeVisible();
    await row.getByRole("button", { name: /^Undo: / }).click();
    await expect(page.getByText("3 of 5 signed").first()).toBeVisible();
    expect(page.url()).not.toContain("done=");
  } else {
    expect(page.url()).toContain(`#${anchor}`);
    await expect(row).toBeInViewport();
  }

  // HR sees the same a moment later.
  const hr = await windowOf(browser, page, "hr");
  await hr.goto("/onboarding?q=Andrea");
  await expect(hr.getByText("Partly signed").first()).toBeVisible();
  await hr.context().close();
});

test("somebody new finds where to be", async ({ page }) => {
  await signIn(page, "newhire");
  await expect(page.getByText("Your next onboarding day")).toBeVisible();
  await page.goto("/onboarding");
  await expect(page.getByRole("heading", { name: "Your first days with us" })).toBeVisible();
  await expect(page.getByText("What to bring").first()).toBeVisible();
  await expectNoViolations(page);
  // Beside it stands the form that plans one, with fields of the same names.
  const form = page.locator("details", { has: page.locator("summary", { hasText: "Add sit-in" }) });
  await form.locator("summary").click();
  await form.getByLabel("With whom").selectOption({ index: 1 });
  await form.getByLabel("What was observed").fill("Looked up before the patient spoke.");
  await form.getByRole("button", { name: "Add sit-in" }).click();
  // The form that corrects it, folded away, holds the same words.
  await expect(page.locator("p", { hasText: "Looked up before the patient spoke." })).toBeVisible();
});

test("a plan becomes another version", async ({ page }) => {
  await signIn(page, "hr");
  await page.goto("/onboarding/plans");
  await expectNoViolations(page);
  await page.getByRole("link", { name: "Edit plan" }).first().click();
  await page.getByLabel("Title").first().fill("How we greet");
  await page.getByRole("button", { name: "Save as new version" }).click();
  await page.goto("/onboarding/plans");
  await expect(page.getByText("version 2").first()).toBeVisible();
  await expect(page.getByText("How we greet")).toBeVisible();
});
