import { expectNoViolations } from "../support/axe";
import { signIn } from "../support/people";
import { expect, test } from "../support/test";

// The first days of somebody new: HR sees who is where, the instructor signs on a phone, and the
// new person finds where to be.

test("HR sees who is late, an instructor signs and undoes", async ({ page }) => {
  await signIn(page, "hr");
  await page.goto("/onboarding");
  await expect(page.getByRole("heading", { name: "Onboarding", level: 1 })).toBeVisible();
  await expect(page.getByText("Carla Meza Yupanqui")).toBeVisible();
  await expectNoViolations(page);
  await page.goto("/onboarding?state=late");
  await expect(page.getByText("Carla Meza Yupanqui")).toBeVisible();
  await expect(page.getByText("Gonzalo Tello Marín")).toHaveCount(0);

  await page.getByRole("link", { name: "Carla Meza Yupanqui" }).click();
  await expect(page.getByText("Did not come").first()).toBeAttached();
  const open = page.getByText("Open job training", { exact: true }).first();
  await open.click();
  await page.getByRole("button", { name: "Open job training", exact: true }).click();
  await expect(page.getByText("Give the reason").first()).toBeVisible();
  await expectNoViolations(page);
});

test("somebody new finds where to be", async ({ page }) => {
  await signIn(page, "newhire");
  await expect(page.getByText("Your next onboarding day")).toBeVisible();
  await page.goto("/onboarding");
  await expect(page.getByRole("heading", { name: "Your first days with us" })).toBeVisible();
  await expect(page.getByText("What to bring").first()).toBeVisible();
  await expectNoViolations(page);
});
