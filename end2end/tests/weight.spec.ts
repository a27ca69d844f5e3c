import { signIn } from "../support/people";
import { expect, test } from "../support/test";

const BUDGET = 30_000;

test("Today is light: page and styles together, as they travel", async ({ page }) => {
  // From the start: the styles travel only once.
  const sizes: Record<string, number> = {};
  page.on("requestfinished", async (request) => {
    const { pathname } = new URL(request.url());
    const kept = pathname === "/" || pathname.endsWith(".css");
    const size = kept ? (await request.sizes()).responseBodySize : 0;
    if (kept) sizes[pathname] = Math.max(size, sizes[pathname] ?? 0);
  });
  await signIn(page, "employee");
  await page.goto("/");

  await expect.poll(() => Object.values(sizes).filter((size) => size > 0).length).toBe(2);
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(BUDGET);
});
