import { defineConfig, devices } from "@playwright/test";
import { chromium } from "../support/chromium";

export default defineConfig({
  testDir: ".",
  testMatch: "first-note.ts",
  workers: 1,
  timeout: 120_000,
  reporter: [["./rows.ts"]],
  outputDir: "../test-results/playwright",
  use: {
    launchOptions: chromium,
    locale: "en-GB",
    viewport: { width: 390, height: 844 },
    userAgent: devices["Pixel 7"].userAgent,
    hasTouch: true,
    isMobile: true,
  },
});
