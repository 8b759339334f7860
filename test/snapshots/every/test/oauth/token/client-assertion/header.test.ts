/** The header of a client assertion: type, algorithm and extensions. */
import { base64url, CompactSign } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertionAlgorithms } from '../../../../src/oauth/clients/assertion-algorithm.js';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { addKeyClient, assertionOf, openSigner, type Signer } from '../../assertions.js';
import { openWorld, type World } from '../../world.js';
import { outcomeOf, outcomeWith } from './attempt.js';

let world: World;
let signer: Signer;
let client: Client;

beforeAll(async () => {
  world = await openWorld();
  signer = await openSigner();
  client = await addKeyClient(world, signer);
});
afterAll(() => world.close());

const outcome = (header: Record<string, unknown>) =>
  outcomeWith(world, client.id, signer, { header });

describe('the type of an assertion', () => {
  it.each([
    undefined,
    'JWT',
    'jwt',
    'client-authentication+jwt',
    'application/client-authentication+jwt',
  ])('may be %s [CA-7]', async (typ) => {
    expect(await outcome({ typ })).toBe('authenticated');
  });

  it.each(['at+jwt', 'oauth-id-jag+jwt', 'dpop+jwt', 'JOSE', '', 7, null, [['JWT']]])(
    'may not be %j: that is another kind of token [CA-7]',
    async (typ) => {
      expect(await outcome({ typ })).toBe('type');
    },
  );
});

describe('the algorithm of an assertion', () => {
  it.each(assertionAlgorithms)('may be %s [CA-7] [ASM-12]', async (alg) => {
    const other = await openSigner(alg);
    const { id } = await addKeyClient(world, other);
    expect(await outcomeWith(world, id, other)).toBe('authenticated');
  });

  it('is never none [CA-7] [ASM-12]', async () => {
    const [, claims = ''] = (await assertionOf(world, client.id, signer)).split('.');
    const header = base64url.encode(JSON.stringify({ alg: 'none', kid: signer.kid }));
    expect(await outcomeOf(world, `${header}.${claims}.`)).toBe('algorithm');
  });

  it.each(['HS256', 'HS384', 'HS512'])(
    'is never symmetric, with the public key as the secret: %s [CA-7]',
    async (alg) => {
      const [, claims = ''] = (await assertionOf(world, client.id, signer)).split('.');
      const secret = new TextEncoder().encode(JSON.stringify(signer.publicKey));
      const forged = await new CompactSign(base64url.decode(claims))
        .setProtectedHeader({ alg, kid: signer.kid })
        .sign(secret);
      expect(await outcomeOf(world, forged)).toBe('algorithm');
    },
  );

  it('is the one that the client registered, if it did [CA-7] [CA-6]', async () => {
    const { publicKey, ...rsa } = await openSigner('RS256', 'rsa');
    const { alg: _, ...forAny } = publicKey;
    const jwks = { keys: [forAny, signer.publicKey] };
    const { id } = await addKeyClient(world, signer, { jwks, assertionAlgorithm: 'RS256' });
    expect(await outcomeWith(world, id, { publicKey, ...rsa })).toBe('authenticated');
    expect(await outcomeWith(world, id, signer)).toBe('algorithm');
  });
});

describe('the rest of the header', () => {
  it('has no extension that must be understood [CA-7]', async () => {
    expect(await outcome({ crit: ['b64'], b64: true })).toBe('critical_header');
  });
});
