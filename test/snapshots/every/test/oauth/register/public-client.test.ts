/** Public clients that register again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { disableClient } from '../../../src/oauth/clients/disabling.js';
import { findClient } from '../../../src/oauth/clients/index.js';
import { createAuthorizationServer } from '../../../src/oauth/index.js';
import { createSecrets } from '../../../src/oauth/secrets.js';
import type { Store } from '../../../src/store/contract.js';
import { answerOf, authorizeUrl, signedInBrowser } from '../authorize/asking.js';
import {
  bodyOf,
  isAccepted,
  openGrant,
  redeem,
  redirectUri,
  refresh,
  register,
} from '../client-calls.js';
import { limitsWith } from '../limits-with.js';
import { openWorld, type World } from '../world.js';

let world: World;

beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const metadata = {
  client_name: 'Notes for Ann',
  redirect_uris: [redirectUri, 'http://localhost/callback'],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
  scope: 'notes:read',
};

async function registered(body: object = metadata, at = world): Promise<Record<string, unknown>> {
  const response = await register(at, body);
  expect(response.status).toBe(201);
  return bodyOf(response);
}

const records = () => world.context.store.find<Client>('client', { limit: 1000 });

/** Finds no client at so many looks: no request was faster. */
function emptyAtFirst(store: Store, looks: number): Store {
  let left = looks;
  return {
    ...store,
    get: async (kind, id) => {
      if (kind !== 'client' || left === 0) return store.get<never>(kind, id);
      left -= 1;
      return undefined;
    },
  };
}

async function clientOf({ client_id }: Record<string, unknown>): Promise<Client> {
  const client = await findClient(world.context, String(client_id));
  if (client === undefined) throw new Error('The client is not registered');
  return client;
}

describe('a public client that registers again', () => {
  it('gets the same answer, byte for byte, and leaves no second record [DCR-15] [G1] [G6] [G7]', async () => {
    const first = await (await register(world, metadata)).text();
    world.pass({ seconds: 3600 });
    expect(await (await register(world, metadata)).text()).toBe(first);
    expect(await records()).toHaveLength(1);
    expect(world.audited.map(({ event }) => event)).toEqual(['client.registered']);
  });

  it('is known by what counts: order, repetition, spelling and unknown members do not [G7]', async () => {
    const { client_id } = await registered();
    const [one, other] = metadata.redirect_uris;
    const same = [
      { ...metadata, redirect_uris: [other, one, other, 'cursor://not/usable'] },
      { ...metadata, client_name: '  Notes   for Ann ', jwks_uri: null, foo: 'bar' },
      { ...metadata, grant_types: ['refresh_token'], response_types: ['code'] },
      { ...metadata, scope: ' notes:read unknown', client_id: 'client_mine' },
    ];
    for (const body of same) expect((await registered(body))['client_id']).toBe(client_id);
    expect(await records()).toHaveLength(1);
  });

  it.each([
    ['a name', { client_name: 'Notes for Bob' }],
    ['a redirect URI more', { redirect_uris: [...metadata.redirect_uris, 'https://b.example/cb'] }],
    ['a redirect URI in another case', { redirect_uris: [redirectUri.toUpperCase()] }],
    ['a redirect URI less', { redirect_uris: [redirectUri] }],
    ['other grant types', { grant_types: ['authorization_code'] }],
    ['another scope', { scope: 'notes:write' }],
    ['an address', { client_uri: 'https://client.example' }],
    ['a software version', { software_version: '2' }],
  ])('is another one with %s of its own [G7] [REG-3]', async (_, changes) => {
    const { client_id } = await registered();
    expect((await registered({ ...metadata, ...changes }))['client_id']).not.toBe(client_id);
    expect(await records()).toHaveLength(2);
  });

  it.each([
    ['client_secret_post', { token_endpoint_auth_method: 'client_secret_post' }],
    ['client_secret_basic', { token_endpoint_auth_method: 'client_secret_basic' }],
    ['none named', { token_endpoint_auth_method: undefined }],
  ])('is always another one if it gets a secret: %s [G7] [REG-3]', async (_, changes) => {
    const body = { ...metadata, ...changes };
    const [one, other] = [await registered(body), await registered(body)];
    expect(other['client_id']).not.toBe(one['client_id']);
    expect(other['client_secret']).not.toBe(one['client_secret']);
    expect(await records()).toHaveLength(2);
  });

  it('50 times in parallel is one client with one record [G1] [G7]', async () => {
    const store = emptyAtFirst(world.context.store, 50);
    const server = createAuthorizationServer({ ...world.context, store });
    const together = { ...world, server };
    const bodies = await Promise.all(
      Array.from({ length: 50 }, () => registered(metadata, together)),
    );
    expect(new Set(bodies.map(({ client_id }) => client_id)).size).toBe(1);
    expect(await records()).toHaveLength(1);
    expect(world.audited.map(({ event }) => event)).toEqual(['client.registered']);
  });

  it('has an id that nobody without SECRET_KEYS can guess [REG-2]', async () => {
    const { client_id } = await registered();
    expect(client_id).toMatch(/^client_[\w-]{22}$/);
    const secrets = createSecrets(['another-secret-that-only-tests-know-0123456789']);
    const other = createAuthorizationServer({ ...world.context, secrets });
    const again = await registered(metadata, { ...world, server: other });
    expect(again['client_id']).not.toBe(client_id);
  });

  it('is found as it was first registered [DCR-3]', async () => {
    const { client_id, client_id_issued_at } = await registered();
    const [one, other] = metadata.redirect_uris;
    world.pass({ seconds: 90 });
    const again = await registered({ ...metadata, redirect_uris: [other, one] });
    expect(again).toMatchObject({
      client_id,
      client_id_issued_at,
      redirect_uris: metadata.redirect_uris,
    });
  });
});

describe('how long a client that registers again is kept', () => {
  it('is counted from its latest registration [DCR-15] [G1]', async () => {
    const { client_id } = await registered();
    for (let round = 0; round < 3; round += 1) {
      world.pass({ ms: 86_400_000 - 61_000 });
      expect((await registered())['client_id']).toBe(client_id);
    }
    world.pass({ ms: 86_400_000 - 61_000 });
    expect(await findClient(world.context, String(client_id))).toBeDefined();
    world.pass({ seconds: 61 });
    expect(await findClient(world.context, String(client_id))).toBeUndefined();
  });

  it('is never shortened by a registration while a grant lives [DCR-16] [G2]', async () => {
    const client = await clientOf(await registered());
    const browser = await signedInBrowser(world, client);
    const page = await browser.open(await authorizeUrl(world, client));
    const { code = '' } = answerOf(await browser.submit(page, { decision: 'approve' }));
    const tokens = await bodyOf(await redeem(world, client, code));
    const [before] = await records();
    await registered();
    world.pass({ days: 20 });
    await registered();
    expect(await records()).toEqual([before]);
    expect((await refresh(world, client, tokens.refresh_token)).status).toBe(200);
  });

  it('costs a registration that comes at once no write [G1]', async () => {
    await registered();
    const [before] = await records();
    world.pass({ seconds: 59 });
    await registered();
    expect(await records()).toEqual([before]);
  });
});

describe('a public client that the operator', () => {
  it('switched off stays off, however often it registers [CON-7]', async () => {
    const client = await clientOf(await registered());
    await disableClient(world.context.store, client.id, world.context.clock());
    world.pass({ days: 3 });
    expect((await registered())['client_id']).toBe(client.id);
    expect(await findClient(world.context, client.id)).toBeUndefined();
    expect(await records()).toHaveLength(1);
  });

  it('removed comes back under its id, as new [CON-7]', async () => {
    const client = await clientOf(await registered());
    await world.context.store.remove('client', client.id);
    world.pass({ seconds: 1 });
    const again = await registered();
    expect(again['client_id']).toBe(client.id);
    expect(again['client_id_issued_at']).toBe(Math.floor(world.context.clock() / 1000));
  });
});

describe('two users of one public client', () => {
  it('have grants of their own: neither can use or end the other’s [TOK-7] [M11]', async () => {
    const client = await clientOf(await registered());
    const ann = await openGrant(world, client, { userId: 'user_ann' });
    const bob = await openGrant(world, client, { userId: 'user_bob' });
    const anns = await bodyOf(await redeem(world, client, ann.code));
    const bobs = await bodyOf(await redeem(world, client, bob.code));
    expect((await redeem(world, client, ann.code)).status).toBe(400);
    expect(await isAccepted(world, anns.access_token ?? '')).toBe(false);
    expect(await isAccepted(world, bobs.access_token ?? '')).toBe(true);
    expect((await refresh(world, client, bobs.refresh_token)).status).toBe(200);
  });
});

describe('the limit on new clients of one network', () => {
  it('does not count what is registered already [DCR-15] [G6]', async () => {
    const rateLimits = limitsWith({ register: { max: 1, seconds: 3600 } });
    const limited = await openWorld({ rateLimits });
    for (let i = 0; i < 20; i += 1) await registered(metadata, limited);
    expect((await register(limited, { ...metadata, client_name: 'Other' })).status).toBe(429);
    await registered(metadata, limited);
    await limited.close();
  });

  it('and the higher one on all requests stop a flood, whatever it sends [DCR-15] [SEC-4]', async () => {
    const rateLimits = limitsWith({ register_request: { max: 3, seconds: 60 } });
    const limited = await openWorld({ rateLimits });
    for (const [body, status] of [
      [metadata, 201],
      [metadata, 201],
      ['{', 400],
      [metadata, 429],
    ] as const) {
      expect((await register(limited, body)).status).toBe(status);
    }
    const elsewhere = { address: '198.51.100.1' };
    expect((await register(limited, metadata, {}, elsewhere)).status).toBe(201);
    await limited.close();
  });
});
