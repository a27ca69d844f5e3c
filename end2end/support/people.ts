import { type Browser, type Page, test } from "@playwright/test";

/** The cast of the demo clinic. */
export const CAST = [
  "admin",
  "hr",
  "manager",
  "instructor",
  "instructor2",
  "employee",
  "newhire",
] as const;

export type Person = (typeof CAST)[number];

const PASSWORD = "espiral-demo";

export const email = (person: Person) => `${person}@respira.example`;

/** Signs in as people do, through the form. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email", { exact: true }).fill(email(person));
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in", { timeout: 10_000 });
}

/** Somebody else's browser, on the same clinic and of the same kind. */
export async function windowOf(browser: Browser, page: Page, person: Person): Promise<Page> {
  const context = await browser.newContext({
    baseURL: new URL(page.url()).origin,
    viewport: page.viewportSize(),
    locale: "en-GB",
    javaScriptEnabled: test.info().project.use.javaScriptEnabled ?? true,
  });
  const theirs = await context.newPage();
  await signIn(theirs, person);
  return theirs;
}
