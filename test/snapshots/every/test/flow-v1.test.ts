/** The whole life of a connection, as the official client (version 1) lives it. */
import { randomBytes } from 'node:crypto';
import { auth, UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  StreamableHTTPClientTransport,
  StreamableHTTPError,
} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { baselineScope, changeScope, permittedBy } from '../src/scopes.js';
import { approve, openLiveBrowser } from './live/approve.js';
import { formPost } from './live/form-post.js';
import { openProvider, type TestProvider } from './live/oauth-provider.js';
import { type LiveServer, openLiveServer } from './live/server.js';
import { addPerson, type Person } from './login/person.js';
import type { TestBrowser } from './oauth/browser/browser.js';

let live: LiveServer;
let ada: Person;
let browser: TestBrowser;
let provider: TestProvider;
let clients: Client[] = [];

beforeAll(async () => {
  live = await openLiveServer();
  ada = await addPerson({ store: live.store, clock: live.clock, random: randomBytes }, 'ada');
});
afterAll(() => live.close());
beforeEach(() => {
  browser = openLiveBrowser(live);
  provider = openProvider();
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
});

function openTransport(): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(new URL(live.mcpUrl), { authProvider: provider });
}

/** Connects; the person allows it on the way. */
async function connect(): Promise<Client> {
  const first = openTransport();
  await expect(new Client({ name: 'flow', version: '1' }).connect(first)).rejects.toThrow(
    UnauthorizedError,
  );
  const answer = await approve(browser, ada, provider.sentTo.at(-1));
  await first.finishAuth(answer.get('code') ?? '');
  const client = new Client({ name: 'flow', version: '1' });
  clients.push(client);
  // The library's types disagree under exactOptionalPropertyTypes.
  await client.connect(openTransport() as Parameters<Client['connect']>[0]);
  return client;
}

/** Projects may have scopes of which the first permits everything. */
const hasMoreToAskFor = !permittedBy([baselineScope]).has(changeScope);

const who = { name: 'who', arguments: {} };

describe('the official client, version 1', () => {
  it('finds its way from the URL alone to a tool call [RS-1, PRM-1, ASM-1, DCR-2, TOK-2]', async () => {
    const client = await connect();
    expect((await client.callTool(who)).structuredContent).toMatchObject({ name: 'ada' });
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain('read');
  });

  it.runIf(hasMoreToAskFor)(
    'gets missing scopes by a new authorization [RS-10, RS-11]',
    async () => {
      const client = await connect();
      const call = { name: 'change', arguments: {} };
      // This version answers a challenge by a refresh, which widens nothing: programs have to ask.
      await expect(client.callTool(call)).rejects.toThrow(StreamableHTTPError);
      await provider.invalidateCredentials?.('tokens');
      const asked = { serverUrl: live.mcpUrl, scope: `${baselineScope} ${changeScope}` };
      expect(await auth(provider, asked)).toBe('REDIRECT');
      const answer = await approve(browser, ada, provider.sentTo.at(-1));
      await openTransport().finishAuth(answer.get('code') ?? '');
      await client.callTool(call);
      const { structuredContent } = await client.callTool({ name: 'read', arguments: {} });
      expect(structuredContent).toMatchObject({ changes: 1 });
    },
  );

  it('refreshes when the access token has expired [REF-1, RS-5]', async () => {
    const client = await connect();
    live.pass({ seconds: live.config.accessTokenTtl + 1 });
    await client.callTool(who);
    const [first] = provider.saved;
    expect(provider.saved.at(-1)?.access_token).not.toBe(first?.access_token);
    expect(provider.sentTo).toHaveLength(1);
  });

  it('has to sign in again after a revocation [REV-1, REV-3, RS-5]', async () => {
    const client = await connect();
    await formPost(`${live.config.publicUrl}/revoke`, {
      token: provider.saved.at(-1)?.refresh_token ?? '',
      client_id: provider.clientInformation()?.client_id ?? '',
    });
    await expect(client.callTool(who)).rejects.toThrow(UnauthorizedError);
    // The client's GET for a stream may ask for sign-in as well.
    expect(provider.sentTo.length).toBeGreaterThan(1);
  });
});
