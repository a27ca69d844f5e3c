import { expectNoViolations } from "../support/axe";
import { email, signIn } from "../support/people";
import { expect, test } from "../support/test";

test("a person signs in and is asked for nothing more", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page, "employee");
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await page.reload();
  await expect(page).toHaveURL(/\/$/);
});

test("a wrong password is refused and the address is kept", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email", { exact: true }).fill(email("employee"));
  await page.getByLabel("Password", { exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();

  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(email("employee"));
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
});

test("the way in is open to everyone", async ({ page }) => {
  await page.goto("/sign-in");
  await expectNoViolations(page);
});
