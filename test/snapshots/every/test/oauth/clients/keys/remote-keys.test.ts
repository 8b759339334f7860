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

/** What a client is told while its keys cannot be had: no word of the client itself. */
function unavailable(seconds: number) {
  return [503, expect.objectContaining({ error: 'temporarily_unavailable' }), retryIn(seconds)];
}

function retryIn(seconds: number) {
  return expect.toSatisfy(
    (headers: Headers) => Number(headers.get('retry-after')) === seconds,
    `to ask for patience of ${seconds} seconds`,
  );
}

describe('keys at a URL', () => {
  it('are fetched when they are needed, and asked for as what they are [CA-10]', async () => {
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
    ['for a quarter of an hour if they say nothing', {}, 900],
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

  it('may have a new one among them, which is found by asking once more [CA-10]', async () => {
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

  it('are asked for no more often than every ten seconds, however many unknown ids come [CA-10]', async () => {
    await knock(world, client, old);
    world.pass({ seconds: 10 });
    const many = Array.from({ length: 30 }, (_, id) =>
      knock(world, client, fresh, { kid: `forged-${id}` }),
    );
    await Promise.all(many);
    expect(fetches()).toBe(2);
    for (let second = 0; second < 9; second += 1) {
      world.pass({ seconds: 1 });
      await knock(world, client, fresh, { kid: `again-${second}` });
    }
    expect(fetches()).toBe(2);
    world.pass({ seconds: 1 });
    expect(await knock(world, client, fresh, { kid: 'forged' })).toBe('refused');
    expect(fetches()).toBe(3);
    // And all the while those that are known are good.
    expect(await knock(world, client, old)).toBe('let in');
  });

  it('that may have changed a moment ago do not make a client look dead [CA-10]', async () => {
    expect(await knock(world, client, old)).toBe('let in');
    serveKeys(vendor, [fresh]);
    world.pass({ seconds: 4 });
    expect(await knock(world, client, fresh)).toEqual(unavailable(6));
    world.pass({ seconds: 6 });
    expect(await knock(world, client, fresh)).toBe('let in');
  });

  it('that were fetched for this very request leave no doubt: an unknown one is refused [CA-10]', async () => {
    expect(await knock(world, client, fresh)).toBe('refused');
    expect(fetches()).toBe(1);
  });

  it('are not asked for again for a wrong signature under a known id [CA-10]', async () => {
    await knock(world, client, old);
    world.pass({ seconds: 60 });
    expect(await knock(world, client, fresh, { kid: old.kid })).toBe('refused');
    expect(fetches()).toBe(1);
  });

  it('are not asked for before the assertion is right in all other respects [CA-10]', async () => {
    const elsewhere = { ...world, context: { ...world.context, clock: () => 0 } };
    expect(await knock(elsewhere, client, old)).toBe('refused');
    const unknown = { id: 'client_unknown' };
    expect(await knock(world, unknown, old)).toBe('refused');
    expect(vendor.connections).toBe(0);
  });

  it('end when they are taken out, an hour later at the latest [CA-10]', async () => {
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
    expect(await knock(world, client, old)).toEqual(unavailable(10));
  });

  it('do not make a client look dead that may have a new one since [CA-10]', async () => {
    await knock(world, client, old);
    vendor.answer = serve('', {}, 500);
    world.pass({ seconds: 10 });
    expect(await knock(world, client, fresh)).toEqual(unavailable(10));
    expect(await knock(world, client, old)).toBe('let in');
  });

  it('are good again as soon as the host is [CA-10]', async () => {
    vendor.answer = serve('', {}, 500);
    expect(await knock(world, client, old)).toEqual(unavailable(10));
    serveKeys(vendor, [old]);
    world.pass({ seconds: 10 });
    expect(await knock(world, client, old)).toBe('let in');
  });

  it('are not asked for by every request meanwhile [CA-10]', async () => {
    vendor.answer = serve('', {}, 500);
    await knock(world, client, old);
    world.pass({ seconds: 3 });
    expect(await knock(world, client, old)).toEqual(unavailable(7));
    expect(fetches()).toBe(1);
  });

  it.each([
    ['says that there are none', serve('', {}, 404), 'status_404'],
    ['serves something else', serve('{"keys":"none"}'), 'no_key_set'],
    ['serves no JSON', serve('-'), 'no_key_set'],
    [
      'serves a private key',
      serve({ keys: [old.publicKey, { ...fresh.publicKey, d: 'x' }] }),
      'no_key_set',
    ],
    ['serves too much', serve(JSON.stringify({ keys: [], x: 'x'.repeat(33_000) })), 'too_large'],
    [
      'serves too many',
      serve({ keys: Array.from({ length: 51 }, () => ({ kty: 'EC' })) }),
      'no_key_set',
    ],
  ])('are withdrawn when it %s [CA-10]', async (_what, answer, reason) => {
    await knock(world, client, old);
    vendor.answer = answer;
    world.pass({ seconds: 3600 });
    expect(await knock(world, client, old)).toEqual(unavailable(10));
    expect(world.audited.at(-1)).toMatchObject({ event: 'keys.unavailable', reason });
    world.pass({ seconds: 5 });
    expect(await knock(world, client, old)).toEqual(unavailable(5));
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
