/** A Redis server that loses data: refused in production, warned of elsewhere. */
import { createClient } from 'redis';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  inject,
  it,
  onTestFinished,
} from 'vitest';
import { StoreUnavailable, StoreUnfit } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import { ownServer } from './open-test-store.js';
import { startServer } from './start-server.js';
import { LATER } from './tasks.js';
import type { TestServer } from './test-server.js';
import { versionOf } from './version-of.js';

const safe = { appendonly: 'yes', appendfsync: 'always', save: '' };
const usual = { ...safe, maxmemory: '0', 'maxmemory-policy': 'noeviction' };
const evicting = (policy: string) => ({ maxmemory: '100mb', 'maxmemory-policy': policy });

describe.runIf(ownServer !== undefined)('a Redis server', { timeout: 30_000 }, () => {
  let server: TestServer;
  let redis: ReturnType<typeof createClient>;

  beforeAll(async () => {
    if (ownServer === undefined) return;
    server = await ownServer();
    redis = createClient({ url: server.url });
    await redis.connect();
  });
  afterEach(async () => {
    await redis.flushAll();
    await redis.configSet(usual);
  });
  afterAll(async () => {
    redis?.destroy();
    await server?.close();
  });

  /** What the operator is told when a store is opened. */
  async function told(production: boolean, url = server.url): Promise<string[]> {
    const heard: string[] = [];
    const warn = (sentence: string): void => void heard.push(sentence);
    const store = await openStore({ url, clock: Date.now, production, warn });
    await store.close();
    return heard;
  }

  it.each(['0', '100mb'])(
    'that loses nothing, with maxmemory %s, is taken without a word',
    async (maxmemory) => {
      await redis.configSet({ ...usual, maxmemory });
      expect(await told(true)).toEqual([]);
    },
  );

  it.each([
    ['keeps nothing', { appendonly: 'no', save: '' }, /Set appendonly to yes/],
    ['deletes what was used least', evicting('allkeys-lru'), /Set maxmemory-policy to noeviction/],
    ['deletes what expires soon', evicting('volatile-ttl'), /Set maxmemory-policy to noeviction/],
  ])('that %s is refused in production', async (_what, settings, remedy) => {
    await redis.configSet({ ...usual, ...settings });
    await expect(told(true)).rejects.toThrow(StoreUnfit);
    await expect(told(true)).rejects.toThrow(remedy);
    expect(await told(false)).toEqual([expect.stringMatching(remedy)]);
  });

  it.each([
    ['keeps snapshots', { appendonly: 'no', save: '60 1000' }, /snapshot now and then/],
    ['writes once a second', { appendfsync: 'everysec' }, /once a second/],
    ['leaves writing to the system', { appendfsync: 'no' }, /when the system likes to/],
  ])('that %s is taken with a warning', async (_what, settings, sentence) => {
    await redis.configSet({ ...usual, ...settings });
    expect(await told(true)).toEqual([expect.stringMatching(sentence)]);
  });

  it('whose settings nobody may see is taken at its word', async () => {
    await redis.sendCommand('ACL SETUSER hosted on >secret ~* &* +@all -config -acl'.split(' '));
    const url = new URL(server.url);
    url.username = 'hosted';
    url.password = 'secret';
    await redis.configSet({ ...usual, appendfsync: 'everysec' });
    expect(await told(true, url.href)).toEqual([]);
    await redis.configSet({ ...usual, appendonly: 'no' });
    const sentence = /does not say what it keeps/;
    expect(await told(true, url.href)).toEqual([expect.stringMatching(sentence)]);
  });

  it('that is a cluster is refused everywhere', async () => {
    const cluster = await startServer(inject('programs'), 'cluster-enabled yes');
    onTestFinished(() => cluster.close());
    await expect(told(false, cluster.url)).rejects.toThrow(StoreUnfit);
    await expect(told(false, cluster.url)).rejects.toThrow(/Use a single primary/);
  });

  it('that is a replica is unavailable until it is a primary again', async () => {
    const store = await openStore({ url: server.url, clock: Date.now });
    await redis.sendCommand(['REPLICAOF', '127.0.0.1', '1']);
    const write = store.insert('note', 'n', { value: 1 });
    await expect(write).rejects.toThrow(StoreUnavailable);
    await expect(write).rejects.toThrow(/READONLY/);
    await redis.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    await expect.poll(() => store.insert('note', 'n', { value: 1 }).catch(String)).toBe(true);
    await store.close();
  });

  it('that has no memory left refuses to write, and loses nothing', async () => {
    const store = await openStore({ url: server.url, clock: Date.now });
    await store.insert('grant', 'g', { value: 'old', userId: 'ann', expiresAt: LATER });
    const version = await versionOf(store, 'grant', 'g');
    await redis.configSet({ maxmemory: '1mb' });
    const write = store.replace('grant', 'g', version, { value: 'new' });
    await expect(write).rejects.toThrow(StoreUnavailable);
    await expect(write).rejects.toThrow(/OOM/);
    const [kept] = await store.find('grant', { userId: 'ann' });
    expect(kept).toMatchObject({ version, value: 'old' });
    await redis.configSet({ maxmemory: '0' });
    expect(await store.replace('grant', 'g', version, { value: 'new' })).toBe(true);
    await store.close();
  });

  it('with another password is unavailable at the start, and the sentence tells none', async () => {
    const url = new URL(server.url);
    url.password = 'wr0ng';
    const opening = openStore({ url: url.href, clock: Date.now });
    await expect(opening).rejects.toThrow(StoreUnavailable);
    await expect(opening).rejects.toThrow(/^(?!.*wr0ng).*WRONGPASS/);
  });
});
