import { expectNoViolations } from "../support/axe";
import { signIn } from "../support/people";
import { expect, test } from "../support/test";

// The way of knowledge is wider than any phone: it opens where one came from, and the page itself
// stays at its head.

test("the picture opens where one is", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/knowledge/reviews");
  await page.getByRole("link", { name: "Doble control de informes" }).first().click();
  await page.getByRole("link", { name: "Open the archetype" }).click();
  await page.getByRole("link", { name: "Where it comes from" }).click();
  const here = page.locator("#here");
  await expect(page.getByRole("heading", { level: 1, name: "Doble control de informes" })).toBeVisible();
  await expect(here).toHaveAccessibleName(/^Doble control de informes · Archetype .* · here$/);
  if (test.info().project.name === "no-js") {
    await page.getByRole("link", { name: "Go to where you are in the picture" }).click();
    await expect(here).toBeInViewport({ ratio: 0.9 });
    return;
  }
  // The whole of it, within its box; the page has not moved.
  const within = await here.evaluate((part) => {
    const inner = part.getBoundingClientRect();
    const outer = (part.closest(".chain") as Element).getBoundingClientRect();
    return inner.left >= outer.left && inner.right <= outer.right;
  });
  expect(within).toBe(true);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await expectNoViolations(page);
  // Everything else in the picture leads on.
  await page.locator("a.chain-box").first().focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#here")).toHaveCount(0);
});
