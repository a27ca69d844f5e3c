import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PROGRAM = process.env.ESPIRAL_BIN ?? "../target/release/espiral";
const PATIENCE = 30_000;

/** The program itself, serving a demo clinic of its own. */
export interface Server {
  url: string;
  stop(): Promise<void>;
}

/** Starts the program on a free port with a new database and waits until it answers. */
export async function startServer(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), "espiral-"));
  const url = `http://127.0.0.1:${await freePort()}`;
  const database = `sqlite:${join(folder, "demo.db")}`;
  const program = spawn(
    PROGRAM,
    ["serve", "--demo", "--database", database, "--listen", url.slice("http://".length)],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1" } },
  );
  const said: string[] = [];
  program.stdout.on("data", (text: Buffer) => said.push(text.toString()));
  program.stderr.on("data", (text: Buffer) => said.push(text.toString()));

  const stop = async () => {
    await end(program);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(program, url);
  } catch (error) {
    await stop();
    throw new Error(`${PROGRAM} did not start. ${error}\n${said.join("")}`);
  }
  return { url, stop };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function ready(program: ChildProcess, url: string): Promise<void> {
  let gone: unknown;
  program.once("error", (error) => (gone = error));
  program.once("exit", (code) => (gone = `It ended with ${code}.`));
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline; await sleep(50)) {
    if (gone !== undefined) throw gone;
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
  }
  throw "It did not answer in time.";
}

/** Asks the program to end, and insists when it does not. */
async function end(program: ChildProcess): Promise<void> {
  if (program.pid === undefined || program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, "exit");
  program.kill("SIGTERM");
  const insist = setTimeout(() => program.kill("SIGKILL"), 5_000);
  await ended;
  clearTimeout(insist);
}
