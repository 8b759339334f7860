/** A vendor's server on this machine, and a guarded fetch that finds it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  createGuardedFetch,
  type GuardedFetch,
  type GuardedFetchOptions,
} from '../../../../src/oauth/clients/metadata-document/fetch/guarded-fetch.js';
import { selfSigned } from './self-signed.js';

const certificate = selfSigned(['vendor.test', '*.vendor.test']);

/** Another authority for the same name, which nobody trusts. */
export const untrusted = selfSigned(['vendor.test']);

export interface Vendor {
  port: number;
  /** `https://vendor.test:PORT/client.json`. */
  url: string;
  /** What arrived. */
  requests: IncomingMessage[];
  /** How many connections were made, TLS or not. */
  connections: number;
  /** How the next requests are answered. */
  answer: (response: ServerResponse, request: IncomingMessage) => void;
  close: () => Promise<void>;
}

/** Starts a vendor that serves a good document; close it after the test. */
export async function openVendor(): Promise<Vendor> {
  const sockets = new Set<Duplex>();
  const server = createServer(certificate, (request, response) => {
    vendor.requests.push(request);
    vendor.answer(response, request);
  });
  server.on('connection', (socket) => {
    vendor.connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `https://vendor.test:${port}/client.json`;
  const vendor: Vendor = {
    port,
    url,
    requests: [],
    connections: 0,
    answer: serve(documentOf(url)),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return vendor;
}

/** A document with all that is needed. */
export function documentOf(clientId: string, changes: Record<string, unknown> = {}) {
  return {
    client_id: clientId,
    client_name: 'Test Client',
    redirect_uris: ['https://client.example/callback'],
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
    ...changes,
  };
}

/** Answers with JSON. */
export function serve(body: unknown, headers: Record<string, string> = {}, status = 200) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** A fetch for which every name is 127.0.0.1, the one address that it takes for public. */
export function fetchOnThisMachine(options: Partial<GuardedFetchOptions> = {}): GuardedFetch {
  return createGuardedFetch({
    clock: () => 0,
    userAgent: 'test',
    allowLoopback: false,
    resolve: async () => ['127.0.0.1'],
    isForbidden: (address) => address !== '127.0.0.1',
    trust: certificate.cert,
    ...options,
  });
}
