import { test as base } from "@playwright/test";
import { type Server, startServer } from "./server";
import { troubles } from "./troubles";

export { expect } from "@playwright/test";

interface Worker {
  /** The address of the clinic of a file of tests. */
  clinicOf: (file: string) => Promise<string>;
}

interface Each {
  /** Where the clinic of this file is served. */
  serverUrl: string;
  /** What the browser complained about. A test that provokes it empties the list. */
  complaints: string[];
}

/**
 * Playwright's `test` with a new clinic for each file, so that none depends on what another has
 * left; a browser that complains fails the test.
 */
export const test = base.extend<Each, Worker>({
  clinicOf: [
    async ({}, use) => {
      let served: { file: string; server: Server } | undefined;
      await use(async (file) => {
        if (served?.file !== file) {
          await served?.server.stop();
          served = { file, server: await startServer() };
        }
        return served.server.url;
      });
      await served?.server.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  serverUrl: async ({ clinicOf }, use, info) => use(await clinicOf(info.file)),
  baseURL: async ({ serverUrl }, use) => use(serverUrl),
  complaints: [
    async ({ context }, use) => {
      const complaints = troubles(context);
      await use(complaints);
      base.expect(complaints, "complaints of the browser").toEqual([]);
    },
    { auto: true },
  ],
});
