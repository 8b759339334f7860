/** `grants` and `clients`, on the store of a running server. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baselineScope } from '../../src/scopes.js';
import { mintClient, mintTokens } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';
import { modern } from '../mcp/wire.js';
import { acrossProcesses } from '../store/open-test-store.js';
import { adminHere, adminProcess, type RunAdmin } from './run-admin.js';

describe.runIf(acrossProcesses)('the operator', () => {
  let server: LiveServer;
  let admin: RunAdmin;

  beforeAll(async () => {
    server = await openLiveServer();
    admin = adminHere(server.store);
  });
  afterAll(() => server.close());

  const mint = (name: string, clientId: string) =>
    mintTokens(server, { name, scopes: [baselineScope], clientId });
  const statusOf = async ({ access }: { access: string }): Promise<number> =>
    (await modern({ url: server.mcpUrl, token: access }, 'tools/list')).status;

  it('sees who permitted what to which client [CON-7]', async () => {
    const { grantId } = await mint('ada', 'client_listed');
    await mint('eve', 'client_listed');
    const { code, output } = await admin('grants list --user ada --client client_listed');
    expect(code).toBe(0);
    expect(output).toContain(grantId);
    expect(output).toMatch(/\sada\s+client_listed\s/);
    expect(output).not.toMatch(/\seve\s/);
    const both = await admin('grants list --client client_listed --json');
    const users = JSON.parse(both.output).map(({ userId }: { userId: string }) => userId);
    expect(users.sort()).toEqual(['user_ada', 'user_eve']);
    expect((await admin('grants list --client client_unknown')).output).toBe('No grants.\n');
  });

  it('ends one grant, which is refused at the next request [CON-7] [RS-5]', async () => {
    const [ended, kept] = [await mint('ada', 'client_one'), await mint('ada', 'client_one')];
    expect([await statusOf(ended), await statusOf(kept)]).toEqual([200, 200]);
    const program = adminProcess(server.config.databaseUrl);
    const { code, output } = await program(`grants revoke ${ended.grantId}`);
    expect([code, output]).toEqual([0, 'Revoked 1 grant.\n']);
    expect([await statusOf(ended), await statusOf(kept)]).toEqual([401, 200]);
    expect(await admin(`grants revoke ${ended.grantId}`)).toMatchObject({ code: 1, output: '' });
    expect((await admin('grants list --client client_one')).output).not.toContain(ended.grantId);
    expect((await admin('grants list --client client_one --all')).output).toContain(
      'revoked: operator_request',
    );
  });

  it('ends the grants of just one user, by name or id', async () => {
    const own = [await mint('bob', 'client_a'), await mint('bob', 'client_b')];
    const other = await mint('bobby', 'client_a');
    expect((await admin('grants revoke --user bob --client client_a')).output).toContain('1 grant');
    expect(await Promise.all(own.map(statusOf))).toEqual([401, 200]);
    expect((await admin('grants revoke --user user_bob')).output).toBe('Revoked 1 grant.\n');
    expect(await Promise.all(own.map(statusOf))).toEqual([401, 401]);
    expect(await statusOf(other)).toBe(200);
  });

  it('has to say which grants', async () => {
    for (const command of ['grants revoke', 'grants revoke some-id --user ada']) {
      expect(await admin(command)).toMatchObject({ code: 2, output: '' });
    }
  });

  it('forgets a client and ends its grants', async () => {
    await mintClient(server, { id: 'client_gone', name: 'Gone', origin: 'dynamic' });
    const token = await mint('ada', 'client_gone');
    const listed = await admin('clients list');
    expect(listed.output).toMatch(/client_gone +Gone +dynamic +1 /);
    const { output } = await admin('clients remove client_gone');
    expect(output).toBe('Removed client_gone and revoked 1 grant.\n');
    expect(await statusOf(token)).toBe(401);
    expect(await server.store.get('client', 'client_gone')).toBeUndefined();
    expect(await admin('clients remove client_gone')).toMatchObject({ code: 1, output: '' });
  });

  it('sees and ends grants of clients without a record', async () => {
    const id = 'https://app.example.com/oauth/client.json';
    const token = await mint('ada', id);
    expect(JSON.parse((await admin(`clients show ${id}`)).output)).toEqual({ id, grants: 1 });
    expect((await admin(`clients remove ${id}`)).code).toBe(0);
    expect(await statusOf(token)).toBe(401);
    expect((await admin(`clients show ${id}`)).code).toBe(1);
  });

  it('sees no secret of a client and no trick of its name [SEC-3]', async () => {
    await mintClient(server, {
      id: 'client_odd',
      name: 'Odd\u001b[2J\n\u202eclient_trusted',
      secrets: [{ hash: 'the-hash-of-its-secret', createdAt: Date.now() }],
    });
    const { output } = await admin('clients list');
    expect(output).not.toMatch(/\p{Cf}|^client_trusted/mu);
    expect(output).not.toContain('\u001b');
    const shown = await admin('clients show client_odd');
    expect(JSON.parse(shown.output)).toMatchObject({ id: 'client_odd', origin: 'operator' });
    expect(shown.output + (await admin('clients list --json')).output).not.toContain('the-hash');
  });
});
