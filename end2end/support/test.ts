import { test as base } from "@playwright/test";
import { startServer } from "./server";
import { troubles } from "./troubles";

export { expect } from "@playwright/test";

interface Worker {
  /** Where this worker's own clinic is served. */
  serverUrl: string;
}

interface Each {
  /** What the browser complained about. A test that provokes it empties the list. */
  complaints: string[];
}

/** Playwright's `test` with a clinic for each worker; a browser that complains fails the test. */
export const test = base.extend<Each, Worker>({
  serverUrl: [
    async ({}, use) => {
      const server = await startServer();
      await use(server.url);
      await server.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
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
