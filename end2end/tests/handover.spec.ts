import { expectNoViolations } from "../support/axe";
import { signIn } from "../support/people";
import { expect, test } from "../support/test";

test("what somebody still has is handed over on one page", async ({ page }) => {
  await signIn(page, "hr");
  await page.goto("/people?q=Luc%C3%ADa+Fern%C3%A1ndez");
  await page.getByRole("link", { name: "Lucía Fernández Soto" }).first().click();
  await page.getByRole("link", { name: "Hand over what they have" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hand over" })).toBeVisible();
  await expectNoViolations(page);

  // Nothing chosen: said at its field, and what was typed stays.
  const reason = page.getByRole("textbox", { name: "Reason" });
  await reason.fill("Lucía takes another post");
  const send = page.getByRole("button", { name: "Hand over", exact: true });
  await send.click();
  await expect(page.getByText("Choose who takes something, here or at a line").first()).toBeVisible();
  await expect(reason).toHaveValue("Lucía takes another post");
  await expectNoViolations(page);

  const lines = await page.locator("tbody tr").count();
  const all = page.locator("select[name=all]");
  await all.selectOption({ index: 1 });
  await send.click();
  await expect(page).toHaveURL(/done=/);
  await page.goto(new URL(page.url()).pathname);
  expect(await page.locator("tbody tr").count()).toBeLessThan(lines);
});
