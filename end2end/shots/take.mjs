// @ts-check
// npm run shots -- [--as employee|nobody] [--url http://127.0.0.1:3000] [--out FOLDER] [PATH...]
//
// Screenshots of whole pages at 390 and 1280 px, in English and Spanish, light and dark. Tells what
// the browser complained about and which pages are too wide.
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { asEnvironment } from "./order.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: "string", default: "employee" },
    url: { type: "string" },
    out: { type: "string", default: "test-results/shots" },
  },
});
const order = { ...values, paths: positionals.length > 0 ? positionals : ["/"] };
const { status } = spawnSync("node_modules/.bin/playwright", ["test", "--config", "shots/shots.config.ts"], {
  stdio: "inherit",
  env: asEnvironment(order),
});
console.log(`Screenshots are in ${values.out}`);
process.exit(status ?? 1);
