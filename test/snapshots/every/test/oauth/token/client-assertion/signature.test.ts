/** The signature of a client assertion. */
import { exportJWK, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { addKeyClient, assertionOf, openSigner, type Signer } from '../../assertions.js';
import { addClient } from '../../client-calls.js';
import { openWorld, type World } from '../../world.js';
import { outcomeOf, outcomeWith } from './attempt.js';

let world: World;
let signer: Signer;
let thief: Signer;
let client: Client;

beforeAll(async () => {
  world = await openWorld();
  signer = await openSigner();
  thief = await openSigner('ES256', signer.kid);
  client = await addKeyClient(world, signer);
});
afterAll(() => world.close());

describe('the signature of an assertion', () => {
  it('is made with the key of the client and no other [CA-7]', async () => {
    expect(await outcomeWith(world, client.id, signer)).toBe('authenticated');
    expect(await outcomeWith(world, client.id, thief)).toBe('signature');
    const other = await addKeyClient(world, thief);
    expect(await outcomeWith(world, other.id, signer)).toBe('signature');
  });

  it('is over what is said: not a letter can be changed [CA-7]', async () => {
    const [header, , signature] = (await assertionOf(world, client.id, signer)).split('.');
    const [, claims] = (await assertionOf(world, client.id, signer)).split('.');
    expect(await outcomeOf(world, `${header}.${claims}.${signature}`)).toBe('signature');
    expect(await outcomeOf(world, `${header}.${claims}.`)).toBe('signature');
  });

  it('cannot bring its own key along [CA-7]', async () => {
    const { publicKey, kid } = thief;
    const url = 'https://evil.example/jwks';
    for (const header of [
      { jwk: publicKey, kid },
      { jwk: publicKey, kid: undefined },
      { jku: url, kid: undefined },
      { x5u: url },
      { x5c: [Buffer.from('x').toString('base64')] },
    ]) {
      expect(await outcomeWith(world, client.id, thief, { header })).toBe('signature');
    }
  });

  it('needs a key id that the client has, or none [CA-7]', async () => {
    const at = (kid: unknown) => outcomeWith(world, client.id, signer, { header: { kid } });
    expect(await at(undefined)).toBe('authenticated');
    for (const kid of ['other', '', 7, null, '__proto__', '../../dev/null', "' OR 1=1 --"]) {
      expect(await at(kid)).toBe('unknown_key');
    }
  });

  it('may be by any of several keys where it names none [CA-7]', async () => {
    const [one, other] = [await openSigner('ES256', 'one'), await openSigner('ES256', 'other')];
    const rsa = await openSigner('RS256', 'rsa');
    const jwks = { keys: [rsa.publicKey, one.publicKey, other.publicKey] };
    const { id } = await addKeyClient(world, one, { jwks });
    const header = { kid: undefined };
    expect(await outcomeWith(world, id, one, { header })).toBe('authenticated');
    expect(await outcomeWith(world, id, other, { header })).toBe('authenticated');
    expect(await outcomeWith(world, id, signer, { header })).toBe('signature');
  });

  it.each([
    { use: 'enc' },
    { alg: 'ES384' },
    { key_ops: ['sign'] },
    { crv: undefined },
    { x: 'A'.repeat(43) },
    { x: undefined },
    { kty: 'oct' },
  ])('is not verified with a key changed to %o [CA-7]', async (changes) => {
    const jwks = { keys: [{ ...signer.publicKey, ...changes } as JWK & { kty: string }] };
    const { id } = await addKeyClient(world, signer, { jwks });
    expect(await outcomeWith(world, id, signer)).toMatch(/^(unknown_key|signature)$/);
  });

  it('is not verified with an RSA key of less than 2048 bits [CA-7]', async () => {
    const { publicKey, privateKey } = await generateWeakKey();
    const jwks = { keys: [{ kty: 'RSA', ...(await exportJWK(publicKey)) }] };
    const { id } = await addKeyClient(world, signer, { jwks });
    const [, claims = ''] = (await assertionOf(world, id, signer)).split('.');
    const header = Buffer.from('{"alg":"RS256"}').toString('base64url');
    const data = new TextEncoder().encode(`${header}.${claims}`);
    const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', privateKey, data);
    const assertion = `${header}.${claims}.${Buffer.from(signature).toString('base64url')}`;
    expect(await outcomeOf(world, assertion)).toBe('signature');
  });

  it('helps no client without keys [CA-7] [CA-6]', async () => {
    const { id } = await addClient(world, { authMethods: ['private_key_jwt'] });
    expect(await outcomeWith(world, id, signer)).toBe('keys_not_admitted');
    const empty = await addKeyClient(world, signer, { jwks: { keys: [] } });
    expect(await outcomeWith(world, empty.id, signer)).toBe('unknown_key');
  });

  it('is of a JWT in compact form and of nothing else [CA-7]', async () => {
    const good = await assertionOf(world, client.id, signer);
    const [header = '', claims = '', signature = ''] = good.split('.');
    for (const assertion of [
      'x',
      '..',
      'a.b.c',
      `${header}.${claims}`,
      `${good}.x`,
      `${good}.x.y`,
      ` ${good}`,
      `${good}\n`,
      JSON.stringify({ protected: header, payload: claims, signature }),
      `${header}.${Buffer.from('[]').toString('base64url')}.${signature}`,
      `${header}.${Buffer.from('{"sub":').toString('base64url')}.${signature}`,
    ]) {
      const result = await outcomeOf(world, assertion).catch((error: Error) => error.message);
      expect(result).toMatch(/^(signature|malformed|401 .*"invalid_client".*)$/);
    }
    expect(await outcomeOf(world, good)).toBe('authenticated');
  });

  it('is not one that this server made for something else [CA-7]', async () => {
    const now = Math.floor(world.context.clock() / 1000);
    const claims = { iss: client.id, sub: client.id, iat: now, exp: now + 60, jti: 'x' };
    const ours = await world.context.keyring.sign(claims, 'JWT');
    expect(await outcomeOf(world, ours)).toMatch(/^(audience|unknown_key|signature)$/);
  });
});

function generateWeakKey() {
  const name = 'RSASSA-PKCS1-v1_5';
  const publicExponent = new Uint8Array([1, 0, 1]);
  const algorithm = { name, modulusLength: 1024, publicExponent, hash: 'SHA-256' };
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}
