/** The check of every request to the protected resource. */
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyToGrant } from '../../src/oauth/grants.js';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { formAccessToken } from '../../src/oauth/tokens.js';
import { StoreUnavailable } from '../../src/store/contract.js';
import { addClient, connect, isAccepted, openGrant, present } from './client-calls.js';
import { issuer, openWorld, resource, type World } from './world.js';

const metadataUrl = `${issuer}/.well-known/oauth-protected-resource/mcp`;
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

function send(headers: HeadersInit, method = 'POST', url = resource) {
  return world.server.authenticate(new Request(url, { method, headers }));
}

async function challengeOf(answer: unknown): Promise<Record<string, string>> {
  if (!(answer instanceof Response)) throw new Error('The request was accepted');
  expect(answer.status).toBe(401);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toMatchObject({ error_description: expect.any(String) });
  const header = answer.headers.get('www-authenticate') ?? '';
  expect(header).toMatch(/^Bearer ([a-z_]+="[ !#-[\]-~]*"(, |$))+$/);
  return Object.fromEntries(
    [...header.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
}

describe('a request without a token', () => {
  it.each(['GET', 'HEAD', 'POST', 'DELETE'])(
    'is told by %s where to go, without an error [RS-1] [RS-2] [RS-3] [RS-4] [PRM-10] [D1, D4]',
    async (method) => {
      const challenge = await challengeOf(await send({}, method));
      expect(challenge).toEqual({ resource_metadata: metadataUrl, scope: 'notes:read' });
    },
  );

  it.each(['Basic YTpi', 'Negotiate', 'Bearerx abc', 'DPoP abc', ''])(
    'is one that has another scheme: %j [RS-4]',
    async (authorization) => {
      expect(await challengeOf(await send({ authorization }))).not.toHaveProperty('error');
    },
  );

  it('is one that has the DPoP scheme, whatever its proof [DPOP-2]', async () => {
    const { accessToken } = await connect(world);
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const proof = await new SignJWT({
      htm: 'POST',
      htu: resource,
      iat: world.context.clock() / 1000,
    })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: await exportJWK(publicKey) })
      .sign(privateKey);
    const answer = await send({ authorization: `DPoP ${accessToken}`, dpop: proof });
    expect(await challengeOf(answer)).not.toHaveProperty('error');
    expect(await isAccepted(world, accessToken)).toBe(true);
  });

  it('is one whose token is in the URL or the body [RS-8]', async () => {
    const { accessToken } = await connect(world);
    const inUrl = await send({}, 'POST', `${resource}?access_token=${accessToken}`);
    expect(await challengeOf(inUrl)).not.toHaveProperty('error');
    const body = new URLSearchParams({ access_token: accessToken });
    const inBody = new Request(resource, { method: 'POST', body });
    expect(await challengeOf(await world.server.authenticate(inBody))).not.toHaveProperty('error');
  });

  it('is told the path of the resource, whatever Host it names [PRM-2] [ASM-21]', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    const answer = await send(headers, 'POST', 'https://evil.example/mcp');
    expect((await challengeOf(answer))['resource_metadata']).toBe(metadataUrl);
  });
});

describe('a good token', () => {
  it('is the caller: user, client, scopes, resource [RS-7] [RS-9]', async () => {
    const { client, accessToken } = await connect(world);
    expect(await present(world, accessToken)).toEqual({
      principal: {
        kind: 'user',
        subject: 'user_ann',
        name: 'ann',
        clientId: client.id,
        scopes: ['notes:read', 'notes:write'],
        resource,
      },
      token: accessToken,
      expiresAt: decodeJwt(accessToken).exp,
      resourceMetadataUrl: metadataUrl,
    });
  });

  it('may come with the scheme in any case and several spaces [RS-9]', async () => {
    const { accessToken } = await connect(world);
    for (const scheme of ['bearer', 'BEARER', 'bEaReR', 'Bearer ']) {
      const answer = await send({ authorization: `${scheme} ${accessToken}` });
      expect(answer).not.toBeInstanceOf(Response);
    }
  });
});

describe('a bad token', () => {
  async function expectInvalid(token: string): Promise<void> {
    const challenge = await challengeOf(await present(world, token));
    expect(challenge).toMatchObject({
      error: 'invalid_token',
      resource_metadata: metadataUrl,
      scope: 'notes:read',
    });
  }

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer\t',
    'Bearer x',
    'Bearer a.b.c',
    'Bearer a b',
    'Bearer "',
    'Bearer é',
    'Bearer x, Bearer y',
    'Bearer ..',
    `Bearer ${'x'.repeat(10_000)}`,
    'Bearer eyJhbGciOiJub25lIn0.e30.',
  ])('is answered with 401: %j [RS-5] [RS-6] [D4, A23]', async (authorization) => {
    expect((await challengeOf(await send({ authorization })))['error']).toBe('invalid_token');
  });

  it('is one given twice [RS-6]', async () => {
    const { accessToken } = await connect(world);
    const headers = new Headers();
    headers.append('authorization', `Bearer ${accessToken}`);
    headers.append('authorization', `Bearer ${accessToken}`);
    expect((await challengeOf(await send(headers)))['error']).toBe('invalid_token');
  });

  it('is an expired one [RS-5]', async () => {
    const { accessToken } = await connect(world);
    world.pass({ seconds: 900 });
    await expectInvalid(accessToken);
  });

  it('is a code or a refresh token [JWT-5] [RS-7]', async () => {
    const { code, refreshToken } = await connect(world);
    await expectInvalid(code);
    await expectInvalid(refreshToken);
  });

  it('is one of another kind, issuer or audience, though signed by us [JWT-4] [JWT-5]', async () => {
    const { accessToken } = await connect(world);
    const claims = decodeJwt(accessToken);
    const sign = (changes: object, typ = 'at+jwt') =>
      world.context.keyring.sign({ ...claims, ...changes }, typ);
    await expectInvalid(await sign({}, 'JWT'));
    await expectInvalid(await sign({}, 'oauth-id-jag+jwt'));
    await expectInvalid(await sign({ iss: `${issuer}/` }));
    await expectInvalid(await sign({ aud: issuer }));
    await expectInvalid(await sign({ aud: [resource] }));
    expect(await isAccepted(world, await sign({}))).toBe(true);
  });

  it('is one for another resource of the same server [RS-7] [PRM-17] [A12]', async () => {
    const other = { ...world.context.settings, resource: `${issuer}/other` };
    const server = createAuthorizationServer({ ...world.context, settings: other });
    const { accessToken } = await connect(world);
    expect(await isAccepted({ ...world, server }, accessToken)).toBe(false);
  });

  it("is one whose grant is gone, over or somebody else's [RS-5] [REV-3]", async () => {
    const client = await addClient(world);
    const { grant } = await openGrant(world, client);
    const token = async (changes: object) =>
      (await formAccessToken(world.context, { ...grant, ...changes }, ['notes:read'])).token;
    expect(await isAccepted(world, await token({}))).toBe(true);
    await expectInvalid(await token({ id: 'AAAAAAAAAAAAAAAAAAAAAA' }));
    await expectInvalid(await token({ userId: 'user_eve' }));
    await expectInvalid(await token({ clientId: 'client_other' }));
    const other = await openGrant(world, client, { resource: 'https://other.example/mcp' });
    await expectInvalid(await token({ id: other.grant.id }));
  });

  it('is one that was revoked, alone or with its grant [RS-5] [REV-3]', async () => {
    const { grant, accessToken } = await connect(world);
    const { jti = '', exp = 0 } = decodeJwt(accessToken);
    const { token: next } = await formAccessToken(world.context, grant, ['notes:read']);
    const event = { type: 'revoke_access_token', jti, expiresAt: exp * 1000 } as const;
    await applyToGrant(world.context, grant.id, event);
    await expectInvalid(accessToken);
    expect(await isAccepted(world, next)).toBe(true);
    await applyToGrant(world.context, grant.id, { type: 'revoke', reason: 'user_request' });
    await expectInvalid(next);
  });

  it('is one whose grant has reached its absolute end [REF-7]', async () => {
    const { accessToken } = await connect(world, { expiresAt: world.context.clock() + 1500 });
    world.pass({ ms: 1499 });
    expect(await isAccepted(world, accessToken)).toBe(true);
    world.pass({ ms: 1 });
    await expectInvalid(accessToken);
  });
});

describe('while the store is away', () => {
  it('no token is called bad [RS-5]', async () => {
    const { accessToken } = await connect(world);
    const get = async () => {
      throw new StoreUnavailable('away');
    };
    const store = { ...world.context.store, get };
    const server = createAuthorizationServer({ ...world.context, store });
    await expect(present({ ...world, server }, accessToken)).rejects.toThrow(StoreUnavailable);
  });
});
