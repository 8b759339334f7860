/** Clients that act for themselves: which ones may, and what they get. */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { createAuthorizationServer } from '../../../src/oauth/index.js';
import {
  addByOperator,
  type OperatedWorld,
  openOperatedWorld,
} from '../../admin/clients/operating.js';
import {
  addClient,
  addConfidentialClient,
  bodyOf,
  caller,
  isAccepted,
  post,
  present,
  register,
} from '../client-calls.js';
import { countedStore } from '../counted-store.js';
import { limitsWith } from '../limits-with.js';
import { issuer, openWorld, resource } from '../world.js';
import { ask, grantsOf, machine, tokenOf } from './acting-for-itself.js';

let world: OperatedWorld;

beforeAll(async () => {
  world = await openOperatedWorld();
});
afterAll(() => world.close());

describe('a client that may act for itself', () => {
  it('gets an access token, its scopes and no refresh token [CC-1, CC-3, TOK-2, TOK-3]', async () => {
    const robot = await addByOperator(world, machine);
    const response = await ask(world, robot);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await bodyOf(response)).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 900,
      scope: 'notes:read',
    });
  });

  it('is seen by tools as itself, with no user [JWT-6, RS-7]', async () => {
    const robot = await addByOperator(world, machine);
    const token = await tokenOf(world, robot);
    expect(await present(world, token)).toMatchObject({
      principal: {
        kind: 'client',
        subject: robot.id,
        name: 'Robot',
        clientId: robot.id,
        scopes: ['notes:read'],
        resource,
      },
    });
    const now = Math.floor(world.context.clock() / 1000);
    expect(decodeJwt(token)).toEqual({
      iss: issuer,
      sub: robot.id,
      aud: resource,
      client_id: robot.id,
      scope: 'notes:read',
      iat: now,
      exp: now + 900,
      jti: expect.any(String),
      gid: expect.any(String),
    });
  });

  it('leaves an audit line for each token, without it [SEC-5]', async () => {
    const robot = await addByOperator(world, machine);
    const token = await tokenOf(world, robot);
    expect(world.audited.at(-1)).toEqual({
      event: 'client_credentials.issued',
      clientId: robot.id,
      grantId: decodeJwt(token)['gid'],
      address: caller.address,
    });
    expect(JSON.stringify(world.audited)).not.toContain(token);
  });

  it('writes nothing when it asks again: its tokens share a grant [CC-3]', async () => {
    const robot = await addByOperator(world, machine);
    await tokenOf(world, robot);
    const { store, used } = countedStore(world.context.store);
    const server = createAuthorizationServer({ ...world.context, store });
    for (let i = 0; i < 5; i += 1) await tokenOf({ ...world, server }, robot);
    expect(Object.keys(used()).join()).not.toMatch(/insert|replace/);
    expect(await grantsOf(world, robot)).toHaveLength(1);
  });

  it('asks many times at once, and ends with one grant [CC-3]', async () => {
    const robot = await addByOperator(world, machine);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => tokenOf(world, robot)));
    for (const token of tokens) expect(await isAccepted(world, token)).toBe(true);
    expect(await grantsOf(world, robot)).toHaveLength(1);
  });
});

describe('the scopes of its token', () => {
  it.each([
    ['reports:make', undefined, 'reports:make'],
    ['reports:make', '', 'reports:make'],
    ['reports:make', 'offline_access', 'reports:make'],
    ['reports:make', 'notes:read', 'none'],
    ['notes:write', 'notes:read', 'notes:read'],
    ['notes:read', 'notes:write', 'none'],
    ['notes:write --scope reports:make', 'reports:make x notes:read', 'reports:make notes:read'],
  ])('of a client with %j that asks for %j are %j [CC-3]', async (own, asked, given) => {
    const robot = await addByOperator(world, `--grant client_credentials --scope ${own}`);
    const { scope, error } = await bodyOf(await ask(world, robot, { scope: asked }));
    expect(scope ?? 'none').toBe(given);
    expect(error).toBe(given === 'none' ? 'invalid_scope' : undefined);
  });

  it('are in no metadata unless users can grant them too [ASM-16] [S4]', async () => {
    await addByOperator(world, '--grant client_credentials --scope reports:make');
    for (const name of ['serverMetadata', 'resourceMetadata'] as const) {
      const response = await world.server[name](new Request(issuer), caller);
      expect(await response.text()).not.toContain('reports:make');
    }
  });
});

describe('the resource of its token', () => {
  it('is this server, spelled in any way [CC-3, RES-2, RES-4, RES-7]', async () => {
    const robot = await addByOperator(world, machine);
    for (const named of [undefined, resource, `${resource}/`, [resource, resource]]) {
      expect(decodeJwt(await tokenOf(world, robot, { resource: named })).aud).toBe(resource);
    }
    const refused = await ask(world, robot, { resource: 'https://other.example/mcp' });
    expect([refused.status, (await bodyOf(refused)).error]).toEqual([400, 'invalid_target']);
  });
});

describe('everybody else', () => {
  const grantTypes = ['authorization_code', 'client_credentials'] as const;
  // As it is stored, and fresh for ever.
  const document = {
    id: 'https://vendor.example/client.json',
    origin: 'metadata-document',
    freshUntil: Number.MAX_SAFE_INTEGER,
  } as const;

  it.each([
    ['registered itself', { origin: 'dynamic', grantTypes }],
    ['has a metadata document', { ...document, grantTypes }],
    ['was made for users only', { grantTypes: ['authorization_code'] }],
  ] satisfies [string, Partial<Client>][])(
    'is refused, also with a secret: a client that %s [CC-1]',
    async (_, changes) => {
      const { client, secret } = await addConfidentialClient(world, 'client_secret_basic', {
        scopes: ['notes:read'],
        ...changes,
      });
      const response = await ask(world, { id: client.id, secret });
      expect(response.status).toBe(400);
      expect((await bodyOf(response)).error).toBe('unauthorized_client');
      const { address } = caller;
      const event = { event: 'token.refused', clientId: client.id, address };
      expect(world.audited.at(-1)).toEqual({ ...event, reason: 'unauthorized_client' });
      expect(await grantsOf(world, client)).toEqual([]);
    },
  );

  it('is refused: a public client, whatever it is registered for [CC-1]', async () => {
    const { id } = await addClient(world, { grantTypes, scopes: ['notes:read'] });
    const form = { grant_type: 'client_credentials', client_id: id };
    const response = await post(world.server.token, form);
    expect([response.status, (await bodyOf(response)).error]).toEqual([400, 'unauthorized_client']);
  });

  it('is refused: a client with a wrong secret or none [CC-1, CA-1]', async () => {
    const robot = await addByOperator(world, machine);
    const form = { grant_type: 'client_credentials', client_id: robot.id };
    for (const response of [
      await ask(world, { ...robot, secret: 'x' }),
      await post(world.server.token, form),
    ])
      expect([response.status, (await bodyOf(response)).error]).toEqual([401, 'invalid_client']);
  });

  it('cannot register for it [CC-1, DCR-3]', async () => {
    const sent = {
      redirect_uris: ['https://client.example/callback'],
      grant_types: grantTypes,
      scopes: ['notes:write'],
      origin: 'operator',
    };
    const registered = await bodyOf(await register(world, sent));
    expect(registered['grant_types']).toEqual(['authorization_code']);
    const { client_id: id, client_secret: secret } = registered as Record<string, string>;
    const response = await ask(world, { id: id ?? '', secret: secret ?? '' });
    expect((await bodyOf(response)).error).toBe('unauthorized_client');
  });

  it('learns that there is no such grant where it is switched off [ASM-13, CC-1]', async () => {
    const usual = await openWorld();
    const { client, secret } = await addConfidentialClient(usual, 'client_secret_basic', {
      grantTypes: ['client_credentials'],
      scopes: ['notes:read'],
    });
    const refused = await bodyOf(await ask(usual, { id: client.id, secret }));
    expect(refused.error).toBe('unsupported_grant_type');
    await usual.close();
  });

  it('is limited, each client by itself [SEC-4]', async () => {
    const rateLimits = limitsWith({ token: { max: 3, seconds: 60 } });
    const limited = await openOperatedWorld({ rateLimits });
    const [one, other] = [
      await addByOperator(limited, machine),
      await addByOperator(limited, machine),
    ];
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await ask(limited, one)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await ask(limited, other)).status).toBe(200);
    await limited.close();
  });
});
