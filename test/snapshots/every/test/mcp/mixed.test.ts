/** An endpoint with a tool for anyone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.js';
import { baselineScope, changeScope } from '../../src/scopes.js';
import { mintToken } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';
import { mixedToolset } from '../live/sample-toolset.js';
import { initialize, legacy, modern, post, type Wire, type WireAnswer } from './wire.js';

const chatGpt = 'openai-mcp/1.0.0 (ChatGPT)';
const claude = 'Claude-User/1.0';

const servers: Partial<Record<Config['toolChallenge'], LiveServer>> = {};

async function server(toolChallenge: Config['toolChallenge'] = 'auto'): Promise<LiveServer> {
  servers[toolChallenge] ??= await openLiveServer({ toolChallenge }, '', mixedToolset);
  return servers[toolChallenge];
}

let live: LiveServer;
let anyone: Wire;

beforeAll(async () => {
  live = await server();
  anyone = { url: live.mcpUrl };
});
afterAll(() => Promise.all(Object.values(servers).map((server) => server.close())));

const eras = { modern, legacy };
type Era = keyof typeof eras;

interface Asked {
  token?: string;
  userAgent?: string;
  setting?: Config['toolChallenge'];
}

async function call(era: Era, name: string, asked: Asked = {}): Promise<WireAnswer> {
  const { token, userAgent = claude, setting } = asked;
  const { mcpUrl } = await server(setting);
  const wire = { url: mcpUrl, userAgent, ...(token !== undefined && { token }) };
  return eras[era](wire, 'tools/call', { name, arguments: {} });
}

const metadata = () => `${live.config.publicUrl}/.well-known/oauth-protected-resource/mcp`;

describe.each<Era>(['modern', 'legacy'])('a caller without a token in the %s era', (era) => {
  it('lists the tools and calls the open one [RS-14]', async () => {
    if (era === 'legacy') {
      expect((await initialize(anyone, '2025-11-25')).status).toBe(200);
      expect((await legacy(anyone, 'ping')).message.result).toEqual({});
    } else {
      expect((await modern(anyone, 'server/discover')).status).toBe(200);
    }
    const ready = { jsonrpc: '2.0', method: 'notifications/initialized' };
    expect((await post(anyone, ready)).status).toBe(202);
    const { tools } = (await eras[era](anyone, 'tools/list')).message.result;
    expect(tools).toHaveLength(mixedToolset.tools.length);
    const answer = await call(era, 'greet');
    expect(answer.message.result.structuredContent).toEqual({ name: 'nobody' });
  });

  it('is sent to sign in by status and header for a protected tool [RS-14, RS-1, RS-3, RS-4]', async () => {
    const answer = await call(era, 'change');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(
      `Bearer resource_metadata="${metadata()}", scope="${changeScope}"`,
    );
    expect((await call(era, 'who')).headers.get('www-authenticate')).toContain(
      `scope="${baselineScope}"`,
    );
  });

  it('is sent to sign in by the result for a protected tool, if it is ChatGPT [RS-14]', async () => {
    const { status, message } = await call(era, 'change', { userAgent: chatGpt });
    expect(status).toBe(200);
    expect(message.result.isError).toBe(true);
    expect(message.result.content).toEqual([{ type: 'text', text: 'Sign in to use this tool' }]);
    expect(message.result._meta['mcp/www_authenticate']).toEqual([
      `Bearer error="insufficient_scope", error_description="Sign in to use this tool", ` +
        `resource_metadata="${metadata()}", scope="${changeScope}"`,
    ]);
  });

  it.each([
    ['http', chatGpt, 401],
    ['http', claude, 401],
    ['result', chatGpt, 200],
    ['result', claude, 200],
  ] as const)(
    'is told by %s, whoever it is, if the operator says so [RS-14]',
    async (setting, userAgent, status) => {
      expect((await call(era, 'change', { setting, userAgent })).status).toBe(status);
    },
  );

  it('with a wrong token is told so, even at the open tool [RS-5, RS-14]', async () => {
    const answer = await call(era, 'greet', { token: 'no.such.token' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    const result = await call(era, 'greet', { token: 'no.such.token', userAgent: chatGpt });
    expect(result.status).toBe(200);
    expect(result.message.result.isError).toBe(true);
    expect(result.message.result._meta['mcp/www_authenticate'][0]).toMatch(
      /^Bearer error="invalid_token", error_description="[^"]+", resource_metadata="http/,
    );
  });
});

describe('a caller without a token', () => {
  const refused: [what: string, body: object][] = [
    ['an unknown tool', { id: 1, method: 'tools/call', params: { name: 'nothing' } }],
    ['a call that names no tool', { id: 1, method: 'tools/call' }],
    ['a resource', { id: 1, method: 'resources/read', params: { uri: 'file:///a' } }],
    ['a subscription', { id: 1, method: 'subscriptions/listen' }],
    ['an unknown method', { id: 1, method: 'foo/bar' }],
    ['a response', { id: 1, result: {} }],
  ];

  it.each(refused)('gets 401 for %s [RS-2, RS-14]', async (_, body) => {
    const answer = await post(anyone, { jsonrpc: '2.0', ...body });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain(`scope="${baselineScope}"`);
  });

  it.each([claude, chatGpt])(
    'as %s gets 401 for a batch with one protected call [RS-14]',
    async (userAgent) => {
      const batch = ['greet', 'change'].map((name, id) => ({
        jsonrpc: '2.0',
        id,
        method: 'tools/call',
        params: { name, arguments: {} },
      }));
      const list = { jsonrpc: '2.0', id: 9, method: 'tools/list' };
      const answer = await post({ ...anyone, userAgent }, [...batch, list]);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain(`scope="${changeScope}"`);
    },
  );

  it.each(['GET', 'DELETE'])('gets 401 for %s [RS-2]', async (method) => {
    const response = await fetch(live.mcpUrl, { method });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('resource_metadata=');
  });

  it('is refused from a foreign origin [HTTP-2]', async () => {
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    const answer = await post(anyone, list, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
  });
});

describe.each<Era>(['modern', 'legacy'])('a user who signed in, in the %s era', (era) => {
  const tokenOf = (name: string, scopes: readonly string[]) => mintToken(live, { name, scopes });

  it('is known to the open tool and may call the others [RS-14]', async () => {
    const token = await tokenOf('ada', [changeScope]);
    const { message } = await call(era, 'greet', { token });
    expect(message.result.structuredContent).toEqual({ name: 'ada' });
    expect((await call(era, 'change', { token })).message.result.isError).toBeUndefined();
  });

  it('is asked for more permission in the form that the client acts on [RS-10, RS-14]', async () => {
    const token = await tokenOf('eve', []);
    const answer = await call(era, 'change', { token });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
    const { status, message } = await call(era, 'change', { token, userAgent: chatGpt });
    expect(status).toBe(200);
    expect(message.result.isError).toBe(true);
    expect(message.result._meta['mcp/www_authenticate']).toEqual([
      `Bearer error="insufficient_scope", error_description="The tool needs more permission", ` +
        `resource_metadata="${metadata()}", scope="${changeScope}"`,
    ]);
    expect(await live.store.find('note', { userId: 'user_eve' })).toEqual([]);
    const audited = live.logged.filter((line) => line.includes('"audit":"scope.insufficient"'));
    expect(audited.filter((line) => line.includes('user_eve')).length).toBeGreaterThanOrEqual(2);
  });
});

it('the list of tools says what each of them needs [RS-14]', async () => {
  const { tools } = (await modern(anyone, 'tools/list')).message.result;
  const schemes = (name: string) =>
    tools.find((tool: { name: string }) => tool.name === name)._meta.securitySchemes;
  expect(schemes('greet')).toEqual([{ type: 'noauth' }, { type: 'oauth2', scopes: [] }]);
  expect(schemes('who')).toEqual([{ type: 'oauth2', scopes: [] }]);
  expect(schemes('change')).toEqual([{ type: 'oauth2', scopes: [changeScope] }]);
});

it('an endpoint without a tool for anyone gives ChatGPT 401 and 403 [RS-2, RS-14]', async () => {
  const closed = await openLiveServer();
  const wire = { url: closed.mcpUrl, userAgent: chatGpt };
  for (const method of ['server/discover', 'tools/list', 'ping']) {
    expect((await modern(wire, method)).status, method).toBe(401);
  }
  expect((await initialize(wire, '2025-11-25')).status).toBe(401);
  const token = await mintToken(closed, { name: 'ada', scopes: [] });
  const params = { name: 'change', arguments: {} };
  expect((await modern({ ...wire, token }, 'tools/call', params)).status).toBe(403);
  await closed.close();
});
