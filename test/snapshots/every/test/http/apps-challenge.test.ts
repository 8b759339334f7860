/** The proof of the domain that OpenAI asks for when a server is submitted to its directory. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';

const path = '/.well-known/openai-apps-challenge';
let live: LiveServer;

afterEach(() => live.close());

async function ask(changes: Partial<Config>, prefix = ''): Promise<Response> {
  live = await openLiveServer(changes, prefix);
  return fetch(new URL(path, live.mcpUrl));
}

describe(path, () => {
  it.each(['', '/apps/notes'])(
    'is the token alone, at the root of the origin, for a public URL ending with "%s"',
    async (prefix) => {
      const answer = await ask({ openaiAppsChallenge: 'a1-B2_c3.d4' }, prefix);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
      expect(await answer.text()).toBe('a1-B2_c3.d4');
    },
  );

  it('is a path like any other while there is no token [PRM-16]', async () => {
    const answer = await ask({});
    expect(answer.status).toBe(404);
    expect((await answer.json()).error).toBe('not_found');
  });
});
