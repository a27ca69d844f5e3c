import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** The way from a browser to a server. Cut, it refuses everybody, a service worker too. */
export interface Cable {
  url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** What is asked stays on the way, until it is let through. */
  hold(): void;
  release(): void;
}

/** Lays a cable to an address like `http://127.0.0.1:4000`. */
export async function cable(to: string): Promise<Cable> {
  const there = Number(new URL(to).port);
  const sockets = new Set<Socket>();
  const ways = new Map<Socket, Socket>();
  let held = false;
  const server: Server = createServer((near) => {
    const far = connect(there, "127.0.0.1");
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy()).on("close", () => sockets.delete(one) && other.destroy());
    }
    ways.set(near, far);
    near.on("close", () => ways.delete(near));
    far.pipe(near);
    if (!held) near.pipe(far);
  });
  let port = 0;
  const mend = async () => {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  };
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const hold = () => {
    held = true;
    for (const [near, far] of ways) near.unpipe(far).pause();
  };
  const release = () => {
    held = false;
    for (const [near, far] of ways) near.pipe(far);
  };
  await mend();
  return { url: `http://127.0.0.1:${port}`, cut, mend, hold, release };
}
