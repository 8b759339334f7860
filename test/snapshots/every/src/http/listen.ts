/** Opens and closes a Node server. */
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { CannotListen, type Served, type ServeOptions } from './contract.js';

/** @throws CannotListen */
export async function listen(
  server: Server,
  { host, port, graceMs }: ServeOptions,
): Promise<Served> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)));
    server.listen(port, host, resolve);
  });
  const endWhenIdle = watchConnections(server);
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${name}:${address.port}`,
    close: () => {
      closed ??= close(server, endWhenIdle, graceMs);
      return closed;
    },
  };
}

async function close(server: Server, endWhenIdle: () => void, graceMs: number): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  endWhenIdle();
  const end = setTimeout(() => server.closeAllConnections(), graceMs);
  await done;
  clearTimeout(end);
}

// Ends connections without a request at once, the others after their answer; `closeIdleConnections`
// waits for the former, which browsers and HTTP clients open in advance.
function watchConnections(server: Server): () => void {
  const idle = new Set<Socket>();
  let ending = false;
  server.on('connection', (socket) => {
    idle.add(socket);
    socket.once('close', () => idle.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    response.once('close', () => {
      if (ending) socket.destroySoon();
      else if (!socket.destroyed) idle.add(socket);
    });
  });
  return () => {
    ending = true;
    for (const socket of idle) socket.destroy();
  };
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
