import { expectNoViolations } from "../support/axe";
import { signIn } from "../support/people";
import { expect, test } from "../support/test";

// What leaves Espiral by itself: the calendar of a person, and letters once there is a mail server.

const scripted = () => test.info().project.name !== "no-js";

test("somebody puts their sessions into the calendar of their phone", async ({ page, request }) => {
  await signIn(page, "newhire");
  await page.goto("/me");
  await page.getByRole("button", { name: "Add to your phone's calendar" }).click();
  const address = page.locator("#calendar-address");
  await expect(address).toContainText("/calendar/");
  await expect(page.getByRole("img", { name: "The address of your calendar" })).toBeVisible();
  const open = page.getByRole("link", { name: "Add it on this device" });
  await expect(open).toHaveAttribute("href", /^webcal:\/\/.*\/calendar\/.*\.ics$/);
  await expectNoViolations(page);
  // Browsers without script, and those that may not copy, leave the address to be marked.
  await expect(page.getByRole("button", { name: "Copy" })).toHaveCount(scripted() ? 1 : 0);

  const path = new URL((await address.textContent())!.trim()).pathname;
  const calendar = await request.get(path);
  expect(calendar.headers()["content-type"]).toContain("text/calendar");
  expect(await calendar.text()).toContain("BEGIN:VEVENT");

  await page.goto("/me");
  await expect(page.getByText("its address is not shown again")).toBeVisible();
  await expect(address).toHaveCount(0);
  const mine = page.locator("#calendar");
  await mine.locator("summary", { hasText: "End it" }).click();
  await mine.getByRole("button", { name: "End it" }).click();
  await expect(page.getByText("The address of your calendar is ended.")).toBeVisible();
  expect((await request.get(path)).status()).toBe(404);
});

test("reminders are a choice", async ({ page }) => {
  await signIn(page, "newhire");
  await page.goto("/me");
  const box = page.getByLabel("Remind me the day before");
  await expect(box).toBeChecked();
  const mine = page.locator("#letters");
  await box.uncheck();
  await mine.getByRole("button", { name: "Save" }).click();
  await expect(box).not.toBeChecked();
  await box.check();
  await mine.getByRole("button", { name: "Save" }).click();
  await expect(box).toBeChecked();
});

test("an administrator is told what is wrong with a mail server", async ({ page }) => {
  await signIn(page, "admin");
  await page.goto("/settings");
  await page.getByRole("link", { name: "Set up e-mail" }).click();
  await expect(page.getByText("No e-mail is sent")).toBeVisible();
  await expectNoViolations(page);
  await page.getByLabel("Name of the server (SMTP)").fill("mail server");
  await page.getByLabel("Address of the sender").fill("nobody");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Enter the name of a server, such as smtp.example.org").first()).toBeVisible();
  await expect(page.getByLabel("Name of the server (SMTP)")).toHaveValue("mail server");
  await expectNoViolations(page);
});
