import { defineConfig } from "@playwright/test";
import { chromium } from "../support/chromium";

export default defineConfig({
  testDir: ".",
  testMatch: "shots.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  reporter: [["line"]],
  outputDir: "../test-results/playwright",
  use: { launchOptions: chromium },
});
