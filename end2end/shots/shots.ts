import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Person, signIn } from "../support/people";
import { startServer } from "../support/server";
import { test as base } from "@playwright/test";
import { troubles } from "../support/troubles";
import { readOrder } from "./order.mjs";

const order = readOrder();
const LOCALES = { en: "en-GB", es: "es-ES" } as const;
const SCHEMES = ["light", "dark"] as const;
const WIDTHS = [390, 1280];

/** The clinic to look at: a running one (`--url`), or one of each worker's own. */
const test = base.extend<object, { serverUrl: string }>({
  serverUrl: [
    async ({}, use) => {
      const server = order.url === undefined ? await startServer() : undefined;
      await use(server?.url ?? order.url ?? "");
      await server?.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

for (const lang of ["en", "es"] as const) {
  for (const colorScheme of SCHEMES) {
    test(`${order.as} ${lang} ${colorScheme}`, async ({ browser, serverUrl }) => {
      // Signed in in English, because that is what `signIn` reads; then in the language asked for.
      const door = await browser.newContext({ baseURL: serverUrl, locale: LOCALES.en });
      if (order.as !== "nobody") await signIn(await door.newPage(), order.as as Person);
      const storageState = await door.storageState();
      await door.close();

      const context = await browser.newContext({
        baseURL: serverUrl,
        locale: LOCALES[lang],
        colorScheme,
        storageState,
      });
      const complaints = troubles(context);
      const page = await context.newPage();
      await mkdir(order.out, { recursive: true });
      for (const path of order.paths) {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 844 });
          await page.goto(path);
          // Islands wake when the browser is idle; pages with a live stream never are.
          await page.waitForTimeout(300);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          if (overflow > 0) complaints.push(`${path} is ${overflow} px too wide at ${width}`);
          const name = `${path.replaceAll(/\W+/g, "-").replaceAll(/^-|-$/g, "") || "today"}`;
          const file = `${name}.${order.as}.${width}.${lang}.${colorScheme}.png`;
          await page.screenshot({ path: join(order.out, file), fullPage: true });
        }
      }
      await context.close();
      for (const complaint of new Set(complaints)) console.log(`\n  ! ${complaint}`);
    });
  }
}
