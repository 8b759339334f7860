/** The token endpoint before any grant type, and when something fails. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorizationServer } from '../../../src/oauth/index.js';
import { StoreUnavailable } from '../../../src/store/contract.js';
import {
  addClient,
  bodyOf,
  caller,
  connect,
  openGrant,
  post,
  redeem,
  redirectUri,
  refresh,
  verifier,
} from '../client-calls.js';
import { limitsWith } from '../limits-with.js';
import { issuer, openWorld, type World } from '../world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('the token endpoint', () => {
  it.each(['GET', 'HEAD', 'PUT', 'DELETE'])(
    'refuses %s with 405 and Allow [TOK-1]',
    async (method) => {
      const response = await world.server.token(new Request(`${issuer}/token`, { method }), caller);
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
    },
  );

  it.each([
    'password',
    'client_credentials',
    'implicit',
    'urn:ietf:params:oauth:grant-type:device_code',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    'toString',
  ])('does not know grant type %s [TOK-12] [TOK-4]', async (grant_type) => {
    const response = await post(world.server.token, { grant_type, username: 'a', password: 'b' });
    expect(response.status).toBe(400);
    expect((await bodyOf(response)).error).toBe('unsupported_grant_type');
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['repeated', ['authorization_code', 'authorization_code']],
  ])('asks for a grant type that is %s [TOK-4] [TOK-13]', async (_, grant_type) => {
    const response = await post(world.server.token, { grant_type });
    expect(response.status).toBe(400);
    expect((await bodyOf(response)).error).toBe('invalid_request');
  });

  it('refuses a grant that the client is not registered for [TOK-4]', async () => {
    const client = await addClient(world, { grantTypes: ['authorization_code'] });
    const response = await refresh(world, client, 'anything');
    expect(response.status).toBe(400);
    expect((await bodyOf(response)).error).toBe('unauthorized_client');
  });

  it.each([
    ['application/json', '{"grant_type":"authorization_code"}'],
    ['text/plain', 'grant_type=authorization_code'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('answers %s with a JSON error, not a failure [TOK-1] [G19]', async (contentType, body) => {
    const headers = { 'content-type': contentType };
    const request = new Request(`${issuer}/token`, { method: 'POST', headers, body });
    const response = await world.server.token(request, caller);
    expect(response.status).toBe(400);
    expect((await bodyOf(response)).error).toBe('invalid_request');
  });

  it('takes a form with a charset and a media type in any case [TOK-1]', async () => {
    const client = await addClient(world);
    const { code } = await openGrant(world, client);
    const headers = { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' };
    expect((await redeem(world, client, code, {}, headers)).status).toBe(200);
  });

  it('stops reading a body that is too large [SEC-3]', async () => {
    const response = await post(world.server.token, { grant_type: 'x'.repeat(70_000) });
    expect((await bodyOf(response)).error).toBe('invalid_request');
  });

  it('refuses secrets in the query and ignores all else there [CA-4]', async () => {
    const client = await addClient(world);
    const { code } = await openGrant(world, client);
    const send = (query: string) => {
      const body = new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: client.id,
        redirect_uri: redirectUri,
        code,
        code_verifier: verifier,
      });
      const request = new Request(`${issuer}/token?${query}`, { method: 'POST', body });
      return world.server.token(request, caller);
    };
    for (const name of ['client_secret', 'code', 'refresh_token', 'code_verifier', 'token']) {
      expect((await bodyOf(await send(`${name}=x`))).error).toBe('invalid_request');
    }
    expect((await send('grant_type=password&foo=bar')).status).toBe(200);
  });

  it('audits every refusal with its reason and without any secret [SEC-5] [RS-16]', async () => {
    const client = await addClient(world);
    const { code } = await openGrant(world, client);
    await redeem(world, client, code, { code_verifier: `${verifier}0` });
    expect(world.audited.at(-1)).toEqual({
      event: 'token.refused',
      clientId: client.id,
      address: caller.address,
      reason: 'code_verifier',
    });
    const log = JSON.stringify(world.audited);
    for (const secret of [code, verifier]) expect(log).not.toContain(secret);
  });
});

describe('too many token requests', () => {
  const rateLimits = limitsWith({ token: { max: 4, seconds: 60 } });

  it('are counted by client and grant, so that others are not hit [SEC-4] [L3]', async () => {
    const limited = await openWorld({ rateLimits });
    const { client, refreshToken } = await connect(limited);
    const { code } = await openGrant(limited, client);
    for (let i = 0; i < 3; i += 1) {
      expect((await refresh(limited, client, refreshToken)).status).toBe(200);
    }
    const refused = await refresh(limited, client, refreshToken);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toMatch(/^application\/json/);
    expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(await bodyOf(refused)).toEqual({
      error: 'temporarily_unavailable',
      error_description: expect.any(String),
    });
    expect(limited.audited.at(-1)).toMatchObject({ event: 'limit.exceeded', reason: 'token' });

    expect((await redeem(limited, client, code)).status).toBe(200);
    limited.pass({ seconds: 60 });
    expect((await refresh(limited, client, refreshToken)).status).toBe(200);
    await limited.close();
  });

  it('with forged tokens do not lock out those who share the client [SEC-4]', async () => {
    const limited = await openWorld({ rateLimits });
    const { client, grant, refreshToken } = await connect(limited);
    const forged = () => refresh(limited, client, `${grant.id}.1.${'A'.repeat(43)}`);
    for (let i = 0; i < 4; i += 1) expect((await forged()).status).toBe(400);
    expect((await forged()).status).toBe(429);
    expect((await refresh(limited, client, refreshToken)).status).toBe(200);
    await limited.close();
  });
});

describe('while the store is away', () => {
  it('no client is told that it or its token is bad [TOK-4] [F11, F12]', async () => {
    const { client, refreshToken } = await connect(world);
    const away = async () => {
      throw new StoreUnavailable('away');
    };
    const store = { ...world.context.store, get: away, replace: away };
    const broken = { ...world, server: createAuthorizationServer({ ...world.context, store }) };
    await expect(refresh(broken, client, refreshToken)).rejects.toThrow(StoreUnavailable);
    expect((await refresh(world, client, refreshToken)).status).toBe(200);
  });

  it('a fault of ours is thrown, not refused [TOK-4]', async () => {
    const { client, refreshToken } = await connect(world);
    const store = {
      ...world.context.store,
      get: async () => {
        throw new TypeError('a bug');
      },
    };
    const broken = { ...world, server: createAuthorizationServer({ ...world.context, store }) };
    await expect(refresh(broken, client, refreshToken)).rejects.toThrow('a bug');
  });
});
