/** What a token permits, and the challenge that asks for more. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baselineScope, changeScope, permittedBy, scopes } from '../../src/scopes.js';
import { mintToken } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';
import { legacy, modern, type WireAnswer } from './wire.js';

let live: LiveServer;

beforeAll(async () => {
  live = await openLiveServer();
});
afterAll(() => live.close());

const eras = { modern, legacy };
type Era = keyof typeof eras;

async function call(era: Era, granted: readonly string[], name: string): Promise<WireAnswer> {
  const token = await mintToken(live, { name: 'ada', scopes: granted });
  const params = { name, arguments: {} };
  return eras[era]({ url: live.mcpUrl, token }, 'tools/call', params);
}

describe.each<Era>(['modern', 'legacy'])('a tool call in the %s era', (era) => {
  it('needs no scope where signing in is enough', async () => {
    const { message } = await call(era, [], 'who');
    expect(message.result.structuredContent).toMatchObject({ subject: 'user_ada', name: 'ada' });
  });

  it('without its scope gets 403 and a challenge that names what it needs [RS-10, RS-11, RS-15] [S7]', async () => {
    const answer = await call(era, [], 'change');
    expect(answer.status).toBe(403);
    const challenge = answer.headers.get('www-authenticate') ?? '';
    expect(challenge).toMatch(/^Bearer /);
    expect(challenge).toContain('error="insufficient_scope"');
    expect(challenge).toContain(`scope="${changeScope}"`);
    const metadata = `${new URL(live.mcpUrl).origin}/.well-known/oauth-protected-resource/mcp`;
    expect(challenge).toContain(`resource_metadata="${metadata}"`);
    expect(challenge).toMatch(/^[\x20-\x7e]+$/);
  });

  it('changes nothing when it is refused [RS-10]', async () => {
    const before = await live.store.find('note', { userId: 'user_ada' });
    await call(era, [], 'change');
    expect(await live.store.find('note', { userId: 'user_ada' })).toHaveLength(before.length);
  });

  it('is permitted by a scope that implies the one it needs [RS-12]', async () => {
    const granted =
      scopes.find(({ implies }) => implies.includes(baselineScope))?.name ?? baselineScope;
    expect(permittedBy([granted])).toContain(baselineScope);
    expect((await call(era, [granted], 'read')).status).toBe(200);
  });

  it('is listed with its scopes [RS-14]', async () => {
    const token = await mintToken(live, { name: 'ada', scopes: [] });
    const { message } = await eras[era]({ url: live.mcpUrl, token }, 'tools/list');
    const schemes = (name: string) =>
      message.result.tools.find((tool: { name: string }) => tool.name === name)._meta
        .securitySchemes;
    expect(schemes('who')).toEqual([{ type: 'oauth2', scopes: [] }]);
    expect(schemes('read')).toEqual([{ type: 'oauth2', scopes: [baselineScope] }]);
    expect(schemes('change')).toEqual([{ type: 'oauth2', scopes: [changeScope] }]);
  });
});

it('audits every refusal for a missing scope, without the token [SEC-5, RS-16]', async () => {
  const token = await mintToken(live, { name: 'eve', scopes: [] });
  const params = { name: 'change', arguments: {} };
  await modern({ url: live.mcpUrl, token }, 'tools/call', params);
  const line = live.logged.find(
    (text) => text.includes('scope.insufficient') && text.includes('user_eve'),
  );
  expect(line).toContain('"reason":"change"');
  expect(live.logged.join('')).not.toContain(token);
});
