import type { Page } from "@playwright/test";
import { expectWhole } from "../support/axe";
import { formOf, send } from "../support/forms";
import { signIn, windowOf } from "../support/people";
import { expect, test } from "../support/test";
import { troubles } from "../support/troubles";

// A whole turn of the spiral, by four people in four windows: from what one of them knows to a
// practice of another branch. The manager leads on; each of the others has something to give.

test("from a note to an adopted practice", async ({ page, browser }) => {
  test.setTimeout(420_000);
  const withoutScript = test.info().project.name === "no-js";
  await signIn(page, "manager");
  const manager = page;
  const employee = await windowOf(browser, page, "employee");
  const newhire = await windowOf(browser, page, "newhire");
  const instructor = await windowOf(browser, page, "instructor");
  const all = [manager, employee, newhire, instructor];
  for (const window of all) window.setDefaultTimeout(15_000);
  const complaints = all.slice(1).map((window) => troubles(window.context()));
  // In Lima it may still be the day before.
  const lately = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

  // Phase 1: what one knows, on everybody's screen.
  await manager.goto("/programmes");
  await manager.getByRole("link", { name: "Citas sin esperas" }).first().click();
  const programme = new URL(manager.url()).pathname;
  await employee.goto("/sessions");
  const today = employee.getByRole("link", { name: /Qué hacemos cuando se junta la gente/ }).first();
  const room = (await today.getAttribute("href")) ?? "";
  await newhire.goto(room);
  if (!withoutScript) await newhire.waitForTimeout(1_500);
  await employee.goto(room);
  const said = `Doy números de papel y nadie se adelanta, ${Date.now()}`;
  await send(employee, "share_note", { note: said, kind: "knowhow", tags: "cola" }).catch(async () => {
    // With a script the note goes out from the page itself.
    await expect(employee.getByText(said).first()).toBeVisible();
  });
  await seen(newhire, said, withoutScript);
  await newhire.goto(room);
  await send(newhire, "echo_note");
  await expectWhole(employee, room);
  await expect(employee.getByText("It happens to one more person").first()).toBeVisible();
  const note = (await employee.locator("[id^=note-]").first().getAttribute("id"))?.slice("note-".length) ?? "";

  // Phase 2: put into words.
  await goOn(manager, programme);
  await newhire.goto(`${programme}/concepts/new?note=${note}`);
  await send(newhire, "add_concept", {
    title: "La cola se ve",
    statement: "Quien **ve** su turno espera mejor",
    method: "induction",
  });
  const concept = new URL(newhire.url()).pathname;
  await expectWhole(employee, concept);
  await expect(employee.getByText(said).first()).toBeVisible();

  // Phase 3: judged blind, revealed to all, decided on.
  await goOn(manager, programme);
  await manager.goto(`${programme}/criteria`);
  await send(manager, "choose_criteria", { "chosen[]": "feasible" });
  await formOf(manager, "save_weights").getByRole("button", { name: "Share out evenly" }).click();
  // The page follows what others do, and takes nothing back that waits to be saved.
  if (!withoutScript) await manager.waitForTimeout(1_500);
  await expect(formOf(manager, "save_weights").locator("[name^=weight-]").first()).toHaveValue("100");
  await send(manager, "save_weights");
  await manager.goto(`${programme}/judging`);
  await send(manager, "open_judging");
  for (const judge of all) {
    await expectWhole(judge, `${programme}/judging?concept=1`);
    await expect(judge.getByText("people judged")).toHaveCount(0);
    const scale = formOf(judge, "save_judgement").locator("input[type=radio][name^=c-]").first();
    await send(judge, "save_judgement", { [(await scale.getAttribute("name")) ?? ""]: "4" });
  }
  await manager.goto(`${programme}/judging`);
  await send(manager, "reveal_judging");
  for (const judge of all) {
    if (!withoutScript) await expect(judge.getByText(/^4 of \d+ people judged/).first()).toBeVisible();
    await expectWhole(judge, `${programme}/judging`);
    await expect(judge.getByText(/^4 of \d+ people judged/).first()).toBeVisible();
  }
  await manager.goto(`${programme}/decisions`);
  const owner = formOf(manager, "decide").locator("select[name=owner] option", { hasText: "Ana Torres" });
  await send(manager, "decide", {
    verdict: "accept",
    options: "Todas las sedes a la vez, o primero una.",
    reasons: "No cuesta nada.",
    owner: (await owner.first().getAttribute("value")) ?? "",
    review_on: "2027-06-01",
  });
  await newhire.goto(`${programme}/decisions`);
  await send(newhire, "add_dissent", { dissent: "En la tarde no hay papel.", name_hidden: "on" });
  await expectWhole(employee, `${programme}/decisions`);
  await expect(employee.getByText("Name hidden").first()).toBeVisible();
  await expect(employee.getByText("Diego Rojas")).toHaveCount(0);

  // Phase 4: a plan, to which each gives a part; tried and released.
  await goOn(manager, programme);
  await manager.goto(`${programme}/archetypes`);
  await send(manager, "create_archetype", { name: "Números a la vista", "concepts[]": concept.split("/")[2] ?? "" });
  const archetype = new URL(manager.url()).pathname;
  await employee.goto(`${archetype}/edit/steps`);
  await newhire.goto(`${archetype}/edit/steps`);
  await send(employee, "save_part", { text: "1. Dar un número.\n2. Llamar por número." });
  // Two in one section: the later one reads what the other wrote, and loses nothing.
  const late = formOf(newhire, "save_part");
  await late.locator("[name=text]").fill("1. Dar un número de color.");
  await late.locator("button.primary").last().click();
  await expect(newhire.getByText("Somebody saved this section while you were writing").first()).toBeVisible();
  await send(newhire, "save_part", { text: "1. Dar un número de color.\n2. Llamar por número." });
  await instructor.goto(archetype);
  await send(instructor, "add_input", { part: "risks", input: "Se acaba el papel." });
  await expectWhole(manager, archetype);
  await expect(manager.getByText("Se acaba el papel.").first()).toBeVisible();
  await send(manager, "make_version", { summary: "" });
  await instructor.goto(`${archetype}/versions/1`);
  await send(instructor, "add_trial", {
    place: "Turno tarde",
    held_on: lately,
    measured: "Minutos de espera",
    result: "De 40 a 22",
  });
  await expectWhole(manager, `${archetype}/versions/1`);
  await send(manager, "release_version");
  await expectWhole(employee, `${archetype}/handout`);

  // Phase 5: to another branch.
  await goOn(manager, programme);
  await manager.goto(`${programme}/practices`);
  const north = formOf(manager, "offer_practice").locator("select[name=target] option", { hasText: "Sede Norte" });
  await send(manager, "offer_practice", {
    target: (await north.first().getAttribute("value")) ?? "",
    reason: "Tiene la misma cola.",
  });
  const practice = new URL(manager.url()).pathname;
  for (const [to, evidence] of [["in-trial", ""], ["adopted", "De 38 a 20 minutos"]] as const) {
    await manager.goto(await practicePage(manager, programme, practice));
    await send(manager, "move_practice", { to, reason: "Lo piden.", evidence });
  }

  // Whoever said it sees what became of it, and anybody can go back from the practice to it.
  await expectWhole(employee, "/me");
  await expect(employee.locator("#became").getByText("Sede Norte").first()).toBeVisible();
  await manager.goto(await practicePage(manager, programme, practice));
  await manager.getByRole("link", { name: "Where it comes from" }).click();
  await expect(manager.getByRole("main").getByText(said).last()).toBeVisible();
  await expectWhole(manager, manager.url());
  expect(complaints.flat(), "complaints of the other windows").toEqual([]);
  for (const window of all.slice(1)) await window.context().close();
});

/** Leads on to the next phase; something always lacks, so a reason is given. */
async function goOn(manager: Page, programme: string) {
  await manager.goto(`${programme}/phase`);
  const reason = formOf(manager, "move_phase").locator("[name=reason]");
  await send(manager, "move_phase", (await reason.count()) ? { reason: "Ya hablamos todos." } : {});
}

/** What another has shared comes by itself, behind a button when one is reading; else by reloading. */
async function seen(window: Page, words: string, withoutScript: boolean) {
  if (withoutScript) await window.reload();
  const fresh = window.getByRole("button", { name: /\d new/ });
  await expect(fresh.or(window.getByText(words)).first()).toBeVisible();
  if (await fresh.count()) await fresh.first().click();
  await expect(window.getByText(words).first()).toBeVisible();
}

/** The page of the one practice, from the board. */
async function practicePage(manager: Page, programme: string, led: string): Promise<string> {
  if (led.startsWith("/practices/")) return led;
  await manager.goto(`${programme}/practices`);
  return (await manager.locator("a[href^='/practices/']").first().getAttribute("href")) ?? "";
}
