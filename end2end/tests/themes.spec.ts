import { expectNoViolations } from "../support/axe";
import { send } from "../support/forms";
import { signIn, windowOf } from "../support/people";
import { expect, test } from "../support/test";

// What the notes of a session have in common: the facilitator groups them by dragging, or by the
// choice that stands at each note, which is all there is by thumb, by keyboard and without a script.

test("a note goes to its theme, and stays there", async ({ page, browser }) => {
  const { name, use } = test.info().project;
  const withoutScript = use.javaScriptEnabled === false;
  await signIn(page, "instructor");
  await page.goto("/sessions");
  const today = page.getByRole("link", { name: /Qué hacemos cuando se junta la gente/ }).first();
  const room = (await today.getAttribute("href")) ?? "";
  const employee = await windowOf(browser, page, "employee");
  await employee.goto(room);
  const said = `La cola empieza a las siete, ${Date.now()}`;
  await send(employee, "share_note", { note: said }).catch(async () => {
    // With a script the note goes out from the page itself.
    await expect(employee.getByText(said).first()).toBeVisible();
  });

  await expect
    .poll(async () => {
      await page.goto(`${room}/themes`);
      return page.getByText(said).count();
    })
    .toBeGreaterThan(0);
  const theme = `Cola ${Date.now()}`;
  await page.locator("#grouping input[name=title]").fill(theme);
  await page.getByRole("button", { name: "Add theme" }).click();
  const group = page.locator("[data-group]", { has: page.getByRole("heading", { name: theme }) });
  const note = page.locator("#grouping .note", { hasText: said });
  await expect(group.getByText("No notes here yet")).toBeVisible();
  if (name === "desktop") {
    await note.locator(".hit-text").dragTo(group);
    await expect(page.getByText("Saved", { exact: false }).first()).toBeVisible();
  } else {
    await note.locator("select").selectOption({ label: theme });
    await page.getByRole("button", { name: "Save themes" }).click();
    await expect(page.getByText("Saved", { exact: false }).first()).toBeVisible();
  }
  await expect(group.getByText(said)).toBeVisible();
  await page.goto(`${room}/themes`);
  await expect(group.getByText(said)).toBeVisible();
  await expect(group.getByText("No notes here yet")).toBeHidden();
  if (!withoutScript) await expectNoViolations(page);
});
