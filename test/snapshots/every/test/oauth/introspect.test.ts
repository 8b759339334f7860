/** The introspection endpoint over a real store. */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addByOperator,
  basic,
  type HandedOver,
  type OperatedWorld,
  openOperatedWorld,
} from '../admin/clients/operating.js';
import { assertionOf, by, openSigner } from './assertions.js';
import {
  addClient,
  addConfidentialClient,
  bodyOf,
  caller,
  connect,
  openGrant,
  type Parameters,
  post,
  refresh,
} from './client-calls.js';
import { limitsWith } from './limits-with.js';
import { issuer, openWorld, resource } from './world.js';

let world: OperatedWorld;
let server: HandedOver;

beforeAll(async () => {
  world = await openOperatedWorld();
  server = await addByOperator(world, '--may-introspect');
});
afterAll(() => world.close());

function introspect(
  token: string | undefined,
  parameters: Parameters = {},
  headers = basic(server),
): Promise<Response> {
  return post(world.server.introspect, { token, ...parameters }, headers);
}

async function expectInactive(response: Response): Promise<void> {
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toBe('{"active":false}');
}

describe('a resource server', () => {
  it('learns what an access token is worth [INT-1, INT-3]', async () => {
    const { client, accessToken } = await connect(world);
    const response = await introspect(accessToken);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { iat, exp, jti } = decodeJwt(accessToken);
    expect(await response.json()).toEqual({
      active: true,
      scope: 'notes:read notes:write',
      client_id: client.id,
      token_type: 'Bearer',
      exp,
      iat,
      sub: 'user_ann',
      aud: resource,
      iss: issuer,
      jti,
    });
  });

  it('learns it of a client that acts for itself too [INT-3, JWT-6]', async () => {
    const client = await addByOperator(world, '--grant client_credentials --scope reports:make');
    const form = { grant_type: 'client_credentials' };
    const { access_token } = await bodyOf(await post(world.server.token, form, basic(client)));
    const body = await bodyOf(await introspect(access_token));
    const { id } = client;
    expect(body).toMatchObject({ active: true, sub: id, client_id: id, scope: 'reports:make' });
  });

  it.each([undefined, 'access_token', 'refresh_token', 'nonsense'])(
    'may give any hint: %s [INT-3]',
    async (token_type_hint) => {
      const { accessToken } = await connect(world);
      expect((await bodyOf(await introspect(accessToken, { token_type_hint })))['active']).toBe(
        true,
      );
    },
  );
});

describe('a token that does not count', () => {
  it.each(['a', 'a.b.c', 'x'.repeat(5000), '\u0000', '{}'])(
    'is inactive and nothing else: garbage %# [INT-2]',
    async (token) => {
      await expectInactive(await introspect(token));
    },
  );

  it('is inactive once it has expired [INT-2]', async () => {
    const { accessToken } = await connect(world);
    world.pass({ seconds: 899 });
    expect((await bodyOf(await introspect(accessToken)))['active']).toBe(true);
    world.pass({ seconds: 1 });
    await expectInactive(await introspect(accessToken));
  });

  it('is inactive once it or its grant is revoked [INT-2, RS-5]', async () => {
    const { client, accessToken, refreshToken } = await connect(world);
    const next = await bodyOf(await refresh(world, client, refreshToken));
    await post(world.server.revoke, { client_id: client.id, token: accessToken });
    await expectInactive(await introspect(accessToken));
    expect((await bodyOf(await introspect(next.access_token)))['active']).toBe(true);
    await post(world.server.revoke, { client_id: client.id, token: next.refresh_token });
    await expectInactive(await introspect(next.access_token));
  });

  it('is inactive if it is a refresh token, a code or of another key [INT-2, INT-4]', async () => {
    const { refreshToken, accessToken } = await connect(world);
    const { code } = await openGrant(world, await addClient(world));
    await expectInactive(await introspect(refreshToken));
    await expectInactive(await introspect(code));
    const [header, payload] = accessToken.split('.');
    await expectInactive(await introspect(`${header}.${payload}.${'A'.repeat(342)}`));
  });

  it('is inactive for another resource server [INT-4]', async () => {
    const { accessToken } = await connect(world);
    for (const introspects of [['https://other.example/mcp'], [`${resource}/`], [issuer], []]) {
      const { client, secret } = await addConfidentialClient(world, 'client_secret_basic', {
        introspects,
      });
      await expectInactive(await introspect(accessToken, {}, basic({ id: client.id, secret })));
    }
  });
});

describe('whoever may not ask', () => {
  it('is refused: nobody known, whatever they send [INT-1]', async () => {
    const { accessToken } = await connect(world);
    const bearer = { authorization: `Bearer ${accessToken}` };
    for (const headers of [{}, bearer, basic({ ...server, secret: 'wrong' })]) {
      const response = await introspect(accessToken, {}, headers);
      expect(response.status).toBe(401);
      expect((await bodyOf(response)).error).toBe('invalid_client');
    }
    const { address } = caller;
    const event = { event: 'introspection.refused', address, clientId: undefined };
    expect(world.audited.at(-1)).toEqual({ ...event, reason: 'wrong_secret' });
  });

  it('is refused: a public client, whose id is no secret, even about its own token [INT-1]', async () => {
    const { client, accessToken } = await connect(world, {}, { introspects: [resource] });
    const response = await introspect(accessToken, { client_id: client.id }, {});
    expect([response.status, (await bodyOf(response)).error]).toEqual([401, 'invalid_client']);
    expect(world.audited.at(-1)?.reason).toBe('public_client');
  });

  it.each([
    ['an operator made for something else', {}],
    ['registered itself', { origin: 'dynamic', introspects: [resource] }],
  ] as const)('is refused: a confidential client that %s [INT-1]', async (_, changes) => {
    const { accessToken } = await connect(world);
    const { client, secret } = await addConfidentialClient(world, 'client_secret_basic', changes);
    const response = await introspect(accessToken, {}, basic({ id: client.id, secret }));
    expect([response.status, (await bodyOf(response)).error]).toEqual([403, 'access_denied']);
    const { address } = caller;
    const event = { event: 'introspection.refused', clientId: client.id, address };
    expect(world.audited.at(-1)).toEqual({ ...event, reason: 'no_right' });
  });

  it('finds nothing where introspection is switched off [ASM-15]', async () => {
    const usual = await openWorld();
    const response = await post(usual.server.introspect, { token: 'x' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/json');
    await usual.close();
  });

  it('gets 405 for anything but POST, and 400 for no token or one in the URL [INT-1, CA-4]', async () => {
    const response = await world.server.introspect(new Request(`${issuer}/introspect`), caller);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    const inUrl = new Request(`${issuer}/introspect?token=x`, {
      method: 'POST',
      headers: basic(server),
      body: new URLSearchParams({ token: 'x' }),
    });
    expect((await world.server.introspect(inUrl, caller)).status).toBe(400);
    expect((await bodyOf(await introspect(''))).error).toBe('invalid_request');
  });

  it('has asked too often: 429 and how long to wait, each client by itself [SEC-4]', async () => {
    const rateLimits = limitsWith({ introspect: { max: 2, seconds: 60 } });
    const limited = await openOperatedWorld({ rateLimits });
    const [one, other] = [
      await addByOperator(limited, '--may-introspect'),
      await addByOperator(limited, '--may-introspect'),
    ];
    const ask = (who: HandedOver) => post(limited.server.introspect, { token: 'x' }, basic(who));
    expect([(await ask(one)).status, (await ask(one)).status]).toEqual([200, 200]);
    const refused = await ask(one);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await ask(other)).status).toBe(200);
    await limited.close();
  });
});

it('each method works at every endpoint whose metadata names it [ASM-15, ASM-10, CA-2] [G15]', async () => {
  const document = (await (
    await world.server.serverMetadata(new Request(issuer), caller)
  ).json()) as Record<string, string[]>;
  const signer = await openSigner();
  const keys = JSON.stringify({ keys: [signer.publicKey] });
  for (const [name, endpoint] of [
    ['token', 'token'],
    ['revocation', 'revoke'],
    ['introspection', 'introspect'],
  ] as const) {
    const methods = document[`${name}_endpoint_auth_methods_supported`] ?? [];
    expect(methods.length).toBeGreaterThan(2);
    for (const method of methods.filter((it) => it !== 'none')) {
      const isSigned = method === 'private_key_jwt';
      const options = `--may-introspect --grant client_credentials --scope notes:read --auth-method ${method}`;
      const who = await addByOperator(world, isSigned ? `${options} --jwks -` : options, keys);
      const form = { grant_type: 'client_credentials', token: 'a.b.c' };
      const proof = isSigned
        ? by(await assertionOf(world, who.id, signer))
        : method === 'client_secret_post'
          ? { client_id: who.id, client_secret: who.secret }
          : {};
      const headers = method === 'client_secret_basic' ? basic(who) : {};
      const response = await post(world.server[endpoint], { ...form, ...proof }, headers);
      expect(response.status, `${method} at ${name}`).toBe(200);
    }
  }
});
