/** Ports for servers whose URL must be known before they listen. */
import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/** Outside the range of outgoing connections. */
const first = 20_000;
const amount = 5_000;

// Only the last ones: by then the servers of others listen or are gone.
const reserved: Server[] = [];
const mostReserved = 16;

/**
 * A port that nothing listens on and no other test gets: only one can listen on its lock, `amount`
 * further up.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + randomInt(amount);
    const lock = await listening(port + amount);
    if (lock === undefined) continue;
    const server = await listening(port);
    if (server !== undefined) {
      await new Promise((resolve) => server.close(resolve));
      reserve(lock);
      return port;
    }
    lock.close();
  }
}

function reserve(lock: Server): void {
  reserved.push(lock.unref());
  if (reserved.length > mostReserved) reserved.shift()?.close();
}

function listening(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
