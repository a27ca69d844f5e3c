import { readFile } from "node:fs/promises";
import { expectNoViolations } from "../support/axe";
import { signIn } from "../support/people";
import { expect, test } from "../support/test";

// A manager takes the knowledge of a programme out, plans another one like it, and carries the
// knowledge in there.

test("knowledge goes out of one programme and into another", async ({ page }) => {
  const withoutScript = test.info().project.name === "no-js";
  await signIn(page, "manager");
  await page.goto("/programmes");
  await page.getByRole("link", { name: "Informes sin errores y a tiempo" }).last().click();
  await expect(page.getByRole("heading", { level: 1, name: /Informes sin errores/ })).toBeVisible();
  const from = new URL(page.url()).pathname;
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download", exact: true }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe("informes-sin-errores-y-a-tiempo.zip");
  const buffer = await readFile(await download.path());

  const name = `Otra vuelta ${Date.now()}`;
  await page.goto(`/programmes/new?copy=${from.split("/").pop()}`);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.locator("button.primary[name=press][value=propose]").click();
  // In the evening, when nobody of the demo has a visit or somebody new.
  for (const time of await page.getByLabel("Time", { exact: true }).all()) await time.fill("19:00");
  const reason = page.locator("[name=plan_reason]");
  if (await reason.count()) await reason.fill("Segunda vuelta");
  await page.locator("button.primary[name=press][value=save]").click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

  await page.getByRole("link", { name: "Carry knowledge in", exact: true }).click();
  if (!withoutScript) await expectNoViolations(page);
  await page.getByLabel("File", { exact: true }).setInputFiles({
    name: "informes.zip",
    mimeType: "application/zip",
    buffer,
  });
  await page.getByRole("button", { name: "Check the file", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Check the knowledge" })).toBeVisible();
  await expect(page.getByText("2 unnamed")).toBeVisible();
  if (!withoutScript) await expectNoViolations(page);
  await page.getByRole("button", { name: /^Carry in \d+ things$/ }).click();
  await expect(page.getByText("The knowledge is carried in.")).toBeVisible();
  await expect(page.getByText("Carried knowledge in.")).toBeVisible();

  // It is there, and leads back to where it was said.
  const into = new URL(page.url()).pathname;
  await page.goto(`${into}/concepts`);
  await page.getByRole("link", { name: "La bandeja es un semáforo" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "La bandeja es un semáforo" })).toBeVisible();
  if (!withoutScript) await expectNoViolations(page);
});
