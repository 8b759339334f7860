/** The keys of those who vouch for users: where they come from, and when they are asked for. */
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSigner, type Signer } from '../../assertions.js';
import { limitsWith } from '../../limits-with.js';
import {
  type Enterprise,
  type EnterpriseWorld,
  type IdJagChanges,
  idJag,
  openEnterprise,
  openEnterpriseWorld,
  outcomeOf,
  present,
} from './enterprise.js';

let enterprise: Enterprise;
let world: EnterpriseWorld;
let thief: Signer;

beforeAll(async () => {
  enterprise = await openEnterprise();
  world = await openEnterpriseWorld([{ issuer: enterprise.issuer }]);
  thief = await openSigner('ES256', enterprise.signer.kid);
});
beforeEach(() => {
  world.linked.length = 0;
});
afterAll(async () => {
  await world.close();
  await enterprise.close();
});

const _outcomeWith = async (changes: IdJagChanges): Promise<string> =>
  outcomeOf(world, await idJag(world, enterprise, changes));
const _now = () => Math.floor(world.context.clock() / 1000);

describe('the keys of an issuer', () => {
  it('are asked for once, and again when a new one turns up', async () => {
    const fresh = await openEnterprise();
    const own = await openEnterpriseWorld([{ issuer: fresh.issuer }]);
    for (const _time of [1, 2, 3]) await outcomeOf(own, await idJag(own, fresh));
    expect(fresh.asked).toEqual(['/.well-known/openid-configuration', '/keys']);
    const next = await openSigner('ES256', 'next');
    fresh.serves['/keys'] = { keys: [fresh.signer.publicKey, next.publicKey] };
    own.pass({ seconds: 11 });
    expect(await outcomeOf(own, await idJag(own, fresh, { signer: next }))).toBe('accepted');
    await own.close();
    await fresh.close();
  });

  it.each<[what: string, path: string, body: (origin: string) => unknown]>([
    ['no metadata', '/.well-known/openid-configuration', () => undefined],
    [
      'metadata of another issuer',
      '/.well-known/openid-configuration',
      (it) => ({ issuer: 'https://evil.example', jwks_uri: `${it}/keys` }),
    ],
    ['metadata without keys', '/.well-known/openid-configuration', (it) => ({ issuer: it })],
    [
      'keys on an address that is not admitted',
      '/.well-known/openid-configuration',
      (it) => ({ issuer: it, jwks_uri: 'http://169.254.169.254/keys' }),
    ],
    ['no keys', '/keys', () => undefined],
    ['private keys', '/keys', () => ({ keys: [{ kty: 'oct', k: 'AAAA' }] })],
  ])('cannot be had from one that serves %s, and later can', async (_what, path, body) => {
    const fresh = await openEnterprise();
    const own = await openEnterpriseWorld([{ issuer: fresh.issuer }]);
    const right = fresh.serves[path];
    fresh.serves[path] = body(fresh.issuer);
    const assertion = await idJag(own, fresh);
    expect(await present(own, assertion)).toMatchObject({
      status: 503,
      error: 'temporarily_unavailable',
    });
    fresh.serves[path] = right;
    own.pass({ seconds: 11 });
    expect(await outcomeOf(own, assertion)).toBe('accepted');
    await own.close();
    await fresh.close();
  });

  it('are not asked for when the assertion is no use anyway', async () => {
    const fresh = await openEnterprise();
    const own = await openEnterpriseWorld([{ issuer: fresh.issuer }]);
    for (const claims of [{ aud: 'x' }, { exp: 1 }, { iss: 'https://evil.example' }, { jti: '' }]) {
      await outcomeOf(own, await idJag(own, fresh, { claims }));
    }
    expect(fresh.asked).toEqual([]);
    await own.close();
    await fresh.close();
  });

  it('are not tried for whoever forges too often', async () => {
    const own = await openEnterpriseWorld([{ issuer: enterprise.issuer }], {
      rateLimits: limitsWith({ token: { max: 3, seconds: 60 } }),
    });
    for (const _time of [1, 2, 3]) {
      expect(await outcomeOf(own, await idJag(own, enterprise, { signer: thief }))).toBe(
        'signature',
      );
    }
    // From the fourth on, also what is right.
    const theirs = await present(own, await idJag(own, enterprise, { signer: thief }));
    const right = await present(own, await idJag(own, enterprise));
    expect([theirs.status, right.status]).toEqual([429, 429]);
    own.pass({ seconds: 60 });
    expect(await outcomeOf(own, await idJag(own, enterprise))).toBe('accepted');
    await own.close();
  });

  it('of an RSA kind are as good', async () => {
    const fresh = await openEnterprise();
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kty: 'RSA', kid: 'rsa' };
    fresh.serves['/keys'] = { keys: [jwk] };
    const own = await openEnterpriseWorld([{ issuer: fresh.issuer }]);
    const signer = { alg: 'RS256', kid: 'rsa', privateKey, publicKey: jwk };
    expect(await outcomeOf(own, await idJag(own, fresh, { signer }))).toBe('accepted');
    await own.close();
    await fresh.close();
  });
});
