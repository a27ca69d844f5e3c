import { readFileSync } from "node:fs";
import { signIn, windowOf } from "../support/people";
import { expect, test } from "../support/test";
import { troubles } from "../support/troubles";

// Every attempt to get a script into a page that the server's tests know, on one wall, in a real
// browser: nothing runs, nothing is refused by the policy, nobody is asked anything.

const CORPUS = Object.values<string[]>(
  JSON.parse(readFileSync("../server/tests/markup/corpus.json", "utf8")),
).flat();

test("nothing that people type runs", async ({ page, browser }) => {
  // One page holds them all, and without a script there is nothing to find out.
  if (test.info().project.name !== "desktop") return;
  expect(CORPUS.length).toBeGreaterThanOrEqual(200);
  await signIn(page, "employee");
  await page.goto("/sessions");
  const room = await page.getByRole("link", { name: /Qué hacemos cuando se junta la gente/ }).first().getAttribute("href");
  const session = room?.split("/").pop() ?? "";

  const reader = await windowOf(browser, page, "newhire");
  const complaints = troubles(reader.context());
  const asked: string[] = [];
  reader.on("dialog", (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  // One is looking on, so every card also arrives by the script.
  await reader.goto(`/sessions/${session}`);
  let shared = 0;
  for (const note of CORPUS) {
    const form = { session, note, tags: note.slice(0, 40), step: note.slice(0, 80) };
    const answer = await page.request.post("/api/app/knowledge/api/share_note", {
      form,
      headers: { "sec-fetch-site": "same-origin" },
    });
    if (answer.ok()) shared += 1;
  }
  expect(shared).toBeGreaterThanOrEqual(200);
  await expect(reader.getByRole("button", { name: /\d new/ }).or(reader.getByText("alert(1)")).first()).toBeVisible();
  for (const address of [`/sessions/${session}`, `/knowledge?session=${session}`, `/knowledge?session=${session}&page=2`]) {
    await reader.goto(address);
    await expect(reader.getByText("alert(1)").first()).toBeVisible();
  }
  const links = await reader.evaluate(() => Array.from(document.links, (link) => link.protocol));
  expect(links.filter((protocol) => !["http:", "https:", "mailto:", "tel:"].includes(protocol))).toEqual([]);
  expect(asked, "dialogs").toEqual([]);
  expect(complaints, "complaints of the reader's browser").toEqual([]);
  await reader.context().close();
});
