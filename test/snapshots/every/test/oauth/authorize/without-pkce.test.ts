/** Codes without PKCE. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { sha256 } from '../../../src/oauth/sha256.js';
import {
  addByOperator,
  basic,
  type HandedOver,
  type OperatedWorld,
  openOperatedWorld,
} from '../../admin/clients/operating.js';
import {
  addConfidentialClient,
  bodyOf,
  caller,
  isAccepted,
  type Parameters,
  post,
  verifier,
} from '../client-calls.js';
import { allow } from './allowing.js';

/** A custom GPT has a callback of its own at both hosts. */
const callbacks = ['chat.openai.com', 'chatgpt.com'].map(
  (host) => `https://${host}/aip/g-0123456789abcdef/oauth/callback`,
);
const [callback = ''] = callbacks;
const actions = `${callbacks.map((uri) => `--redirect-uri ${uri}`).join(' ')} --no-pkce`;

const noPkce = { code_challenge: undefined, code_challenge_method: undefined };

let world: OperatedWorld;
let gpt: HandedOver;

beforeAll(async () => {
  world = await openOperatedWorld();
  gpt = await addByOperator(world, actions);
});
afterAll(() => world.close());

/** Redeems without a verifier. */
function redeem(
  code: string | undefined,
  changes: Parameters = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const { id, secret } = gpt;
  const client = 'authorization' in headers ? {} : { client_id: id, client_secret: secret };
  const form = { grant_type: 'authorization_code', code, redirect_uri: callback };
  return post(world.server.token, { ...form, ...client, ...changes }, headers);
}

async function errorOf(response: Response): Promise<unknown> {
  return (await bodyOf(response)).error;
}

describe('a client that is exempt from PKCE', () => {
  it.each(callbacks)(
    'is connected without a challenge, at %s [ACT-1, ACT-2, PKCE-2] [P1]',
    async (redirect_uri) => {
      for (const headers of [{}, basic(gpt)]) {
        const state = `state of ${redirect_uri}`;
        const answer = await allow(world, gpt, { ...noPkce, redirect_uri, state });
        expect(answer['state']).toBe(state);
        const tokens = await bodyOf(await redeem(answer['code'], { redirect_uri }, headers));
        expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
        expect(tokens.refresh_token).toEqual(expect.any(String));
        expect(await isAccepted(world, tokens.access_token ?? '')).toBe(true);
      }
    },
  );

  it('has to send its secret all the same [CA-1, ACT-1]', async () => {
    const { code } = await allow(world, gpt, { ...noPkce, redirect_uri: callback });
    for (const client_secret of [undefined, 'wrong']) {
      expect(await errorOf(await redeem(code, { client_secret }))).toBe('invalid_client');
    }
    expect((await redeem(code)).status).toBe(200);
  });

  it('has to repeat the redirect URI, which is all that binds the code [RED-8]', async () => {
    const { code } = await allow(world, gpt, { ...noPkce, redirect_uri: callback });
    for (const redirect_uri of [undefined, callbacks[1], `${callback}/`]) {
      expect(await errorOf(await redeem(code, { redirect_uri }))).toBe('invalid_grant');
    }
    expect((await redeem(code)).status).toBe(200);
  });

  it('is held to every rule for a challenge that it sends [PKCE-2, PKCE-3, PKCE-4]', async () => {
    const code_challenge = await sha256(verifier);
    for (const wrong of [
      { code_challenge, code_challenge_method: undefined },
      { code_challenge, code_challenge_method: 'plain' },
      { code_challenge: 'short', code_challenge_method: 'S256' },
      { code_challenge: undefined, code_challenge_method: 'S256' },
    ]) {
      const answer = await allow(world, gpt, { ...wrong, redirect_uri: callback });
      expect(answer['error']).toBe('invalid_request');
    }
  });

  it('gets tokens exactly if verifier and challenge fit or both are absent [PKCE-2, PKCE-6, PKCE-7] [A2]', async () => {
    const values = [undefined, verifier, `${verifier}-another`];
    for (const challenged of values) {
      const pkce = challenged === undefined ? noPkce : { code_challenge: await sha256(challenged) };
      for (const sent of values) {
        const { code } = await allow(world, gpt, { ...pkce, redirect_uri: callback });
        const answer = await errorOf(await redeem(code, { code_verifier: sent }));
        expect(answer).toBe(challenged === sent ? undefined : 'invalid_grant');
      }
    }
  });
});

describe('every other client', () => {
  it.each([
    ['confidential client of the operator', {}],
    ['client that registered itself', { origin: 'dynamic', pkce: 'exempt' }],
    ['public client', { authMethods: ['none'], pkce: 'exempt' }],
  ] satisfies [string, Partial<Client>][])(
    'gets no code without a challenge, whatever is stored: a %s [PKCE-1, PKCE-2] [P1]',
    async (_, changes) => {
      const redirectUris = callbacks;
      const { client } = await addConfidentialClient(world, 'client_secret_post', {
        redirectUris,
        ...changes,
      });
      const answer = await allow(world, client, { ...noPkce, redirect_uri: callback });
      expect(answer).toMatchObject({ error: 'invalid_request', state: 'the-state' });
      expect(answer).not.toHaveProperty('code');
    },
  );
});

it('a custom GPT is told of one origin only [ACT-3]', async () => {
  const { issuer, resource } = world.context.settings;
  const metadata = await bodyOf(await world.server.serverMetadata(new Request(issuer), caller));
  const { authorization_endpoint, token_endpoint } = metadata;
  for (const url of [authorization_endpoint, token_endpoint, resource].map(String)) {
    expect(gpt.output).toContain(url);
    expect(new URL(url).origin).toBe(issuer);
  }
});
