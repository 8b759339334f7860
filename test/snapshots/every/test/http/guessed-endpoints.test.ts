/** Clients without metadata guess endpoints at the root of the origin. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveServer, openLiveServer } from '../live/server.js';
import { rawRequest } from './raw-request.js';

const guesses = [
  ['POST', '/token'],
  ['POST', '/register'],
  ['GET', '/authorize?response_type=code&client_id=client_x'],
] as const;

describe.each(['', '/apps/notes'])('at a server below "%s"', (prefix) => {
  let live: LiveServer;

  beforeAll(async () => {
    live = await openLiveServer({}, prefix);
  });
  afterAll(() => live.close());

  it.each(guesses)(
    '%s %s finds the endpoint, or 404 in JSON [ASM-22] [D8]',
    async (method, path) => {
      const headers = { accept: 'text/html,application/json' };
      const answer = await rawRequest(live.config.port, { method, path, headers });
      expect(answer.status).toBe(prefix === '' ? 400 : 404);
      if (prefix !== '') {
        expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
        expect(JSON.parse(answer.body)).toMatchObject({
          error: 'not_found',
          error_description: expect.stringContaining(live.mcpUrl),
        });
      }
    },
  );
});
