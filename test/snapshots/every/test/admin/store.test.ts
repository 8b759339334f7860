/** `store`: a server goes on with another database. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createLogger } from '../../src/log.js';
import type { AuditEvent } from '../../src/oauth/audit.js';
import { openServer } from '../../src/server.js';
import { formPost } from '../live/form-post.js';
import { liveConnection } from '../live/lived-connection.js';
import { servePlainly } from '../live/plain-server.js';
import { sampleToolset } from '../live/sample-toolset.js';
import { modern } from '../mcp/wire.js';
import { acrossProcesses, openTestStore } from '../store/open-test-store.js';
import { adminHere, adminProcess } from './run-admin.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function emptyStore(clock = Date.now) {
  const opened = await openTestStore({ clock });
  onTestFinished(() => opened.close());
  return opened;
}

describe.runIf(acrossProcesses)('a server that is moved to another store', () => {
  it('goes on with its users, clients, connections and keys [SEC-8]', async () => {
    const lived = await liveConnection();
    const { config, clock, mcpUrl } = lived.live;
    const file = join(folder, 'new/store.jsonl');
    const out = await adminProcess(config.databaseUrl)(`store export --out ${file}`);
    expect(out).toMatchObject({ code: 0, output: '' });
    expect(out.errors).toMatch(/personal data and sealed secrets/);
    await lived.live.close();

    const written = await readFile(file, 'utf8');
    for (const secret of lived.secrets) expect(written).not.toContain(secret);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);

    const { url } = await emptyStore(clock);
    const into = await adminProcess(url)(`store import ${file}`);
    expect(into).toMatchObject({ code: 0, errors: '' });
    expect(into.output).toMatch(/^Imported \d+ records\.\n$/);

    const log = createLogger({ production: true, logLevel: 'silent' }, process.stderr);
    const tools = { log, toolset: sampleToolset, clock, random: randomBytes, serve: servePlainly };
    const server = await openServer({ ...config, databaseUrl: url }, tools);
    onTestFinished(() => server.close());
    const list = (token: string) => modern({ url: mcpUrl, token }, 'tools/list');
    expect((await list(lived.accessToken)).status).toBe(200);
    const refreshed = await formPost(`${config.publicUrl}/token`, {
      grant_type: 'refresh_token',
      client_id: lived.publicClient,
      refresh_token: lived.refreshToken,
    });
    expect(refreshed.status, JSON.stringify(refreshed.body)).toBe(200);
    expect((await list(refreshed.body.access_token)).status).toBe(200);
  });
});

describe('the operator', () => {
  it('may pass an export on without a file', async () => {
    const [from, to] = [await emptyStore(), await emptyStore()];
    await from.store.insert('note', 'n', { value: 'x'.repeat(100_000) });
    await from.store.insert('note', 'over', { value: 1, expiresAt: Date.now() + 60_000 });
    const { code, output, errors } = await adminHere(from.store)('store export');
    expect(code).toBe(0);
    expect(errors).toMatch(/delete it after the import/);
    const later = adminHere(to.store, { clock: () => Date.now() + 60_000 });
    expect(await later('store import', output)).toMatchObject({
      code: 0,
      output: 'Imported 1 record. 1 had expired since the export and were left out.\n',
    });
    expect((await to.store.get('note', 'n'))?.value).toHaveLength(100_000);
    expect(await later('store import -', output)).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^The store is not empty/),
    });
  });

  it('is audited for every export and import that succeeds [SEC-5]', async () => {
    const [from, to] = [await emptyStore(), await emptyStore()];
    const audited: AuditEvent[] = [];
    const options = { audit: (event: AuditEvent) => audited.push(event) };
    const broken = { ...from.store, find: () => Promise.reject(new Error('gone')) };
    expect((await adminHere(broken, options)('store export')).code).toBe(1);
    expect((await adminHere(to.store, options)('store import', 'no export')).code).toBe(1);
    expect(audited).toEqual([]);
    const { output } = await adminHere(from.store, options)('store export');
    await adminHere(to.store, options)('store import', output);
    expect(audited).toEqual([
      { event: 'store.exported', reason: 'operator_request' },
      { event: 'store.imported', reason: 'operator_request' },
    ]);
  });

  it('goes on with an import that was cut short', async () => {
    const [from, to] = [await emptyStore(), await emptyStore()];
    for (const id of ['a', 'b', 'c']) await from.store.insert('note', id, { value: id });
    const { output } = await adminHere(from.store)('store export');
    const half = output.split('\n').slice(0, 3).join('\n');
    const admin = adminHere(to.store);
    expect(await admin('store import', half)).toMatchObject({ code: 1, output: '' });
    expect((await admin('store import', output)).output).toBe(
      'Imported 1 record. 2 were there from the import that this one continued.\n',
    );
  });

  it('keeps every file, and no half of an export', async () => {
    const { store } = await emptyStore();
    const kept = join(folder, 'kept.jsonl');
    await writeFile(kept, 'kept');
    const admin = adminHere(store);
    expect(await admin(`store export --out ${kept}`)).toMatchObject({
      code: 1,
      errors: `${kept} exists already, and was left as it is.\n`,
    });
    expect(await readFile(kept, 'utf8')).toBe('kept');
    const broken = adminHere({ ...store, find: () => Promise.reject(new Error('gone')) });
    expect((await broken(`store export --out ${join(folder, 'half')}`)).code).toBe(1);
    expect(await readdir(folder)).not.toContain('half');
    expect(await admin(`store export --out ${join(kept, 'below')}`)).toMatchObject({ code: 1 });
    const missing = await admin('store import no-such-file');
    expect(missing.errors).toBe('no-such-file cannot be read (ENOENT).\n');
  });
});
