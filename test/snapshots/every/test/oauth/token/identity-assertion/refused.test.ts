/** Identity assertions that give nothing. */
import { base64url, SignJWT } from 'jose';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openSigner } from '../../assertions.js';
import { addClient, addConfidentialClient } from '../../client-calls.js';
import { issuer } from '../../world.js';
import { idJag, openEnterprise, openEnterpriseWorld, outcomeOf, present } from './enterprise.js';

const enterprise = await openEnterprise();
const world = await openEnterpriseWorld([{ issuer: enterprise.issuer }]);
const thief = await openSigner('ES256', enterprise.signer.kid);
const now = Math.floor(world.context.clock() / 1000);

beforeEach(() => {
  world.linked.length = 0;
});
afterAll(async () => {
  await world.close();
  await enterprise.close();
});

describe('an identity assertion', () => {
  it.each([
    [{ iss: 'https://evil.example' }, 'untrusted_issuer'],
    [{ iss: undefined }, 'untrusted_issuer'],
    [{ tenant: 'acme' }, 'untrusted_issuer'],
    [{ aud: 'https://other.example' }, 'audience'],
    [{ aud: `${issuer}/token` }, 'audience'],
    [{ aud: [issuer, 'https://other.example'] }, 'audience'],
    [{ aud: undefined }, 'audience'],
    [{ client_id: 'client_other' }, 'other_client'],
    [{ client_id: undefined }, 'no_client'],
    [{ sub: undefined }, 'no_subject'],
    [{ sub: 7 }, 'no_subject'],
    [{ jti: undefined }, 'no_jti'],
    [{ iat: now - 400, exp: now - 60 }, 'expired'],
    [{ exp: undefined }, 'malformed'],
    [{ iat: undefined }, 'malformed'],
    [{ exp: now + 7200 }, 'too_long_lived'],
    [{ iat: now + 61 }, 'from_the_future'],
    [{ nbf: now + 61 }, 'from_the_future'],
    [{ exp: 'tomorrow' }, 'malformed'],
    [{ resource: 'https://other.example/mcp' }, 'other_resource'],
    [{ resource: [issuer, 'https://other.example'] }, 'other_resource'],
    [{ scope: 'files:read' }, 'unknown_scopes'],
    [{ scope: ['notes:read'] }, 'malformed'],
  ])('with %o gives nothing: %s [EMA-1, EMA-2, EMA-3]', async (claims, why) => {
    expect(await outcomeOf(world, await idJag(world, enterprise, { claims }))).toBe(why);
    expect(world.linked).toEqual([]);
  });

  it('of an issuer spelled otherwise gives nothing [EMA-2]', async () => {
    for (const iss of [`${enterprise.issuer}/`, [enterprise.issuer]]) {
      const assertion = await idJag(world, enterprise, { claims: { iss } });
      expect(await outcomeOf(world, assertion)).toBe('untrusted_issuer');
    }
    expect(world.linked).toEqual([]);
  });

  it('about somebody who may not come in gives nothing [EMA-2]', async () => {
    const claims = { sub: 'shut-out' };
    expect(await outcomeOf(world, await idJag(world, enterprise, { claims }))).toBe('user_refused');
  });

  it.each([
    [{ typ: 'JWT' }, 'type'],
    [{ typ: undefined }, 'type'],
    [{ typ: 'client-authentication+jwt' }, 'type'],
    [{ crit: ['b64'], b64: true }, 'critical_header'],
    [{ kid: 'other' }, 'unknown_key'],
  ])('with the header %o gives nothing: %s [EMA-1, EMA-2]', async (header, why) => {
    // Unknown keys are asked for, but not for each request.
    world.pass({ seconds: 11 });
    expect(await outcomeOf(world, await idJag(world, enterprise, { header }))).toBe(why);
    expect(world.linked).toEqual([]);
  });

  it.each([
    ['claims to be known', {}],
    ['comes along', { jwk: thief.publicKey }],
    ['is said to be elsewhere', { jku: 'https://evil.example/keys' }],
  ])('signed by a thief, whose key %s, gives nothing [EMA-1, EMA-2]', async (_what, header) => {
    const forged = await idJag(world, enterprise, { signer: thief, header });
    expect(await outcomeOf(world, forged)).toBe('signature');
    expect(world.linked).toEqual([]);
  });

  it('with an algorithm that proves nothing gives nothing [EMA-1]', async () => {
    const good = await idJag(world, enterprise);
    const [, claims = '', signature = ''] = good.split('.');
    const header = { typ: 'oauth-id-jag+jwt', kid: enterprise.signer.kid };
    const withAlgorithm = (alg: string, proof = signature) =>
      outcomeOf(
        world,
        `${base64url.encode(JSON.stringify({ ...header, alg }))}.${claims}.${proof}`,
      );
    expect(await withAlgorithm('none', '')).toBe('algorithm');
    for (const alg of ['none', 'HS256', 'ES256K', 'dir', '']) {
      expect(await withAlgorithm(alg)).toBe('algorithm');
    }
    // The public key as a shared secret (RFC 8725, section 2.1).
    const secret = new TextEncoder().encode(JSON.stringify(enterprise.signer.publicKey));
    const forged = new SignJWT({}).setProtectedHeader({ ...header, alg: 'HS256' }).sign(secret);
    expect(await outcomeOf(world, await forged)).toBe('algorithm');
    world.pass({ seconds: 11 });
    expect(await withAlgorithm('RS256')).toMatch(/key|signature/);
  });

  it('with a changed letter gives nothing [EMA-1]', async () => {
    const [header, , signature] = (await idJag(world, enterprise)).split('.');
    const [, claims] = (await idJag(world, enterprise)).split('.');
    expect(await outcomeOf(world, `${header}.${claims}.${signature}`)).toBe('signature');
  });

  it.each(['x', 'a.b.c', '....', '{}', 'a.b.c.d.e'])('that is %j gives nothing', async (text) => {
    expect(await present(world, text)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('that is empty is an invalid request', async () => {
    expect(await present(world, '')).toMatchObject({ status: 400, error: 'invalid_request' });
  });

  it('is good once, whoever comes second [EMA-4]', async () => {
    const assertion = await idJag(world, enterprise);
    const answers = await Promise.all(Array.from({ length: 8 }, () => present(world, assertion)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    world.pass({ seconds: 359 });
    expect(await outcomeOf(world, assertion)).toBe('replayed');
    world.pass({ seconds: 1 });
    expect(await outcomeOf(world, assertion)).toBe('expired');
  });

  it('is not used up by another client, nor by a request that is no use [EMA-4]', async () => {
    const assertion = await idJag(world, enterprise);
    const { id } = await addClient(world);
    for (const [changes, error] of [
      [{ client_id: id }, 'invalid_grant'],
      [{ scope: 'nothing' }, 'invalid_scope'],
      [{ resource: 'https://other.example' }, 'invalid_target'],
    ] as const) {
      expect((await present(world, assertion, changes)).error).toBe(error);
    }
    expect((await present(world, assertion)).status).toBe(200);
  });

  it('leaves no trace in the audit or the database [EMA-4]', async () => {
    const secret = 'a-telling-claim';
    const assertion = await idJag(world, enterprise, { claims: { about: secret } });
    await present(world, assertion);
    await present(world, assertion);
    const kept = JSON.stringify([
      world.audited,
      await world.context.store.find('once', {}),
      await world.context.store.find('grant', {}),
    ]);
    for (const part of [secret, ...assertion.split('.')]) expect(kept).not.toContain(part);
  });
});

describe('a client', () => {
  it.each([
    ['that registered itself', { origin: 'dynamic' }],
    ['that acts for itself only', { grantTypes: ['client_credentials'] }],
  ] as const)('%s may present none [EMA-2]', async (_what, changes) => {
    const client = await addClient(world, changes);
    const assertion = await idJag({ ...world, client }, enterprise);
    const answer = await present(world, assertion, { client_id: client.id });
    expect(answer).toMatchObject({ status: 400, error: 'unauthorized_client' });
    expect(world.linked).toEqual([]);
  });

  it('must prove who it is, as it registered [EMA-2]', async () => {
    const { client, secret } = await addConfidentialClient(world, 'client_secret_post');
    const assertion = () => idJag({ ...world, client }, enterprise);
    const right = { client_id: client.id, client_secret: secret };
    for (const changes of [
      { client_id: client.id },
      { ...right, client_secret: 'wrong' },
      { client_id: undefined },
    ]) {
      const answer = await present(world, await assertion(), changes);
      expect(answer).toMatchObject({ status: 401, error: 'invalid_client' });
    }
    expect(world.linked).toEqual([]);
    expect((await present(world, await assertion(), right)).status).toBe(200);
  });
});
