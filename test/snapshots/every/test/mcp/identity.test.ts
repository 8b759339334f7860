/** Whose request it is: the token decides. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeScope } from '../../src/scopes.js';
import { mintToken } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';
import { legacy, modern, modernMeta } from './wire.js';

let live: LiveServer;

beforeAll(async () => {
  live = await openLiveServer();
});
afterAll(() => live.close());

describe('identity', () => {
  it('comes from the token alone [RS-13]', async () => {
    const token = await mintToken(live, { name: 'ada', scopes: [] });
    const clientInfo = { name: 'user_root', version: '1' };
    const { message } = await modern(
      { url: live.mcpUrl, token },
      'tools/call',
      { name: 'who', arguments: { id: 'user_root', name: 'root', subject: 'user_root' } },
      {
        meta: { ...modernMeta, 'io.modelcontextprotocol/clientInfo': clientInfo },
        headers: { 'x-user': 'user_root', 'mcp-session-id': 'user_root' },
      },
    );
    expect(message.result.structuredContent.subject).toBe('user_ada');
  });

  it('never crosses between 50 users at the same time [RS-13, HTTP-15] [A29]', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `user${index}`);
    const tokens = await Promise.all(
      names.map((name) => mintToken(live, { name, scopes: [changeScope] })),
    );
    const who = { name: 'who', arguments: {} };
    const answers = await Promise.all(
      tokens.map((token, index) =>
        (index % 2 === 0 ? modern : legacy)({ url: live.mcpUrl, token }, 'tools/call', who),
      ),
    );
    expect(answers.map(({ message }) => message.result.structuredContent.name)).toEqual(names);
  });

  it('ends with the grant: the next request is refused [RS-5, RS-9] [D5]', async () => {
    const wire = {
      url: live.mcpUrl,
      token: await mintToken(live, { name: 'gone', scopes: [] }),
    };
    expect((await modern(wire, 'tools/list')).status).toBe(200);
    const [grant] = await live.store.find('grant', { userId: 'user_gone' });
    await live.store.remove('grant', grant?.id ?? '');
    const refused = await modern(wire, 'tools/list');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });
});
