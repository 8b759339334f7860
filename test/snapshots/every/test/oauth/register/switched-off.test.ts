/** Registration switched off. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveServer, openLiveServer } from '../../live/plain-server.js';

describe.each(['', '/apps/notes'])('registration switched off below "%s"', (prefix) => {
  let live: LiveServer;
  let origin: string;

  beforeAll(async () => {
    live = await openLiveServer({ registration: 'off' }, prefix);
    origin = new URL(live.config.publicUrl).origin;
  });
  afterAll(() => live.close());

  it('is named in none of the documents [ASM-8] [D16]', async () => {
    for (const path of [
      `/.well-known/oauth-authorization-server${prefix}`,
      `/.well-known/openid-configuration${prefix}`,
      `${prefix}/.well-known/openid-configuration`,
      `${prefix}/.well-known/oauth-authorization-server`,
    ]) {
      const response = await fetch(`${origin}${path}`);
      expect(response.status, path).toBe(200);
      const text = await response.text();
      expect(text).toContain('"token_endpoint"');
      expect(text, path).not.toContain('regist');
    }
  });

  it('is 404 in JSON that browser clients can read [ASM-8] [D8]', async () => {
    const response = await fetch(`${live.config.publicUrl}/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://other.example' },
      body: JSON.stringify({ redirect_uris: ['https://client.example/callback'] }),
    });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toEqual({
      error: 'not_found',
      error_description: expect.stringContaining('ask the operator'),
    });
    expect(await live.store.find('client', {})).toEqual([]);
  });
});
