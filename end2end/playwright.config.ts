import { defineConfig, devices } from "@playwright/test";
import { chromium } from "./support/chromium";

export default defineConfig({
  testDir: "tests",
  globalSetup: "./support/room",
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // The second try is for the trace and tells what fails always from what fails at times. It forgives
  // nothing.
  retries: 1,
  failOnFlakyTests: true,
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    launchOptions: chromium,
    locale: "en-GB",
    // Pages that fade into one another would make tests wait for fading, and Chromium reports each
    // fading that it ends.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    trace: "on-first-retry",
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 800 } } },
    {
      name: "phone",
      use: {
        viewport: { width: 390, height: 844 },
        userAgent: devices["Pixel 7"].userAgent,
        deviceScaleFactor: 2,
        hasTouch: true,
        isMobile: true,
      },
    },
    {
      name: "no-js",
      use: { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false },
    },
  ],
});
