/** The proof of the domain for OpenAI. */
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
    'is the token, at the root, for a server below "%s"',
    async (prefix) => {
      const answer = await ask({ openaiAppsChallenge: 'a1-B2_c3.d4' }, prefix);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
      expect(await answer.text()).toBe('a1-B2_c3.d4');
    },
  );

  it('is unknown without a token [PRM-16]', async () => {
    const answer = await ask({});
    expect(answer.status).toBe(404);
    expect((await answer.json()).error).toBe('not_found');
  });
});
