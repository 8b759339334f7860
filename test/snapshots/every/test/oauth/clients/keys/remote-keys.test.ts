/** Keys at a URL: how often they are fetched, and what holds while they cannot be. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '../../../../src/oauth/clients/client.js';
import { createAuthorizationServer } from '../../../../src/oauth/index.js';
import { openSigner } from '../../assertions.js';
import type { World } from '../../world.js';
import { openWorldWithVendors } from '../metadata-document/asking.js';
import { openVendor, serve, type Vendor } from '../metadata-document/vendor.js';
import { addRemoteKeyClient, knock, serveKeys } from './serving.js';

const old = await openSigner('ES256', 'old');
const fresh = await openSigner('ES256', 'fresh');

let vendor: Vendor;
let world: World;
let client: Client;

beforeEach(async () => {
  vendor = await openVendor();
  serveKeys(vendor, [old]);
  world = await openWorldWithVendors();
  client = await addRemoteKeyClient(world, vendor);
});
afterEach(async () => {
  await world.close();
  await vendor.close();
});

const fetches = () => vendor.requests.length;

describe('keys at a URL', () => {
  it('are fetched when they are needed, as what they are [CA-10]', async () => {
    expect(await knock(world, client, old)).toBe('let in');
    expect(vendor.requests.map(({ url }) => url)).toEqual(['/jwks']);
    expect(vendor.requests[0]?.headers.accept).toBe('application/jwk-set+json, application/json');
  });

  it.each(['application/json', 'application/jwk-set+json; charset=utf-8'])(
    'may come as %s [CA-10]',
    async (type) => {
      serveKeys(vendor, [old], { 'content-type': type });
      expect(await knock(world, client, old)).toBe('let in');
    },
  );

  it.each([
    ['as long as they say', { 'cache-control': 'max-age=600' }, 600],
    ['for 15 minutes if they say nothing', {}, 900],
    ['for a minute if they must not be stored', { 'cache-control': 'no-store' }, 60],
    ['for an hour if they say more', { 'cache-control': 'max-age=999999' }, 3600],
  ])(
    'are fetched once and kept %s, whoever needs them [CA-10]',
    async (_what, headers, seconds) => {
      serveKeys(vendor, [old], headers);
      const other = await addRemoteKeyClient(world, vendor);
      await Promise.all([client, other, client].map((one) => knock(world, one, old)));
      expect(fetches()).toBe(1);
      world.pass({ seconds: seconds - 1 });
      expect(await knock(world, other, old)).toBe('let in');
      expect(fetches()).toBe(1);
      world.pass({ seconds: 1 });
      expect(await knock(world, client, old)).toBe('let in');
      expect(fetches()).toBe(2);
    },
  );

  it('are kept for all instances, and over a restart [CA-10]', async () => {
    await knock(world, client, old);
    const guardedFetch = () => Promise.reject(new Error('fetched again'));
    const server = createAuthorizationServer({ ...world.context, guardedFetch });
    expect(await knock({ ...world, server }, client, old)).toBe('let in');
  });

  it('may have a new one, found by asking once more [CA-10]', async () => {
    await knock(world, client, old);
    serveKeys(vendor, [old, fresh]);
    world.pass({ seconds: 10 });
    expect(await knock(world, client, fresh)).toBe('let in');
    expect(await knock(world, client, fresh)).toBe('let in');
    expect(await knock(world, client, old)).toBe('let in');
    expect(fetches()).toBe(2);
  });

  it('may have a new one that has no id [CA-10]', async () => {
    const bare = (signer: typeof old) => {
      const { kid: _, ...publicKey } = signer.publicKey;
      return { ...signer, publicKey };
    };
    serveKeys(vendor, [bare(old)]);
    expect(await knock(world, client, old, { kid: undefined })).toBe('let in');
    serveKeys(vendor, [bare(fresh)]);
    world.pass({ seconds: 10 });
    expect(await knock(world, client, fresh, { kid: undefined })).toBe('let in');
    expect(fetches()).toBe(2);
  });

  it('are asked for every ten seconds at most, however many unknown ids come [CA-10]', async () => {
    await knock(world, client, old);
    world.pass({ seconds: 10 });
    const many = Array.from({ length: 30 }, (_, id) =>
      knock(world, client, fresh, { kid: `forged-${id}` }),
    );
    await Promise.all(many);
    expect(fetches()).toBe(2);
    world.pass({ seconds: 9 });
    await knock(world, client, fresh, { kid: 'again' });
    expect(fetches()).toBe(2);
    world.pass({ seconds: 1 });
    expect(await knock(world, client, fresh, { kid: 'forged' })).toBe('refused');
    expect(fetches()).toBe(3);
    // The known ones are still good.
    expect(await knock(world, client, old)).toBe('let in');
  });

  it('that may have changed a moment ago do not make a client look dead [CA-10]', async () => {
    expect(await knock(world, client, old)).toBe('let in');
    serveKeys(vendor, [fresh]);
    world.pass({ seconds: 4 });
    expect(await knock(world, client, fresh)).toBe('wait 6');
    world.pass({ seconds: 6 });
    expect(await knock(world, client, fresh)).toBe('let in');
  });

  it('that were fetched for this request are not asked for again [CA-10]', async () => {
    expect(await knock(world, client, fresh)).toBe('refused');
    expect(fetches()).toBe(1);
  });

  it('are not asked for again for a wrong signature under a known id [CA-10]', async () => {
    await knock(world, client, old);
    world.pass({ seconds: 60 });
    expect(await knock(world, client, fresh, { kid: old.kid })).toBe('refused');
    expect(fetches()).toBe(1);
  });

  it('are not asked for when the assertion is no use anyway [CA-10]', async () => {
    const elsewhere = { ...world, context: { ...world.context, clock: () => 0 } };
    expect(await knock(elsewhere, client, old)).toBe('refused');
    expect(await knock(world, { id: 'client_unknown' }, old)).toBe('refused');
    expect(vendor.connections).toBe(0);
  });

  it('end when they are taken out, in an hour at most [CA-10]', async () => {
    serveKeys(vendor, [old], { 'cache-control': 'max-age=999999' });
    expect(await knock(world, client, old)).toBe('let in');
    serveKeys(vendor, [fresh]);
    world.pass({ seconds: 3599 });
    expect(await knock(world, client, old)).toBe('let in');
    world.pass({ seconds: 1 });
    expect(await knock(world, client, old)).toBe('refused');
    expect(await knock(world, client, fresh)).toBe('let in');
  });

  it('end at once when a newer one was seen without them [CA-10]', async () => {
    await knock(world, client, old);
    serveKeys(vendor, [fresh]);
    world.pass({ seconds: 10 });
    expect(await knock(world, client, fresh)).toBe('let in');
    world.pass({ seconds: 10 });
    expect(await knock(world, client, old)).toBe('refused');
  });

  it('may all be taken out [CA-10]', async () => {
    await knock(world, client, old);
    serveKeys(vendor, []);
    world.pass({ seconds: 3600 });
    expect(await knock(world, client, old)).toBe('refused');
  });
});

describe('keys whose host fails', () => {
  it('are used for a day as they were last [CA-10] [CIMD-24]', async () => {
    await knock(world, client, old);
    vendor.answer = serve('', {}, 403);
    world.pass({ seconds: 3600 });
    expect(await knock(world, client, old)).toBe('let in');
    expect(world.audited.at(-1)).toEqual({
      event: 'keys.unavailable',
      clientId: client.id,
      reason: 'status_403',
    });
    world.pass({ seconds: 82_799 });
    expect(await knock(world, client, old)).toBe('let in');
    world.pass({ seconds: 1 });
    expect(await knock(world, client, old)).toBe('wait 10');
  });

  it('do not make a client look dead that may have a new one since [CA-10]', async () => {
    await knock(world, client, old);
    vendor.answer = serve('', {}, 500);
    world.pass({ seconds: 10 });
    expect(await knock(world, client, fresh)).toBe('wait 10');
    expect(await knock(world, client, old)).toBe('let in');
  });

  it('are asked for every ten seconds, until the host is good again [CA-10]', async () => {
    vendor.answer = serve('', {}, 500);
    expect(await knock(world, client, old)).toBe('wait 10');
    world.pass({ seconds: 3 });
    expect(await knock(world, client, old)).toBe('wait 7');
    expect(fetches()).toBe(1);
    serveKeys(vendor, [old]);
    world.pass({ seconds: 7 });
    expect(await knock(world, client, old)).toBe('let in');
  });

  it.each([
    ['says that there are none', serve('', {}, 404), 'status_404'],
    ['serves something else', serve({ keys: 'none' }), 'no_key_set'],
    ['serves no JSON', serve('-'), 'no_key_set'],
    [
      'serves a private key',
      serve({ keys: [old.publicKey, { ...fresh.publicKey, d: 'x' }] }),
      'no_key_set',
    ],
    ['serves too much', serve('x'.repeat(33_000)), 'too_large'],
    [
      'serves too many',
      serve({ keys: Array.from({ length: 51 }, () => ({ kty: 'EC' })) }),
      'no_key_set',
    ],
  ])('end when it %s [CA-10]', async (_what, answer, reason) => {
    await knock(world, client, old);
    vendor.answer = answer;
    world.pass({ seconds: 3600 });
    expect(await knock(world, client, old)).toBe('wait 10');
    expect(world.audited.at(-1)).toMatchObject({ event: 'keys.unavailable', reason });
    world.pass({ seconds: 5 });
    expect(await knock(world, client, old)).toBe('wait 5');
    serveKeys(vendor, [old]);
    world.pass({ seconds: 5 });
    expect(await knock(world, client, old)).toBe('let in');
  });

  it('do not lock out a client that may also come without: it is let in as such [CA-10] [CIMD-24]', async () => {
    const either = await addRemoteKeyClient(world, vendor, {
      authMethods: ['none', 'private_key_jwt'],
    });
    vendor.answer = serve('', {}, 403);
    expect(await knock(world, either, old)).toBe('let in');
    // Where the keys can be had, it must be right.
    serveKeys(vendor, [old]);
    world.pass({ seconds: 10 });
    expect(await knock(world, either, fresh, { kid: old.kid })).toBe('refused');
    expect(await knock(world, either, old)).toBe('let in');
  });
});
