/** A whole server between a client and a real provider. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { defineTool, type Toolset } from '../../src/mcp/tool.js';
import { sha256 } from '../../src/oauth/sha256.js';
import { baselineScope } from '../../src/scopes.js';
import { approve, openLiveBrowser } from '../live/approve.js';
import { formPost } from '../live/form-post.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';
import { sampleToolset } from '../live/sample-toolset.js';
import { modern, type WireAnswer } from '../mcp/wire.js';
import { sharedProvider } from './environment.js';
import { addPerson, type Person } from './person.js';
import type { TestProvider } from './provider.js';

/** Asks an API of the provider who the user is. */
const atProvider = defineTool({
  name: 'at_provider',
  title: 'Sample: at the provider',
  description: 'Exists in tests only.',
  scopes: [],
  hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: true },
  input: z.object({}),
  output: z.object({ name: z.string() }),
  run: async (_, { principal }) => {
    const { issuer } = await sharedProvider();
    const ask = (token = '') =>
      fetch(`${issuer}/me`, { headers: { authorization: `Bearer ${token}` } });
    const token = await principal.upstream?.accessToken();
    const first = await ask(token);
    const answer =
      first.status === 401 ? await ask(await principal.upstream?.accessToken(token)) : first;
    return z.object({ name: z.string() }).parse(await answer.json());
  },
});
const toolset: Toolset = { ...sampleToolset, tools: [atProvider] };

const redirectUri = 'http://localhost:33418/callback';
const verifier = 'a-code-verifier-of-sufficient-length-0123456789';

let provider: TestProvider;
let live: LiveServer;
let ann: Person;

beforeEach(async () => {
  provider = await sharedProvider();
  live = await openLiveServer({}, '', toolset);
  ann = await addPerson({ store: live.store, clock: live.clock, random: randomBytes }, 'ann');
});
afterEach(() => {
  provider.heal();
  return live.close();
});

interface Connection {
  clientId: string;
  access: string;
  refresh: string;
}

async function connect(): Promise<Connection> {
  const { publicUrl } = live.config;
  const registered = await fetch(`${publicUrl}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: `App ${randomBytes(3).toString('hex')}`,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    }),
  });
  const { client_id: clientId } = (await registered.json()) as { client_id: string };
  const url = new URL(`${publicUrl}/authorize`);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: baselineScope,
    code_challenge: await sha256(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const answer = await approve(openLiveBrowser(live), ann, url);
  const { body } = await formPost(`${publicUrl}/token`, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code: answer.get('code') ?? '',
    code_verifier: verifier,
  });
  return { clientId, access: body.access_token, refresh: body.refresh_token };
}

const call = (access: string): Promise<WireAnswer> =>
  modern({ url: live.mcpUrl, token: access }, 'tools/call', { name: 'at_provider', arguments: {} });

const refresh = ({ clientId, refresh: token }: Connection) =>
  formPost(`${live.config.publicUrl}/token`, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: token,
  });

it('a tool acts at the provider for its user, without secrets for the client [CON-6, RS-7]', async () => {
  const { access, refresh: token } = await connect();
  const { message } = await call(access);
  expect(message.result.structuredContent).toEqual({ name: 'ann' });
  const seen = JSON.stringify([message, access, token, live.logged]);
  for (const secret of provider.secrets) {
    if (secret.length > 20) expect(seen).not.toContain(secret);
  }
  for (const secret of provider.secrets) expect((await call(secret)).status).toBe(401);
  const headers = { authorization: `Bearer ${access}` };
  expect((await fetch(`${provider.issuer}/me`, { headers })).status).toBe(401);
});

it('a connection ends when the provider has forgotten its user, until the next sign-in [D5]', async () => {
  const [one, other] = [await connect(), await connect()];
  const body = { error: 'invalid_grant' };
  provider.spoilt.answers = { '/me': { status: 401 }, '/token': { status: 400, body } };
  const refused = await call(one.access);
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
  expect(await refresh(one)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  provider.heal();
  const again = await connect();
  expect((await call(again.access)).message.result.structuredContent).toEqual({ name: 'ann' });
  // The other client noticed nothing.
  expect((await call(other.access)).message.result.structuredContent).toEqual({ name: 'ann' });
});

it('an outage of the provider ends no connection', async () => {
  const connection = await connect();
  provider.spoilt.isDown = true;
  live.pass({ seconds: 1000 });
  const renewed = await refresh(connection);
  expect(renewed.status).toBe(200);
  const who = await modern({ url: live.mcpUrl, token: renewed.body.access_token }, 'tools/list');
  expect(who.status).toBe(200);
  provider.heal();
  expect((await call(renewed.body.access_token)).status).toBe(200);
});
