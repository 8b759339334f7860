/** Registrations of clients that authenticate with a key. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findClient } from '../../../src/oauth/clients/index.js';
import { assertionOf, by, openSigner } from '../assertions.js';
import { bodyOf, post, register } from '../client-calls.js';
import { openWorld, type World } from '../world.js';

const signer = await openSigner();
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const jwks = { keys: [signer.publicKey] };
const jwks_uri = 'https://client.example/jwks';
const base = {
  redirect_uris: ['https://client.example/callback'],
  token_endpoint_auth_method: 'private_key_jwt',
};

async function send(members: object) {
  const response = await register(world, { ...base, ...members });
  return { status: response.status, body: await bodyOf(response) };
}

describe('registering with a key', () => {
  it('keeps the keys, echoes them and makes no secret [DCR-4] [DCR-7] [REG-2]', async () => {
    const { status, body } = await send({ jwks, token_endpoint_auth_signing_alg: 'ES256' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      jwks,
    });
    expect(Object.keys(body)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^client_secret|jwks_uri/)]),
    );
    const client = await findClient(world.context, String(body['client_id']));
    expect(client).toMatchObject({ authMethods: ['private_key_jwt'], jwks });
    expect(client?.secrets).toBeUndefined();
  });

  it('makes a client that gets in with the key [CA-7] [DCR-7]', async () => {
    const { body } = await send({ jwks });
    const assertion = await assertionOf(world, String(body['client_id']), signer);
    expect((await post(world.server.revoke, { token: 'x', ...by(assertion) })).status).toBe(200);
  });

  it('takes the URL of the keys, and fetches nothing [DCR-7] [CIMD-10]', async () => {
    const { status, body } = await send({ jwks_uri });
    expect(status).toBe(201);
    expect(body).toMatchObject({ jwks_uri });
    expect(body).not.toHaveProperty('jwks');
    const client = await findClient(world.context, String(body['client_id']));
    expect(client).toMatchObject({ authMethods: ['private_key_jwt'], jwksUri: jwks_uri });
  });

  it('makes a new client each time: a key is for one holder [DCR-18] [G7]', async () => {
    const [one, other] = [await send({ jwks }), await send({ jwks })];
    expect(one.body['client_id']).not.toBe(other.body['client_id']);
  });

  it('keeps of the keys what verifies signatures, and no more [DCR-10]', async () => {
    const [key] = jwks.keys;
    const encryption = { ...key, use: 'enc', kid: 'other' };
    const wordy = { ...key, x5c: ['x'], 'x-note': 'x'.repeat(1000) };
    const { body } = await send({ jwks: { keys: [encryption, wordy, { kty: 'new' }, null, 7] } });
    expect(body['jwks']).toEqual(jwks);
  });

  it('drops keys that no method needs [DCR-10] [DCR-14]', async () => {
    for (const keys of [{ jwks }, { jwks: { keys: [] } }, { jwks_uri }]) {
      const { status, body } = await send({ ...keys, token_endpoint_auth_method: 'none' });
      expect(status).toBe(201);
      expect(Object.keys(body)).not.toContain(Object.keys(keys)[0]);
    }
  });

  it('counts empty members as absent [DCR-10]', async () => {
    const empty = { jwks_uri: '', token_endpoint_auth_signing_alg: null };
    expect((await send({ jwks, ...empty })).status).toBe(201);
  });

  it.each([
    ['no keys', {}, /needs jwks or jwks_uri/],
    ['both keys and their URL', { jwks, jwks_uri }, /exclude each other/],
    [
      'both, and no use for them',
      { jwks, jwks_uri, token_endpoint_auth_method: 'none' },
      /exclude/,
    ],
    ['no set of keys', { jwks: signer.publicKey }, /public keys/],
    ['an empty set', { jwks: { keys: [] } }, /public keys/],
    ['a set of text', { jwks: JSON.stringify(jwks) }, /public keys/],
    ['nothing but unknown keys', { jwks: { keys: [{ kty: 'new' }] } }, /public keys/],
    ['a symmetric key', { jwks: { keys: [{ kty: 'oct', k: 'x' }] } }, /public keys/],
    ['a private key', { jwks: { keys: [{ ...signer.publicKey, d: 'x' }] } }, /public keys/],
    [
      'a private key among others',
      { jwks: { keys: [signer.publicKey, { kty: 'RSA', p: 'x' }] } },
      /public keys/,
    ],
    [
      'a private key that no method needs',
      { jwks: { keys: [{ ...signer.publicKey, d: 'x' }] }, token_endpoint_auth_method: 'none' },
      /public keys/,
    ],
    [
      'a short RSA key',
      { jwks: { keys: [{ kty: 'RSA', n: 'x'.repeat(171), e: 'AQAB' }] } },
      /keys/,
    ],
    ['a long one', { jwks: { keys: [{ kty: 'RSA', n: 'x'.repeat(2000), e: 'AQAB' }] } }, /keys/],
    ['too many keys', { jwks: { keys: Array(51).fill(signer.publicKey) } }, /public keys/],
    ['plain http', { jwks_uri: 'http://client.example/jwks' }, /https/],
    ['this machine', { jwks_uri: 'https://localhost/jwks' }, /https/],
    ['a user name', { jwks_uri: 'https://a:b@client.example/jwks' }, /https/],
    ['no path', { jwks_uri: 'https://client.example/' }, /https/],
    ['no text', { jwks_uri: 7 }, /https/],
    ['a symmetric algorithm', { jwks, token_endpoint_auth_signing_alg: 'HS256' }, /must be one of/],
    ['no algorithm', { jwks, token_endpoint_auth_signing_alg: 'none' }, /must be one of/],
    ['a list of them', { jwks, token_endpoint_auth_signing_alg: ['ES256'] }, /must be one of/],
  ])('is refused with %s [DCR-14] [DCR-5] [CA-7]', async (_, members, description) => {
    const { status, body } = await send(members);
    expect([status, body.error]).toEqual([400, 'invalid_client_metadata']);
    expect(body['error_description']).toMatch(description);
  });

  it('is refused with a URL of keys where nothing is fetched [CA-10]', async () => {
    const offline = await openWorld({ cimd: 'off' });
    const response = await register(offline, { ...base, jwks_uri });
    expect((await bodyOf(response)).error).toBe('invalid_client_metadata');
    expect((await register(offline, { ...base, jwks })).status).toBe(201);
    await offline.close();
  });
});

describe('a client that wants its tokens bound to a key', () => {
  it.each([
    ['dpop_bound_access_tokens', true],
    ['dpop_bound_access_tokens', 'true'],
    ['dpop_bound_access_tokens', 1],
    ['tls_client_certificate_bound_access_tokens', true],
  ])('is refused, or it would get others: %s = %j [DPOP-3]', async (member, value) => {
    const { status, body } = await send({ jwks, [member]: value });
    expect([status, body.error]).toEqual([400, 'invalid_client_metadata']);
    expect(body['error_description']).toMatch(/not bound/);
    const open = { token_endpoint_auth_method: 'none', [member]: value };
    expect((await send(open)).status).toBe(400);
  });

  it.each([false, null, ''])('is not meant by %j [DPOP-3] [DCR-10]', async (value) => {
    expect((await send({ jwks, dpop_bound_access_tokens: value })).status).toBe(201);
  });
});
