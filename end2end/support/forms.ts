import { expect, type Locator, type Page } from "@playwright/test";

/** The form of a command, by the name of the command: `share_note`. */
export function formOf(page: Page, command: string): Locator {
  return page.locator(`form:has(input[name="_do"][value$="/${command}"])`).first();
}

/**
 * Fills the fields of a form as people do, sends it, and waits until it is done. A form that waits
 * behind a button, and fields that are folded away, are opened first.
 */
export async function send(page: Page, command: string, fields: Record<string, string> = {}): Promise<void> {
  const form = formOf(page, command);
  const behind = page.locator("details:not([open])", { has: form }).last();
  if (await behind.count()) await behind.locator("summary").first().click();
  for (const [name, value] of Object.entries(fields)) {
    const folded = form.locator("details:not([open])", { has: page.locator(`[name="${name}"]`) });
    if (await folded.count()) await folded.first().locator("summary").first().click();
    const select = form.locator(`select[name="${name}"]`);
    const choice = form.locator(`input[type=radio][name="${name}"][value=${JSON.stringify(value)}], input[type=checkbox][name="${name}"][value=${JSON.stringify(value)}]`);
    if (await select.count()) await select.selectOption(value);
    else if (await choice.count()) await choice.first().check({ force: true });
    else await form.locator(`[name="${name}"]`).first().fill(value);
  }
  const button = form.locator("button.primary, button.danger");
  await ((await button.count()) ? button : form.locator("button[type=submit]")).last().click();
  await expect(page, `${command} is done`).toHaveURL(/[?&]done=|#note-/);
}
