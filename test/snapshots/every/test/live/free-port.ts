/** Ports for servers whose URL must be known before they listen. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** A port on loopback that nothing listens on, outside the range that outgoing connections use. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    if (await canListen(port)) return port;
  }
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
