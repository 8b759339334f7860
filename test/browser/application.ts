// An application that a person connects: it registers, sends the browser away, and awaits it.
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, inject } from 'vitest';
import { selfSigned } from '../../templates/base/files/test/oauth/clients/metadata-document/self-signed.js';

const verifier = randomBytes(32).toString('base64url');

export interface Application {
  readonly clientId: string;
  /** Where a browser begins to connect it. */
  readonly authorizeUrl: (changes?: Record<string, string>) => string;
  readonly redeem: (code: string) => Promise<{ access_token: string; scope: string }>;
}

/** Registers it, as most clients do: public, by itself. */
export async function register(
  redirectUri: string,
  name = 'Pocket Assistant',
): Promise<Application> {
  const { url } = inject('site');
  const answer = await fetch(`${url}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: name,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    }),
  });
  if (answer.status !== 201) throw new Error(`Not registered: ${await answer.text()}`);
  const { client_id: clientId } = (await answer.json()) as { client_id: string };
  const authorizeUrl = (changes: Record<string, string> = {}) =>
    `${url}/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: 'notes:read',
      state: 'the state of the client',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    })}`;
  const redeem = async (code: string) => {
    const fields = { grant_type: 'authorization_code', client_id: clientId, code };
    const body = new URLSearchParams({ ...fields, code_verifier: verifier });
    const response = await fetch(`${url}/token`, { method: 'POST', body });
    if (!response.ok) throw new Error(`No token: ${await response.text()}`);
    return (await response.json()) as { access_token: string; scope: string };
  };
  return { clientId, authorizeUrl, redeem };
}

/** Listens for browsers that come back; closed after the tests of the file. */
export async function callbackServer(scheme: 'http' | 'https'): Promise<string> {
  const greet: RequestListener = (_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Back</title><p>Back at the application');
  };
  const server: Server =
    scheme === 'http' ? createServer(greet) : createSecureServer(selfSigned(['localhost']), greet);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return `${scheme}://localhost:${(server.address() as AddressInfo).port}/callback`;
}
