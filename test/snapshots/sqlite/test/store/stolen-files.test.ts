/** The bytes of all files of the database. */
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databasePath } from '../../src/store/location.js';
import { type LivedConnection, liveConnection } from '../live/lived-connection.js';
import { tracesOf } from '../live/traces.js';

let lived: LivedConnection;

beforeAll(async () => {
  lived = await liveConnection();
});
afterAll(() => lived.live.close());

async function bytes(): Promise<{ names: string[]; text: string }> {
  const folder = dirname(databasePath(lived.live.config.databaseUrl));
  const names = (await readdir(folder)).sort();
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return { names, text: Buffer.concat(files).toString('latin1') };
}

describe('stolen files', () => {
  it('hold no secret, whole or in part, as text or as bytes [TOK-9, SEC-8, CA-5]', async () => {
    const { names, text } = await bytes();
    expect(names).toEqual(['test.db', 'test.db-shm', 'test.db-wal']);
    expect(text).toContain(lived.publicClient);
    expect(tracesOf(lived.secrets, text)).toEqual([]);
  });

  it('would show a secret that was kept', async () => {
    const { store } = lived.live;
    await store.insert('note', 'kept', { value: { held: lived.refreshToken } });
    await store.remove('note', 'kept');
    expect(tracesOf(lived.secrets, (await bytes()).text)).toHaveLength(1);
  });
});
