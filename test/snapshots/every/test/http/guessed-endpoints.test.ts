/** Clients that found no metadata guess the endpoints at the root of the origin. */
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
    'a guessed %s %s finds the endpoint, or 404 in JSON [ASM-22] [D8]',
    async (method, path) => {
      const headers = { accept: 'text/html,application/json' };
      const {
        status,
        headers: answered,
        body,
      } = await rawRequest(live.config.port, {
        method,
        path,
        headers,
      });
      if (prefix === '') {
        expect(status).toBe(400);
      } else {
        expect(status).toBe(404);
        expect(answered.get('content-type')).toMatch(/^application\/json/);
        expect(JSON.parse(body)).toMatchObject({
          error: 'not_found',
          error_description: expect.stringContaining(live.mcpUrl),
        });
      }
    },
  );
});
