/** Tools that need the user's identity provider. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Config } from '../../src/config.js';
import { defineTool } from '../../src/mcp/tool.js';
import { UpstreamEnded, UpstreamUnavailable } from '../../src/principal.js';
import { formPost } from '../live/form-post.js';
import { type MintedTokens, mintClient, mintTokens } from '../live/mint-token.js';
import { type LiveServer, openLiveServer } from '../live/plain-server.js';
import { sampleToolset } from '../live/sample-toolset.js';
import { legacy, modern, type Wire, type WireAnswer } from './wire.js';

const reach = defineTool({
  name: 'reach',
  title: 'Sample: reach',
  description: 'Exists in tests only.',
  scopes: [],
  hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: true },
  input: z.object({}),
  output: z.object({ length: z.int() }),
  run: async (_, { principal }) => ({
    length: (await principal.upstream?.accessToken())?.length ?? 0,
  }),
});

const eras = { modern, legacy };
type Era = keyof typeof eras;

let live: LiveServer;
let tokens: MintedTokens;
let wire: Wire;

async function open(changes: Partial<Config> = {}): Promise<void> {
  live = await openLiveServer(changes, '', { ...sampleToolset, tools: [reach] });
  tokens = await mintTokens(live, { name: 'ada', scopes: [] });
  await mintClient(live);
  wire = { url: live.mcpUrl, token: tokens.access };
}
beforeEach(() => open());
afterEach(() => live.close());

function providerThat(answers: () => Promise<string>): void {
  live.running.login.upstream = () => ({ accessToken: answers });
}
const hasEnded = () => {
  throw new UpstreamEnded('Sign in again: it has ended');
};
const isUnavailable = () => {
  throw new UpstreamUnavailable('It gives no access right now');
};

const call = (era: Era): Promise<WireAnswer> =>
  eras[era](wire, 'tools/call', { name: 'reach', arguments: {} });

const refresh = () =>
  formPost(`${live.config.publicUrl}/token`, {
    grant_type: 'refresh_token',
    client_id: 'client_test',
    refresh_token: tokens.refresh,
  });

describe.each<Era>(['modern', 'legacy'])('in the %s era a tool that needs the provider', (era) => {
  it('gets tokens that no answer shows [CON-6, RS-7]', async () => {
    providerThat(async () => 'an-access-token-of-the-provider');
    const { status, message } = await call(era);
    expect([status, message.result.structuredContent]).toEqual([200, { length: 31 }]);
    expect(JSON.stringify(message)).not.toContain('an-access-token');
  });

  it('fails with a sentence while that gives none, and the connection goes on', async () => {
    providerThat(isUnavailable);
    const { status, message } = await call(era);
    expect(status).toBe(200);
    expect(message.result).toMatchObject({
      isError: true,
      content: [{ text: 'It gives no access right now' }],
    });
    expect(live.logged.join('')).toContain('UpstreamUnavailable');
    expect((await call(era)).status).toBe(200);
  });

  it('ends the connection when the sign-in has ended [D5]', async () => {
    providerThat(hasEnded);
    await call(era);
    const next = await call(era);
    expect(next.status).toBe(401);
    expect(next.headers.get('www-authenticate')).toContain('error="invalid_token"');
    // Or a client would refresh, be refused again, and never ask the user.
    expect(await refresh()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(live.logged.join('')).toContain('"reason":"upstream_ended"');
  });
});

describe('the call that finds the sign-in to have ended', () => {
  it('is answered with 401 where the answer has not begun [D5]', async () => {
    providerThat(hasEnded);
    const { status, headers, message } = await call('modern');
    expect([status, message.error]).toEqual([401, 'invalid_token']);
    expect(headers.get('www-authenticate')).toMatch(
      /^Bearer error="invalid_token", .*resource_metadata="http:\/\/localhost:\d+\/\.well-known\//,
    );
  });

  it('fails with a sentence where it has', async () => {
    providerThat(hasEnded);
    const { status, message } = await call('legacy');
    expect([status, message.result.isError]).toEqual([200, true]);
    expect(message.result.content[0].text).toBe('Sign in again: it has ended');
  });

  it('has the challenge in its result for clients that act on that [D5]', async () => {
    await live.close();
    await open({ toolChallenge: 'result' });
    providerThat(hasEnded);
    const { status, message } = await call('modern');
    const [challenge] = message.result._meta['mcp/www_authenticate'];
    expect([status, message.result.isError]).toEqual([200, true]);
    expect(challenge).toContain('error="invalid_token"');
  });
});

it('a server without a provider gets no tokens', async () => {
  delete live.running.login.upstream;
  expect((await call('modern')).message.result.structuredContent).toEqual({ length: 0 });
});
