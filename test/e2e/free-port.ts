import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below every system's range for outgoing connections: no client socket takes the port of a server that was killed to come back. */
const FIRST = 20_000;
const COUNT = 12_000;

const given = new Set<number>();

/** A loopback port on which nobody listens; never the same twice in one process. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (!given.has(port) && (await isFree(port))) {
      given.add(port);
      return port;
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
