/** A whole connection whose requests go to two servers in turn. */
import { randomBytes } from 'node:crypto';
import {
  Client,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { approve, openLiveBrowser } from './live/approve.js';
import { formPost } from './live/form-post.js';
import { openProvider, type TestProvider } from './live/oauth-provider.js';
import { openTwoServers, type TwoServers } from './live/two-servers.js';
import { addPerson } from './login/person.js';
import { acrossProcesses } from './store/open-test-store.js';

describe.runIf(acrossProcesses)('behind a load balancer without a memory', () => {
  let servers: TwoServers;

  beforeAll(async () => {
    // The library tells its developers when it gives up tokens, as it has to at the end.
    vi.spyOn(console, 'warn').mockReturnValue();
    servers = await openTwoServers();
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await servers.close();
  });

  async function connect(name: string, mode: 'legacy' | 'auto') {
    const { config, store, clock } = servers;
    const person = await addPerson({ store, clock, random: randomBytes }, name);
    const provider = openProvider();
    const open = () =>
      new StreamableHTTPClientTransport(new URL(`${config.publicUrl}${config.mcpPath}`), {
        authProvider: provider,
      });
    const client = new Client({ name: 'balanced', version: '1' }, { versionNegotiation: { mode } });
    onTestFinished(() => client.close());
    const first = open();
    await expect(client.connect(first)).rejects.toThrow(UnauthorizedError);
    const answer = await approve(openLiveBrowser(servers), person, provider.sentTo.at(-1));
    await first.finishAuth(answer);
    await client.connect(open());
    return { client, provider };
  }

  const post = (path: string, provider: TestProvider, fields: Record<string, string>) =>
    formPost(`${servers.config.publicUrl}${path}`, {
      client_id: provider.clientInformation()?.client_id ?? '',
      ...fields,
    });

  const refresh = (provider: TestProvider, refresh_token: string) =>
    post('/token', provider, { grant_type: 'refresh_token', refresh_token });

  it.each(['legacy', 'auto'] as const)(
    'the official client in %s mode connects, refreshes and revokes [REF-1, REF-3, REV-3, RS-5]',
    async (mode) => {
      const { client, provider } = await connect(`ada-${mode}`, mode);
      const { tools } = await client.listTools();
      const { access_token, refresh_token = '' } = provider.saved.at(-1) ?? {};

      const refreshed = await Promise.all(
        Array.from({ length: 20 }, () => refresh(provider, refresh_token)),
      );
      expect(refreshed.map(({ status }) => status)).toEqual(Array(20).fill(200));
      const [successor, ...others] = new Set(refreshed.map(({ body }) => body.refresh_token));
      expect(others).toEqual([]);
      expect((await client.listTools()).tools).toEqual(tools);

      const ending = Array.from({ length: 10 }, (_, n) =>
        n === 5
          ? post('/revoke', provider, { token: successor })
          : refresh(provider, n % 2 === 0 ? successor : refresh_token),
      );
      for (const { status, body } of await Promise.all(ending)) {
        expect([200, 400]).toContain(status);
        if (status === 400) expect(body.error).toBe('invalid_grant');
      }
      for (const { body } of [await refresh(provider, successor), ...refreshed.slice(0, 2)]) {
        const headers = { authorization: `Bearer ${body.access_token ?? access_token}` };
        for (const url of servers.urls) {
          const called = await fetch(`${url}/mcp`, { method: 'POST', headers });
          expect(called.status).toBe(401);
        }
      }
      await expect(client.listTools()).rejects.toThrow();
    },
  );

  it('each of the two has answered half of every kind', () => {
    const [left = [], right = []] = servers.urls.map((url) => servers.balancer.paths.get(url));
    expect(Math.abs(left.length - right.length)).toBeLessThanOrEqual(1);
    const kinds = (paths: string[]) => new Set(paths.map((path) => path.split(/[?/]/)[1]));
    for (const kind of ['.well-known', 'token', 'mcp']) {
      expect([...kinds(left)]).toContain(kind);
      expect([...kinds(right)]).toContain(kind);
    }
    const all = kinds([...left, ...right]);
    for (const kind of ['register', 'authorize', 'login', 'consent', 'revoke']) {
      expect([...all]).toContain(kind);
    }
  });
});
