/** The keys of an issuer: where they come from, and when they are asked for. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSigner } from '../../assertions.js';
import { limitsWith } from '../../limits-with.js';
import {
  type Enterprise,
  type EnterpriseWorld,
  idJag,
  openEnterprise,
  openEnterpriseWorld,
  outcomeOf,
  present,
} from './enterprise.js';

const configuration = '/.well-known/openid-configuration';

let enterprise: Enterprise;
let world: EnterpriseWorld;

beforeEach(async () => {
  enterprise = await openEnterprise();
  const rateLimits = limitsWith({ token: { max: 3, seconds: 60 } });
  world = await openEnterpriseWorld([{ issuer: enterprise.issuer }], { rateLimits });
});
afterEach(async () => {
  await world.close();
  await enterprise.close();
});

describe('the keys of an issuer', () => {
  it('are asked for once, and again when a new one turns up', async () => {
    await outcomeOf(world, await idJag(world, enterprise));
    await outcomeOf(world, await idJag(world, enterprise));
    expect(enterprise.asked).toEqual([configuration, '/keys']);
    const signer = await openSigner('ES256', 'next');
    enterprise.serves['/keys'] = { keys: [enterprise.signer.publicKey, signer.publicKey] };
    world.pass({ seconds: 11 });
    expect(await outcomeOf(world, await idJag(world, enterprise, { signer }))).toBe('accepted');
  });

  it.each<[what: string, path: string, body: (origin: string) => unknown]>([
    ['no metadata', configuration, () => undefined],
    [
      'metadata of another issuer',
      configuration,
      (it) => ({ issuer: 'https://evil.example', jwks_uri: `${it}/keys` }),
    ],
    ['metadata without keys', configuration, (it) => ({ issuer: it })],
    [
      'keys on an address that is not admitted',
      configuration,
      (it) => ({ issuer: it, jwks_uri: 'http://169.254.169.254/keys' }),
    ],
    ['no keys', '/keys', () => undefined],
    ['private keys', '/keys', () => ({ keys: [{ kty: 'oct', k: 'x' }] })],
  ])('cannot be had from one that serves %s, and later can', async (_what, path, body) => {
    const right = enterprise.serves[path];
    enterprise.serves[path] = body(enterprise.issuer);
    const assertion = await idJag(world, enterprise);
    expect(await present(world, assertion)).toMatchObject({
      status: 503,
      error: 'temporarily_unavailable',
    });
    enterprise.serves[path] = right;
    world.pass({ seconds: 11 });
    expect(await outcomeOf(world, assertion)).toBe('accepted');
  });

  it('are not asked for when the assertion is no use anyway', async () => {
    for (const claims of [{ aud: 'x' }, { exp: 1 }, { iss: 'https://evil.example' }, { jti: '' }]) {
      await outcomeOf(world, await idJag(world, enterprise, { claims }));
    }
    expect(enterprise.asked).toEqual([]);
  });

  it('are not tried for whoever forges too often', async () => {
    const signer = await openSigner('ES256', enterprise.signer.kid);
    const forged = () => idJag(world, enterprise, { signer });
    for (let i = 0; i < 3; i += 1) expect(await outcomeOf(world, await forged())).toBe('signature');
    expect((await present(world, await forged())).status).toBe(429);
    const right = await idJag(world, enterprise);
    expect((await present(world, right)).status).toBe(429);
    world.pass({ seconds: 60 });
    expect(await outcomeOf(world, right)).toBe('accepted');
  });

  it('may be RSA', async () => {
    const signer = await openSigner('RS256');
    enterprise.serves['/keys'] = { keys: [signer.publicKey] };
    expect(await outcomeOf(world, await idJag(world, enterprise, { signer }))).toBe('accepted');
  });
});
