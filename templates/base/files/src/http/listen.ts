/** Opening and closing a Node HTTP server, whichever framework answers on it. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotListen, type Served, type ServeOptions } from './contract.js';

/** How often a closing server looks for connections that have become idle. */
const idleCheckMs = 50;

/**
 * Listens.
 *
 * @throws CannotListen
 */
export async function listen(
  server: Server,
  { host, port, graceMs }: ServeOptions,
): Promise<Served> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${name}:${address.port}`,
    close: () => {
      closed ??= close(server, graceMs);
      return closed;
    },
  };
}

async function close(server: Server, graceMs: number): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  // A kept-alive connection becomes idle only once its last answer is out.
  const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
  const end = setTimeout(() => server.closeAllConnections(), graceMs);
  await done;
  clearInterval(idle);
  clearTimeout(end);
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const at = `${host}:${port}`;
  switch (error.code) {
    case 'EADDRINUSE':
      return new CannotListen(`${at} is in use: stop what runs there, or set PORT to another port`);
    case 'EACCES':
      return new CannotListen(`${at} is not permitted: set PORT to a port above 1023`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new CannotListen(`${host} is not an address of this machine: set HOST to one that is`);
    default:
      return error;
  }
}
