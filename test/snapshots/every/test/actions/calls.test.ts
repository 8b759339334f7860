/** The tools as REST operations. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createActions } from '../../src/actions/index.js';
import { answerLimit, answerWithinMs } from '../../src/actions/limits.js';
import { mostBytes } from '../../src/mcp/message.js';
import { defineTool } from '../../src/mcp/tool.js';
import { baselineScope, changeScope } from '../../src/scopes.js';
import type { Store } from '../../src/store/contract.js';
import { rawRequest } from '../http/raw-request.js';
import { formPost } from '../live/form-post.js';
import { mintClient, mintToken, mintTokens } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';
import { mixedToolset } from '../live/sample-toolset.js';
import { principal } from '../mcp/wire.js';

const hints = { readOnlyHint: true, destructiveHint: false, openWorldHint: false };

const echo = defineTool({
  name: 'echo',
  title: 'Sample: echo',
  description: 'Exists in tests only.',
  scopes: [],
  hints,
  input: z.object({ text: z.string().default('x'), times: z.int().min(1).default(1) }),
  output: z.object({ text: z.string() }),
  run: async ({ text, times }) => ({ text: text.repeat(times) }),
});

const toolset = { ...mixedToolset, tools: [...mixedToolset.tools, echo] };
const prefix = '/apps/notes';
let live: LiveServer;
let token: string;

beforeAll(async () => {
  live = await openLiveServer({ actions: true }, prefix, toolset);
  token = await mintToken(live, { name: 'ada', scopes: [baselineScope] });
});
afterAll(() => live.close());

interface Asked {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
  method?: string;
}

/** Calls an action as a custom GPT does. */
async function act(name: string, asked: Asked = {}) {
  const { body = {}, headers = {}, method = 'POST' } = asked;
  const bearer = 'token' in asked ? asked.token : token;
  const response = await fetch(`${live.config.publicUrl}/actions/${name}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: JSON.parse(text) };
}

describe('an action', () => {
  it('answers in JSON to the user of the token [ACT-4]', async () => {
    const who = await act('who');
    expect(who.status).toBe(200);
    expect(who.headers.get('content-type')).toBe('application/json');
    expect(who.json).toMatchObject({ subject: 'user_ada', name: 'ada' });
    expect((await act('echo', { body: { text: 'ab', times: 2 } })).json).toEqual({ text: 'abab' });
    expect((await act('echo', { body: '' })).json).toEqual({ text: 'x' });
  });

  it('is described to anyone, like every tool [ACT-4]', async () => {
    const response = await fetch(`${live.config.publicUrl}/openapi.json`);
    expect(response.status).toBe(200);
    const { servers, paths } = (await response.json()) as { servers: unknown; paths: object };
    expect(servers).toEqual([{ url: live.config.publicUrl }]);
    expect(Object.keys(paths)).toEqual(toolset.tools.map(({ name }) => `/actions/${name}`));
  });

  it('without a valid token gets 401 and a challenge [RS-1, RS-5]', async () => {
    const none = await act('who', { token: undefined });
    expect(none.status).toBe(401);
    expect(none.headers.get('www-authenticate')).toMatch(/^Bearer resource_metadata="http/);
    const bad = await act('who', { token: 'no.such.token' });
    expect(bad.status).toBe(401);
    expect(bad.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect((await act('nothing', { token: undefined })).status).toBe(401);
  });

  it('of an open tool needs no token, and refuses a wrong one', async () => {
    expect((await act('greet', { token: undefined })).json).toEqual({ name: 'nobody' });
    expect((await act('greet')).json).toEqual({ name: 'ada' });
    expect((await act('greet', { token: 'no.such.token' })).status).toBe(401);
  });

  it('is refused after a revocation [REV-3]', async () => {
    await mintClient(live);
    const { access, refresh: token } = await mintTokens(live, { name: 'eve', scopes: [] });
    expect((await act('who', { token: access })).status).toBe(200);
    await formPost(`${live.config.publicUrl}/revoke`, { token, client_id: 'client_test' });
    expect((await act('who', { token: access })).status).toBe(401);
  });

  it('without its scope gets 403 and a challenge, changes nothing and is audited [RS-10, SEC-5]', async () => {
    const eve = await mintToken(live, { name: 'eve', scopes: [] });
    const answer = await act('change', { token: eve });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toContain(
      `error="insufficient_scope", error_description="The tool needs more permission"`,
    );
    expect(answer.headers.get('www-authenticate')).toContain(`scope="${changeScope}"`);
    expect(await live.store.find('note', { userId: 'user_eve' })).toEqual([]);
    expect(live.logged.join('')).toContain('"audit":"scope.insufficient"');
  });

  it.each([
    ['a wrong input', { body: { times: 'many' } }, 400, 'invalid_request'],
    ['an input that is no object', { body: [1] }, 400, 'invalid_request'],
    ['a broken body', { body: '{"text":' }, 400, 'invalid_request'],
    [
      'a body that is too large',
      { body: { text: 'x'.repeat(mostBytes) } },
      413,
      'content_too_large',
    ],
    [
      'another media type',
      { headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported_media_type',
    ],
    ['a foreign page', { headers: { origin: 'https://evil.example' } }, 403, 'invalid_origin'],
  ] as const)('refuses %s', async (_, asked, status, error) => {
    const answer = await act('echo', asked);
    expect([answer.status, answer.json.error]).toEqual([status, error]);
    expect(answer.json.error_description).toBeTruthy();
  });

  it('is not answered under another host [HTTP-3]', async () => {
    const { status } = await rawRequest(live.config.port, {
      method: 'POST',
      path: `${prefix}/actions/who`,
      headers: { host: 'evil.example', authorization: `Bearer ${token}` },
    });
    expect(status).toBe(421);
  });

  it('gets 404 for an unknown tool, 405 for GET', async () => {
    const unknown = await act('nothing');
    expect([unknown.status, unknown.json.error]).toEqual([404, 'not_found']);
    const get = await act('who', { method: 'GET' });
    expect(get.status).toBe(405);
    expect(get.headers.get('allow')).toContain('POST');
  });

  it('tells the client what the tool wants to tell, and nothing of the inside [RS-16]', async () => {
    const refused = await act('refuse');
    expect(refused.status).toBe(422);
    expect(refused.json).toEqual({
      error: 'tool_error',
      error_description: 'There is no such thing',
    });
    const failed = await act('crash');
    expect(failed.status).toBe(500);
    expect(failed.text).not.toContain('inner');
    expect(live.logged.join('')).toContain('an inner detail');
  });

  it('says when its answer is too long [ACT-4]', async () => {
    const times = answerLimit - 1 - JSON.stringify({ text: '' }).length;
    const fits = await act('echo', { body: { times } });
    expect([fits.status, fits.text.length]).toEqual([200, answerLimit - 1]);
    const large = await act('echo', { body: { times: times + 1 } });
    expect([large.status, large.json.error]).toEqual([422, 'answer_too_large']);
    expect(large.json.error_description).toContain('ask for less');
  });

  it('is not open to web pages, whose scripts need no REST', async () => {
    const answer = await act('who', { headers: { origin: new URL(live.mcpUrl).origin } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is given up in time, and the tool told [ACT-4]', async () => {
    expect(answerWithinMs).toBeLessThan(45_000);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let heard: AbortSignal | undefined;
    const slow = defineTool({
      name: 'slow',
      title: 'Sample: slow',
      description: 'Exists in tests only.',
      scopes: [],
      hints,
      input: z.object({}),
      output: z.object({}),
      run: (_, { signal }) => {
        heard = signal;
        return new Promise(() => undefined);
      },
    });
    const actions = createActions({
      toolset: { ...toolset, tools: [slow] },
      title: 'Samples',
      issuer: 'https://mcp.example.com',
      scopes: [],
      resourceMetadataUrl: '',
      store: {} as Store,
      clock: () => 0,
      onInsufficientScope: () => undefined,
      onError: () => undefined,
    });
    const request = new Request('https://mcp.example.com/actions/slow', { method: 'POST' });
    const answering = actions.answer(request, slow, principal);
    await vi.waitUntil(() => heard !== undefined);
    vi.advanceTimersByTime(answerWithinMs - 1);
    expect(heard?.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect((await answering).status).toBe(504);
    expect(heard?.aborted).toBe(true);
    vi.useRealTimers();
  });

  it('is off unless the operator says otherwise [ACT-4]', async () => {
    const closed = await openLiveServer();
    const { publicUrl } = closed.config;
    expect((await fetch(`${publicUrl}/openapi.json`)).status).toBe(404);
    expect((await fetch(`${publicUrl}/actions/who`, { method: 'POST' })).status).toBe(404);
    await closed.close();
  });
});
