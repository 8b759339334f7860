/** Ports for servers whose URL must be known before they listen. */
import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/** Outside the range that outgoing connections use. */
const first = 20_000;
const amount = 5_000;

// The last ones: by the time that so many others were asked for, a server listens or is gone.
const reserved: Server[] = [];
const mostReserved = 16;

/**
 * A port on loopback that nothing listens on, and that no other test gets meanwhile: whoever asks
 * listens on its twin, `amount` further up, which only one can do.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + randomInt(amount);
    const twin = await listening(port + amount);
    if (twin === undefined) continue;
    const probe = await listening(port);
    if (probe !== undefined) {
      await new Promise((resolve) => probe.close(resolve));
      reserve(twin);
      return port;
    }
    twin.close();
  }
}

function reserve(twin: Server): void {
  reserved.push(twin.unref());
  if (reserved.length > mostReserved) reserved.shift()?.close();
}

function listening(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
