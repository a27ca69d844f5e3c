import { expectNoViolations } from "../support/axe";
import { signIn } from "../support/people";
import { expect, test } from "../support/test";

// The spiral goes on: what a branch adapted came back as a note, and the next turn begins with it.

test("the next turn begins with what the turn before left open and brought back", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto("/programmes");
  await page.getByRole("link", { name: "Informes sin errores y a tiempo" }).first().click();
  await page.locator(".phase-ways a[href$='/practices']").first().click();
  await expect(page.getByText("Adapted").first()).toBeVisible();
  await page.getByRole("link", { name: "Start the next turn" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Next turn of/);
  await expectNoViolations(page);

  const name = `Informes en la puerta, ${Date.now()}`;
  await page.getByLabel("Name", { exact: true }).fill(name);
  // In a year without sessions, on a Friday.
  await page.locator("input[name=start_on]").fill("2031-03-07");
  await page.getByRole("button", { name: "Propose sessions", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Proposed sessions" }).first()).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Plan programme", exact: true }).click();

  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const carried = page.locator("article, section").filter({ has: page.getByRole("heading", { name: "Carried over" }) }).last();
  for (const left of ["Sede Sur · Doble control de informes", "Preguntar sin vergüenza", /^En Callao leemos el DNI/]) {
    await expect(carried.getByRole("link", { name: left })).toBeVisible();
  }
  await expectNoViolations(page);

  // From what came back, the way leads to the branch that changed it.
  await carried.getByRole("link", { name: /^En Callao leemos el DNI/ }).click();
  await page.getByRole("link", { name: "Where it comes from" }).click();
  const before = page.locator("section").filter({ has: page.getByRole("heading", { name: "It comes from" }) });
  await expect(before.getByRole("link", { name: "Sede Callao · Doble control de informes" })).toBeVisible();
  await expect(before.getByRole("link", { name: "Accepted: Leer en voz alta antes de guardar" })).toBeVisible();
  await expectNoViolations(page);
});
