/** The grant type `authorization_code` over the endpoint and a real store. */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addClient,
  bodyOf,
  isAccepted,
  openGrant,
  type Parameters,
  redeem,
  refresh,
  verifier,
} from '../client-calls.js';
import { openWorld, resource, type World } from '../world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function freshCode() {
  const client = await addClient(world);
  return { client, ...(await openGrant(world, client)) };
}

describe('redeeming a code', () => {
  it('answers with tokens, their lifetime and scope, never to be cached [TOK-2] [TOK-3] [S5]', async () => {
    const { client, code } = await freshCode();
    const response = await redeem(world, client, code);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await bodyOf(response)).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      scope: 'notes:read notes:write',
      refresh_token: expect.any(String),
    });
  });

  it.each([
    [undefined],
    [resource],
    ['HTTPS://MCP.example.com:443/mcp/'],
    [[resource, `${resource}/`]],
  ])(
    'issues a token for the resource of the grant, named as %j [RES-3] [RES-6] [RES-7] [R5]',
    async (named) => {
      const { client, code } = await freshCode();
      const { access_token } = await bodyOf(await redeem(world, client, code, { resource: named }));
      expect(decodeJwt(access_token ?? '').aud).toBe(resource);
    },
  );

  it('gives no refresh token to a client that may not refresh [REF-8]', async () => {
    const client = await addClient(world, { grantTypes: ['authorization_code'] });
    const { code } = await openGrant(world, client, { refreshable: false });
    expect(await bodyOf(await redeem(world, client, code))).not.toHaveProperty('refresh_token');
  });

  it('takes an absent redirect URI and unknown parameters [RED-8] [TOK-13]', async () => {
    const { client, code } = await freshCode();
    const response = await redeem(world, client, code, { redirect_uri: undefined, foo: 'bar' });
    expect(response.status).toBe(200);
  });

  const faults: [string, string, Parameters, string][] = [
    ['TOK-4', 'no code', { code: undefined }, 'invalid_request'],
    ['TOK-4', 'an empty code', { code: '' }, 'invalid_request'],
    ['RED-8', 'another redirect URI', { redirect_uri: 'https://client.example/' }, 'invalid_grant'],
    ['PKCE-6', 'a wrong verifier', { code_verifier: `${verifier}0` }, 'invalid_grant'],
    ['PKCE-6', 'no verifier', { code_verifier: undefined }, 'invalid_grant'],
    [
      'PKCE-4',
      'a verifier that is too short',
      { code_verifier: 'a'.repeat(42) },
      'invalid_request',
    ],
    [
      'PKCE-4',
      'a verifier that is too long',
      { code_verifier: 'a'.repeat(129) },
      'invalid_request',
    ],
    ['PKCE-4', 'a reserved character', { code_verifier: `${verifier}+` }, 'invalid_request'],
    ['RES-2', 'a foreign resource', { resource: 'https://other.example/mcp' }, 'invalid_target'],
    ['RES-2', 'only the origin', { resource: 'https://mcp.example.com' }, 'invalid_target'],
    ['RES-1', 'a fragment in the resource', { resource: `${resource}#x` }, 'invalid_target'],
    [
      'RES-2',
      'one foreign resource of two',
      { resource: [resource, 'https://other.example/mcp'] },
      'invalid_target',
    ],
    ['TOK-13', 'a repeated verifier', { code_verifier: [verifier, verifier] }, 'invalid_request'],
    ['TOK-13', 'a repeated unknown parameter', { foo: ['a', 'b'] }, 'invalid_request'],
  ];

  for (const [id, what, changes, error] of faults) {
    it(`refuses ${what} with 400 ${error} and leaves the code usable [TOK-6] [${id}] [R5, A15]`, async () => {
      const { client, code } = await freshCode();
      const response = await redeem(world, client, code, changes);
      expect(response.status).toBe(400);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect((await bodyOf(response)).error).toBe(error);
      expect((await redeem(world, client, code)).status).toBe(200);
    });
  }

  it('refuses a forged code of a real grant and changes nothing [TOK-6] [TOK-9] [A5]', async () => {
    const { client, code, grant } = await freshCode();
    const { refresh_token } = await bodyOf(await redeem(world, client, code));
    const response = await redeem(world, client, `${grant.id}.${'A'.repeat(43)}`);
    expect(response.status).toBe(400);
    expect((await bodyOf(response)).error).toBe('invalid_grant');
    expect((await refresh(world, client, refresh_token)).status).toBe(200);
  });

  it('refuses another client and leaves the code to its own [TOK-7]', async () => {
    const { client, code } = await freshCode();
    const other = await addClient(world);
    expect((await bodyOf(await redeem(world, other, code))).error).toBe('invalid_grant');
    expect((await redeem(world, client, code)).status).toBe(200);
  });

  it('refuses a code that is a minute old [TOK-5]', async () => {
    const { client, code } = await freshCode();
    world.pass({ ms: 59_999 });
    const late = await openGrant(world, client);
    expect((await redeem(world, client, code)).status).toBe(200);
    world.pass({ seconds: 60 });
    const response = await redeem(world, client, late.code);
    expect(response.status).toBe(400);
    expect((await bodyOf(response)).error).toBe('invalid_grant');
  });

  it('refuses a second valid redemption and takes back what the first gave [TOK-6] [L2]', async () => {
    const { client, code, grant } = await freshCode();
    const tokens = await bodyOf(await redeem(world, client, code));
    expect(await isAccepted(world, tokens.access_token ?? '')).toBe(true);
    expect((await bodyOf(await redeem(world, client, code))).error).toBe('invalid_grant');
    expect(await isAccepted(world, tokens.access_token ?? '')).toBe(false);
    const refreshed = await refresh(world, client, tokens.refresh_token);
    expect((await bodyOf(refreshed)).error).toBe('invalid_grant');
    const events = world.audited.filter(({ grantId }) => grantId === grant.id);
    expect(events.map(({ event }) => event)).toEqual([
      'code.redeemed',
      'code.replayed',
      'grant.revoked',
    ]);
  });

  it('only refuses a repetition, if the operator allows some seconds [TOK-6] [L1]', async () => {
    const lenient = await openWorld({ codeRepeatWindow: 10 });
    const client = await addClient(lenient);
    const { code, grant } = await openGrant(lenient, client);
    const tokens = await bodyOf(await redeem(lenient, client, code));
    lenient.pass({ ms: 9999 });
    const repeated = await redeem(lenient, client, code);
    expect(repeated.status).toBe(400);
    expect((await bodyOf(repeated)).error).toBe('invalid_grant');
    expect(lenient.audited.at(-1)).toMatchObject({
      event: 'token.refused',
      clientId: client.id,
      reason: 'code_repeated',
    });
    expect(await isAccepted(lenient, tokens.access_token ?? '')).toBe(true);
    lenient.pass({ ms: 1 });
    expect((await redeem(lenient, client, code)).status).toBe(400);
    expect(await isAccepted(lenient, tokens.access_token ?? '')).toBe(false);
    expect(lenient.audited.at(-2)).toMatchObject({ event: 'grant.revoked', grantId: grant.id });
    await lenient.close();
  });

  it('gives one of 50 parallel redemptions tokens, then ends the grant [TOK-8] [TOK-6] [L2, A13]', async () => {
    const { client, code } = await freshCode();
    const responses = await Promise.all(
      Array.from({ length: 50 }, () => redeem(world, client, code)),
    );
    const won = responses.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    for (const lost of responses.filter(({ status }) => status !== 200)) {
      expect(lost.status).toBe(400);
      expect((await bodyOf(lost)).error).toBe('invalid_grant');
    }
    const tokens = await bodyOf(won[0] as Response);
    expect(await isAccepted(world, tokens.access_token ?? '')).toBe(false);
    expect((await refresh(world, client, tokens.refresh_token)).status).toBe(400);
  });
});
