import type { Browser, Page } from "@playwright/test";
import { expectNoViolations } from "../support/axe";
import { type Person, signIn } from "../support/people";
import { expect, test } from "../support/test";

// A facilitator asks the room; people answer on their phones, and nobody is tied to an answer. And a
// page of a phase follows what others do, without losing what somebody is typing.

const scripted = () => test.info().project.name !== "no-js";

/** Somebody else's browser, on the same clinic and of the same kind. */
async function other(browser: Browser, page: Page, person: Person): Promise<Page> {
  const context = await browser.newContext({
    baseURL: new URL(page.url()).origin,
    viewport: page.viewportSize(),
    locale: "en-GB",
    javaScriptEnabled: scripted(),
  });
  const theirs = await context.newPage();
  await signIn(theirs, person);
  return theirs;
}

/** The room of today's session. */
async function room(page: Page): Promise<string> {
  await page.goto("/");
  await page.getByRole("link", { name: "Take attendance", exact: true }).click();
  await expect(page).toHaveURL(/\/roster/);
  return page.url().replace(/\/roster.*/, "");
}

test("five answer a poll, and the room is shown the results", async ({ page, browser }) => {
  // Six people sign in.
  await signIn(page, "instructor");
  const session = await room(page);
  await page.goto(`${session}/polls/new?kind=one`);
  const question = `What holds you back? ${Date.now()}`;
  await page.getByLabel("Question").fill(question);
  await page.getByLabel("Options").fill("Time\nThe system");
  await page.getByRole("button", { name: "Save poll" }).click();
  const card = page.locator(".poll", { hasText: question });
  const ana = await other(browser, page, "employee");
  await ana.goto(session);
  const asked = ana.locator(".poll", { hasText: question });
  await expect(asked).toHaveCount(0);
  await card.locator("summary", { hasText: "Open poll" }).click();
  await card.getByRole("button", { name: "Open poll" }).click();
  if (!scripted()) await ana.reload();
  await expect(asked).toContainText("Your answer is stored without your name");
  if (scripted()) await expectNoViolations(ana);

  const answer = async (phone: Page, option: string) => {
    const poll = phone.locator(".poll", { hasText: question });
    await poll.getByLabel(option).check();
    await poll.getByRole("button", { name: "Send my answer" }).click();
    await expect(poll).toContainText("You have answered");
    await expect(poll).not.toContainText(option);
  };
  await answer(ana, "Time");
  await expect(asked).toContainText("shown from five answers on");
  for (const person of ["newhire", "manager", "hr", "admin"] as const) {
    const phone = await other(browser, page, person);
    await phone.goto(session);
    await answer(phone, "The system");
    await phone.context().close();
  }
  if (!scripted()) await page.reload();
  await expect(card).toContainText("5 have answered");
  await expect(card).not.toContainText("The system");
  await card.locator("summary", { hasText: "Close poll" }).click();
  await card.getByRole("button", { name: "Close poll" }).click();
  await expect(card).toContainText("4 of 5");
  await card.getByRole("button", { name: "Show results to the room" }).click();
  if (scripted()) await expectNoViolations(page);
  else await ana.reload();
  await expect(asked).toContainText("4 of 5 · 80 %");
});

test("a note waits until the facilitator lets it through to the projector", async ({ page, browser }) => {
  await signIn(page, "instructor");
  const session = await room(page);
  await page.getByRole("button", { name: "Approve first" }).click();
  const ana = await other(browser, page, "employee");
  await ana.goto(session);
  const words = `Solo para la sala, ${Date.now()}`;
  await ana.getByLabel("Note", { exact: true }).fill(words);
  await ana.getByRole("button", { name: "Share", exact: true }).click();
  await expect(ana.locator(".note", { hasText: words })).toBeVisible();

  const projector = await other(browser, page, "instructor");
  await projector.goto(`${session}/screen`);
  await expect(projector.locator(".projector")).not.toContainText(words);
  if (!scripted()) await page.reload();
  const waiting = page.locator(".note", { hasText: words });
  await waiting.getByRole("button", { name: "Show on projector" }).click();
  if (!scripted()) await projector.reload();
  await expect(projector.locator(".projector")).toContainText(words);
  if (!scripted()) return;
  // What is for browsers without a script does not come along: the page would reload itself.
  await expect(projector.locator('meta[http-equiv="refresh"]')).toHaveCount(0);
  await expectNoViolations(page);
});

// Last, because the programme goes on.
test("a page of a phase follows, and a form that is filled in stays", async ({ page, browser }) => {
  // Without scripts a page is loaded again.
  if (!scripted()) return;
  await signIn(page, "manager");
  await page.goto("/programmes");
  await page.getByRole("link", { name: "Citas sin esperas" }).first().click();
  await page.goto(`${page.url().split("?")[0]}/phase`);
  const second = await other(browser, page, "manager");
  const ana = await other(browser, page, "employee");
  for (const one of [second, ana]) await one.goto(page.url());
  const heading = (one: Page) => one.getByRole("heading", { level: 1 });
  const before = await heading(page).innerText();
  await expect(heading(ana)).toHaveText(before);
  await second.getByLabel("Reason").first().fill("I am still writing");

  await page.getByLabel("Reason").first().fill("The others are ready");
  await page.getByRole("button", { name: /^Go on to phase/ }).click();
  await expect(heading(ana)).not.toHaveText(before);
  await expect(second.locator(".live-news")).toBeVisible();
  await expect(second.getByLabel("Reason").first()).toHaveValue("I am still writing");
  await second.getByRole("button", { name: "Show" }).click();
  await expect(second.locator(".live-news")).toBeHidden();
  await expect(second.getByLabel("Reason").first()).toHaveValue("I am still writing");
});
