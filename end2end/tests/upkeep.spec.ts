import type { Page } from "@playwright/test";
import { expectNoViolations } from "../support/axe";
import { signIn } from "../support/people";
import { expect, test } from "../support/test";

// Knowledge that stays alive: somebody is mentioned, reads it, comments on a passage, and the
// manager resolves that, reviews an archetype and retires it. By thumb and without JavaScript too.

const CONCEPT = "Leer en voz alta antes de guardar";

async function look(page: Page): Promise<void> {
  if (test.info().project.name !== "no-js") await expectNoViolations(page);
}

test("a mention leads to its passage, and a comment stands on another", async ({ page }) => {
  await signIn(page, "employee");
  await expect(page.getByRole("heading", { name: "You are mentioned" })).toBeVisible();
  await look(page);
  await page.getByRole("button", { name: "Read it" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: CONCEPT })).toBeVisible();
  await expect(page.getByText("¿cómo lo hacen en recepción")).toBeVisible();
  await look(page);

  // With a mouse, the way appears when one comes near.
  await page.getByText("No necesita ningún sistema nuevo.").first().hover();
  await page.getByRole("link", { name: /^Comment on “No necesita/ }).click();
  await expect(page.getByText("No necesita ningún sistema nuevo.")).toBeVisible();
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.getByText("Write what you have to say").first()).toBeVisible();
  await look(page);
  const words = `Hace falta un cartel, ${Date.now()}`;
  await page.getByLabel("Your comment").fill(words);
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.getByText(words)).toBeVisible();
  await expect(page.getByRole("link", { name: /^1 comment on “No necesita/ })).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "You are mentioned" })).toHaveCount(0);
});

test("a review is done from Today, and what is retired says so", async ({ page }) => {
  await signIn(page, "manager");
  await page.getByRole("link", { name: "Doble control de informes" }).click();
  await expect(page.getByText("Verified on an older text (version 1)")).toBeVisible();
  await look(page);
  await page.getByRole("button", { name: "Still right" }).click();
  await expect(page.getByText("Reviewed. The next date is set.")).toBeVisible();
  await page.getByText("Retire or supersede", { exact: true }).click();
  await page.getByLabel("Reason").fill("Cambia el sistema");
  await page.getByRole("button", { name: "Take out of use" }).click();
  await page.getByRole("link", { name: "Open the archetype" }).click();
  await expect(page.getByText("This archetype is retired")).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "Take into use again" }).click();
  await expect(page.getByText("It is in use again.")).toBeVisible();
  await page.goto("/knowledge/reviews");
  await expect(page.getByRole("link", { name: CONCEPT })).toBeVisible();
  await look(page);
});
