/** Identity assertions that are worth nothing: each claim and each part forged, everything replayed. */
import { base64url, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSigner, type Signer } from '../../assertions.js';
import { addClient, addConfidentialClient } from '../../client-calls.js';
import { issuer } from '../../world.js';
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

const outcomeWith = async (changes: IdJagChanges): Promise<string> =>
  outcomeOf(world, await idJag(world, enterprise, changes));
const now = () => Math.floor(world.context.clock() / 1000);

describe('an identity assertion', () => {
  it.each<[what: string, changes: () => IdJagChanges, why: string]>([
    ['of another issuer', () => ({ claims: { iss: 'https://evil.example' } }), 'untrusted_issuer'],
    [
      'of an issuer spelled otherwise',
      () => ({ claims: { iss: `${enterprise.issuer}/` } }),
      'untrusted_issuer',
    ],
    ['of nobody', () => ({ claims: { iss: undefined } }), 'untrusted_issuer'],
    ['of a list of issuers', () => ({ claims: { iss: [enterprise.issuer] } }), 'untrusted_issuer'],
    [
      'about a tenant that was not named',
      () => ({ claims: { tenant: 'acme' } }),
      'untrusted_issuer',
    ],
    ['for another server', () => ({ claims: { aud: 'https://other.example' } }), 'audience'],
    ['for the token endpoint', () => ({ claims: { aud: `${issuer}/token` } }), 'audience'],
    ['for two servers', () => ({ claims: { aud: [issuer, 'https://other.example'] } }), 'audience'],
    ['for nobody', () => ({ claims: { aud: undefined } }), 'audience'],
    ['given to another client', () => ({ claims: { client_id: 'client_other' } }), 'other_client'],
    ['given to no client', () => ({ claims: { client_id: undefined } }), 'no_client'],
    ['about nobody', () => ({ claims: { sub: undefined } }), 'no_subject'],
    ['about a number', () => ({ claims: { sub: 7 } }), 'no_subject'],
    ['without an id', () => ({ claims: { jti: undefined } }), 'no_jti'],
    ['that has expired', () => ({ claims: { iat: now() - 400, exp: now() - 60 } }), 'expired'],
    ['that never expires', () => ({ claims: { exp: undefined } }), 'malformed'],
    ['that was never issued', () => ({ claims: { iat: undefined } }), 'malformed'],
    ['that is good for two hours', () => ({ claims: { exp: now() + 7200 } }), 'too_long_lived'],
    ['from the future', () => ({ claims: { iat: now() + 61 } }), 'from_the_future'],
    ['for later', () => ({ claims: { nbf: now() + 61 } }), 'from_the_future'],
    ['whose end is no number', () => ({ claims: { exp: 'tomorrow' } }), 'malformed'],
    [
      'for another resource',
      () => ({ claims: { resource: 'https://other.example/mcp' } }),
      'other_resource',
    ],
    [
      'for another resource as well',
      () => ({ claims: { resource: [issuer, 'https://other.example'] } }),
      'other_resource',
    ],
    ['for scopes of another server', () => ({ claims: { scope: 'files:read' } }), 'unknown_scopes'],
    ['for scopes in a list', () => ({ claims: { scope: ['notes:read'] } }), 'malformed'],
    ['about somebody who may not come in', () => ({ claims: { sub: 'shut-out' } }), 'user_refused'],
    ['that is an ID token', () => ({ header: { typ: 'JWT' } }), 'type'],
    ['of no type', () => ({ header: { typ: undefined } }), 'type'],
    [
      'that is a client assertion',
      () => ({ header: { typ: 'client-authentication+jwt' } }),
      'type',
    ],
    [
      'with an extension that must be understood',
      () => ({ header: { crit: ['b64'], b64: true } }),
      'critical_header',
    ],
    ['signed by a thief', () => ({ signer: thief }), 'signature'],
    [
      'signed by a key that the issuer has not',
      () => ({ header: { kid: 'other' } }),
      'unknown_key',
    ],
    [
      'that brings its own key along',
      () => ({ signer: thief, header: { jwk: thief.publicKey } }),
      'signature',
    ],
    [
      'that says where its key is',
      () => ({ signer: thief, header: { jku: 'https://evil.example/keys' } }),
      'signature',
    ],
  ])('%s gives nothing [EMA-1, EMA-2, EMA-3]', async (_what, changes, why) => {
    // Keys that nobody knows are asked for, but not for each request.
    world.pass({ seconds: 11 });
    expect(await outcomeWith(changes())).toBe(why);
    if (why !== 'user_refused') expect(world.linked).toEqual([]);
  });

  it('with an algorithm that proves nothing gives nothing [EMA-1]', async () => {
    const good = await idJag(world, enterprise);
    const [, claims = '', signature = ''] = good.split('.');
    const header = (alg: string) =>
      base64url.encode(
        JSON.stringify({ alg, typ: 'oauth-id-jag+jwt', kid: enterprise.signer.kid }),
      );
    expect(await outcomeOf(world, `${header('none')}.${claims}.`)).toBe('algorithm');
    for (const alg of ['none', 'HS256', 'ES256K', 'dir', '']) {
      expect(await outcomeOf(world, `${header(alg)}.${claims}.${signature}`)).toBe('algorithm');
    }
    // The public key as a shared secret (RFC 8725, section 2.1).
    const secret = new TextEncoder().encode(JSON.stringify(enterprise.signer.publicKey));
    const confused = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', typ: 'oauth-id-jag+jwt' })
      .sign(secret);
    expect(await outcomeOf(world, confused)).toBe('algorithm');
    world.pass({ seconds: 11 });
    expect(await outcomeOf(world, `${header('RS256')}.${claims}.${signature}`)).toMatch(
      /key|signature/,
    );
  });

  it('of which a letter was changed gives nothing [EMA-1]', async () => {
    const [header, , signature] = (await idJag(world, enterprise)).split('.');
    const [, claims] = (await idJag(world, enterprise)).split('.');
    expect(await outcomeOf(world, `${header}.${claims}.${signature}`)).toBe('signature');
  });

  it.each(['', 'x', 'a.b.c', '....', '{}', 'a.b.c.d.e'])(
    'that is %j gives nothing',
    async (text) => {
      const { status, error } = await present(world, text);
      expect([status, error]).toEqual([400, text === '' ? 'invalid_request' : 'invalid_grant']);
    },
  );

  it('is good once, whoever comes second [EMA-4]', async () => {
    const assertion = await idJag(world, enterprise);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => present(world, assertion).then(({ status }) => status)),
    );
    expect(outcomes.filter((status) => status === 200)).toHaveLength(1);
    world.pass({ seconds: 359 });
    expect(await outcomeOf(world, assertion)).toBe('replayed');
    world.pass({ seconds: 1 });
    expect(await outcomeOf(world, assertion)).toBe('expired');
  });

  it('is not used up by a client that it was not given to, nor by a request that is no use [EMA-4]', async () => {
    const assertion = await idJag(world, enterprise);
    const other = await addClient(world);
    expect((await present(world, assertion, { client_id: other.id })).error).toBe('invalid_grant');
    expect((await present(world, assertion, { scope: 'nothing' })).error).toBe('invalid_scope');
    expect((await present(world, assertion, { resource: 'https://other.example' })).error).toBe(
      'invalid_target',
    );
    expect((await present(world, assertion)).status).toBe(200);
  });

  it('leaves no trace of itself in the audit or the database [EMA-4]', async () => {
    const secret = 'a-telling-claim-of-the-assertion';
    const assertion = await idJag(world, enterprise, { claims: { about: secret } });
    await present(world, assertion);
    await present(world, assertion);
    const kept = JSON.stringify([
      world.audited,
      await world.context.store.find('once', {}),
      await world.context.store.find('grant', {}),
    ]);
    expect(kept).not.toContain(secret);
    for (const part of assertion.split('.')) expect(kept).not.toContain(part);
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

  it('must prove who it is as it registered, before and after [EMA-2]', async () => {
    const { client, secret } = await addConfidentialClient(world, 'client_secret_post');
    const theirs = { ...world, client };
    const wrong = { client_id: client.id, client_secret: `${secret}x` };
    for (const changes of [{ client_id: client.id }, wrong, { client_id: undefined }]) {
      const answer = await present(world, await idJag(theirs, enterprise), changes);
      expect(answer).toMatchObject({ status: 401, error: 'invalid_client' });
    }
    expect(world.linked).toEqual([]);
  });
});
