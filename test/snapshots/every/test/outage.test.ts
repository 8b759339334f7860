/** What clients see while the database server is away: "later", never "sign in again". */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startPlainMain } from './live/child.js';
import { formPost } from './live/form-post.js';
import { type MintedTokens, mintClient, mintTokens } from './live/mint-token.js';
import { type LiveServer, openLiveServer } from './live/plain-server.js';
import { modern } from './mcp/wire.js';
import { ownServer } from './store/open-test-store.js';
import type { TestServer } from './store/test-server.js';

const client_id = 'client_test';

/** As long as Claude waits for tokens, in milliseconds. */
const patience = 10_000;

let database: TestServer;
let live: LiveServer;
let tokens: MintedTokens;

describe.runIf(ownServer !== undefined)('a server whose database', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    if (ownServer === undefined) return;
    database = await ownServer();
    live = await openLiveServer({ databaseUrl: database.url });
    await mintClient(live);
    tokens = await mintTokens(live, { name: 'ada', scopes: [] });
  });
  afterAll(async () => {
    await live?.close();
    await database?.close();
  });

  const at = (path: string): string => `${live.config.publicUrl}${path}`;
  const statusOf = async (path: string): Promise<number> => (await fetch(at(path))).status;

  /** The answers to all that needs the database. */
  async function asked(): Promise<Response[]> {
    const form = (path: string, fields: Record<string, string>) =>
      fetch(at(path), { method: 'POST', body: new URLSearchParams({ client_id, ...fields }) });
    const code = { grant_type: 'authorization_code', code: `${tokens.grantId}.x` };
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh };
    const began = performance.now();
    const answers = await Promise.all([
      form('/token', refresh),
      form('/token', code),
      form('/revoke', { token: tokens.refresh }),
      fetch(at('/register'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ redirect_uris: ['http://localhost/callback'] }),
      }),
      fetch(live.mcpUrl, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokens.access}` },
      }),
      fetch(at('/readyz')),
      fetch(at(`/authorize?client_id=${client_id}`)),
    ]);
    expect(performance.now() - began).toBeLessThan(patience);
    return answers;
  }

  async function expectOutage(): Promise<void> {
    for (const answer of await asked()) {
      const text = await answer.text();
      expect([answer.status, answer.headers.get('retry-after')], text).toEqual([503, '5']);
      expect(text).not.toMatch(/invalid_|unauthorized/);
      expect(answer.headers.get('www-authenticate')).toBeNull();
    }
    expect(await statusOf('/.well-known/oauth-authorization-server')).toBe(200);
    expect(await statusOf('/.well-known/oauth-protected-resource/mcp')).toBe(200);
    expect(await statusOf('/jwks')).toBe(200);
    expect(await statusOf('/healthz')).toBe(200);
  }

  async function expectService(): Promise<void> {
    await expect.poll(() => statusOf('/readyz'), { timeout: 10_000 }).toBe(200);
    const wire = { url: live.mcpUrl, token: tokens.access };
    expect((await modern(wire, 'tools/list')).status).toBe(200);
    const { status, body } = await formPost(at('/token'), {
      grant_type: 'refresh_token',
      client_id,
      refresh_token: tokens.refresh,
    });
    expect([status, typeof body.refresh_token]).toEqual([200, 'string']);
    tokens = { ...tokens, access: body.access_token, refresh: body.refresh_token };
  }

  it('was stopped says so, keeps its metadata up and serves again when it is back [TOK-14, REF-6] [D10, F11]', async () => {
    await expectService();
    await database.stop();
    await expectOutage();
    await database.start();
    await expectService();
  });

  it('is away at the start says so, and ends with code 1', async () => {
    await database.stop();
    const program = startPlainMain({
      DATABASE_URL: database.url,
      SECRET_KEYS: 'a-secret-that-only-tests-know-0123456789',
    });
    expect(await program.ended).toBe(1);
    await database.start();
    expect(program.output()).toMatch(
      /^The database cannot be used: .+\.\nSee docs\/storage.md\.\n$/,
    );
  });

  it.runIf(process.platform !== 'win32')(
    'froze says so in time, keeps its metadata up and serves again when it thaws [TOK-14, REF-6] [D10, F11]',
    async () => {
      await expectService();
      const thaw = await database.freeze();
      onTestFinished(thaw);
      await expectOutage();
      thaw();
      await expectService();
    },
  );
});
