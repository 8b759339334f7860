/** How long a client waits for tokens while another process holds the database. */
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mintTokens } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';

/** As long as Claude waits for tokens, in milliseconds; for a refresh it waits longer. */
const patience = 10_000;

let live: LiveServer;

beforeEach(async () => {
  live = await openLiveServer();
});
afterEach(() => live.close());

async function refresh(token: string) {
  const began = performance.now();
  const response = await fetch(`${live.config.publicUrl}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: 'client_test',
      refresh_token: token,
    }),
  });
  const took = performance.now() - began;
  return { status: response.status, body: await response.json(), took };
}

describe('a request for tokens', { timeout: 30_000 }, () => {
  it('is answered in time, even if the database stays locked [TOK-14]', async () => {
    const client = { id: 'client_test', origin: 'operator', redirectUris: [], metadata: {} };
    const more = { grantTypes: ['refresh_token'], authMethods: ['none'], createdAt: 0 };
    await live.store.insert('client', 'client_test', { value: { ...client, ...more } });
    const { refresh: token } = await mintTokens(live, { name: 'ada', scopes: [] });

    const other = new DatabaseSync(live.config.databaseUrl.slice('file:'.length));
    other.exec('BEGIN IMMEDIATE');
    const waiting = await refresh(token);
    expect([waiting.status, waiting.body.error]).toEqual([503, 'temporarily_unavailable']);
    expect(waiting.took).toBeLessThan(patience);
    other.close();

    const served = await refresh(token);
    expect([served.status, typeof served.body.access_token]).toEqual([200, 'string']);
    expect(served.took).toBeLessThan(patience);
  });
});
