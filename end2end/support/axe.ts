import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

/**
 * Nothing on the page that axe knows to be in someone's way (WCAG 2.2 AA and good practice).
 * Axe is JavaScript itself: where that is off it looks at nothing, the page being the same.
 */
export async function expectNoViolations(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return;
  // The whole page at once: else axe takes what has scrolled under the fixed bar for covered.
  const seen = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (seen !== null && height > seen.height) await page.setViewportSize({ ...seen, height });
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  if (seen !== null) await page.setViewportSize(seen);
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target}\n  ${failureSummary}`),
  );
  expect(told, `axe on ${page.url()}`).toEqual([]);
}

/** The page is there, has one heading, fits the screen, and axe finds nothing. */
export async function expectWhole(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address);
  expect(answer?.status(), address).toBe(200);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1).catch(() => false);
  expect(wide, `${address} is too wide`).toBe(false);
  await expectNoViolations(page);
}
