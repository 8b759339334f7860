/** A program without a user, as the official client (version 2) lives it. */
import {
  Client,
  ClientCredentialsProvider,
  type OAuthClientProvider,
  PrivateKeyJwtProvider,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { exportPKCS8 } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { oauthSettings } from '../src/config.js';
import { baselineScope } from '../src/scopes.js';
import { handedOver } from './admin/clients/operating.js';
import { adminHere, type RunAdmin } from './admin/run-admin.js';
import { formPost } from './live/form-post.js';
import { mintToken } from './live/mint-token.js';
import { type LiveServer, openLiveServer } from './live/plain-server.js';
import { initialize, modern } from './mcp/wire.js';
import { openSigner } from './oauth/assertions.js';

const extension = 'io.modelcontextprotocol/oauth-client-credentials';
const modes = ['legacy', 'auto'] as const;
const machine = `--grant client_credentials --scope ${baselineScope}`;

let live: LiveServer;
let admin: RunAdmin;
let clients: Client[] = [];

beforeAll(async () => {
  live = await openLiveServer({ clientCredentials: true, introspection: true });
  admin = adminHere(live.store, { clock: live.clock, settings: oauthSettings(live.config) });
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
});
afterAll(() => live.close());

async function add(options: string, input = ''): Promise<{ id: string; secret: string }> {
  return handedOver((await admin(`clients add Robot ${options}`, input)).output);
}

async function connect(mode: 'legacy' | 'auto', authProvider: OAuthClientProvider) {
  const client = new Client({ name: 'robot', version: '1' }, { versionNegotiation: { mode } });
  clients.push(client);
  await client.connect(new StreamableHTTPClientTransport(new URL(live.mcpUrl), { authProvider }));
  return client;
}

// First, since official clients go by a clock of their own.
it.each(modes)(
  'the official client in %s mode acts for itself with a key [CC-1, CC-2, CA-7]',
  async (mode) => {
    const { alg, privateKey, publicKey } = await openSigner('RS256');
    const keys = JSON.stringify({ keys: [publicKey] });
    const options = `${machine} --auth-method private_key_jwt --jwks -`;
    const { id } = await add(options, keys);
    const provider = new PrivateKeyJwtProvider({
      clientId: id,
      privateKey: await exportPKCS8(privateKey),
      algorithm: alg,
      expectedIssuer: live.config.publicUrl,
    });
    const client = await connect(mode, provider);
    const { structuredContent } = await client.callTool({ name: 'who', arguments: {} });
    expect(structuredContent).toMatchObject({ subject: id, clientId: id });
  },
);

describe.each(modes)('the official client in %s mode', (mode) => {
  it('acts for itself with a secret, and for longer than a token lives [CC-1, CC-3, CC-4, JWT-6]', async () => {
    const { id, secret } = await add(machine);
    const provider = new ClientCredentialsProvider({
      clientId: id,
      clientSecret: secret,
      expectedIssuer: live.config.publicUrl,
    });
    const client = await connect(mode, provider);
    expect(client.getServerCapabilities()?.extensions).toHaveProperty([extension]);
    const { structuredContent } = await client.callTool({ name: 'who', arguments: {} });
    expect(structuredContent).toMatchObject({ kind: 'client', subject: id, name: 'Robot' });
    const first = provider.tokens()?.access_token;
    live.pass({ seconds: live.config.accessTokenTtl });
    await client.callTool({ name: 'who', arguments: {} });
    expect(provider.tokens()?.access_token).not.toBe(first);
    expect(provider.tokens()).not.toHaveProperty('refresh_token');
  });
});

it('the extension is named in both eras if it is on [CC-4]', async () => {
  const usual = await openLiveServer();
  for (const [server, isNamed] of [
    [live, true],
    [usual, false],
  ] as const) {
    const token = await mintToken(server, { name: 'ada', scopes: [] });
    const wire = { url: server.mcpUrl, token };
    const answers = [await modern(wire, 'server/discover'), await initialize(wire, '2025-11-25')];
    for (const { message } of answers) {
      const { extensions = {} } = message.result.capabilities;
      expect(extensions).toEqual(isNamed ? { [extension]: {} } : {});
    }
  }
  await usual.close();
});

it('a resource server elsewhere learns at once of a disabled client [INT-1, INT-2, INT-3]', async () => {
  const robot = await add(machine);
  const server = await add('--may-introspect --auth-method client_secret_post');
  const { publicUrl } = live.config;
  const credentials = { client_id: server.id, client_secret: server.secret };
  const form = {
    grant_type: 'client_credentials',
    client_id: robot.id,
    client_secret: robot.secret,
  };
  const { body } = await formPost(`${publicUrl}/token`, form);
  const introspect = () =>
    formPost(`${publicUrl}/introspect`, { token: body.access_token, ...credentials });
  expect(await introspect()).toMatchObject({
    status: 200,
    body: { active: true, sub: robot.id, aud: live.mcpUrl, iss: publicUrl, scope: baselineScope },
  });
  await admin(`clients disable ${robot.id}`);
  expect(await introspect()).toEqual({ status: 200, body: { active: false } });
  const logged = live.logged.join('');
  for (const secret of [body.access_token, robot.secret, server.secret]) {
    expect(logged).not.toContain(secret);
  }
});
