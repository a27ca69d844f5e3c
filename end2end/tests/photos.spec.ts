import type { Page } from "@playwright/test";
import { expectNoViolations } from "../support/axe";
import { signIn } from "../support/people";
import { expect, test } from "../support/test";

// A photo with a note, from the phone of the author to the screen of a colleague.

test.describe.configure({ mode: "serial" });

/** A picture as large as a telephone's, drawn by the browser; where it may not, a small one. */
async function picture(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const small = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  if (withoutScript()) return { name: "Ana.png", mimeType: "image/png", buffer: Buffer.from(small, "base64") };
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [3000, 2000];
    const paper = canvas.getContext("2d");
    if (paper === null) return "";
    paper.fillStyle = "teal";
    paper.fillRect(0, 0, 3000, 2000);
    return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
  });
  return { name: "Ana.jpg", mimeType: "image/jpeg", buffer: Buffer.from(drawn, "base64") };
}

const withoutScript = () => test.info().project.name === "no-js";

async function room(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("link", { name: /Qué hacemos cuando se junta la gente/ }).first().click();
  await expect(page.getByLabel("Note", { exact: true })).toBeVisible();
}

/** Writes a note, and waits until the island around the form is awake and keeps it. */
async function write(page: Page, words: string): Promise<void> {
  await page.getByLabel("Note", { exact: true }).fill(words);
  if (!withoutScript()) await expect(page.getByText("Your draft is kept on this device.")).toBeVisible();
}

const onWall = (page: Page, words: string) => page.locator("article.note").filter({ hasText: words });

/** The picture has arrived, and is one. */
async function expectPicture(page: Page, words: string, alt: string): Promise<void> {
  const shown = onWall(page, words).getByRole("img", { name: alt });
  await expect(shown).toBeVisible({ timeout: 15_000 });
  await shown.scrollIntoViewIfNeeded();
  if (!withoutScript()) {
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  }
}

test("a photo follows its note to every screen, and goes when it is removed", async ({ page, browser }) => {
  const words = `La hoja con tachones, ${Date.now()}`;
  await signIn(page, "employee");
  await room(page);
  const colleague = await (await browser.newContext({ baseURL: new URL(page.url()).origin, locale: "en-GB" })).newPage();
  if (!withoutScript()) {
    await signIn(colleague, "newhire");
    await room(colleague);
  }

  await write(page, words);
  await page.getByLabel(/^Add photos/).setInputFiles(await picture(page));
  const alt = page.getByLabel(withoutScript() ? /What do the photos show/ : "What does the photo show?");
  await alt.fill("Una hoja con tachones");
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expectPicture(page, words, "Una hoja con tachones");
  if (!withoutScript()) {
    await expect(page.getByText("Photos saved.")).toBeVisible();
    const news = colleague.getByRole("button", { name: /new/ });
    await expect(news.or(onWall(colleague, words)).first()).toBeVisible();
    if (await news.count()) await news.first().click();
    await expectPicture(colleague, words, "Una hoja con tachones");
  }
  await expectNoViolations(page);

  await onWall(page, words).getByRole("link", { name: "Edit", exact: true }).click();
  await expectNoViolations(page);
  // What is typed beside it is saved with it.
  await page.getByLabel("Note", { exact: true }).fill(`${words}, sin foto`);
  await page.getByLabel("Take this photo away").check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(onWall(page, `${words}, sin foto`)).toBeVisible();
  await expect(onWall(page, words).getByRole("img")).toHaveCount(0);
  await colleague.context().close();
});

test("a photo waits for the connection, also when the page is closed", async ({ page, context, complaints }) => {
  // Without JavaScript the browser itself says so.
  if (withoutScript()) return;
  const words = `Sin señal en el sótano, ${Date.now()}`;
  await signIn(page, "employee");
  await room(page);
  await write(page, words);
  await page.getByLabel(/^Add photos/).setInputFiles(await picture(page));
  await expect(page.getByLabel("What does the photo show?")).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByText(/The photo waits for the connection/)).toBeVisible();
  complaints.length = 0;
  const address = page.url();
  await page.close();
  await context.setOffline(false);

  // Today says so, and leads to the room, which sends both.
  const again = await context.newPage();
  await again.goto("/");
  await expect(again.getByText("1 note is waiting on this device.")).toBeVisible();
  await expectNoViolations(again);
  await again.getByRole("link", { name: "Send it now: open its room" }).click();
  await expect(again).toHaveURL(address);
  await expectPicture(again, words, "Photo, not described");
  complaints.length = 0;
});

test("what is no photo is refused at the field, and the text stays", async ({ page }) => {
  await signIn(page, "employee");
  await room(page);
  await write(page, "Un texto que no se pierde");
  const text = { name: "foto.jpg", mimeType: "image/jpeg", buffer: Buffer.from("GIF89a, not a photo") };
  await page.getByLabel(/^Add photos/).setInputFiles(text);
  if (withoutScript()) await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByText("This is not a JPEG, PNG or WebP picture").first()).toBeVisible();
  await expect(page.getByLabel("Note", { exact: true })).toHaveValue("Un texto que no se pierde");
  await expectNoViolations(page);
});
