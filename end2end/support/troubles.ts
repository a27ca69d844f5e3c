import type { BrowserContext } from "@playwright/test";

/**
 * Collects what goes wrong in any page of a context: errors in the console (where Chromium also
 * reports what the content security policy refused), exceptions, answers of 500 and above.
 */
export function troubles(context: BrowserContext): string[] {
  const found: string[] = [];
  context.on("console", (message) => {
    // A form that is refused is answered with 4xx, which Chromium logs as an error.
    const refused = /status of 4(01|03|09|13|22|29)/.test(message.text());
    if (message.type() === "error" && !refused) {
      found.push(`${message.location().url}: ${message.text()}`);
    }
  });
  context.on("weberror", (error) => {
    // Who goes on before a page has faded in ends its fading, which nobody waits for.
    if (!error.error().message.endsWith("Transition was skipped")) found.push(`${error.page()?.url()}: ${error.error()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 500) found.push(`${response.url()}: ${response.status()}`);
  });
  return found;
}
