/** `keys`, on the store of a running server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEvent, AuditRecord } from '../../src/oauth/audit.js';
import { announceMs, rereadEveryMs } from '../../src/oauth/keyring/times.js';
import { baselineScope } from '../../src/scopes.js';
import { mintToken } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';
import { modern } from '../mcp/wire.js';
import { acrossProcesses, openTestStore } from '../store/open-test-store.js';
import { adminHere, type RunAdmin } from './run-admin.js';

describe.runIf(acrossProcesses)('the operator, of signing keys,', () => {
  let server: LiveServer;
  let admin: RunAdmin;
  let audited: AuditRecord[];

  beforeAll(async () => {
    server = await openLiveServer();
    audited = [];
    const audit = (event: AuditEvent) => void audited.push(event);
    admin = adminHere(server.store, { clock: server.clock, audit });
  });
  afterAll(() => server.close());

  const list = async () => JSON.parse((await admin('keys list --json')).output);
  const states = async () => (await list()).map(({ state }: { state: string }) => state);
  const mint = () => mintToken(server, { name: 'ada', scopes: [baselineScope] });
  const statusOf = async (token: string) =>
    (await modern({ url: server.mcpUrl, token }, 'tools/list')).status;
  const published = async () => (await fetch(`${server.config.publicUrl}/jwks`)).text();

  it('lists them without anything secret [JWT-7] [SEC-8]', async () => {
    expect((await admin('keys list')).output).toMatch(
      /^ID +ALGORITHM +STATE +SINCE\n[\w-]{43} +RS256 +active +20[\d: -]+\n[\w-]{43} +RS256 +next +20/,
    );
    const keys = await list();
    const [active] = keys;
    expect(Object.keys(active)).toEqual(['kid', 'algorithm', 'state', 'since']);
    expect(new Date(active.since).toJSON()).toBe(active.since);
    expect(await published()).toContain(active.kid);
  });

  it('is told when the next key may sign [JWT-7]', async () => {
    const before = await list();
    const { code, errors } = await admin('keys rotate');
    expect(code).toBe(1);
    expect(errors).toMatch(/may not know it before 20[\d-]+ [\d:]{5} UTC.*--now/);
    expect(errors).not.toMatch(/ at .*\.ts/);
    expect(await list()).toEqual(before);
    expect(audited).toEqual([]);
  });

  it('rotates them, and no token is refused [JWT-7] [SEC-5]', async () => {
    const token = await mint();
    server.pass({ ms: announceMs });
    const [, next] = await list();
    const { code, output } = await admin('keys rotate');
    expect(code).toBe(0);
    expect(output).toContain(`Within 5 seconds every instance signs with ${next.kid} (RS256).`);
    expect(audited).toEqual([
      { event: 'key.rotated', keyId: next.kid, reason: 'operator_request' },
    ]);
    expect(await states()).toEqual(['active', 'next', 'retired']);
    expect(await statusOf(token)).toBe(200);
    server.pass({ ms: rereadEveryMs });
    expect(await statusOf(token)).toBe(200);
    expect(await statusOf(await mint())).toBe(200);
    for (const { kid } of await list()) expect(await published()).toContain(kid);
  });

  it('replaces copied ones at once, and refuses their tokens in time [JWT-7] [RS-5]', async () => {
    const token = await mint();
    expect(await statusOf(token)).toBe(200);
    audited.splice(0);
    const { code, output } = await admin('keys rotate --now');
    expect(code).toBe(0);
    expect(output).toMatch(/within the same 5 seconds every access token issued so far is refused/);
    expect(audited).toMatchObject([{ event: 'key.rotated', reason: 'compromised' }]);
    expect(await states()).toEqual(['active', 'next']);
    server.pass({ ms: rereadEveryMs });
    expect(await statusOf(token)).toBe(401);
    expect(await statusOf(await mint())).toBe(200);
  });

  it('is told that an algorithm waits for a rotation [JWT-3]', async () => {
    for (const [signingAlgorithm, reminded] of [
      ['ES256', true],
      ['RS256', false],
    ] as const) {
      const live = await openLiveServer({ signingAlgorithm });
      const reminder = 'SIGNING_ALGORITHM takes effect at the next \\"admin keys rotate\\"';
      expect(live.logged.join('').includes(reminder)).toBe(reminded);
      await live.close();
    }
  });

  it('has none before the server has started', async () => {
    const opened = await openTestStore({ clock: Date.now });
    const { code, output } = await adminHere(opened.store)('keys list');
    expect([code, output]).toEqual([0, 'No keys; the server makes them when it starts.\n']);
    expect((await adminHere(opened.store)('keys list --json')).output).toBe('[]\n');
    await opened.close();
  });
});
