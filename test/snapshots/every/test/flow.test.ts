/** The whole life of a connection, as the official client (version 2) lives it. */
import { randomBytes, randomUUID } from 'node:crypto';
import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { baselineScope, changeScope, permittedBy } from '../src/scopes.js';
import { approve, openLiveBrowser } from './live/approve.js';
import { formPost } from './live/form-post.js';
import { openProvider, type TestProvider } from './live/oauth-provider.js';
import { type LiveServer, openLiveServer } from './live/server.js';
import { addPerson, type Person } from './login/person.js';
import type { TestBrowser } from './oauth/browser/browser.js';

type Path = '' | '/apps/notes';

let servers: Record<Path, LiveServer>;
let live: LiveServer;
let ada: Person;
let browser: TestBrowser;
let provider: TestProvider;
let clients: Client[] = [];

beforeAll(async () => {
  // The library tells its developers when it gives up tokens; that is what is tested here.
  vi.spyOn(console, 'warn').mockReturnValue();
  servers = { '': await openLiveServer(), '/apps/notes': await openLiveServer({}, '/apps/notes') };
});
afterAll(async () => {
  vi.restoreAllMocks();
  await Promise.all(Object.values(servers).map((server) => server.close()));
});

async function meet(path: Path): Promise<void> {
  live = servers[path];
  const name = `ada-${randomUUID()}`;
  ada = await addPerson({ store: live.store, clock: live.clock, random: randomBytes }, name);
  browser = openLiveBrowser(live);
  provider = openProvider();
}

afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
});

type Mode = 'legacy' | 'auto';

/** Projects may have scopes of which the first permits everything. */
const hasMoreToAskFor = !permittedBy([baselineScope]).has(changeScope);

function openTransport(): StreamableHTTPClientTransport {
  return new StreamableHTTPClientTransport(new URL(live.mcpUrl), { authProvider: provider });
}

/** Connects; the person allows it on the way. */
async function connect(mode: Mode): Promise<Client> {
  const client = new Client({ name: 'flow', version: '1' }, { versionNegotiation: { mode } });
  clients.push(client);
  const first = openTransport();
  await expect(client.connect(first)).rejects.toThrow(UnauthorizedError);
  await finish(first);
  await client.connect(openTransport());
  return client;
}

async function finish(transport: StreamableHTTPClientTransport): Promise<void> {
  const answer = await approve(browser, ada, provider.sentTo.at(-1));
  expect(answer.get('state')).toBe(provider.currentState);
  expect(answer.get('iss')).toBe(live.config.publicUrl);
  await transport.finishAuth(answer);
}

function latest(provider: TestProvider): { access: string; refresh: string } {
  const tokens = provider.saved.at(-1);
  return { access: tokens?.access_token ?? '', refresh: tokens?.refresh_token ?? '' };
}

function refresh(token: string): ReturnType<typeof formPost> {
  return formPost(`${live.config.publicUrl}/token`, {
    grant_type: 'refresh_token',
    refresh_token: token,
    client_id: provider.clientInformation()?.client_id ?? '',
  });
}

describe.each<[Mode, Path]>([
  ['legacy', ''],
  ['auto', ''],
  ['auto', '/apps/notes'],
])('the official client in %s mode at a server below "%s/"', (mode, path) => {
  beforeEach(() => meet(path));

  it('finds its way from the URL alone to a tool call [RS-1, PRM-1, ASM-1, DCR-2, AZ-1, TOK-1] [R8]', async () => {
    const client = await connect(mode);
    const { structuredContent } = await client.callTool({ name: 'who', arguments: {} });
    expect(structuredContent).toMatchObject({ name: ada.name });
    expect(client.getProtocolEra()).toBe(mode === 'auto' ? 'modern' : 'legacy');
    expect(provider.sentTo).toHaveLength(1);
    expect(provider.sentTo[0]?.searchParams.get('resource')).toBe(live.mcpUrl);
    expect(provider.sentTo[0]?.searchParams.get('scope')).toContain(baselineScope);
  });

  it.runIf(hasMoreToAskFor)(
    'asks for more, and keeps what it had [RS-10, RS-11, RS-12] [S7]',
    async () => {
      const client = await connect(mode);
      const call = { name: 'change', arguments: {} };
      await expect(client.callTool(call)).rejects.toThrow();
      expect(provider.sentTo).toHaveLength(2);
      const asked = provider.sentTo[1]?.searchParams.get('scope')?.split(' ');
      expect(asked).toContain(changeScope);
      expect(asked).toContain(baselineScope);
      await finish(openTransport());
      await client.callTool(call);
      const { structuredContent } = await client.callTool({ name: 'read', arguments: {} });
      expect(structuredContent).toMatchObject({ changes: 1 });
    },
  );

  it('refreshes when the access token has expired [REF-1, RS-5]', async () => {
    const client = await connect(mode);
    const before = latest(provider);
    live.pass({ seconds: live.config.accessTokenTtl + 1 });
    await client.callTool({ name: 'who', arguments: {} });
    const after = latest(provider);
    expect(provider.sentTo).toHaveLength(1);
    expect(after.access).not.toBe(before.access);
    expect(after.refresh).not.toBe(before.refresh);
  });

  it('loses the connection when an old refresh token is used [REF-2, RS-5]', async () => {
    const client = await connect(mode);
    const stolen = latest(provider).refresh;
    expect((await refresh(stolen)).status).toBe(200);
    live.pass({ seconds: live.config.refreshRetryWindow });
    const reused = await refresh(stolen);
    expect([reused.status, reused.body.error]).toEqual([400, 'invalid_grant']);
    await expect(client.callTool({ name: 'who', arguments: {} })).rejects.toThrow();
    expectAnotherSignIn();
    expect(live.logged.some((line) => line.includes('refresh.reused'))).toBe(true);
  });

  it('is refused at the very next request after a revocation [REV-1, REV-3, RS-5]', async () => {
    const client = await connect(mode);
    await client.callTool({ name: 'who', arguments: {} });
    const { refresh: token, access } = latest(provider);
    const client_id = provider.clientInformation()?.client_id ?? '';
    const revoked = await formPost(`${live.config.publicUrl}/revoke`, { token, client_id });
    expect(revoked.status).toBe(200);
    const headers = { authorization: `Bearer ${access}` };
    expect((await fetch(live.mcpUrl, { method: 'POST', headers })).status).toBe(401);
    await expect(client.callTool({ name: 'who', arguments: {} })).rejects.toThrow();
    expectAnotherSignIn();
  });
});

// In the legacy era the client's GET for a stream may ask for sign-in as well.
function expectAnotherSignIn(): void {
  expect(provider.sentTo.length).toBeGreaterThan(1);
}

it('no token, code, password or secret is logged [RS-16]', async () => {
  await meet('');
  await connect('legacy');
  const { access, refresh: token } = latest(provider);
  const everything = live.logged.join('');
  const secrets = [access, token, `the long password of ${ada.name}`, ...browser.cookies.values()];
  for (const secret of secrets) expect(everything).not.toContain(secret);
  expect(everything).toContain('consent.approved');
});
