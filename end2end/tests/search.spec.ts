import { expectNoViolations } from "../support/axe";
import { signIn } from "../support/people";
import { expect, test } from "../support/test";

// Finding things again: what a reader types, narrows and drops.

/** Opens the filters, which are folded away on a phone. */
async function openFilters(page: import("@playwright/test").Page): Promise<void> {
  const fold = page.getByText("Filters", { exact: true });
  if (await fold.isVisible()) await fold.click();
}

test("a word is found in every kind, narrowed, and dropped again", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/knowledge");
  await page.getByRole("searchbox", { name: "Search" }).fill("informe");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByText(/results, the best first/)).toBeVisible();
  // The plural is marked, too, and titles come first.
  await expect(page.locator("article mark").first()).toHaveText(/informes?/i);
  await expect(page.locator("article").first().getByText("Archetype")).toBeVisible();
  await expectNoViolations(page);

  const practices = page.getByRole("navigation", { name: "Kind of knowledge" }).getByRole("link", { name: "Practices" });
  await practices.click();
  // The new page has its filters folded; those of the page being left must not be taken for them.
  await expect(practices).toHaveAttribute("aria-current", "page");
  await openFilters(page);
  await page.getByLabel("State").selectOption({ label: "Adopted" });
  await page.getByRole("button", { name: "Search", exact: true }).click();
  const hits = page.locator("article.hit");
  await expect(hits.first()).toBeVisible();
  const adopted = await hits.count();
  await expect(hits.getByText("Adopted", { exact: true })).toHaveCount(adopted);
  await expectNoViolations(page);
  await page.getByRole("link", { name: "Remove the filter State: Adopted" }).click();
  await expect(hits.getByText("Offered", { exact: true }).first()).toBeVisible();
  expect(await hits.count()).toBeGreaterThan(adopted);
  await page.getByRole("link", { name: /Minera Los Andes/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Minera Los Andes");
});

test("what finds nothing says what to try instead", async ({ page }) => {
  await signIn(page, "employee");
  await page.goto(`/knowledge?q=${encodeURIComponent('"alta voz"')}`);
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole("link", { name: "Without the quotes" }).click();
  await expect(page.locator("article mark").first()).toBeVisible();
  await page.goto("/knowledge?author=Nadie");
  await page.getByRole("link", { name: "Without “Person: Nadie”" }).click();
  await expect(page.locator("article").first()).toBeVisible();
});
