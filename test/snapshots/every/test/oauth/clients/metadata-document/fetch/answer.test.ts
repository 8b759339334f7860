/** The guarded fetch: which answers it takes. */
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GuardedFetch } from '../../../../../src/oauth/clients/metadata-document/fetch/guarded-fetch.js';
import { fetchOnThisMachine, openVendor, serve, type Vendor } from '../vendor.js';
import { outcomeOf } from './outcome.js';

let vendor: Vendor;

beforeEach(async () => {
  vendor = await openVendor();
});
afterEach(async () => {
  await vendor.close();
});

/** The reason of a failure, or `fetched`. */
function outcome(guardedFetch: GuardedFetch, url = vendor.url): Promise<string> {
  return outcomeOf(guardedFetch, url);
}

describe('what a guarded fetch takes', () => {
  it.each([201, 202, 204, 206, 400, 401, 403, 404, 410, 429, 500, 503])(
    'is no answer with status %i [CIMD-4]',
    async (status) => {
      vendor.answer = serve('', {}, status);
      expect(await outcome(fetchOnThisMachine())).toBe(`status_${status}`);
    },
  );

  it.each(['application/json', 'application/json; charset=utf-8', 'application/x.client+json'])(
    'is %s [CIMD-7]',
    async (type) => {
      vendor.answer = serve({}, { 'content-type': type });
      expect(await outcome(fetchOnThisMachine())).toBe('fetched');
    },
  );

  it.each(['text/html', 'text/json', 'application/jsonp', 'application/xml', 'json', ''])(
    'is not %j [CIMD-7]',
    async (type) => {
      vendor.answer = serve({}, { 'content-type': type });
      expect(await outcome(fetchOnThisMachine())).toBe('media_type');
    },
  );

  it('is no challenge to a browser, which is said in the log [M5]', async () => {
    vendor.answer = serve('<html>', { 'cf-mitigated': 'challenge' }, 403);
    expect(await outcome(fetchOnThisMachine())).toBe('bot_challenge');
  });

  it('is nothing compressed, which could unpack to any size [CIMD-13]', async () => {
    vendor.answer = serve('{}', { 'content-encoding': 'gzip' });
    expect(await outcome(fetchOnThisMachine())).toBe('content_encoding');
    expect(vendor.requests[0]?.headers['accept-encoding']).toBeUndefined();
  });

  it('is 5 KB and little more, announced or not [CIMD-13]', async () => {
    const padded = (size: number) => JSON.stringify('x'.repeat(size - 2));
    vendor.answer = serve(padded(5 * 1024));
    expect(await outcome(fetchOnThisMachine())).toBe('fetched');
    // Neither of these ever ends.
    vendor.answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(padded(6 * 1024));
    };
    expect(await outcome(fetchOnThisMachine())).toBe('too_large');
    vendor.answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000_000 });
      response.write('{');
    };
    expect(await outcome(fetchOnThisMachine())).toBe('too_large');
  });

  it('closes the connection of an answer that it does not want [CIMD-14]', async () => {
    const closed = new Promise((resolve) => {
      vendor.answer = (response) => {
        response.on('close', resolve);
        response.writeHead(500).write('x');
      };
    });
    expect(await outcome(fetchOnThisMachine({ totalMs: 60_000 }))).toBe('status_500');
    await closed;
  });

  it.each([
    [
      'is cut off',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
        response.write('{', () => response.destroy());
      },
    ],
    ['is none at all', (response: ServerResponse) => response.destroy()],
    ['is no HTTP', (response: ServerResponse) => response.socket?.end('hello')],
  ])('is no answer that %s', async (_what, answer) => {
    vendor.answer = answer;
    expect(await outcome(fetchOnThisMachine())).toBe('broken_off');
  });
});
