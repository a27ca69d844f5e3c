import { expectNoViolations } from "../support/axe";
import { signIn } from "../support/people";
import { expect, test } from "../support/test";

// What is typed into a form of the five phases outlives a closed tab and a lost connection, and arrives
// once. Without JavaScript the browser keeps what it can.

test("a comment waits for the connection and arrives once", async ({ page, context, complaints }) => {
  const withoutScript = test.info().project.use.javaScriptEnabled === false;
  await signIn(page, "employee");
  await page.goto("/knowledge?kind=concept");
  await page.locator("main a[href^='/concepts/']").first().click();
  const comments = page.locator("a[href*='/comment/concept']");
  const [address, beside] = [
    (await comments.first().getAttribute("href")) ?? "",
    (await comments.last().getAttribute("href")) ?? "",
  ];
  expect(beside).not.toBe(address);
  await page.goto(address);
  const words = `Hace falta un cartel, ${Date.now()}`;
  await page.getByLabel("Your comment").fill(words);
  if (withoutScript) {
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await expect(page.getByText(words)).toHaveCount(1);
    return;
  }
  await page.close();

  const again = await context.newPage();
  // It is of its own passage, although the other has the same form.
  await again.goto(beside);
  await expect(again.getByLabel("Your comment")).toHaveValue("");
  await again.goto(address);
  await expect(again.getByLabel("Your comment")).toHaveValue(words);
  await expect(again.getByText("A draft, kept on this device.")).toBeVisible();
  await expectNoViolations(again);
  await context.setOffline(true);
  await again.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(again.getByText("No connection. It waits on this device")).toBeVisible();
  // What is on its way is not changed by accident.
  await expect(again.locator("form[data-keep] > [inert]").first()).toBeAttached();
  // The browser says that it found no connection, as often as it was asked to.
  expect(complaints.every((one) => one.includes("ERR_INTERNET_DISCONNECTED"))).toBe(true);
  await context.setOffline(false);
  await expect(again).toHaveURL(/[?&]done=/);
  await expect(again.getByText(words)).toHaveCount(1);
  await again.goto(address);
  await expect(again.getByLabel("Your comment")).toHaveValue("");
  complaints.length = 0;
});
